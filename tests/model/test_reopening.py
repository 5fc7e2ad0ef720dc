"""Taking something up again to change it."""

from dataclasses import replace

import pytest

from soptui.model.alphabet import Section
from soptui.model.edits import AddEntries, RestateNote, ReviseItem, RewordNote
from soptui.model.grammar import Draft, enter, reopen, to_edit
from soptui.model.session import Item
from tests.builders import (
    COMPOSER,
    a_danger,
    a_desk,
    a_full_session,
    a_mark,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)
from tests.model.invariants import check
from tests.model.typists import changed


def test_a_note_is_reopened_with_who_said_it() -> None:
    draft = reopen(a_note("Dad drinks", said_by="Odette"))

    assert draft.parts == ("Dad drinks ^Odette",)
    assert changed(a_note(), draft.put("Dad drank ^Leo")) == RewordNote(
        "note-1", "Dad drank", "Leo"
    )
    assert changed(a_note(), draft.put("Dad drank")) == RewordNote("note-1", "Dad drank", "")


@pytest.mark.parametrize("said_by", ["Maria Elena de la Cruz", "2 neighbors", "Leo ^Ana"])
def test_a_name_that_would_not_be_read_back_stays_with_the_note(said_by: str) -> None:
    note = a_note("Dad drinks", said_by=said_by)
    draft = reopen(note)

    assert (draft.parts, draft.said_by) == (("Dad drinks",), said_by)
    assert changed(note, draft.put("Dad drank")) == RewordNote("note-1", "Dad drank", said_by)


def test_a_heard_note_that_begins_like_a_sigil_stays_one_when_edited() -> None:
    note = a_note("- not a harm")
    edit = changed(note, reopen(note).put("- not a harm at all"))

    assert edit == RewordNote("note-1", "- not a harm at all", "")


def test_a_statement_is_reopened_at_the_first_part_that_is_still_wanted() -> None:
    assert reopen(a_danger()).at == 0
    assert reopen(a_statement(Section.DANGER_STATEMENT, "Rosa", "he drives")).at == 3
    assert reopen(a_member(circle=None)).at == 2
    assert reopen(a_danger(), whole=True) == Draft(
        Section.DANGER_STATEMENT, (a_danger().text,), editing="danger-1", whole=True
    )


def test_a_statement_without_parts_is_reopened_with_its_sentence_as_the_main_one() -> None:
    draft = reopen(a_note("Daniel drives drunk", section=Section.DANGER_STATEMENT))

    assert draft.parts == ("", "Daniel drives drunk", "", "", "")


def test_parts_that_change_make_the_sentence_anew() -> None:
    danger = a_danger()
    draft = reopen(danger).go(+2).put("on any day ^Leo")
    parts = (*danger.parts[:2], "on any day", *danger.parts[3:])

    assert changed(danger, draft) == RestateNote(
        "danger-1", parts, COMPOSER.sentence(Section.DANGER_STATEMENT, parts), "Leo"
    )


def test_a_sentence_that_was_edited_freely_stays_while_its_parts_do() -> None:
    danger = replace(a_danger(said_by="Leo"), text="In our own words: he must not drive drunk.")
    edit = changed(danger, reopen(danger))
    assert edit is not None

    assert edit.apply(a_session(danger)) == a_session(danger)


def test_a_sentence_is_edited_without_touching_the_parts() -> None:
    danger = a_danger()
    edit = changed(danger, reopen(danger, whole=True).put("We worry / he drives."))

    assert edit == RewordNote("danger-1", "We worry / he drives.", "")


@pytest.mark.parametrize("item", list(a_full_session().items()), ids=lambda item: item.id)
@pytest.mark.parametrize("whole", [False, True])
def test_opening_and_closing_something_changes_nothing(item: Item, whole: bool) -> None:
    session = a_full_session()
    draft, _ = enter(reopen(item, whole=whole), reopen(item, whole=whole).parts[0])
    edit = to_edit(replace(draft, at=0), a_desk(session))

    assert edit is not None
    if whole or reopen(item).at == 0:
        assert edit.apply(session) == session


def test_a_member_is_revised_and_keeps_what_was_not_asked() -> None:
    member = a_member(paid=True)
    draft = reopen(member)

    assert changed(member, draft.go(+3).put("cooks")) == ReviseItem(replace(member, does="cooks"))
    assert changed(member, draft.put("")) == ReviseItem(member)
    assert changed(member, draft.go(+2).put("")) == ReviseItem(replace(member, circle=None))
    assert changed(member, draft.go(+2).put("next door")) == ReviseItem(
        replace(member, does="next door; drives Mateo on Fridays")
    )


def test_a_person_is_revised() -> None:
    draft = reopen(a_person())

    assert changed(a_person(), draft.go(+1).put("7")) == ReviseItem(a_person(age="7"))
    assert changed(a_person(), draft.put("")) == ReviseItem(a_person())


def test_a_mark_is_revised_and_keeps_its_number_when_told_no_number() -> None:
    draft = reopen(a_mark())

    assert changed(a_mark(), draft.go(+1).put("6")) == ReviseItem(a_mark(value=6))
    assert changed(a_mark(), draft.go(+1).put("higher now")) == ReviseItem(
        a_mark(why="higher now; he called me last Friday")
    )


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("item", list(a_full_session().items()), ids=lambda item: item.id)
def test_words_for_something_that_is_gone_become_a_new_entry(item: Item, whole: bool) -> None:
    edit = to_edit(reopen(item, whole=whole), a_desk())

    assert isinstance(edit, AddEntries)
    [new] = edit.items
    assert (new.id, type(new)) == ("new-1", type(item))
    check(edit.apply(a_session()))


def test_a_statement_that_is_something_else_by_now_takes_the_words_as_its_text() -> None:
    draft = reopen(a_danger())
    note = a_note("x", id="danger-1", section=Section.STRENGTH)

    assert changed(note, draft) == RewordNote("danger-1", a_danger().text, "")
