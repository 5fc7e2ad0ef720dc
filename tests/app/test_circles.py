"""The circles as values: who stands where, what is missing, and how it is drawn."""

import pytest
from rich.cells import cell_len

from soptui.app.circles import Drawing, draw, told_of
from soptui.app.network import (
    Network,
    Place,
    Questions,
    asked_of,
    is_planned,
    moved,
    network_of,
    plan,
    told_about,
)
from soptui.model.alphabet import Column, Section
from soptui.model.session import Agreement, Circle, Knows, Member, Session
from soptui.wording import load_wording
from tests.builders import WORDING, a_desk, a_member, a_person, a_session

ASKS = Questions(
    ("Who is in?", "Who is half in?", "Who is out?", "Who came?", "Who called?"),
    ("Does what?", "Looks for what?", "Who steps in?"),
    nobody_agreed="Who agreed?",
    not_asked="Did anybody ask?",
    awaited="Said what?",
    said_no="Who does it now?",
    own_backup="And when they cannot?",
)
ROSA = a_member(knows=Knows.ALL, agreement=Agreement.AGREED)
LEO = a_member(
    "Leo",
    id="leo",
    relationship="brother",
    circle=Circle.MIDDLE,
    does="",
    knows=Knows.SOME,
    agreement=Agreement.ASKED,
)
WILL = a_member(
    "Will", id="will", relationship="coach", circle=Circle.OUTER, does="drives on Mondays"
)
LIN = a_member("Ms. Lin", id="lin", relationship="nurse", paid=True, contact="555-0103")
NEW = a_member("Tess", id="tess", circle=None)


def standing(*members: Member, turn: int = 0) -> Network:
    return network_of(a_session(members=members, people=(a_person(),)), ASKS, turn)


def questions(network: Network) -> dict[Circle, list[str]]:
    return {
        circle: [one.question for one in ones if isinstance(one, Place)]
        for circle, ones in network.circles.items()
    }


def drawn(network: Network, width: int = 80, height: int = 17, selected: str = "") -> Drawing:
    return draw(network, WORDING, (width, height), selected)


def text(drawing: Drawing) -> str:
    return "\n".join(row.text for row in drawing.rows)


def test_everybody_stands_in_their_circle_and_paid_people_apart() -> None:
    found = standing(ROSA, LEO, WILL, LIN, NEW)

    assert found.circles[Circle.INNER] == (ROSA,)
    assert found.circles[Circle.MIDDLE] == (LEO,)
    assert found.circles[Circle.OUTER][0] == WILL
    assert (found.paid, found.undecided, found.family) == ((LIN,), (NEW,), ("Mateo",))


def test_every_empty_circle_has_a_place_with_its_question() -> None:
    assert questions(standing(LIN)) == {
        Circle.INNER: ["Who is in?"],
        Circle.MIDDLE: ["Who is half in?"],
        Circle.OUTER: ["Who is out?"],
    }


def test_an_inner_circle_in_which_nobody_agreed_has_a_gap() -> None:
    asked = a_member(agreement=Agreement.ASKED)

    assert questions(standing(asked, LEO, WILL))[Circle.INNER] == ["Who agreed?"]


def test_a_whole_network_still_has_a_place_at_its_edge() -> None:
    assert questions(standing(ROSA, LEO, WILL)) == {
        Circle.INNER: [],
        Circle.MIDDLE: [],
        Circle.OUTER: ["Who came?"],
    }


def test_each_turn_asks_another_question_and_in_the_end_the_first_again() -> None:
    turns = [questions(standing(LIN, turn=turn))[Circle.INNER][0] for turn in range(4)]

    assert turns == ["Who is in?", "Who came?", "Who called?", "Who is in?"]


def test_without_any_questions_the_places_are_there() -> None:
    bare = network_of(a_session(), Questions((), (), "", "", "", "", ""))

    assert questions(bare) == {circle: [""] for circle in Circle}
    assert "( ? )" in text(drawn(bare))


@pytest.mark.parametrize(
    ("member", "question"),
    [
        (LEO, "Does what?"),
        (WILL, "Did anybody ask?"),
        (a_member(agreement=Agreement.ASKED), "Said what?"),
        (ROSA, "Looks for what?"),
        (told_about(ROSA, "watches", "empty bottles"), "Who steps in?"),
        (a_member(agreement=Agreement.DECLINED), "Who does it now?"),
        (a_member(agreement=Agreement.DECLINED, does=""), ""),
    ],
)
def test_the_first_thing_that_is_missing_of_a_person_is_asked(
    member: Member, question: str
) -> None:
    assert asked_of(member, ASKS) == question


@pytest.mark.parametrize(("backup", "question"), [("Leo", ""), ("ROSA", "And when they cannot?")])
def test_nobody_is_their_own_backup(backup: str, question: str) -> None:
    watching = told_about(ROSA, "watches", "empty bottles")
    assert watching is not None
    whole = told_about(watching, "backup", backup)
    assert whole is not None

    assert asked_of(whole, ASKS) == question


@pytest.mark.parametrize(
    ("now", "by", "then"),
    [
        (Circle.OUTER, 1, Circle.MIDDLE),
        (Circle.MIDDLE, 1, Circle.INNER),
        (Circle.INNER, -1, Circle.MIDDLE),
        (Circle.MIDDLE, -1, Circle.OUTER),
        (None, 1, Circle.OUTER),
        (None, -1, Circle.OUTER),
    ],
)
def test_a_person_moves_one_circle_at_a_time(now: Circle | None, by: int, then: Circle) -> None:
    assert moved(a_member(circle=now), by) == a_member(circle=then)


@pytest.mark.parametrize(("now", "by"), [(Circle.INNER, 1), (Circle.OUTER, -1)])
def test_there_is_no_circle_beyond_the_last(now: Circle, by: int) -> None:
    assert moved(a_member(circle=now), by) is None


def test_what_is_said_of_a_person_is_cleaned_and_kept_once() -> None:
    now = told_about(ROSA, "backup", "  Leo\x1b[2J ")

    assert now is not None
    assert (now.backup, now.watches) == ("Leo[2J", "")
    assert told_about(now, "backup", "Leo[2J ") is None


def test_a_plan_line_says_who_does_what_and_leaves_the_rest_open() -> None:
    [step] = plan(ROSA, a_desk()).items
    session = plan(ROSA, a_desk()).apply(a_session(members=(ROSA,)))

    assert session.notes == (step,)
    assert session.notes[0].text == "Rosa: drives Mateo on Fridays"
    assert session.notes[0].parts == ("drives Mateo on Fridays", "Rosa", "", "")
    assert (session.notes[0].section, session.notes[0].column) == (
        Section.NEXT_STEP,
        Column.NEXT,
    )
    assert session.notes[0].missing == ("by",)
    assert is_planned(ROSA, session)
    assert not is_planned(LEO, session)


def test_one_ring_stands_in_the_other_and_the_family_in_the_middle() -> None:
    """You should see three closed rings of one width, and the rows of each inside it."""
    assert text(drawn(standing(ROSA, LEO, WILL, LIN), width=60)) == (
        "╭─ OUTER · know nothing yet ───────────────────────────────╮\n"
        "│ ○ Will · coach · not asked yet · knows what?             │\n"
        "│   drives on Mondays                                      │\n"
        "│ ╭─ MIDDLE · know some ─────────────────────────────────╮ │\n"
        "│ │ … Leo · brother · asked                              │ │\n"
        "│ │ ╭─ INNER · know everything ────────────────────────╮ │ │\n"
        "│ │ │ ✓ Rosa · aunt · drives Mateo on Fridays          │ │ │\n"
        "│ │ │                      Mateo                       │ │ │\n"
        "│ │ ╰──────────────────────────────────────────────────╯ │ │\n"
        "│ ╰──────────────────────────────────────────────────────╯ │\n"
        "│ ( ? ) Who came?                                          │\n"
        "╰──────────────────────────────────────────────────────────╯\n"
        " PAID TO BE THERE\n"
        "  ○ Ms. Lin · nurse · not asked yet\n"
        "    drives Mateo on Fridays"
    )


def test_the_order_is_that_of_the_eyes() -> None:
    found = drawn(standing(ROSA, LEO, WILL, LIN, NEW))

    assert found.order == ("will", "leo", "member-1", "place outer", "tess", "lin")
    assert all(found.lines_of(key)[1] for key in found.order)
    assert found.lines_of("nobody") == (0, 0)


def test_what_is_selected_stands_out_over_the_whole_line() -> None:
    found = drawn(standing(ROSA, LEO, WILL), selected="leo")
    [row] = [row for row in found.rows if row.key == "leo"]

    looks = {span.look for span in row.spans if span.text.strip() and "│" not in span.text}
    assert looks == {"selected", "selected-name"}


def test_who_knows_what_their_circle_knows_is_not_told_twice() -> None:
    inner = a_member(knows=Knows.SOME, agreement=Agreement.AGREED)

    assert "knows" not in text(drawn(standing(ROSA))).replace("know everything", "")
    assert "Rosa · aunt · knows some" in text(drawn(standing(inner)))


MANY = tuple(
    a_member(
        f"Somebody {at}",
        id=f"m{at}",
        circle=circle,
        does="calls every evening at seven and comes over when nobody picks up " * 2,
    )
    for at, circle in enumerate((*Circle, None, *Circle) * 4)
)


def test_a_crowd_has_a_line_each_and_everybody_is_there() -> None:
    found = drawn(standing(*MANY))

    assert set(found.order) >= {member.id for member in MANY}
    assert {found.lines_of(member.id)[1] for member in MANY} == {1}
    assert "…" in text(found)


def test_with_room_everything_is_told() -> None:
    watching = told_about(ROSA, "watches", "empty bottles")
    assert watching is not None
    whole = told_about(watching, "backup", "Leo")
    assert whole is not None

    shown = text(drawn(standing(whole), 100, 40))
    assert "watches for empty bottles" in shown
    assert "back-up Leo" in shown


NAMES = ["Åsa 👨‍👩‍👧", "渡辺さん" * 20, "[bold]Rosa[/]", "x" * 500, "a b " * 100]


@pytest.mark.parametrize("width", [0, 3, 12, 20, 40, 80, 100, 160])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_line_of_a_ring_ends_at_its_edge(width: int, language: str) -> None:
    people = tuple(
        a_member(name, id=name, circle=circle, does=does)
        for name in NAMES
        for circle in (*Circle, None)
        for does in ("", name)
    )
    for height in (5, 500):
        found = draw(standing(*people), load_wording(language), (width, height))
        ringed = [row.text for row in found.rows if row.text[:1] in "╭│╰"]
        if width >= 40:
            assert {cell_len(line) for line in ringed} == {width}


@pytest.mark.parametrize("size", [(80, 17), (160, 60)])
def test_how_to_reach_somebody_is_never_drawn(size: tuple[int, int]) -> None:
    session: Session = a_session(members=(LIN, a_member(contact="555-0142")))
    found = network_of(session, ASKS)
    told = [
        row.text
        for member in session.members
        for row in told_of(member, asked_of(member, ASKS), WORDING)
    ]

    assert "555" not in text(draw(found, WORDING, size)) + "".join(told)


def test_of_a_person_all_is_told_and_what_is_missing_is_a_dash() -> None:
    rows = told_of(ROSA, "Looks for what?", WORDING)

    assert [row.text for row in rows] == [
        "Rosa · aunt · inner circle · knows all · agreed",
        "does drives Mateo on Fridays   watches for –   back-up –",
        "Looks for what?",
    ]
