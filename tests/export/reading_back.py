"""Copies made on the road that everyone takes, and read back with each format's own reader."""

import io
import json
from dataclasses import replace
from html import unescape
from zipfile import ZipFile

from icalendar import Calendar

from soptui.copies import Copy, content_of, material_of, shown_in
from soptui.export.blocks import Block, CirclesFigure, ScaleFigure, linear, plain
from soptui.export.formats import FORMATS, Format
from soptui.export.lettering import allowed
from soptui.export.material import Material
from soptui.model.alphabet import Section
from soptui.model.session import Session
from soptui.storage.codec import decode
from soptui.wording import load_wording
from tests.export import test_html, test_ics, test_text, test_word
from tests.export.reading import READERS, blocks_read

WORDING = load_wording()
KINDS = [(kind, profile) for kind in Format for profile in FORMATS[kind].profiles]
"""Every format with every profile that it can hold."""


def copy_of(session: Session, copy: Copy) -> tuple[Material, bytes]:
    """Return what a copy is made of, and the file."""
    made = material_of(copy, shown_in(copy, session, WORDING), WORDING)
    return made, content_of(copy, session, WORDING)


def holds_every_word(kind: Format, made: Material, content: bytes) -> None:
    """Fail unless the file says all that it is made of, to the format's own reader."""
    match kind:
        case Format.MARKDOWN:
            found = blocks_read(READERS["gfm-like"], content.decode())
            assert [folded(text) for text in found if text] == markdown_lines(made)
        case Format.TEXT:
            test_text.is_whole(made)
        case Format.HTML:
            said = "".join(test_html.told(made.document.blocks))
            assert test_html.Page(content).said == folded(allowed(said))
            holds_figures(made, content.decode())
        case Format.WORD:
            lines = test_word.read(test_word.opened(content))
            said_lines = list(test_word.said(made.document.blocks))
            assert test_word.words(lines) == test_word.words(said_lines)
        case Format.PDF:
            holds_every_word_of_a_pdf(made, content)
        case Format.JSON:
            document = json.loads(content)
            assert document.pop("schema") == 1
            marks = tuple(mark for mark in made.session.marks if not mark.hidden)
            assert decode(document) == replace(made.session, marks=marks)
        case Format.CALENDAR:
            holds_every_step(made, content)


def markdown_lines(made: Material) -> list[str]:
    """Return what each block says, without spaces at its ends and between its words."""
    blocks = linear(made.document.blocks)
    labelled = (
        (f"{label}: " if (label := getattr(block, "label", "")) else "") + plain(block.line)
        for block in blocks
    )
    return [line for text in labelled if (line := folded(text))]


def holds_figures(made: Material, page: str) -> None:
    """A figure says in words, to whoever does not see it, every name and number in it."""
    said = folded(unescape(page))
    for block in made.document.blocks:
        for text in figure_texts(block):
            assert folded(allowed(text)) in said


def figure_texts(block: Block) -> list[str]:
    match block:
        case CirclesFigure(rings=rings, beside=beside):
            return [
                name for ring in (*rings, *([beside] if beside else [])) for name in ring.members
            ]
        case ScaleFigure(marks=marks):
            return [f"{who}: {value}" for who, value in marks]
    return []


def holds_every_word_of_a_pdf(made: Material, content: bytes) -> None:
    from tests.export import test_pdf

    test_pdf.assert_holds(test_pdf.read(content), made)


def holds_every_step(made: Material, content: bytes) -> None:
    entries = Calendar.from_ical(content).subcomponents
    steps = made.session.in_section(Section.NEXT_STEP)
    assert len(entries) == len(steps)
    for note, entry in zip(steps, entries, strict=True):
        said = test_ics.kept(f"{entry['summary']}\n{entry.get('description', '')}")
        assert all(test_ics.kept(text) in said for text in note.parts or (note.text,))


def folded(text: str) -> str:
    """Return a text without spaces and breaks, which a page sets anew."""
    return "".join(text.split())


def everything_in(kind: Format, content: bytes) -> str:
    """Return all that whoever takes the file apart finds in it, shown or not."""
    match kind:
        case Format.WORD:
            with ZipFile(io.BytesIO(content)) as file:
                parts = [(entry.filename, file.read(entry)) for entry in file.infolist()]
            found = "\n".join(f"{name}\n{part.decode('latin-1')}" for name, part in parts)
            return unescape(found) + content.decode("latin-1")
        case Format.PDF:
            return all_of_a_pdf(content)
        case Format.CALENDAR:
            return content.decode().replace("\r\n ", "") + content.decode()
        case Format.HTML:
            return unescape(content.decode()) + content.decode()
    return content.decode()


def all_of_a_pdf(content: bytes) -> str:
    """Return its pages' text, and every string, name and unpacked stream of every object."""
    import pypdf
    from pypdf.generic import (
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        StreamObject,
        TextStringObject,
    )

    reader = pypdf.PdfReader(io.BytesIO(content))
    found = [page.extract_text() for page in reader.pages]

    def look(value: object) -> None:
        match value:
            case DictionaryObject():
                for name, inner in value.items():
                    found.append(str(name))
                    look(inner)
                if isinstance(value, StreamObject):
                    found.append(value.get_data().decode("latin-1"))
            case ArrayObject():
                for inner in value:
                    look(inner)
            case TextStringObject() | ByteStringObject():
                found.append(str(value))

    for number in range(1, int(str(reader.trailer["/Size"]))):
        if number in reader.xref.get(0, {}) or number in reader.xref_objStm:
            look(reader.get_object(number))
    look(reader.trailer.get("/Info"))
    return "\n".join(found)
