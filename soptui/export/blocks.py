"""A document between the session and a file format: headings, paragraphs, items.

Every run of text knows whose it is. What is ours (a heading, a label) is written as it
stands; what is people's is data, and a format escapes it. The runs of ours that stand
beside people's words begin and end with a space or a mark of punctuation, and never open
a bracket right behind them: the formats rely on it.
"""

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
class Bullet:
    """An item of a list; depth 1 belongs to the item of depth 0 above it."""

    line: Line
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item of a list that says first, in our words, what it is."""

    label: str
    line: Line
    depth: int = 0


Block = Heading | Paragraph | Bullet | Labelled
Document = tuple[Block, ...]


def ours(text: str) -> Run:
    """Return a run of our own words."""
    return Run(text, ours=True)


def theirs(text: str) -> Run:
    """Return a run of people's words, on one line."""
    return Run(text.replace("\n", " "), ours=False)
