"""Changes to what was said: the notes, their sections and places, and their pairs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from soptui.model.alphabet import Column, Section, form_of
from soptui.model.session import Note, Session

_ANSWERING = (Section.SAFETY_GOAL, Section.ACT_OF_PROTECTION)


@dataclass(frozen=True, slots=True)
class RewordNote:
    """Change a note's text, or a statement's sentence; its parts stay."""

    label: ClassVar[str] = "reword note"
    note_id: str
    text: str
    said_by: str | None = None

    def apply(self, session: Session) -> Session:
        def reword(note: Note) -> Note:
            said_by = note.said_by if self.said_by is None else self.said_by
            return replace(note, text=self.text, said_by=said_by)

        return _change(session, self.note_id, reword)


@dataclass(frozen=True, slots=True)
class RestateNote:
    """Change a statement's parts, and the sentence that was made from them.

    Parts that are not those of the note's section stay out.
    """

    label: ClassVar[str] = "edit statement"
    note_id: str
    parts: tuple[str, ...]
    text: str
    said_by: str | None = None

    def apply(self, session: Session) -> Session:
        def restate(note: Note) -> Note:
            form = form_of(note.section)
            fits = form.composed and len(self.parts) == len(form.parts)
            said_by = note.said_by if self.said_by is None else self.said_by
            parts = self.parts if fits else note.parts
            return replace(note, parts=parts, text=self.text, said_by=said_by)

        return _change(session, self.note_id, restate)


@dataclass(frozen=True, slots=True)
class ResortNote:
    """Say what a note is: it moves to that section, and to the section's column.

    The sentence stays as it was. In a statement it becomes the main part, so that the
    others can be asked for, unless `parts` are given that it had before.
    """

    label: ClassVar[str] = "re-sort note"
    note_id: str
    section: Section
    parts: tuple[str, ...] = ()

    def apply(self, session: Session) -> Session:
        form = form_of(self.section)

        def resort(note: Note) -> Note:
            if note.section is self.section:
                return note
            return replace(
                note,
                section=self.section,
                column=form.column or note.column,
                parts=self.parts if given else form.around(note.text),
                answers=None,
            )

        given = form.composed and len(self.parts) == len(form.parts)
        return _change(session, self.note_id, resort)


@dataclass(frozen=True, slots=True)
class MoveNote:
    """Carry a note to another column; a section that the column lacks becomes heard."""

    label: ClassVar[str] = "move note"
    note_id: str
    to: Column

    def apply(self, session: Session) -> Session:
        def move(note: Note) -> Note:
            if note.column is self.to:
                return note
            stays = form_of(note.section).column is None
            return replace(
                note,
                column=self.to,
                section=note.section if stays else Section.HEARD,
                parts=(),
                answers=None,
            )

        return _change(session, self.note_id, move)


@dataclass(frozen=True, slots=True)
class ShiftNote:
    """Move a note up (-1) or down (+1) among the notes of its section."""

    label: ClassVar[str] = "move note"
    note_id: str
    by: int

    def apply(self, session: Session) -> Session:
        here = _place(session, self.note_id)
        if here is None:
            return session
        note = session.notes[here]
        beside = [
            place
            for place, other in enumerate(session.notes)
            if other.section is note.section and other.column is note.column
        ]
        there = beside.index(here) + self.by
        if not 0 <= there < len(beside):
            return session
        notes = list(session.notes)
        notes.insert(beside[there], notes.pop(here))
        return session.with_notes(tuple(notes))


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """Bring a removed note back to the place it had."""

    label: ClassVar[str] = "bring back note"
    note: Note
    place: int

    def apply(self, session: Session) -> Session:
        if session.find(self.note.id) is not None:
            return session
        place = max(0, self.place)
        notes = (*session.notes[:place], self.note, *session.notes[place:])
        return paired_anew(session.with_notes(notes), (self.note,))


@dataclass(frozen=True, slots=True)
class SetStaffOnly:
    """Keep a note from the projector and from the family copy, or let it be seen."""

    label: ClassVar[str] = "staff-only"
    note_id: str
    staff_only: bool

    def apply(self, session: Session) -> Session:
        return _change(
            session, self.note_id, lambda note: replace(note, staff_only=self.staff_only)
        )


@dataclass(frozen=True, slots=True)
class LinkGoal:
    """Pair a safety goal, or an act of protection, with the danger it answers, or with none.

    One danger has one goal: another goal that answered it lets go. Acts of protection can
    be many.
    """

    label: ClassVar[str] = "link goal"
    goal_id: str
    danger_id: str | None

    def apply(self, session: Session) -> Session:
        sections = {note.id: note.section for note in session.notes}
        kind = sections.get(self.goal_id)
        if kind not in _ANSWERING:
            return session
        if (
            self.danger_id is not None
            and sections.get(self.danger_id) is not Section.DANGER_STATEMENT
        ):
            return session

        def link(note: Note) -> Note:
            if note.id == self.goal_id:
                return replace(note, answers=self.danger_id)
            is_rival = kind is note.section is Section.SAFETY_GOAL
            if is_rival and self.danger_id is not None and note.answers == self.danger_id:
                return replace(note, answers=None)
            return note

        return session.with_notes(tuple(link(note) for note in session.notes))


def _place(session: Session, note_id: str) -> int | None:
    return next((at for at, note in enumerate(session.notes) if note.id == note_id), None)


def _change(session: Session, note_id: str, how: Callable[[Note], Note]) -> Session:
    at = _place(session, note_id)
    if at is None:
        return session
    before = session.notes[at]
    after = how(before)
    changed = session.with_notes((*session.notes[:at], after, *session.notes[at + 1 :]))
    return changed if after.section is before.section else released(changed, before)


def released(session: Session, gone: Note) -> Session:
    """Let go of the pair with a danger statement that is one no more."""
    if gone.section is not Section.DANGER_STATEMENT:
        return session
    return session.with_notes(
        tuple(
            replace(note, answers=None) if note.answers == gone.id else note
            for note in session.notes
        )
    )


def paired_anew(session: Session, newcomers: tuple[Note, ...]) -> Session:
    """Let newcomers on the map answer only a danger that is there and has no goal yet."""
    if all(note.answers is None for note in newcomers):
        return session
    new = {note.id for note in newcomers}
    dangers = {note.id for note in session.notes if note.section is Section.DANGER_STATEMENT}
    goals = session.in_section(Section.SAFETY_GOAL)
    free = dangers - {note.answers for note in goals if note.id not in new}

    def pair(note: Note) -> Note:
        if note.id not in new or note.answers is None:
            return note
        if note.section is Section.SAFETY_GOAL and note.answers in free:
            free.remove(note.answers)
            return note
        if note.section is Section.ACT_OF_PROTECTION and note.answers in dangers:
            return note
        return replace(note, answers=None)

    return session.with_notes(tuple(pair(note) for note in session.notes))
