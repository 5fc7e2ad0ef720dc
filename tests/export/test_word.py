"""A session as a Word file, read back with Word's own structure: every word, in order."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Inches
from docx.table import Table as WordTable
from hypothesis import HealthCheck, given, settings

from soptui.export.blocks import Beside, Block, CirclesFigure, Labelled, ScaleFigure, Table, plain
from soptui.export.material import Material, TemplateRefused
from soptui.export.profile import Profile, visible
from soptui.export.word import to_word
from soptui.export.word_file import MARKER
from soptui.export.word_template import MAX_BYTES
from soptui.model.session import Session
from soptui.storage.codec import encode
from soptui.wording import load_wording
from tests import corpus, strategies
from tests.builders import a_note, a_session
from tests.export.hostile import SESSIONS

# A Word file takes a hundred times as long as a line of text to write and read back.
FEW = settings(
    max_examples=max(strategies.EXAMPLES // 8, 8),
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
every_profile = pytest.mark.parametrize("profile", Profile)


def material(
    session: Session,
    profile: Profile = Profile.CASE_FILE,
    language: str = "en",
    template: bytes | None = None,
) -> Material:
    return Material(
        session=visible(session, profile, marks=True),
        wording=load_wording(language),
        profile=profile,
        encode=encode,
        template=template,
    )


def opened(written: bytes) -> WordDocument:
    return docx.Document(BytesIO(written))


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """What a document says, line by line and cell by cell."""
    for block in blocks:
        match block:
            case Beside():
                for column in block.columns:
                    yield from said(column)
            case Table():
                yield from block.head
                yield from (plain(cell) for row in block.rows for cell in row.cells)
            case CirclesFigure() | ScaleFigure():
                pass
            case Labelled():
                yield f"{block.label}: {plain(block.line)}" if block.line else f"{block.label}:"
            case _:
                yield plain(block.line)


def read(document: WordDocument) -> list[str]:
    """What stands in the body of a Word file, line by line and cell by cell."""
    lines = []
    for part in document.iter_inner_content():
        if isinstance(part, WordTable):
            lines += [cell.text for row in part.rows for cell in row.cells]
        else:
            lines.append(part.text)
    return lines


def words(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


@every_profile
@FEW
@given(session=SESSIONS)
def test_a_word_file_says_the_document_word_for_word(profile: Profile, session: Session) -> None:
    written = material(session, profile)
    assert words(read(opened(to_word(written)))) == words(list(said(written.document.blocks)))


@pytest.mark.parametrize("language", ["en", "es"])
@every_profile
def test_the_example_is_read_back_in_both_languages(
    example: Session, profile: Profile, language: str
) -> None:
    written = material(example, profile, language)
    assert words(read(opened(to_word(written)))) == words(list(said(written.document.blocks)))


def test_what_programs_fall_over_comes_out_as_it_went_in() -> None:
    texts = [*corpus.AS_TYPED.values(), *corpus.LONG.values()]
    notes = tuple(a_note(f"  {text}\t{text}", id=f"n{at}") for at, text in enumerate(texts))
    lines = read(opened(to_word(material(a_session(*notes)))))
    assert [note.text for note in notes if note.text not in lines] == []


def test_what_xml_cannot_hold_is_left_out_and_never_a_crash() -> None:
    note = a_note("".join(map(chr, range(32))) + "a\x7f\ud83d\ufffe\uffffb")
    lines = read(opened(to_word(material(a_session(note)))))
    assert any(line.replace("\t", "").strip() == "a\x7fb" for line in lines)


def test_only_the_number_of_the_page_is_a_field(example: Session) -> None:
    note = a_note("{{notes}} { PAGE } INCLUDEPICTURE http://e.example/x.png {{notes}}")
    written = to_word(material(a_session(note)))
    with ZipFile(BytesIO(written)) as file:
        found = {
            name: file.read(name) for name in file.namelist() if b"instrText" in file.read(name)
        }
    assert [re.findall(rb"<w:instrText[^>]*>(.*?)<", text) for text in found.values()] == [
        [b" PAGE ", b" NUMPAGES "]
    ]


def test_the_same_material_gives_the_same_bytes_that_name_no_day_and_no_author(
    example: Session,
) -> None:
    written = to_word(material(example))
    assert written == to_word(material(example))
    with ZipFile(BytesIO(written)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in file.namelist() if not name.startswith("word/")] == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
        ]
        everything = b"".join(file.read(name) for name in file.namelist())
        core = file.read("docProps/core.xml").decode()
    known = opened(written).core_properties
    assert (known.title, known.author, known.last_modified_by) == ("Case file", "", "")
    assert known.created == known.modified and known.revision == 1
    assert known.created is not None and known.created.date() == example.started.date()
    assert "creator" not in core and example.title not in core
    assert b"python" not in everything


@pytest.mark.parametrize(("language", "spelled"), [("en", "en-US"), ("es", "es-US")])
def test_words_are_spelled_in_the_language_of_the_copy(
    example: Session, language: str, spelled: str
) -> None:
    document = opened(to_word(material(example, language=language)))
    [lang] = document.styles.element.iter(qn("w:lang"))
    assert lang.get(qn("w:val")) == spelled


def test_headings_lists_and_statements_have_styles_of_their_own(example: Session) -> None:
    document = opened(to_word(material(example)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Heading 1" and styles.count("Heading 1") == 1
    assert {"Heading 2", "Heading 3", "List Bullet", "List Bullet 2"} <= set(styles)
    for paragraph, after in zip(document.paragraphs, document.paragraphs[1:], strict=False):
        style = paragraph.style
        if style and style.name == "Map Danger":
            assert paragraph.paragraph_format.keep_with_next
            assert after.style and after.style.name == "Map Goal"
    assert "Map Danger" in styles
    for name in ("List Bullet", "List Bullet 2"):
        number = document.styles[name].element.find(
            f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
        )
        known = document.part.numbering_part.element.findall(qn("w:num"))
        assert number.get(qn("w:val")) in [num.get(qn("w:numId")) for num in known]


def test_the_head_of_a_table_comes_again_and_no_row_is_torn(example: Session) -> None:
    [table] = opened(to_word(material(example))).tables
    rows = [row._tr.trPr for row in table.rows]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (
        len(rows) - 1
    )
    assert table.autofit is False
    assert sum(column.width or 0 for column in table.columns) == pytest.approx(
        Inches(6.5), abs=9999
    )


def test_every_page_says_who_may_read_it_and_nothing_of_the_family(example: Session) -> None:
    written = material(example)
    [section] = opened(to_word(written)).sections
    line = written.document.confidential
    assert [p.text for p in section.header.paragraphs] == [line]
    assert [p.text for p in section.footer.paragraphs] == [f"{line}\tPage 1 of 1"]


def test_what_is_read_from_right_to_left_is_set_so() -> None:
    document = opened(to_word(material(a_session(a_note("سلام Mateo سلام")))))
    [paragraph] = [p for p in document.paragraphs if "Mateo" in p.text]
    assert paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert [run.font.rtl for run in paragraph.runs] == [True, None, True]


# ---- an agency's template ----------------------------------------------------------------


def a_template(change: Callable[[WordDocument], object] = lambda document: None) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Somebody Atwork"
    document.sections[0].header.paragraphs[0].text = "County of Example"
    document.add_paragraph("Above")
    place = document.add_paragraph()
    for piece in ("{{", "notes", "}}"):  # as Word tears it apart
        place.add_run(piece)
    document.add_paragraph("Below")
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(template: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(template)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


@FEW
@given(session=SESSIONS)
def test_the_copy_stands_where_the_marker_was(session: Session) -> None:
    written = material(session, template=a_template())
    lines = read(opened(to_word(written)))
    assert words(lines) == ["Above", *words(list(said(written.document.blocks))), "Below"]


def test_without_a_marker_the_copy_stands_at_the_end(example: Session) -> None:
    def unmark(document: WordDocument) -> None:
        document.paragraphs[1].text = f"not alone: {MARKER}"

    lines = read(opened(to_word(material(example, template=a_template(unmark)))))
    assert lines[:4] == ["Above", f"not alone: {MARKER}", "Below", example.title]


def test_a_marker_in_a_cell_is_a_place_too(example: Session) -> None:
    def frame(document: WordDocument) -> None:
        document.paragraphs[1].text = ""
        document.add_table(1, 2).cell(0, 1).paragraphs[0].text = MARKER

    document = opened(to_word(material(example, template=a_template(frame))))
    [table] = document.tables
    assert table.cell(0, 1).paragraphs[0].text == example.title
    assert len(table.cell(0, 1).tables) == 1


def test_a_letterhead_stays_and_our_line_stands_below_it(example: Session) -> None:
    def first_page(document: WordDocument) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].left_margin = Inches(2)
        document.add_section()

    written = material(example, template=a_template(first_page))
    one, two = opened(to_word(written)).sections
    line = written.document.confidential
    assert [p.text for p in one.header.paragraphs] == ["County of Example", line]
    assert [p.text for p in one.first_page_header.paragraphs] == [line]
    assert one.first_page_footer.paragraphs[-1].text.startswith(f"{line}\tPage")
    assert two.header.is_linked_to_previous and one.left_margin == Inches(2)


def test_styles_are_found_by_their_names_and_what_is_missing_is_made(example: Session) -> None:
    def spanish(document: WordDocument) -> None:
        styles = document.styles
        styles["Heading 1"].element.set(qn("w:styleId"), "Ttulo1")
        for name in ("Heading 2", "List Bullet", "List Bullet 2", "Table Grid"):
            styles[name].delete()
        [numbering] = [
            key
            for key, rel in document.part.rels.items()
            if rel.reltype == RELATIONSHIP_TYPE.NUMBERING
        ]
        del document.part.rels[numbering]

    document = opened(to_word(material(example, template=a_template(spanish))))
    ids = [paragraph._p.style for paragraph in document.paragraphs]
    assert "Ttulo1" in ids and "Heading1" not in ids
    names = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Heading 2", "Heading 3", "List Bullet", "List Bullet 2", "Map Danger"} <= names
    assert len(document.part.numbering_part.element.findall(qn("w:num"))) == 1
    assert document.tables[0].style is not None and document.tables[0].style.name == "Table Grid"


def test_a_bullet_whose_style_has_none_is_put_in_a_list(example: Session) -> None:
    def plainly(document: WordDocument) -> None:
        style = document.styles["List Bullet"].element
        style.pPr.remove(style.pPr.numPr)

    document = opened(to_word(material(example, template=a_template(plainly))))
    bullets = [p._p for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets and all(p.pPr is not None and p.pPr.numPr is not None for p in bullets)


def test_a_dotx_is_a_template_too_and_its_author_and_pictures_of_it_go(example: Session) -> None:
    made = repacked(a_template(), replacing(b"document.main+xml", b"template.main+xml"))
    written = to_word(material(example, template=made))
    with ZipFile(BytesIO(written)) as file:
        assert not [name for name in file.namelist() if "thumbnail" in name or "custom" in name]
        assert b"Somebody" not in b"".join(file.read(name) for name in file.namelist())
    assert opened(written).core_properties.title == "Case file"


def replacing(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new)


def linking(kind: str, target: str) -> Callable[[WordDocument], object]:
    return lambda document: document.part.relate_to(target, kind, is_external=True)


def a_field(code: str) -> Callable[[WordDocument], object]:
    def add(document: WordDocument) -> None:
        for piece in (code[:4], code[4:]):
            text = OxmlElement("w:instrText")
            text.text = piece
            document.paragraphs[0].add_run()._r.append(text)

    return add


def a_change(document: WordDocument) -> None:
    added = OxmlElement("w:ins", {qn("w:author"): "Somebody Atwork"})
    document.paragraphs[0]._p.append(added)


def same(name: str, part: bytes) -> bytes:
    return part


def embed(document: WordDocument) -> None:
    document.part.relate_to(document.part, RELATIONSHIP_TYPE.OLE_OBJECT)


MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
OPEN = b"http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = b"http://purl.oclc.org/ooxml/officeDocument"
ATTACHED = f"{OPEN.decode()}/relationships/attachedTemplate"


IMAGE, LINK = RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK
REFUSED = {
    "nothing": (b"", "is not a Word file"),
    "text": (b"Dear county", "is not a Word file"),
    "cut off": (a_template()[:5000], "is not a Word file"),
    "another zip": (repacked(a_template(), lambda name, part: b""), "is not a Word file"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password"),
    "too large": (b"PK" * MAX_BYTES, "is larger than 10 MB"),
    "a bomb": (repacked(a_template(), same, bomb=bytes(60_000_000)), "far too large"),
    "a docm": (
        repacked(
            a_template(), replacing(MAIN, b"application/vnd.ms-word.document.macroEnabled.main")
        ),
        "holds macros",
    ),
    "a program": (repacked(a_template(), same, **{"word/vbaProject.bin": b"x"}), "holds macros"),
    "strict": (repacked(a_template(), replacing(OPEN, STRICT)), "Strict"),
    "entities": (
        repacked(a_template(), replacing(b"<a:theme", b'<!DOCTYPE a [<!ENTITY b "c">]><a:theme')),
        "is damaged",
    ),
    "a header that is not there": (
        repacked(a_template(), replacing(b'w:type="default" r:id="', b'w:type="default" r:id="no')),
        "is damaged",
    ),
    "a linked picture": (a_template(linking(IMAGE, "http://e.example/x.png")), "fetch"),
    "a share": (a_template(linking(IMAGE, "file:////e.example/x.png")), "fetch"),
    "its own template": (
        a_template(linking(ATTACHED, "http://e.example/t.dotm")),
        "fetch",
    ),
    "an embedded file": (
        a_template(embed),
        "more than a letterhead",
    ),
    "a field that fetches": (a_template(a_field(' INCLUDEPICTURE "//e.example" ')), "fields"),
    "a field that runs": (a_template(a_field(" DDEAUTO c:\\x ")), "fields"),
    "a tracked change": (a_template(a_change), "tracked changes"),
    "a mail merge": (
        a_template(lambda document: document.settings.element.append(OxmlElement("w:mailMerge"))),
        "mail merge",
    ),
}


@pytest.mark.parametrize(("template", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_a_template_that_brings_something_along_is_refused_in_a_sentence(
    template: bytes, why: str, example: Session
) -> None:
    with pytest.raises(TemplateRefused, match=why) as refused:
        to_word(material(example, template=template))
    assert re.fullmatch(
        r"The Word template [^\n]+, so nothing was written: [^\n]+\.", str(refused.value)
    )


def test_a_plain_link_in_a_letterhead_is_no_harm(example: Session) -> None:
    made = a_template(linking(LINK, "https://county.example/"))
    assert example.title in read(opened(to_word(material(example, template=made))))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(example: Session, tmp_path: Path) -> None:
    file = tmp_path / "copy.docx"
    file.write_bytes(to_word(material(example)))
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    to_pdf = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(["soffice", own, *to_pdf], check=True, capture_output=True, timeout=240)
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
