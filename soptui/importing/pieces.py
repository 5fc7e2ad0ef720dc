"""The pieces of a Markdown file as it was exported: headings, paragraphs, items of lists.

Only what our copies are made of is read as markup. All else is words, as it stands.
"""

from dataclasses import dataclass
from enum import Enum, auto

from markdown_it import MarkdownIt
from markdown_it.token import Token

_RULES = ["heading", "list", "escape", "newline"]
_BREAKS = ("softbreak", "hardbreak")


class Shape(Enum):
    """What a piece is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a Markdown file: its words, and the line that they were written as.

    `depth` is the level of a heading, or how many items of lists an item stands in.
    """

    shape: Shape
    depth: int
    text: str
    written: str


def pieces_of(lines: list[str]) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Return the pieces in their order, and the lines that could be read as none."""
    tokens = MarkdownIt("zero").enable(_RULES).parse("\n".join(lines))
    found: list[Piece] = []
    read: set[int] = set()
    depth = level = 0
    shape, first = Shape.PARAGRAPH, False
    for token in tokens:
        match token.type:
            case "list_item_open":
                depth, first = depth + 1, True
            case "list_item_close":
                depth -= 1
            case "heading_open":
                shape, level = Shape.HEADING, int(token.tag[1:])
            case "paragraph_open":
                shape = Shape.ITEM if depth and first else Shape.PARAGRAPH
                level = max(0, depth - 1)
            case "inline":
                start, end = token.map or (0, 0)
                read.update(range(start, end))
                written = "\n".join(line.rstrip() for line in lines[start:end])
                found.append(Piece(shape, level, _words(token), written))
                first = False
    missed = [line.strip() for at, line in enumerate(lines) if at not in read and line.strip()]
    return tuple(found), tuple(line for line in missed if any(map(str.isalnum, line)))


def _words(token: Token) -> str:
    """Return the words of a piece, their backslashes undone."""
    children = token.children or []
    return "".join(" " if c.type in _BREAKS else c.content for c in children).strip(" ")
