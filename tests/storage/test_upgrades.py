"""Files of an older soptui: they open, and nothing that they held is lost."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from soptui.model.session import NameMode, Session
from soptui.storage.codec import FORMAT, decode, encode
from soptui.storage.store import DamagedSession
from soptui.storage.upgrades import brought_up
from tests.storage.builders import SESSIONS, a_full_session

NEW_IN_2 = {
    "notes": ("revises",),
    "members": ("watches", "backup"),
    "marks": ("hidden",),
}


def as_format_1(session: Session) -> Any:
    document: Any = deepcopy(encode(session)) | {"format": 1}
    for new in ("dismissed", "overrides", "names_as", "exports"):
        del document[new]
    for name, added in NEW_IN_2.items():
        for item in document[name]:
            for field in added:
                del item[field]
    return document


@settings(max_examples=50)
@given(SESSIONS)
def test_a_file_of_format_1_opens_with_all_that_it_held(session: Session) -> None:
    before = as_format_1(session)
    read = decode(deepcopy(before))

    assert as_format_1(read) == before
    assert (read.dismissed, read.overrides, read.exports) == ((), (), ())
    assert read.names_as is NameMode.FIRST
    assert not any(note.revises for note in read.notes)
    assert not any(member.watches or member.backup for member in read.members)
    assert not any(mark.hidden for mark in read.marks)


@settings(max_examples=50)
@given(SESSIONS)
def test_a_file_of_format_2_opens_with_all_that_it_held(session: Session) -> None:
    before: Any = deepcopy(encode(session)) | {"format": 2}
    del before["names_as"], before["exports"]
    read = decode(deepcopy(before))

    assert encode(read) == encode(replace(session, names_as=NameMode.FIRST, exports=()))


@settings(max_examples=50)
@given(SESSIONS)
def test_a_file_of_format_3_opens_with_all_that_it_held(session: Session) -> None:
    before: Any = deepcopy(encode(session)) | {"format": 3}
    del before["exports"]
    read = decode(deepcopy(before))

    assert encode(read) == encode(replace(session, exports=()))


@pytest.mark.parametrize("mode", ["surname", "", None, 1, ["first"]])
def test_a_way_to_read_names_that_there_is_not_is_refused(mode: object) -> None:
    with pytest.raises(DamagedSession) as raised:
        decode(encode(a_full_session()) | {"names_as": mode})

    assert raised.value.faults[0].startswith("names_as: ")


def test_what_is_brought_up_is_not_changed_itself() -> None:
    document = as_format_1(a_full_session())
    kept = deepcopy(document)
    newest: Any = brought_up(document)

    assert document == kept
    assert newest["format"] == FORMAT


def test_a_fault_in_an_older_file_is_told_and_not_filled_in() -> None:
    document = as_format_1(a_full_session())
    del document["notes"][0]["text"]
    with pytest.raises(DamagedSession) as raised:
        decode(document)

    assert raised.value.faults == ("notes[0].text: missing",)


@pytest.mark.parametrize(
    "document", [None, [], {"format": "1"}, {"format": True}, {"format": 4}, {"format": 5}]
)
def test_what_is_of_no_older_format_stays_as_it_is(document: object) -> None:
    assert brought_up(document) is document


@pytest.mark.parametrize("notes", [None, "x", 1, [None], [[]]])
def test_an_older_file_that_is_no_session_is_refused(notes: object) -> None:
    with pytest.raises(DamagedSession):
        decode(as_format_1(a_full_session()) | {"notes": notes})
