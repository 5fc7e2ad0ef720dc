"""How a meeting runs: what comes when, for how long, and the kinds of meetings that differ.

It is advice: nothing waits for a step, and nothing is locked after one (practice notes 3.3).
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from soptui.model.alphabet import Column

_MOST_DIGITS = 3


class Preset(StrEnum):
    """A kind of meeting with an agenda of its own; the first is that of any other kind."""

    UNIT = "unit"
    COACHING = "coaching"
    CFT = "cft"
    DESK = "desk"


class Step(NamedTuple):
    """What a meeting does from one minute to another."""

    name: str
    start: int
    end: int


def is_step(line: str) -> bool:
    """Say whether a line is a step as the words hold it: its minutes, then its name."""
    minutes, _, name = line.partition(" ")
    is_number = minutes.isascii() and minutes.isdecimal() and not minutes.startswith("0")
    return is_number and len(minutes) <= _MOST_DIGITS and bool(name.strip())


def agenda(lines: Iterable[str], minutes: int) -> tuple[Step, ...]:
    """Return the steps of these lines, spread over the planned minutes.

    Every step has its share of them, however long the meeting is planned to be.
    """
    usable = [line for line in lines if is_step(line)]
    whole = planned(usable)
    steps: list[Step] = []
    gone = 0
    for line in usable:
        share, _, name = line.partition(" ")
        gone += int(share)
        start = steps[-1].end if steps else 0
        steps.append(Step(name, start, round(minutes * gone / whole)))
    return tuple(steps)


def step_at(steps: Iterable[Step], minute: int) -> Step | None:
    """Return the step that is planned for a minute; None when the plan has ended."""
    return next((step for step in steps if step.start <= minute < step.end), None)


def planned(lines: Iterable[str]) -> int:
    """Return how many minutes the steps of these lines take as they stand."""
    return sum(int(line.partition(" ")[0]) for line in lines if is_step(line))


def preset_of(setting: str, called: Iterable[tuple[Preset, str]]) -> Preset:
    """Return the preset that the kind of a meeting names, by what each preset is called.

    Any other kind runs as a unit meeting does.
    """
    said = _words(setting)
    return next((preset for preset, name in called if _words(name) in said), Preset.UNIT)


def column_order(chosen: tuple[Column, ...], preset: Preset) -> tuple[Column, ...]:
    """Return the order of the columns: what a person has chosen, or what fits the meeting.

    With a family, what works well comes first.
    """
    if chosen:
        return chosen
    if preset is Preset.CFT:
        return (Column.WORKING, Column.WORRIED, Column.NEXT)
    return tuple(Column)


def _words(text: str) -> str:
    letters = "".join(char if char.isalnum() else " " for char in text.casefold())
    return f" {' '.join(letters.split())} "
