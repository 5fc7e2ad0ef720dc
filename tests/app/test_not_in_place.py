"""A session that its own place does not hold: said in full, and never called saved."""

from dataclasses import replace

from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library
from tests.app.conftest import Enter
from tests.app.test_unfinished import until
from tests.builders import a_note


async def test_what_only_waits_aside_is_not_called_saved(enter: Enter, library: Library) -> None:
    opening = library.create("K.'s family")
    session, revision = opening.stored.session, opening.stored.revision
    newer = replace(session, notes=(a_note("Rosa has a key"),))
    opening.store.put_aside(newer, revision)
    library.close()
    folder = library.home.sessions
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way", encoding="utf-8")

    again = library.open(session.id)
    assert (again.is_aside, again.stored.session) == (True, newer)
    async with enter(again) as room:
        assert "saved" not in room.line("title-line").replace("NOT SAVED", "")
        await until(room, lambda: "NOT SAVED" in room.line("title-line"))

        folder.unlink()
        folder.with_name("away").rename(folder)
        await until(room, lambda: "✓ saved" in room.line("title-line"))
    assert Library(library.home).read(session.id) == newer


def test_what_is_in_its_place_is_not_aside(library: Library) -> None:
    session = library.create("K.'s family").stored.session
    library.close()
    library.home.aside.mkdir(parents=True, exist_ok=True)
    (library.home.aside / f"{session.id}.json").write_text("no session", encoding="utf-8")

    again = library.open(session.id)
    assert again.told
    assert not again.is_aside


async def test_a_long_reason_stands_in_full_under_the_map(enter: Enter, library: Library) -> None:
    """You should see all three columns where they were, and the whole sentence below them."""
    opening = library.create("K.'s family")
    async with enter(opening) as room:
        await room.type("Rosa has a key\n")
        top = room.screen.split("\n")
        folder = library.home.sessions
        await until(room, lambda: "✓ saved" in room.line("title-line"))
        folder.rename(folder.with_name("away"))
        folder.write_text("", encoding="utf-8")
        await room.type("Leo drives on Fridays\n")
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        await until(room, lambda: bool(screen.saver.status.problem))
        problem = screen.saver.status.problem
        await until(room, lambda: problem.split()[-1] in room.screen)

        assert len(problem) > 80
        assert "".join(problem.split()) in "".join(room.screen.split())
        for row in (1, 4):
            assert room.screen.split("\n")[row].lstrip("▎ ") == top[row].lstrip("▎ ")
        await room.type("Ana calls\n")
        assert "".join(problem.split()) in "".join(room.screen.split())

        folder.unlink()
        folder.with_name("away").rename(folder)
        await until(room, lambda: "✓ saved" in room.line("title-line"))
        await until(room, lambda: problem.split()[-1] not in room.screen)
