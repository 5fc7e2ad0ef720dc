"""The shipped example: as a copy, and as good practice.

To renew the two copies after a change that is meant, and then read them as a case worker
and as a grandmother would:  RENEW=1 pytest tests/export/test_example.py
"""

import os
from pathlib import Path

import pytest

from soptui.export.markdown import to_markdown
from soptui.export.profile import Profile
from soptui.model.alphabet import Section, form_of
from soptui.model.session import Session
from soptui.wording import Wording

HERE = Path(__file__).parent
RENEW = bool(os.environ.get("RENEW"))


@pytest.mark.parametrize("profile", Profile)
def test_the_copies_of_the_example_are_as_they_were_read(
    profile: Profile, example: Session, wording: Wording
) -> None:
    """You should see a note you would be glad to find in a file, and one you could hand over."""
    kept = HERE / f"example.{profile.value}.md"
    written = to_markdown(example, wording, profile)
    if RENEW:
        kept.write_text(written, encoding="utf-8")

    assert written == kept.read_text(encoding="utf-8")


def test_one_statement_was_reworded_by_hand_and_the_others_are_composed(
    example: Session, wording: Wording
) -> None:
    statements = [note for note in example.notes if form_of(note.section).composed]

    reworded = [
        note
        for note in statements
        if note.text != wording.composer.sentence(note.section, note.parts)
    ]

    assert [note.section for note in reworded] == [Section.SAFETY_GOAL]


def test_every_danger_has_one_goal(example: Session) -> None:
    dangers = example.in_section(Section.DANGER_STATEMENT)
    goals = example.in_section(Section.SAFETY_GOAL)

    assert [goal.answers for goal in goals] == [danger.id for danger in dangers]


def test_every_section_has_something(example: Session) -> None:
    assert {note.section for note in example.notes} == set(Section)
    assert 40 <= len(example.notes) <= 60
