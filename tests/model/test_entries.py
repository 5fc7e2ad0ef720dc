"""What a finished entry puts on the map, also when it is not what its sigil says."""

import pytest

from soptui.model.alphabet import Column, Section
from soptui.model.grammar import circle, rating, read_line, to_edit
from soptui.model.session import Circle, Member
from tests.builders import NOW, a_danger, a_desk, a_goal, a_session
from tests.model.typists import entered, noted


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("@ Rosa / aunt ^Leo", "does"),
        ("& Mateo / 6 ^Leo", "relationship"),
        ("# Rosa / 4 ^Leo", "higher"),
    ],
)
def test_only_notes_remember_who_said_it_elsewhere_it_stays_text(line: str, where: str) -> None:
    assert getattr(entered(line), where) == "^Leo"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("10", 10),
        ("4", 4),
        ("04", 4),
        ("4/10", 4),
        ("7 of 10", 7),
        ("7 out of 10", 7),
        ("7 de 10", 7),
        (" 3 ", 3),
        ("٤", 4),
        ("10 / 10", 10),
    ],
)
def test_a_rating_is_a_whole_number_from_0_to_10(text: str, value: int) -> None:
    assert rating(text) == value


@pytest.mark.parametrize("text", ["", "11", "-1", "4.5", "four", "4-5", "4?", "4/5", "010", "²"])
def test_other_words_are_no_rating(text: str) -> None:
    assert rating(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "# Rosa / eleven / he called / a month",
        "## Rosa / 11",
        "# Rosa",
        "# / 4",
        "# Rosa 4",
        "@ / aunt / inner",
        "& / 6 / child",
        "# Rosa / and/ / or/",
    ],
)
@pytest.mark.parametrize("aim", Column)
def test_what_cannot_be_what_its_sigil_says_is_heard_with_every_word(
    line: str, aim: Column
) -> None:
    note = noted(f"{line} ^Odette", aim=aim)

    assert (note.section, note.column) == (Section.HEARD, aim)
    assert (note.text, note.said_by) == (line, "Odette")


@pytest.mark.parametrize(
    ("text", "ring"),
    [
        ("inner", Circle.INNER),
        ("Middle", Circle.MIDDLE),
        ("outer circle", Circle.OUTER),
        ("", None),
        ("in", None),
        ("circle", None),
        (" circle", None),
        ("interior", Circle.INNER),
        ("Cercano", Circle.INNER),
        ("círculo interior", Circle.INNER),
        ("medio", Circle.MIDDLE),
        ("del medio", Circle.MIDDLE),
        ("círculo de en medio", Circle.MIDDLE),
        ("Círculo exterior", Circle.OUTER),
        ("afuera", Circle.OUTER),
        ("círculo", None),
        ("del inner", Circle.INNER),
        ("de", None),
    ],
)
def test_a_circle_is_known_by_its_word(text: str, ring: Circle | None) -> None:
    assert circle(text) is ring


def test_a_word_that_is_no_circle_says_what_the_member_will_do() -> None:
    member = entered("@ Rosa / aunt / next door / drives Mateo")

    assert isinstance(member, Member)
    assert (member.circle, member.does) == (None, "next door; drives Mateo")


def test_a_new_goal_answers_the_newest_danger_without_one() -> None:
    old = a_danger(id="old")
    newest = a_danger(id="newest", added=NOW.replace(minute=30))
    taken = a_danger(id="taken", added=NOW.replace(minute=50))
    goal = a_goal(answers="taken")

    assert noted("* Daniel", session=a_session(newest, old, taken, goal)).answers == "newest"
    assert noted("* Daniel", session=a_session(taken, goal)).answers is None


@pytest.mark.parametrize("line", ["", "   ", "\x00", "\u200b", "\n"])
def test_nothing_typed_makes_no_edit(line: str) -> None:
    assert to_edit(read_line(line), a_desk()) is None
