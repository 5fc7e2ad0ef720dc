"""The line from 0 to 10 by value: who stands where, and what a typed line enters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.app.scale_line import (
    Span,
    in_order,
    mark_edit,
    noted,
    picture,
    read_mark,
    spread,
)
from soptui.model.alphabet import Scale, Section
from soptui.model.edits import AddEntries, ResortNote, ReviseItem
from soptui.model.session import Mark, Note
from tests.builders import a_desk, a_mark, a_session

WHY, HIGHER = "he called me last Friday", "a month of Fridays"


def hidden(who: str, value: int, mark_id: str) -> Mark:
    return replace(a_mark(who, value, id=mark_id), hidden=True)


def letters(row: tuple[Span, ...]) -> str:
    drawn = ""
    for span in row:
        assert len(drawn) <= span.at, "two things stand on one another"
        drawn = drawn.ljust(span.at) + span.text
    return drawn


def drawn(*marks: Mark, width: int = 78) -> list[str]:
    return [letters(row) for row in picture(marks, width)]


def test_names_stand_over_their_numbers_and_the_spread_is_drawn() -> None:
    """You should see one line, thick from the lowest number to the highest."""
    marks = [a_mark("Dee", 3), a_mark("Priya", 4, id="2"), a_mark("Inés", 4, id="3")]
    marks.append(a_mark("Grandma Rosa", 8, id="4"))

    assert drawn(*marks) == [
        " " * 30 + "Priya",
        "                       Dee    Inés" + " " * 24 + "Grandma Rosa",
        "  ├──────┼──────┼──────●━━━━━━●━━━━━━┿━━━━━━┿━━━━━━┿━━━━━━●──────┼──────┤",
        "  0      1      2      3      4      5      6      7      8      9      10",
    ]


def test_a_long_name_at_a_low_number_stands_above_the_next() -> None:
    marks = (a_mark("Grandma Rosa Martínez", 4), a_mark("Leo", 5, id="2"))

    above, below, *_ = drawn(*marks)
    assert above.strip() == "Grandma Rosa Martínez"
    assert below.split() == ["│", "Leo"]


@given(
    st.lists(
        st.builds(
            a_mark,
            st.sampled_from(["Jo", "Grandma Rosa", "the worker from the school", "Ng"]),
            st.integers(0, 10),
        ),
        max_size=20,
    ),
    st.integers(44, 160),
)
def test_nobody_stands_on_anybody_or_outside_the_window(marks: list[Mark], width: int) -> None:
    marks = [replace(mark, id=str(at)) for at, mark in enumerate(marks)]
    rows = picture(marks, width)

    assert all(len(letters(row)) <= width for row in rows)
    told = dict.fromkeys((mark.id for mark in marks), "")
    for span in (span for row in rows for span in row if span.key):
        told[span.key] = f"{told[span.key]} {span.text}".strip()
    assert told == {mark.id: mark.who for mark in marks}


def test_a_hidden_number_is_nowhere_and_its_place_and_order_tell_nothing() -> None:
    low, high = hidden("Ana", 9, "1"), hidden("Leo", 1, "2")
    shown = a_mark("Rosa", 5, id="3")
    session = a_session(marks=(low, high, shown))

    assert in_order(session, Scale.SAFETY) == [shown, low, high]
    assert spread(session.marks) == (5, 5)
    assert spread((low, high)) is None
    assert picture(session.marks, 78) == picture((shown,), 78)


@pytest.mark.parametrize(
    ("text", "who", "number"),
    [
        ("Rosa 4", "Rosa", 4),
        ("Grandma Rosa 10", "Grandma Rosa", 10),
        ("Rosa / 4", "Rosa", 4),
        ("Rosa 4/10", "Rosa", 4),
        ("Rosa 4 / 10", "Rosa", 4),
        ("Rosa 4 of 10", "Rosa", 4),
        ("Rosa / 10", "Rosa", 10),
        ("Rosa 4 de 10", "Rosa", 4),
    ],
)
def test_a_name_and_a_number_are_read(text: str, who: str, number: int) -> None:
    typed = read_mark(text, Scale.SAFETY)

    assert typed.is_whole
    assert typed.who == who
    [mark] = _added(text)
    assert (mark.who, mark.value) == (who, number)


@pytest.mark.parametrize("text", ["Rosa", "4", "Rosa 11", "Rosa -1", "Rosa 4.5", "", "/ 4"])
def test_what_has_no_name_or_no_number_is_no_mark(text: str) -> None:
    typed = read_mark(text, Scale.SAFETY)

    assert not typed.is_whole
    assert mark_edit(typed, a_desk(), hidden=False) is None


def test_the_number_can_come_after_the_name_and_more_in_one_breath() -> None:
    asked = read_mark("4", Scale.WELLBEING, "Grandma Rosa")
    assert (asked.who, asked.is_whole) == ("Grandma Rosa", True)
    [mark] = _added(f"Rosa / 4 / {WHY} / {HIGHER}")
    assert (mark.why, mark.higher) == (WHY, HIGHER)


def _added(text: str, *, hidden: bool = False) -> tuple[Mark, ...]:
    edit = mark_edit(read_mark(text, Scale.SAFETY), a_desk(), hidden=hidden)
    assert isinstance(edit, AddEntries)
    return edit.items  # type: ignore[return-value]


def test_in_a_hidden_round_what_is_entered_is_hidden() -> None:
    assert [mark.hidden for mark in _added("Rosa 4", hidden=True)] == [True]
    assert [mark.hidden for mark in _added("Rosa 4")] == [False]


def test_a_second_number_of_somebody_is_their_new_one_and_what_they_said_stays() -> None:
    before = a_mark("Rosa", 4)
    desk = a_desk(a_session(marks=(before, a_mark("Rosa", 2, id="w", scale=Scale.WELLBEING))))

    edit = mark_edit(read_mark("rosa 6", Scale.SAFETY), desk, hidden=True)

    assert edit == ReviseItem(replace(before, value=6, hidden=True))


def test_why_it_is_not_lower_becomes_a_strength_and_then_an_act_of_protection() -> None:
    session = a_session(marks=(a_mark("Rosa", why=WHY),))
    [mark] = session.marks

    first, told = noted("+", mark, a_desk(session))
    assert isinstance(first, AddEntries)
    assert told == "scale.strength"
    [note] = first.items
    assert isinstance(note, Note)
    assert (note.section, note.text, note.said_by) == (Section.STRENGTH, WHY, "Rosa")

    session = first.apply(session)
    second, told = noted("+", mark, a_desk(session))
    assert second == ResortNote(note.id, Section.ACT_OF_PROTECTION)
    assert told == "scale.protection"
    session = second.apply(session)
    third, told = noted("+", mark, a_desk(session))
    assert third == ResortNote(note.id, Section.STRENGTH)
    assert told == "scale.strength"


def test_one_higher_becomes_a_next_step_once() -> None:
    session = a_session(marks=(a_mark("Rosa", higher=HIGHER),))
    [mark] = session.marks

    edit, told = noted(">", mark, a_desk(session))
    assert isinstance(edit, AddEntries)
    assert told == "scale.step"
    session = edit.apply(session)
    [step] = session.notes
    assert (step.section, step.parts, step.said_by) == (
        Section.NEXT_STEP,
        (HIGHER, "", "", ""),
        "Rosa",
    )
    assert noted(">", mark, a_desk(session)) == (None, "scale.is_step")


def test_what_nobody_said_becomes_nothing() -> None:
    mark = a_mark(why="", higher="")
    desk = a_desk(a_session(marks=(mark,)))

    assert noted("+", mark, desk) == (None, "scale.ask_why")
    assert noted(">", mark, desk) == (None, "scale.ask_higher")


def test_what_another_said_in_the_same_words_is_a_note_of_its_own() -> None:
    rosa, leo = a_mark("Rosa", why=WHY), a_mark("Leo", why=WHY, id="mark-2")
    session = a_session(marks=(rosa, leo))
    edit, _ = noted("+", rosa, a_desk(session))
    assert edit is not None

    again, told = noted("+", leo, a_desk(edit.apply(session)))

    assert isinstance(again, AddEntries)
    assert told == "scale.strength"
