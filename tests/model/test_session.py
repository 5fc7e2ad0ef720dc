"""What can be asked of a session."""

import pytest

from soptui.model.alphabet import Column, Section, sections_of
from tests.builders import a_danger, a_goal, a_mark, a_member, a_note, a_person, a_session


def test_every_name_on_the_map_is_offered_once_as_it_was_first_written() -> None:
    session = a_session(
        people=(a_person("Mateo"), a_person("ROSA", id="person-2")),
        members=(a_member("Rosa"), a_member("Leo", id="member-2")),
        marks=(a_mark("leo"), a_mark("Inés", id="mark-2")),
    )

    assert session.names() == ("Mateo", "ROSA", "Leo", "Inés")


def test_a_mark_of_nobody_has_no_name() -> None:
    assert a_session(marks=(a_mark(""),)).names() == ()


def test_who_said_something_is_offered_before_the_other_names() -> None:
    session = a_session(
        a_note(id="1", said_by="Odette"),
        a_note(id="2"),
        a_note(id="3", said_by="Dee"),
        a_note(id="4", said_by="odette"),
        people=(a_person("Mateo"), a_person("Dee", id="person-2")),
    )

    assert session.speakers() == ("Odette", "Dee", "Mateo")


def test_a_column_and_a_section_hold_their_notes_in_the_order_they_were_placed() -> None:
    session = a_session(
        a_note(id="1", column=Column.NEXT),
        a_danger(id="2"),
        a_note(id="3", section=Section.PAST_HARM),
        a_note(id="4", column=Column.NEXT),
    )

    assert [note.id for note in session.under(Column.WORRIED)] == ["2", "3"]
    assert [note.id for note in session.under(Column.NEXT)] == ["1", "4"]
    assert session.under(Column.WORKING) == ()
    assert [note.id for note in session.in_section(Section.HEARD)] == ["1", "4"]


def test_a_note_is_found_by_its_id_and_one_that_is_gone_is_named() -> None:
    session = a_session(a_note(id="note-1"), people=(a_person(id="person-1"),))

    assert session.note("note-1") is session.notes[0]
    assert session.find("person-1") is session.people[0]
    assert session.find("note-9") is None
    with pytest.raises(KeyError, match="person-1"):
        session.note("person-1")


def test_a_danger_knows_its_goal() -> None:
    session = a_session(a_danger(), a_goal(answers="danger-1"), a_danger(id="danger-2"))

    assert session.goal_for("danger-1") is session.notes[1]
    assert session.goal_for("danger-2") is None


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [
        (Column.WORRIED, Section.DANGER_STATEMENT, Section.GRAY_AREA),
        (Column.WORKING, Section.ACT_OF_PROTECTION, Section.STRENGTH),
        (Column.NEXT, Section.SAFETY_GOAL, Section.NEXT_STEP),
    ],
)
def test_a_column_begins_with_what_the_room_must_see_and_ends_with_what_was_only_heard(
    column: Column, first: Section, last: Section
) -> None:
    sections = sections_of(column)

    assert sections[0] is first
    assert sections[-3:] == (last, Section.CHILD_VOICE, Section.HEARD)
    assert len(set(sections)) == len(sections)


def test_every_section_stands_in_a_column() -> None:
    assert {section for column in Column for section in sections_of(column)} == set(Section)


def test_a_statement_of_which_no_part_is_known_misses_every_part_that_is_wanted() -> None:
    danger = a_note("He drinks", section=Section.DANGER_STATEMENT)

    assert danger.missing == ("worried", "action", "impact")
    assert a_danger().missing == ()
    assert a_note(section=Section.STRENGTH).missing == ()
