"""A session as the room may see it, by value."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from soptui.app.rows import pair_numbers
from soptui.model.alphabet import Column, Roster, Scale, Section
from soptui.model.draft import blank
from soptui.model.edits import AddEntries, ReadNames, RewordNote, SetStaffOnly
from soptui.model.session import (
    Details,
    Mark,
    Member,
    NameMode,
    Note,
    Override,
    Person,
    Session,
)
from soptui.room.showing import Showing
from soptui.wording import load_wording
from tests.builders import WORDING
from tests.strategies import sessions

STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def a_note(number: int, section: Section, column: Column, **more: object) -> Note:
    made = Note(
        id=f"n{number}",
        section=section,
        column=column,
        text=f"Marcus Delgado {number}",
        added=STARTED + timedelta(minutes=number),
        said_by="Odette",
    )
    return replace(made, **more)  # type: ignore[arg-type]


NOTES = (
    a_note(1, Section.DANGER_STATEMENT, Column.WORRIED, staff_only=True),
    a_note(2, Section.DANGER_STATEMENT, Column.WORRIED),
    a_note(3, Section.SAFETY_GOAL, Column.NEXT, answers="n1"),
    a_note(4, Section.SAFETY_GOAL, Column.NEXT, answers="n2"),
    a_note(5, Section.PAST_HARM, Column.WORRIED, revises="n1", staff_only=True),
    a_note(6, Section.PAST_HARM, Column.WORRIED, revises="n5"),
)
SESSION = Session(
    id="s",
    title="Delgado family",
    started=STARTED,
    setting="at Delgado's",
    details=Details(purpose="Delgado", parking="Delgado"),
    notes=NOTES,
    members=(
        Member(id="m1", name="Rosa Quiroga", relationship="aunt", contact="x", backup="Delgado"),
    ),
    people=(Person(id="p1", name="Marcus Delgado", age="34", relationship="father"),),
    marks=(Mark(id="k1", scale=Scale.SAFETY, who="Rosa Quiroga", value=3, why="Delgado left"),),
    dismissed=("impact:n1",),
    overrides=(Override(about="n1", copy="family", made=STARTED),),
)


@pytest.fixture
def showing() -> Showing:
    return Showing(WORDING)


def test_staff_only_leaves_no_trace(showing: Showing) -> None:
    """You should see no id, no number and no count of what is not there."""
    shown = showing.of(SESSION)

    assert [note.id for note in shown.notes] == ["n2", "n3", "n4", "n6"]
    assert [(note.answers, note.revises) for note in shown.notes] == [
        *((None, None), (None, None), ("n2", None), (None, None)),
    ]
    assert pair_numbers(shown) == {"n2": 1, "n4": 1}
    assert "n1" not in repr(shown)
    assert "n5" not in repr(shown)
    assert not any(note.staff_only for note in shown.notes)


@pytest.mark.parametrize("mode", NameMode)
def test_nothing_private_is_in_any_field(showing: Showing, mode: NameMode) -> None:
    shown = repr(showing.of(replace(SESSION, names_as=mode)))

    for word in ("Delgado", "Quiroga", "Odette"):
        assert word not in shown
    assert showing.of(SESSION).details == Details()
    assert showing.of(SESSION).members[0].contact == ""


def test_by_role_a_title_names_nobody(showing: Showing) -> None:
    assert showing.of(replace(SESSION, names_as=NameMode.ROLE)).title == "The family"
    assert showing.of(SESSION).title == "D. family"


def test_the_same_note_is_shown_as_the_same_object(showing: Showing) -> None:
    before = showing.of(SESSION)
    after = showing.of(RewordNote("n4", "other words").apply(SESSION))

    assert [a is b for a, b in zip(before.notes, after.notes, strict=True)] == [
        *(True, True, False, True)
    ]
    assert showing.of(SESSION) is showing.of(SESSION)


def test_a_note_shown_to_all_again_is_what_it_was(showing: Showing) -> None:
    showing.of(SESSION)
    shown = showing.of(SetStaffOnly("n1", staff_only=False).apply(SESSION))

    assert [note.answers for note in shown.notes if note.id == "n3"] == ["n1"]


def test_a_new_name_is_masked_everywhere_at_once(showing: Showing) -> None:
    note = a_note(9, Section.HEARD, Column.WORRIED, text="Barlow came", said_by="")
    session = replace(SESSION, notes=(*NOTES, note))
    assert showing.of(session).notes[-1].text == "Barlow came"
    session = AddEntries((Member(id="m9", name="Tom Barlow"),)).apply(session)

    assert showing.of(session).notes[-1].text == "B. came"


def test_it_follows_the_mode_and_the_language() -> None:
    wording = load_wording()
    showing = Showing(wording)
    session = ReadNames(NameMode.ROLE).apply(SESSION)
    assert showing.of(SESSION).people[0].name == "Marcus"
    assert showing.of(session).people[0].name == "Father"
    assert showing.of(session).title == "The family"
    wording.become(load_wording("es"))

    assert showing.of(session).title == "La familia"


def test_a_draft_is_shown_without_contact_and_surname(showing: Showing) -> None:
    draft = blank(Roster.MEMBER).put("Tom Barlow / uncle / inner / drives / 12 rue")
    shown = showing.draft(SESSION, draft)

    assert shown is not None
    assert shown.parts == ("Tom", "uncle", "inner", "drives", "")
    assert showing.draft(SESSION, replace(draft, staff_only=True)) is None


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Tom Barlow", "Tom ••••••"),
        ("Tom Barlow / uncle / inner / drives / 12 rue", "Tom •••••• / uncle / inner / drives /"),
        ("Rosa ^Odette", "Rosa ^••••••"),
    ],
)
def test_a_line_that_is_typed_is_seen_as_far_as_it_may_be(
    showing: Showing, typed: str, seen: str
) -> None:
    line = showing.veiled(SESSION, typed, blank(Roster.MEMBER))

    assert line.startswith(seen)
    assert len(line) == len(typed)
    assert "rue" not in line


def test_what_is_staff_only_or_hidden_is_typed_in_bullets(showing: Showing) -> None:
    plain = blank(Section.HEARD)
    for draft in (replace(plain, staff_only=True), replace(plain, hidden=True)):
        assert showing.veiled(SESSION, "a word", draft) == "• ••••"


@given(sessions())
def test_any_session_can_be_shown(session: Session) -> None:
    shown = Showing(WORDING).of(session)
    private = {note.id for note in session.notes if note.staff_only}

    assert {note.id for note in shown.notes} == {note.id for note in session.notes} - private
    assert not private & {note.answers for note in shown.notes}
    assert not any(member.contact for member in shown.members)
    assert [item.id for item in shown.members] == [item.id for item in session.members]
