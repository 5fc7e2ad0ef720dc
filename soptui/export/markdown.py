"""A session as Markdown that also reads well where it is pasted as plain text."""

from soptui.export.blocks import (
    Bullet,
    Document,
    Heading,
    Labelled,
    Line,
    LinearBlock,
    Notice,
    Paragraph,
    linear,
)
from soptui.export.escape import escape
from soptui.export.material import Material


def to_markdown(material: Material) -> bytes:
    """Return a copy as Markdown: headings and short lists, no tables."""
    return markdown_of(material.document).encode()


def markdown_of(document: Document) -> str:
    """Return a document as Markdown."""
    text = ""
    before: LinearBlock | None = None
    for block in linear(document.blocks):
        in_list = isinstance(before, Bullet | Labelled) and isinstance(block, Bullet | Labelled)
        text += "" if before is None else "\n" if in_list else "\n\n"
        text += _written(block)
        before = block
    return text + "\n"


def _written(block: LinearBlock) -> str:
    match block:
        case Heading(line, level):
            return "#" * level + " " + _inline(line)
        case Paragraph(line) | Notice(line):
            return _inline(line)
        case Bullet(line, depth):
            return "  " * depth + "- " + _inline(line)
        case Labelled(label, line, depth):
            return f"{'  ' * depth}- {label}: {_inline(line, starts=False)}".rstrip()


def _inline(line: Line, *, starts: bool = True) -> str:
    written = ""
    for at, run in enumerate(line):
        then = "".join(after.text for after in line[at + 1 : at + 2])
        first = starts and not at
        written += run.text if run.ours else escape(run.text, starts=first, then=then)
    return written
