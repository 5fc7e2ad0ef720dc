"""Puts a Word file together: our looks or an agency's letterhead, the copy, the margins."""

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Twips

from soptui.export.blocks import Document
from soptui.export.chapters import Chapters
from soptui.export.material import Material
from soptui.export.word_margins import is_bare, mark_pages, text_width
from soptui.export.word_package import blank, describe, saved
from soptui.export.word_styles import Styles
from soptui.export.word_template import damaged, letterhead
from soptui.export.word_writing import Writer

MARKER = "{{notes}}"
"""What an agency writes into its template, alone in a paragraph, where the copy is to stand."""

_LANGUAGES = {"en": "en-US", "es": "es-US"}


def written(material: Material) -> bytes:
    """Return a copy as a Word file.

    Raises:
        TemplateRefused: the agency's template cannot be used.
    """
    content = material.document
    if material.template is None:
        return _put_together(material, content, docx.Document(BytesIO(blank())))
    document = letterhead(material.template)
    try:
        return _put_together(material, content, document)
    except Exception as fault:  # some damage shows only when somebody writes in the file
        raise damaged() from fault


def _put_together(material: Material, content: Document, document: WordDocument) -> bytes:
    say = material.wording.say
    language = _LANGUAGES.get(content.language, content.language)
    on_runs = language
    if material.template is None:  # an agency's file may be in another language, and stays so
        on_runs = ""
        for said in document.styles.element.iter(qn("w:lang")):
            said.set(qn("w:val"), language)
    styles = Styles(document)
    place = _place(document)
    Writer(styles, place, _width_at(document, place), on_runs).write(content.blocks)
    _leave(place)
    page = say("export.pdf.page", page="\n", pages="\n").split("\n")
    mark_pages(document, styles, content.confidential, page, on_runs)
    kind = Chapters(material.session, material.wording, material.profile).say("copy")
    describe(
        document,
        title=kind[:1].upper() + kind[1:],
        language=language,
        when=material.session.started,
    )
    return saved(document)


def _place(document: WordDocument) -> BaseOxmlElement:
    """Return what the copy is written in front of: the marker, or the end of the file."""
    body = document.element.body
    end = body.get_or_add_sectPr()
    paragraph: BaseOxmlElement
    for paragraph in body.iter(qn("w:p")):
        inside = paragraph.getparent().tag in (qn("w:body"), qn("w:tc"))
        text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        if inside and text.strip() == MARKER:
            return paragraph
    last: BaseOxmlElement | None = end.getprevious()
    if last is None or not is_bare(last):
        last = OxmlElement("w:p")
        end.addprevious(last)
    return last


def _leave(place: BaseOxmlElement) -> None:
    """Take out the paragraph that held the place, unless a cell or a section ends with it."""
    parent, before = place.getparent(), place.getprevious()
    for part in [part for part in place if part.tag != qn("w:pPr")]:
        place.remove(part)
    is_needed = parent.tag == qn("w:tc") and (before is None or before.tag != qn("w:p"))
    if is_bare(place) and not (is_needed and parent[-1] is place):
        parent.remove(place)


def _width_at(document: WordDocument, place: BaseOxmlElement) -> Length:
    """Return how wide the lines are where the copy is to stand."""
    cell = place.getparent()
    if cell.tag == qn("w:tc"):
        width = getattr(cell, "width", None)
        if width:
            return Length(max(width - Twips(216), Twips(1440)))
    [end, *_] = place.xpath("descendant::w:sectPr | following::w:sectPr")
    return text_width(Section(end, document.part))
