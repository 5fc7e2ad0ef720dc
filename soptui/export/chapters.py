"""The chapters of a document: what stands under each heading, and in what order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from soptui.export.blocks import (
    Beside,
    Block,
    Bullet,
    Heading,
    Labelled,
    Line,
    Notice,
    Row,
    Table,
    ours,
    theirs,
)
from soptui.export.dates import date_of
from soptui.export.profile import Profile
from soptui.model.alphabet import STATEMENTS, Column, Detail, Section, form_of, sections_of
from soptui.model.session import Note, Session
from soptui.wording import Wording

_APART = (*STATEMENTS, Section.NEXT_STEP)
_STEP_LABELS = ("who", "by", "checks")
_WITH_FLAGS = (Profile.CASE_FILE, Profile.TRAINING, Profile.NEXT_STEPS)
"""The copies that say what is still open; a family or a court is not shown our gaps."""


@dataclass(frozen=True, slots=True)
class Chapters:
    """Writes the chapters about notes and details for one session and one kind of copy."""

    session: Session
    wording: Wording
    profile: Profile

    def say(self, key: str) -> str:
        """Return our words under a key, as this copy says them, or else as the case file does."""
        try:
            return self.wording.say(f"export.{self.profile.value}.{key}")
        except KeyError:
            return self.wording.say(f"export.{Profile.CASE_FILE.value}.{key}")

    def heading(self, key: str, level: int = 2) -> Heading:
        """Return a heading of ours."""
        return Heading((ours(self.say(key)),), level)

    def header(self) -> Iterator[Block]:
        """Write what the document is about and what it is not."""
        session, say = self.session, self.wording.say
        yield Heading((theirs(session.title),), 1)
        day = self.wording.day(session.started.date(), long=True)
        yield Labelled(say("export.date"), (ours(day),))
        if session.setting:
            yield Labelled(say("export.meeting"), (theirs(session.setting),))
        yield Labelled(say("export.copy"), (ours(self.say("copy")),))
        for field in (Detail.PURPOSE, Detail.DECISION):
            yield from self._detail(self.say(field.value), session.details.of(field))
        yield Notice((ours(say("export.draft")),))
        yield Notice((ours(self.say("confidential")),))

    def statements(self) -> Iterator[Block]:
        """Write the harm statements, then each danger with the goal that answers it."""
        session = self.session
        harms = session.in_section(Section.HARM_STATEMENT)
        dangers = session.in_section(Section.DANGER_STATEMENT)
        goals = session.in_section(Section.SAFETY_GOAL)
        if harms or dangers or goals:
            yield self.heading("statements")
        if harms:
            yield self.heading("harm_statement", 3)
            yield from (self._note(note) for note in harms)
        if dangers or goals:
            yield self.heading("dangers", 3)
        for danger in dangers:
            yield self._labelled(danger)
            answers = [goal for goal in goals if goal.answers == danger.id]
            yield from (self._labelled(goal, depth=1) for goal in answers)
            if not answers and self.say("no_goal"):
                yield Bullet((ours(self.say("no_goal")),), depth=1)
        known = {danger.id for danger in dangers}
        for goal in goals:
            if goal.answers not in known:
                yield self._labelled(goal, self.say("no_danger"))

    def map(self, order: tuple[Column, ...]) -> Iterator[Block]:
        """Write the three questions in this order and the notes under each, by section."""
        columns = tuple(tuple(self._column(column)) for column in order)
        if any(columns):
            yield Beside(tuple(column for column in columns if column))

    def _column(self, column: Column) -> Iterator[Block]:
        notes = [note for note in self.session.under(column) if note.section not in _APART]
        if notes:
            yield Heading((ours(self.wording.question(column)),), 2)
        # A note may stand where its section is not at home: it must not get lost.
        for section in dict.fromkeys((*sections_of(column), *Section)):
            found = [note for note in notes if note.section is section]
            if found:
                yield self.heading(section.value, 3)
                yield from (self._note(note) for note in found)

    def steps(self) -> Iterator[Block]:
        """Write the next steps with who does them and by when."""
        steps = self.session.in_section(Section.NEXT_STEP)
        if steps:
            yield self.heading(Section.NEXT_STEP.value)
            yield self._table(steps, ("what", *_STEP_LABELS))

    def steps_of_each(self) -> Iterator[Block]:
        """Write the next steps person by person, for each by date; undated ones come last."""
        day = self.session.started.date()
        steps = self.session.in_section(Section.NEXT_STEP)
        for who in dict.fromkeys(self._who(note) for note in steps):
            own = sorted(
                (note for note in steps if self._who(note) == who),
                key=lambda note: date_of(self._when(note), day) or date.max,
            )
            yield Heading((theirs(who) if who else ours(self.say("nobody")),), 2)
            yield self._table(own, ("what", *_STEP_LABELS[1:]) if who else ("what", *_STEP_LABELS))

    def _who(self, note: Note) -> str:
        """Return who does a step; not somebody who was taken out of it when it was reworded."""
        who = "".join(note.parts[1:2])
        return who if who in note.text or not self._is_by_hand(note) else ""

    def _when(self, note: Note) -> str:
        """Return the words that say by when a step is to be done, among others perhaps."""
        return note.text if self._is_by_hand(note) else "".join(note.parts[2:3])

    def _is_by_hand(self, note: Note) -> bool:
        """Say whether a step stands as it was worded: nobody knows what its parts say now."""
        parts = note.parts
        composed = parts and parts[0] and self.wording.composes(note.section, parts, note.text)
        return not composed

    def _table(self, steps: Iterable[Note], columns: tuple[str, ...]) -> Table:
        head = tuple(self.wording.say(f"export.table.{name}") for name in columns)
        return Table(head, tuple(self._row(note, columns) for note in steps))

    def _row(self, note: Note, columns: tuple[str, ...]) -> Row:
        """Return a step as a row, and as an item that says with each part what it is."""
        parts = note.parts
        by_hand = self._is_by_hand(note)
        what = theirs(note.text if by_hand else parts[0][:1].upper() + parts[0][1:])
        said = {} if by_hand else dict(zip(_STEP_LABELS, parts[1:], strict=True))
        remarks = [
            (ours(f"{self.wording.say(f'export.{name}')}: "), theirs(said[name]))
            for name in columns[1:]
            if said.get(name)
        ]
        line = (*self._before(note), what)
        cells = ((*line, *self._behind(note)), *(_cell(said.get(name, "")) for name in columns[1:]))
        item = Bullet((*line, *self._behind(note, *remarks)), sign=form_of(note.section).sigil)
        return Row(cells, item)

    def details(self) -> Iterator[Block]:
        """Write what frames the map and how the meeting closed."""
        labels = {
            Detail.CULTURE: self.say("culture"),
            Detail.AGREEMENTS: self.wording.say("export.agreements"),
            Detail.HOPES: self.say("hopes"),
            Detail.PLUS: self.say("plus"),
            Detail.DELTA: self.say("delta"),
            Detail.PARKING: self.say("parking"),
        }
        details = self.session.details
        if any(details.of(field) for field in labels):
            yield self.heading("details")
        for field, label in labels.items():
            yield from self._detail(label, details.of(field))

    def _detail(self, label: str, text: str) -> Iterator[Block]:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) == 1:
            yield Labelled(label, (theirs(lines[0]),))
        elif lines:
            yield Labelled(label, ())
            yield from (Bullet((theirs(line),), depth=1) for line in lines)

    def _note(self, note: Note) -> Bullet:
        said: Line = (theirs(note.text),)
        if note.section is Section.CHILD_VOICE and note.text[:1] not in ('"', "“", "«"):
            said = (ours('"'), *said, ours('"'))
        line = (*self._before(note), *said, *self._behind(note))
        return Bullet(line, sign=form_of(note.section).sigil)

    def _labelled(self, note: Note, remark: str = "", depth: int = 0) -> Labelled:
        label = self.say(note.section.value)
        if note.staff_only:
            label += f" ({self.wording.say('export.staff_only').lower()})"
        line = (theirs(note.text), *self._behind(note, (ours(remark),)))
        return Labelled(label, line, depth, form_of(note.section).sigil)

    def _before(self, note: Note) -> Line:
        return (ours(f"{self.wording.say('export.staff_only')}: "),) if note.staff_only else ()

    def _behind(self, note: Note, *remarks: Line) -> Line:
        """Return what stands in parentheses behind a note: remarks, who said it, what is open."""
        speaker: Line = ()
        if note.said_by:
            speaker = (ours(f"{self.wording.say('export.said_by')} "), theirs(note.said_by))
        still: Line = ()
        if note.missing and self.profile in _WITH_FLAGS:
            parts = self.wording.missing(form_of(note.section), note.missing)
            still = (ours(self.wording.say("export.open", parts=parts)),)
        return in_parentheses(*remarks, speaker, still)


def _cell(text: str) -> Line:
    return (theirs(text),) if text else ()


def in_parentheses(*remarks: Line) -> Line:
    """Return the remarks that say something in one pair of parentheses, or nothing."""
    runs = [
        run for remark in remarks if any(r.text for r in remark) for run in (ours("; "), *remark)
    ]
    return (ours(" ("), *runs[1:], ours(")")) if runs else ()
