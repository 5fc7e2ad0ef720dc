"""A session as the room may see it."""

from dataclasses import replace

from soptui.model.alphabet import Roster, Scale
from soptui.model.draft import Draft
from soptui.model.session import Details, Mark, Member, NameMode, Note, Person, Session
from soptui.room.names import Names
from soptui.room.veil import CONTACT, veiled
from soptui.wording import Wording


class Showing:
    """Makes of each state of one session what the room may see of it, quickly.

    Notes only the team may see are left out without a trace, contacts and who said it are
    not there, and names are read as the session's mode says. Notes are values: what was made
    of one is the same object for as long as that very note and the names are on the map.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._known: tuple[object, ...] = ()
        self._names: Names | None = None
        self._kept: dict[int, tuple[Note, str | None, str | None, Note]] = {}
        self._last: tuple[Session, Session, str] | None = None

    def of(self, session: Session) -> Session:
        """Return the session as the room may see it."""
        language = self._wording.language
        if self._last is None or self._last[0] is not session or self._last[2] != language:
            self._last = (session, self._made(session), language)
        return self._last[1]

    def masked(self, session: Session, text: str) -> str:
        """Return a text about a session as the room reads it."""
        return self._names_of(session).masked(text)

    def veiled(self, session: Session, line: str, draft: Draft | None) -> str:
        """Return a line that is typed, letter for letter, with bullets for what is private."""
        names = self._names_of(session)
        if draft is not None and isinstance(draft.kind, Roster | Scale):
            names = self._with_name(session, draft.put(line).parts[0])
        return veiled(line, draft, names)

    def draft(self, session: Session, draft: Draft) -> Draft | None:
        """Return what is being built as the room may see it, or None if it may not."""
        if draft.staff_only:
            return None
        names = self._names_of(session)
        if isinstance(draft.kind, Roster | Scale):
            names = self._with_name(session, draft.parts[0])
        parts = tuple(names.masked(part) for part in draft.parts)
        if draft.kind is Roster.MEMBER:
            parts = parts[:CONTACT] + ("",) * len(parts[CONTACT:])
        return replace(draft, parts=parts, said_by="")

    def _made(self, session: Session) -> Session:
        names = self._names_of(session)
        shown = {note.id for note in session.notes if not note.staff_only}
        before, self._kept = self._kept, {}
        notes = tuple(self._note(n, shown, names, before) for n in session.notes if n.id in shown)
        return replace(
            session,
            title=self._title(session, names),
            setting=names.masked(session.setting),
            details=Details(),  # they frame the map, and are not on it
            notes=notes,
            members=tuple(_member(member, names, session.names_as) for member in session.members),
            people=tuple(_person(person, names) for person in session.people),
            marks=tuple(_mark(mark, names) for mark in session.marks),
            dismissed=(),
            overrides=(),
            exports=(),
        )

    def _names_of(self, session: Session) -> Names:
        speakers = frozenset(note.said_by for note in session.notes)
        known = (
            session.names_as,
            session.people,
            session.members,
            session.marks,
            speakers,
            self._wording.language,
        )
        if self._names is None or known != self._known:
            self._known, self._kept = known, {}
            self._names = Names(session, self._wording)
        return self._names

    def _with_name(self, session: Session, name: str) -> Names:
        """Return the names with that of somebody who is about to stand on the map."""
        newcomer = Member(id="", name=name)
        return Names(replace(session, members=(*session.members, newcomer)), self._wording)

    def _title(self, session: Session, names: Names) -> str:
        if session.names_as is NameMode.ROLE:
            return self._wording.say("room.family")
        return names.masked(session.title)

    def _note(
        self,
        note: Note,
        shown: set[str],
        names: Names,
        before: dict[int, tuple[Note, str | None, str | None, Note]],
    ) -> Note:
        answers = note.answers if note.answers in shown else None
        revises = note.revises if note.revises in shown else None
        kept = before.get(id(note))
        if kept is None or kept[1:3] != (answers, revises):
            made = replace(
                note,
                text=names.masked(note.text),
                parts=tuple(names.masked(part) for part in note.parts),
                said_by="",
                answers=answers,
                revises=revises,
            )
            # The note is kept as well, so that no other can take over its identity.
            kept = (note, answers, revises, made)
        self._kept[id(note)] = kept
        return kept[3]


def _member(member: Member, names: Names, mode: NameMode) -> Member:
    name = names.masked(member.name)
    relationship = names.masked(member.relationship)
    is_same = mode is NameMode.ROLE and name.casefold() == relationship.casefold()
    return replace(
        member,
        name=name,
        relationship="" if is_same else relationship,
        does=names.masked(member.does),
        contact="",
        watches=names.masked(member.watches),
        backup=names.masked(member.backup),
    )


def _person(person: Person, names: Names) -> Person:
    return replace(
        person, name=names.masked(person.name), relationship=names.masked(person.relationship)
    )


def _mark(mark: Mark, names: Names) -> Mark:
    return replace(
        mark,
        who=names.masked(mark.who),
        why=names.masked(mark.why),
        higher=names.masked(mark.higher),
    )
