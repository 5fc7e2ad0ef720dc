"""The top and the bottom of each page: who may read it, and which page it is."""

import re
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length
from docx.text.paragraph import Paragraph

from soptui.export.word_styles import Styles

CONFIDENTIAL = "Map Confidential"
_PAGE = re.compile(r"\b(NUM)?PAGES?\b")


def mark_pages(
    document: WordDocument, styles: Styles, line: str, page: Sequence[str], language: str
) -> None:
    """Write a line at the top and bottom of every page, below what is there already.

    `page` are the words around a page's number and the number of pages, which stand at the
    bottom unless a letterhead counts its pages itself.
    """
    odd_and_even = document.settings.odd_and_even_pages_header_footer
    known: set[str] = set()
    for section in document.sections:
        first = section.different_first_page_header_footer
        pages = (
            ("", True, section.header, section.footer),
            ("first", first, section.first_page_header, section.first_page_footer),
            ("even", odd_and_even, section.even_page_header, section.even_page_footer),
        )
        for kind, is_shown, header, footer in pages:
            counted = False
            for name, story in ((f"{kind} top", header), (f"{kind} bottom", footer)):
                if story.is_linked_to_previous:
                    if not is_shown or name in known:
                        continue
                    story.is_linked_to_previous = False
                    _clear(story._element)
                known.add(name)
                counted = counted or _is_counted(story._element)
                paragraph = _last(story._element, styles)
                _say(paragraph, line, language)
                if story is footer and not counted:
                    _tab_to(paragraph, text_width(section))
                    _count(paragraph, page, language)


def text_width(section: Section) -> Length:
    """Return how wide the lines of a section are."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    inches = 914400
    return Length((page or int(8.5 * inches)) - (left or inches) - (right or inches))


def is_bare(element: BaseOxmlElement) -> bool:
    """Say whether this is a paragraph with nothing in it, not even the end of a section."""
    return element.tag == qn("w:p") and not [
        part
        for part in element.iter()
        if part.tag in (qn("w:r"), qn("w:sectPr"), qn("w:fldSimple"))
    ]


def _clear(story: BaseOxmlElement) -> None:
    for element in list(story):
        story.remove(element)


def _last(story: BaseOxmlElement, styles: Styles) -> CT_P:
    paragraph: CT_P = OxmlElement("w:p")
    paragraph.get_or_add_pPr().style = styles.id_of(CONFIDENTIAL)
    if len(story) and is_bare(story[-1]):
        story.remove(story[-1])
    story.append(paragraph)
    return paragraph


def _say(paragraph: CT_P, text: str, language: str) -> BaseOxmlElement:
    run = paragraph.add_r()
    run.text = text
    if language:
        run.get_or_add_rPr().append(OxmlElement("w:lang", {qn("w:val"): language}))
    return run


def _tab_to(paragraph: CT_P, width: Length) -> None:
    Paragraph(paragraph, None).paragraph_format.tab_stops.add_tab_stop(  # type: ignore[arg-type]
        width, WD_TAB_ALIGNMENT.RIGHT
    )


def _count(paragraph: CT_P, page: Sequence[str], language: str) -> None:
    before, between, after = page
    _say(paragraph, f"\t{before}", language)
    _field(paragraph, "PAGE")
    _say(paragraph, between, language)
    _field(paragraph, "NUMPAGES")
    if after:
        _say(paragraph, after, language)


def _field(paragraph: CT_P, code: str) -> None:
    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_r()
        if kind == "shown":
            run.text = "1"  # until Word has counted
        elif kind:
            run.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))
        else:
            text = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
            text.text = f" {code} "
            run.append(text)


def _is_counted(story: BaseOxmlElement) -> bool:
    codes = [part.text or "" for part in story.iter(qn("w:instrText"))]
    codes += [part.get(qn("w:instr"), "") for part in story.iter(qn("w:fldSimple"))]
    return bool(_PAGE.search("".join(codes)))
