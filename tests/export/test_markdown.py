"""A session as Markdown: the words of the session, nothing more, nothing less."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from soptui.export.blocks import Labelled, LinearBlock
from soptui.export.profile import Profile
from soptui.model.alphabet import Section
from soptui.model.session import Note, Session
from soptui.wording import Wording, load_wording
from tests.export.hostile import SESSIONS
from tests.export.reading import READERS, blocks_read
from tests.export.writing import blocks, markdown

WORDING = load_wording()
HOSTILE = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)

every_profile = pytest.mark.parametrize("profile", Profile)
reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


def said(block: LinearBlock) -> str:
    words = "".join(run.text for run in block.line)
    return f"{block.label}: {words}".strip() if isinstance(block, Labelled) else words


def find(session: Session, section: Section) -> Note:
    return session.in_section(section)[0]


def shown(session: Session, wording: Wording, profile: Profile = Profile.CASE_FILE) -> list[str]:
    return markdown(session, wording, profile).splitlines()


@every_profile
@reader
@HOSTILE
@given(session=SESSIONS)
def test_a_reader_sees_the_document_word_for_word(
    reader: MarkdownIt, profile: Profile, session: Session
) -> None:
    written = markdown(session, WORDING, profile, marks=True)

    expected = blocks(session, WORDING, profile, marks=True)
    assert blocks_read(reader, written) == [said(block) for block in expected]


@HOSTILE
@given(session=SESSIONS)
def test_no_word_of_a_session_is_missing_from_the_case_file(session: Session) -> None:
    theirs = [
        run.text
        for block in blocks(session, WORDING, Profile.CASE_FILE)
        for run in block.line
        if not run.ours
    ]

    # A next step may stand as its parts instead of as its sentence.
    steps = session.in_section(Section.NEXT_STEP)
    assert {note.text for note in session.notes if note not in steps} <= set(theirs)
    assert {note.said_by for note in session.notes} - {""} <= set(theirs)
    for person in (*session.members, *session.people, *session.marks):
        texts = {value for value in vars_of(person) if value}
        assert texts <= set(theirs)
    details = [line.strip() for text in vars_of(session.details) for line in text.split("\n")]
    assert set(details) - {""} <= set(theirs)


def vars_of(item: object) -> list[str]:
    names = getattr(type(item), "__slots__", ())
    values = [getattr(item, name) for name in names if name != "id"]
    return [value for value in values if type(value) is str]


def test_nothing_of_the_example_needs_a_backslash(example: Session, wording: Wording) -> None:
    assert "\\" not in markdown(example, wording)


def test_each_danger_has_its_goal_directly_below(example: Session, wording: Wording) -> None:
    lines = shown(example, wording)

    for danger in example.in_section(Section.DANGER_STATEMENT):
        goal = example.goal_for(danger.id)
        assert goal is not None
        at = lines.index(f"- Danger: {danger.text}")
        assert lines[at + 1] == f"  - Safety goal: {goal.text}"


def test_a_danger_without_a_goal_and_a_goal_without_a_danger_say_so(
    example: Session, wording: Wording
) -> None:
    goal = find(example, Section.SAFETY_GOAL)
    alone = replace(goal, answers=None)
    notes = tuple(alone if note == goal else note for note in example.notes)
    session = example.with_notes(notes)

    lines = shown(session, wording)

    at = lines.index(f"- Danger: {find(session, Section.DANGER_STATEMENT).text}")
    assert lines[at + 1] == "  - No safety goal yet."
    assert f"- Safety goal: {goal.text} (no danger statement yet)" in lines
    family = markdown(session, wording, Profile.FAMILY)
    assert "yet." not in family.split("## What are we")[0]


def test_an_open_statement_names_what_is_still_open(example: Session, wording: Wording) -> None:
    danger = replace(find(example, Section.DANGER_STATEMENT), parts=("", "Ana leaves", "", "", ""))
    session = example.with_notes((danger,))

    assert f"- Danger: {danger.text} (still open: who is worried, impact on the child)" in shown(
        session, wording
    )


def test_a_next_step_says_who_and_by_when(example: Session, wording: Wording) -> None:
    assert (
        "- Ask the landlord in writing for a door that locks "
        "(who: Priya; by when: Wed Nov 25; checks: Dee)"
    ) in shown(example, wording)


def test_a_reworded_next_step_stands_as_it_was_reworded(example: Session, wording: Wording) -> None:
    step = replace(find(example, Section.NEXT_STEP), text="Dee reads it first, then Priya")
    session = example.with_notes((step,))

    assert "- Dee reads it first, then Priya" in shown(session, wording)


def test_a_childs_words_stand_in_quotation_marks_once(example: Session, wording: Wording) -> None:
    voice = replace(find(example, Section.CHILD_VOICE), text='"Nana sings"', said_by="")
    session = example.with_notes((*example.notes, voice))

    lines = shown(session, wording)

    assert '- "I want Mom to wake up first, not me." (said by Kai)' in lines
    assert '- "Nana sings"' in lines


def test_marks_stand_by_person_and_are_never_averaged(example: Session, wording: Wording) -> None:
    [chapter] = [
        chapter
        for chapter in markdown(example, wording).split("\n## ")
        if chapter.startswith("Safety, from")
    ]

    numbers = [line for line in chapter.splitlines() if line.endswith(" of 10")]
    assert numbers == [f"- {who} of 10" for who in ("Renata: 6", "Inés: 5", "Priya: 4", "Dee: 3")]
    assert "4.5" not in chapter


def test_an_empty_session_is_a_header(wording: Wording, example: Session) -> None:
    empty = Session(id="new", title="New session", started=example.started)

    assert markdown(empty, wording) == (
        "# New session\n\n- Date: 23 Nov 2026\n- Copy: case file\n\n"
        "Draft. People's judgement, not an SDM result.\n\n"
        "Confidential (W&I Code 827). Only for people who may see this case file.\n"
    )
