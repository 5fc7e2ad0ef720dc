"""What changes when something on the map is opened, changed and closed, and what does not."""

from dataclasses import replace

import pytest

from soptui.model.alphabet import Section
from soptui.model.edits import AddEntries, RestateNote, ReviseItem, RewordNote
from soptui.model.grammar import blank, is_unchanged, pasted, reopen, to_edit
from soptui.model.session import Item, Mark, Member, Note, Person
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
)
from tests.model.typists import changed, entered, noted

DANGER = Section.DANGER_STATEMENT


@pytest.mark.parametrize(
    ("item", "renamed"),
    [
        (a_member("Rosa"), a_member("Rosa Diaz")),
        (a_person("Rosa"), a_person("Rosa Diaz")),
        (a_mark("Rosa"), a_mark("Rosa Diaz")),
    ],
    ids=lambda item: type(item).__name__,
)
def test_a_name_can_be_put_right(
    item: Member | Person | Mark, renamed: Member | Person | Mark
) -> None:
    assert changed(item, reopen(item).go(-9).put("Rosa Diaz")) == ReviseItem(renamed)


def test_words_in_the_wrong_place_are_kept_as_they_were_typed() -> None:
    member = entered("@ Rosa / aunt / next door")
    assert isinstance(member, Member)
    assert (member.circle, member.does) == (None, "next door")

    mark = a_mark(why="")
    assert changed(mark, reopen(mark).go(-9).go(+1).put("higher")) == ReviseItem(
        a_mark(why="higher")
    )


def test_what_cannot_be_what_its_sigil_says_is_a_note_like_any_other() -> None:
    note = noted("# Rosa / eleven")

    assert (note.id, note.section, note.text) == ("new-1", Section.HEARD, "# Rosa / eleven")


def test_a_sentence_whose_note_is_gone_becomes_the_main_part_of_a_new_one() -> None:
    edit = to_edit(reopen(a_danger(), whole=True), a_desk())

    assert isinstance(edit, AddEntries)
    [note] = edit.items
    assert isinstance(note, Note)
    assert (note.text, note.parts) == (a_danger().text, ("", a_danger().text, "", "", ""))


def test_a_sentence_without_parts_stays_as_it_was_while_its_speaker_changes() -> None:
    note = a_note("we think he drinks", section=DANGER)

    edit = changed(note, replace(reopen(note), said_by="Leo"))

    parts = ("", "we think he drinks", "", "", "")
    assert edit == RestateNote("note-1", parts, "we think he drinks", "Leo")
    assert COMPOSER.sentence(DANGER, parts) != "we think he drinks"


def test_the_quote_that_closes_a_childs_words_goes_with_the_space_before_it() -> None:
    assert noted('" I like it "').text == "I like it"


def test_a_plain_note_is_reworded_with_its_speaker() -> None:
    note = a_note("he drinks", section=Section.PAST_HARM)

    assert changed(note, reopen(note).put("he drank ^Leo")) == RewordNote(
        "note-1", "he drank", "Leo"
    )


@pytest.mark.parametrize("item", list(a_full_session().items()), ids=lambda item: item.id)
@pytest.mark.parametrize("whole", [False, True])
def test_what_is_opened_and_left_alone_is_unchanged(item: Item, whole: bool) -> None:
    session = a_full_session()
    opened = reopen(item, whole=whole)
    shown = opened.put(opened.parts[opened.at])

    assert is_unchanged(shown, session)
    assert not is_unchanged(shown.put("something else"), session)


def test_a_sentence_and_its_parts_are_not_taken_for_each_other() -> None:
    session = a_session(a_danger())
    draft = reopen(a_danger(), whole=True).put("We worry that he drives.")

    assert not is_unchanged(draft, session)
    assert is_unchanged(draft.put(a_danger().text), session)


def test_another_speaker_is_a_change() -> None:
    session = a_session(a_note("he drinks", said_by="Odette"))
    draft = reopen(session.notes[0]).put("he drinks ^Odette")

    assert is_unchanged(draft, session)
    assert not is_unchanged(replace(draft, said_by="Leo"), session)


def test_a_new_entry_and_one_that_is_gone_are_never_unchanged() -> None:
    assert not is_unchanged(blank(DANGER), a_full_session())
    assert not is_unchanged(reopen(a_note(id="gone")), a_full_session())


def test_only_the_empty_parts_before_a_filled_one_take_more_than_their_own_text() -> None:
    draft = replace(blank(DANGER), parts=("", "", "on Fridays", "", ""))

    assert draft.put("Rosa / he drives").parts == ("Rosa", "he drives", "on Fridays", "", "")
    assert draft.put("Rosa / he drives / now").parts == (
        "Rosa",
        "he drives / now",
        "on Fridays",
        "",
        "",
    )


@pytest.mark.parametrize("text", ["1. call\n2. write", "- call\n- write", "1. call\n- write"])
def test_two_lines_with_bullets_are_a_list(text: str) -> None:
    assert pasted(text) == ("call", "write")
