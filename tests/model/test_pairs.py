"""A safety goal and the danger statement it answers: other pairs are never touched."""

import pytest

from soptui.model.alphabet import Column, Section
from soptui.model.edits import Edit, LinkGoal, MoveNote, RemoveItem, ResortNote
from soptui.model.grammar import read_line, to_edit
from soptui.model.session import Session
from tests.builders import a_danger, a_desk, a_goal, a_session
from tests.model.typists import noted

TWO_PAIRS = a_session(
    a_danger(id="danger-1"),
    a_goal(id="goal-1", answers="danger-1"),
    a_danger(id="danger-2"),
    a_goal(id="goal-2", answers="danger-2"),
    a_danger(id="danger-3"),
)


def pairs(session: Session) -> dict[str, str | None]:
    return {goal.id: goal.answers for goal in session.in_section(Section.SAFETY_GOAL)}


@pytest.mark.parametrize(
    "edit",
    [
        RemoveItem("danger-1"),
        ResortNote("danger-1", Section.PAST_HARM),
        MoveNote("danger-1", Column.NEXT),
        LinkGoal("goal-1", None),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_when_one_pair_comes_apart_the_others_stay_together(edit: Edit) -> None:
    assert pairs(edit.apply(TWO_PAIRS)) == {"goal-1": None, "goal-2": "danger-2"}


def test_a_goal_that_is_given_another_danger_leaves_the_other_pairs_alone() -> None:
    linked = LinkGoal("goal-1", "danger-3").apply(TWO_PAIRS)

    assert pairs(linked) == {"goal-1": "danger-3", "goal-2": "danger-2"}


def test_a_danger_that_had_no_goal_takes_nothing_along_when_it_goes() -> None:
    assert pairs(RemoveItem("danger-3").apply(TWO_PAIRS)) == pairs(TWO_PAIRS)


def test_only_a_goal_answers_the_danger_that_waits_for_one() -> None:
    waiting = a_session(a_danger())

    assert noted("* Daniel / Rosa / he calls", session=waiting).answers == "danger-1"
    assert noted("- he drinks", session=waiting).answers is None
    assert noted("! Rosa / he drinks", session=waiting).answers is None


def test_a_new_goal_makes_a_pair_on_the_map() -> None:
    edit = to_edit(read_line("* Daniel / Rosa / he calls"), a_desk(TWO_PAIRS))
    assert edit is not None

    assert pairs(edit.apply(TWO_PAIRS)) == {**pairs(TWO_PAIRS), "new-1": "danger-3"}
