"""Keys that come faster than they can be handled: each does what it would have done slowly."""

from asyncio import sleep
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from soptui.app.screens.help_screen import HelpScreen
from soptui.app.screens.reading_screen import ReadingScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.screens.start_screen import StartScreen
from soptui.home import Home
from soptui.library import Library
from soptui.model.alphabet import Column, Section
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_damaged import damaged
from tests.app.test_unfinished import LEFT, left_in


async def burst(room: Room, *keys: str) -> None:
    """Press all of these before any is handled; a longer text is typed."""
    for key in keys:
        for char in key if key.startswith(":") else (key,):
            if key.startswith(":") and char == ":":
                continue
            name = _character_to_key(char) if len(char) == 1 else char
            room.app.post_message(Key(name, char if len(char) == 1 else None))
    for _ in range(4):
        await room.pilot.pause()


async def all_left(room: Room) -> None:
    """Leave every screen but the first."""
    for _ in range(8):
        if len(room.app.screen_stack) > 1:
            await room.press("escape")
    assert len(room.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ([":abc", "backspace", ":d", "enter"], "abd"),
        ([":abc", "home", ":x", "enter"], "xabc"),
        ([":one two", "ctrl+w", ":three", "enter"], "one three"),
        ([":one", "ctrl+u", ":two", "enter"], "two"),
        ([":one", "left", ":x", "enter"], "onxe"),
    ],
)
async def test_editing_keys_keep_their_order(enter: Enter, keys: list[str], text: str) -> None:
    async with enter() as room:
        await burst(room, *keys)

        assert [note.text for note in room.saved.notes] == [text]


async def test_tab_between_parts_and_columns(enter: Enter) -> None:
    async with enter() as room:
        await burst(room, ":> plan", "tab", ":Rosa", "tab", ":Friday", "enter", "enter")
        await burst(room, "tab", ":sings", "enter")

        step, sings = room.saved.notes
    assert step.parts == ("plan", "Rosa", "Friday", "")
    assert sings.column is Column.WORKING


async def test_up_and_more(enter: Enter) -> None:
    async with enter() as room:
        await burst(room, ":one", "enter", "up", ": more", "enter")

        assert [note.text for note in room.saved.notes] == ["one more"]


async def test_to_the_board_and_back(enter: Enter) -> None:
    async with enter() as room:
        await burst(room, ":one", "enter", "escape", "+", "escape", ":small r", "enter")

        one, small = room.saved.notes
    assert one.section is Section.STRENGTH
    assert (small.text, small.staff_only) == ("small r", False)


async def test_keys_of_the_board(enter: Enter) -> None:
    async with enter() as room:
        await burst(room, ":one", "enter", "escape", "-", "-")
        assert room.session.notes[0].section is Section.HARM_STATEMENT
        await burst(room, "L", "L")
        assert room.session.notes[0].column is Column.NEXT
        await burst(room, "enter", ": more", "enter")

        assert [note.text for note in room.saved.notes] == ["one more"]


async def test_start_opens_one_session(enter: Enter) -> None:
    async with enter(start=True) as room:
        await burst(room, "n", ":dad said", "enter")

        assert len(room.library.list()) == 1


async def test_tab_between_the_fields_of_the_details(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2")
        await burst(room, "tab", "tab", "tab", "tab", ":see who can help")
        await room.press("escape")

        saved = room.saved
    assert (saved.title, saved.details.purpose) == ("K.'s family", "see who can help")


@pytest.mark.parametrize(
    "keys",
    [
        ["ctrl+e", "ctrl+s", "escape"],
        ["ctrl+e", "down", "escape", "ctrl+s"],
        ["ctrl+e", "tab", "enter", "pagedown", "escape", "pagedown"],
        ["f2", "tab", "x", "escape", "y"],
        ["f2", "escape", "f2", "escape"],
        ["f2", "enter", "tab", "tab", "enter", "f2", "enter"],
        ["f1", "escape", "f2", "escape"],
        ["f1", "q", "q", "enter", "f1", "f1"],
        ["ctrl+p", "e", "escape", "e"],
        ["ctrl+p", "down", "enter", "escape", "escape"],
        ["escape", "slash", "a", "enter", "escape", "slash", "escape"],
    ],
    ids=" ".join,
)
async def test_a_screen_that_is_opened_and_left_in_one_breath(
    enter: Enter, keys: list[str]
) -> None:
    async with enter() as room:
        await room.type("Rosa has a key\n")
        for _ in range(3):
            await burst(room, *keys)
            await all_left(room)
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        screen.type()
        await room.press("ctrl+u")
        await room.type("Leo drives\n")

        assert "Leo drives" in [note.text for note in room.saved.notes]


@pytest.mark.parametrize(
    "keys",
    [
        ["f7", "escape", "f7", "escape"],
        ["f7", "delete", "ctrl+z", "escape", "delete"],
        ["f7", "down", "ctrl+z", "delete", "ctrl+z", "ctrl+z", "escape", "ctrl+z"],
        ["f7", "enter", "ctrl+z", "escape", "enter", "ctrl+k"],
        ["f7", "right", "right", "escape"],
    ],
    ids=" ".join,
)
async def test_unfinished_text_that_is_decided_on_in_one_breath(
    enter: Enter, library: Library, keys: list[str]
) -> None:
    async with enter(left_in(library, LEFT)) as room:
        await room.press("escape")
        for _ in range(3):
            await burst(room, *keys)
            await all_left(room)

        assert isinstance(room.app.screen, SessionScreen)


@pytest.mark.parametrize(
    "keys",
    [
        ["o", "t", "escape", "t"],
        ["o", "escape", "escape", "t", "o"],
        ["o", "enter", "escape", "escape", "down"],
        ["f1", "escape", "escape", "o", "escape"],
    ],
    ids=" ".join,
)
async def test_the_start_and_its_lists_in_one_breath(
    enter: Enter, library: Library, keys: list[str]
) -> None:
    damaged(library)
    async with enter(start=True) as room:
        for _ in range(3):
            await burst(room, *keys)
            await all_left(room)

        assert isinstance(room.app.screen, StartScreen)


@pytest.mark.parametrize(
    "keys",
    [
        ["escape", "escape", "w", "pagedown"],
        ["ctrl+e", "escape", "escape", "escape"],
        ["f1", "escape", "w", "w", "escape"],
    ],
    ids=" ".join,
)
async def test_reading_along_in_one_breath(
    enter: Enter, library: Library, tmp_path: Path, keys: list[str]
) -> None:
    other = Library(Home(tmp_path), clock=lambda: MORNING)
    other.create("K.'s family")
    async with enter(start=True) as room:
        for _ in range(3):
            await burst(room, "l", *keys)
            await all_left(room)

        assert isinstance(room.app.screen, StartScreen)
    other.close()


async def test_a_screen_under_another_one_does_not_close_that(
    enter: Enter, library: Library, tmp_path: Path
) -> None:
    other = Library(Home(tmp_path), clock=lambda: MORNING)
    other.create("K.'s family")
    async with enter(start=True) as room:
        await room.press("l")
        reading = room.app.screen
        assert isinstance(reading, ReadingScreen)
        await room.press("f1")
        reading.action_leave()
        await room.pilot.pause()

        assert isinstance(room.app.screen, HelpScreen)
    other.close()


@pytest.mark.parametrize("turns", range(12))
async def test_keys_that_are_struck_while_soptui_closes_harm_nothing(
    enter: Enter, library: Library, turns: int
) -> None:
    library.create("somebody")
    async with enter(start=True) as room:
        await room.press("o")
        for key in ("escape", "escape", "n", "escape", "f1"):
            room.app.post_message(Key(key, None))
        for _ in range(turns):
            await sleep(0)  # so far they are handled, and the rest while it closes
    assert not room.app.return_code
