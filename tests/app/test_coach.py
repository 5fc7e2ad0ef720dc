"""The coach as a person meets it: when it asks, what answers it, and when it is silent."""

from collections.abc import Callable

import pytest

from soptui.app import coach
from soptui.app.calm_app import CalmApp
from soptui.app.widgets.quiet_line import QuietLine
from soptui.lens.review import Review
from soptui.library import Library
from soptui.model.alphabet import Section
from soptui.settings import read_settings
from tests.app.conftest import Enter, Room


@pytest.fixture(autouse=True)
def quick_coach(silent_coach: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks as soon as nobody types."""
    del silent_coach
    monkeypatch.setattr(coach, "QUIET", 0.005)


def said(room: Room) -> str:
    return room.app.screen.query_one(QuietLine).shown.plain.strip()


async def until(room: Room, so: Callable[[], bool]) -> None:
    for _ in range(1000):
        if so():
            return
        await room.pilot.pause(0.005)
    raise AssertionError(f"it never was; said: {said(room)}")


async def asked(room: Room, words: str) -> None:
    """You should see this question."""
    await until(room, lambda: words in said(room))


async def looked(room: Room) -> None:
    """The coach has looked at everything, whatever it found."""
    for _ in range(20):
        await room.pilot.pause(0.005)
        await room.app.workers.wait_for_complete()


async def test_it_asks_about_what_was_just_said(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”: What does the parent say")

        assert "→ answers this · Del passes it over" in room.line("capture-line")
        await room.press("delete")
        assert "→ answers this" not in room.line("capture-line")


async def test_it_never_asks_while_somebody_types(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\nand then")
        await looked(room)
        assert "insight" not in said(room)

        await room.press("ctrl+u")
        await asked(room, "“lacks insight”")


@pytest.mark.parametrize("typed", ["! the agency", "@ Rosa / aunt\n! "])
async def test_it_never_asks_while_something_is_built(enter: Enter, typed: str) -> None:
    async with enter() as room:
        await room.type(f"Mom lacks insight\n{typed}")
        await looked(room)

        assert "insight" not in said(room)


async def test_the_answer_is_a_new_note_that_says_what_it_is_about(enter: Enter) -> None:
    async with enter() as room:
        await room.press("tab")
        await room.type("- Mom lacks insight, her son cried\n")
        await asked(room, "“lacks insight”")
        await room.press("right")
        assert "What does the parent say" in said(room), "it is to be read while it is answered"
        await room.type("she says Mateo was asleep\n")

        label, answer = room.saved.notes
    assert (answer.text, answer.section) == ("she says Mateo was asleep", Section.PAST_HARM)
    assert answer.revises == label.id
    assert label.text == "Mom lacks insight, her son cried"


@pytest.mark.parametrize("between", ["+ she sings\n", "\x1b\x1b"])
async def test_what_comes_after_something_else_is_no_answer(enter: Enter, between: str) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("right")
        for char in between:
            await (room.press("escape") if char == "\x1b" else room.type(char))
        await room.type("Mateo drew a house\n")

        assert [note.revises for note in room.saved.notes if "drew" in note.text] == [None]


async def test_an_agency_hears_that_its_list_cannot_be_used(enter: Enter, library: Library) -> None:
    library.home.words.mkdir(parents=True)
    (library.home.words / "jargon.tsv").write_bytes(b"\xff\xfe")
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "jargon.tsv")
        await room.type("Dad is in denial\n")
        await asked(room, "“in denial”")


async def test_the_answer_to_a_missing_part_goes_into_the_statement(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa, the agency / Dad will drink again\n")
        await asked(room, "And because of that the child…?")
        await room.press("right")
        await room.type("Mateo could be hurt\n\n")

        [danger] = room.saved.notes
    assert danger.parts[3] == "Mateo could be hurt"


async def test_a_goal_that_was_asked_for_answers_that_danger(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dad will drive drunk / on Fridays / Mateo could be hurt\n")
        await asked(room, "Which goal answers this danger?")
        await room.press("right")
        await room.type("Dad / Rosa / Rosa drives / Mateo is safe / six months\n")

        danger, goal = room.saved.notes
    assert (goal.section, goal.answers) == (Section.SAFETY_GOAL, danger.id)


async def test_a_danger_that_was_asked_for_is_answered_by_that_goal(enter: Enter) -> None:
    async with enter() as room:
        await room.type("* Dad / Rosa / Rosa drives Mateo home / Mateo rides safely / six months\n")
        await asked(room, "Which danger does this goal answer?")
        await room.press("right")
        await room.type("Rosa / Dad will drive drunk / on Fridays / Mateo could be hurt\n")

        goal, danger = room.saved.notes
    assert (danger.section, goal.answers) == (Section.DANGER_STATEMENT, danger.id)


async def test_what_is_passed_over_is_never_asked_again_in_this_session(
    enter: Enter, library: Library
) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("delete")
        await looked(room)
        assert "“lacks insight”" not in said(room)
        session = room.saved
    assert session.dismissed == (f"jargon:{session.notes[0].id}:lacks insight",)

    async with enter(library.open(session.id)) as room:
        await looked(room)
        assert "“lacks insight”" not in said(room)


async def test_undo_lets_it_ask_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("delete", "ctrl+z")
        await asked(room, "“lacks insight”")

        assert room.saved.dismissed == ()


async def test_nothing_is_asked_twice(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("right", "escape")
        await room.type("\x15")
        await looked(room)

        assert "“lacks insight”" not in said(room)


async def test_with_something_typed_the_keys_do_what_they_always_do(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.type("abc")
        await room.press("left", "delete", "left", "right")
        await room.type("d\n")

        assert [note.text for note in room.saved.notes] == ["Mom lacks insight", "abd"]


async def test_one_key_switches_it_off_and_on_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("f8")
        assert "The coach is silent" in said(room)
        await room.type("Dad is in denial\n")
        await looked(room)
        assert "denial" not in said(room)

        await room.press("f8")
        await asked(room, "“in denial”")


async def test_a_fault_of_the_coach_ends_nothing_but_the_coach(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError("Mateo")

    slips: list[BaseException] = []
    async with enter() as room:
        assert isinstance(room.app, CalmApp)
        room.app.on_slip = slips.append
        await looked(room)
        monkeypatch.setattr(Review, "findings", break_down)
        await room.type("Mom lacks insight\n")
        await asked(room, "The coach has stopped")
        await room.type("it goes on\n")

        assert [note.text for note in room.saved.notes] == ["Mom lacks insight", "it goes on"]
    assert [type(slip) for slip in slips] == [ValueError]


async def test_it_asks_nothing_in_front_of_another_screen(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await room.press("f2")
        await looked(room)
        await room.press("escape")
        await asked(room, "“lacks insight”")


async def test_switched_off_it_is_silent_the_next_time_too(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.type("Mom lacks insight\n")
        await asked(room, "“lacks insight”")
        await room.press("f8")
        session = room.saved
        await until(room, lambda: not read_settings(library.home.config).coach)

    chosen = read_settings(library.home.config)
    async with enter(library.open(session.id), chosen=chosen) as room:
        await looked(room)
        assert "insight" not in said(room)
        await room.press("f8")
        await asked(room, "“lacks insight”")
        await until(room, lambda: read_settings(library.home.config).coach)
