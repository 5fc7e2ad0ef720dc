"""The capture grammar: what a typed line means, and the edit it becomes.

Pure functions. Nothing typed is ever refused: what cannot be what its sigil says is kept
as a heard note, with every word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from soptui.model.alphabet import Column, Detail, Roster, Scale, Section, form_of
from soptui.model.composing import Composer
from soptui.model.draft import Draft, begin, blank, enter, pasted, read_line, split_said_by
from soptui.model.edits import AddDetail, AddEntries, Edit, RestateNote, ReviseItem, RewordNote
from soptui.model.session import Circle, Item, Mark, Member, Note, Person, Session, kind_of

__all__ = [
    "Desk",
    "Draft",
    "begin",
    "blank",
    "circle",
    "enter",
    "notes_from",
    "pasted",
    "rating",
    "read_line",
    "reopen",
    "says_only",
    "split_said_by",
    "to_edit",
]


_RATING = re.compile(r"(\d{1,2})(?:\s*(?:/|of|out of|de)\s*10)?")
_BEST = 10
# Both languages at once, because both are typed in one meeting.
_CIRCLES = {ring.value: ring for ring in Circle} | {
    "interior": Circle.INNER,
    "cercano": Circle.INNER,
    "adentro": Circle.INNER,
    "medio": Circle.MIDDLE,
    "en medio": Circle.MIDDLE,
    "exterior": Circle.OUTER,
    "afuera": Circle.OUTER,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What an entry needs to become an edit: where, when, in what words, and for whom."""

    session: Session
    aim: Column
    now: datetime
    new_id: Callable[[], str]
    composer: Composer


def reopen(item: Item, *, whole: bool = False, shown: bool = False) -> Draft:
    """Return a draft that changes something on the map, at the first part still wanted.

    A hidden number stays out of it, unless it is to be `shown`; a part that is left empty
    does not change it.
    """
    kind = kind_of(item)
    form = form_of(kind)
    said_by = ""
    match item:
        case Note() if form.composed and not whole:
            parts = item.parts or form.around(item.text)
        case Note():
            text = f"{item.text} ^{item.said_by}"
            if split_said_by(text) != (item.text, item.said_by):
                text, said_by = item.text, item.said_by  # a name that would not be read back
            parts = (text,)
        case Member():
            ring = item.circle.value if item.circle else ""
            parts = (item.name, item.relationship, ring, item.does, item.contact)
        case Person():
            parts = (item.name, item.age, item.relationship)
        case Mark():
            parts = (item.who, str(item.value), item.why, item.higher)
    missing = form.missing(parts)
    first = next((at for at, part in enumerate(form.parts) if part.name in missing), 0)
    whole = isinstance(item, Note) and (whole or not form.composed)
    staff_only = isinstance(item, Note) and item.staff_only
    if isinstance(item, Mark) and item.hidden and not shown:
        parts = (item.who, "", item.why, item.higher)
    hidden = isinstance(item, Mark) and item.hidden
    at = 0 if whole else first
    return Draft(kind, parts, at, said_by, item.id, whole, staff_only, hidden)


def is_unchanged(draft: Draft, session: Session) -> bool:
    """Whether a draft that edits something says only what the map says already."""
    item = session.find(draft.editing) if draft.editing else None
    return item is not None and says_only(draft, item)


def says_only(draft: Draft, item: Item) -> bool:
    """Whether a draft says what an item of its kind says, and nothing else."""
    told = isinstance(item, Mark) and bool(draft.parts[1])
    before = reopen(item, whole=draft.whole, shown=told)
    put = before.put(before.parts[before.at])
    return (put.parts, put.said_by) == (draft.parts, draft.said_by)


def to_edit(draft: Draft, desk: Desk) -> Edit | None:
    """Return the change that a finished draft asks for; None if nothing was typed.

    What it would change may be gone by now: then its words become a new entry.
    """
    if draft.is_empty:
        return None
    item = desk.session.find(draft.editing) if draft.editing is not None else None
    if item is not None:
        return _revision(draft, item, desk)
    if isinstance(draft.kind, Detail):
        return AddDetail(draft.kind, _with_speaker(draft.parts[0], draft.said_by))
    return AddEntries((_item(draft, desk.new_id(), desk),))


def notes_from(lines: tuple[str, ...], desk: Desk) -> AddEntries:
    """Return the edit that puts pasted lines on the map, each as a heard note."""
    return AddEntries(
        tuple(_item(blank(Section.HEARD).put(line), desk.new_id(), desk) for line in lines)
    )


def rating(text: str) -> int | None:
    """Return a whole number from 0 to 10, or None for any other text."""
    found = _RATING.fullmatch(text.strip())
    value = int(found[1]) if found else _BEST + 1
    return value if value <= _BEST else None


def circle(text: str) -> Circle | None:
    """Return the circle that a word names, in English or Spanish, or None."""
    word = text.casefold().removeprefix("círculo ").removesuffix(" circle")
    return _CIRCLES.get(word.removeprefix("del ").removeprefix("de "))


def _item(draft: Draft, item_id: str, desk: Desk) -> Item:
    parts = draft.parts
    match draft.kind:
        case Section() as section:
            return _note(draft, section, item_id, desk)
        case Roster.MEMBER if parts[0]:
            return _member(Member(id=item_id, name=parts[0]), draft)
        case Roster.PERSON if parts[0]:
            return _person(Person(id=item_id, name=parts[0]), draft)
        case Scale() as scale if parts[0] and (value := rating(parts[1])) is not None:
            # Whoever comes in while a round is hidden does not show a number before the others.
            marks = [mark for mark in desk.session.marks if mark.scale is scale]
            hidden = draft.hidden or any(mark.hidden for mark in marks)
            mark = Mark(id=item_id, scale=scale, who=parts[0], value=value, hidden=hidden)
            return _mark(mark, draft)
    said = parts[: max(at for at, text in enumerate(parts, 1) if text)]
    heard = " / ".join(said).strip()
    text = f"{draft.form.sigil} {heard}"
    kept = Draft(Section.HEARD, (text,), said_by=draft.said_by, staff_only=draft.staff_only)
    return _note(kept, Section.HEARD, item_id, desk)


def _note(draft: Draft, section: Section, item_id: str, desk: Desk) -> Note:
    form = form_of(section)
    text = _sentence(draft, section, desk)
    return Note(
        id=item_id,
        section=section,
        column=form.column or desk.aim,
        text=text,
        parts=draft.parts if draft.asks_parts else form.around(text),
        said_by=draft.said_by,
        staff_only=draft.staff_only,
        answers=_unanswered(desk.session) if section is Section.SAFETY_GOAL else None,
        added=desk.now,
    )


def _sentence(draft: Draft, section: Section, desk: Desk) -> str:
    if draft.asks_parts:
        return desk.composer.sentence(section, draft.parts)
    text = draft.parts[0]
    if section is Section.CHILD_VOICE and text.endswith('"') and text.count('"') % 2:
        text = text[:-1].rstrip() or text  # the quote that the sigil opened
    return text


def _revision(draft: Draft, item: Item, desk: Desk) -> Edit:
    match item:
        case Note() if draft.asks_parts and draft.kind is item.section:
            # A sentence that was edited freely stays as long as its parts do.
            same = draft.parts == (item.parts or draft.form.around(item.text))
            text = item.text if same else desk.composer.sentence(item.section, draft.parts)
            return RestateNote(item.id, draft.parts, text, draft.said_by or None)
        case Note():
            section = draft.kind if isinstance(draft.kind, Section) else item.section
            return RewordNote(item.id, _sentence(draft, section, desk), draft.said_by)
        case Member():
            return ReviseItem(_member(item, draft))
        case Person():
            return ReviseItem(_person(item, draft))
        case Mark():
            return ReviseItem(_mark(item, draft))


def _member(member: Member, draft: Draft) -> Member:
    name, relationship, ring_text, does, contact = draft.parts
    ring = circle(ring_text)
    if ring is None and ring_text:  # not a circle: then it says what the member will do
        ring, does = member.circle, f"{ring_text}; {does}" if does else ring_text
    return replace(
        member,
        name=name or member.name,
        relationship=relationship,
        circle=ring,
        does=_with_speaker(does, draft.said_by),
        contact=contact,
    )


def _person(person: Person, draft: Draft) -> Person:
    name, age, relationship = draft.parts
    relationship = _with_speaker(relationship, draft.said_by)
    return replace(person, name=name or person.name, age=age, relationship=relationship)


def _mark(mark: Mark, draft: Draft) -> Mark:
    who, value_text, why, higher = draft.parts
    value = rating(value_text)
    if value is None and value_text:  # not a rating: the words stay, and the old number
        why = f"{value_text}; {why}" if why else value_text
    return replace(
        mark,
        who=who or mark.who,
        value=mark.value if value is None else value,
        why=why,
        higher=_with_speaker(higher, draft.said_by),
    )


def _with_speaker(text: str, said_by: str) -> str:
    # Only notes remember who said them: elsewhere the typed "^name" stays in the text.
    return f"{text} ^{said_by}".strip() if said_by else text


def _unanswered(session: Session) -> str | None:
    """The newest danger statement that no goal answers yet."""
    answered = {note.answers for note in session.in_section(Section.SAFETY_GOAL)}
    open_ones = [
        note for note in session.in_section(Section.DANGER_STATEMENT) if note.id not in answered
    ]
    newest = max(reversed(open_ones), key=lambda note: note.added, default=None)
    return newest.id if newest else None
