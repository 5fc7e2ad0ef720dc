"""Made-up values for tests: every name and every meeting here is invented."""
# ruff: noqa: A002 - `id` is what the model calls it

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import TypedDict, Unpack

from soptui.model.alphabet import Column, Scale, Section, form_of
from soptui.model.composing import Composer
from soptui.model.grammar import Desk
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Knows,
    Mark,
    Member,
    Note,
    Person,
    Session,
)
from soptui.wording import load_wording

NOW = datetime(2026, 11, 23, 10, 24, tzinfo=timezone(timedelta(hours=-8)))
"""When everything in the tests happens."""

WORDING = load_wording()
COMPOSER: Composer = WORDING.composer


class StatementFields(TypedDict, total=False):
    """What a test may say of a statement besides its section and its parts."""

    id: str
    added: datetime
    said_by: str
    staff_only: bool
    answers: str | None


class SessionFields(TypedDict, total=False):
    """What a test may say of a session besides its notes."""

    id: str
    title: str
    started: datetime
    setting: str
    minutes: int
    details: Details
    members: tuple[Member, ...]
    people: tuple[Person, ...]
    marks: tuple[Mark, ...]


class MemberFields(TypedDict, total=False):
    """What a test may say of a member besides the name."""

    id: str
    relationship: str
    circle: Circle | None
    does: str
    contact: str
    knows: Knows
    agreement: Agreement
    paid: bool


def a_note(
    text: str = "Ana called Rosa twice",
    *,
    id: str = "note-1",
    section: Section = Section.HEARD,
    column: Column | None = None,
    added: datetime = NOW,
    parts: tuple[str, ...] = (),
    said_by: str = "",
    staff_only: bool = False,
    answers: str | None = None,
) -> Note:
    """Return a heard note; it stands in its section's column, or under the worries."""
    return Note(
        id=id,
        section=section,
        column=column or form_of(section).column or Column.WORRIED,
        text=text,
        added=added,
        parts=parts,
        said_by=said_by,
        staff_only=staff_only,
        answers=answers,
    )


def a_statement(section: Section, *texts: str, **fields: Unpack[StatementFields]) -> Note:
    """Return a statement with these parts, the rest open, and the sentence they make."""
    parts = texts + ("",) * (len(form_of(section).parts) - len(texts))
    return a_note(COMPOSER.sentence(section, parts), section=section, parts=parts, **fields)


def a_danger(
    *, id: str = "danger-1", added: datetime = NOW, said_by: str = "", staff_only: bool = False
) -> Note:
    """Return a complete danger statement."""
    return a_statement(
        Section.DANGER_STATEMENT,
        "Grandma Rosa, the agency",
        "Daniel will drive after drinking",
        "when he picks Mateo up on Fridays",
        "Mateo could be badly hurt in a crash",
        id=id,
        added=added,
        said_by=said_by,
        staff_only=staff_only,
    )


def a_goal(*, id: str = "goal-1", answers: str | None = None, staff_only: bool = False) -> Note:
    """Return a complete safety goal."""
    return a_statement(
        Section.SAFETY_GOAL,
        "Daniel",
        "Grandma Rosa, Leo, the agency",
        "Leo drives Mateo on any day that Daniel drinks",
        "Mateo rides only with an adult who is sober",
        "six months in a row",
        id=id,
        answers=answers,
        staff_only=staff_only,
    )


def a_member(name: str = "Rosa", **fields: Unpack[MemberFields]) -> Member:
    """Return a member of the safety network."""
    fields.setdefault("id", "member-1")
    fields.setdefault("relationship", "aunt")
    fields.setdefault("circle", Circle.INNER)
    fields.setdefault("does", "drives Mateo on Fridays")
    return Member(name=name, **fields)


def a_person(
    name: str = "Mateo", *, id: str = "person-1", age: str = "6", relationship: str = "child"
) -> Person:
    """Return somebody of the family."""
    return Person(id=id, name=name, age=age, relationship=relationship)


def a_mark(
    who: str = "Rosa",
    value: int = 4,
    *,
    id: str = "mark-1",
    scale: Scale = Scale.SAFETY,
    why: str = "he called me last Friday",
    higher: str = "a month of Fridays",
    hidden: bool = False,
) -> Mark:
    """Return one person's rating."""
    return Mark(id=id, scale=scale, who=who, value=value, why=why, higher=higher, hidden=hidden)


def a_session(*notes: Note, **fields: Unpack[SessionFields]) -> Session:
    """Return a session with these notes."""
    fields.setdefault("id", "2026-11-23-example")
    fields.setdefault("title", "K.'s family")
    fields.setdefault("started", NOW)
    return Session(notes=notes, **fields)


def a_full_session() -> Session:
    """Return a session that has something of everything."""
    return a_session(
        a_danger(),
        a_note("Daniel drove into a parked car", id="harm-1", section=Section.PAST_HARM),
        a_note("Mom has a drinking history", id="heard-1", said_by="Odette"),
        a_note("Mateo is at practice on time", id="strength-1", section=Section.STRENGTH),
        a_note(
            "I like it at Nana's.", id="voice-1", section=Section.CHILD_VOICE, column=Column.WORKING
        ),
        a_goal(answers="danger-1"),
        a_note("the new address", id="staff-1", column=Column.NEXT, staff_only=True),
        details=Details(purpose="agree on a plan", hopes="to be home by summer"),
        members=(a_member(), a_member("Leo", id="member-2", relationship="brother")),
        people=(a_person(), a_person("Daniel", id="person-2", age="34", relationship="dad")),
        marks=(a_mark(), a_mark("Leo", 6, id="mark-2"), a_mark(id="mark-3", scale=Scale.WELLBEING)),
    )


def new_ids(name: str = "new") -> Callable[[], str]:
    """Return a maker of ids: new-1, new-2, …"""
    numbers = count(1)
    return lambda: f"{name}-{next(numbers)}"


def a_desk(
    session: Session | None = None,
    *,
    aim: Column = Column.WORRIED,
    now: datetime = NOW,
    new_id: Callable[[], str] | None = None,
) -> Desk:
    """Return what the grammar needs to make an edit of an entry."""
    return Desk(
        session=session or a_session(),
        aim=aim,
        now=now,
        new_id=new_id or new_ids(),
        composer=COMPOSER,
    )
