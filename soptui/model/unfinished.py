"""What was typed and is not on a saved map: a value that can be kept, read again and offered.

Half a line, the parts of half a statement, what was put aside, a paste that nobody has
taken yet, a field of the details, and what was entered while the disk has not said yet
that it holds it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from soptui.model.alphabet import Column, Detail, Section
from soptui.model.composing import Composer
from soptui.model.edits import Edit
from soptui.model.framing import LINES, edits_from, texts_of
from soptui.model.grammar import (
    Desk,
    Draft,
    is_unchanged,
    notes_from,
    read_line,
    reopen,
    says_only,
    to_edit,
)
from soptui.model.session import Item, Note, Session, kind_of
from soptui.model.text import cleaned

# Named tuples and no dataclasses: this is loaded at every start, and they are made in a
# tenth of the time.


class Pasted(NamedTuple):
    """Pasted lines that are offered as so many notes."""

    lines: tuple[str, ...]


class Field(NamedTuple):
    """A field of the details, as far as it is typed."""

    name: str
    text: str


class Entered(NamedTuple):
    """What was entered, until the disk holds it; its draft edits the item that it became."""

    draft: Draft
    column: Column = Column.WORRIED


class Piece(NamedTuple):
    """One thing to decide on: what was typed, when that was, and where it would go."""

    what: Draft | Pasted | Field
    typed: datetime
    column: Column = Column.WORRIED

    @property
    def staff_only(self) -> bool:
        """Whether it is not for the family."""
        return isinstance(self.what, Draft) and self.what.staff_only


class Unfinished(NamedTuple):
    """Everything that is typed in a session and not on its saved map.

    `draft` is what is being built, as it was when the part was asked for, `line` what
    stands in the line to type in; `drafts` are those that were put aside, `lines` a paste.
    `waiting` is what was left from before, and nobody has decided on yet.
    """

    draft: Draft | None = None
    line: str = ""
    drafts: tuple[Draft, ...] = ()
    lines: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    entered: tuple[Entered, ...] = ()
    aim: Column = Column.WORRIED
    waiting: tuple[Piece, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not self.waiting and self.is_quiet

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is being typed, whatever else waits."""
        kept = self.drafts or self.lines or self.fields or self.entered
        return not kept and self.built is None

    @property
    def built(self) -> Draft | None:
        """What is being built with the line as it stands; None if nothing is typed of it."""
        draft = read_line(self.line) if self.draft is None else self.draft.put(self.line)
        return None if draft.is_empty else draft

    def pieces(self, session: Session, typed: datetime) -> tuple[Piece, ...]:
        """Return what there is to decide on: all of it that this session does not hold.

        `typed` is when this was the state. What was entered since then, and saved in the
        moment before it could be struck out here, is on the map and no piece any more.
        """
        found = dict.fromkeys(
            piece for piece in self.waiting if not _is_held(piece.what, session, piece.typed)
        )
        for entered in self.entered:
            if not _has_words_of(entered.draft, session):
                draft = _anew(entered.draft, session)
                found.setdefault(Piece(draft, typed, entered.column))
        built = (self.built,) if self.built else ()
        drafts = (_anew(draft, session) for draft in (*self.drafts, *built))
        pasted = (Pasted(self.lines),) if self.lines else ()
        for what in (*drafts, *pasted, *self.fields):
            if not _is_held(what, session, typed):
                found.setdefault(Piece(what, typed, self.aim))
        return tuple(found)


def entered_since(saved: Session, now: Session, composer: Composer) -> tuple[Entered, ...]:
    """Return what was entered since a session was in the state that is saved."""
    lists = (
        (saved.notes, now.notes),
        (saved.members, now.members),
        (saved.people, now.people),
        (saved.marks, now.marks),
    )
    return tuple(
        _entered(item, composer)
        for before, after in lists
        if before is not after
        for item in _not_among(before, after)
    )


def fields_since(saved: Session, now: Session) -> tuple[Field, ...]:
    """Return the fields that were changed since then; the family is entered one by one."""
    if saved.details is now.details and _named(saved) == _named(now):
        return ()
    before, after = texts_of(saved), texts_of(replace(now, people=saved.people))
    return tuple(Field(name, text) for name, text in after.items() if before[name] != text)


def edits_for(piece: Piece, desk: Desk) -> tuple[Edit, ...]:
    """Return the changes that put a piece on the map, as if it had been entered."""
    desk = replace(desk, aim=piece.column)
    match piece.what:
        case Pasted(lines):
            return (notes_from(lines, desk),)
        case Field(name, text):
            return edits_from({name: text}, desk.session, desk.new_id)
        case Draft() as draft:
            edit = to_edit(draft, desk)
    return () if edit is None else (edit,)


def _named(session: Session) -> tuple[str, str, int]:
    return session.title, session.setting, session.minutes


def _not_among(before: tuple[Item, ...], after: tuple[Item, ...]) -> Iterator[Item]:
    # By identity: what was not changed is the very same, and comparing 5,000 notes is slow.
    if after[: len(before)] == before:  # tuples look at identity first
        return iter(after[len(before) :])
    known = set(map(id, before))
    return (item for item in after if id(item) not in known)


def _entered(item: Item, composer: Composer) -> Entered:
    if not isinstance(item, Note):
        return Entered(reopen(item, shown=True))
    draft = Draft(item.section, item.parts, 0, item.said_by, item.id, staff_only=item.staff_only)
    if not draft.form.composed or composer.sentence(item.section, item.parts) != item.text:
        # A sentence that was edited freely is more than its parts.
        draft = replace(draft, parts=(item.text,), whole=True)
    return Entered(draft, item.column)


def _anew(draft: Draft, session: Session) -> Draft:
    """Return a draft that changes something as a new entry, if that is not on the map."""
    if draft.editing is None or session.find(draft.editing) is not None:
        return draft
    return replace(draft, editing=None, whole=draft.whole and draft.form.composed)


def _has_words_of(draft: Draft, session: Session) -> bool:
    """Whether the item that a draft became has all its words; it may have been moved since."""
    item = session.find(draft.editing) if draft.editing else None
    if item is None:
        return False
    words = {*reopen(item, shown=True).parts}
    if isinstance(item, Note):
        words |= {item.text, *item.parts}
    return {part for part in draft.parts if part} <= words


def _is_held(what: Draft | Pasted | Field, session: Session, typed: datetime) -> bool:
    """Whether the session has what was typed already."""
    match what:
        case Field(name, text):
            return texts_of(session).get(name) == cleaned(text, lines=name not in LINES)
        case Pasted(lines):
            added = {note.text for note in _notes_since(typed, session)}
            return all(line in added for line in lines)
        case Draft(kind=Detail() as detail, parts=(text,)):
            return text in session.details.of(detail).split("\n")
        case Draft() as draft if draft.editing and session.find(draft.editing):
            return is_unchanged(draft, session)
        case Draft() as draft:
            items: Iterable[Item] = (
                _notes_since(typed, session)
                if isinstance(draft.kind, Section)
                else (*session.members, *session.people, *session.marks)
            )
            return any(kind_of(item) is draft.kind and says_only(draft, item) for item in items)


def _notes_since(moment: datetime, session: Session) -> Iterator[Note]:
    second = moment.replace(microsecond=0)  # a note knows the second it was added in
    return (note for note in session.notes if note.added >= second)
