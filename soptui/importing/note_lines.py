"""The lines of a copy that say notes: what each says, as a note, in every way it can be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import combinations

from soptui.importing.apart import Parts, taken_apart
from soptui.importing.copies import Kind
from soptui.importing.remarks import Found, Slot, taken_off
from soptui.model.alphabet import Column, Form, Section, form_of
from soptui.model.composing import Composer
from soptui.model.session import Note

_GAP = "…"
_QUOTES = ('"', "“", "«")
_STEP_REMARKS = ("who", "by", "checks")
_LONGEST_NAME = 3
_MOST_APART = 500
"""So many statements are taken apart; whoever has more has no map, and waits for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, and what that says of its note."""

    id: str
    section: Section
    column: Column
    answers: str | None = None
    who: str = ""


class NoteLines:
    """Reads the lines of one kind of copy."""

    def __init__(
        self, kind: Kind, composers: tuple[Composer, ...], names: frozenset[str], added: datetime
    ) -> None:
        self._kind = kind
        self._composers = composers
        self._names = names
        self._added = added
        self._apart: dict[tuple[str, Section, Parts | None], Parts | None] = {}
        self._slots: dict[Section, tuple[Slot, ...]] = {}

    def readings(self, text: str, place: Place) -> Iterator[Note]:
        """Go through the ways to read a line, the one that says most of it first.

        The last takes the whole line as the words of the note.
        """
        for staff_only, said in self._without_staff(text):
            for words, found in taken_off(said, self._slots_of(place.section)):
                yield from self._notes(words, place, found, staff_only=staff_only)
            yield from self._notes(said, place, {}, staff_only=staff_only)

    def labelled(self, text: str, place: Place) -> Iterator[Note]:
        """Go through the ways to read a line that says first what it is: a danger, a goal."""
        for label, staff_only in self.labels(place.section):
            if text.startswith(f"{label}:"):
                said = text[len(label) + 1 :].strip()
                for words, found in taken_off(said, self._slots_of(place.section)):
                    yield from self._notes(words, place, found, staff_only=staff_only)
                yield from self._notes(said, place, {}, staff_only=staff_only)

    def labels(self, section: Section) -> tuple[tuple[str, bool], ...]:
        """Return what such a line can say first, and whether it is then for staff only."""
        label = self._kind.chapters.say(section.value)
        staff = f"{label} ({self._kind.wording.say('export.staff_only').lower()})"
        return ((staff.strip(), True), (label.strip(), False))

    def _without_staff(self, text: str) -> Iterator[tuple[bool, str]]:
        staff = f"{self._kind.wording.say('export.staff_only')}: "
        if text.startswith(staff):
            yield True, text[len(staff) :]
        yield False, text

    def _notes(self, words: str, place: Place, found: Found, *, staff_only: bool) -> Iterator[Note]:
        said_by = str(found.get("said_by", ""))
        for text in _unquoted(words) if place.section is Section.CHILD_VOICE else (words,):
            for sentence, parts in self._stated(text, place, found):
                yield Note(
                    id=place.id,
                    section=place.section,
                    column=place.column,
                    text=sentence,
                    added=self._added,
                    parts=parts,
                    said_by=said_by,
                    staff_only=staff_only,
                    answers=place.answers,
                )

    def _stated(self, text: str, place: Place, found: Found) -> Iterator[tuple[str, Parts]]:
        """Go through what a statement can have been made of."""
        form = form_of(place.section)
        if not form.composed:
            yield text, ()
            return
        missing = self._missing(found)
        if place.section is Section.NEXT_STEP:
            yield from self._steps(text, place, found, missing)
            return
        if (parts := self._taken_apart(text, place.section, missing)) is not None:
            yield text, parts
        yield text, _by_hand(text, form, missing)

    def _missing(self, found: Found) -> Parts | None:
        """Return what a line says is open; None where this kind of copy never says it."""
        if not self._says_what_is_open:
            return None
        missing = found.get("missing", ())
        return tuple(map(str, missing)) if isinstance(missing, tuple) else ()

    def _steps(
        self, text: str, place: Place, found: Found, missing: Parts | None
    ) -> Iterator[tuple[str, Parts]]:
        form = form_of(Section.NEXT_STEP)
        rest = [str(found.get(name, "")) for name in _STEP_REMARKS]
        parts = (text, place.who or rest[0], *rest[1:])
        if missing is None or form.missing(parts) == missing:
            sentence = self._composer.sentence(Section.NEXT_STEP, parts)
            yield sentence, parts
        if not any(rest):
            what, _, *others = _by_hand(text, form, missing) or ("",) * len(form.parts)
            who = "" if missing and "who" in missing else place.who or _GAP
            by_hand = (what, who, *others)
            yield text, by_hand if any(by_hand) else ()

    @property
    def _composer(self) -> Composer:
        return self._kind.wording.composer

    def _taken_apart(self, text: str, section: Section, missing: Parts | None) -> Parts | None:
        key = (text, section, missing)
        if key not in self._apart and len(self._apart) < _MOST_APART:
            self._apart[key] = taken_apart(
                text, section, self._composers, missing=missing, names=self._names
            )
        return self._apart.get(key)

    def _slots_of(self, section: Section) -> tuple[Slot, ...]:
        if section not in self._slots:
            self._slots[section] = tuple(self._slots_for(section))
        return self._slots[section]

    def _slots_for(self, section: Section) -> Iterator[Slot]:
        say = self._kind.wording.say
        if section is Section.SAFETY_GOAL:
            yield Slot("no_danger", fixed={self._kind.chapters.say("no_danger"): True})
        if section is Section.NEXT_STEP:
            yield from (Slot(name, f"{say(f'export.{name}')}: ") for name in _STEP_REMARKS)
        yield Slot("said_by", f"{say('export.said_by')} ")
        form = form_of(section)
        if form.composed and self._says_what_is_open:
            wanted = [part.name for part in form.parts if part.wanted]
            some = [c for n in range(len(wanted), 0, -1) for c in combinations(wanted, n)]
            wording = self._kind.wording
            said = {say("export.open", parts=wording.missing(form, one)): one for one in some}
            yield Slot("missing", fixed=said)

    @cached_property
    def _says_what_is_open(self) -> bool:
        return self._kind.says_what_is_open


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return what may be names: a few words in front of a comma, a colon, a bracket."""
    found = (
        text.partition(sign)[0] for text in texts for sign in (", ", ": ", " (") if sign in text
    )
    return frozenset(
        name for name in found if len(name.split()) <= _LONGEST_NAME and name[:1].isupper()
    )


def _by_hand(sentence: str, form: Form, missing: Parts | None) -> Parts:
    """Return parts for a sentence that was worded by hand: it is the main one.

    Of the others it is only known which are open: a mark stands in those that are not.
    """
    if missing is None:
        return form.around(sentence)
    wanted = [part.name for part in form.parts if part.wanted]
    if set(wanted) <= set(missing):
        return ()
    main = form.parts[form.main].name
    return tuple(
        sentence
        if part.name == main and main not in missing
        else _GAP
        if part.wanted and part.name not in missing
        else ""
        for part in form.parts
    )


def _unquoted(words: str) -> Iterator[str]:
    """Go through the words of a child, without the marks that a copy has put around them."""
    inside = words[1:-1]
    if len(words) > 1 and words[0] == words[-1] == '"' and inside[:1] not in _QUOTES:
        yield inside
    yield words
