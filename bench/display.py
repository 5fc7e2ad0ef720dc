"""What stood on the screen, and when: a program's output replayed through an emulator."""

import re
from collections.abc import Iterator

import pyte

Piece = tuple[int, bytes]
"""When some output came (nanoseconds), and the output."""

_SYNC_ON, _SYNC_OFF = b"\x1b[?2026h", b"\x1b[?2026l"
# Sequences that pyte does not know and would draw as text.
_UNKNOWN = re.compile(
    rb"\x1b(?:\[[<>=?][0-9;:]*[ -/]*[@-gi-km-~]|\[[<>=][0-9;:]*[hl]"
    rb"|\[[0-9;]*[ !\"$'][@-~]|P.*?\x1b\\|_.*?\x1b\\)",
    re.DOTALL,
)
# A sequence whose end has not come yet.
_PARTIAL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[P_][^\x1b]*\x1b?|[ -/]*)?\Z")


class _Colorless(pyte.Screen):
    """Colors are not looked at: leaving them out makes replaying several times faster."""

    def select_graphic_rendition(self, *_: int, **__: bool) -> None: ...


class Display:
    """The emulated screen: fed with output, asked for its rows."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Colorless(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._in_frame = False
        self.rows = [" " * columns] * rows

    def replay(self, pieces: list[Piece]) -> Iterator[int]:
        """Feed output and yield the time of each frame: `rows` is then what people saw.

        A frame stands when a synchronized update ends; output outside of one shows at once.
        Go through to the end, or the display stays behind.
        """
        for stamp, data in pieces:
            self._feed(data)
            if not self._in_frame and self._screen.dirty:
                self._read_rows()
                yield stamp

    def row_with(self, text: str) -> int | None:
        """Return the first row that shows a text."""
        return next((at for at, row in enumerate(self.rows) if text in row), None)

    def _feed(self, data: bytes) -> None:
        data = self._rest + data
        cut = _PARTIAL.search(data[-4096:])
        end = len(data) - len(cut.group()) if cut else len(data)
        data, self._rest = data[:end], data[end:]
        on, off = data.rfind(_SYNC_ON), data.rfind(_SYNC_OFF)
        if on != off:
            self._in_frame = on > off
        self._stream.feed(_UNKNOWN.sub(b"", data))

    def _read_rows(self) -> None:
        columns = range(self._screen.columns)
        for at in self._screen.dirty:
            line = self._screen.buffer[at]
            self.rows[at] = "".join(line[x].data for x in columns)
        self._screen.dirty.clear()
