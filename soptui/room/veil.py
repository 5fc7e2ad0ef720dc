"""A line while it is typed, as the room reads along: bullets for what is nobody's business."""

import re

from soptui.model.alphabet import Roster
from soptui.model.draft import Draft
from soptui.room.names import Names, dotted

CONTACT = 4
"""Which part of a member is how to reach them."""

_SEPARATOR = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
_SAID_BY = re.compile(r"(?:^|(?<=\s))\^")


def veiled(line: str, draft: Draft | None, names: Names) -> str:
    """Return a line, letter for letter, with bullets where the room reads nothing.

    What is staff-only or hidden is bullets altogether; else it is how to reach somebody, who
    said it, and what of a name the room does not read.
    """
    if draft is not None and (draft.staff_only or draft.hidden):
        return dotted(line)
    line = names.veiled(line)
    ends = [found.end() for found in _SAID_BY.finditer(line)]
    if draft is not None and draft.kind is Roster.MEMBER:
        before = CONTACT - draft.at
        parts = [0, *(found.end() for found in _SEPARATOR.finditer(line))]
        ends += parts[before:] if before > 0 else [0]
    return line if not ends else line[: min(ends)] + dotted(line[min(ends) :])
