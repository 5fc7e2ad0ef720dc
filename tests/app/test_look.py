"""What people see, letter by letter.

`RENEW=1 make test` writes the pictures anew: look at each before you keep it.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soptui.library import Library, Opening
from tests.app.conftest import Enter, Room

LOOKS = Path(__file__).with_name("looks")
EVENING = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def seen(room: Room, name: str) -> None:
    """Compare the screen with its picture."""
    path = LOOKS / f"{name}.txt"
    if os.environ.get("RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(room.screen + "\n", encoding="utf-8")
    assert room.screen + "\n" == path.read_text(encoding="utf-8")


@pytest.fixture
def demo(library: Library) -> Opening:
    opening = library.demo()
    session = replace(opening.stored.session, started=EVENING)
    return replace(opening, stored=replace(opening.stored, session=session))


async def test_an_empty_map_says_what_to_do(enter: Enter) -> None:
    """You should see a line of help in every column, and the capture line ready."""
    async with enter() as room:
        seen(room, "empty-80x24")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
async def test_the_demo(enter: Enter, demo: Opening, size: tuple[int, int]) -> None:
    """You should see three full columns, pairs with their numbers, and everybody's mark."""
    async with enter(demo, size=size) as room:
        seen(room, f"demo-{size[0]}x{size[1]}")


async def test_a_small_window_shows_one_column(enter: Enter, demo: Opening) -> None:
    """You should see the column that is aimed at, and the line to type in."""
    async with enter(demo, size=(40, 10)) as room:
        seen(room, "demo-40x10")


async def test_a_statement_forms_while_it_is_built(enter: Enter) -> None:
    """You should see the draft in its column, its gaps, and what is asked for next."""
    async with enter() as room:
        await room.type("! Grandma Rosa, the agency\nDaniel drives after drinking\n")
        seen(room, "building-80x24")


async def test_board_mode(enter: Enter, demo: Opening) -> None:
    """You should see a bar beside one note, and the keys of board mode."""
    async with enter(demo) as room:
        await room.press("escape", "right", "down")
        seen(room, "board-80x24")


async def test_help(enter: Enter) -> None:
    """You should see the alphabet at the left and the keys at the right."""
    async with enter() as room:
        await room.press("f1")
        seen(room, "help-80x24")


async def test_start(enter: Enter) -> None:
    """You should see what can be done, and nobody's name."""
    async with enter(start=True) as room:
        seen(room, "start-80x24")
