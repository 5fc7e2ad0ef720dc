"""The way out as it is seen: at the sizes that matter, in both languages, with any words."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soptui.app.app import SoptuiApp
from soptui.app.paper import on_paper
from soptui.copies import Copy, material_of, shown_in
from soptui.export.blocks import linear, plain
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.library import Library, Opening
from soptui.model.session import Exported
from soptui.model.text import shown
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import load_wording
from tests.app.conftest import Enter, Room
from tests.app.exporting import looked, page
from tests.app.test_look import seen
from tests.builders import a_full_session
from tests.corpus import AS_TYPED, CLEANED, WITH_BRACKETS

EVENING = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
HERE_AND_NOW = datetime(2026, 11, 23, 17, 0).astimezone()
HERE = Path("/home/priya/soptui/exports")


@pytest.fixture
def opening(library: Library) -> Opening:
    """A map with something of everything, under a name that is the same on every machine."""
    opening = library.create("K.'s family", "unit meeting")
    full, hidden = a_full_session(), "2026-11-23-abcd"
    said = replace(full, id=hidden, title="K.'s family", started=EVENING, exports=())
    return replace(opening, exports=HERE, stored=replace(opening.stored, session=said))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
async def test_the_copy_for_the_family(
    enter: Enter, opening: Opening, size: tuple[int, int]
) -> None:
    """You should see whom it is for, what leaves, what does not, the page, and where it goes."""
    async with enter(opening, size=size) as room:
        await room.press("ctrl+e", "down")
        await looked(room)
        seen(room, f"export-{size[0]}x{size[1]}")


async def test_the_text_with_its_ticks(enter: Enter, opening: Opening) -> None:
    """You should see every tick whole, one of them set, and the very text below."""
    async with enter(opening) as room:
        await room.press("ctrl+e", "down", "right", "tab", "tab", "space")
        await looked(room)
        seen(room, "export-text-80x24")


async def test_what_is_open(enter: Enter, opening: Opening) -> None:
    """You should see each place of the map with the questions about it."""
    async with enter(opening) as room:
        await room.press("ctrl+e", "f4")
        await looked(room)
        seen(room, "export-open-80x24")


async def test_the_copies_that_were_written(enter: Enter, opening: Opening) -> None:
    """You should see when, which copy, as what, where, and that it is no longer there."""
    session = opening.stored.session
    exports = tuple(
        Exported(path=f"{HERE}/notes-{at}.{kind}", format=kind, copy=copy, made=HERE_AND_NOW)
        for at, (kind, copy) in enumerate([("docx", "case-file"), ("pdf", "family")])
    )
    there = replace(
        opening, stored=replace(opening.stored, session=replace(session, exports=exports))
    )
    async with enter(there) as room:
        await room.press("ctrl+e", "ctrl+r")
        seen(room, "export-written-80x24")


async def test_in_spanish(library: Library, opening: Opening) -> None:
    """You should see the same in Spanish, with nothing cut at the right."""
    app = SoptuiApp(
        library, load_wording("es"), shipped_themes(), theme=DEFAULT_THEME, first=opening
    )
    async with app.run_test(size=(80, 24)) as pilot:
        room = Room(app, pilot, library)
        await room.press("ctrl+e", "down")
        await looked(room)
        seen(room, "export-es-80x24")
        app.finish()
    library.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_copy_is_told_on_one_line(language: str) -> None:
    say = load_wording(language).say
    wide = max(len(say(f"exporting.copy.{profile}")) for profile in Profile)
    for profile in Profile:
        assert 1 + wide + 2 + len(say(f"exporting.help.{profile}")) <= 80, profile


WORDS = {**AS_TYPED, **CLEANED, **WITH_BRACKETS}


@pytest.mark.parametrize("kind", [Format.MARKDOWN, Format.TEXT, Format.JSON])
async def test_any_words_are_on_the_page_and_do_nothing(
    enter: Enter, library: Library, kind: Format
) -> None:
    opening = library.create("K.'s family")
    notes = a_full_session().notes
    said = tuple(
        replace(notes[0], id=f"n-{at}", text=text.replace("\n", " "), parts=(), staff_only=False)
        for at, text in enumerate(WORDS.values())
        if len(text) < 500
    )
    session = replace(opening.stored.session, notes=said)
    async with enter(replace(opening, stored=replace(opening.stored, session=session))) as room:
        await room.press("ctrl+e", *["right"] * list(Format).index(kind))
        await looked(room)

        assert all(char >= " " or char == "\n" for char in page(room))
        for _ in range(40):
            assert all(char >= " " or char == "\n" for char in room.screen)
            await room.press("pagedown")


@pytest.mark.parametrize("width", [20, 40, 78, 200])
def test_every_word_of_a_document_is_on_paper(width: int) -> None:
    copy, words = Copy(Format.MARKDOWN, Profile.CASE_FILE), load_wording()
    material = material_of(copy, shown_in(copy, a_full_session(), words), words)
    lines = on_paper(material.document, width)

    drawn = "".join(f"{line.lead}{line.text}" for line in lines).replace(" ", "")
    for block in linear(material.document.blocks):
        assert shown(plain(block.line)).replace(" ", "") in drawn
    assert max(len(line.lead + line.text) for line in lines) <= width


def test_a_line_of_a_text_stays_as_far_to_the_right_as_it_stands() -> None:
    lines = on_paper("- Inés sings and\n    sleeps é\r\n", 14)

    assert [f"{line.lead}{line.text}" for line in lines] == [
        "- Inés sings",
        "and",
        "    sleeps é",
    ]
