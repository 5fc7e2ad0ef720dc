"""Text and windows that mean harm, or only bad luck: kept or cleaned, never a crash."""

import pytest
from textual.events import Key

from soptui.app.commands import Palette
from soptui.library import Library
from soptui.model.text import cleaned
from tests.app.conftest import Enter
from tests.app.strikes import strike
from tests.corpus import TEXTS


@pytest.mark.parametrize("turn", range(8))
async def test_pasted_text_is_kept_as_people_meant_it(enter: Enter, turn: int) -> None:
    """Several in one session, or the suite would mostly start the app."""
    kept: list[str] = []
    async with enter() as room:
        for name in list(TEXTS)[turn::8]:
            await room.paste(TEXTS[name])
            await room.press("enter")
            await room.press("escape", "s", "enter")
            await room.press("enter", "ctrl+e")
            await room.press("escape", "f2", "escape")

            kept += cleaned(TEXTS[name], lines=True).split("\n")
            assert [note.text for note in room.session.notes] == kept, name
        assert [note.text for note in room.saved.notes] == kept


async def test_what_was_left_out_is_told(enter: Enter) -> None:
    async with enter() as room:
        await room.paste("a\u202eb\x1b[2J")
        assert room.line("quiet-line") == "2 hidden characters left out"


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1), (300, 100), (59, 15), (61, 17)])
async def test_any_size_of_window_takes_what_is_typed(enter: Enter, size: tuple[int, int]) -> None:
    async with enter(size=size) as room:
        await room.type("! Rosa / Dan drives / on Fridays / Mateo is hurt\n+ she sings\n")
        await room.press("tab", "escape", "up", "m", "right", "enter", "escape")
        await room.type("# Rosa / 4 / why / how\n@ Leo / uncle / inner / calls\n")

        saved = room.saved
    assert (len(saved.notes), len(saved.members), len(saved.marks)) == (2, 1, 1)


async def test_a_window_that_changes_its_size_keeps_all(enter: Enter) -> None:
    async with enter(size=(160, 48)) as room:
        await room.type("".join(f"a note of some length number {n}\n" for n in range(80)))
        for size in ((80, 24), (40, 10), (300, 100), (80, 24)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
        assert "number 79" in room.screen.replace("\n", " ")

        assert len(room.saved.notes) == 80


@pytest.mark.parametrize(
    "keys", [["f1", "f2", "f1"], ["ctrl+p", "escape"], ["ctrl+e", "f1", "escape", "escape"]]
)
async def test_screens_over_screens_come_back_to_the_line(enter: Enter, keys: list[str]) -> None:
    async with enter() as room:
        await room.press(*keys)
        while len(room.app.screen_stack) > 1:
            await room.press("escape")
        await room.type("still here\n")

        assert [note.text for note in room.saved.notes] == ["still here"]


@pytest.mark.parametrize("keys", [["f1"], ["f2"], ["ctrl+e"], ["ctrl+e", "enter"], ["ctrl+p"]])
async def test_escape_struck_twice_closes_one_screen_and_goes_on(
    enter: Enter, keys: list[str]
) -> None:
    async with enter() as room:
        await room.press(*keys)
        for _ in range(3):
            room.app.post_message(Key("escape", "\x1b"))
        await room.pilot.pause()
        while len(room.app.screen_stack) > 1:
            await room.press("escape")
        await strike(room, "i", "\x15", "still here")
        await room.press("enter")

        assert "still here" in [note.text.removeprefix("i") for note in room.saved.notes]


async def test_the_list_of_sessions_closes_once(enter: Enter, library: Library) -> None:
    library.create("somebody")
    async with enter(start=True) as room:
        await room.press("o")
        for key in ("escape", "escape", "n"):
            room.app.post_message(Key(key, None))
        await room.pilot.pause()

        assert len(room.app.screen_stack) <= 2


async def test_the_palette_closed_while_it_searches_harms_nothing(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+p", "e")
        palette = room.app.screen
        assert isinstance(palette, Palette)
        await room.press("escape")
        palette._gather_commands("ex")  # as a letter asks for that was struck before Escape
        await room.app.workers.wait_for_complete()
        await room.type("still here\n")

        assert [note.text for note in room.saved.notes] == ["still here"]


async def test_a_paste_of_far_too_many_lines_is_refused_and_said(enter: Enter) -> None:
    async with enter() as room:
        await room.type("still here")
        await room.paste("\n".join(f"line {number}" for number in range(25_000)))
        assert "25000 lines are too many" in room.line("quiet-line")
        await room.press("enter")

        assert [note.text for note in room.saved.notes] == ["still here"]
