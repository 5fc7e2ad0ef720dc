"""What a coach asks next: the questions, page by page, and which of them suit the moment.

The order follows the practice notes. 1.4: gather, analyse, judge; each statement that is
heard goes from a solution-focused question to impact, detail, position and sorting, and only
then come harm statement, danger statement, numbers, goals, network and steps. 6: a side of
the map that is missing is asked about first, and EARS (elicit, amplify, reflect, start over)
makes more of what is good.

The Spanish questions are our own translation and await a review by a native-speaking
practitioner; where a county has wording of its own, that wording should win.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from soptui.lens.lexicon import BadTable, Rows, own_rows, shipped
from soptui.lens.whole import balance
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Agreement, Mark, Member, Note, Session
from soptui.model.text import cleaned

NETWORK, SCALE = "network", "scale"
PAGES: tuple[str, ...] = (*Column, NETWORK, SCALE)
"""What one can ask about: the three columns, then the network and the numbers."""

_TABLE, _HEADING, _BALANCE = "prompts", "column", "balance"
_LONGEST, _LONGEST_KIND = 300, 40
_MANY_HEARD, _FAR_APART = 3, 4


class Group(NamedTuple):
    """Questions of one kind; without a kind, all that there are for one thing."""

    column: str
    kind: str = ""

    def name_on(self, page: str) -> str:
        """Return what they are called there: what is taken from elsewhere, by its place."""
        return self.kind if self.column == page else self.column


class Prompts:
    """The questions of one language, an agency's own in the place of ours.

    The agency's `prompts.tsv` (for Spanish `es/prompts.tsv`) says what it wants to ask:
    its questions of one column and kind stand in place of ours of that column and kind;
    a row with nothing behind the kind takes ours away; a kind of its own is added.

    Raises:
        BadTable: the agency's file cannot be used.
    """

    def __init__(self, language: str = "en", own: Path | None = None) -> None:
        self._asked = _by_group(shipped(_TABLE, language))
        self._ours = frozenset(self._asked)
        if own is not None:
            place = own if language == "en" else own / language
            rows = own_rows(_TABLE, place)
            self._asked |= _checked(rows, place / f"{_TABLE}.tsv", self._ours)

    def prompts(self, column: str, kind: str = "") -> tuple[str, ...]:
        """Return the questions of a column, of one kind or of all, in their order."""
        return tuple(
            prompt
            for group, prompts in self._asked.items()
            for prompt in prompts
            if group.column == column and kind in ("", group.kind)
        )

    def page(
        self, session: Session, page: str, now: datetime | None = None
    ) -> tuple[tuple[Group, tuple[str, ...]], ...]:
        """Return the questions of a page, what suits the moment first."""
        added = (group for group in self._asked if group.column == page and group not in self._ours)
        found = ((group, self.prompts(*group)) for group in (*offered(session, page, now), *added))
        return tuple((group, asked) for group, asked in found if asked)


def offered(session: Session, column: str, now: datetime | None = None) -> tuple[Group, ...]:
    """Return the kinds of question for a column, what suits the moment first (practice 1.4, 6).

    An empty column is opened. Else what comes first is, in this order: a side of the map that
    is missing, a part that is open, what the newest note asks for, and the next step from
    gathering to judging. All the others follow in the order of the coaching loop.
    """
    moment = _MOMENTS[column](session, _topics(session, now))
    return tuple(dict.fromkeys(_group(name, column) for name in (*moment, *_LOOP[column])))


_LOOP: dict[str, tuple[str, ...]] = {
    column: tuple(names.split())
    for column, names in {
        Column.WORRIED: "impact detail position sort exception coping relationship scaling future "
        "miracle culture child_voice gray. harm. danger. opening",
        Column.WORKING: "exception detail impact sort ears_elicit ears_amplify ears_reflect "
        "ears_start_over coping relationship position scaling miracle culture child_voice opening",
        Column.NEXT: "miracle preferred_future behavior_not_service detail goal. scaling exception "
        "coping relationship position network bottom_line gray sort culture child_voice opening",
        NETWORK: "elicit assess role position",
        SCALE: "ask down up relationship wellbeing",
    }.items()
}
"""The questions that can always be asked, in the order of the loop.

A name with a dot is from elsewhere. What says that something is missing, or that numbers are
far apart, is asked only while it is true.
"""

_AFTER: dict[tuple[str, Section], str] = {
    (Column.WORRIED, Section.HEARD): "impact detail position",
    (Column.WORRIED, Section.PAST_HARM): "impact detail position",
    (Column.WORRIED, Section.COMPLICATING_FACTOR): "sort impact coping",
    (Column.WORRIED, Section.GRAY_AREA): "gray. sort",
    (Column.WORRIED, Section.CHILD_VOICE): "child_voice impact relationship",
    (Column.WORRIED, Section.HARM_STATEMENT): "future exception",
    (Column.WORRIED, Section.DANGER_STATEMENT): "position exception scaling",
    (Column.WORKING, Section.HEARD): "detail impact ears_amplify sort",
    (Column.WORKING, Section.STRENGTH): "sort ears_amplify detail",
    (Column.WORKING, Section.ACT_OF_PROTECTION): "detail impact ears_reflect ears_start_over",
    (Column.WORKING, Section.CHILD_VOICE): "child_voice impact ears_start_over",
    (Column.NEXT, Section.HEARD): "behavior_not_service detail",
    (Column.NEXT, Section.SAFETY_GOAL): "behavior_not_service detail network child_voice",
    (Column.NEXT, Section.NEXT_STEP): "detail coping network",
    (Column.NEXT, Section.CHILD_VOICE): "child_voice relationship",
}
"""What the newest note of a column asks for."""


def _worried(session: Session, topics: frozenset[str]) -> Iterator[str]:
    notes = session.under(Column.WORRIED)
    if topics & {"worried_empty", "worried_few"}:
        yield "balance.worried_empty"
    if not notes:
        yield from ("opening", "child_voice", "relationship")
        return
    if "all_gray" in topics:
        yield from ("balance.all_gray", "gray.")
    if any("impact" in note.missing for note in notes):
        yield from ("balance.no_impact", "impact")
    if "no_child" in topics:
        yield from ("balance.no_child", "child_voice")
    if "one_voice" in topics:
        yield from ("balance.one_voice", "position")
    yield from _after_newest(notes, Column.WORRIED)
    sections = [note.section for note in notes]
    if sections.count(Section.HEARD) >= _MANY_HEARD:
        yield "sort"
    if Section.PAST_HARM in sections and Section.HARM_STATEMENT not in sections:
        yield "harm."
    is_harmed = not {Section.PAST_HARM, Section.HARM_STATEMENT}.isdisjoint(sections)
    if is_harmed and Section.DANGER_STATEMENT not in sections:
        yield from ("future", "danger.")


def _working(session: Session, topics: frozenset[str]) -> Iterator[str]:
    notes = session.under(Column.WORKING)
    if topics & {"working_empty", "working_few"}:
        yield "balance.working_empty"
    if not notes:
        yield from ("opening", "exception", "ears_elicit")
        return
    if "no_safety" in topics:
        yield from ("balance.no_safety", "sort", "exception")
    yield from _after_newest(notes, Column.WORKING)
    if session.marks:
        yield "scaling"


def _next(session: Session, topics: frozenset[str]) -> Iterator[str]:
    notes = session.under(Column.NEXT)
    if "next_empty" in topics:
        yield "balance.next_empty"
    dangers = session.in_section(Section.DANGER_STATEMENT)
    if not notes:
        yield from ("opening", "miracle", "preferred_future")
    if any(session.goal_for(danger.id) is None for danger in dangers):
        yield from ("balance.no_goal", "goal.")
    if any(note.missing for note in notes):
        yield "detail"
    yield from _after_newest(notes, Column.NEXT)
    if session.in_section(Section.SAFETY_GOAL) and all(one.paid for one in session.members):
        yield from ("balance.no_network" if session.members else "network", "network")
    if session.in_section(Section.GRAY_AREA):
        yield "gray"
    if session.marks:
        yield "scaling"


def _network(session: Session, topics: frozenset[str]) -> Iterator[str]:  # noqa: ARG001
    unpaid = [member for member in session.members if not member.paid]
    if session.members and not unpaid:
        yield from ("balance.no_network", "elicit")
    if any(_is_idle(member) for member in unpaid):
        yield "role"
    if any(member.agreement in (Agreement.NOT_ASKED, Agreement.ASKED) for member in unpaid):
        yield "assess"


def _scale(session: Session, topics: frozenset[str]) -> Iterator[str]:  # noqa: ARG001
    marks = [mark for mark in session.marks if mark.scale is Scale.SAFETY]
    if not marks or any(mark.hidden for mark in session.marks):
        yield "ask"  # while numbers are hidden, nothing here may tell how they differ
        return
    if _spread(marks) >= _FAR_APART:
        yield "difference"
    if any(not mark.why for mark in marks):
        yield "down"
    if any(not mark.higher for mark in marks):
        yield "up"
    if len(marks) == len(session.marks):
        yield "wellbeing"


_MOMENTS: dict[str, Callable[[Session, frozenset[str]], Iterator[str]]] = {
    Column.WORRIED: _worried,
    Column.WORKING: _working,
    Column.NEXT: _next,
    NETWORK: _network,
    SCALE: _scale,
}


def _after_newest(notes: tuple[Note, ...], column: str) -> Iterator[str]:
    """Go through what the note asks for that was said last; of one second, the last."""
    newest = max(reversed(notes), key=lambda note: note.added, default=None)
    if newest is not None:
        yield from _AFTER.get((column, newest.section), "").split()


def _topics(session: Session, now: datetime | None) -> frozenset[str]:
    return frozenset(found.topic for found in balance(session, now))


def _is_idle(member: Member) -> bool:
    return member.agreement is Agreement.AGREED and not member.does


def _spread(marks: list[Mark]) -> int:
    values = [mark.value for mark in marks]
    return max(values) - min(values)


def _group(name: str, page: str) -> Group:
    column, dot, kind = name.partition(".")
    return Group(column, kind) if dot else Group(page, name)


def _by_group(rows: Rows) -> dict[Group, tuple[str, ...]]:
    groups: dict[Group, tuple[str, ...]] = {}
    for column, kind, *prompt in rows:
        group = Group(column, kind)
        groups[group] = groups.get(group, ()) + tuple(filter(None, prompt))
    return groups


def _checked(rows: Rows, path: Path, ours: Collection[Group]) -> dict[Group, tuple[str, ...]]:
    """Return an agency's questions, as far as they can be shown.

    Raises:
        BadTable: a row is no question that could ever be asked.
    """
    columns = {group.column for group in ours}
    asked: list[tuple[str, ...]] = []
    for at, row in enumerate(rows, 1):
        column, kind, prompt = (*map(cleaned, row[:3]), "", "")[:3]
        if at == 1 and column.casefold() == _HEADING:
            continue
        if column not in columns:
            why = "is for a column that soptui has no questions for"
        elif not kind or len(kind) > _LONGEST_KIND:
            why = "does not say in a few letters of which kind it is"
        elif column == _BALANCE and Group(column, kind) not in ours:
            why = f"is of a kind that {_BALANCE} does not have"
        elif len(prompt) > _LONGEST:
            why = f"is longer than {_LONGEST} letters"
        elif len(row) > len(Group._fields) + 1:
            why = f"has {len(row)} fields, and there are only 3"
        else:
            asked.append((column, kind, prompt))
            continue
        raise BadTable(f"{path} cannot be used: row {at} {why}")
    return _by_group(tuple(asked))
