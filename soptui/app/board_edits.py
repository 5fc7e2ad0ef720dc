"""What a key in board mode changes: pure, an item in, an edit out."""

from dataclasses import replace

from soptui.model.alphabet import Column, Section, resorted_by
from soptui.model.edits import Edit, LinkGoal, MoveNote, ResortNote, ReviseItem, ShiftNote
from soptui.model.history import History
from soptui.model.session import Agreement, Item, Knows, Member, Note, Session

_AGREEMENTS = tuple(Agreement)
_KNOWS = tuple(Knows)


def resort(history: History, item: Item, sigil: str) -> Edit | None:
    """Return the edit that a sigil asks for; no sigil sends a note back to heard.

    A statement that comes back to what it was has its parts again.
    """
    if not isinstance(item, Note):
        return None
    to = resorted_by(sigil, item.section) if sigil else Section.HEARD
    return ResortNote(item.id, to, history.earlier_parts(item, to)) if to else None


def carry(item: Item, direction: str, order: tuple[Column, ...]) -> Edit | None:
    """Return the edit that moves a note one place: left, right, up or down.

    `order` is which columns stand from left to right.
    """
    if not isinstance(item, Note):
        return None
    if direction in ("up", "down"):
        return ShiftNote(item.id, -1 if direction == "up" else +1)
    at = order.index(item.column) + (-1 if direction == "left" else +1)
    return MoveNote(item.id, order[at]) if 0 <= at < len(order) else None


def relink(session: Session, item: Item) -> LinkGoal | None:
    """Return the edit that pairs a goal, an act or a danger with the next it could go with.

    After the last comes none, and then the first again; so one key finds the right pair.
    None when the item is neither, or when there is nothing to pair it with.
    """
    if not isinstance(item, Note):
        return None
    if item.section in (Section.SAFETY_GOAL, Section.ACT_OF_PROTECTION):
        dangers = session.in_section(Section.DANGER_STATEMENT)
        return LinkGoal(item.id, _next(dangers, item.answers)) if dangers else None
    if item.section is not Section.DANGER_STATEMENT:
        return None
    goals = session.in_section(Section.SAFETY_GOAL)
    now = session.goal_for(item.id)
    if not goals:
        return None
    to = _next(goals, now.id if now else None)
    if to is None:
        return LinkGoal(now.id, None) if now else None
    return LinkGoal(to, item.id)


def agree(item: Item) -> ReviseItem | None:
    """Return the edit that says the next thing about a member's agreement."""
    if not isinstance(item, Member):
        return None
    at = (_AGREEMENTS.index(item.agreement) + 1) % len(_AGREEMENTS)
    return ReviseItem(replace(item, agreement=_AGREEMENTS[at]))


def inform(item: Item) -> ReviseItem | None:
    """Return the edit that says the next thing about how much a member knows."""
    if not isinstance(item, Member):
        return None
    at = (_KNOWS.index(item.knows) + 1) % len(_KNOWS)
    return ReviseItem(replace(item, knows=_KNOWS[at]))


def pay(item: Item) -> ReviseItem | None:
    """Return the edit that says whether a member is paid to be there."""
    return ReviseItem(replace(item, paid=not item.paid)) if isinstance(item, Member) else None


def _next(notes: tuple[Note, ...], now: str | None) -> str | None:
    ids = [note.id for note in notes]
    if now is None:
        return ids[0]
    at = ids.index(now) + 1
    return ids[at] if at < len(ids) else None
