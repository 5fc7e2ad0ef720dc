"""The map as lines: each says first what it is, and its number, then what was said.

A number stays with its entry for as long as the session is open, whatever is added, sorted
or taken back: whoever heard it once can use it.
"""

from collections.abc import Iterator
from itertools import count

from soptui.model.alphabet import Column, Detail, Roster, Scale, Section, form_of, sections_of
from soptui.model.framing import FAMILY
from soptui.model.session import Item, Mark, Member, Note, Person, Session, kind_of
from soptui.wording import Wording

PLACES = (*Column, "network", FAMILY, "scale")
"""What can be read by itself."""


class Reader:
    """Reads a session aloud."""

    def __init__(self, wording: Wording, order: tuple[Column, ...]) -> None:
        self._wording = wording
        self._order = order
        self._numbers: dict[str, int] = {}
        self._next = count(1)

    def know(self, session: Session) -> None:
        """Give a number to all that has none yet, in the order in which it is read."""
        for item in self._in_order(session):
            if item.id not in self._numbers:
                self._numbers[item.id] = next(self._next)

    def number(self, item: Item) -> int:
        """Return the number of an entry."""
        if item.id not in self._numbers:
            self._numbers[item.id] = next(self._next)
        return self._numbers[item.id]

    def item(self, number: int, session: Session) -> Item | None:
        """Return the entry of a number, if it is on the map."""
        names = (name for name, known in self._numbers.items() if known == number)
        return next((item for name in names if (item := session.find(name))), None)

    def role(self, item: Item) -> str:
        """Return what an entry is, and its number."""
        name = self._wording.name(kind_of(item))
        if isinstance(item, Note) and form_of(item.section).column is None:
            name = f"{name}, {self._wording.short(item.column)}"
        if isinstance(item, Note) and item.staff_only:  # heard before its words are
            name = f"{name}, {self._wording.say('board.staff_only')}"
        return f"{name} {self.number(item)}"

    def line(self, item: Item, session: Session) -> str:
        """Return an entry as one line."""
        return f"{self.role(item)}: {self._said(item, session)}"

    def whole(self, session: Session, place: str = "") -> Iterator[str]:
        """Go through the map, or one place of it, line by line."""
        for where in (place,) if place else (*self._order, "network", FAMILY, "scale"):
            items = list(self._at(where, session))
            if items or place or where in tuple(Column):
                yield self._heading(where, len(items))
            for item in items:
                yield self.line(item, session)

    def details(self, session: Session) -> Iterator[str]:
        """Go through what frames the map."""
        say = self._wording.say
        yield f"{say('plain.title')}: {session.title or say('title.untitled')}"
        yield f"{say('plain.setting')}: {session.setting or say('plain.nothing')}"
        yield f"{say('plain.minutes')}: {session.minutes}"
        for person in session.people:
            yield self.line(person, session)
        for detail in Detail:
            for line in session.details.of(detail).splitlines():
                yield f"{self._wording.name(detail)}: {line}"

    def found(self, words: str, session: Session) -> tuple[str, ...]:
        """Return the lines of what holds some words, in the order of the map."""
        wanted = words.casefold()
        lines = (self.line(item, session) for item in self._in_order(session))
        return tuple(line for line in lines if wanted in line.partition(": ")[2].casefold())

    def _in_order(self, session: Session) -> Iterator[Item]:
        for where in (*self._order, "network", FAMILY, "scale"):
            yield from self._at(where, session)

    def _at(self, where: str, session: Session) -> Iterator[Item]:
        match where:
            case "network":
                yield from session.members
            case "family":
                yield from session.people
            case "scale":
                yield from session.marks
            case _:
                column = Column(where)
                under = session.under(column)
                # A note may stand where its section is not at home: it must not get lost.
                for section in dict.fromkeys((*sections_of(column), *Section)):
                    yield from (note for note in under if note.section is section)

    def _heading(self, where: str, number: int) -> str:
        say = self._wording.say
        match where:
            case "network":
                name = self._wording.name(Roster.MEMBER)
            case "family":
                name = self._wording.name(Roster.PERSON)
            case "scale":
                name = say("plain.numbers")
            case _:
                name = self._wording.question(Column(where))
        return f"{say('plain.heading')}: {name} {say('plain.entries', count=number)}"

    def _said(self, item: Item, session: Session) -> str:
        match item:
            case Note():
                return _with_tags(_quoted(item), *self._tags(item, session))
            case Member():
                return self._member(item)
            case Person():
                return ", ".join(filter(None, (item.name, item.age, item.relationship)))
            case Mark():
                return self._mark(item)

    def _tags(self, note: Note, session: Session) -> Iterator[str]:
        say = self._wording.say
        if note.missing:
            yield say(
                "board.open", parts=self._wording.missing(form_of(note.section), note.missing)
            )
        if note.said_by:
            yield say("board.said_by", who=note.said_by)
        if (danger := session.find(note.answers or "")) is not None:
            yield say("plain.answers", what=self.role(danger))
        if note.section is Section.DANGER_STATEMENT:
            goal = session.goal_for(note.id)
            yield say("plain.answered", what=self.role(goal)) if goal else say("plain.no_goal")

    def _member(self, member: Member) -> str:
        # How to reach somebody is not said aloud: others may be listening.
        say = self._wording.say
        ring = say(f"circle.{member.circle.value}") if member.circle else ""
        told = filter(None, (member.name, member.relationship, ring, member.does))
        standing = (
            say("board.paid") if member.paid else "",
            say(f"knows.{member.knows.value}"),
            say(f"agreement.{member.agreement.value}"),
        )
        return _with_tags(", ".join(told), *filter(None, standing))

    def _mark(self, mark: Mark) -> str:
        say = self._wording.say
        if mark.hidden:
            return f"{mark.who}, {say('show.hidden')}"
        told = [f"{mark.who} {say('export.scale.value', value=mark.value)}"]
        told += [f"{say('show.why')}{mark.why}"] if mark.why else []
        told += [f"{say('show.higher')}{mark.higher}"] if mark.higher else []
        return "; ".join(told)


def _quoted(note: Note) -> str:
    return f'"{note.text}"' if note.section is Section.CHILD_VOICE else note.text


def _with_tags(text: str, *tags: str) -> str:
    return f"{text} ({'; '.join(tags)})" if tags else text


def place_of(word: str, wording: Wording) -> str | None:
    """Return the place that a word names, in soptui's own words or in the code's."""
    named = {wording.say(f"plain.place.{place}"): str(place) for place in PLACES}
    named |= {str(place): str(place) for place in PLACES}
    return named.get(word.casefold())


def scales(session: Session) -> Iterator[Scale]:
    """Go through the scales on which numbers are hidden."""
    yield from (scale for scale in Scale if any(_is_closed(m, scale) for m in session.marks))


def _is_closed(mark: Mark, scale: Scale) -> bool:
    return mark.hidden and mark.scale is scale
