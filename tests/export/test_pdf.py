"""A PDF holds every word of the document, as it was typed, and nothing else from anywhere."""

import io
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from soptui.export.blocks import Beside, Block, Heading, Labelled, Notice, linear, plain
from soptui.export.material import FormatMissing, Material
from soptui.export.pdf import DRAWN, PdfFailed, not_drawn, to_pdf
from soptui.export.pdf_boxes import box_fonts
from soptui.export.profile import Profile, visible
from soptui.model.session import Mark, Note, Session
from soptui.model.text import cleaned
from soptui.storage.codec import encode
from soptui.wording import Wording, load_wording
from tests.builders import a_note, a_session
from tests.corpus import AS_TYPED, TEXTS
from tests.export.hostile import SESSIONS

pypdf = pytest.importorskip("pypdf", reason="reads the PDF back")
typst = pytest.importorskip("typst", reason="makes the PDF: the extra `pdf`")

ENGLISH, SPANISH = load_wording(), load_wording("es")
BOTH = pytest.mark.parametrize("wording", [ENGLISH, SPANISH], ids=["en", "es"])
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not on this computer"
)
# What readers of PDF put into another order, or give a second time: scripts that are written
# from right to left, and letters with more signs over and under them than one.
IN_ANOTHER_ORDER = {"right to left", "hindi", "emoji", "a flood of marks"}


def material(
    session: Session, wording: Wording = ENGLISH, profile: Profile = Profile.CASE_FILE
) -> Material:
    seen = visible(session, profile, marks=True)
    return Material(session=seen, wording=wording, profile=profile, encode=encode)


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def read_by_poppler(pdf: bytes) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


READERS = [
    pytest.param(read, id="pypdf"),
    pytest.param(read_by_poppler, id="pdftotext", marks=needs_pdftotext),
]


def folded(text: str) -> str:
    """Return a text without spaces and breaks, which a page sets anew."""
    return "".join(text.split())


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in linear(blocks):
        yield folded(block.label if isinstance(block, Labelled) else "")
        yield folded(plain(block.line))


def body(text: str, document_confidential: str) -> str:
    """Return what is read, folded, without the top and bottom of the pages."""
    text = re.sub(r"^(Page \d+ of|Página \d+ de) \d+$", "", text, flags=re.MULTILINE)
    return folded(text).replace(folded(document_confidential), "")


def place_of(line: str, text: str, start: int) -> int:
    """Return where a line begins, which may go on later: behind the end of a page."""
    if (at := text.find(line, start)) >= 0:
        return at
    for cut in range(len(line) - 1, 0, -1):
        at = text.find(line[:cut], start)
        if at >= 0 and text.find(line[cut:], at + cut) >= 0:
            return at
    raise AssertionError(f"not in the PDF, or not in its place: {line}")


def assert_holds(text: str, given_material: Material) -> None:
    document = given_material.document
    text = body(text, document.confidential)
    groups: list[tuple[Block, ...]] = [()]
    for block in document.blocks:
        if isinstance(block, Beside):
            groups.extend((*block.columns, ()))
        elif not (isinstance(block, Notice) and plain(block.line) == document.confidential):
            groups[-1] = (*groups[-1], block)
    for group in groups:
        at = 0
        for block in group:
            for line in table_lines(block):
                at = place_of(line, text, at)


def table_lines(block: Block) -> Iterator[str]:
    rows = getattr(block, "rows", None)
    if rows is None:
        yield from lines_of((block,))
        return
    yield from map(folded, block.head)  # type: ignore[union-attr]
    for row in rows:
        for cell in row.cells:
            yield folded(plain(cell))


@BOTH
@pytest.mark.parametrize("profile", Profile, ids=lambda profile: profile.value)
@pytest.mark.parametrize("reader", READERS)
def test_every_word_is_read_back_in_its_order(
    example: Session, wording: Wording, profile: Profile, reader: object
) -> None:
    made = material(example, wording, profile)

    assert_holds(reader(to_pdf(made)), made)  # type: ignore[operator]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", sorted({*AS_TYPED} - IN_ANOTHER_ORDER))
def test_what_was_typed_comes_out_as_it_went_in(name: str, reader: object) -> None:
    text = cleaned(TEXTS[name])
    made = material(a_session(a_note(text), title=text))

    found = folded(reader(to_pdf(made)))  # type: ignore[operator]

    assert found.count(folded(text)) == 2


TYPST = (
    '#import "@preview/x:1.0.0": y',
    '#read("/etc/passwd") #set text(red) #panic()',
    "$x^2$ *b* _i_ `c` @ref <label> \\ \\u{1f600} // no /* no",
    "--- -- ... ~ 'a' \"b\" = h - l + n / t",
    "{page} {pages} #{1+1} ] [ ) (",
    "https://evil.example/#x",
)


@pytest.mark.parametrize("wording", [ENGLISH, SPANISH], ids=["en", "es"])
@pytest.mark.parametrize("text", TYPST)
def test_what_typst_would_read_as_markup_is_text(text: str, wording: Wording) -> None:
    pdf = to_pdf(material(a_session(a_note(text), title=text), wording))

    assert folded(read(pdf)).count(folded(text)) == 2
    assert all("/Annots" not in page for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_hyphen_at_the_end_of_a_spanish_line_is_not_said_again() -> None:
    text = "grown-ups well-to-do mother-in-law " * 20
    made = material(a_session(a_note(text.strip())), SPANISH)

    assert folded(text) in folded(read(to_pdf(made)))


@needs_pdftotext
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_letter_of_any_script_is_lost(name: str) -> None:
    made = material(a_session(a_note(cleaned(TEXTS[name]))))

    assert_holds_the_letters(read_by_poppler(to_pdf(made)), made)


@needs_pdftotext
@given(session=SESSIONS)
@settings(max_examples=15)  # each is two runs of two programs
def test_a_hostile_session_loses_no_letter(session: Session) -> None:
    made = material(session)

    assert_holds_the_letters(read_by_poppler(to_pdf(made)), made)


def assert_holds_the_letters(text: str, made: Material) -> None:
    said = "".join(line for block in made.document.blocks for line in table_lines_of_all(block))
    # Poppler may give a letter and its sign as the one letter that both are.
    missing = Counter(normal(said)) - Counter(normal(text))
    assert not missing


def table_lines_of_all(block: Block) -> Iterator[str]:
    if isinstance(block, Beside):
        for column in block.columns:
            for inner in column:
                yield from table_lines_of_all(inner)
    else:
        yield from table_lines(block)


def normal(text: str) -> str:
    return folded(unicodedata.normalize("NFKD", text))


def test_the_letters_that_are_only_boxes_are_told_and_still_can_be_copied() -> None:
    made = material(a_session(a_note("日本 👩 and so on")))
    pdf = to_pdf(made)

    assert not_drawn(made) == ("日", "本", "👩")
    assert "日本 👩 and so on" in read(pdf)
    assert ENGLISH.say("export.pdf.boxes")[:12] in read(pdf)


def test_letters_of_western_languages_are_all_drawn() -> None:
    drawn = "".join(chr(point) for point in range(0x2100) if DRAWN.fullmatch(chr(point)))
    other = "ąćęłńóśźż Ảnh Nguyễn ệ Ж Ω → ✓ ½ € ™ שלום سلام Հայ"
    said = f"{drawn} {other}"
    made = material(a_session(a_note(said)))

    assert not_drawn(made) == ()
    assert folded(ENGLISH.say("export.pdf.boxes")) not in folded(read(to_pdf(made)))


def test_the_font_of_boxes_does_not_tell_which_letters_were_typed() -> None:
    assert dict(box_fonts("日")) == dict(box_fonts("旦日"))


def test_so_many_scripts_that_one_font_of_boxes_is_too_small_are_still_set() -> None:
    letters = [chr(0x3400 + 256 * at) for at in range(28 + 82 + 43)]
    letters += [chr(0x20000 + 256 * at) for at in range(160)]
    made = material(a_session(a_note(" ".join(letters))))

    assert folded("".join(letters)) in folded(read(to_pdf(made)))


def test_the_same_material_gives_the_same_bytes(example: Session) -> None:
    mixed = replace(example, title="K 日本 👩 سلام")

    assert to_pdf(material(mixed)) == to_pdf(material(mixed))


def test_the_file_names_nobody(example: Session) -> None:
    session = replace(example, started=datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC))
    found = pypdf.PdfReader(io.BytesIO(to_pdf(material(session)))).metadata

    assert found is not None
    assert set(found) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert found["/Title"] == "Case file"
    assert found["/Creator"].startswith("Typst")
    assert found["/CreationDate"] == found["/ModDate"] == "D:20260304050607Z"


@pytest.mark.parametrize("year", [1, 1600, 1969, 9999])
def test_any_day_can_be_written(year: int) -> None:
    session = replace(a_session(), started=datetime(year, 1, 1, 12, tzinfo=UTC))

    assert to_pdf(material(session)).startswith(b"%PDF-")


@BOTH
def test_every_page_says_who_may_read_it_and_which_page_it_is(
    example: Session, wording: Wording
) -> None:
    made = material(example, wording)
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(made))).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert made.document.confidential in text
        assert wording.say("export.pdf.page", page=number, pages=len(pages)) in text
        assert [float(side) for side in page.mediabox[2:]] == [612, 792]


def test_headings_are_bookmarks_once_each(example: Session) -> None:
    made = material(many(example, 300))
    headings = [block for block in linear(made.document.blocks) if isinstance(block, Heading)]

    reader = pypdf.PdfReader(io.BytesIO(to_pdf(made)))

    assert list(titles(reader.outline)) == [plain(heading.line) for heading in headings]


@BOTH
def test_it_is_tagged_for_screen_readers_and_says_its_language(
    example: Session, wording: Wording
) -> None:
    pdf = to_pdf(material(replace(example, title="K 日本 👩"), wording))
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(wording.language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_only_fonts_that_typst_brings_are_in_it(example: Session) -> None:
    pdf = to_pdf(material(replace(example, title="K 日本")))

    names = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z]+)", pdf))
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        names |= {
            font.get_object()["/BaseFont"].split("+")[1].encode()
            for font in page["/Resources"].get("/Font", {}).values()
        }
    assert names
    assert all(name.startswith((b"Libertinus", b"NewCM", b"DejaVu", b"Soptui")) for name in names)


@pytest.mark.parametrize("count", [60, 500])
def test_a_long_map_flows_over_pages(example: Session, count: int) -> None:
    made = material(many(example, count))

    assert_holds(read(to_pdf(made)), made)


def test_a_scale_with_many_people_stays_on_its_page(example: Session) -> None:
    mark = example.marks[0]
    crowd: tuple[Mark, ...] = tuple(
        replace(mark, id=f"m{at}", who=f"Person {at}", value=at % 11) for at in range(120)
    )
    made = material(replace(example, marks=crowd))

    assert_holds(read(to_pdf(made)), made)


def test_a_session_without_title_is_called_by_the_kind_of_copy() -> None:
    pdf = to_pdf(material(replace(a_session(a_note("One")), title="")))
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages

    assert len(pages) == 1
    assert "Case file" in pages[0].extract_text()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_without_typst_a_sentence_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    for ask in (to_pdf, not_drawn):
        with pytest.raises(FormatMissing, match=r"pip install 'soptui\[pdf\]'.*HTML") as found:
            ask(material(a_session()))
        assert found.value.__context__ is None


class Panic(BaseException):
    """What a fault in typst's own code looks like: no Exception."""


@pytest.mark.parametrize("kind", [RuntimeError, Panic])
def test_what_typst_says_of_a_fault_reaches_nobody(
    monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("Rosa said")

    monkeypatch.setattr(typst, "compile", fail)

    with pytest.raises(PdfFailed) as found:
        to_pdf(material(a_session(a_note("Rosa said"))))
    assert "Rosa" not in str(found.value)
    assert found.value.__context__ is None


def test_nothing_stays_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, example: Session
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    to_pdf(material(replace(example, title="K 日本")))

    assert list(tmp_path.iterdir()) == []


def many(example: Session, count: int) -> Session:
    """Return a session with this many of the example's notes, each told from the others."""
    notes: list[Note] = []
    for at in range(count):
        note = example.notes[at % len(example.notes)]
        notes.append(
            replace(note, id=f"n{at}", answers=None, revises=None, text=f"{at} {note.text}")
        )
    return replace(example, notes=tuple(notes))


def titles(outline: list[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title  # type: ignore[attr-defined]
