"""Sorting help, by real keys against what was saved."""

from asyncio import wait_for

import pytest

from soptui.app.screens.sorting_screen import SortingScreen
from soptui.model.alphabet import Column, Section
from tests.app.conftest import Enter, Room
from tests.app.test_look import seen

SAID = "Dan [34] drives after drinking"


async def sorted_by_then(room: Room) -> None:
    """Wait until the map is in front again; a busy machine takes its time to open the box."""

    async def in_front() -> None:
        while room.session.notes[0].section is Section.HEARD or len(room.app.screen_stack) > 1:
            await room.pilot.pause()

    await wait_for(in_front(), 20)
    await room.pilot.pause()


@pytest.mark.parametrize(
    ("digits", "section", "column"),
    [
        ("111", Section.PAST_HARM, Column.WORRIED),
        ("112", Section.DANGER_STATEMENT, Column.WORRIED),
        ("113", Section.COMPLICATING_FACTOR, Column.WORRIED),
        ("121", Section.ACT_OF_PROTECTION, Column.WORKING),
        ("122", Section.STRENGTH, Column.WORKING),
        ("131", Section.SAFETY_GOAL, Column.NEXT),
        ("132", Section.NEXT_STEP, Column.NEXT),
        ("21", Section.GRAY_AREA, Column.WORRIED),
        ("22", Section.NEXT_STEP, Column.NEXT),
        ("3", Section.CHILD_VOICE, Column.WORRIED),
    ],
)
async def test_a_few_digits_say_what_a_note_is(
    enter: Enter, digits: str, section: Section, column: Column
) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape")
        await room.type(f"t{digits}")
        await sorted_by_then(room)
        assert room.line("quiet-line").startswith("Done: re-sort note")

        await room.press("ctrl+z")
        assert room.session.notes[0].section is Section.HEARD
        await room.press("ctrl+y")

        [note] = room.saved.notes
    assert (note.section, note.column, note.text) == (section, column, SAID)


async def test_it_shows_the_note_the_question_and_what_each_answer_makes_of_it(
    enter: Enter,
) -> None:
    """You should see a small box over the map, with the digits and the signs."""
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape", "t", "1", "1")
        seen(room, "sorting-80x24")
        for shown in (SAID, "What does it do to the child?", "- past harm", "~ complicating"):
            assert shown in room.screen


async def test_escape_leaves_it_as_it_is_and_on_the_board(enter: Enter) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape", "t", "1", "escape")
        assert room.session.notes[0].section is Section.HEARD
        await room.press("plus")

        assert room.saved.notes[0].section is Section.STRENGTH


async def test_one_can_go_back_a_question_and_walk_to_an_answer(enter: Enter) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape", "t", "2", "backspace", "backspace")
        await room.press("enter", "down", "enter", "down", "enter")

        assert room.saved.notes[0].section is Section.STRENGTH


async def test_a_digit_without_an_answer_does_nothing(enter: Enter) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape")
        await room.type("t239x2")

        assert room.saved.notes[0].section is Section.NEXT_STEP


async def test_a_whole_breath_of_keys_lands_where_each_belongs(enter: Enter) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("escape")
        await room.type("t122i")
        await room.pilot.pause()
        await room.type("on we go\n")

        first, second = room.saved.notes
    assert (first.section, second.text) == (Section.STRENGTH, "on we go")


async def test_a_person_who_may_help_is_entered_by_name(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Aunt Rosa might take him\n")
        await room.press("escape", "t", "1", "3", "3")
        assert room.line("quiet-line").startswith("Type @ and their name")
        await room.type("@ Rosa / aunt\n")

        assert [note.section for note in room.saved.notes] == [Section.HEARD]
        assert [member.name for member in room.session.members] == ["Rosa"]


async def test_a_statement_that_comes_back_has_its_parts_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives / Fridays / Mateo is hurt\n")
        before = room.session.notes[0]
        await room.press("escape")
        await room.type("t122")
        assert room.session.notes[0].section is Section.STRENGTH
        await room.type("t112")

        assert room.saved.notes[0] == before


async def test_what_is_no_note_is_not_sorted(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt\n")
        await room.press("escape", "t")

        assert room.line("quiet-line").startswith("Not possible")
        assert not any(isinstance(screen, SortingScreen) for screen in room.app.screen_stack)


async def test_a_heard_note_says_that_it_can_be_asked_about(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n- two\n")
        await room.press("escape", "down", "down")
        assert "t asks what it is" in room.line("quiet-line")
        await room.press("up")
        assert "t asks what it is" not in room.line("quiet-line")


@pytest.mark.parametrize("size", [(40, 10), (160, 48)])
async def test_it_reads_in_any_window(enter: Enter, size: tuple[int, int]) -> None:
    async with enter(size=size) as room:
        await room.type(f"{SAID}\n")
        await room.press("escape", "t")
        assert "How do we know it?" in room.screen
        await room.type("21")

        assert room.saved.notes[0].section is Section.GRAY_AREA


async def test_the_palette_offers_it_too(enter: Enter) -> None:
    async with enter() as room:
        await room.type(f"{SAID}\n")
        await room.press("ctrl+p")
        await room.type("Help to sort")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        await room.press("enter")
        await room.pilot.pause()
        assert "How do we know it?" in room.screen
        await room.press("3")

        assert room.saved.notes[0].section is Section.CHILD_VOICE
