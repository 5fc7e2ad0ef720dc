"""The shipped example: good practice."""

from soptui.model.alphabet import Section, form_of
from soptui.model.session import Session
from soptui.wording import Wording


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
