"""The agenda at the top line: what is planned for now, where there is room for it."""

from dataclasses import replace

import pytest

from soptui.app.widgets.title_line import Standing, TitleLine
from soptui.library import Library
from tests.app.conftest import Enter, Room


def at(room: Room, minutes: int, *, is_reading: bool = False) -> str:
    """The top line after so many minutes."""
    title = room.app.screen.query_one(TitleLine)
    session, _ = title._told
    title.show(session, Standing(minutes, is_reading=is_reading))
    return title.render().plain


@pytest.mark.parametrize(
    ("minutes", "step"),
    [
        (0, "00:00 of 60 · purpose, decision point until 00:05 "),
        (12, "00:12 of 60 · worries: detail, impact until 00:25 "),
        (59, "00:59 of 60 · plus, delta until 01:00 "),
        (60, "01:00 of 60   ✓ saved"),
        (200, "03:20 of 60   ✓ saved"),
    ],
)
async def test_the_step_and_its_planned_end_stand_beside_the_time(
    enter: Enter, minutes: int, step: str
) -> None:
    async with enter(size=(100, 30)) as room:
        assert step in at(room, minutes)


async def test_it_follows_the_planned_minutes_and_the_kind_of_meeting(
    enter: Enter, library: Library
) -> None:
    opening = library.create("K.'s family", "CFT", 90)
    async with enter(opening, size=(100, 30)) as room:
        assert "· working well until 00:44" in at(room, 30)
        title = room.app.screen.query_one(TitleLine)
        title.show(replace(room.session, setting="coaching", minutes=90), Standing(30))

        assert "· worries: detail, impact until 00:36" in title.render().plain


async def test_it_gives_way_to_the_name_and_to_a_small_window(
    enter: Enter, library: Library
) -> None:
    async with enter(size=(99, 30)) as room:
        assert "until" not in at(room, 12)
    opening = library.create("The family of somebody whose name is a long one", "unit meeting")
    async with enter(opening, size=(100, 30)) as room:
        assert "whose name is a long one · unit meeting 23 Nov" in at(room, 12)
        assert "until" not in at(room, 12)


async def test_who_reads_along_is_not_told_a_step(enter: Enter) -> None:
    async with enter(size=(160, 48)) as room:
        assert "until" in at(room, 12)
        assert "until" not in at(room, 12, is_reading=True)


async def test_the_details_offer_the_kinds_of_meetings(enter: Enter, library: Library) -> None:
    """You should see them in the empty field, and have one completed as you type it."""
    async with enter(library.create("K.'s family")) as room:
        await room.press("f2", "tab")
        assert "unit meeting, coaching, CFT, desk" in room.screen
        await room.type("cf")
        await room.press("right")
        assert "CFT" in room.screen
        await room.press("escape")
        assert room.session.setting == "CFT"

        await room.press("f2", "tab", "ctrl+u")
        await room.type("Coaching of two")
        await room.press("right", "escape")
        assert room.session.setting == "Coaching of two"
