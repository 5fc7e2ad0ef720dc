"""Commands that change an entry, which they name by its number."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from soptui.app.board_edits import agree, inform, pay
from soptui.model.alphabet import BY_SIGIL, Column, Section
from soptui.model.draft import Draft
from soptui.model.edits import (
    Edit,
    LinkGoal,
    MoveNote,
    RemoveItem,
    ResortNote,
    RestoreNote,
    SetStaffOnly,
    ShiftNote,
)
from soptui.model.grammar import reopen
from soptui.model.session import Item, Note
from soptui.plain.reading import place_of

if TYPE_CHECKING:
    from soptui.plain.table import Table

_ANSWERING = (Section.SAFETY_GOAL, Section.ACT_OF_PROTECTION)


def edit(table: "Table", rest: str) -> None:
    """Change an entry: ask for its parts, or take what is typed behind its number."""
    item, text = _entry(table, rest)
    if item is None:
        return
    if not isinstance(item, Note):
        draft = reopen(item)
        table.edit(draft.go(-draft.at) if text else draft)
    else:
        draft = reopen(item)
        is_whole = draft.whole or bool(text)
        # Who said it stays, unless somebody else is named.
        kept = Draft(item.section, (item.text,), 0, item.said_by, item.id, whole=True)
        table.edit(kept if is_whole else draft)
    if text and table.line.draft is not None:
        table.line.say(text)


def remove(table: "Table", rest: str) -> None:
    """Take an entry off the map."""
    item, _ = _entry(table, rest)
    if item is not None:
        role = table.reader.role(item)
        if table.do(RemoveItem(item.id)):
            table.tell("plain.removed", what=role)


def restore(table: "Table", _: str) -> None:
    """Bring back the note that was removed last."""
    found = table.history.last_removed()
    if found is None:
        table.tell("status.nothing_to_bring_back")
    else:
        _do(table, found[0], RestoreNote(*found))


def move(table: "Table", rest: str) -> None:
    """Carry a note to another column, or one place up or down."""
    item, word = _entry(table, rest)
    if item is None:
        return
    say = table.wording.say
    if word in (say("plain.up"), "up") or word in (say("plain.down"), "down"):
        by = -1 if word in (say("plain.up"), "up") else +1
        _do(table, item, ShiftNote(item.id, by))
        return
    place = place_of(word, table.wording)
    if place is None or place not in tuple(Column):
        table.tell("plain.no_place")
    else:
        _do(table, item, MoveNote(item.id, Column(place)))


def sort(table: "Table", rest: str) -> None:
    """Say what a note is, by the sign or the name of what it is."""
    item, word = _entry(table, rest)
    if item is None:
        return
    named = {table.wording.name(section).casefold(): section for section in Section}
    signs = {sign: form.kind for sign, form in BY_SIGIL.items()} | {".": Section.HEARD}
    to = named.get(word.casefold()) or signs.get(word)
    if isinstance(item, Note) and isinstance(to, Section):
        _do(table, item, ResortNote(item.id, to, table.history.earlier_parts(item, to)))
    else:
        table.tell("plain.no_sign")


def link(table: "Table", rest: str) -> None:
    """Pair a goal, or an act of protection, with a danger; with one number, let them go."""
    first, left = _entry(table, rest)
    if first is None:
        return
    if not left:
        if isinstance(first, Note) and first.section in _ANSWERING:
            _do(table, first, LinkGoal(first.id, None))
        else:
            table.tell("plain.no_link")
        return
    second, _ = _entry(table, left)
    if second is None:
        return
    pair = sorted((first, second), key=lambda item: _section(item) is Section.DANGER_STATEMENT)
    if _section(pair[0]) in _ANSWERING and _section(pair[1]) is Section.DANGER_STATEMENT:
        _do(table, pair[0], LinkGoal(pair[0].id, pair[1].id))
    else:
        table.tell("plain.no_link")


def staff(table: "Table", rest: str) -> None:
    """Keep a note for staff only, or let it be seen."""
    item, _ = _entry(table, rest)
    if isinstance(item, Note):
        _do(table, item, SetStaffOnly(item.id, staff_only=not item.staff_only))
    elif item is not None:
        table.tell("plain.not_possible")


def agreed(table: "Table", rest: str) -> None:
    """Say the next thing about a member's agreement."""
    _of_member(table, rest, agree)


def knows(table: "Table", rest: str) -> None:
    """Say the next thing about how much a member knows."""
    _of_member(table, rest, inform)


def paid(table: "Table", rest: str) -> None:
    """Say whether a member is paid to be there."""
    _of_member(table, rest, pay)


def _entry(table: "Table", rest: str) -> tuple[Item | None, str]:
    """Return the entry that a command names by its number, and what stands behind that."""
    number, _, left = rest.partition(" ")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        table.tell("plain.no_number")
        return None, ""
    item = table.reader.item(int(number), table.session)
    if item is None:
        table.tell("plain.not_there", number=number)
    return item, left.strip()


def _do(table: "Table", item: Item, change: Edit) -> None:
    """Make a change of one entry, and say what it is now."""
    changed = table.do(change)
    now = table.session.find(item.id)
    if now is not None and changed:
        table.tell_item(now)
        table.asking.changed(item.id)
    elif not table.is_reading:
        table.tell("plain.unchanged")


def _of_member(table: "Table", rest: str, how: Callable[[Item], Edit | None]) -> None:
    item, _ = _entry(table, rest)
    change = how(item) if item is not None else None
    if item is not None and change is not None:
        _do(table, item, change)
    elif item is not None:
        table.tell("plain.not_possible")


def _section(item: Item) -> Section | None:
    return item.section if isinstance(item, Note) else None
