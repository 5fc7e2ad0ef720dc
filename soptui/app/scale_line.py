"""Everybody's number on one line from 0 to 10: who stands where, and what is entered. Pure.

Nothing here averages. What is hidden is never sorted, counted into a spread or drawn by
its number: neither its place nor its order may tell it (practice notes 3.4).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from soptui.app.wrapping import wrap
from soptui.model.alphabet import Scale, Section, resorted_by
from soptui.model.edits import AddEntries, Edit, ResortNote, ReviseItem
from soptui.model.grammar import Desk, Draft, blank, rating, to_edit
from soptui.model.session import Mark, Note, Session

BEST = 10
BOX = "▣"
"""What stands for a hidden number, whichever it is."""

_DIGIT = re.compile(r"\d")
_LEFT = 2
_FEWEST_CELLS, _MOST_CELLS = 3, 14
_NUMBER_WORDS = 3


def in_order(session: Session, scale: Scale) -> list[Mark]:
    """Return the marks of one scale from the lowest to the highest, then the hidden as entered."""
    return sorted(
        (mark for mark in session.marks if mark.scale is scale),
        key=lambda mark: (mark.hidden, 0 if mark.hidden else mark.value),
    )


def spread(marks: Iterable[Mark]) -> tuple[int, int] | None:
    """Return the lowest and the highest number that everybody may see, if there is one."""
    values = [mark.value for mark in marks if not mark.hidden]
    return (min(values), max(values)) if values else None


class Span(NamedTuple):
    """Some letters of the line: where they begin, how they look, and whose they are."""

    at: int
    text: str
    look: str
    key: str = ""


def picture(marks: Iterable[Mark], width: int) -> tuple[tuple[Span, ...], ...]:
    """Return the line as rows of letters: names over their numbers, the line, the numbers.

    A name begins over its number, by itself: beside another it would seem to stand over the
    next number. Where it would cover the next name it stands higher, on a stem; so none is
    cut, and none stands in another's way. One that is too long for a small window takes
    several rows.
    """
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        if not mark.hidden:
            groups.setdefault(mark.value, []).append(mark)
    cells = _cells(groups, width)
    rows: dict[int, list[Span]] = {}
    tops: dict[int, int] = {}
    for value in sorted(groups, reverse=True):
        at = _LEFT + value * cells
        stacked = [
            Span(at, text, "name", mark.id)
            for mark in groups[value]
            for text in wrap(mark.who, width - at - 1)
        ]
        behind = at + max(cell_len(span.text) for span in stacked) + 1
        covered = [top for other, top in tops.items() if _LEFT + other * cells < behind]
        base = max(covered, default=0)
        tops[value] = base + len(stacked)
        for row in range(base):
            rows.setdefault(row, []).append(Span(at, "│", "stem"))
        for row, span in enumerate(reversed(stacked), base):
            rows.setdefault(row, []).append(span)
    above = [tuple(sorted(rows[row])) for row in sorted(rows, reverse=True)]
    return (*above, _line(groups, cells), _numbers(groups, cells))


def _cells(groups: dict[int, list[Mark]], width: int) -> int:
    """How far one number stands from the next, so that the names at the right have room."""
    room = [(width - _LEFT - len(str(BEST))) // BEST]
    for value, marks in groups.items():
        longest = max(cell_len(mark.who) for mark in marks)
        if value:
            room.append((width - _LEFT - 1 - longest) // value)
    return max(_FEWEST_CELLS, min(_MOST_CELLS, *room))


def _line(groups: dict[int, list[Mark]], cells: int) -> tuple[Span, ...]:
    low, high = (min(groups), max(groups)) if groups else (BEST, 0)
    spans = []
    for value, following in pairwise([*range(BEST + 1), BEST + 1]):
        at = _LEFT + value * cells
        within = low <= value <= high
        dot = "●" if value in groups else "┿" if within else "├" if not value else "┼"
        dot = "┤" if value == BEST and not within else dot
        spans.append(Span(at, dot, "band" if within else "line"))
        if following <= BEST:
            spread_on = low <= value < high
            stroke = "━" if spread_on else "─"
            spans.append(Span(at + 1, stroke * (cells - 1), "band" if spread_on else "line"))
    return tuple(spans)


def _numbers(groups: dict[int, list[Mark]], cells: int) -> tuple[Span, ...]:
    return tuple(
        Span(_LEFT + value * cells, str(value), "number" if value in groups else "line")
        for value in range(BEST + 1)
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line of the round says: a draft of a mark, and whether its number is one."""

    draft: Draft

    @property
    def who(self) -> str:
        """Whose number it is."""
        return self.draft.parts[0]

    @property
    def is_whole(self) -> bool:
        """Whether there is a name and a number from 0 to 10."""
        return bool(self.who) and rating(self.draft.parts[1]) is not None


def read_mark(text: str, scale: Scale, who: str = "") -> Typed:
    """Return what was typed: `Rosa 4`, `Rosa 4 of 10`, or the parts of a mark with ` / `.

    `who` is whose number is asked for, if the name was entered before.
    """
    draft = blank(scale).put(f"{who} / {text}" if who else text)
    name, value, *rest = draft.parts
    if not who and (not value or value == str(BEST)):
        name, value = _number_behind(name, value)
    return Typed(replace(draft, parts=(name, value, *rest)))


def _number_behind(name: str, value: str) -> tuple[str, str]:
    words = name.split()
    for count in range(min(_NUMBER_WORDS, len(words) - 1), 0, -1):
        if rating(number := " ".join(words[-count:])) is not None:
            return " ".join(words[:-count]), number
    return name, value


def before_number(text: str) -> str:
    """Return what may be seen of a hidden line: what stands before the first digit."""
    found = _DIGIT.search(text)
    return text[: found.start()].rstrip() if found else text


def mark_edit(typed: Typed, desk: Desk, *, hidden: bool) -> Edit | None:
    """Return the edit that enters a number; whoever has one on this scale has a new one now."""
    edit = to_edit(typed.draft, desk) if typed.is_whole else None
    match edit:
        case AddEntries((Mark() as mark,)):
            known = mark_of(desk.session, mark.scale, mark.who)
            if known is None:
                return AddEntries((replace(mark, hidden=hidden),))
            why, higher = mark.why or known.why, mark.higher or known.higher
            return ReviseItem(
                replace(known, value=mark.value, why=why, higher=higher, hidden=hidden)
            )
    return None


def mark_of(session: Session, scale: Scale, who: str) -> Mark | None:
    """Return somebody's mark on a scale."""
    name = who.casefold()
    marks = (mark for mark in session.marks if mark.scale is scale)
    return next((mark for mark in marks if mark.who.casefold() == name), None)


def noted(sign: str, mark: Mark, desk: Desk) -> tuple[Edit | None, str]:
    """Return the edit that a sign makes of what somebody said, and the words that tell it."""
    if sign == "+":
        edit = strength_edit(mark, desk)
        if edit is None:
            return None, "scale.ask_why"
        is_act = isinstance(edit, ResortNote) and edit.section is Section.ACT_OF_PROTECTION
        return edit, "scale.protection" if is_act else "scale.strength"
    edit = step_edit(mark, desk)
    if edit is not None:
        return edit, "scale.step"
    return None, "scale.is_step" if mark.higher else "scale.ask_higher"


def strength_edit(mark: Mark, desk: Desk) -> Edit | None:
    """Return the edit that makes a note of why the number is not lower; None if nobody said.

    The first time it becomes a strength; after that, as on the board, an act of protection
    and a strength by turns.
    """
    known = _noted(mark.why, mark, desk.session, (Section.STRENGTH, Section.ACT_OF_PROTECTION))
    if known is not None:
        section = resorted_by("+", known.section)
        return ResortNote(known.id, section) if section else None
    return _new_note(Section.STRENGTH, mark.why, mark, desk)


def step_edit(mark: Mark, desk: Desk) -> Edit | None:
    """Return the edit that makes a next step of what would be one higher.

    None if nobody said what that would be, or if it is one already.
    """
    if _noted(mark.higher, mark, desk.session, (Section.NEXT_STEP,)) is not None:
        return None
    return _new_note(Section.NEXT_STEP, mark.higher, mark, desk)


def _noted(text: str, mark: Mark, session: Session, sections: tuple[Section, ...]) -> Note | None:
    for note in session.notes:
        says = text in (note.text, *note.parts)
        if text and says and note.section in sections and note.said_by == mark.who:
            return note
    return None


def _new_note(section: Section, text: str, mark: Mark, desk: Desk) -> Edit | None:
    if not text:
        return None
    draft = blank(section)
    return to_edit(replace(draft, parts=(text, *draft.parts[1:]), said_by=mark.who), desk)
