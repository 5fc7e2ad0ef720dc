"""A file that was replaced or removed underneath: the work goes on beside it, and it is said."""

from dataclasses import replace

from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library
from soptui.storage.tinydb_store import TinyStore
from tests.app.conftest import Enter, Room
from tests.app.test_unfinished import until


async def saved(room: Room) -> None:
    """Wait until the disk has what was typed."""
    [screen] = (s for s in room.app.screen_stack if isinstance(s, SessionScreen))
    await until(room, lambda: screen.saver.status.saved)


async def test_what_is_typed_goes_on_beside_it(enter: Enter, library: Library) -> None:
    opening = library.create("K.'s family")
    session = opening.stored.session
    async with enter(opening) as room:
        await room.type("Rosa has a key\n")
        other = TinyStore(library.home.sessions)
        await saved(room)
        stored = other.open(session.id)
        other.save(replace(stored.session, title="theirs"), stored.revision)

        await room.type("Leo drives on Fridays\n")
        await saved(room)
        assert f"yours goes on as {session.id}-2" in room.line("quiet-line")
        await room.type("Ana calls on Mondays\n")
        assert room.app.finish() is None

    assert library.read(session.id).title == "theirs"
    ours = library.read(f"{session.id}-2")
    assert [note.text for note in ours.notes] == [
        "Rosa has a key",
        "Leo drives on Fridays",
        "Ana calls on Mondays",
    ]


async def test_a_file_that_was_removed_is_called_that(enter: Enter, library: Library) -> None:
    opening = library.create("K.'s family")
    session = opening.stored.session
    async with enter(opening) as room:
        await room.type("Rosa has a key\n")
        await saved(room)
        (library.home.sessions / f"{session.id}.json").unlink()

        await room.type("Leo drives on Fridays\n")
        await saved(room)
        told = f"Its file was removed: your work goes on as {session.id}-2"
        assert told == room.line("quiet-line")
        assert room.app.finish() is None

    assert len(library.read(f"{session.id}-2").notes) == 2
