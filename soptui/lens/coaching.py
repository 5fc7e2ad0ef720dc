"""Which question a coach would ask now: one at a time, never twice, the newest note first.

Pure, and apart from the clock: when it is quiet enough to ask is the app's to know.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from soptui.lens.finding import Finding, Kind, Level
from soptui.model.alphabet import Column, Roster, Section, form_of
from soptui.model.alphabet import Kind as Entry

_PART = {
    Kind.IMPACT: "impact",
    Kind.AGENCY_ALONE: "worried",
    Kind.NO_TIME: "duration",
    Kind.NO_NETWORK: "network",
    Kind.DEAD_MAN: "action",
    Kind.VAGUE_GOAL: "action",
    Kind.SERVICE: "action",
    Kind.SEVERAL_WORRIES: "action",
    Kind.CHILD_BLAMED: "action",
}
_STEP_PARTS = {"who": "who", "when": "by"}
_BEGINS: dict[str, tuple[Entry, Column]] = {
    "worried_empty": (Section.HEARD, Column.WORRIED),
    "worried_few": (Section.HEARD, Column.WORRIED),
    "working_empty": (Section.HEARD, Column.WORKING),
    "working_few": (Section.HEARD, Column.WORKING),
    "no_safety": (Section.ACT_OF_PROTECTION, Column.WORKING),
    "no_child": (Section.CHILD_VOICE, Column.WORRIED),
    "next_empty": (Section.NEXT_STEP, Column.NEXT),
    "empty": (Roster.MEMBER, Column.WORKING),
    "only_paid": (Roster.MEMBER, Column.WORKING),
    "nobody_in": (Roster.MEMBER, Column.WORKING),
}


@dataclass(frozen=True, slots=True)
class Change:
    """The answer changes what is there: a part of it, or its sentence."""

    item: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Begin:
    """The answer is a new entry; `revises` is the note that it says in behavior.

    `answers` is the danger that it answers, `answered_by` the goal that waits for it.
    """

    kind: Entry
    column: Column | None = None
    revises: str | None = None
    answers: str | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resort:
    """The answer is that the note stands on the other shelf."""

    item: str
    section: Section


@dataclass(frozen=True, slots=True)
class KeepIn:
    """The answer is that the note is for staff only."""

    item: str


Answer = Change | Begin | Resort | KeepIn
"""Where the answer to a question goes."""


def choose(findings: Iterable[Finding], done: Collection[str], newest: str = "") -> Finding | None:
    """Return what to ask now, or None.

    `done` are the keys of what was asked or dismissed. What somebody just said comes before
    what has stood there for a while; else what comes first helps most.
    """
    open_ones = [one for one in findings if one.level is Level.NOW and one.key not in done]
    about_newest = (one for one in open_ones if newest and one.item == newest)
    return next(about_newest, None) or next(iter(open_ones), None)


def answer_to(finding: Finding, column: Column | None = None) -> Answer | None:
    """Return where the answer goes; None, if it is only to be talked about.

    `column` is where the note stands that the question is about.
    """
    match finding.kind:
        case Kind.BALANCE | Kind.NETWORK if not finding.item:
            begins = _BEGINS.get(finding.topic)
            return Begin(*begins) if begins else None
        case Kind.NETWORK:
            return Change(finding.item, _at(Roster.MEMBER, "does"))
        case Kind.UNPAIRED if finding.topic == "danger":
            return Begin(Section.SAFETY_GOAL, answers=finding.item)
        case Kind.UNPAIRED:
            return Begin(Section.DANGER_STATEMENT, answered_by=finding.item)
        case Kind.PROTECTION if finding.topic == "act":
            return Resort(finding.item, Section.ACT_OF_PROTECTION)
        case Kind.PART2 if finding.section:
            return KeepIn(finding.item)
        case Kind.OPEN:
            return Change(finding.item, _at(finding.section, finding.topic))
        case Kind.NEXT_STEP:
            return Change(finding.item, _at(finding.section, _STEP_PARTS[finding.topic]))
        case Kind.JARGON | Kind.IMPACT if finding.section and not _is_composed(finding.section):
            return Begin(finding.section, column, revises=finding.item)
    if not finding.item:
        return None
    part = _PART.get(finding.kind)
    return Change(finding.item, _at(finding.section, part) if part else None)


def _is_composed(section: Section) -> bool:
    return form_of(section).composed


def _at(kind: Entry | None, part: str) -> int | None:
    """Return which part of its form that is; None, if it has none of that name."""
    names = [one.name for one in form_of(kind).parts] if kind else []
    if part == "action" and "did" in names:
        part = "did"
    return names.index(part) if part in names else None
