"""The wrapped lines of a column, kept between one change and the next."""

from dataclasses import dataclass

from soptui.app.rows import Row
from soptui.app.wrapping import wrap

_MARKED = ("note", "statement", "voice")
_ALONE = ("section", "empty")
_DEEPEST = 3
_TO_SPARE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn: whose it is, its sigil or indent, its text and their looks."""

    row: Row
    lead: str
    text: str
    lead_look: str
    look: str


class ColumnLines:
    """The rows of a column as lines of one width.

    Only rows that are not the same objects as before are wrapped, and only what stands
    between the first and the last of them is put in anew.
    """

    def __init__(self) -> None:
        self._rows: tuple[Row, ...] = ()
        self._keys: list[str] = []
        self._starts: list[int] = []
        self._lines: list[Line] = []
        self.width = self._height = 0
        self.roomy = self._airy = False

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: int) -> Line:
        return self._lines[at]

    def resize(self, width: int, *, roomy: bool, height: int = 0) -> None:
        """Wrap everything for another width, with blank lines over sections or without.

        With a height a blank line stands under each statement, and under every note for as
        long as all of it fits.
        """
        self.width, self.roomy, self._height = width, roomy, height
        self._airy = False
        self._wrap_anew()
        self._breathe()

    def _wrap_anew(self) -> None:
        rows, self._rows = self._rows, ()
        self._keys, self._starts, self._lines = [], [], []
        self._take(rows)

    def _breathe(self) -> bool:
        """Put blank lines between the notes, or take them out; False if it is as it was."""
        if not self._height:
            return False
        texts = sum(bool(line.look) for line in self._lines)
        notes = sum(row.role not in _ALONE for row in self._rows)
        # More room is wanted to put them in than to keep them: nothing is to flicker.
        room = self._height - (0 if self._airy else _TO_SPARE)
        airy = texts + notes - 1 <= room
        if airy is self._airy:
            return False
        self._airy = airy
        self._wrap_anew()
        return True

    def show(self, rows: tuple[Row, ...]) -> int | None:
        """Take on these rows; return the first line that is not what it was, if there is one."""
        first = self._take(rows)
        return 0 if first is not None and self._breathe() else first

    def _take(self, rows: tuple[Row, ...]) -> int | None:
        before = self._rows
        same, tail = _unchanged(before, rows)
        if self._height and same < len(rows):
            tail = max(0, tail - 1)  # what stands under the last that changed may be parted from it
        if same == len(before) == len(rows):
            return None
        self._rows = rows
        self._keys[same : len(before) - tail] = [r.key for r in rows[same : len(rows) - tail]]
        if self.width <= 0:
            return None
        first = self._starts[same] if same < len(before) else len(self._lines)
        last = self._starts[len(before) - tail] if tail else len(self._lines)
        starts: list[int] = []
        lines: list[Line] = []
        for at in range(same, len(rows) - tail):
            starts.append(first + len(lines))
            lines += self._wrapped(rows[at], rows[at - 1] if at else None)
        moved = first + len(lines) - last
        later = [start + moved for start in self._starts[len(before) - tail :]] if tail else []
        self._starts = self._starts[:same] + starts + later
        self._lines[first:last] = lines
        return first

    def place(self, key: str, *, with_heading: bool = False) -> tuple[int, int]:
        """Return on which line a row starts and how many it takes: none if it is not there.

        With its heading, if it is the first of its section.
        """
        if not key or key not in self._keys or len(self._starts) < len(self._keys):
            return 0, 0
        at = self._keys.index(key)
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._lines)
        if with_heading and at and self._rows[at - 1].role == "section":
            at -= 1
        return self._starts[at], end - self._starts[at]

    def _wrapped(self, row: Row, above: Row | None) -> list[Line]:
        width = self.width
        if row.role in _ALONE:
            texts = wrap(row.text, width - 2)
            lines = [Line(row, "", text, row.role, row.role) for text in texts]
            parted = self.roomy and bool(above) and row.role == "section"
            return [_blank(row), *lines] if parted and not self._is_parted(above) else lines
        lead = f"{row.sigil} " if row.sigil else "  "
        look = "sigil" if row.role in _MARKED else row.role
        indent = " " * min(len(lead), _DEEPEST)
        room = width - 1 - len(lead)
        texts = wrap(row.text, room)
        lines = [Line(row, lead, texts[0], look, row.role)]
        lines += [Line(row, indent, text, look, row.role) for text in texts[1:]]
        if row.tag:
            lines += [Line(row, indent, text, look, "tag") for text in wrap(row.tag, room)]
        return [*lines, _blank(row)] if self._is_parted(row) else lines

    def _is_parted(self, row: Row | None) -> bool:
        """Whether a blank line stands under a row."""
        if row is None or row.role in _ALONE:
            return False
        return self._airy or (self._height > 0 and row.role == "statement")


def _blank(row: Row) -> Line:
    return Line(row, "", "", "", "")


def _unchanged(before: tuple[Row, ...], after: tuple[Row, ...]) -> tuple[int, int]:
    """Return how many rows at the start, and how many at the end, are the same objects."""
    shorter = min(len(before), len(after))
    if after[: len(before)] == before:
        return len(before), 0
    same = shorter
    for at, (old, new) in enumerate(zip(before, after, strict=False)):
        if old is not new:
            same = at
            break
    # The first row is never part of the tail: only it has no blank line over it.
    most, tail = min(shorter - same, shorter - 1), 0
    while tail < most and before[-1 - tail] is after[-1 - tail]:
        tail += 1
    return same, tail
