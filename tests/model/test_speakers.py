"""Who said it: names behind a caret, part by part, and when something is edited."""

from dataclasses import replace

import pytest

from soptui.model.alphabet import Column, Section
from soptui.model.edits import AddDetail
from soptui.model.grammar import blank, read_line, reopen, to_edit
from soptui.model.session import Member
from tests.builders import a_danger, a_desk, a_note
from tests.model.typists import entered, noted, typed

DANGER = Section.DANGER_STATEMENT


def test_each_name_stands_once_however_often_it_is_typed() -> None:
    draft = typed(DANGER, "Rosa ^Ana Diaz", "he drives ^Leo", "on Fridays ^Ana Diaz", "^Leo")

    assert draft.said_by == "Ana Diaz, Leo"


def test_a_part_without_a_name_leaves_the_names_as_they_are() -> None:
    draft = typed(DANGER, "Rosa ^Odette", "he drives", "on Fridays")

    assert draft.said_by == "Odette"


def test_a_name_that_is_typed_while_editing_takes_the_place_of_the_one_before() -> None:
    draft = reopen(a_danger(said_by="Odette"))
    assert reopen(a_note(said_by="Odette")).put("He drinks ^Leo").said_by == "Leo"

    reworded = replace(draft, said_by="Odette").put("Rosa ^Leo")

    assert reworded.said_by == "Leo"


def test_an_edit_that_names_nobody_keeps_who_said_it() -> None:
    draft = replace(reopen(a_danger()), said_by="Odette").put("Rosa")

    assert draft.said_by == "Odette"


@pytest.mark.parametrize("name", ["D.", "J. Odom", "O'Neil", "X"])
def test_a_name_may_be_an_initial(name: str) -> None:
    note = noted(f"- he drinks ^{name}")

    assert (note.text, note.said_by) == ("he drinks", name)


def test_somebody_who_says_nothing_is_a_part_and_said_nothing() -> None:
    draft = blank(DANGER).put("^Rosa")

    assert (draft.parts[0], draft.said_by) == ("^Rosa", "")


def test_what_is_said_of_the_meeting_keeps_its_name_in_the_text() -> None:
    edit = to_edit(read_line(":plus we listened ^Rosa"), a_desk(aim=Column.WORKING))

    assert isinstance(edit, AddDetail)
    assert edit.text == "we listened ^Rosa"


def test_who_said_it_of_a_member_stands_behind_what_they_do() -> None:
    member = entered("@ Rosa / aunt / inner / drives ^Leo")

    assert isinstance(member, Member)
    assert member.does == "drives ^Leo"
