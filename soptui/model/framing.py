"""What frames the map, field by field, as texts: to be shown, typed over and read again."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from soptui.model.alphabet import Detail, Roster
from soptui.model.draft import blank
from soptui.model.edits import DescribeSession, Edit, SetDetails, SetPeople
from soptui.model.edits.details import LONGEST_MEETING
from soptui.model.session import Person, Session
from soptui.model.text import cleaned

LINES = ("title", "setting", "minutes")
"""The fields of one line; the others may have several."""

FAMILY = "family"
FIELDS = (*LINES, FAMILY, *(detail.value for detail in Detail))
"""Every field, in the order they are shown."""


def texts_of(session: Session) -> dict[str, str]:
    """Return what stands in each field."""
    return {
        "title": session.title,
        "setting": session.setting,
        "minutes": str(session.minutes),
        FAMILY: "\n".join(_person_line(person) for person in session.people),
        **{detail.value: session.details.of(detail) for detail in Detail},
    }


def edits_from(
    texts: Mapping[str, str], session: Session, new_id: Callable[[], str]
) -> tuple[Edit, ...]:
    """Return the changes that make these fields hold these texts; the others stay.

    Minutes that are no number of minutes change nothing.
    """
    said = {name: cleaned(text, lines=name not in LINES) for name, text in texts.items()}
    edits: list[Edit] = []
    if said.keys() & set(LINES):
        minutes = minutes_from(said.get("minutes", "")) or session.minutes
        title, setting = (said.get(name, getattr(session, name)) for name in LINES[:2])
        edits.append(DescribeSession(title, setting, minutes))
    if FAMILY in said:
        edits.append(SetPeople(people_from(said[FAMILY], session.people, new_id)))
    details = {detail.value: said[detail.value] for detail in Detail if detail.value in said}
    if details:
        edits.append(SetDetails(replace(session.details, **details)))
    return tuple(edits)


def minutes_from(text: str) -> int | None:
    """Return how long a meeting is planned to be, or None for any other text."""
    minutes = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    return minutes if 1 <= minutes <= LONGEST_MEETING else None


def people_from(
    text: str, before: tuple[Person, ...], new_id: Callable[[], str]
) -> tuple[Person, ...]:
    """Return the family that these lines name; a line that stands as it was keeps its person.

    A line is a name, an age and a relationship, with slashes between them.
    """
    known: dict[str, list[Person]] = {}
    for person in before:
        known.setdefault(_person_line(person), []).append(person)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(known[line].pop(0) if known.get(line) else _person(line, new_id) for line in lines)


def _person(line: str, new_id: Callable[[], str]) -> Person:
    name, age, relationship = blank(Roster.PERSON).put(line).parts
    if not name:
        name, age, relationship = line, "", ""
    return Person(id=new_id(), name=name, age=age, relationship=relationship)


def _person_line(person: Person) -> str:
    return " / ".join((person.name, person.age, person.relationship)).rstrip(" /")
