"""A session as JSON: for other programs, and to be read again."""

import json
from dataclasses import replace

import pytest

from soptui.copies import Copy, content_of
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.model.alphabet import Section
from soptui.model.session import Session
from soptui.storage.codec import decode
from soptui.wording import load_wording
from tests.builders import a_session, a_statement
from tests.export.writing import json_copy


def test_the_familys_copy_can_be_read_again(example: Session) -> None:
    """What is left out is left empty: a copy that no program opens would be no copy."""
    copy = json.loads(json_copy(example, Profile.FAMILY))

    copy.pop("schema")
    family = decode(copy)
    assert {note.said_by for note in family.notes} == {""}
    assert {member.contact for member in family.members} == {""}
    assert len(family.notes) == sum(not note.staff_only for note in example.notes)


def test_the_familys_copy_has_numbers_only_when_they_are_asked_for(example: Session) -> None:
    without = json.loads(json_copy(example, Profile.FAMILY))
    with_numbers = json.loads(json_copy(example, Profile.FAMILY, marks=True))

    assert without["marks"] == []
    assert [mark["value"] for mark in with_numbers["marks"]] == [
        mark.value for mark in example.marks
    ]


def test_a_copy_can_be_read_by_people_one_value_a_line(example: Session) -> None:
    lines = json_copy(example, Profile.CASE_FILE).splitlines()

    assert lines[:2] == ["{", '  "schema": 1,']
    assert f'  "title": "{example.title}",' in lines
    assert lines[-1] == "}"


@pytest.mark.parametrize("profile", Profile)
def test_what_was_taken_out_of_a_statement_is_in_the_case_file_only(profile: Profile) -> None:
    """You should not find the neighbor in what the family can open with any editor."""
    harm = a_statement(Section.HARM_STATEMENT, "The neighbor said", "Daniel", "hit Mateo", id="h1")
    session = a_session(replace(harm, text="It was reported that Daniel hit Mateo."))
    copy = content_of(Copy(Format.JSON, profile), session, load_wording()).decode()

    assert ("neighbor" in copy) is (profile is Profile.CASE_FILE)
    for note in json.loads(copy)["notes"]:
        assert note["parts"][2] == "hit Mateo"  # what it still says stays
