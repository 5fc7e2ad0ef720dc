"""The scale round by its keys: numbers entered, hidden, shown, and made notes of."""

from dataclasses import replace

import pytest

from soptui.app.screens.scale_screen import ScaleScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library, Opening
from soptui.model.alphabet import Scale, Section
from soptui.model.session import Mark
from tests.app.conftest import Enter, Room
from tests.builders import a_mark

TEN = (
    *("Dee", "Priya", "Grandma Inés", "Leo", "Mr. Odom"),
    *("Renata", "Ana", "Jo", "Kai", "Ms. Lin"),
)


def opened(library: Library, *marks: Mark) -> Opening:
    opening = library.create("K.'s family")
    session = replace(opening.stored.session, marks=marks)
    return replace(opening, stored=replace(opening.stored, session=session))


def values(room: Room) -> list[tuple[str, int]]:
    return [(mark.who, mark.value) for mark in room.session.marks]


async def test_names_and_numbers_are_typed_straight_on(enter: Enter) -> None:
    """You should see both names on one line, and how far apart they are, in words."""
    async with enter() as room:
        await room.press("f10")
        await room.type("rosa 4\nLeo\n6\nHannah 5\n")
        assert "3 numbers · from 4 to 6" in room.screen
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, SessionScreen)

        assert [(m.who, m.value, m.scale, m.hidden) for m in room.saved.marks] == [
            ("rosa", 4, Scale.SAFETY, False),
            ("Leo", 6, Scale.SAFETY, False),
            ("Hannah", 5, Scale.SAFETY, False),
        ]


async def test_there_is_no_average(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_mark("Rosa", 2), a_mark("Leo", 6, id="2"))) as room:
        await room.press("f10")
        assert "from 2 to 6" in room.screen
        heading = room.line("scale-heading")
        assert "4" not in heading


async def test_tab_goes_to_wellbeing_and_says_what_its_ends_mean(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        assert "10 is safe enough to close" in room.screen
        await room.press("tab")
        assert "10 is a child who is doing well" in room.screen
        await room.type("Rosa 7\n")

        assert [mark.scale for mark in room.session.marks] == [Scale.WELLBEING]


async def test_arrows_walk_the_people_and_show_what_they_said(
    enter: Enter, library: Library
) -> None:
    marks = a_mark("Rosa", 4, why="called"), a_mark("Leo", 2, id="2", why="sober [on] Friday")
    async with enter(opened(library, *marks)) as room:
        await room.press("f10")
        assert "Not lower: sober [on] Friday" in room.screen
        await room.press("right")
        assert "Not lower: called" in room.screen
        await room.press("right", "left")
        assert "sober [on] Friday" in room.screen


@pytest.mark.parametrize("number", ["7", "10"])
async def test_a_hidden_round_shows_no_number_before_all_are_shown(
    enter: Enter, number: str
) -> None:
    """You should see names with closed boxes; while it is typed, a box whatever the number."""
    async with enter() as room:
        await room.press("f10", "h")
        await room.type(f"Odette {number}")
        assert room.line("scale-line") == "hidden  Odette ▣"
        await room.type(f"\nMarsh\n{number}")
        assert room.line("scale-line") == "Marsh  ▣"
        await room.type("\n")
        assert "▣ Odette   ▣ Marsh" in room.screen
        assert "Hidden round · 2 numbers" in room.screen
        assert "from" not in room.line("scale-heading")
        assert "●" not in room.screen
        await room.press("escape", "right", "left")
        assert "Odette has a number" in room.screen
        await room.press("escape")
        assert "Odette ▣" in room.line("scale-strip")
        assert number not in room.line("scale-strip").replace("10", "", 1)
        await room.press("f10", "r")
        assert "all at " + number in room.screen
        await room.press("escape")
        assert f"Odette {number}" in room.line("scale-strip")

        assert not any(mark.hidden for mark in room.saved.marks)


async def test_showing_all_is_one_change_that_can_be_taken_back(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "h")
        await room.type("Odette 7\nLeo 3\n")
        await room.press("escape", "r")
        assert not any(mark.hidden for mark in room.session.marks)
        await room.press("ctrl+z")
        assert all(mark.hidden for mark in room.session.marks)
        assert "from 3 to 7" not in room.screen
        await room.press("ctrl+y")
        assert "from 3 to 7" in room.screen


async def test_a_hidden_round_goes_on_when_one_comes_back(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "h")
        await room.type("Odette 7\n")
        await room.press("escape", "escape", "f10")
        await room.type("Leo 3\nhannah 4\n")

        assert [mark.hidden for mark in room.session.marks] == [True, True, True]


async def test_a_round_that_nobody_has_entered_is_opened_again(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "h", "escape", "h")
        await room.type("Rosa 4\n")

        assert [mark.hidden for mark in room.session.marks] == [False]


async def test_r_begins_a_name_when_nothing_is_hidden(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_mark("Leo", 6))) as room:
        await room.press("f10")
        await room.type("rosa 4\n")

        assert values(room) == [("Leo", 6), ("rosa", 4)]


async def test_a_hidden_number_becomes_no_note_and_is_not_opened(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10", "h")
        await room.type("Odette / 7 / called Rosa / a month\n")
        await room.press("escape", "plus", "greater_than_sign", "enter")

        assert isinstance(room.app.screen, ScaleScreen)
        assert "called Rosa" not in room.screen
        assert room.session.notes == ()


async def test_what_somebody_said_becomes_notes_by_one_key_each(
    enter: Enter, library: Library
) -> None:
    mark = a_mark("Rosa", 4, why="he called me", higher="a month of Fridays")
    async with enter(opened(library, mark)) as room:
        await room.press("f10", "plus", "greater_than_sign")
        saved = room.session.notes
        await room.press("plus")

        assert [(n.section, n.text, n.said_by) for n in saved] == [
            (Section.STRENGTH, "he called me", "Rosa"),
            (Section.NEXT_STEP, "A month of Fridays", "Rosa"),
        ]
        [act, step] = room.saved.notes
        assert (act.section, act.id) == (Section.ACT_OF_PROTECTION, saved[0].id)
        assert step == saved[1]


async def test_a_sign_right_behind_a_number_is_about_who_gave_it(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Leo 6\nRosa / 4 / he called\n+")

        assert [(n.text, n.said_by) for n in room.session.notes] == [("he called", "Rosa")]


async def test_enter_goes_to_the_capture_line_with_what_is_missing(
    enter: Enter, library: Library
) -> None:
    async with enter(opened(library, a_mark("Rosa", 4, why="", higher=""))) as room:
        await room.press("f10", "enter")
        assert isinstance(room.app.screen, SessionScreen)
        await room.type("he called\na month\n")

        [mark] = room.saved.marks
    assert (mark.value, mark.why, mark.higher) == (4, "he called", "a month")


async def test_a_number_that_is_none_stays_in_the_line(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Rosa 11\n")
        assert "A whole number from 0 to 10" in room.screen
        assert "Rosa 11" in room.line("scale-line")
        assert room.session.marks == ()
        await room.press("backspace")
        await room.type("\n")

        assert values(room) == [("Rosa", 1)]


async def test_what_is_half_typed_is_dropped_only_when_asked_twice(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Rosa")
        await room.press("escape")
        assert "Not entered yet" in room.line("view-told")
        await room.type(" 4\n")
        assert values(room) == [("Rosa", 4)]
        await room.type("Leo")
        await room.press("escape", "escape")

        assert isinstance(room.app.screen, SessionScreen)


async def test_leaving_soptui_with_half_a_name_is_asked_once(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Rosa\n")
        await room.press("ctrl+q")
        assert "Not entered yet" in room.screen
        await room.type("4\n")

        assert values(room) == [("Rosa", 4)]


async def test_undo_takes_typing_back_first(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f10")
        await room.type("Rosa 4\nLe")
        await room.press("ctrl+z")
        assert values(room) == [("Rosa", 4)]
        await room.press("ctrl+z")
        assert values(room) == []


async def test_a_mark_can_be_taken_off(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_mark("Rosa", 4), a_mark("Leo", 6, id="2"))) as room:
        await room.press("f10", "delete")
        assert values(room) == [("Leo", 6)]
        assert "Leo 6" in room.screen


async def test_a_note_that_is_being_moved_is_put_down_first(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", "m", "up", "f10")
        await room.type("Rosa 4\n")
        await room.press("escape", "escape", "escape")

        assert values(room) == [("Rosa", 4)]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
async def test_ten_people_are_seen_by_name(
    enter: Enter, library: Library, size: tuple[int, int]
) -> None:
    """You should see every name whole, whatever the window."""
    marks = [a_mark(who, at % 4 + 3, id=str(at)) for at, who in enumerate(TEN)]
    async with enter(opened(library, *marks), size=size) as room:
        await room.press("f10")
        assert [name for name in TEN if name not in room.screen] == []
        assert "from 3 to 6" in room.screen
        assert "├" in room.screen


async def test_in_a_small_window_walking_brings_each_name_into_view(
    enter: Enter, library: Library
) -> None:
    marks = [a_mark(who, at % 4 + 3, id=str(at)) for at, who in enumerate(TEN)]
    async with enter(opened(library, *marks), size=(40, 10)) as room:
        await room.press("f10")
        for mark in sorted(marks, key=lambda mark: mark.value):
            assert mark.who in room.screen
            await room.press("right")
        assert "├" in room.screen
