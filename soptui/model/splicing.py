"""Text put into a line, key by key or at once: it passes the gate, and letters stay whole.

What is typed key by key ends the same as what is pasted: a letter and its accent become one,
a joiner between two emoji joins them, and what the gate stops is never in the line at all.
"""

import unicodedata
from dataclasses import dataclass

from soptui.model.letters import edge_at, edge_from
from soptui.model.text import MAX_CHARACTERS, filtered, is_plain, split_lines


@dataclass(frozen=True, slots=True)
class Splice:
    """A change of a line: this text in place of what stands between two edges.

    `cursor` is where the cursor stands then; `dropped` and `cut` count what was left out.
    """

    start: int
    end: int
    text: str
    cursor: int
    dropped: int = 0
    cut: int = 0


def splice(line: str, start: int, end: int, put: str) -> Splice:
    """Return the change that puts a text in place of what stands from `start` to `end`."""
    start, end = edge_at(line, min(start, end)), edge_from(line, max(start, end))
    room = MAX_CHARACTERS - (len(line) - (end - start))
    cut = 0
    if len(put) > room:
        fits = edge_at(put, room)
        put, cut = put[:fits], len(put) - fits
    if is_plain(put) and is_plain(line[end : end + 1]):
        return Splice(start, end, put, start + len(put), cut=cut)
    put = " ".join(split_lines(put))
    # Only the letters beside the cursor can become one with what is put there.
    first, last = edge_at(line, start - 1), edge_from(line, end + 1)
    before, behind = line[first:start], line[end:last]
    passed = filtered(before + put)
    left = unicodedata.normalize("NFC", passed.text)
    text = unicodedata.normalize("NFC", left + behind)
    cursor = first + len(left)
    inside = len(text) - len(behind)
    if inside >= len(before) and text.startswith(before) and text.endswith(behind):
        first, last, text = start, end, text[len(before) : inside]  # they stayed as they were
    return Splice(first, last, text, cursor, passed.dropped, cut)
