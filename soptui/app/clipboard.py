"""The clipboard, which only the terminal can reach: by an escape sequence, OSC 52.

Nobody answers whether it arrived. What is known of a terminal is said, and no more.
"""

import base64
from collections.abc import Callable, Mapping
from enum import Enum

from soptui.copies import Copy
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.wording import Wording

MOST = 74_000
"""The most bytes of such a sequence that common terminals take."""

_KNOWN_BY = ("WT_SESSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID")
_KNOWN_TERM = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")
_BETWEEN = ("TMUX", "STY")
_NONE = "Apple_Terminal"


class Reach(Enum):
    """Whether the terminal takes something for the clipboard."""

    YES = "yes"
    NO = "no"
    PERHAPS = "perhaps"


def reach(env: Mapping[str, str]) -> Reach:
    """Return what is known of the terminal that this environment tells of."""
    if any(env.get(name) for name in _BETWEEN):
        return Reach.PERHAPS  # another program stands between, and has a setting for it
    if env.get("TERM_PROGRAM") == _NONE:
        return Reach.NO
    if any(env.get(name) for name in _KNOWN_BY) or env.get("TERM") in _KNOWN_TERM:
        return Reach.YES
    return Reach.PERHAPS


def put(
    text: str, send: Callable[[str], None], env: Mapping[str, str], wording: Wording, command: str
) -> str:
    """Send a text to the clipboard, if the terminal may take it; return what to say of that.

    `command` does the same where the terminal does not.
    """
    where = reach(env)
    if where is Reach.NO:
        return wording.say("exporting.no_clipboard", command=command)
    send(text)
    if len(base64.b64encode(text.encode())) > MOST:
        return wording.say("exporting.copied_long")
    if where is Reach.YES:
        return wording.say("exporting.copied", count=text.count("\n"))
    return wording.say("exporting.copied_maybe")


def command_for(copy: Copy, session_id: str) -> str:
    """Return the command that gives the same text to the clipboard of a Mac."""
    words = ["soptui", "export", session_id]
    if copy.profile is not Profile.CASE_FILE:
        words += ["--for", copy.profile.value]
    if copy.format is not Format.MARKDOWN:
        words += ["-f", copy.format.value]
    words += ["--marks"] * copy.marks + ["--contacts"] * copy.contacts + ["--ascii"] * copy.ascii
    if copy.names is not None:
        words += ["--names", copy.names.value.replace("_", "-")]
    return f"{' '.join(words)} | pbcopy"
