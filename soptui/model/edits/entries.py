"""Changes to what is on the map, whatever its kind."""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from soptui.model.edits.notes import paired_anew, released
from soptui.model.session import Item, Mark, Member, Note, Person, Session

T = TypeVar("T")
AnItem = TypeVar("AnItem", bound=Item)
Listed = TypeVar("Listed", Member, Person, Mark)


@dataclass(frozen=True, slots=True)
class AddEntries:
    """Put new notes, members, persons or marks on the map."""

    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        if len(self.items) != 1:
            return "add notes"
        return f"add {type(self.items[0]).__name__.lower()}"

    def apply(self, session: Session) -> Session:
        items = _new(self.items, _ids(session))
        notes = _only(Note, items)
        added = replace(
            session,
            notes=session.notes + notes,
            members=session.members + _only(Member, items),
            people=session.people + _only(Person, items),
            marks=session.marks + _only(Mark, items),
        )
        return paired_anew(added, notes)


@dataclass(frozen=True, slots=True)
class ReviseItem:
    """Put a changed member, person or mark in the place of the one with the same id."""

    item: Member | Person | Mark

    @property
    def label(self) -> str:
        return f"edit {type(self.item).__name__.lower()}"

    def apply(self, session: Session) -> Session:
        match self.item:
            case Member():
                return replace(session, members=_swap(session.members, self.item))
            case Person():
                return replace(session, people=_swap(session.people, self.item))
            case Mark():
                return replace(session, marks=_swap(session.marks, self.item))


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take a note, member, person or mark off the map."""

    label: ClassVar[str] = "remove"
    item_id: str

    def apply(self, session: Session) -> Session:
        gone = session.find(self.item_id)
        if isinstance(gone, Note):
            notes = tuple(note for note in session.notes if note is not gone)
            return released(session.with_notes(notes), gone)
        return replace(
            session,
            members=tuple(who for who in session.members if who.id != self.item_id),
            people=tuple(who for who in session.people if who.id != self.item_id),
            marks=tuple(mark for mark in session.marks if mark.id != self.item_id),
        )


@dataclass(frozen=True, slots=True)
class SetPeople:
    """Say anew who belongs to the family."""

    label: ClassVar[str] = "edit family"
    people: tuple[Person, ...]

    def apply(self, session: Session) -> Session:
        taken = _ids(replace(session, people=()))
        return replace(session, people=_new(self.people, taken))


def _ids(session: Session) -> set[str]:
    ids = {note.id for note in session.notes}
    others: tuple[Item, ...] = (*session.members, *session.people, *session.marks)
    return ids | {item.id for item in others}


def _new(items: tuple[AnItem, ...], taken: set[str]) -> tuple[AnItem, ...]:
    """Return the items whose id nothing has yet: an id stands for one thing on the map."""
    new: list[AnItem] = []
    for item in items:
        if item.id not in taken:
            taken.add(item.id)
            new.append(item)
    return tuple(new)


def _only(kind: type[T], items: tuple[Item, ...]) -> tuple[T, ...]:
    return tuple(item for item in items if isinstance(item, kind))


def _swap(items: tuple[Listed, ...], changed: Listed) -> tuple[Listed, ...]:
    return tuple(changed if item.id == changed.id else item for item in items)
