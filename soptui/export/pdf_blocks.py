"""A document as the data that `page.typ` sets: what belongs together is one thing in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from soptui.export.blocks import (
    Beside,
    Block,
    Bullet,
    CirclesFigure,
    Heading,
    Labelled,
    Line,
    Notice,
    Paragraph,
    ScaleFigure,
    Table,
)
from soptui.export.figures import svg_bytes

Data = dict[str, object]
Draw = Callable[[CirclesFigure | ScaleFigure], Element]

# In inches: all that there is between the margins, and most of a page.
_WIDE, _HIGH = 6.5, 8.0

# A letter that no file may hold; `cleaned` has taken them out of what came in by the gate.
_NO_LETTERS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def as_blocks(blocks: Sequence[Block], draw: Draw) -> list[Data]:
    """Return the document's blocks as data; the labelled items at its head are its facts."""
    head = list(takewhile(lambda block: not _is_chapter(block), blocks))
    listed = [block for block in head if isinstance(block, Bullet | Labelled)]
    first = next((at for at, block in enumerate(head) if block in listed), len(head))
    together = head[first : first + len(listed)] == listed
    if not listed or not together:
        return list(as_data(blocks, draw))
    return [
        *as_data(head[:first], draw),
        {"kind": "facts", "items": _nested(listed)},
        *as_data(blocks[first + len(listed) :], draw),
    ]


def as_data(blocks: Iterable[Block], draw: Draw) -> Iterator[Data]:
    """Go through the blocks; notices and items that follow each other become one."""
    items: list[Bullet | Labelled] = []
    notices: list[object] = []
    for block in (*blocks, None):
        if items and not isinstance(block, Bullet | Labelled):
            yield {"kind": "items", "items": _nested(items)}
            items = []
        if notices and not isinstance(block, Notice):
            yield {"kind": "notices", "lines": notices}
            notices = []
        match block:
            case Bullet() | Labelled():
                items.append(block)
            case Notice(line):
                notices.append(runs(line))
            case None:
                pass
            case _:
                yield _one(block, draw)


def words(text: str) -> str:
    """Return a text without what no file may hold."""
    return _NO_LETTERS.sub("", text)


def runs(line: Line) -> list[str]:
    """Return the pieces of a line, each a text to be set as it stands."""
    return [words(run.text) for run in line]


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Beside) or (isinstance(block, Heading) and block.level > 1)


def _one(
    block: Heading | Paragraph | Table | CirclesFigure | ScaleFigure | Beside, draw: Draw
) -> Data:
    match block:
        case Heading(line, level):
            return {"kind": "heading", "level": level, "line": runs(line)}
        case Paragraph(line):
            return {"kind": "paragraph", "line": runs(line)}
        case Table(head, rows):
            cells = [[runs(cell) for cell in row.cells] for row in rows]
            return {"kind": "table", "head": [words(name) for name in head], "rows": cells}
        case Beside(columns):
            return {"kind": "beside", "columns": [list(as_data(each, draw)) for each in columns]}
        case CirclesFigure() | ScaleFigure():
            return _figure(draw(block))


def _figure(drawn: Element) -> Data:
    """Return a figure, what it says for those who do not see it, and its width in inches."""
    width, height = (float(drawn.attrib[name]) for name in ("width", "height"))
    return {
        "kind": "figure",
        "svg": svg_bytes(drawn).decode(),
        "alt": words(drawn.findtext("desc", "")),
        "width": min(_WIDE, _HIGH * width / height),
    }


def _nested(items: Iterable[Bullet | Labelled]) -> list[Data]:
    """Return the items of a list, each with those that belong to it."""
    found: list[Data] = []
    inner: list[Data] = []
    for item in items:
        label = words(item.label) if isinstance(item, Labelled) else ""
        inside: list[Data] = []
        data: Data = {
            "label": label,
            "line": runs(item.line),
            "sign": item.sign,
            "items": inside,
        }
        if item.depth and found:
            inner.append(data)
        else:
            found.append(data)
            inner = inside
    return found
