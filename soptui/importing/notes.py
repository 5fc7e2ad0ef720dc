"""Notes that were taken elsewhere, on a map: what stands under a known heading goes there.

A line under no heading is a heard note among the worries. Nothing is left out: what cannot be
what its heading says is heard as well.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from soptui.importing.apart import taken_apart
from soptui.importing.called import Called, Target
from soptui.importing.letters import in_pieces
from soptui.importing.outline import CAPITALS, Entry, outline
from soptui.importing.taken import Reading, Taken
from soptui.model.alphabet import Column, Detail, Form, Roster, Scale, Section, form_of
from soptui.model.draft import Draft, blank, split_said_by
from soptui.model.edits import AddDetail, AddEntries
from soptui.model.grammar import Desk, rating, to_edit
from soptui.model.session import Details, Item, Mark, Member, Note, Person, Session
from soptui.model.text import cleaned
from soptui.wording import Wording

_LONGEST_NAME, _LONGEST_TITLE = 4, 80
_PAIRED = 200
"""So many goals are paired with the dangers above them; nobody has more."""

_MARK = re.compile(
    r"([^:]{1,80}?)\s*[\s:–—-]\s*(\d{1,2}(?:\s*(?:/|of|out of|de)\s*10)?)(?![\w/])[\s,;:.–—-]*(.*)"
)
_MEMBER = re.compile(r"([^(),:]{1,80}?)\s*(?:\(([^()]*)\))?(?:,\s*([^:]*))?(?:[:–—]\s*(.*))?")
_PERSON = re.compile(r"([^(),:]{1,80}?)\s*(?:\(([^()]*)\)|,\s*(\d{1,3}))?(?:\s*,\s*(.*))?")
_STAFF = re.compile(r"(?:staff only|solo para el personal)\s*:\s+", re.IGNORECASE)


def from_notes(
    lines: list[str], wordings: Iterable[Wording], now: datetime, new_id: Callable[[], str]
) -> Taken:
    """Return a session made of plain notes."""
    reader = _Notes(tuple(wordings), now, new_id)
    entries = list(outline(lines, reader.called.is_name))
    if _begins_with_title(entries):
        entries[0] = replace(entries[0], level=1)
    for entry in entries:
        reader.read(entry)
    return reader.taken()


def _begins_with_title(entries: list[Entry]) -> bool:
    """Say whether the first line stands alone over the first heading, as a title does."""
    if len(entries) < 2 or entries[0].level or not entries[1].level:
        return False
    first = entries[0]
    return not first.listed and first.form is None and len(first.text) <= _LONGEST_TITLE


class _Notes:
    """What was read so far, and under which heading."""

    def __init__(
        self, spoken: tuple[Wording, ...], now: datetime, new_id: Callable[[], str]
    ) -> None:
        self.called = Called(spoken)
        self._composers = tuple(wording.composer for wording in spoken)
        self._now = now
        self._new_id = new_id
        self._column = Column.WORRIED
        self._target: Target | None = None
        self._level = CAPITALS
        self._title = ""
        self._items: list[Item] = []
        self._details: dict[Detail, list[str]] = {}
        self._context = Session(id="new", title="", started=now)
        self._paired = 0
        self._unplaced = 0

    def taken(self) -> Taken:
        """Return the session that was read."""
        texts = {name.value: "\n".join(lines) for name, lines in self._details.items()}
        items = self._items
        session = Session(
            id="new",
            title=self._title,
            started=self._now,
            details=Details(**texts),
            notes=tuple(item for item in items if isinstance(item, Note)),
            members=tuple(item for item in items if isinstance(item, Member)),
            people=tuple(item for item in items if isinstance(item, Person)),
            marks=tuple(item for item in items if isinstance(item, Mark)),
        )
        return Taken(session, Reading.NOTES, self._unplaced)

    def read(self, entry: Entry) -> None:
        """Take in a heading or a note."""
        if entry.level:
            self._heading(entry)
        else:
            for text in in_pieces(entry.text):
                self._line(replace(entry, text=text))

    def _heading(self, entry: Entry) -> None:
        target = self.called.target(entry.text)
        if target is not None:
            self._aim(target)
            self._level = entry.level
        elif entry.level == 1 and not self._title and not self._items:
            self._title = cleaned(entry.text)
        elif entry.text:
            if entry.level <= self._level:  # a chapter that no map has
                self._target, self._column = None, Column.WORRIED
            self._heard(entry.text)
            self._unplaced += 1

    def _aim(self, target: Target) -> None:
        self._target = target
        if isinstance(target, Column):
            self._column = target
        elif (column := form_of(target).column) is not None:
            self._column = column

    def _line(self, entry: Entry) -> None:
        text, target = entry.text, self._target
        if entry.form is not None:
            return self._entered(entry.form, text)
        if found := self.called.labelled(text):
            target, text = found
            if not entry.listed:
                self._aim(target)
            elif isinstance(target, Column):
                target, text = self._target, entry.text
        if target is None or isinstance(target, Column):
            return self._heard(text)
        if isinstance(target, Detail):
            self._details.setdefault(target, []).append(text)
            return None
        form = form_of(target)
        if form.composed and " / " in text:
            return self._entered(form, text)
        return self._placed(form, text)

    def _entered(self, form: Form, text: str) -> None:
        """Take in a line as if it had been typed, its parts and who said it read."""
        self._do(blank(form.kind).put(text))

    def _placed(self, form: Form, text: str) -> None:
        """Take in what stands under a heading, or behind a label, as its words are."""
        match form.kind:
            case Roster.MEMBER:
                found = _MEMBER.fullmatch(text)
                name, aside, kin, does = found.groups("") if found else (text, "", "", "")
                self._person(form, text, (name, aside or kin, "", does, ""))
            case Roster.PERSON:
                found = _PERSON.fullmatch(text)
                name, age, years, kin = found.groups("") if found else (text, "", "", "")
                self._person(form, text, (name, age or years, kin))
            case Scale():
                number = _MARK.fullmatch(text)
                if number is None or rating(number[2]) is None:
                    self._unsorted(text)
                else:
                    self._do(Draft(form.kind, (*map(cleaned, number.groups("")), "")))
            case Section() as section:
                self._note(section, text)

    def _person(self, form: Form, text: str, parts: tuple[str, ...]) -> None:
        if 0 < len(parts[0].split()) <= _LONGEST_NAME:
            self._do(Draft(form.kind, tuple(map(cleaned, parts))))
        else:
            self._unsorted(text)

    def _unsorted(self, text: str) -> None:
        self._unplaced += 1
        self._heard(text)

    def _heard(self, text: str) -> None:
        self._note(Section.HEARD, text)

    def _note(self, section: Section, text: str) -> None:
        """Keep a line in the words that it has; what it is made of is found if it can be."""
        staff = _STAFF.match(text)
        text, said_by = split_said_by(text[staff.end() :] if staff else text)
        form = form_of(section)
        parts = form.around(text)
        if form.composed:
            parts = taken_apart(text, section, self._composers) or parts
        self._keep(
            Note(
                id=self._new_id(),
                section=section,
                column=form.column or self._column,
                text=text,
                added=self._now,
                parts=parts,
                said_by=said_by,
                staff_only=staff is not None,
                answers=self._danger() if section is Section.SAFETY_GOAL else None,
            )
        )

    def _with_danger(self, item: Item) -> Item:
        if isinstance(item, Note) and item.section is Section.SAFETY_GOAL:
            return replace(item, answers=self._danger())
        return item

    def _danger(self) -> str | None:
        """Return the danger that the goal in this line most likely answers."""
        answered = {note.answers for note in self._context.in_section(Section.SAFETY_GOAL)}
        dangers = self._context.in_section(Section.DANGER_STATEMENT)
        return next((one.id for one in dangers if one.id not in answered), None)

    def _do(self, draft: Draft) -> None:
        """Take in what was typed, as the capture line does."""
        composer = self._composers[0]
        desk = Desk(self._context, self._column, self._now, self._new_id, composer)
        match to_edit(draft, desk):
            case AddDetail(field, text):
                self._details.setdefault(field, []).append(text)
            case AddEntries(entries):
                for item in entries:
                    self._keep(self._with_danger(item))

    def _keep(self, item: Item) -> None:
        self._items.append(item)
        pairs = (Section.DANGER_STATEMENT, Section.SAFETY_GOAL)
        if isinstance(item, Note) and item.section in pairs and self._paired < _PAIRED:
            self._paired += 1
            self._context = self._context.with_notes((*self._context.notes, item))
