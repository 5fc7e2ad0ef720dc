"""Who stands where in the safety network, what is missing there, and what a key changes: pure.

The inner circle knows everything, the middle one some, the outer one nothing yet (practice
notes 4). People who are paid to be there stand apart: they make no network.
"""

from dataclasses import replace
from typing import NamedTuple

from soptui.model.alphabet import Column, Section
from soptui.model.edits import AddEntries
from soptui.model.grammar import Desk
from soptui.model.session import Agreement, Circle, Knows, Member, Note, Session
from soptui.model.text import cleaned

OUTWARD = (Circle.INNER, Circle.MIDDLE, Circle.OUTER)
"""The circles, from the one around the family to the one that knows least."""

KNOWN_IN = {Circle.INNER: Knows.ALL, Circle.MIDDLE: Knows.SOME, Circle.OUTER: Knows.NOTHING}
"""What everybody in a circle knows, if they stand where they belong."""

_FINDERS = len(OUTWARD)


class Questions(NamedTuple):
    """What is asked where something is missing.

    `find` begins with one question for each circle, from the inner one outward; `role` asks
    what a person does, what they watch for, and who is their back-up.
    """

    find: tuple[str, ...]
    role: tuple[str, ...]
    nobody_agreed: str
    not_asked: str
    awaited: str
    said_no: str
    own_backup: str


class Place(NamedTuple):
    """An empty place in a circle, and the question that may find somebody for it."""

    key: str
    circle: Circle
    question: str


class Network(NamedTuple):
    """Everybody, by where they stand; `family` are the names in the middle."""

    circles: dict[Circle, tuple[Member | Place, ...]]
    undecided: tuple[Member, ...]
    paid: tuple[Member, ...]
    family: tuple[str, ...]

    def find(self, key: str) -> Member | Place | None:
        """Return the person or the empty place of a key, or None if there is none by now."""
        standing = [one for circle in self.circles.values() for one in circle]
        everybody = (*standing, *self.undecided, *self.paid)
        return next((one for one in everybody if key_of(one) == key), None)

    @property
    def nearest(self) -> str:
        """Who stands nearest to the family, or else the empty place that is nearest."""
        standing = [one for circle in self.circles.values() for one in circle]
        people = [one for one in standing if isinstance(one, Member)]
        return key_of((*people, *standing)[0])


def key_of(one: Member | Place) -> str:
    """Return what a person or an empty place is found again by."""
    return one.id if isinstance(one, Member) else one.key


def network_of(session: Session, questions: Questions, turn: int = 0) -> Network:
    """Return who stands where; each turn asks another question for the empty places."""
    unpaid = [member for member in session.members if not member.paid]
    circles: dict[Circle, tuple[Member | Place, ...]] = {
        circle: tuple(member for member in unpaid if member.circle is circle) for circle in OUTWARD
    }
    for place in _places(unpaid, questions, turn):
        circles[place.circle] += (place,)
    return Network(
        circles,
        tuple(member for member in unpaid if member.circle is None),
        tuple(member for member in session.members if member.paid),
        tuple(person.name for person in session.people),
    )


def asked_of(member: Member, questions: Questions) -> str:
    """Return the first thing that is not known of a person's part, as a question."""
    does, watches, backup = (*questions.role, "", "", "")[:3]
    if member.agreement is Agreement.DECLINED:
        return questions.said_no if member.does else ""
    if not member.does:
        return does
    if member.agreement is Agreement.NOT_ASKED:
        return questions.not_asked
    if member.agreement is Agreement.ASKED:
        return questions.awaited
    if not member.watches:
        return watches
    if not member.backup:
        return backup
    own = member.backup.casefold() == member.name.casefold()
    return questions.own_backup if own else ""


def moved(member: Member, by: int) -> Member | None:
    """Return somebody so many circles further inward, or None if there is no such circle.

    Who stands in no circle yet comes into the outer one.
    """
    if member.circle is None:
        return replace(member, circle=Circle.OUTER)
    at = OUTWARD.index(member.circle) - by
    return replace(member, circle=OUTWARD[at]) if 0 <= at < len(OUTWARD) else None


def told_about(member: Member, field: str, text: str) -> Member | None:
    """Return somebody with this in `watches` or `backup`; None if it stands there already."""
    text = cleaned(text)
    if text == getattr(member, field):
        return None
    return replace(member, watches=text) if field == "watches" else replace(member, backup=text)


def is_planned(member: Member, session: Session) -> bool:
    """Say whether what somebody does stands under next steps already."""
    steps = session.in_section(Section.NEXT_STEP)
    return any(note.parts[:2] == (member.does, member.name) for note in steps)


def plan(member: Member, desk: Desk) -> AddEntries:
    """Return the edit that puts what somebody does under next steps; by when stays open."""
    step = Note(
        id=desk.new_id(),
        section=Section.NEXT_STEP,
        column=Column.NEXT,
        text=f"{member.name}: {member.does}",
        parts=(member.does, member.name, "", ""),
        added=desk.now,
    )
    return AddEntries((step,))


def _places(unpaid: list[Member], questions: Questions, turn: int) -> list[Place]:
    """Where somebody is missing: in every empty circle, and where nobody has agreed."""
    places: list[Place] = []
    for at, circle in enumerate(OUTWARD):
        here = [member for member in unpaid if member.circle is circle]
        agreed = [member for member in here if member.agreement is Agreement.AGREED]
        if not here:
            places.append(_place(circle, _asked(questions, at, turn)))
        elif circle is Circle.INNER and not agreed:
            asked = _asked(questions, at, turn) if turn else questions.nobody_agreed
            places.append(_place(circle, asked))
    # A network can always grow, and it grows from the outside.
    return places or [_place(Circle.OUTER, _asked(questions, _FINDERS, turn))]


def _asked(questions: Questions, at: int, turn: int) -> str:
    """The question of a circle first, and then those that find people anywhere."""
    own, others = questions.find[at : at + 1], questions.find[_FINDERS:]
    if at >= _FINDERS:
        own, at = (), 0
    turns = (*own, *others[at:], *others[:at]) or ("",)
    return turns[turn % len(turns)]


def _place(circle: Circle, question: str) -> Place:
    return Place(f"place {circle.value}", circle, question)
