"""Danger by danger, by its keys."""

from dataclasses import replace

from soptui.app.screens.answers_screen import AnswersScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library, Opening
from soptui.model.alphabet import Section
from soptui.model.session import Member, Note
from tests.app.conftest import Enter
from tests.app.test_look import seen
from tests.builders import a_danger, a_goal, a_member, a_statement

SECOND = a_statement(
    Section.DANGER_STATEMENT, "Rosa", "Ana leaves [him] alone", "", "he falls", id="danger-2"
)
ACT = a_statement(
    Section.ACT_OF_PROTECTION, "Daniel", "gave Rosa the keys", "on three Fridays", "Leo", id="act-1"
)
STEP = a_statement(Section.NEXT_STEP, "put the plan on the fridge", "Leo", "Friday", id="step-1")


def opened(library: Library, *notes: Note, members: tuple[Member, ...] = ()) -> Opening:
    opening = library.create("K.'s family")
    session = replace(opening.stored.session, notes=notes, members=members)
    return replace(opening, stored=replace(opening.stored, session=session))


async def test_one_danger_fills_the_screen_in_two_columns(enter: Enter, library: Library) -> None:
    """You should see the danger, its goal, step and network, and the act that is not linked."""
    rosa = a_member("Rosa", contact="555-0100")
    notes = (a_danger(), SECOND, ACT, a_goal(answers="danger-1"), STEP)
    async with enter(opened(library, *notes, members=(rosa,))) as room:
        await room.press("ctrl+g")
        assert "555" not in room.screen
        seen(room, "answers-80x24")


async def test_arrows_and_pages_go_from_danger_to_danger(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger(), SECOND)) as room:
        await room.press("ctrl+g")
        assert "Danger 1 of 2" in room.screen
        await room.press("right")
        assert "Ana leaves [him] alone" in room.screen
        assert "Danger 2 of 2" in room.screen
        await room.press("pagedown", "pageup")
        assert "Danger 1 of 2" in room.screen
        await room.press("left", "pagedown")
        assert "Danger 2 of 2" in room.screen
        await room.press("left")
        assert "Danger 1 of 2" in room.screen


async def test_l_links_the_selected_act_and_ctrl_z_takes_it_back(
    enter: Enter, library: Library
) -> None:
    async with enter(opened(library, a_danger(), SECOND, ACT)) as room:
        await room.press("ctrl+g", "right", "down", "l")
        assert room.session.note("act-1").answers == "danger-2"
        assert "Linked with this danger" in room.screen
        assert "NOT LINKED" not in room.screen
        await room.press("ctrl+z")
        assert room.session.note("act-1").answers is None
        assert "PROTECTION NOT LINKED YET" in room.screen
        await room.press("ctrl+y")

        assert room.saved.note("act-1").answers == "danger-2"


async def test_l_lets_go_what_is_linked_and_says_what_it_cannot_link(
    enter: Enter, library: Library
) -> None:
    async with enter(opened(library, a_danger(), a_goal(answers="danger-1"))) as room:
        await room.press("ctrl+g", "l")
        assert "L links an act of protection or a safety goal" in room.screen
        await room.press("tab", "l")
        assert room.session.note("goal-1").answers is None
        assert "Which goal answers this danger?" in room.screen
        await room.press("l")
        assert room.session.note("goal-1").answers == "danger-1"


async def test_enter_edits_the_selected_piece_at_the_capture_line(
    enter: Enter, library: Library
) -> None:
    step = a_statement(Section.NEXT_STEP, "call Leo", "Ana", id="step-1")
    async with enter(opened(library, a_danger(), step)) as room:
        await room.press("ctrl+g", "tab", "enter")
        assert isinstance(room.app.screen, SessionScreen)
        await room.type("on Friday\n\n")

        assert room.saved.note("step-1").parts == ("call Leo", "Ana", "on Friday", "")


async def test_tab_goes_to_the_other_column_and_back(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger(), ACT, a_goal(answers="danger-1"))) as room:
        await room.press("ctrl+g", "tab", "tab", "l")

        assert room.session.note("act-1").answers == "danger-1"


async def test_more_than_fits_is_marked_and_can_be_walked_to(
    enter: Enter, library: Library
) -> None:
    steps = tuple(replace(STEP, id=f"step-{at}", text=f"Step {at}") for at in range(30))
    async with enter(opened(library, a_danger(), *steps)) as room:
        await room.press("ctrl+g")
        assert room.line("answers-heading").endswith("↓")
        await room.press("tab", *["down"] * 29)
        assert "Step 29" in room.screen
        assert room.line("answers-heading").endswith("↑")


async def test_a_map_without_a_danger_says_how_to_begin_one(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+g")
        assert "No danger statement yet" in room.screen
        await room.press("right", "down", "tab", "l", "enter")
        assert isinstance(room.app.screen, AnswersScreen)
        await room.press("escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]
