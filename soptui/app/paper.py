"""A copy as it is read on the screen before it is written: lines of letters, and their looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from soptui.app.wrapping import wrap
from soptui.export.blocks import (
    Bullet,
    Document,
    Heading,
    Labelled,
    LinearBlock,
    Notice,
    Paragraph,
    linear,
    plain,
)
from soptui.model.text import shown

_STEP = 2
"""The cells that an item stands in below the one it belongs to."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: what stands before its words, the words, and how both look."""

    lead: str
    text: str
    look: str = ""
    lead_look: str = ""


def on_paper(paper: Document | str, width: int) -> tuple[PaperLine, ...]:
    """Return a document, or a text that is already set, in lines of at most this width."""
    if isinstance(paper, str):
        lines = paper.replace("\r\n", "\n").rstrip("\n").split("\n")
        return tuple(each for line in lines for each in _as_it_is(shown(line), width))
    return tuple(_blocks(paper, width))


def _as_it_is(line: str, width: int) -> Iterator[PaperLine]:
    """Break a line that is too long, and leave it as far to the right as it stands."""
    text = line.lstrip(" ")
    lead = line[: min(len(line) - len(text), width // 2)]
    for each in wrap(text, width - len(lead)):
        yield PaperLine(lead, each)


def _blocks(document: Document, width: int) -> Iterator[PaperLine]:
    before: LinearBlock | None = None
    for block in linear(document.blocks):
        is_item = isinstance(block, Bullet | Labelled)
        if before is not None and not (is_item and isinstance(before, Bullet | Labelled | Heading)):
            yield PaperLine("", "")
        yield from _block(block, width)
        before = block


def _block(block: LinearBlock, width: int) -> Iterator[PaperLine]:
    match block:
        case Heading(line, level):
            yield from _set(shown(plain(line)), width, look="title" if level < _STEP else "heading")
        case Paragraph(line):
            yield from _set(shown(plain(line)), width)
        case Notice(line):
            yield from _set(shown(plain(line)), width, look="notice")
        case Bullet(line, depth, sign):
            yield from _set(shown(plain(line)), width, _lead(depth, sign), lead_look="sign")
        case Labelled(label, line, depth, sign):
            text = shown(f"{label}: {plain(line)}".rstrip())
            yield from _set(text, width, _lead(depth, sign), lead_look="sign")


def _lead(depth: int, sign: str) -> str:
    return f"{'':{_STEP * depth}}{sign or '·':<2} "


def _set(
    text: str, width: int, lead: str = "", *, look: str = "", lead_look: str = ""
) -> Iterator[PaperLine]:
    room = cell_len(lead)
    for line in wrap(text, width - room):
        yield PaperLine(lead, line, look, lead_look)
        lead = " " * room
