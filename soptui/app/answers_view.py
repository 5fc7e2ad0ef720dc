"""One danger and what answers it, side by side: a pure reading of a session.

What is missing stands as an empty place that asks for it. Staff-only notes are not there:
this is for the whole room.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from soptui.app.rows import Row, heading_row, in_rings, member_row
from soptui.model.alphabet import Roster, Section, form_of
from soptui.model.edits import LinkGoal
from soptui.model.session import Item, Member, Note, Session
from soptui.wording import Wording

LEFT, RIGHT = "left", "right"

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_BETWEEN_NAMES = re.compile(r"[,;/&]|\s(?:and|y|e)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?|el|la|los|las)\s+", re.IGNORECASE)
_NO_NAMES = frozenset(
    ("the", "mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "señor", "señora", "don", "doña")
)
_CAREGIVER, _NETWORK, _ACTION = range(3)
_WHEN, _SEEN = 2, 3
_WHAT, _WHO, _BY = range(3)


@dataclass(frozen=True, slots=True)
class Page:
    """A danger, and the rows of both columns beside each other under it."""

    number: int
    count: int
    danger: Note | None
    asks: str
    left: tuple[Row, ...]
    right: tuple[Row, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What can be walked to: the danger, the left column, the right one."""
        above = (self.danger.id,) if self.danger else ()
        return (*above, *_walkable(self.left), *_walkable(self.right))

    def first_of(self, side: str) -> str:
        """Return what a column begins with, or nothing."""
        return next(_walkable(self.left if side == LEFT else self.right), "")


def _walkable(rows: Iterable[Row]) -> Iterator[str]:
    return (row.key for row in rows if row.place)


def page(session: Session, wording: Wording, at: int) -> Page:
    """Return the page of one danger statement, counted from the first."""
    session = for_the_room(session)
    dangers = session.in_section(Section.DANGER_STATEMENT)
    at = max(0, min(len(dangers) - 1, at))
    danger = dangers[at] if dangers else None
    reader = _Reader(session, wording)
    goal = session.goal_for(danger.id) if danger else None
    return Page(
        number=at + 1,
        count=len(dangers),
        danger=danger,
        asks=reader.asked_of(danger) if danger else "",
        left=(*reader.protection(danger), *reader.network(goal), *reader.unlinked_acts()),
        right=(*reader.goal(danger, goal), *reader.steps(goal), *reader.unlinked_goals()),
    )


def place_of(session: Session, danger_id: str) -> int:
    """Return which page is a danger's, counted from the first; the first, if it has none."""
    dangers = for_the_room(session).in_section(Section.DANGER_STATEMENT)
    return next((at for at, note in enumerate(dangers) if note.id == danger_id), 0)


def for_the_room(session: Session) -> Session:
    """Return the session without its staff-only notes; what answered one of them is free."""
    notes = tuple(note for note in session.notes if not note.staff_only)
    if len(notes) == len(session.notes):
        return session
    there = {note.id for note in notes}
    return session.with_notes(
        tuple(
            replace(note, answers=None) if note.answers and note.answers not in there else note
            for note in notes
        )
    )


class Linked(NamedTuple):
    """What linking would do, and the words that tell it."""

    edit: LinkGoal | None
    told: str


def link(session: Session, item: Item | None, danger: Note | None) -> Linked:
    """Return the edit that links an act or a goal with a danger, or lets it go."""
    answering = (Section.ACT_OF_PROTECTION, Section.SAFETY_GOAL)
    if danger is None or not isinstance(item, Note) or item.section not in answering:
        return Linked(None, "answers.not_here")
    if item.answers == danger.id:
        return Linked(LinkGoal(item.id, None), "answers.let_go")
    had_one = item.section is Section.SAFETY_GOAL and session.goal_for(danger.id) is not None
    return Linked(LinkGoal(item.id, danger.id), "answers.replaced" if had_one else "answers.linked")


class _Reader:
    """Reads the blocks of a page."""

    def __init__(self, session: Session, wording: Wording) -> None:
        self._session = session
        self._wording = wording
        self._names = Names(session)

    def asked_of(self, note: Note) -> str:
        """What a statement still has to be asked, in one line."""
        if note.section is Section.DANGER_STATEMENT and note.missing == ("impact",):
            return self._wording.say("lens.impact")
        form = form_of(note.section)
        asks = {part.name: self._wording.part(form, at).ask for at, part in enumerate(form.parts)}
        if note.section is Section.SAFETY_GOAL:
            asks["duration"] = self._wording.say("lens.no_time")
        return " · ".join(asks[name] for name in note.missing)

    def protection(self, danger: Note | None) -> Iterator[Row]:
        """The acts that answer the danger; or the question which do."""
        acts = self._session.in_section(Section.ACT_OF_PROTECTION)
        linked = [act for act in acts if danger and act.answers == danger.id]
        yield heading_row(Section.ACT_OF_PROTECTION, self._wording)
        yield from (self._act(act) for act in linked)
        if danger and not linked:
            some = acts or self._session.in_section(Section.STRENGTH)
            key = "lens.balance.no_safety" if some else "lens.balance.working_few"
            yield _empty("protection", self._wording.say(key))

    def unlinked_acts(self) -> Iterator[Row]:
        """The acts that answer no danger yet."""
        acts = self._session.in_section(Section.ACT_OF_PROTECTION)
        yield from self._unlinked(acts, self._wording.say("answers.unlinked_acts"))

    def goal(self, danger: Note | None, goal: Note | None) -> Iterator[Row]:
        """The goal that answers the danger; or the question which does."""
        yield heading_row(Section.SAFETY_GOAL, self._wording)
        if goal is not None:
            yield _row(goal, RIGHT, self.asked_of(goal), "statement")
        elif danger is not None:
            yield _empty("goal", self._wording.say("lens.unpaired.danger"))

    def unlinked_goals(self) -> Iterator[Row]:
        """The goals that answer no danger yet."""
        goals = self._session.in_section(Section.SAFETY_GOAL)
        yield from self._unlinked(goals, self._wording.say("answers.unlinked_goals"))

    def _unlinked(self, notes: tuple[Note, ...], heading: str) -> Iterator[Row]:
        unlinked = [note for note in notes if note.answers is None]
        if unlinked:
            yield Row(f"section {heading}", "section", heading, "")
        for note in unlinked:
            is_act = note.section is Section.ACT_OF_PROTECTION
            yield self._act(note) if is_act else _row(note, RIGHT, self.asked_of(note))

    def _act(self, act: Note) -> Row:
        parts = act.parts or form_of(act.section).around(act.text)
        told = [
            part or self._wording.say(ask)
            for part, ask in (
                (parts[_WHEN], "answers.when"),
                (parts[_SEEN], "answers.seen"),
            )
            if not part or part not in act.text
        ]
        return _row(act, LEFT, " · ".join(filter(None, (self.asked_of(act), *told))))

    def steps(self, goal: Note | None) -> Iterator[Row]:
        """The next steps that name somebody of the goal, or else all of them."""
        steps = self._session.in_section(Section.NEXT_STEP)
        here = [step for step in steps if goal and self._names.share(step, goal)]
        if here or not steps:
            yield heading_row(Section.NEXT_STEP, self._wording)
        else:
            heading = self._wording.say("answers.steps")
            yield Row(f"section {heading}", "section", heading, "")
        if not steps:
            yield _empty("steps", self._wording.say("lens.balance.next_empty"))
        for step in here or steps:
            who, by = step.parts[_WHO : _BY + 1] if step.parts else ("", "")
            asks = [
                "" if who else self._wording.say("lens.next_step.who"),
                "" if by else self._wording.say("lens.next_step.when"),
            ]
            yield _row(step, RIGHT, " · ".join(filter(None, asks)))

    def network(self, goal: Note | None) -> Iterator[Row]:
        """The members that the goal names; or the question who that could be."""
        yield heading_row(Roster.MEMBER, self._wording)
        members = [
            member for member in in_rings(self._session.members) if self._names.named(member, goal)
        ]
        for member in members:
            row = member_row(member, self._wording)
            asks = "" if member.does else self._wording.say("lens.network.no_role")
            tag = " · ".join(filter(None, (row.tag, asks)))
            yield replace(row, place=LEFT, tag=tag)
        if not members:
            names_some = goal is not None and bool(goal.parts and goal.parts[_NETWORK])
            key = "lens.network.offered" if names_some else "lens.no_network"
            yield _empty("network", self._wording.say(key))
        elif all(member.paid for member in members):
            yield _empty("network", self._wording.say("lens.network.only_paid"))


def _row(note: Note, side: str, tag: str, role: str = "note") -> Row:
    return Row(note.id, role, note.text, side, form_of(note.section).sigil, tag)


def _empty(name: str, question: str) -> Row:
    return Row(f"empty {name}", "empty", question, "")


class Names:
    """Who is meant by a word: the names on the map, and those that a goal is made with.

    A word that several on the map have in their names, such as Grandma, means none of them.
    """

    def __init__(self, session: Session) -> None:
        named = [person.name for person in session.people]
        named += [member.name for member in session.members]
        each = [words for name in named if (words := _words(name))]
        self._known = set().union(*each) if each else set()
        self._shared = {word for word in self._known if _tells_apart(word, each)}

    def named(self, member: Member, goal: Note | None) -> bool:
        """Say whether a goal names a member among whom it is worked with, or in what is done."""
        if goal is None:
            return False
        told = " ".join(goal.parts[_NETWORK : _ACTION + 1]) if goal.parts else goal.text
        name = _words(member.name)
        return bool((name - self._shared) & _words(told)) or (
            bool(name) and name <= _words(told) and _holds(told, member.name)
        )

    def share(self, step: Note, goal: Note) -> bool:
        """Say whether a step names the caregiver or somebody of the network of a goal."""
        told = " ".join(step.parts[: _WHO + 1]) if step.parts else step.text
        who = goal.parts[: _NETWORK + 1]
        names = {word for text in who for word in self._names_in(text)}
        phrases = self._phrases(who)
        return bool(names & _words(told)) or any(_holds(told, phrase) for phrase in phrases)

    def _names_in(self, text: str) -> set[str]:
        # The article is no name though a sentence begins with it.
        found = _WORD.findall(_ARTICLE.sub(" ", text))
        named = {_bare(word) for word in found if word[:1].isupper() or _bare(word) in self._known}
        return named - self._shared - _NO_NAMES

    def _phrases(self, parts: tuple[str, ...]) -> set[str]:
        pieces = (piece.strip() for part in parts for piece in _BETWEEN_NAMES.split(part))
        return {bare for piece in pieces if (bare := _ARTICLE.sub("", f"{piece} ").strip())}


def _tells_apart(word: str, names: list[set[str]]) -> bool:
    """Whether two have a word in their names and are not called the same: Inés, Grandma Inés."""
    having = [name for name in names if word in name]
    return any(not (one <= other or other <= one) for one, other in combinations(having, 2))


def _words(text: str) -> set[str]:
    return {_bare(word) for word in _WORD.findall(text)} - _NO_NAMES


def _bare(word: str) -> str:
    return word.casefold().replace("\u2019", "'").removesuffix("'s")


def _holds(text: str, phrase: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE))
