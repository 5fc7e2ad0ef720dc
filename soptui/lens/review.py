"""All lenses over a session: what they find, in the order of what helps most.

What is on the map is a value, so what was found in it is kept as long as that very value
is there: after one edit only what was edited is read again.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Protocol

from soptui.lens import whole
from soptui.lens.family import Family, family_of
from soptui.lens.finding import Finding, Kind, Level
from soptui.lens.goals import Goals
from soptui.lens.guards import Guard
from soptui.lens.jargon import Jargon
from soptui.lens.lexicon import CUES, JARGON, LISTS, SERVICES, groups, phrases, read_table, shipped
from soptui.lens.protection import Protection
from soptui.lens.statements import Found, Statements
from soptui.lens.tokens import Read, small
from soptui.model.alphabet import Section
from soptui.model.session import Details, Item, Mark, Member, Note, Session

_SHARED = {
    (Section.DANGER_STATEMENT, "impact"),
    (Section.HARM_STATEMENT, "impact"),
    (Section.SAFETY_GOAL, "network"),
    (Section.SAFETY_GOAL, "duration"),
    (Section.NEXT_STEP, "who"),
    (Section.NEXT_STEP, "by"),
}
"""Parts whose absence another lens asks about."""

_ORDER = {kind: at for at, kind in enumerate(Kind)}
_BY_TOPIC = frozenset(
    {Kind.TENSE, Kind.UNPAIRED, Kind.PROTECTION, Kind.NEXT_STEP, Kind.NETWORK, Kind.BALANCE}
)
_BETWEEN = " / "

Findings = tuple[Finding, ...]


class Words(Protocol):
    """What a review needs of a language: its questions, and how a part is asked for."""

    def say(self, key: str, /, **blanks: object) -> str:
        """Return the words under a dotted key."""


class Review:
    """Reads sessions through every lens, in one language; `own` is an agency's own folder.

    Raises:
        BadTable: a file of the agency cannot be used.
    """

    def __init__(self, words: Words, language: str = "en", own: Path | None = None) -> None:
        self._words = words
        # The words of one language say nothing about a text in another.
        lists = groups(read_table(LISTS, "en", own))
        services = read_table(SERVICES, "en", own)
        self._services = {name: question for name, _, question, *_ in services}
        of_services = phrases(services, also_first=True)
        self._jargon = Jargon(read_table(JARGON, "en", own), shipped("exceptions", "en"))
        guards = shipped("guards", "en")
        self._guards = tuple(Guard(kind, guards) for kind in (Kind.REPORTER, Kind.PART2))
        self._statements = Statements(lists, groups(read_table(CUES, "en", own)))
        self._goals = Goals(lists, of_services)
        self._protection = Protection(lists, of_services)
        self._lists = lists
        self._language = language
        self._kept: dict[int, tuple[Item | Details, Findings]] = {}
        self._family: Family | None = None

    def findings(self, session: Session, now: datetime | None = None) -> Findings:
        """Return everything to ask about a session; `now` is while it is being held."""
        jobs, kin = self._lists["paid"], self._lists["kin"]
        family = family_of(session, jobs, kin)
        before = self._kept if family == self._family else {}
        self._family, self._kept = family, {}
        found: list[Finding] = []
        for item in (*session.items(), session.details):
            kept = before.get(id(item)) or (item, tuple(self._of(item, family)))
            self._kept[id(item)] = kept
            found += kept[1]
        found += self._guarded(Read(session.title), topic="title")
        found += self._of_map(session, now)
        found.sort(key=lambda one: (one.level, _ORDER[one.kind]))
        return tuple(found)

    def _of(self, item: Item | Details, family: Family) -> Iterator[Finding]:
        match item:
            case Note():
                yield from self._of_note(item, family)
            case Details():
                for name, text in _texts(item):
                    yield from self._guarded(Read(text), topic=f"details.{name}")
            case _:
                yield from self._of_person(item, family)

    def _of_note(self, note: Note, family: Family) -> Iterator[Finding]:
        read = Read(note.text)
        leaks = tuple(self._guarded(read, note))
        yield from leaks
        # A sentence that was edited freely need not say what its parts say.
        beside = [text for text in (*note.parts, note.said_by) if text and text not in note.text]
        if beside and not leaks:
            hidden = [leak for text in beside for leak in self._guarded(Read(text))]
            leaks = tuple(
                self._at(note.text, leak.kind, 0, 0, item=note, words=leak.words) for leak in hidden
            )
            yield from leaks
        if note.section is Section.CHILD_VOICE:  # sacred: kept word for word, never asked about
            return
        yield from self._labels(read, note, family)
        if not read.is_spanish:
            known = {leak.kind for leak in leaks}
            for one in self._by_words(note, read, family):
                if one.kind not in known:
                    yield self._found(note, note.text, one, read.low)
        for one in whole.next_step(note, family):
            yield self._found(note, note.text, one)
        for name in note.missing:
            if (note.section, name) not in _SHARED:
                yield Finding(
                    kind=Kind.OPEN,
                    question=self._words.say(f"kind.{note.section.value}.part.{name}.ask"),
                    item=note.id,
                    section=note.section,
                    text=note.text,
                    topic=name,
                )

    def _of_person(self, item: Item, family: Family) -> Iterator[Finding]:
        """Go through what stands beside the notes: in the network, the family, a rating."""
        read = Read(_told(item))
        yield from self._guarded(read, item)
        if not isinstance(item, (Mark, Member)):
            return
        named = len(item.who if isinstance(item, Mark) else item.name)
        for found in self._labels(read, item, family):
            if found.start > named:
                yield found

    def _by_words(self, note: Note, read: Read, family: Family) -> Iterator[Found]:
        yield from self._statements.find(note, read, family)
        yield from self._goals.find(note, read, family)
        yield from self._protection.find(note, read, family)

    def _of_map(self, session: Session, now: datetime | None) -> Iterator[Finding]:
        for note, one in whole.pairs(session):
            yield self._found(note, note.text, one)
        for member, one in whole.network(session, self._lists["paid"], self._lists["kin"]):
            yield self._found(member, _told(member) if member else "", one)
        for one in whole.balance(session, now):
            yield self._found(None, "", one)

    def _guarded(
        self, read: Read, item: Item | None = None, topic: str | None = None
    ) -> Iterator[Finding]:
        for guard in self._guards:
            for start, end in guard.find(read):
                yield self._at(read.text, guard.kind, start, end, item=item, topic=topic)

    def _labels(self, read: Read, item: Item, family: Family) -> Iterator[Finding]:
        column = item.column if isinstance(item, Note) else None
        for label in self._jargon.find(read, column, family.names):
            term = label.term
            at = (label.start, label.end)
            yield self._at(
                read.text, Kind.JARGON, *at, item=item, topic=term.name, question=term.question,
                level=term.level,
            )  # fmt: skip

    def _found(self, item: Item | None, text: str, found: Found, low: str = "") -> Finding:
        # The words of a part need not stand in the sentence.
        start = (low or small(text)).find(small(found.words)) if found.words else -1
        end = start + len(found.words)
        return self._at(
            text,
            found.kind,
            *((start, end) if start >= 0 else (0, 0)),
            item=item,
            words=found.words if start < 0 else "",
            question=self._question(found),
            level=_level(found),
            topic=found.topic,
        )

    def _question(self, found: Found) -> str:
        if found.kind is Kind.SERVICE and found.topic in self._services:
            return self._services[found.topic]
        key = f"lens.{found.kind.value}"
        return self._words.say(f"{key}.{found.topic}" if found.kind in _BY_TOPIC else key)

    def _at(
        self,
        text: str,
        kind: Kind,
        start: int,
        end: int,
        *,
        item: Item | None = None,
        words: str = "",
        question: str = "",
        level: Level = Level.NOW,
        topic: str | None = None,
    ) -> Finding:
        words = words or text[start:end]
        return Finding(
            kind=kind,
            question=question or self._words.say(f"lens.{kind.value}"),
            item=item.id if item else "",
            section=item.section if isinstance(item, Note) else None,
            text=text,
            words=words,
            start=start,
            end=end,
            level=level,
            topic=words.casefold() if topic is None else topic,
        )


def _level(found: Found) -> Level:
    if found.kind is Kind.SERVICE and found.topic == "step":
        return Level.ON_REQUEST
    if found.kind is Kind.PROTECTION or found.topic in ("one_voice", "offered", "awaited"):
        return Level.ON_REQUEST
    return Level.NOW


def _texts(item: Item | Details) -> Iterator[tuple[str, str]]:
    """Go through everything that was typed into something, field by field."""
    for field in fields(item):
        value = getattr(item, field.name)
        if type(value) is str and value and field.name != "id":
            yield field.name, value


def _told(item: Item) -> str:
    """Return what was typed about a person, as one line."""
    return _BETWEEN.join(text for _, text in _texts(item))
