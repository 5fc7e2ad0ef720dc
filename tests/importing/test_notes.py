"""Notes that were taken elsewhere: what stands under which heading, and nothing left out."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.importing.called import Called
from soptui.importing.letters import lines_in
from soptui.importing.notes import from_notes
from soptui.importing.outline import in_signs
from soptui.importing.taken import Taken
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Circle
from soptui.storage.codec import decode, encode
from soptui.wording import load_wording
from tests.strategies import any_text

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
WORDINGS = (load_wording("en"), load_wording("es"))
CALLED = Called(WORDINGS)
MEETING = Path(__file__).parent.parent / "data" / "meeting.txt"
Placed = list[tuple[Column, Section, str]]


def new_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def taken(text: str) -> Taken:
    return from_notes(lines_in(text), WORDINGS, NOW, new_ids())


def placed(text: str) -> Placed:
    return [(note.column, note.section, note.text) for note in taken(text).session.notes]


def heard(column: Column, *texts: str) -> Placed:
    return [(column, Section.HEARD, text) for text in texts]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("# What are we worried about?", Column.WORRIED),
        ("Worries", Column.WORRIED),
        ("WHAT'S WORKING WELL?", Column.WORKING),
        ("What’s working well", Column.WORKING),
        ("**Working well:**", Column.WORKING),
        ("__What works__", Column.WORKING),
        ("Next", Column.NEXT),
        ("3. What needs to happen next?", Column.NEXT),
        ("## next ##", Column.NEXT),
        ("Next\n====", Column.NEXT),
        ("Next\n----", Column.NEXT),
        ("¿Qué nos preocupa?", Column.WORRIED),
        ("PREOCUPACIONES:", Column.WORRIED),
        ("¿Qué está funcionando bien?", Column.WORKING),
        ("¿Qué tiene que pasar ahora?", Column.NEXT),
    ],
)
def test_a_question_is_known_however_it_is_written(heading: str, column: Column) -> None:
    # Under another heading first, so that nothing is there by default.
    before = "Working well" if column is Column.WORRIED else "Worries"

    assert placed(f"{before}\n\n{heading}\n- she calls\n") == heard(column, "she calls")


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Past harm", Section.PAST_HARM),
        ("Harm:", Section.PAST_HARM),
        ("DANGERS", Section.DANGER_STATEMENT),
        ("Strengths", Section.STRENGTH),
        ("Fortalezas", Section.STRENGTH),
        ("Acts of protection", Section.ACT_OF_PROTECTION),
        ("Complicating factors", Section.COMPLICATING_FACTOR),
        ("Gray areas", Section.GRAY_AREA),
        ("Goals", Section.SAFETY_GOAL),
        ("Metas", Section.SAFETY_GOAL),
        ("Action steps", Section.NEXT_STEP),
        ("Child's voice", Section.CHILD_VOICE),
    ],
)
def test_a_section_is_known_by_what_people_call_it(heading: str, section: Section) -> None:
    [note] = taken(f"{heading}\n* she calls Rosa").session.notes

    assert (note.section, note.text) == (section, "she calls Rosa")


@pytest.mark.parametrize(
    "bullet",
    ["- ", "* ", "+ ", "• ", "– ", "— ", "▪ ", "\uf0b7 ", "[ ] ", "- [x] ", "☐ ", "> ", "\t- "],
)
def test_a_bullet_is_no_word_of_a_note(bullet: str) -> None:
    text = f"Working well\n{bullet}she calls\n{bullet}he comes\n"

    assert placed(text) == heard(Column.WORKING, "she calls", "he comes")


def test_a_number_is_a_bullet_in_a_list_only() -> None:
    assert placed("1. she calls\n2) he comes") == heard(Column.WORRIED, "she calls", "he comes")
    assert placed("911. She called") == heard(Column.WORRIED, "911. She called")


def test_what_stands_under_no_heading_is_heard_among_the_worries() -> None:
    assert placed("she calls\nhe comes") == heard(Column.WORRIED, "she calls", "he comes")


def test_the_first_heading_is_the_title_and_another_is_kept_as_heard() -> None:
    came = taken("# K.'s family\n\n## Working well\n- she calls\n\n## Attendance\n- Rosa\n")

    assert came.session.title == "K.'s family"
    assert came.unplaced == 1
    assert [(note.column, note.text) for note in came.session.notes] == [
        (Column.WORKING, "she calls"),
        (Column.WORRIED, "Attendance"),
        (Column.WORRIED, "Rosa"),
    ]


def test_a_short_line_alone_over_the_first_heading_is_the_title() -> None:
    came = taken("The K. mapping, Tuesday\n\nWORRIES\n- Kai missed school").session

    assert came.title == "The K. mapping, Tuesday"
    assert [note.text for note in came.notes] == ["Kai missed school"]


@pytest.mark.parametrize("begun", ["- a list", "One\n\nTwo", "Kai and Junie " * 9, "! Ana drinks"])
def test_what_is_longer_or_a_note_is_no_title(begun: str) -> None:
    came = taken(f"{begun}\n\nWORRIES\n- Kai missed school").session

    assert came.title == ""
    assert len(came.notes) > 1


def test_a_chapter_below_a_known_one_stays_there() -> None:
    text = "## Working well\n- she calls\n### At school\n- he comes\n"

    assert placed(text) == heard(Column.WORKING, "she calls", "At school", "he comes")


def test_lines_that_were_broken_are_one_note() -> None:
    text = (
        "Worries\n"
        "- On Fridays he drinks after practice, and then he drives Mateo home in\n"
        "  the old car that nobody else may drive\n"
        "- Mom works nights, and so nobody is at home who could say anything to\n"
        "him about it\n"
        "- short\n"
    )

    assert placed(text) == heard(
        Column.WORRIED,
        "On Fridays he drinks after practice, and then he drives Mateo home in the old car that"
        " nobody else may drive",
        "Mom works nights, and so nobody is at home who could say anything to him about it",
        "short",
    )


def test_signs_are_read_where_they_can_be_nothing_else() -> None:
    came = taken(
        "! the agency / Dad will drive / on Fridays / Mateo could be hurt\n"
        "- a bullet\n"
        "- ++ Rosa / took the keys\n"
    )

    assert [(note.section, note.parts[:2]) for note in came.session.notes] == [
        (Section.DANGER_STATEMENT, ("the agency", "Dad will drive")),
        (Section.HEARD, ()),
        (Section.ACT_OF_PROTECTION, ("Rosa", "took the keys")),
    ]


@pytest.mark.parametrize(
    ("lines", "clear"),
    [
        (["! a", "++ b"], True),
        ([":purpose x", "~ b"], True),
        (["- a", "* b", "+ c", "> d", "-- e"], False),
        (["! a", "! b"], False),
        (["# a", "## b", "? c"], False),
        ([], False),
    ],
)
def test_a_file_is_written_in_signs_if_two_say_so_that_are_no_bullets(
    lines: list[str], clear: bool
) -> None:
    assert in_signs(lines) is clear


def test_a_lone_dash_is_past_harm_only_in_a_file_of_signs() -> None:
    assert placed("- he fell")[0][1] is Section.HEARD
    assert placed("- he fell\n* she calls\n+ he comes")[0][1] is Section.HEARD
    assert placed("- he fell\n~ no bus\n? how often")[0][1] is Section.PAST_HARM


def test_a_meeting_written_in_signs_comes_in_as_it_would_have_been_typed() -> None:
    session = taken(MEETING.read_text(encoding="utf-8")).session

    sections = [note.section for note in session.notes]
    assert {section: sections.count(section) for section in Section} == {
        Section.HEARD: 9,
        Section.PAST_HARM: 2,
        Section.HARM_STATEMENT: 1,
        Section.DANGER_STATEMENT: 2,
        Section.COMPLICATING_FACTOR: 2,
        Section.GRAY_AREA: 2,
        Section.STRENGTH: 3,
        Section.ACT_OF_PROTECTION: 3,
        Section.SAFETY_GOAL: 2,
        Section.NEXT_STEP: 3,
        Section.CHILD_VOICE: 1,
    }
    dangers = [note.id for note in session.in_section(Section.DANGER_STATEMENT)]
    assert [goal.answers for goal in session.in_section(Section.SAFETY_GOAL)] == dangers
    assert "a line that starts with a dash" not in {n.text for n in session.notes if n.parts}
    assert "- a line that starts with a dash" in {note.text for note in session.notes}
    assert [member.name for member in session.members][:2] == ["Rosa", "Leo"]
    assert session.members[0].circle is Circle.INNER
    assert [mark.value for mark in session.marks] == [4, 5, 3, 7, 6]
    assert session.details.purpose == "two statements the family can read"


def test_people_and_numbers_under_their_headings() -> None:
    session = taken(
        "Network\n- Rosa (aunt): drives on Fridays\n- Leo, brother: calls\n- Ms. Lin\n"
        "- everybody who lives in the house helps\n"
        "Family\n- Mateo (6), child\n- Daniel, 31, father\n"
        "Scale\n- Rosa: 4 - he called me\n- Leo 5/10\n- nobody else\n"
    ).session

    assert [(m.name, m.relationship, m.does) for m in session.members] == [
        ("Rosa", "aunt", "drives on Fridays"),
        ("Leo", "brother", "calls"),
        ("Ms. Lin", "", ""),
    ]
    assert [(p.name, p.age, p.relationship) for p in session.people] == [
        ("Mateo", "6", "child"),
        ("Daniel", "31", "father"),
    ]
    assert [(m.scale, m.who, m.value, m.why) for m in session.marks] == [
        (Scale.SAFETY, "Rosa", 4, "he called me"),
        (Scale.SAFETY, "Leo", 5, ""),
    ]
    assert [note.text for note in session.notes] == [
        "everybody who lives in the house helps",
        "nobody else",
    ]


def test_a_label_says_what_a_line_is() -> None:
    assert placed("- Danger: he drives\n- Goal: he rides\n- Worries: many") == [
        (Column.WORRIED, Section.DANGER_STATEMENT, "he drives"),
        (Column.NEXT, Section.SAFETY_GOAL, "he rides"),
        (Column.WORRIED, Section.HEARD, "Worries: many"),
    ]


def test_who_said_it_and_what_is_for_staff_only() -> None:
    [note] = taken("Staff only: he hit her ^Odette").session.notes

    assert (note.text, note.said_by, note.staff_only) == ("he hit her", "Odette", True)


def test_a_statement_under_its_heading_keeps_its_words_and_finds_its_parts() -> None:
    sentence = (
        "Rosa and the agency are worried that Dad will drive, and Mateo could be hurt in a crash."
    )
    [note] = taken(f"Danger\n- {sentence}\n").session.notes

    assert note.text == sentence
    assert note.parts == ("Rosa and the agency", "Dad will drive", "", note.parts[3], "")
    assert note.missing == ()


WORD = re.compile(r"[^\W\d_]{2,}")


@given(st.lists(any_text, max_size=12).map("\n".join))
def test_no_word_is_left_out_and_all_can_be_stored(text: str) -> None:
    session = taken(text).session
    document = encode(session)

    assert decode(document) == session or decode(encode(decode(document))) == decode(document)
    kept = " ".join(map(str, document.values())).casefold()
    for line in lines_in(text):
        if not any(is_known(line)):
            assert all(word.casefold() in kept for word in WORD.findall(line)), line


def is_known(line: str) -> list[bool]:
    """Headings that are known are not words of anybody."""
    return [CALLED.is_name(line), CALLED.labelled(line.strip("-*+•> ")) is not None]


@pytest.mark.parametrize(
    "line",
    ["- x", "# x", "Worries", "! a / b", "* a / b / c", "x (" * 30, "a: " * 30, "- " * 40],
)
def test_thousands_of_lines_are_read(line: str) -> None:
    session = taken("\n".join([line] * 3_000)).session

    assert len(session.notes) + len(session.title) <= 3_001
