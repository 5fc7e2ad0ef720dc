"""What fills the screen, as lines: short ones, far apart, with wide margins; pure.

A terminal has letters of one size. What reads large from five meters is few words a line,
air between the lines, and nothing around them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from rich.cells import cell_len

from soptui.app.large import even
from soptui.app.rows import Row
from soptui.app.widgets.column_lines import ColumnLines, Line
from soptui.app.wrapping import wrap
from soptui.app.zoomed import PAIR, Zoomed

GUTTER = 2
"""Cells before each line, for the bar that marks what is new."""

_LONGEST, _ABREAST, _NARROW, _LEAD = 58, 50, 40, 4
_HIGH, _LOW = 16, 8
_FIRST_MARK = "\u0300"


@dataclass(frozen=True, slots=True)
class Spacing:
    """How many empty lines stand inside a row and behind it; and so for headings and parts."""

    inside: int = 0
    behind: int = 0
    heading: int = 0
    part_inside: int = 0
    part: int = 0

    def of(self, role: str) -> tuple[int, int]:
        """Return the empty lines between the lines of a row, and behind it."""
        match role:
            case "section" | "rule":
                return 0, self.heading
            case "part":
                return self.part_inside, self.part
        return self.inside, self.behind


_AIRY = Spacing(1, 2, 1)
_COLUMN = ((14, _AIRY), (7, Spacing(0, 1)), (0, Spacing()))
"""How far apart a column's rows stand, from so many lines on."""

_STATEMENT = (Spacing(1, 2, 1, 1, 2), Spacing(1, 2, 1, 0, 1), Spacing(1, 1))
"""How far apart a statement and its parts stand: the first that fits."""


class ZoomLines(ColumnLines):
    """The rows of what fills the screen, as lines of one width."""

    def __init__(self) -> None:
        super().__init__()
        self.spacing = Spacing()

    @property
    def count(self) -> int:
        """How many lines there are, without the empty ones at the end."""
        behind = takewhile(lambda at: not self[at].look, range(len(self) - 1, -1, -1))
        return len(self) - sum(1 for _ in behind)

    def fit(self, zoomed: Zoomed, width: int, height: int) -> None:
        """Set everything anew for so many lines, as far apart as there is room.

        A statement's sentence stands large even if its parts have to be paged to then; the
        line about its pair is there if there is room for it.
        """
        least = next(spacing for lines, spacing in _COLUMN if height >= lines)
        if not zoomed.is_statement or height < _COLUMN[0][0]:
            self._set(zoomed.rows, least, width)
            return
        alone = tuple(row for row in zoomed.rows if row.key != PAIR)
        closest = _STATEMENT[-1]
        for spacing, rows in (*((each, zoomed.rows) for each in _STATEMENT), (closest, alone)):
            self._set(rows, spacing, width)
            if self.count <= height:
                return
        self._set(zoomed.rows, closest, width)

    def _set(self, rows: tuple[Row, ...], spacing: Spacing, width: int) -> None:
        self.show(())
        self.spacing = spacing
        self.resize(measure_in(width), roomy=False)
        self.show(rows)

    def _wrapped(self, row: Row, above: Row | None) -> list[Line]:  # noqa: ARG002
        inside, behind = self.spacing.of(row.role)
        lines: list[Line] = []
        for line in self._texts(row):
            lines += [Line(row, "", "", "", row.role)] * (inside if lines else 0)
            lines.append(line)
        return lines + [Line(row, "", "", "", "")] * behind

    def _texts(self, row: Row) -> Iterator[Line]:
        if row.role == "rule":
            yield Line(row, "", "─" * self.width, "rule", "rule")
            return
        if row.role == "part":
            yield from self._part(row)
            return
        lead = self._lead(row)
        broken = even if row.role == "statement" and not row.place else wrap
        texts = broken(row.text, self.width - cell_len(lead))
        if row.role == "section" and len(texts) == 1:
            rule = "─" * (self.width - cell_len(row.text) - 1)
            yield Line(row, f"{row.text} ", rule, "section", "rule")
            return
        for at, text in enumerate(texts):
            yield Line(row, " " * len(lead) if at else lead, text, "sigil", row.role)

    def _part(self, row: Row) -> Iterator[Line]:
        """Set a question and what was said to it side by side, or one under the other."""
        if self.width < _ABREAST:
            for text in wrap(row.tag, self.width):
                yield Line(row, text, "", "asked", "part")
            for text in wrap(row.text, self.width - 2):
                yield Line(row, "  ", text, "", "part")
            return
        asked = self.width * 2 // 5
        lines = zip_longest(
            wrap(row.tag, asked - 2), wrap(row.text, self.width - asked), fillvalue=""
        )
        for label, text in lines:
            yield Line(row, label + " " * (asked - cell_len(label)), text, "asked", "part")

    def _lead(self, row: Row) -> str:
        if not row.place and row.role != "draft":
            return ""
        lead = f"{row.sigil} " if row.sigil else ""
        return lead if self.width < _NARROW else lead.ljust(_LEAD)


def measure_in(width: int) -> int:
    """Return how long a line may be in a window of that width."""
    margin = max(1, min(width // 8, (width - _NARROW) // 2))
    return max(2, min(_LONGEST, width - 2 * margin - GUTTER))


def bar(heading: str, width: int, height: int) -> list[str]:
    """Return the lines of the heading: a broad bar with letters far apart where there is room."""
    broad = height >= _HIGH
    spaced = "   ".join(" ".join(word) for word in heading.split())
    may_be = max(heading, default="") < _FIRST_MARK  # some letters must stand together
    if broad and may_be and len(spaced) <= width - 2 * (width // 8):
        return ["", spaced, ""]
    texts = wrap(heading, max(2, width - 2 * GUTTER))
    if height < _LOW:
        texts = texts[:1]
    return ["", *texts, ""] if broad else texts
