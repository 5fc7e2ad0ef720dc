"""A danger and what answers it, by value: what is there, what is missing, what is not shown."""

import pytest

from soptui.app.answers_view import Page, link, page, place_of
from soptui.app.rows import Row
from soptui.model.alphabet import Section
from soptui.model.edits import LinkGoal
from soptui.model.session import Circle, Member, Note, Session
from tests.builders import (
    WORDING,
    a_danger,
    a_full_session,
    a_goal,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)


def an_act(*, id: str = "act-1", answers: str | None = None, staff_only: bool = False) -> Note:  # noqa: A002
    return a_statement(
        Section.ACT_OF_PROTECTION,
        *("Daniel", "gave Rosa the keys", "on three Fridays", "Leo"),
        id=id,
        answers=answers,
        staff_only=staff_only,
    )


def a_step(what: str, who: str = "", by: str = "", *, id: str = "step-1") -> Note:  # noqa: A002
    return a_statement(Section.NEXT_STEP, what, who, by, id=id)


def read(session: Session, at: int = 0) -> Page:
    return page(session, WORDING, at)


def texts(rows: tuple[Row, ...], role: str) -> list[str]:
    return [row.text for row in rows if row.role == role]


def told(rows: tuple[Row, ...], key: str) -> Row:
    [row] = [row for row in rows if row.key == key]
    return row


def test_a_danger_stands_beside_all_that_answers_it() -> None:
    session = a_session(
        a_danger(),
        an_act(answers="danger-1"),
        a_goal(answers="danger-1"),
        a_step("put the plan on the fridge", "Leo", "Friday"),
        members=(a_member("Rosa"), a_member("Pilar", id="member-2")),
    )

    shown = read(session)

    assert (shown.number, shown.count, shown.asks) == (1, 1, "")
    assert shown.keys == ("danger-1", "act-1", "member-1", "goal-1", "step-1")
    assert texts(shown.left, "section") == ["ACTS OF PROTECTION", "SAFETY NETWORK"]
    assert texts(shown.right, "section") == ["SAFETY GOALS", "NEXT STEPS"]
    assert not texts(shown.left, "empty") + texts(shown.right, "empty")
    assert "on three Fridays (seen by Leo)" in told(shown.left, "act-1").text
    assert [told(shown.left, "act-1").tag, told(shown.right, "step-1").tag] == ["", ""]


def test_what_is_missing_is_an_empty_place_with_its_question() -> None:
    shown = read(a_session(a_danger()))

    assert texts(shown.left, "empty") == [
        "What is somebody already doing that keeps the child safe?",
        "Who besides us will see it?",
    ]
    assert texts(shown.right, "empty") == [
        "Which goal answers this danger?",
        "Who does what before we meet again?",
    ]
    assert shown.keys == ("danger-1",)
    assert shown.first_of("left") == ""


def test_where_there_are_strengths_it_is_asked_which_of_them_protect() -> None:
    strength = a_note("sings to him", id="s", section=Section.STRENGTH)
    [first, *_] = texts(read(a_session(a_danger(), strength)).left, "empty")

    assert first == "Which of these strengths has already kept the child from the danger?"


def test_what_a_statement_lacks_is_asked() -> None:
    danger = a_statement(Section.DANGER_STATEMENT, "Rosa", "Daniel drives", id="d")
    goal = a_statement(
        Section.SAFETY_GOAL, "Daniel", "Leo", "Leo drives", "he is safe", id="g", answers="d"
    )
    act = a_statement(Section.ACT_OF_PROTECTION, "Ana", "called Rosa", id="a", answers="d")
    shown = read(a_session(danger, goal, act, a_step("call Leo", id="s")))

    assert shown.asks == "And because of that the child…?"
    assert told(shown.right, "g").tag == "For how long without a break?"
    assert told(shown.left, "a").tag == "when, how often? · seen by whom?"
    assert told(shown.right, "s").tag == "Who does it? · By when?"


def test_when_and_by_whom_it_was_seen_is_told_if_the_sentence_does_not() -> None:
    parts = ("Ana", "called Rosa", "on three Fridays", "Rosa")
    act = a_note(
        "Ana phones",
        id="a",
        section=Section.ACT_OF_PROTECTION,
        parts=parts,
        answers="danger-1",
    )

    assert told(read(a_session(a_danger(), act)).left, "a").tag == "on three Fridays · Rosa"


def test_what_answers_another_danger_is_not_here_and_what_answers_none_is() -> None:
    session = a_session(
        a_danger(),
        a_danger(id="danger-2"),
        an_act(id="here", answers="danger-1"),
        an_act(id="there", answers="danger-2"),
        an_act(id="free"),
        a_goal(id="goal-2", answers="danger-2"),
        a_goal(id="free-goal"),
    )

    first, second = read(session, 0), read(session, 1)

    assert first.keys == ("danger-1", "here", "free", "free-goal")
    assert second.keys == ("danger-2", "there", "free", "goal-2", "free-goal")
    assert "PROTECTION NOT LINKED YET" in texts(first.left, "section")
    assert "GOALS NOT LINKED YET" in texts(second.right, "section")
    assert (read(session, -5).number, read(session, 99).number) == (1, 2)
    assert place_of(session, "danger-2") == 1
    assert place_of(session, "gone") == 0


@pytest.mark.parametrize(
    ("what", "who", "is_named"),
    [
        ("writes the plan", "Daniel", True),
        ("writes the plan", "leo", True),
        ("call Grandma Rosa", "", True),
        ("Rosa's keys are copied", "", True),
        ("pays for the taxi", "the agency", True),
        ("writes the plan", "Ana", False),
        ("calls the leopard house", "", False),
        ("tell the others", "The supervisor", False),
    ],
)
def test_a_step_belongs_to_a_danger_if_it_names_somebody_of_its_goal(
    what: str, who: str, is_named: bool
) -> None:
    steps = (a_step(what, who, id="this"), a_step("writes to Leo", "", id="other"))
    shown = read(a_session(a_danger(), a_goal(answers="danger-1"), *steps))

    assert ("this" in shown.keys) is is_named
    assert "other" in shown.keys


def test_if_no_step_names_anybody_of_the_goal_all_are_listed() -> None:
    steps = (a_step("a", "Ana", id="1"), a_step("b", "Pilar", id="2"))
    shown = read(a_session(a_danger(), a_goal(answers="danger-1"), *steps))

    assert texts(shown.right, "section") == ["SAFETY GOALS", "ALL NEXT STEPS"]
    assert shown.keys[-2:] == ("1", "2")
    assert read(a_session(a_danger(), *steps)).keys == ("danger-1", "1", "2")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Rosa", "Leo", "Pilar"), ["Rosa", "Leo"]),
        (("Grandma Rosa", "Grandma Pilar"), ["Grandma Rosa"]),
        (("Grandma Pilar", "Ms. Leopold"), []),
        (("Uncle leo",), ["Uncle leo"]),
    ],
)
def test_the_network_of_a_danger_is_who_the_goal_names(
    names: tuple[str, ...], shown: list[str]
) -> None:
    members = tuple(a_member(name, id=name) for name in names)
    # Somebody else whose name has the word Grandma in it: it tells nobody apart.
    session = a_session(
        a_danger(),
        a_goal(answers="danger-1"),
        people=(a_person("Grandma Ada", relationship="grandmother"),),
        members=members,
    )

    assert [row.key for row in read(session).left if row.key in names] == shown


def test_somebody_of_the_family_who_is_in_the_network_is_the_same_person() -> None:
    session = a_session(
        a_danger(),
        a_goal(answers="danger-1"),
        people=(a_person("Rosa", relationship="grandmother"),),
        members=(a_member("Grandma Rosa"),),
    )

    assert "member-1" in read(session).keys


def test_a_goal_that_names_people_who_are_not_in_the_network_asks_for_them() -> None:
    shown = read(a_session(a_danger(), a_goal(answers="danger-1")))

    assert "Has anybody asked them, in person?" in texts(shown.left, "empty")


def test_paid_people_alone_are_no_network() -> None:
    paid = a_member("Leo", paid=True)
    shown = read(a_session(a_danger(), a_goal(answers="danger-1"), members=(paid,)))

    assert "Who is here when the paid people have gone home?" in texts(shown.left, "empty")


def test_a_member_who_does_nothing_yet_is_asked_about_and_no_contact_is_shown() -> None:
    member = Member(id="m", name="Rosa", circle=Circle.INNER, contact="555-0100")
    shown = read(a_session(a_danger(), a_goal(answers="danger-1"), members=(member,)))

    row = told(shown.left, "m")
    assert row.tag == "What will they do, and on which days?"
    assert "555" not in row.text


def test_staff_only_notes_are_not_there() -> None:
    session = a_session(
        a_danger(),
        a_danger(id="secret", staff_only=True),
        an_act(id="act-secret", answers="danger-1", staff_only=True),
        an_act(id="act-of-secret", answers="secret"),
        a_goal(answers="danger-1", staff_only=True),
    )

    shown = read(session)

    assert shown.count == 1
    assert shown.keys == ("danger-1", "act-of-secret")


def test_linking_goes_both_ways() -> None:
    act, goal = an_act(), a_goal(answers="danger-1")
    session = a_session(a_danger(), act, goal, a_goal(id="other"))

    assert link(session, act, session.note("danger-1")) == (
        LinkGoal("act-1", "danger-1"),
        "answers.linked",
    )
    assert link(session, goal, session.note("danger-1")) == (
        LinkGoal("goal-1", None),
        "answers.let_go",
    )
    assert link(session, session.note("other"), session.note("danger-1")) == (
        LinkGoal("other", "danger-1"),
        "answers.replaced",
    )


def test_nothing_else_can_be_linked() -> None:
    session = a_full_session()
    danger = session.note("danger-1")

    for item in (danger, session.find("member-1"), session.find("heard-1"), None):
        assert link(session, item, danger) == (None, "answers.not_here")
    assert link(session, an_act(), None) == (None, "answers.not_here")


def test_a_map_without_a_danger_has_a_page_that_says_so() -> None:
    shown = read(a_session(an_act()))

    assert (shown.danger, shown.count) == (None, 0)
    assert shown.keys == ("act-1",)
