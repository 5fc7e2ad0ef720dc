"""What is half typed in the scale round survives every end, and a hidden number stays hidden."""

import pytest

from soptui.app.screens.session_screen import SessionScreen
from soptui.app.screens.unfinished_screen import UnfinishedScreen
from soptui.library import Library
from soptui.model.alphabet import Scale
from tests.app.conftest import Enter
from tests.app.test_unfinished import died, journal_of, offered, until


@pytest.mark.parametrize(
    ("typed", "words", "shown"),
    [
        ("Ros", ["Ros"], "# Ros\nsafety"),
        ("Rosa\n", ["Rosa"], "# Rosa\nsafety"),
        ("Rosa\n4 / he ca", ["Rosa", "he ca"], "# Rosa · 4 · he ca\nsafety"),
        ("Rosa / 4 / he called / a mon", ["a mon"], "# Rosa · 4 · he called · a mon\nsafety"),
    ],
)
async def test_it_is_offered_after_a_kill(
    enter: Enter, typed: str, words: list[str], shown: str
) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type(typed)
        left = await died(room, *words)

    async with enter(left.open("last")) as room:
        assert isinstance(room.app.screen, UnfinishedScreen)
        [piece] = offered(room)
        assert piece.startswith(shown)


async def test_it_is_put_on_its_scale_when_it_is_kept(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "tab")
        await room.type("Rosa / 4 / he called")
        left = await died(room, "he called")

    async with enter(left.open("last")) as room:
        await room.press("enter")
        [mark] = room.session.marks
        assert (mark.scale, mark.who, mark.value) == (Scale.WELLBEING, "Rosa", 4)
        assert (mark.why, mark.hidden) == ("he called", False)


@pytest.mark.parametrize("typed", ["Rosa / 7 / sevenfold", "Rosa\n7 / sevenfold", "Rosa 77"])
async def test_a_hidden_number_is_kept_and_not_shown(enter: Enter, typed: str) -> None:
    """You should see whose number it is, and a box in the place of what was said."""
    async with enter() as room:
        await room.press("f10", "h")
        await room.type(typed)
        left = await died(room, typed[-4:])

    async with enter(left.open("last")) as room:
        [piece] = offered(room)
        assert piece.startswith("# Rosa ▣\n")
        assert "7" not in room.screen
        assert "sevenfold" not in room.screen
        await room.press("enter")
        if "/" in typed:
            [mark] = room.session.marks
            assert (mark.who, mark.value, mark.why, mark.hidden) == ("Rosa", 7, "sevenfold", True)


async def test_a_hidden_number_the_disk_does_not_hold_is_not_shown_either(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "h")
        room.app.screen_stack[0].saver.put = lambda _: None  # type: ignore[attr-defined]
        await room.type("Rosa / 7 / sevenfold\n")
        left = await died(room, "sevenfold")

    async with enter(left.open("last")) as room:
        assert offered(room)[0].startswith("# Rosa ▣\n")
        await room.press("enter")
        assert [mark.hidden for mark in room.session.marks] == [True]


async def test_what_is_entered_or_dropped_is_let_go_of(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Rosa 4\n")
        assert room.app.screen_stack[0].keeping.waiting == ()  # type: ignore[attr-defined]
        await room.type("Leo")
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, SessionScreen)
        assert room.app.screen.keeping.waiting == ()
        path = journal_of(room)
        await until(room, lambda: not path.exists() or not path.read_bytes())
        assert [mark.who for mark in room.saved.marks] == ["Rosa"]


async def test_it_waits_after_leaving_soptui_on_purpose(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Leo")
        await room.press("ctrl+q", "ctrl+q")
        home, session = room.library.home, room.session

    async with enter(Library(home).open(session.id)) as room:
        assert offered(room) == ["# Leo\nsafety mark · open: number, why not lower, one higher"]
