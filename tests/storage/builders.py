"""Made-up sessions for the storage tests, by hand and by hypothesis."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Exported,
    Knows,
    Mark,
    Member,
    Note,
    Override,
    Person,
    Session,
)
from soptui.storage.texts import settled
from tests.strategies import sessions

ID = "2026-11-23-k7f3"
STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-8)))
WORDS = "Ana called Rosa before drinking"


def a_note(number: int = 1, text: str = WORDS, **changes: Any) -> Note:
    note = Note(
        id=f"note-{number}",
        section=Section.STRENGTH,
        column=Column.WORKING,
        text=text,
        added=STARTED,
    )
    return replace(note, **changes)


def a_session(*notes: Note, **changes: Any) -> Session:
    session = Session(id=ID, title="K.'s family", started=STARTED, notes=notes)
    return replace(session, **changes)


def a_danger(number: int = 1, **changes: Any) -> Note:
    return a_note(
        number,
        section=Section.DANGER_STATEMENT,
        column=Column.WORRIED,
        parts=("Grandma Rosa", "Daniel drives after drinking", "", "Mateo is hurt", ""),
        **changes,
    )


def a_full_session() -> Session:
    """Something of everything that a session can hold."""
    goal = a_note(2, section=Section.SAFETY_GOAL, column=Column.NEXT, answers="note-1")
    return a_session(
        a_danger(1),
        goal,
        a_note(
            3,
            "“I like it at Nana's.” ñ",
            section=Section.CHILD_VOICE,
            said_by="Odette",
            revises="note-4",
        ),
        a_note(4, "[name withheld] | <b> =1+1 ../x", staff_only=True),
        setting="unit meeting",
        minutes=90,
        details=Details(purpose="Why we meet\nand why now", decision="Where we stand"),
        members=(
            Member(
                id="m1",
                name="Rosa",
                relationship="aunt",
                circle=Circle.INNER,
                does="sober adult on Fridays",
                contact="next door",
                knows=Knows.ALL,
                agreement=Agreement.AGREED,
                paid=False,
            ),
            Member(id="m2", name="Odette", paid=True, watches="the door", backup="Rosa"),
        ),
        people=(Person(id="p1", name="Maria", age="4", relationship="daughter"),),
        marks=(
            Mark(id="s1", scale=Scale.SAFETY, who="Rosa", value=0, why="", higher="a plan"),
            Mark(id="s2", scale=Scale.WELLBEING, who="Ana", value=10, hidden=True),
        ),
        dismissed=("jargon:note-4:history",),
        overrides=(Override(about="note-4", copy="case-file", made=STARTED),),
        exports=(Exported(path="/notes/a.md", format="md", copy="family", made=STARTED),),
    )


TYPED = st.text(max_size=30) | st.text('ab é“—\u200d\u0301\u0915\n [/]"\\', max_size=12)
LINES = TYPED.map(settled)
SESSIONS = sessions().map(lambda session: replace(session, id=ID))
