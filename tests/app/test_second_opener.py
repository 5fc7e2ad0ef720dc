"""One writer a session: the second one reads along, and writes when the first has left."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from soptui.app.screens.reading_screen import ReadingScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.session import Session
from soptui.storage.store import NotReachable
from soptui.storage.tinydb_store import TinyStore
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_look import seen
from tests.app.test_unfinished import until
from tests.builders import a_note

LONG = 20.0  # only a test that fails waits this long


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
        await until(room, lambda: "Leo drives on Fridays" in room.screen)


async def test_what_was_saved_before_the_first_frame_shows(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    opening, session = written_by(elsewhere)
    second = library.open(session.id)
    saved(opening, session, "Leo drives on Fridays")

    async with enter(second) as room:
        assert isinstance(room.app.screen, ReadingScreen)
        room.app.screen.look()
        await until(room, lambda: "Leo drives on Fridays" in room.screen)


async def test_what_could_not_be_read_is_read_the_next_time(
    enter: Enter, elsewhere: Library, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, session = written_by(elsewhere)
    refused: list[str] = []

    def refuse(_: TinyStore, session_id: str) -> NoReturn:
        refused.append(session_id)
        raise NotReachable("The disk is gone.")

    async with enter(library.open(session.id)) as room:
        screen = room.app.screen
        assert isinstance(screen, ReadingScreen)
        saved(opening, session, "Leo drives on Fridays")
        with monkeypatch.context() as patch:
            patch.setattr(TinyStore, "open", refuse)
            screen.look()
            await until(room, lambda: bool(refused))
        screen.look()
        await until(room, lambda: "Leo drives on Fridays" in room.screen)


@pytest.mark.parametrize("call", ["stamp", "open"])
async def test_a_disk_that_hangs_is_waited_for_by_one_thread_that_holds_nobody(
    enter: Enter,
    elsewhere: Library,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
) -> None:
    _, session = written_by(elsewhere)
    second = library.open(session.id)
    waiting: list[threading.Thread] = []
    is_back = threading.Event()

    def hang(*_: object) -> NoReturn:
        waiting.append(threading.current_thread())
        is_back.wait(LONG)
        raise NotReachable("The disk is gone.")

    monkeypatch.setattr(TinyStore, call, hang)
    async with enter(second) as room:
        screen = room.app.screen
        assert isinstance(screen, ReadingScreen)
        screen.look()
        await until(room, lambda: bool(waiting))
        screen.look()
        screen.look()
        assert len(waiting) == 1
        assert waiting[0].daemon
        assert waiting[0] is not threading.main_thread()
        await room.press("escape")
    try:
        assert waiting[0].is_alive()  # soptui has ended, and has not waited for it
    finally:
        is_back.set()
        waiting[0].join(LONG)


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


async def test_that_the_writer_has_left_is_said(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    _, session = written_by(elsewhere)

    async with enter(library.open(session.id)) as room:
        screen = room.app.screen
        assert isinstance(screen, ReadingScreen)
        elsewhere.close()
        screen.look()
        await until(room, lambda: "W writes it" in room.line("quiet-line"))


async def test_keys_that_would_change_it_say_that_nothing_can_be_changed(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    _, session = written_by(elsewhere)

    async with enter(library.open(session.id)) as room:
        await room.press("x")
        assert "nothing can be changed here" in room.line("quiet-line")
        await room.press("escape")
        assert "Ctrl+Q leaves" in room.line("quiet-line")
        await room.press("W")
        assert "is still writing this" in room.line("quiet-line")


@pytest.mark.parametrize("before", [[], ["ctrl+e"]], ids=["the map", "the export"])
async def test_help_shows_only_what_works_there(
    enter: Enter, elsewhere: Library, library: Library, before: list[str]
) -> None:
    """You should see the keys for reading along, and no sign of the alphabet."""
    _, session = written_by(elsewhere)
    async with enter(library.open(session.id)) as room:
        await room.press(*before, "f1")

        assert "W write, if nobody else does by now" in room.screen
        for of_the_writer in ("Enter", "re-sort", "undo", "danger", "staff-only", "F2"):
            assert of_the_writer not in room.screen
