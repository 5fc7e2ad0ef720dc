"""What a program sends to a terminal, by kind: which sequences act, and what hides in it.

Compared with what the same program sends when it shows harmless words: a kind that only
hostile words bring about came from them.
"""

import re
from collections import Counter
from collections.abc import Iterator

_SEQUENCE = re.compile(
    r"""
      \x1b\](?P<command>\d*)[^\x07\x1b]*(?:\x07|\x1b\\|(?=\x1b)|$)      # OSC
    | \x1b(?P<string>[P_^X])[^\x1b]*(?:\x1b\\|$)                        # DCS, APC, PM, SOS
    | \x1b\[(?P<numbers>[0-?]*)(?P<between>[\ -/]*)(?P<final>[@-~])     # CSI
    | \x1b(?P<escape>[\ -/]*[0-~])
    | \x1b(?P<broken>)
    | (?P<c1>[\x80-\x9f])
    | (?P<control>[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f])
    | (?P<direction>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])
    | (?P<hidden>[\u00ad\u200b\u2028\u2029\u2060-\u2064\u3164\ufeff\ufff9-\ufffb\U000e0001])
    | (?P<tag>(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f])
    | (?P<flood>[\u0300-\u036f]{9})
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACES = frozenset("HGdABCD")  # where something is drawn: another each time
# Themes have colors of three numbers each, and bold, italic and the like; no other colors.
_LOOK = re.compile(r"[345]8;(?:2(?:;\d+){3}|5;\d+)|(?<!\d)\d(?!\d)")


def kinds(raw: bytes) -> Counter[str]:
    """Return how often each kind of control sequence, or of hidden character, was sent."""
    sent = _SEQUENCE.finditer(raw.decode("utf-8", "replace"))
    return Counter(kind for match in sent for kind in _kinds_of(match))


def _kinds_of(match: re.Match[str]) -> Iterator[str]:
    if final := match["final"]:
        numbers = match["numbers"]
        if final == "m" and numbers[:1] not in ("<", "=", ">", "?"):
            yield from (f"SGR {look}" for look in _LOOK.sub("look", numbers).split(";"))
        else:
            where = "" if final in _PLACES else numbers
            yield f"CSI {where}{match['between']}{final}"
    else:
        name = match.lastgroup or ""
        yield name if name in ("flood", "broken") else f"{name} {match[name]!a}"
