"""One writer a session: the second one reads along, and writes when the first has left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from soptui.app.screens.reading_screen import ReadingScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.session import Session
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_look import seen
from tests.builders import a_note


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Library]:
    """The same home, opened by somebody else."""
    library = Library(Home(tmp_path), clock=lambda: MORNING)
    yield library
    library.close()


def written_by(other: Library) -> tuple[Opening, Session]:
    opening = other.create("K.'s family", "unit meeting")
    session = opening.stored.session
    return opening, session


def saved(opening: Opening, session: Session, *notes: str) -> Session:
    """What the writer saves next."""
    added = tuple(a_note(text, id=f"n{number}") for number, text in enumerate(notes))
    grown = replace(session, notes=added)
    opening.store.save(grown, opening.stored.revision)
    return grown


def in_front(room: Room) -> type:
    return type(room.app.screen)


async def test_the_second_opener_reads_and_is_told_who_writes(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    opening, session = written_by(elsewhere)
    saved(opening, session, "Grandma Rosa has a key")

    async with enter(library.open(session.id)) as room:
        assert isinstance(room.app.screen, ReadingScreen)
        assert "Grandma Rosa has a key" in room.screen
        assert "READ ONLY" in room.screen
        assert "has been writing this since" in room.line("quiet-line")


async def test_nothing_that_is_typed_changes_it(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    opening, session = written_by(elsewhere)
    grown = saved(opening, session, "Grandma Rosa has a key")

    async with enter(library.open(session.id)) as room:
        await room.type("- a word\n")
        await room.press("delete", "s", "m", "right", "enter", "ctrl+z", "e", "H")
        assert isinstance(room.app.screen, ReadingScreen)

    assert library.read(session.id) == grown


async def test_what_the_writer_saves_shows(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    opening, session = written_by(elsewhere)

    async with enter(library.open(session.id)) as room:
        screen = room.app.screen
        assert isinstance(screen, ReadingScreen)
        saved(opening, session, "Leo drives on Fridays")
        screen.look()
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert "Leo drives on Fridays" in room.screen


async def test_it_can_be_written_when_the_writer_has_left(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    opening, session = written_by(elsewhere)
    saved(opening, session, "Leo drives on Fridays")

    async with enter(library.open(session.id)) as room:
        await room.press("w")
        assert in_front(room) is ReadingScreen

        elsewhere.close()
        await room.press("w")
        assert in_front(room) is SessionScreen
        await room.type("and Ana on Mondays\n")

        texts = [note.text for note in room.saved.notes]
    assert texts == ["Leo drives on Fridays", "and Ana on Mondays"]


async def test_the_reading_screen_as_it_looks(
    enter: Enter, elsewhere: Library, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """You should see the map, READ ONLY at the top, and who writes it below."""
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    monkeypatch.setattr("soptui.storage.lock._host", lambda: "desk-3")
    opening, session = written_by(elsewhere)
    saved(opening, session, "Grandma Rosa has a key", "Leo drives on Fridays")

    async with enter(library.open(session.id)) as room:
        seen(room, "reading-80x24")
