"""The copies that were written before: found from the export screen, deleted, forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from soptui.app.screens.written_screen import WrittenScreen
from soptui.library import Library, Opening
from soptui.model.session import Exported
from tests.app.conftest import MORNING, Enter, Room
from tests.app.exporting import told


def said(room: Room) -> str:
    return " ".join(str(getattr(room.app.screen.query_one("#written-told"), "shown", "")).split())


def with_copy(library: Library, path: str, kind: str = "md", copy: str = "case-file") -> Opening:
    """A session that says that a copy was written there."""
    opening = library.create("K.'s family")
    exported = Exported(path=path, format=kind, copy=copy, made=MORNING)
    session = replace(opening.stored.session, exports=(exported,))
    return replace(opening, stored=replace(opening.stored, session=session))


async def test_a_copy_is_found_and_deleted_once_it_was_asked_twice(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Written to")
        await room.press("down", "right", "ctrl+s")
        await told(room, "Written to")
        case, family = (Path(one.path) for one in room.session.exports)
        await room.press("ctrl+r")
        assert "Family copy · Text" in room.screen
        assert "Case file · Markdown" in room.screen

        await room.press("delete")
        assert said(room).startswith("Press Del again to delete this file for good")
        assert family.exists()
        await room.press("delete")

        assert said(room).startswith("Deleted, and forgotten")
        assert (case.exists(), family.exists()) == (True, False)
        assert [one.path for one in room.saved.exports] == [str(case)]


async def test_another_row_is_asked_about_anew(enter: Enter) -> None:
    async with enter() as room:
        for _ in range(2):
            await room.press("ctrl+e", "down", "ctrl+s")
            await told(room, "Written to")
            await room.press("escape")
        await room.press("ctrl+e", "ctrl+r", "delete", "down", "delete")

        assert said(room).startswith("Press Del again")
        assert all(Path(one.path).exists() for one in room.session.exports)
        assert len(room.session.exports) == 2


async def test_one_that_is_gone_is_forgotten_at_once(enter: Enter, library: Library) -> None:
    async with enter(with_copy(library, "/no/where/at-all.md")) as room:
        await room.press("ctrl+e", "ctrl+r")
        assert "no longer there" in room.screen
        await room.press("delete")

        assert said(room).startswith("Forgotten")
        assert room.saved.exports == ()


@pytest.mark.parametrize("what", ["folder", "link", "relative"])
async def test_nothing_but_an_ordinary_file_is_deleted(
    enter: Enter, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("do not lose this")
    place = tmp_path / "copy.md"
    if what == "folder":
        place.mkdir()
    elif what == "link":
        place.symlink_to(mine)
    else:
        monkeypatch.chdir(tmp_path)
        place = Path("mine.txt")
    async with enter(with_copy(library, str(place))) as room:
        await room.press("ctrl+e", "ctrl+r", "delete", "delete")

        assert said(room).startswith("Not deleted")
        assert mine.read_text() == "do not lose this"
        assert len(room.session.exports) == 1


async def test_a_session_of_any_words_is_listed_and_does_nothing(
    enter: Enter, library: Library
) -> None:
    path = "/tmp/\x1b]0;owned\x07[/ b\x00.md"
    async with enter(with_copy(library, path, "[x]", "\x1b[31m")) as room:
        await room.press("ctrl+e", "ctrl+r")
        assert isinstance(room.app.screen, WrittenScreen)
        assert "[/ b" in room.screen
        assert "\x1b" not in room.screen
        await room.press("delete")

        assert room.session.exports == ()


async def test_without_copies_it_says_so_and_leads_back(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+r", "delete")
        assert said(room) == "No copy of this session was written yet"
        await room.press("escape", "escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]


async def test_forgetting_is_no_step_to_take_back(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Written to")
        await room.press("escape", "ctrl+z")

        assert room.session.notes == ()
        assert len(room.saved.exports) == 1
