"""What leaves in which copy."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from soptui.export.profile import Profile, visible
from soptui.model.alphabet import Section
from soptui.model.session import Session
from soptui.storage.codec import decode
from soptui.wording import Wording, load_wording
from tests.export.hostile import SESSIONS
from tests.export.writing import blocks, json_copy, markdown

WORDING = load_wording()


def private(session: Session) -> Session:
    """Return the session with everything in it that a family copy leaves out easy to find."""
    return replace(
        session,
        notes=tuple(
            replace(note, text=f"SECRET {note.text}", parts=()) if note.staff_only else note
            for note in (replace(note, said_by="SECRET") for note in session.notes)
        ),
        members=tuple(replace(member, contact="SECRET 555") for member in session.members),
        marks=tuple(replace(mark, why="SECRET") for mark in session.marks),
    )


def test_the_case_file_holds_everything(example: Session) -> None:
    assert visible(example, Profile.CASE_FILE) == example


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(session=SESSIONS)
def test_the_family_copy_holds_nothing_private(session: Session) -> None:
    session = private(session)

    assert "SECRET" not in markdown(session, WORDING, Profile.FAMILY)
    assert "SECRET" not in json_copy(session, Profile.FAMILY)
    assert "SECRET" not in str(blocks(session, WORDING, Profile.FAMILY))


def test_the_family_copy_of_the_example_holds_nothing_private(
    example: Session, wording: Wording
) -> None:
    copy = markdown(example, wording, Profile.FAMILY)

    assert any(note.staff_only for note in example.notes)
    for note in example.notes:
        # A next step stands as its parts, not as its sentence.
        words = note.parts[0] if note.section is Section.NEXT_STEP else note.text
        assert (words in copy) is not note.staff_only
    assert "555-" not in copy
    assert "said by" not in copy
    assert "of 10" not in copy


def test_marks_go_to_the_family_only_when_asked_for(example: Session) -> None:
    assert visible(example, Profile.FAMILY).marks == ()
    assert visible(example, Profile.FAMILY, marks=True).marks == example.marks


def test_a_goal_lets_go_of_a_danger_that_is_left_out(example: Session) -> None:
    danger, other = example.in_section(Section.DANGER_STATEMENT)
    hidden = replace(danger, staff_only=True)
    session = example.with_notes(
        tuple(hidden if note == danger else note for note in example.notes)
    )

    goals = visible(session, Profile.FAMILY).in_section(Section.SAFETY_GOAL)

    assert [goal.answers for goal in goals] == [None, other.id]
    assert danger.id not in json_copy(session, Profile.FAMILY)


def test_a_json_copy_is_the_stored_document_and_can_be_read_again(example: Session) -> None:
    copy = json.loads(json_copy(example, Profile.CASE_FILE))

    assert copy.pop("schema") == 1
    assert decode(copy) == example
    assert "Inés" in json_copy(example, Profile.FAMILY)
