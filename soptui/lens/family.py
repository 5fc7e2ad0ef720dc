"""Who is who in a session, as far as it says so: the children, the adults, who is paid."""

import re
from dataclasses import dataclass

from soptui.lens.phrases import Phrases
from soptui.lens.sets import words_of
from soptui.lens.tokens import Read
from soptui.model.session import Member, Session

_AGE = re.compile(r"\d{1,3}")
_MONTHS = ("month", "mo", "week", "wk", "day", "mes", "semana", "día", "newborn")
_GROWN = 18
_CHILD = words_of(
    "child children kid son daughter baby infant toddler teen twin boy girl newborn niño niña "
    "hijo hija bebé"
)
_TITLES = words_of("mr mrs ms miss mx dr sr sra señor señora don doña the")
_NOBODY = Phrases(())


@dataclass(frozen=True, slots=True)
class Family:
    """The names of a session, in small letters; a name of two words counts by its first.

    `names` is every word of every name: what is nobody's label.
    """

    children: frozenset[str]
    adults: frozenset[str]
    helpers: frozenset[str]
    paid: frozenset[str]
    names: frozenset[str] = frozenset()


def family_of(session: Session, jobs: Phrases = _NOBODY, kin: Phrases = _NOBODY) -> Family:
    """Return who is who: a child is who is not yet 18, or is called one."""
    children: set[str] = set()
    adults: set[str] = set()
    for person in session.people:
        group = children if _is_child(person.age, person.relationship) else adults
        group |= _first(person.name)
    helpers: set[str] = set()
    paid: set[str] = set()
    for member in session.members:
        (paid if is_paid(member, jobs, kin) else helpers).update(_first(member.name))
    named = [person.name for person in session.people] + [one.name for one in session.members]
    return Family(
        frozenset(children),
        frozenset(adults),
        frozenset(helpers),
        frozenset(paid - helpers),
        frozenset(low for name in named for low in Read(name).in_order),
    )


def is_paid(member: Member, jobs: Phrases, kin: Phrases) -> bool:
    """Say whether somebody is paid to be there: marked so, or what they are tells it."""
    if member.paid:
        return True
    # "Dr. Lee / family friend" is a friend; a name tells only where nothing else does.
    told = Read(member.relationship or member.name)
    return told in jobs and told not in kin


def _is_child(age: str, relationship: str) -> bool:
    found = _AGE.search(age)
    if found:
        unit = age[found.end() :].strip(" .-").casefold()
        return int(found.group()) < _GROWN or unit.startswith(_MONTHS)
    return not _CHILD.isdisjoint(Read(relationship).lows)


def _first(name: str) -> set[str]:
    words = Read(name).in_order
    return set([low for low in words if low not in _TITLES][:1] or words[:1])
