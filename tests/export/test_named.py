"""A copy's names, read as the room reads them, in every field; contacts are left as they are."""

from dataclasses import replace

import pytest

from soptui.export.named import named
from soptui.export.survivors import texts_of
from soptui.model.alphabet import Section
from soptui.model.session import Details, NameMode, Session
from tests.builders import (
    WORDING,
    a_danger,
    a_mark,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)

WHO = "Marcus Delgado"
SESSION = a_session(
    replace(a_note(f"{WHO} left"), parts=(f"{WHO} left",), said_by="Dee Quiroga"),
    a_danger(),
    title="Delgado family",
    setting="at the Delgados",
    details=Details(**dict.fromkeys(Details.__dataclass_fields__, f"{WHO} and Quiroga")),
    members=(
        replace(
            a_member("Inés Delgado", relationship="Delgado's mother", contact="555-0142"),
            watches=WHO,
            backup=WHO,
        ),
    ),
    people=(a_person(WHO, age="34", relationship="father"),),
    marks=(a_mark(WHO, why="Delgado said", higher="ask Dee Quiroga"),),
)


def all_of(session: Session) -> str:
    return "\n".join(text for _, text in texts_of(session, WORDING))


@pytest.mark.parametrize("mode", NameMode)
def test_no_surname_is_left_in_any_field(mode: NameMode) -> None:
    shown = named(SESSION, mode, WORDING)

    assert "elgado" not in all_of(shown)
    assert "Quiroga" not in all_of(shown)
    assert shown.names_as is mode


@pytest.mark.parametrize(
    ("mode", "text"),
    [*zip(NameMode, ("Marcus left", "Marcus D. left", "M.D. left", "Father left"), strict=True)],
)
def test_names_are_read_as_the_mode_says(mode: NameMode, text: str) -> None:
    [note, _] = named(SESSION, mode, WORDING).notes

    assert note.text == text
    assert note.parts == (text,)


def test_contacts_and_numbers_stay_as_the_profile_left_them() -> None:
    session = a_session(
        a_note("call 555-0142 at 12 Elm Street"), members=(a_member(contact="555-0142"),)
    )
    shown = named(session, NameMode.INITIALS, WORDING)

    assert shown.notes[0].text == "call 555-0142 at 12 Elm Street"
    assert shown.members[0].contact == "555-0142"


def test_who_speaks_in_a_note_that_is_left_out_is_known_from_the_whole_session() -> None:
    whole = a_session(a_note("x", said_by="Dee Quiroga"), a_note("ask Dee Quiroga", id="n2"))
    part = whole.with_notes((whole.notes[1],))

    [note] = named(part, NameMode.FIRST, WORDING, whole).notes
    assert note.text == "ask Dee"


def test_with_roles_the_title_is_nobody_s_and_a_role_is_not_said_twice() -> None:
    session = a_session(title="Delgado", members=(a_member("Inés", relationship="aunt"),))
    shown = named(session, NameMode.ROLE, WORDING)

    assert shown.title == "The family"
    assert (shown.members[0].name, shown.members[0].relationship) == ("Aunt", "")


@pytest.mark.parametrize("mode", NameMode)
def test_a_step_is_still_said_by_its_parts(mode: NameMode) -> None:
    step = a_statement(Section.NEXT_STEP, "Ask Ana", "Marcus and Ana", "Friday", "Ana")
    shown = named(
        a_session(step, people=(a_person("Ana", age="30", relationship="aunt"), *SESSION.people)),
        mode,
        WORDING,
    ).notes[0]

    assert WORDING.composes(shown.section, shown.parts, shown.text)


def test_ids_and_times_are_the_same() -> None:
    shown = named(SESSION, NameMode.FIRST, WORDING)

    assert [item.id for item in shown.items()] == [item.id for item in SESSION.items()]
    assert [note.added for note in shown.notes] == [note.added for note in SESSION.notes]
    assert shown.started == SESSION.started
