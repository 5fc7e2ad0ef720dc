"""A damaged session is named, kept, and the versions of it that are whole are offered."""

from dataclasses import replace
from pathlib import Path

from soptui.app.screens.damaged_screen import DamagedScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library
from tests.app.conftest import Enter
from tests.builders import a_note


def damaged(library: Library) -> tuple[str, Path]:
    """A session with one note in the version before, and a file that a power cut emptied."""
    opening = library.create("K.'s family")
    session = replace(opening.stored.session, notes=(a_note("Rosa has a key"),))
    revision = opening.store.save(session, opening.stored.revision)
    opening.store.save(replace(session, title="K.'s"), revision)
    library.close()
    path = library.home.sessions / f"{session.id}.json"
    path.write_bytes(b"")
    return session.id, path


async def test_it_is_offered_and_can_be_gone_on_with(enter: Enter, library: Library) -> None:
    _, path = damaged(library)

    async with enter(start=True) as room:
        await room.press("o", "enter")
        assert isinstance(room.app.screen, DamagedScreen)
        assert "notes: 1" in room.screen
        await room.press("enter")
        assert isinstance(room.app.screen, SessionScreen)
        await room.type("Leo drives on Fridays\n")
        texts = [note.text for note in room.saved.notes]

    assert texts == ["Rosa has a key", "Leo drives on Fridays"]
    [evidence] = path.parent.glob(f"{path.name}.damaged-*")
    assert evidence.read_bytes() == b""


async def test_it_can_be_left_as_it_is(enter: Enter, library: Library) -> None:
    _, path = damaged(library)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    async with enter(start=True) as room:
        await room.press("o", "enter", "escape")
        assert not isinstance(room.app.screen, DamagedScreen | SessionScreen)

    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


async def test_without_a_whole_version_nothing_is_promised(enter: Enter, library: Library) -> None:
    _, path = damaged(library)
    for file in (path.with_name(f"{path.name}.bak"), *library.home.snapshots.rglob("*.json")):
        file.write_bytes(b"\x00" * 40)

    async with enter(start=True) as room:
        await room.press("o", "enter")
        assert "No earlier version of it is whole" in " ".join(room.screen.split())
