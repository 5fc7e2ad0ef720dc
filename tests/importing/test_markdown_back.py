"""Our Markdown comes back: what is exported, imported and exported again is the same copy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soptui.export.profile import Profile
from soptui.importing.letters import lines_in
from soptui.importing.markdown import from_markdown
from soptui.importing.taken import Taken
from soptui.model.alphabet import Column, Section
from soptui.model.session import Session
from soptui.storage.codec import decode, encode
from soptui.wording import Wording, load_wording
from tests import strategies
from tests.export.hostile import SESSIONS
from tests.export.writing import markdown
from tests.strategies import EXAMPLES

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ENGLISH, SPANISH = load_wording("en"), load_wording("es")
WORDINGS = {"en": ENGLISH, "es": SPANISH}
ORDERS = list(permutations(Column))
HOSTILE = settings(
    max_examples=max(10, EXAMPLES // 8), suppress_health_check=list(HealthCheck), deadline=None
)

every_profile = pytest.mark.parametrize("profile", Profile)
every_language = pytest.mark.parametrize("language", WORDINGS)


def new_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def taken(text: str, *wordings: Wording) -> Taken:
    found = from_markdown(lines_in(text), wordings or (ENGLISH, SPANISH), NOW, new_ids())
    assert found is not None
    return found


@every_profile
@every_language
@HOSTILE
@given(
    session=SESSIONS | strategies.sessions(),
    marks=st.booleans(),
    contacts=st.booleans(),
    order=st.sampled_from(ORDERS),
)
def test_any_copy_comes_back_to_the_letter(
    *,
    profile: Profile,
    language: str,
    session: Session,
    marks: bool,
    contacts: bool,
    order: tuple[Column, ...],
) -> None:
    def written(one: Session) -> str:
        wording = WORDINGS[language]
        return markdown(one, wording, profile, marks=marks, contacts=contacts, order=order)

    text = written(session)
    came = taken(text)

    assert written(came.session).split("\n") == text.split("\n")
    assert came.unplaced == 0
    assert decode(encode(came.session)) == came.session


def changed(session: Session, old: str, new: str) -> Taken:
    text = markdown(session, ENGLISH)
    assert old in text
    return taken(text.replace(old, new, 1))


def test_the_example_comes_back_with_its_parts(example: Session) -> None:
    session = taken(markdown(example, ENGLISH)).session

    assert {note.text for note in session.notes} == {note.text for note in example.notes}
    assert [m for m in session.members if not m.contact] == [
        replace(m, id=new.id)
        for m, new in zip(example.members, session.members, strict=True)
        if not m.contact
    ]
    for section in Section:
        for note, was in zip(session.in_section(section), example.in_section(section), strict=True):
            assert (note.column, note.said_by) == (was.column, was.said_by)
            assert (note.staff_only, note.missing) == (was.staff_only, was.missing)
            assert bool(note.answers) == (bool(was.answers) and section is Section.SAFETY_GOAL)
    steps = session.in_section(Section.NEXT_STEP)
    assert {note.parts[1:] for note in steps} == {
        note.parts[1:] for note in example.in_section(Section.NEXT_STEP)
    }
    [danger, _] = session.in_section(Section.DANGER_STATEMENT)
    assert danger.parts[3].startswith("Junie could get out to the street")
    assert session.details == example.details
    assert [(p.name, p.age, p.relationship) for p in session.people] == [
        (p.name, p.age, p.relationship) for p in example.people
    ]
    assert [(m.who, m.value, m.why, m.higher) for m in session.marks] == [
        (m.who, m.value, m.why, m.higher) for m in example.marks
    ]


def test_a_line_that_fits_nowhere_is_kept_as_heard_and_counted(example: Session) -> None:
    came = changed(example, "### Harm\n", "A line by itself.\n\n### Harm\n")

    assert came.unplaced == 1
    assert came.session.notes[-1].text == "A line by itself."
    assert came.session.notes[-1].section is Section.HEARD
    assert any("changed since it was exported" in remark for remark in came.remarks)


def test_a_chapter_that_somebody_added_is_kept(example: Session) -> None:
    came = changed(example, "## Safety network", "## Attendance\n\n- Rosa\n\n## Safety network")

    assert [note.text for note in came.session.notes[-2:]] == ["Attendance", "Rosa"]


@pytest.mark.parametrize("bullet", ["*", "+"])
def test_a_note_that_somebody_added_by_hand_is_read_like_the_others(
    example: Session, bullet: str
) -> None:
    came = changed(
        example, "### Past harm\n\n", f"### Past harm\n\n{bullet} He fell (said by Ana)\n\n"
    )

    fell = came.session.in_section(Section.PAST_HARM)[0]
    assert came.unplaced == 0
    assert "He fell" in fell.text


def test_a_day_that_cannot_be_read_is_told(example: Session) -> None:
    came = changed(example, "Date: 23 Nov 2026", "Date: last week")

    assert came.session.started == NOW
    assert any("day of the meeting" in remark for remark in came.remarks)


def test_a_number_that_was_hidden_stays_so_and_is_told(example: Session) -> None:
    mark = replace(example.marks[0], hidden=True)
    text = markdown(replace(example, marks=(mark,)), ENGLISH)
    came = taken(text)

    assert [(one.who, one.hidden) for one in came.session.marks] == [(mark.who, True)]
    assert any("hidden" in remark for remark in came.remarks)
    assert markdown(came.session, ENGLISH) == text


def test_a_copy_without_its_line_is_known_by_its_headings(example: Session) -> None:
    came = changed(example, "- Copy: case file\n", "")

    assert came.unplaced == 0
    assert len(came.session.in_section(Section.NEXT_STEP)) == 7


def test_what_is_no_copy_is_not_taken_for_one() -> None:
    for text in ("# A\n\n- b\n", "# Worries\n\n## Next\n", "- Copy: shop\n"):
        assert from_markdown(lines_in(text), (ENGLISH, SPANISH), NOW, new_ids()) is None


NAUGHTY = [
    "- x (said by a; said by b (c (d (e))))",
    "- " + "(" * 3_000 + ")",
    "- x (said by " + "; said by y" * 3_000 + ")",
    "- " + "\\*" * 20_000,
    "- " * 3_000,
    "## Family",
]


@pytest.mark.parametrize("line", NAUGHTY)
def test_what_is_made_to_be_slow_is_read(line: str) -> None:
    head = "# T\n\n- Copy: case file\n\n## What are we worried about?\n\n### Past harm\n\n"
    found = taken(head + f"{line}\n" * (300 if len(line) < 50 else 3))

    assert decode(encode(found.session)).title == "T"
