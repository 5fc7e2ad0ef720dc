"""A document between the session and a file format: headings, paragraphs, items, figures.

Every run of text knows whose it is. What is ours (a heading, a label) is written as it
stands; what is people's is data, and a format escapes it. The runs of ours that stand
beside people's words begin and end with a space or a mark of punctuation, and never open
a bracket right behind them: the formats rely on it.

What only some formats can draw stands here as well: columns beside each other, a table, a
figure. `linear` says the same one line below the other, for those that cannot.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, ours or people's."""

    text: str
    ours: bool


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    line: Line
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text by itself."""

    line: Line


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of ours that says what the document is not, or who may read it."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list; depth 1 belongs to the item of depth 0 above it.

    `sign` is the one that the alphabet gives to what it is: `!` for a danger statement,
    none for what was only heard.
    """

    line: Line
    depth: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item of a list that says first, in our words, what it is."""

    label: str
    line: Line
    depth: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the same as an item of a list."""

    cells: tuple[Line, ...]
    item: Bullet


@dataclass(frozen=True, slots=True)
class Table:
    """What is best read in rows; `head` names the columns in our words."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """One circle of the safety network, in our words, and the names in it."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CirclesFigure:
    """The safety network around the family; the inner ring is first.

    All that it shows is also said in words below it. `beside` are those without a circle.
    """

    title: str
    rings: tuple[Ring, ...]
    beside: Ring | None = None


@dataclass(frozen=True, slots=True)
class ScaleFigure:
    """A scale from 0 to 10 with each person's number; all of it is also said in words below."""

    title: str
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Columns that stand beside each other where the page is wide enough."""

    columns: tuple[tuple["Block", ...], ...]


Block = (
    Heading | Paragraph | Notice | Bullet | Labelled | Table | CirclesFigure | ScaleFigure | Beside
)
LinearBlock = Heading | Paragraph | Notice | Bullet | Labelled


@dataclass(frozen=True, slots=True)
class Document:
    """All that a copy says.

    `confidential` is the line for the top and bottom of every page, `language` the one of
    our own words: en, es.
    """

    title: Line
    confidential: str
    language: str
    blocks: tuple[Block, ...]


def linear(blocks: Iterable[Block]) -> Iterator[LinearBlock]:
    """Go through the blocks one below the other; a table is a list, and no figure is drawn."""
    for block in blocks:
        match block:
            case Table():
                yield from (row.item for row in block.rows)
            case Beside():
                for column in block.columns:
                    yield from linear(column)
            case CirclesFigure() | ScaleFigure():
                pass
            case _:
                yield block


def plain(line: Line) -> str:
    """Return the text of a line, as it is read."""
    return "".join(run.text for run in line)


def ours(text: str) -> Run:
    """Return a run of our own words."""
    return Run(text, ours=True)


def theirs(text: str) -> Run:
    """Return a run of people's words, on one line."""
    return Run(text.replace("\n", " "), ours=False)
