"""What an edit says is what the map then holds, and all else on the map is as it was."""

from dataclasses import replace

import pytest

from soptui.model.alphabet import Column, Section
from soptui.model.edits import (
    MoveNote,
    RemoveItem,
    ResortNote,
    RestateNote,
    SetDetails,
    SetPeople,
    SetStaffOnly,
)
from soptui.model.session import Details
from tests.builders import (
    a_danger,
    a_full_session,
    a_member,
    a_note,
    a_person,
    a_session,
)


@pytest.mark.parametrize("item", list(a_full_session().items()), ids=lambda item: item.id)
def test_only_what_is_removed_is_gone(item: object) -> None:
    session = a_full_session()
    item_id: str = getattr(item, "id", "")

    after = RemoveItem(item_id).apply(session)

    before = [found.id for found in session.items()]
    assert [found.id for found in after.items()] == [one for one in before if one != item_id]


def test_restating_puts_the_new_parts_beside_the_new_sentence() -> None:
    parts = ("Rosa", "he drives drunk", "", "Mateo is hurt", "")

    [danger] = RestateNote("danger-1", parts, "Said anew.").apply(a_session(a_danger())).notes

    assert (danger.parts, danger.text) == (parts, "Said anew.")


def test_a_note_that_is_re_sorted_can_take_back_the_parts_it_had() -> None:
    parts = ("Rosa", "he drives", "", "", "")
    session = a_session(a_note("he drives", section=Section.PAST_HARM))

    [danger] = ResortNote("note-1", Section.DANGER_STATEMENT, parts).apply(session).notes

    assert danger.parts == parts


def test_parts_of_another_section_are_not_taken_back() -> None:
    session = a_session(a_note("he drives", section=Section.PAST_HARM))

    [danger] = ResortNote("note-1", Section.DANGER_STATEMENT, ("Rosa",)).apply(session).notes

    assert danger.parts == ("", "he drives", "", "", "")


def test_a_statement_in_a_column_that_has_no_such_section_is_heard_without_its_parts() -> None:
    [note] = MoveNote("danger-1", Column.WORKING).apply(a_session(a_danger())).notes

    assert (note.section, note.column, note.parts) == (Section.HEARD, Column.WORKING, ())
    assert note.text == a_danger().text


@pytest.mark.parametrize("staff_only", [True, False])
def test_a_note_is_for_staff_when_it_was_said_to_be(staff_only: bool) -> None:
    session = a_session(a_note(staff_only=not staff_only), a_note(id="other"))

    changed, other = SetStaffOnly("note-1", staff_only).apply(session).notes

    assert changed == a_note(staff_only=staff_only)
    assert other == a_note(id="other")


def test_details_are_what_was_said_last() -> None:
    session = a_session(details=Details(purpose="agree on a plan", hopes="to be home"))

    assert SetDetails(Details(plus="we listened")).apply(session) == replace(
        session, details=Details(plus="we listened")
    )


def test_the_family_is_said_anew_and_whoever_stays_keeps_the_place_of_their_id() -> None:
    session = a_session(
        people=(a_person(), a_person("Ana", id="person-2")), members=(a_member(id="member-1"),)
    )
    older = a_person(age="7")
    taken = a_person("Leo", id="member-1")

    assert SetPeople((older, taken)).apply(session) == replace(session, people=(older,))
