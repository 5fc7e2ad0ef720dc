"""Our Markdown back: a session that is written as the very same copy again.

A copy has no room for everything: when each thing was said, and how long the meeting was, is
not in it. What is, comes back as what it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from soptui.export.document import document
from soptui.export.markdown import markdown_of
from soptui.importing.copies import Kind, Target, kinds_of
from soptui.importing.fitting import Entry, entry, fit
from soptui.importing.letters import in_pieces
from soptui.importing.note_lines import NoteLines, Place, names_in
from soptui.importing.people_lines import mark, members, persons
from soptui.importing.pieces import Piece, Shape, pieces_of
from soptui.importing.taken import Reading, Taken
from soptui.model.alphabet import Column, Detail, Scale, Section, form_of
from soptui.model.session import (
    Circle,
    Details,
    Item,
    Mark,
    Member,
    Note,
    Person,
    Session,
)
from soptui.wording import Wording

_NOON = time(12)
_HIDDEN = (
    "A number that was hidden is not in a copy: it is kept as a hidden 0. Ask for it again "
    "before the numbers are shown."
)
_NOT_THE_SAME = "The file was changed since it was exported, so a new copy will not be the same."
_NO_DAY = "The day of the meeting could not be read: today stands in its place."


def from_markdown(
    lines: list[str], wordings: Iterable[Wording], now: datetime, new_id: Callable[[], str]
) -> Taken | None:
    """Return the session in a Markdown copy, or None if the file is no copy of ours.

    `wordings` are the words that it may be written in, the likeliest first.
    """
    spoken = tuple(wordings)
    best: Taken | None = None
    read = pieces_of(lines)
    for kind in kinds_of(lines, spoken):
        taken = read_copy(kind, spoken, read, (now, new_id), reading=Reading.MARKDOWN, lines=lines)
        if not taken.unplaced and _NOT_THE_SAME not in taken.remarks:
            return taken
        if best is None or taken.unplaced < best.unplaced:
            best = taken
    return best


def read_copy(
    kind: Kind,
    spoken: tuple[Wording, ...],
    read: tuple[tuple[Piece, ...], tuple[str, ...]],
    made: tuple[datetime, Callable[[], str]],
    *,
    reading: Reading,
    lines: list[str] | None = None,
) -> Taken:
    """Return the session that the pieces of a copy hold, and the lines that are none.

    With `lines` each item is read so that the same lines would be written of it. `made` is
    when that is, and what makes the ids.
    """
    pieces, missed = read
    composers = tuple(one.composer for one in (kind.wording, *spoken))
    now, new_id = made
    copy = _Copy(
        kind, NoteLines(kind, composers, names_in(piece.text for piece in pieces), now), now, new_id
    )
    copy.read(pieces, missed)
    return copy.taken(reading, lines)


@dataclass(slots=True)
class _Copy:
    """A copy while it is read, from its head to its end."""

    kind: Kind
    lines: NoteLines
    now: datetime
    new_id: Callable[[], str]
    title: str = ""
    setting: str = ""
    day: date | None = None
    details: dict[Detail, list[str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    order: list[Column] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    chapter: Target = "head"
    part: Target = ""
    who: str = ""
    danger: str | None = None
    under: Detail | None = None

    def read(self, pieces: tuple[Piece, ...], missed: tuple[str, ...]) -> None:
        """Read all of it; what fits nowhere is kept as it stands."""
        for piece in pieces:
            placed = self._heading(piece) if piece.shape is Shape.HEADING else self._put(piece)
            if not placed and piece.text:
                self.unplaced.append(piece.text)
        self.unplaced += missed

    def taken(self, reading: Reading, lines: list[str] | None) -> Taken:
        """Return what was read; of `lines`, each in the way that is written as it stood."""
        if lines is not None:
            fit(self.entries, lambda: self._written(self._session()))
        session = self._session()
        remarks = [_HIDDEN] if any(one.hidden for one in session.marks) else []
        if lines is not None and self._written(session) != [line.rstrip() for line in lines]:
            remarks.append(_NOT_THE_SAME)
        remarks += [] if self.day else [_NO_DAY]
        left = (piece for text in self.unplaced for piece in in_pieces(text))
        kept = tuple(self._unplaced_note(text, session.started) for text in left)
        session = session.with_notes((*session.notes, *kept))
        return Taken(session, reading, len(kept), tuple(remarks))

    def _written(self, session: Session) -> list[str]:
        order = tuple(dict.fromkeys((*self.order, *Column)))
        made = document(session, self.kind.wording, self.kind.profile, order=order)
        return [line.rstrip() for line in markdown_of(made).split("\n")]

    def _session(self) -> Session:
        said = [one.said for one in self.entries]
        day = datetime.combine(self.day, _NOON, self.now.tzinfo) if self.day else self.now
        notes = tuple(replace(one, added=day) for one in said if isinstance(one, Note))
        texts = {name.value: "\n".join(lines) for name, lines in self.details.items()}
        return Session(
            id="new",
            title=self.title,
            started=day,
            setting=self.setting,
            details=Details(**texts),
            notes=notes,
            members=tuple(one for one in said if isinstance(one, Member)),
            people=tuple(one for one in said if isinstance(one, Person)),
            marks=tuple(one for one in said if isinstance(one, Mark)),
        )

    def _unplaced_note(self, text: str, added: datetime) -> Note:
        return Note(
            id=self.new_id(), section=Section.HEARD, column=Column.WORRIED, text=text, added=added
        )

    def _heading(self, piece: Piece) -> bool:
        self.under = self.danger = None
        if piece.depth == 1 and self.chapter == "head" and not self.title:
            self.title = piece.text
            return True
        if piece.depth == 2:
            return self._chapter(piece)
        found = self.kind.second_headings(self.chapter).get(piece.text)
        if found is not None:
            self.part = found
        return found is not None

    def _chapter(self, piece: Piece) -> bool:
        found = self.kind.first_headings.get(piece.text)
        if self.kind.is_by_person:
            self.who = piece.text if found is None else ""
            found = Section.NEXT_STEP
        self.chapter, self.part = found or "", ""
        if isinstance(found, Column):
            self.order.append(found)
        return found is not None

    def _put(self, piece: Piece) -> bool:
        """Put a line where the headings above it say."""
        if piece.shape is Shape.PARAGRAPH:
            return piece.text in self.kind.notices
        match self.chapter:
            case "head":
                return self._head(piece)
            case "statements":
                return self._statement(piece)
            case Column() as column:
                if not isinstance(self.part, Section):
                    return False
                return self._note(piece, Place(self.new_id(), self.part, column))
            case Section.NEXT_STEP:
                place = Place(self.new_id(), Section.NEXT_STEP, Column.NEXT, who=self.who)
                return self._note(piece, place)
            case "network":
                circle = self.part if isinstance(self.part, Circle) else None
                return self._add(piece, members(piece.text, self.new_id(), circle, self.kind))
            case Scale() as scale:
                return self._mark(piece, scale)
            case "details":
                return self._detail(piece, self.kind.detail_labels)
            case "family":
                return self._add(piece, persons(piece.text, self.new_id()))
        return False

    def _head(self, piece: Piece) -> bool:
        if piece.depth or self.chapter != "head":
            return self._detail(piece, {})
        for label, name in self.kind.header_labels.items():
            if not piece.text.startswith(f"{label}:") or isinstance(name, Detail):
                continue
            said = piece.text[len(label) + 1 :].strip()
            match name:
                case "date":
                    self.day = self.kind.day(said)
                    return self.day is not None
                case "meeting" if not self.setting:
                    self.setting = said
                    return True
                case "copy":
                    return True
        labels = self.kind.header_labels.items()
        return self._detail(piece, {k: name for k, name in labels if isinstance(name, Detail)})

    def _detail(self, piece: Piece, labels: dict[str, Detail]) -> bool:
        if piece.depth:
            if self.under is not None:
                self.details[self.under].append(piece.text)
            return self.under is not None
        for label, name in labels.items():
            if name not in self.details and piece.text.startswith(f"{label}:"):
                self.under = name
                said = piece.text[len(label) + 1 :].strip()
                self.details[name] = [said] if said else []
                return True
        return False

    def _statement(self, piece: Piece) -> bool:
        if self.part is Section.HARM_STATEMENT:
            harm = Section.HARM_STATEMENT
            return self._note(piece, Place(self.new_id(), harm, Column.WORRIED))
        if piece.depth and piece.text == self.kind.say("no_goal"):
            return self.danger is not None
        for section in (Section.DANGER_STATEMENT, Section.SAFETY_GOAL):
            is_danger = section is Section.DANGER_STATEMENT
            if bool(piece.depth) is is_danger and bool(piece.depth):
                continue
            column = form_of(section).column or Column.WORRIED
            above = self.danger if piece.depth else None
            place = Place(self.new_id(), section, column, answers=above)
            if self._add(piece, self.lines.labelled(piece.text, place)):
                self.danger = place.id if is_danger else self.danger
                return True
        return False

    def _mark(self, piece: Piece, scale: Scale) -> bool:
        if not piece.depth:
            found = mark(piece.text, self.new_id(), scale, self.kind)
            return self._add(piece, [found] if found else [])
        last = self.entries[-1] if self.entries else None
        for name in ("why", "higher"):
            label = self.kind.wording.say(f"export.scale.{name}").strip()
            if last and isinstance(last.item, Mark) and piece.text.startswith(f"{label}:"):
                if getattr(last, name):
                    continue
                setattr(last, name, piece.text[len(label) + 1 :].strip())
                last.written.append(piece.written)
                return True
        return False

    def _note(self, piece: Piece, place: Place) -> bool:
        return self._add(piece, self.lines.readings(piece.text, place))

    def _add(self, piece: Piece, ways: Iterable[Item]) -> bool:
        found = entry(piece.written, ways)
        if found is None or not piece.text:
            return False
        self.entries.append(found)
        return True
