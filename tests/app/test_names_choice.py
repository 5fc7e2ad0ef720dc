"""Choosing how the room reads the names: in the details, and from the palette."""

from soptui.app.commands import commands
from soptui.app.screens.session_screen import SessionScreen
from soptui.model.session import NameMode
from tests.app.conftest import Enter, Room


async def to_the_names(room: Room) -> None:
    """Go to the last field of the details: the one before the first."""
    await room.press("f2")
    await room.press("shift+tab")


async def test_it_is_chosen_in_the_details(enter: Enter) -> None:
    """You should see the way at the foot of the details, and another one for each arrow."""
    async with enter() as room:
        await to_the_names(room)
        assert "← first name →   Rosa" in room.screen
        await room.press("right")
        assert room.session.names_as is NameMode.LAST_INITIAL
        await room.press("right", "right")
        assert "role only" in room.screen
        await room.press("right", "left", "left")
        await room.press("escape")

        assert room.saved.names_as is NameMode.INITIALS


async def test_it_can_be_taken_back_in_words(enter: Enter) -> None:
    async with enter() as room:
        await to_the_names(room)
        await room.press("space", "escape", "ctrl+z")

        assert room.session.names_as is NameMode.FIRST
        assert "names in the room" in room.line("quiet-line")


async def test_all_four_are_in_the_palette(enter: Enter) -> None:
    """You should see each way by name; it is chosen at once."""
    async with enter() as room:
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        found = [
            command
            for command in commands(room.app, screen, screen._wording)
            if command.title.startswith("Names in room view: ")
        ]
        assert [command.title.rpartition(": ")[2] for command in found] == [
            *("first name", "first name, initial of the last", "initials", "role only")
        ]
        found[3].callback()
        assert room.session.names_as is NameMode.ROLE
        assert "Room view  (F5)" in [c.title for c in commands(room.app, screen, screen._wording)]
