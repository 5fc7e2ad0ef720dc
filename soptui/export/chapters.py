"""The chapters of a document: what stands under each heading, and in what order."""

from collections.abc import Iterator
from dataclasses import dataclass

from soptui.export.blocks import Block, Bullet, Heading, Labelled, Line, Paragraph, ours, theirs
from soptui.export.profile import Profile
from soptui.model.alphabet import Column, Detail, Section, form_of, sections_of
from soptui.model.session import Note, Session
from soptui.wording import Wording

STATEMENTS = (Section.HARM_STATEMENT, Section.DANGER_STATEMENT, Section.SAFETY_GOAL)
_APART = (*STATEMENTS, Section.NEXT_STEP)
_STEP_LABELS = ("who", "by", "checks")


@dataclass(frozen=True, slots=True)
class Chapters:
    """Writes the chapters about notes and details for one session and one kind of copy."""

    session: Session
    wording: Wording
    profile: Profile

    def say(self, key: str) -> str:
        """Return our words under a key, as this copy says them."""
        return self.wording.say(f"export.{self.profile.value}.{key}")

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
        yield Paragraph((ours(say("export.draft")),))
        yield Paragraph((ours(self.say("confidential")),))

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
        for column in order:
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
            yield from (self._step(note) for note in steps)

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
        return Bullet((*self._before(note), *said, *self._behind(note)))

    def _labelled(self, note: Note, remark: str = "", depth: int = 0) -> Labelled:
        label = self.say(note.section.value)
        if note.staff_only:
            label += f" ({self.wording.say('export.staff_only').lower()})"
        return Labelled(label, (theirs(note.text), *self._behind(note, (ours(remark),))), depth)

    def _step(self, note: Note) -> Bullet:
        parts = note.parts
        if not parts or not parts[0]:
            return self._note(note)
        if not self.wording.composes(note.section, parts, note.text):
            return self._note(note)  # it was worded by hand
        what = parts[0][:1].upper() + parts[0][1:]
        remarks = [
            (ours(f"{self.wording.say(f'export.{name}')}: "), theirs(part))
            for name, part in zip(_STEP_LABELS, parts[1:], strict=True)
            if part
        ]
        return Bullet((*self._before(note), theirs(what), *self._behind(note, *remarks)))

    def _before(self, note: Note) -> Line:
        return (ours(f"{self.wording.say('export.staff_only')}: "),) if note.staff_only else ()

    def _behind(self, note: Note, *remarks: Line) -> Line:
        """Return what stands in parentheses behind a note: remarks, who said it, what is open."""
        speaker: Line = ()
        if note.said_by:
            speaker = (ours(f"{self.wording.say('export.said_by')} "), theirs(note.said_by))
        still: Line = ()
        if note.missing:
            parts = self.wording.missing(form_of(note.section), note.missing)
            still = (ours(self.wording.say("export.open", parts=parts)),)
        return in_parentheses(*remarks, speaker, still)


def in_parentheses(*remarks: Line) -> Line:
    """Return the remarks that say something in one pair of parentheses, or nothing."""
    runs = [
        run for remark in remarks if any(r.text for r in remark) for run in (ours("; "), *remark)
    ]
    return (ours(" ("), *runs[1:], ours(")")) if runs else ()
