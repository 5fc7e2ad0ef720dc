"""Writes blocks into a Word file, one after the other, in front of a place in it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Inches, Length

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
    ours,
    plain,
)
from soptui.export.word_styles import Styles
from soptui.model.alphabet import Section, form_of

HARM, DANGER, GOAL = "Map Harm", "Map Danger", "Map Goal"
FACT, NOTICE, CELL = "Map Fact", "Map Notice", "Map Cell"
_STATEMENTS = {
    form_of(Section.HARM_STATEMENT).sigil: HARM,
    form_of(Section.DANGER_STATEMENT).sigil: DANGER,
    form_of(Section.SAFETY_GOAL).sigil: GOAL,
}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Letters from right to left, and what stands between two of them.
_LEFTWARD = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+)"
)
_NAME, _LONG_WORD, _LONG, _AIR, _LETTERS = 14, 18, 72, 4, 95
"""Letters in a column of a table, and in a line: about what the letter sizes come to."""


class Writer:
    """Writes blocks in front of an element of a Word file.

    `width` is that of the lines there; `language` is put on each run, where the file itself
    may be in another one.
    """

    def __init__(
        self, styles: Styles, place: BaseOxmlElement, width: Length, language: str = ""
    ) -> None:
        self._styles = styles
        self._place = place
        self._width = width
        self._language = language

    def write(self, blocks: Sequence[Block]) -> None:
        """Write these blocks; the columns of a map come one below the other."""
        flat = list(_flat(blocks))
        parent = ""
        for block, after in zip(flat, [*flat[1:], None], strict=True):
            if isinstance(block, Table):
                self._place.addprevious(self._table(block))
                if after is None or isinstance(after, Table):
                    self._place.addprevious(self._paragraph(CELL, ()))  # or they are one table
                continue
            style = _style_of(block, parent)
            deep = getattr(block, "depth", 0)
            parent = parent if deep else style
            line = (
                (ours(f"{block.label}:{' ' if block.line else ''}"), *block.line)
                if isinstance(block, Labelled)
                else block.line
            )
            leads = getattr(after, "depth", 0) > deep
            is_first = isinstance(block, Labelled) and (not deep or style == GOAL)
            bold = len(line) if leads and isinstance(block, Bullet) else int(is_first)
            keep = leads or isinstance(block, Paragraph)
            self._place.addprevious(self._paragraph(style, line, bold=bold, keep=keep))

    def _paragraph(self, style: str, line: Line, *, bold: int = 0, keep: bool = False) -> CT_P:
        return self._fill(OxmlElement("w:p"), style, line, bold=bold, keep=keep)

    def _fill(
        self, paragraph: CT_P, style: str, line: Line, *, bold: int = 0, keep: bool = False
    ) -> CT_P:
        """Write a line into a paragraph, its first runs bold."""
        properties = paragraph.get_or_add_pPr()
        properties.style = self._styles.id_of(style)
        if keep:
            properties.keepNext_val = True
        number = self._styles.list_of(style)
        if number is not None:
            listed = properties.get_or_add_numPr()
            listed.get_or_add_ilvl().val = int(style.endswith("2"))
            listed.get_or_add_numId().val = number
        if _is_leftward(plain(line)):
            properties.append(OxmlElement("w:bidi"))
        for at, run in enumerate(line):
            self._add(paragraph, run.text, bold=at < bold)
        return paragraph

    def _add(self, paragraph: CT_P, text: str, *, bold: bool) -> None:
        """Add people's words as text, which is never anything else in a Word file."""
        for at, piece in enumerate(_LEFTWARD.split(_ILLEGAL.sub("", text))):
            if not piece:
                continue
            run = paragraph.add_r()
            run.text = piece
            leftward = at % 2 == 1
            if bold or leftward or self._language:
                properties = run.get_or_add_rPr()
                if bold:
                    properties.append(OxmlElement("w:b"))
                    properties.append(OxmlElement("w:bCs"))
                if leftward:
                    properties.append(OxmlElement("w:rtl"))
                if self._language:
                    properties.append(OxmlElement("w:lang", {qn("w:val"): self._language}))

    def _table(self, table: Table) -> CT_Tbl:
        """Return a table: its head comes again on every page, and no row is torn."""
        drawn = CT_Tbl.new_tbl(len(table.rows) + 1, len(table.head), self._width)
        drawn.tblStyle_val = self._styles.id_of("Table Grid", "table")
        drawn.tblPr.autofit = False
        _say_width(drawn, self._width)
        head = tuple((ours(name),) for name in table.head)
        lines = [head, *(row.cells for row in table.rows)]
        widths = _widths(lines, self._width)
        for column, width in zip(drawn.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        for at, (row, cells) in enumerate(zip(drawn.tr_lst, lines, strict=True)):
            properties = row.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not at:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, line, width in zip(row.tc_lst, cells, widths, strict=True):
                self._cell(cell, line, width, is_head=not at)
        return drawn

    def _cell(self, cell: CT_Tc, line: Line, width: Length, *, is_head: bool) -> None:
        cell.width = width
        self._fill(cell.p_lst[0], CELL, line, bold=len(line) if is_head else 0, keep=is_head)


def _flat(
    blocks: Sequence[Block],
) -> Iterator[Heading | Paragraph | Notice | Bullet | Labelled | Table]:
    for block in blocks:
        match block:
            case Beside():
                for column in block.columns:
                    yield from _flat(column)
            case CirclesFigure() | ScaleFigure():
                pass
            case _:
                yield block


def _style_of(block: Heading | Paragraph | Notice | Bullet | Labelled, parent: str) -> str:
    match block:
        case Heading():
            return f"Heading {min(block.level, 3)}"
        case Paragraph():
            return "Normal"
        case Notice():
            return NOTICE
        case Bullet() | Labelled() if block.sign in _STATEMENTS:
            return _STATEMENTS[block.sign]
        case Labelled(depth=0):
            return FACT
        case _ if block.depth and parent == DANGER:
            return GOAL
        case _:
            return "List Bullet 2" if block.depth and parent != FACT else "List Bullet"


def _is_leftward(text: str) -> bool:
    """Say whether a line is read from right to left: whether its first letter is."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _say_width(table: CT_Tbl, width: Length) -> None:
    for said in table.tblPr.findall(qn("w:tblW")):
        said.set(qn("w:type"), "dxa")
        said.set(qn("w:w"), str(width.twips))


def _widths(rows: Sequence[Sequence[Line]], width: Length) -> list[Length]:
    """Return how wide each column is: as much as its longest word, the rest by its text."""
    columns = [[plain(line) for line in column] for column in zip(*rows, strict=True)]
    texts = [max(len(text) for text in column) for column in columns]
    words = [
        max(len(word) for text in column for word in (*text.split(), "")) for column in columns
    ]
    # A date or a name stays on one line; a long text is what the lines are broken in.
    least = [
        min(max(word, min(text, _NAME)), _LONG_WORD) + _AIR
        for word, text in zip(words, texts, strict=True)
    ]
    more = [max(min(text, _LONG) - low, 0) for text, low in zip(texts, least, strict=True)]
    rest = max(_LETTERS * width / Inches(6.5) - sum(least), 0) / (sum(more) or 1)
    shares = [low + rest * longer for low, longer in zip(least, more, strict=True)]
    return [Emu(int(width * share / sum(shares))) for share in shares]
