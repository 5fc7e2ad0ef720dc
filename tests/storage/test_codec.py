"""A session as plain JSON types: what is written, what is read, and what is refused."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Item, Mark, Member, Note, Person, Session
from soptui.storage.codec import FORMAT, Encoder, decode, encode
from soptui.storage.decoder import IrregularError, read_session
from soptui.storage.file_faults import faults_of
from soptui.storage.json_writer import Writer
from soptui.storage.store import DamagedSession
from soptui.storage.strict_json import MAX_BYTES, MAX_VALUES
from tests.storage.builders import (
    ID,
    SESSIONS,
    STARTED,
    a_danger,
    a_full_session,
    a_note,
    a_session,
)
from tests.strategies import edits_of, sessions

Change = Callable[[Any], object]
SECRET = "Daniel was seen at the school"


def changed(change: Change) -> Any:
    document: Any = json.loads(json.dumps(encode(a_full_session())))
    change(document)
    return document


def put(*path: Any) -> Change:
    """Return the change that puts the last of the path where the rest leads."""
    *steps, name, value = path

    def change(document: Any) -> None:
        for step in steps:
            document = document[step]
        document[name] = value

    return change


def drop(*path: Any) -> Change:
    *steps, name = path

    def change(document: Any) -> None:
        for step in steps:
            document = document[step]
        del document[name]

    return change


@settings(max_examples=50)
@given(SESSIONS)
def test_every_session_comes_back_as_it_was(session: Session) -> None:
    document = encode(session)

    assert decode(document) == session
    assert json.loads(json.dumps(document)) == document
    assert faults_of(document, FORMAT) == ()


def test_a_session_with_something_of_everything_comes_back() -> None:
    assert decode(encode(a_full_session())) == a_full_session()


def test_the_document_has_the_fields_of_the_model_in_their_order() -> None:
    document: Any = encode(a_full_session())

    assert list(document) == ["format", *(field.name for field in fields(Session))]
    assert document["format"] == 4
    assert document["names_as"] == "first"
    assert document["id"] == ID
    assert document["started"] == "2026-11-23T09:00:00-08:00"
    assert document["notes"][1] == {
        "id": "note-2",
        "section": "safety_goal",
        "column": "next",
        "text": "Ana called Rosa before drinking",
        "added": "2026-11-23T09:00:00-08:00",
        "parts": [],
        "said_by": "",
        "staff_only": False,
        "answers": "note-1",
        "revises": None,
    }


def test_what_did_not_change_is_not_encoded_again() -> None:
    encoder = Encoder()
    first, second = a_note(1), a_note(2)
    before: Any = encoder.encode(a_session(first, second))
    after: Any = encoder.encode(a_session(first, replace(second, text="changed")))

    assert after["notes"][0] is before["notes"][0]
    assert after["notes"][1]["text"] == "changed"


@given(st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=5))
def test_an_encoder_that_remembers_says_what_one_that_does_not_would(states: Any) -> None:
    made, encoder = [a_note(number) for number in range(6)], Encoder()

    for state in states:
        session = a_session(*(made[number] for number in state))
        assert encoder.encode(session) == encode(session)


def test_an_encoder_never_takes_one_note_for_another_that_is_gone() -> None:
    encoder = Encoder()

    for number in range(200):  # Python gives the place of an old note to a new one
        notes: Any = encoder.encode(a_session(*[a_note(number) for _ in range(20)]))["notes"]
        assert {note["id"] for note in notes} == {f"note-{number}"}

    assert len(encoder._kept) == 20


FAULTS: list[tuple[Change, str]] = [
    (drop("title"), "title: missing"),
    (drop("notes", 3, "said_by"), "notes[3].said_by: missing"),
    (drop("details", "plus"), "details.plus: missing"),
    (put(SECRET, 1), "session: 1 unknown field(s)"),
    (put("notes", 2, SECRET, SECRET), "notes[2]: 1 unknown field(s)"),
    (put("details", SECRET, SECRET), "details: 1 unknown field(s)"),
    (put("title", None), "title: not a text"),
    (put("title", 5), "title: not a text"),
    (put("minutes", True), "minutes: not a whole number"),
    (put("minutes", 60.0), "minutes: not a whole number"),
    (put("minutes", "60"), "minutes: not a whole number"),
    (put("minutes", 0), "minutes: not from 1 to 1440"),
    (put("minutes", 1441), "minutes: not from 1 to 1440"),
    (put("minutes", 10**4000), "minutes: not from 1 to 1440"),
    (put("marks", 0, "value", 11), "marks[0].value: not from 0 to 10"),
    (put("marks", 0, "value", -1), "marks[0].value: not from 0 to 10"),
    (put("marks", 1, "value", True), "marks[1].value: not a whole number"),
    (put("marks", 1, "scale", "risk"), "marks[1].scale: not a scale"),
    (put("members", 0, "paid", 0), "members[0].paid: not true or false"),
    (put("members", 0, "circle", SECRET), "members[0].circle: not a circle"),
    (put("members", 0, "agreement", SECRET), "members[0].agreement: not an agreement"),
    (put("notes", 3, "section", SECRET), "notes[3].section: not a section"),
    (put("notes", 3, "section", ["heard"]), "notes[3].section: not a section"),
    (put("notes", 3, "column", "next"), "notes[3].column: not the column of its section"),
    (put("notes", 3, "parts", ["a"]), "notes[3].parts: its section has none"),
    (put("notes", 0, "parts", ["a"]), "notes[0].parts: not the 5 of its section"),
    (put("notes", 0, "parts", ["a", "b", "c", 4, "e"]), "notes[0].parts[3]: not a text"),
    (put("notes", 0, "parts", SECRET), "notes[0].parts: not a list"),
    (put("notes", 1, "answers", "note-3"), "notes[1].answers: names no danger statement"),
    (
        put("notes", 1, "answers", ""),
        "notes[1].answers: empty; notes[1].answers: names no danger statement",
    ),
    (put("notes", 1, "answers", 1), "notes[1].answers: not a text"),
    (put("notes", 1, "id", "note-1"), "notes[0].id: stands 2 times; notes[1].id: stands 2 times"),
    (put("people", 0, "id", "m2"), "members[1].id: stands 2 times; people[0].id: stands 2 times"),
    (put("people", 0, "id", ""), "people[0].id: empty"),
    (put("people", 0, SECRET), "people[0]: not an object"),
    (put("people", {}), "people: not a list"),
    (put("people", None), "people: not a list"),
    (put("details", []), "details: not an object"),
    (put("started", "2026-11-23T09:00:00"), "started: not a date and time with its offset"),
    (put("started", "2026-11-23"), "started: not a date and time with its offset"),
    (put("started", "20261123T090000Z"), "started: not a date and time with its offset"),
    (put("started", SECRET), "started: not a date and time with its offset"),
    (put("started", 1700000000), "started: not a date and time with its offset"),
    (put("notes", 0, "added", None), "notes[0].added: not a date and time with its offset"),
    (
        put("notes", 0, "text", f"{SECRET}\x1b[2J"),
        "notes[0].text: holds characters that soptui never writes",
    ),
    (
        put("notes", 0, "text", f"{SECRET}\ud800"),
        "notes[0].text: holds characters that soptui never writes",
    ),
    (
        put("notes", 0, "text", f"{SECRET}\nb"),
        "notes[0].text: holds characters that soptui never writes",
    ),
    (
        put("notes", 0, "text", f" {SECRET}"),
        "notes[0].text: holds characters that soptui never writes",
    ),
    (
        put("notes", 0, "text", "e\u0301"),
        "notes[0].text: holds characters that soptui never writes",
    ),
    (
        put("details", "hopes", "a\u202eb"),
        "details.hopes: holds characters that soptui never writes",
    ),
    (put("format", 5), "format: made by a newer soptui (format 5, this one reads 4)"),
    (put("format", 0), "format: not a format of soptui"),
    (put("format", True), "format: not a format of soptui"),
    (put("format", "1"), "format: not a format of soptui"),
    (drop("format"), "format: not a format of soptui"),
]


@pytest.mark.parametrize(("change", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_an_irregularity_is_named_by_its_path_and_never_by_its_text(
    change: Change, fault: str
) -> None:
    with pytest.raises(DamagedSession) as raised:
        decode(changed(change))

    assert "; ".join(raised.value.faults) == fault
    assert SECRET not in f"{raised.value} {raised.value.faults}"
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("document", [None, [], "x", 1, {}, {"format": 1}, {1: 2, "format": 1}])
def test_what_is_no_document_at_all_is_refused(document: object) -> None:
    with pytest.raises(DamagedSession):
        decode(document)


def test_every_fault_is_named_and_the_sentence_says_how_many() -> None:
    def change(document: Any) -> None:
        document["minutes"] = 0
        document["notes"][0]["column"] = "nowhere"
        del document["people"][0]["age"]

    with pytest.raises(DamagedSession) as raised:
        decode(changed(change))

    assert set(raised.value.faults) == {
        "people[0].age: missing",
        "notes[0].column: not a column",
        "notes[0].column: not the column of its section",
        "minutes: not from 1 to 1440",
    }
    assert str(raised.value).endswith("and 3 more). Nothing was changed in it.")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 1500)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(
        ["worried", "next", "heard", "safety_goal", "danger_statement", "note-1", "inner", "all"]
    )
    | st.datetimes().map(datetime.isoformat),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = list(value.items()) if isinstance(value, dict) else []
    steps = list(enumerate(value)) if isinstance(value, list) else steps
    return [path] * bool(path) + [p for step, inner in steps for p in places(inner, (*path, step))]


@settings(max_examples=80)
@given(SESSIONS | st.just(a_full_session()), st.data())
def test_the_quick_reader_and_the_thorough_one_agree(session: Session, data: st.DataObject) -> None:
    document: Any = copy.deepcopy(encode(session))
    for _ in range(data.draw(st.integers(1, 3))):
        *steps, name = data.draw(st.sampled_from(places(document)))
        target = document
        for step in steps:
            target = target[step]
        match data.draw(st.sampled_from(["put", "drop", "add", "repeat"])):
            case "put":
                target[name] = data.draw(JSON)
            case "drop":
                del target[name]
            case "add" if isinstance(target, dict):
                target[data.draw(st.text(max_size=5))] = data.draw(JSON)
            case "repeat" if isinstance(target, list):
                target.append(copy.deepcopy(target[name]))

    faults = faults_of(document, FORMAT)
    try:
        read = read_session(document, FORMAT)
    except IrregularError:
        assert faults
    else:
        assert not faults
        assert encode(read) == document


def test_reading_a_good_document_needs_no_pydantic() -> None:
    script = (
        "import sys; from tests.storage.builders import a_full_session as full;"
        "from soptui.storage.codec import *; decode(encode(full()));"
        "import soptui.storage.tinydb_store, soptui.storage.saver;"
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_text_that_became_unclean_is_written_so_that_it_can_be_read() -> None:
    session = a_session(
        a_danger(1, text="क\u200d"), a_note(2, text="a\x1b[2Jb"), title="\u0399\u0308\u0301x"
    )

    read = decode(encode(session))

    assert [note.text for note in read.notes] == ["क", "a[2Jb"]


@settings(max_examples=30)
@given(st.data())
def test_whatever_was_done_to_a_session_can_be_written_and_read(data: st.DataObject) -> None:
    session = data.draw(sessions())
    for _ in range(data.draw(st.integers(1, 5))):
        session = data.draw(edits_of(session)).apply(session)

    document = encode(session)
    assert faults_of(document, FORMAT) == ()
    assert encode(decode(document)) == document


ANYBODY = {"id": "p", "name": "", "age": "", "relationship": ""}


def many(name: str, item: object, count: int = 5000) -> dict[str, Any]:
    return encode(a_full_session()) | {name: [item] * count}


@pytest.mark.parametrize(
    ("document", "first"),
    [
        (many("notes", {}), "notes[0].added: missing"),
        (many("notes", 1), "notes[0]: not an object"),
        (many("marks", "seven"), "marks[0]: not an object"),
        (many("people", ANYBODY), "people[0].id: stands 5000 times"),
    ],
)
def test_of_very_many_faults_the_first_hundred_are_named(
    document: dict[str, Any], first: str
) -> None:
    faults = faults_of(document, FORMAT)

    assert len(faults) == 101
    assert faults[0].startswith(first)
    assert faults[-1] == "session: more than 100 faults"


def test_a_hundred_faults_are_all_named() -> None:
    document = many("notes", "a word", 100)
    faults = faults_of(document, FORMAT)

    assert sorted(faults) == sorted(f"notes[{at}]: not an object" for at in range(100))


@pytest.mark.parametrize("at", [0, 1, 499, 500, 501, 999, 1000, 1499])
def test_a_fault_far_down_a_list_is_named_by_its_place(at: int) -> None:
    document: Any = encode(a_session(*(a_note(number) for number in range(1500))))
    document["notes"][at] = document["notes"][at] | {"staff_only": "no", "section": 7}

    assert set(faults_of(document, FORMAT)) == {
        f"notes[{at}].section: not a section",
        f"notes[{at}].staff_only: not true or false",
    }


def test_faults_of_all_the_lists_are_named_and_each_once() -> None:
    document: Any = encode(a_full_session()) | {"minutes": "60", "details": 7}
    for name in ("notes", "members", "people", "marks"):
        document[name] = [*document[name], 7]
    faults = faults_of(document, FORMAT)

    assert len(faults) == len(set(faults))
    assert set(faults) == {
        "minutes: not a whole number",
        "details: not an object",
        "notes[4]: not an object",
        "members[2]: not an object",
        "people[1]: not an object",
        "marks[2]: not an object",
    }


def test_the_parts_of_a_note_are_looked_at_no_further_than_they_can_be() -> None:
    document: Any = encode(a_session(a_danger()))
    document["notes"][0]["parts"] = [7] * 10_000
    faults = faults_of(document, FORMAT)

    assert len(faults) == 101
    assert faults[0] == "notes[0].parts[0]: not a text"


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("notes", Note(id="", section=Section.HEARD, column=Column.NEXT, text="", added=STARTED)),
        ("notes", replace(a_danger(), text="", parts=("",) * 5)),
        ("members", Member(id="", name="")),
        ("people", Person(id="", name="")),
        ("marks", Mark(id="", scale=Scale.SAFETY, who="", value=0)),
    ],
    ids=["note", "statement", "member", "person", "mark"],
)
def test_whatever_fits_into_a_file_is_not_more_than_can_be_read(name: str, item: Item) -> None:
    """As many of the smallest things as five megabytes hold have few enough values."""
    items = tuple(replace(item, id=f"{number:x}") for number in range(1000))
    session = replace(a_session(), **{name: items})  # type: ignore[arg-type]
    raw = Writer().dumps({"session": {"1": encode(session)}})
    values = sum(raw.count(sign) for sign in (b",", b"[", b"{"))

    assert values * MAX_BYTES / len(raw) < MAX_VALUES
