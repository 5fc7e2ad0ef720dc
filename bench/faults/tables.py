"""What was found, side by side, as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """An experiment that soptui did not come through whole, and what it showed."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Table:
    """One table: what it is of, what was done, and what came out of it."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: str = ""

    def add(self, *cells: object) -> None:
        """Add a row."""
        self.rows.append(tuple(str(cell) for cell in cells))

    def find(self, where: str, what: str) -> None:
        """Note something that soptui did not come through whole."""
        self.findings.append(Finding(f"{self.title}: {where}", what))

    def __str__(self) -> str:
        body = self.skipped or _markdown(self.heads, self.rows)
        return f"### {self.title}\n\n{self.about}\n\n{body}\n"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )
