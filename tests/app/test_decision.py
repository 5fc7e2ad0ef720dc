"""The decision point: what it can be is offered, and anything else can be typed."""

from pathlib import Path

import pytest

from soptui.library import Library
from soptui.model.alphabet import Detail, Section
from soptui.wording import languages, load_wording
from tests.app.conftest import Enter


async def test_an_example_is_shown_and_one_key_takes_it(enter: Enter) -> None:
    """You should see one decision point in the empty line, and how to see the others."""
    async with enter() as room:
        await room.type(":decision ")
        assert "e.g. Hotline" in room.line("capture-line")
        assert "↓" in room.line("quiet-line")
        await room.press("down")
        assert "e.g. Safety assessment" in room.line("capture-line")
        await room.press("down", "up", "right")
        await room.type("of November 9: safe with plan\n")

        assert room.saved.details.decision == "Safety assessment of November 9: safe with plan"
        assert "↓" not in room.line("quiet-line")


async def test_up_goes_round_and_the_next_time_begins_anew(enter: Enter) -> None:
    async with enter() as room:
        await room.type(":decision ")
        await room.press("up")
        assert "e.g. Closing" in room.line("capture-line")
        await room.press("right", "enter")
        await room.type(":decision ")
        assert "e.g. Hotline" in room.line("capture-line")
        assert room.session.details.decision == "Closing"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("risk", "Risk assessment"),
        ("Risk r", "Risk reassessment"),
        ("Safety", "Safety assessment"),
        ("where Kai sleeps", "where Kai sleeps"),
        ("Closing it, or not?", "Closing it, or not?"),
    ],
)
async def test_what_is_begun_can_be_completed_and_all_else_stays(
    enter: Enter, typed: str, kept: str
) -> None:
    async with enter() as room:
        await room.type(f":decision {typed}")
        await room.press("right", "enter")
        assert room.session.details.decision == kept


async def test_typing_keeps_up_and_down_for_what_they_always_do(enter: Enter) -> None:
    async with enter() as room:
        await room.type(":decision risk")
        await room.press("down", "up", "enter")
        assert room.session.details.decision == "risk"
        await room.type(":purpose ")
        await room.press("down", "right")
        await room.type("a plan\n")
        assert room.session.details.purpose == "a plan"


async def test_the_details_show_them_all_and_complete_them(enter: Enter, library: Library) -> None:
    """You should see every decision point in the empty field, at 80 columns too."""
    async with enter(library.create("K.'s family")) as room:
        await room.press("f2")
        room.app.screen.query_one("#field-decision").focus()
        shown = " ".join(room.screen.split())
        choices = load_wording().choices(Detail.DECISION)
        assert [choice for choice in choices if choice.split()[-1] not in shown] == []
        await room.type("reu")
        assert "reunification reassessment" in room.screen
        await room.press("right")
        await room.type(", out of home")
        await room.press("escape")
        assert room.session.details.decision == "reunification reassessment, out of home"


async def test_the_details_complete_nothing_behind_a_first_line(
    enter: Enter, library: Library
) -> None:
    async with enter(library.create("K.'s family")) as room:
        await room.press("f2")
        room.app.screen.query_one("#field-decision").focus()
        await room.type("where Kai sleeps\nrisk")
        await room.press("right", "escape")
        assert room.session.details.decision == "where Kai sleeps\nrisk"


@pytest.mark.parametrize("language", languages())
def test_both_languages_have_as_many_and_only_the_decision_has_any(language: str) -> None:
    words = load_wording(language)

    choices = words.choices(Detail.DECISION)
    assert len(choices) == len(set(choices)) == 14
    assert all(len(choice) <= 45 for choice in choices)  # beside the label, at 80 columns
    assert words.choices(Detail.PURPOSE) == words.choices(Section.HEARD) == ()


def test_an_agency_has_as_many_of_its_own_as_it_likes(tmp_path: Path) -> None:
    own = tmp_path / "en.toml"
    own.write_text('[kind.decision]\nchoices = ["Intake", "Removal"]\n', encoding="utf-8")
    words = load_wording("en", tmp_path)
    assert (words.choices(Detail.DECISION), words.reports) == (("Intake", "Removal"), ())

    own.write_text('[kind.decision]\nchoices = ["Intake", ""]\n', encoding="utf-8")
    words = load_wording("en", tmp_path)
    assert "Hotline" in words.choices(Detail.DECISION)
    assert '"kind.decision.choices" must' in words.reports[0]

    own.write_text("[kind.decision]\nchoices = []\n", encoding="utf-8")  # which offers none
    assert load_wording("en", tmp_path).choices(Detail.DECISION) == ()
