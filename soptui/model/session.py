"""A session: one mapping, and what is on its map."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from soptui.model.alphabet import Column, Detail, Roster, Scale, Section, form_of


class NameMode(StrEnum):
    """What the room sees of a name; never a surname (California Rules of Court, rule 8.401)."""

    FIRST = "first"
    LAST_INITIAL = "last_initial"
    INITIALS = "initials"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One captured item.

    A statement keeps its parts beside its sentence; `parts` is empty or has one text for
    each part of its form. `answers` is, on a safety goal, the danger statement it is
    paired with; on an act of protection, the one it was done against. `revises` is the
    note whose label this one says in behavior (practice notes 5); it may be gone by now.
    """

    id: str
    section: Section
    column: Column
    text: str
    added: datetime
    parts: tuple[str, ...] = ()
    said_by: str = ""
    staff_only: bool = False
    answers: str | None = None
    revises: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The wanted parts that nobody has filled yet; none for a plain note."""
        form = form_of(self.section)
        return form.missing(self.parts) if form.composed else ()


class Circle(StrEnum):
    """How near a member of the safety network stands (Essex; Parker)."""

    INNER = "inner"
    MIDDLE = "middle"
    OUTER = "outer"


class Knows(StrEnum):
    """How much a member knows of the worries."""

    UNKNOWN = "unknown"
    NOTHING = "nothing"
    SOME = "some"
    ALL = "all"


class Agreement(StrEnum):
    """Whether a member has agreed to their part."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the safety network: who they are, what they know, and what they do.

    `watches` is what they look out for, `backup` who steps in for them (practice notes 4).
    """

    id: str
    name: str
    relationship: str = ""
    circle: Circle | None = None
    does: str = ""
    contact: str = ""
    knows: Knows = Knows.UNKNOWN
    agreement: Agreement = Agreement.NOT_ASKED
    paid: bool = False
    watches: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the family."""

    id: str
    name: str
    age: str = ""
    relationship: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One person's rating, 0 to 10, with what they said about it; never averaged.

    While it is `hidden` the room sees that there is one, and not which: nobody waits for
    the supervisor's number (practice notes 3.4).
    """

    id: str
    scale: Scale
    who: str
    value: int
    why: str = ""
    higher: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """That somebody let a copy out although a guard held it back: about what, and when.

    `about` names the place, an item's id or a field of the details, never its words.
    """

    about: str
    copy: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """That a copy was written: where to, in which format, which copy, and when.

    So that it can be found and deleted later.
    """

    path: str
    format: str
    copy: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What frames the map: why we meet, the decision we stand at, how we close."""

    purpose: str = ""
    decision: str = ""
    culture: str = ""
    agreements: str = ""
    hopes: str = ""
    plus: str = ""
    delta: str = ""
    parking: str = ""

    def of(self, field: Detail) -> str:
        """Return the text of one field."""
        text: str = getattr(self, field.value)
        return text


Item = Note | Member | Person | Mark
"""Anything that has an id and a place in the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting's map: who it is about, what was said, and who will help.

    `dismissed` are the questions that nobody wants to be asked again, by their keys;
    `exports` are the copies that were written, the oldest first;
    `names_as` is how the room reads the names.
    """

    id: str
    title: str
    started: datetime
    setting: str = ""
    minutes: int = 60
    details: Details = field(default_factory=Details)
    notes: tuple[Note, ...] = ()
    members: tuple[Member, ...] = ()
    people: tuple[Person, ...] = ()
    marks: tuple[Mark, ...] = ()
    dismissed: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    exports: tuple[Exported, ...] = ()
    names_as: NameMode = NameMode.FIRST

    def find(self, item_id: str) -> Item | None:
        """Return what has this id, or None if it is not on the map."""
        return next((item for item in self.items() if item.id == item_id), None)

    def note(self, note_id: str) -> Note:
        """Return a note by its id.

        Raises:
            KeyError: no note has this id.
        """
        for note in self.notes:
            if note.id == note_id:
                return note
        raise KeyError(note_id)

    def items(self) -> Iterator[Item]:
        """Go through everything that has an id."""
        yield from self.notes
        yield from self.members
        yield from self.people
        yield from self.marks

    def under(self, column: Column) -> tuple[Note, ...]:
        """Return the notes in one column, in the order they were placed."""
        return tuple(note for note in self.notes if note.column is column)

    def in_section(self, section: Section) -> tuple[Note, ...]:
        """Return the notes of one section, in the order they were placed."""
        return tuple(note for note in self.notes if note.section is section)

    def goal_for(self, danger_id: str) -> Note | None:
        """Return the safety goal that is paired with a danger statement."""
        goals = self.in_section(Section.SAFETY_GOAL)
        return next((note for note in goals if note.answers == danger_id), None)

    def protection_against(self, danger_id: str) -> tuple[Note, ...]:
        """Return the acts of protection that were done against a danger."""
        acts = self.in_section(Section.ACT_OF_PROTECTION)
        return tuple(note for note in acts if note.answers == danger_id)

    def names(self) -> tuple[str, ...]:
        """Return every name on the map, each once, as first written."""
        return _each_once(
            (
                *(person.name for person in self.people),
                *(member.name for member in self.members),
                *(mark.who for mark in self.marks),
            )
        )

    def speakers(self) -> tuple[str, ...]:
        """Return everybody who is noted to have said something, and every name on the map."""
        said = dict.fromkeys([note.said_by for note in self.notes])
        return _each_once((*said, *self.names()))

    def with_notes(self, notes: tuple[Note, ...]) -> "Session":
        """Return the session with these notes in place of its own."""
        return replace(self, notes=notes)


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if name:
            seen.setdefault(name.casefold(), name)
    return tuple(seen.values())


def kind_of(item: Item) -> Roster | Scale | Section:
    """Return the kind that an item is of."""
    match item:
        case Note():
            return item.section
        case Member():
            return Roster.MEMBER
        case Person():
            return Roster.PERSON
        case Mark():
            return item.scale
