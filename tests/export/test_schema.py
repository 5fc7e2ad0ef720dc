"""The schema that we publish for our JSON: it takes all that we write, and nothing else."""

import json
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import soptui
from soptui.export.profile import Profile
from soptui.model.alphabet import FORMS, Column, Scale, Section
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Exported,
    Knows,
    Mark,
    Member,
    NameMode,
    Note,
    Override,
    Person,
    Session,
)
from soptui.storage.codec import FORMAT, encode
from tests.export.writing import json_copy
from tests.storage.builders import a_full_session
from tests.strategies import sessions

PATH = Path(soptui.__file__).parent.parent / "docs" / "session.schema.json"
SCHEMA: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
READER = Draft202012Validator(SCHEMA)
CLASSES = {
    "details": Details,
    "note": Note,
    "member": Member,
    "person": Person,
    "mark": Mark,
    "override": Override,
    "exported": Exported,
}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("profile", Profile)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_every_copy_is_as_it_says(profile: Profile, session: Session) -> None:
    READER.validate(json.loads(json_copy(session, profile, marks=True)))


def test_it_names_every_field_and_every_choice_of_the_model() -> None:
    defs = SCHEMA["$defs"]
    for name, kind in CLASSES.items():
        assert list(defs[name]["properties"]) == [field.name for field in fields(kind)], name
    own = [field.name for field in fields(Session)]
    assert sorted(SCHEMA["properties"]) == sorted(["schema", "format", *own])
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
    choices = {
        "column": (defs["column"], Column),
        "section": (defs["note"]["properties"]["section"], Section),
        "knows": (defs["member"]["properties"]["knows"], Knows),
        "agreement": (defs["member"]["properties"]["agreement"], Agreement),
        "scale": (defs["mark"]["properties"]["scale"], Scale),
        "names_as": (SCHEMA["properties"]["names_as"], NameMode),
    }
    for name, (said, kind) in choices.items():
        assert set(said["enum"]) == {member.value for member in kind}, name
    assert set(defs["member"]["properties"]["circle"]["enum"]) == {*map(str, Circle), None}


WRONG: list[tuple[str, Any]] = [
    ("title", 7),
    ("title", "a\nb"),
    ("started", "2026-11-23"),
    ("minutes", 0),
    ("schema", 2),
    ("format", 3),
    ("names_as", "surname"),
    ("notes", [{}]),
    ("more", ""),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_it_takes_nothing_else(field: str, value: Any) -> None:
    document = {"schema": 1, **deepcopy(encode(a_full_session()))}
    READER.validate(document)

    assert not READER.is_valid(document | {field: value})
    del document["names_as"]
    assert not READER.is_valid(document)


@pytest.mark.parametrize("section", Section)
def test_a_note_has_the_column_and_the_parts_of_its_section(section: Section) -> None:
    form = FORMS[section]
    note = Draft202012Validator(SCHEMA["$defs"]["note"] | {"$defs": SCHEMA["$defs"]})
    document: Any = deepcopy(encode(a_full_session()))["notes"]
    right = document[0] | {
        "section": section.value,
        "column": (form.column or Column.NEXT).value,
        "parts": [""] * len(form.parts) if form.composed else [],
        "answers": None,
    }

    assert note.is_valid(right)
    assert not note.is_valid(right | {"parts": ["a"] * (len(form.parts) + 1)})
    for column in Column:
        assert note.is_valid(right | {"column": column.value}) == (form.column in (None, column))
