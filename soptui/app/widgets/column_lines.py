"""The wrapped lines of a column, kept between one change and the next."""

from dataclasses import dataclass

from soptui.app.rows import Row
from soptui.app.wrapping import wrap

_MARKED = ("note", "statement", "voice")
_DEEPEST = 3


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
        self.width = 0
        self.roomy = False

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: int) -> Line:
        return self._lines[at]

    def resize(self, width: int, *, roomy: bool) -> None:
        """Wrap everything for another width, with blank lines over sections or without."""
        rows, self._rows = self._rows, ()
        self._keys, self._starts, self._lines = [], [], []
        self.width, self.roomy = width, roomy
        self.show(rows)

    def show(self, rows: tuple[Row, ...]) -> int | None:
        """Take on these rows; return the first line that is not what it was, if there is one."""
        before = self._rows
        same, tail = _unchanged(before, rows)
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
            lines += self._wrapped(rows[at], is_first=at == 0)
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

    def _wrapped(self, row: Row, *, is_first: bool) -> list[Line]:
        width = self.width
        if row.role in ("section", "empty"):
            texts = wrap(row.text, width - 2)
            blank = [""] if self.roomy and not is_first and row.role == "section" else []
            return [Line(row, "", text, row.role, row.role) for text in blank + texts]
        lead = f"{row.sigil} " if row.sigil else "  "
        look = "sigil" if row.role in _MARKED else row.role
        indent = " " * min(len(lead), _DEEPEST)
        room = width - 1 - len(lead)
        texts = wrap(row.text, room)
        lines = [Line(row, lead, texts[0], look, row.role)]
        lines += [Line(row, indent, text, look, row.role) for text in texts[1:]]
        if row.tag:
            lines += [Line(row, indent, text, look, "tag") for text in wrap(row.tag, room)]
        return lines


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
