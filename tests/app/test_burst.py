"""Keys that come faster than they can be handled: each does what it would have done slowly."""

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from soptui.app.screens.session_screen import SessionScreen
from soptui.model.alphabet import Column, Section
from tests.app.conftest import Enter, Room


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
        ["f1", "escape", "f2", "escape"],
    ],
    ids=" ".join,
)
async def test_a_screen_that_is_opened_and_left_in_one_breath(
    enter: Enter, keys: list[str]
) -> None:
    async with enter() as room:
        await room.type("Rosa has a key\n")
        for _ in range(5):
            await burst(room, *keys)
            while len(room.app.screen_stack) > 1:
                await room.press("escape")
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        screen.type()
        await room.press("ctrl+u")
        await room.type("Leo drives\n")

        assert "Leo drives" in [note.text for note in room.saved.notes]
