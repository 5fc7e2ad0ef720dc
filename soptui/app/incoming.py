"""What comes from the terminal, as keys, pastes and reports: whatever the bytes, it goes on.

Three things end or harm an app that reads a terminal as it comes: a byte that is not UTF-8, a
sequence that cannot be understood, and an escape inside a paste. Here a wrong byte is
shown as U+FFFD, a sequence that cannot be understood is left out, by itself, and a paste is what
stands between its two marks, whatever that is.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Paste, Resize
from textual.message import Message

MOST_COLUMNS, MOST_ROWS = 1200, 500
"""No terminal is larger: what says so would only take all the memory there is."""

PASTE_PATIENCE = 3.0
"""Seconds of silence after which a paste without an end is taken as it is."""

# Three bytes of any value follow; they are not text. Nothing that soptui asks for sends it,
# but a terminal that was left by another program may.
_OLD_MOUSE = rb"\x1b\[M[\x20-\xff]{0,3}"
_OLD_MOUSE_BEGUN = rb"\x1b(?:\[(?:M[\x20-\xff]{0,2})?)?\Z"


class Incoming:
    """Makes events of the bytes that a terminal sends."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._parser = XTermParser()
        self._mouse = b""
        self._begun = ""
        self._paste: list[str] | None = None
        self._end = ""
        self._heard = 0.0

    def feed(self, data: bytes) -> Iterator[Message]:
        """Take in bytes; return what they were, as far as that can be told."""
        self._heard = monotonic()
        text = self._decoder.decode(self._without_old_mouse(data))
        while text:
            text = yield from (
                self._read_keys(text) if self._paste is None else self._read_paste(text)
            )

    def tick(self) -> Iterator[Message]:
        """Return what only the time tells: an Escape that begins nothing, a paste without end."""
        if self._paste is not None and monotonic() - self._heard > PASTE_PATIENCE:
            yield from self._pasted(self._end)
        try:
            for event in self._parser.tick():
                self._begun = ""
                yield event
        except Exception:  # as in _parse
            self._begin_anew()

    def _without_old_mouse(self, data: bytes) -> bytes:
        """Put spaces in the place of what is no text, so that the parser knows where it ends."""
        known, joined = len(self._mouse), self._mouse + data
        if b"\x1b" not in joined:
            return data
        joined = re.sub(_OLD_MOUSE, lambda found: b"\x1b[M".ljust(len(found.group())), joined)
        begun = re.search(_OLD_MOUSE_BEGUN, joined)
        self._mouse = begun.group() if begun else b""
        return joined[known:]

    def _read_keys(self, text: str) -> Generator[Message, None, str]:
        """Read up to the end of a mark that begins a paste; return what follows."""
        known, joined = len(self._begun), self._begun + text
        at = joined.find(BRACKETED_PASTE_START)
        if at < 0:
            self._begun = _begins(BRACKETED_PASTE_START, joined)
            yield from self._parse(text)
            return ""
        after = at + len(BRACKETED_PASTE_START)
        # The parser may have begun to read the mark: it gets all of it, and its end at once.
        for event in self._parse(joined[known:after] + BRACKETED_PASTE_END):
            if not isinstance(event, Paste):
                yield event
        self._begun, self._paste, self._end = "", [], ""
        return joined[after:]

    def _read_paste(self, text: str) -> Generator[Message, None, str]:
        """Read up to the mark that ends a paste; return what follows."""
        joined = self._end + text
        at = joined.find(BRACKETED_PASTE_END)
        if at < 0:
            self._end = _begins(BRACKETED_PASTE_END, joined)
            if self._paste is not None:
                self._paste.append(joined[: len(joined) - len(self._end)])
            return ""
        yield from self._pasted(joined[:at])
        return joined[at + len(BRACKETED_PASTE_END) :]

    def _pasted(self, rest: str) -> Iterator[Message]:
        text = "".join([*(self._paste or ()), rest]).replace("\x00", "")
        self._paste, self._end = None, ""
        if text:
            yield Paste(text)

    def _parse(self, text: str) -> Iterator[Message]:
        for character in text:  # one by one, so that what cannot be read takes nothing with it
            try:
                for event in self._parser.feed(character):
                    if isinstance(event, Resize) and not _is_a_size(event):
                        self._parser.terminal_size = None
                    else:
                        yield event
            except Exception:  # of any kind: the parser was not made for all that can come
                self._begin_anew()

    def _begin_anew(self) -> None:
        old, self._parser = self._parser, XTermParser()
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size


def _begins(mark: str, text: str) -> str:
    """Return the longest end of a text with which a mark begins, but not all of it."""
    ends = (mark[:length] for length in range(len(mark) - 1, 0, -1))
    return next((end for end in ends if text.endswith(end)), "")


def _is_a_size(event: Resize) -> bool:
    width, height = event.size
    return 0 < width <= MOST_COLUMNS and 0 < height <= MOST_ROWS
