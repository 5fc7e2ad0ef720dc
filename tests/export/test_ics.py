"""Next steps as a calendar: every word is there, and what could be a command is data."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from icalendar import Calendar, Component

from soptui.export.ics import to_ics, undated
from soptui.export.profile import Profile
from soptui.model.alphabet import Section
from soptui.model.session import Note, Session
from soptui.wording import load_wording
from tests import corpus
from tests.builders import a_person, a_session, a_statement
from tests.export.hostile import SESSIONS
from tests.export.writing import material


def a_step(*parts: str, id: str = "s1") -> Note:  # noqa: A002
    return a_statement(Section.NEXT_STEP, *parts, id=id)


def calendar_of(session: Session) -> tuple[bytes, list[Component]]:
    content = to_ics(material(session, profile=Profile.NEXT_STEPS))
    return content, list(Calendar.from_ical(content).subcomponents)


def test_a_step_with_a_day_takes_that_day_and_nobody_s_time() -> None:
    step = a_step("Ask the landlord, in writing", "Priya", "Wed Nov 25", "Dee")
    _, [entry] = calendar_of(a_session(step))

    assert entry.name == "VEVENT"
    assert entry["summary"] == "Ask the landlord, in writing (Priya)"
    assert entry["description"] == "By when: Wed Nov 25\nWho checks: Dee"
    assert entry.decoded("dtstart") == date(2026, 11, 25)
    assert entry.decoded("dtend") == date(2026, 11, 26)
    assert entry["transp"] == "TRANSPARENT"
    assert entry["class"] == "CONFIDENTIAL"
    assert entry.decoded("dtstamp") == datetime(2026, 11, 23, 18, 24, tzinfo=UTC)


@pytest.mark.parametrize("by", ["", "soon", "Nov 30 or Dec 4"])
def test_a_step_without_a_day_is_a_task(by: str) -> None:
    session = a_session(a_step("Ask", "Priya", by), a_step("Call", "", "Dec 1", id="s2"))
    _, [task, event] = calendar_of(session)

    assert (task.name, event.name) == ("VTODO", "VEVENT")
    assert "due" not in task
    assert by in task.get("description", "")
    assert undated(material(session)) == 1


def test_nothing_of_the_family_is_in_it() -> None:
    session = a_session(
        a_step("Ask", "Priya"), title="Delgado", setting="CFT", people=(a_person("Mateo"),)
    )
    content, _ = calendar_of(session)

    assert b"Delgado" not in content
    assert b"CFT" not in content
    assert b"Mateo" not in content
    assert b"s1@" not in content


def test_a_step_that_was_typed_as_one_sentence_or_reworded_is_kept() -> None:
    bare = Note(
        id="a",
        section=Section.NEXT_STEP,
        column=a_step("x").column,
        text="Call her",
        added=a_step("x").added,
    )
    _, [entry] = calendar_of(a_session(bare))

    assert entry["summary"] == "Call her"
    assert "description" not in entry


def test_it_is_the_same_every_time_and_has_the_line_ends_of_the_standard() -> None:
    session = a_session(a_step("Ask " * 60, "Priya", "Dec 1"))
    content, _ = calendar_of(session)

    assert content == calendar_of(session)[0]
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_it_speaks_spanish() -> None:
    made = material(a_session(a_step("Pedir cita", "Priya", "4 de diciembre")), load_wording("es"))
    [entry] = Calendar.from_ical(to_ics(made)).subcomponents

    assert "4 de diciembre" in str(entry["description"])
    assert "By when" not in str(entry["description"])


HOSTILE = [
    *("a, b; c: d", "END:VEVENT\r\nBEGIN:VEVENT", "one\\nx \\, \\; \\\\", 'X;Y="z":w', "^n ^' %0D"),
    *("\nEND:VCALENDAR\n", "\x00\x07\x1b[31m", "👩‍👩‍👧" * 60, "é" * 200, " leading", "=1+1"),
    *(text for name, text in corpus.TEXTS.items() if name not in corpus.LONG),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_data(text: str) -> None:
    content, entries = calendar_of(a_session(a_step(f"x{text}x", f"w{text}w", f"b{text}b")))

    assert len(entries) == 1
    assert content.count(b"\r\nEND:VCALENDAR") == 1
    assert kept(f"x{text}x (w{text}w)") == kept(str(entries[0]["summary"]))
    assert kept(f"b{text}b") in kept(str(entries[0]["description"]))


@given(SESSIONS)
def test_every_word_of_every_step_is_there(session: Session) -> None:
    steps = session.in_section(Section.NEXT_STEP)
    _, entries = calendar_of(session)
    shown = [note for note in steps if not note.staff_only]

    assert len(entries) == len(shown)
    for note, entry in zip(shown, entries, strict=True):
        said = kept(f"{entry['summary']}\n{entry.get('description', '')}")
        for text in note.parts or (note.text,):
            assert kept(text) in said
        if "dtend" in entry:
            assert entry.decoded("dtend") - entry.decoded("dtstart") == timedelta(days=1)


def kept(text: str) -> str:
    """Return what a calendar can hold of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    return "".join(c for c in text if (c >= " " and c != "\x7f") or c in "\n\t")
