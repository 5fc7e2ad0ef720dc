"""The faults of harm and danger statements that a program can notice (practice notes 2.4).

Each is a question, never a verdict: has it happened, or could it; what did it do to the
child; is that one worry or two; who in the family shares it; what did the adult do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soptui.lens.blame import blamed
from soptui.lens.clauses import Lists, People, Told, people_of
from soptui.lens.effects import Effects
from soptui.lens.family import Family
from soptui.lens.finding import Kind
from soptui.lens.times import happened, is_ahead
from soptui.lens.tokens import Read, small
from soptui.lens.worries import several
from soptui.model.alphabet import Section, form_of
from soptui.model.session import Note

_HARM = frozenset({Section.PAST_HARM, Section.HARM_STATEMENT})
_READ = _HARM | {Section.DANGER_STATEMENT}
_ACTION = {
    Section.HARM_STATEMENT: ("who", "did"),
    Section.DANGER_STATEMENT: ("action", "when"),
}
_PARENTS = frozenset({"mother", "mom", "mama", "father", "dad", "papa", "family", "parents"})
_ROOM = frozenset({"er", "ed"})
_ON_PAPER = re.compile(r"\b(?:police|court|medical|hospital|school) (?:report|records?|file)\b")
MOST_WORDS = {Section.HARM_STATEMENT: 60, Section.DANGER_STATEMENT: 60, Section.SAFETY_GOAL: 80}
"""The words beyond which nobody could repeat it (practice notes 2.4)."""

_WORRIED = re.compile(
    r"^([^.;]{1,120}?)(?:'(?:s|re|m)|\s+(?:is|are|am|was|were|remains?|have|has|im|both|all|feels?))?"
    r"(?:\s+(?:very|so|also|all|still|both|really|most|deeply|been|a|expressed|had))*"
    r"\s+(?:worr(?:ied|y|ies)|concern(?:ed|s)?|afraid|scared|fears?|fearful)\b"
    r"(?:\s+(?:that|about|because))?"
)
_KNOWN = re.compile(
    r"^(?:it (?:was|has been|is) (?:reported|disclosed|alleged|stated|learned|confirmed|said)|"
    r"[^.;,]{2,40}? (?:learned|found out|(?:told|tells) (?:us|the \w+)|reports?|reported|"
    r"disclosed|stated|states|said|says))(?: that)?\s"
)
_LISTED = re.compile(r"[,;&+/]|\b(?:and|or|with|y|as well as|plus|along with)\b")
_EXCEPT = re.compile(
    r"\b(?:but )?(?:not|without|except|nobody|no one|none of|only us)\b.*|\bonly\b|"
    r"\b\w+ (?:disagrees?|den(?:y|ies|ied)|does ?n.t|do ?n.t)\b.*"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in a note: what, the words it is about, and what tells it apart."""

    kind: Kind
    words: str = ""
    topic: str = ""


def part(note: Note, name: str) -> str:
    """Return one part of a statement as typed; nothing, if it has none of that name."""
    at = _PLACES.get((note.section, name), len(note.parts))
    return note.parts[at] if at < len(note.parts) else ""


_PLACES = {
    (section, one.name): at for section in Section for at, one in enumerate(form_of(section).parts)
}
"""Where each part of a statement stands."""


def is_bare(note: Note) -> bool:
    """Say whether a statement was typed as one sentence: it stands in one part alone."""
    return sum(map(bool, note.parts)) < 2


def sentence(note: Note) -> str:
    """Return the one sentence that a statement was typed as."""
    return next(filter(None, note.parts), note.text)


class Statements:
    """What can be noticed about harm and danger."""

    def __init__(self, lists: Lists, cues: Lists) -> None:
        self._lists = lists
        self._effects = Effects(lists, cues)
        self._people: People | None = None

    def find(self, note: Note, read: Read, family: Family) -> Iterator[Found]:
        """Go through what there is to ask about one note."""
        if note.section in _READ:
            people = self._people = people_of(family, self._lists, self._people)
            yield from self._of_statement(note, read, people)
        most = MOST_WORDS.get(note.section, len(read.in_order))
        if len(read.in_order) > most and len(_as_said(note, read).in_order) > most:
            yield Found(Kind.TOO_LONG)

    def _of_statement(self, note: Note, read: Read, people: People) -> Iterator[Found]:
        worried, action = _parted(note)
        did = Told(read if action == read.text else action, people)
        if is_bare(note):
            has_effect, weak = self._effects.in_sentence(did), ""
        else:
            weak = part(note, "impact")
            has_effect = (
                self._effects.in_part(Told(weak, people), beside=did)
                if weak
                else self._effects.in_sentence(did)
            )
        if not has_effect:
            yield Found(Kind.IMPACT, weak, "weak" if weak else "")
        if source := self._source(note):
            yield Found(Kind.REPORTER, source)
        yield from self._tense(note, did)
        if note.section is not Section.PAST_HARM and several(did, self._lists):
            yield Found(Kind.SEVERAL_WORRIES, _main(note))
        if note.section is Section.DANGER_STATEMENT and self._is_alone(worried, people):
            yield Found(Kind.AGENCY_ALONE, worried)
        if hit := blamed(did, self._lists):
            yield Found(Kind.CHILD_BLAMED, did.text[hit.start : hit.end])

    def _source(self, note: Note) -> str:
        """Who a harm statement is known from, where "It was reported" names nobody."""
        known = part(note, "known") if note.section is Section.HARM_STATEMENT else ""
        if not known:
            return ""
        read = Read(known)
        if not _ROOM.isdisjoint(read.lows):
            return known
        told = [hit for name in ("paid", "kin") for hit in self._lists[name].find(read)]
        ours = list(self._lists["agency"].find(read))
        names = [
            hit
            for hit in told
            if not any(one.start < hit.end and hit.start < one.end for one in ours)
            and _PARENTS.isdisjoint(Read(known[hit.start : hit.end]).lows)
        ]
        return known if names and not _ON_PAPER.search(read.low) else ""

    def _tense(self, note: Note, did: Told) -> Iterator[Found]:
        """Harm is past, danger is future: never both in one statement."""
        if note.section in _HARM:
            if hit := is_ahead(did, self._lists):
                yield Found(Kind.TENSE, did.text[hit.start : hit.end], "harm")
        elif happened(did, self._lists, end=len(did.text if is_bare(note) else _main(note))):
            yield Found(Kind.TENSE, did.text if is_bare(note) else _main(note), "danger")

    def _is_alone(self, worried: str, people: People) -> bool:
        """Whether nobody but the agency is worried."""
        told = _EXCEPT.sub("", small(worried))
        named = [piece.strip(" .()") for piece in _LISTED.split(told)]
        named = [piece for piece in named if piece]
        return bool(named) and all(self._is_agency(piece, people) for piece in named)

    def _is_agency(self, piece: str, people: People) -> bool:
        """Whether a piece of a list is of the agency; who is named beside it may work there."""
        read = Read(piece)
        if read not in self._lists["agency"] and Read(piece.upper()) not in self._lists["agency"]:
            return False
        if read in self._lists["kin"]:
            return False
        family = people.family
        known = family.adults | family.children | family.helpers
        return known.isdisjoint(read.lows)


def _as_said(note: Note, read: Read) -> Read:
    """What was typed as one sentence, without what the form of a statement puts around it."""
    return Read(sentence(note)) if is_bare(note) else read


def _main(note: Note) -> str:
    name = "action" if note.section is Section.DANGER_STATEMENT else "did"
    return part(note, name) or sentence(note)


def _parted(note: Note) -> tuple[str, str]:
    """Return who is worried and what an adult did, of parts or of one sentence."""
    if not is_bare(note):
        texts = [part(note, name) for name in _ACTION.get(note.section, ())]
        joined = (" " if note.section in _HARM else ", ").join(filter(None, texts))
        return part(note, "worried"), joined or note.text
    text = sentence(note)
    low = small(text)
    if note.section is Section.DANGER_STATEMENT:
        opening = _WORRIED.match(low)
        who = text[: opening.end(1)] if opening else ""
    else:
        opening, who = _KNOWN.match(low), ""
    return who, text[opening.end() :].strip() if opening else text
