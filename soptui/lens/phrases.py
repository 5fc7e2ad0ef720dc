"""A list of phrases, found in a text word by word: it takes what the text is long."""

from collections.abc import Iterable
from typing import NamedTuple

from soptui.lens.tokens import InOrder, Read

_TWO = 2
_SHORT = 4
"""A form of capitals that is no longer than this counts only in capitals: SI, RAD, ODD."""


class Hit(NamedTuple):
    """Words of a list that were found, and the entry that they belong to."""

    entry: str
    start: int
    end: int


class _Form(NamedTuple):
    """One phrase: its words, and how it must be written if it counts only in capitals."""

    words: list[str]
    entry: str
    capitals: str


class Phrases:
    """A list of phrases, each belonging to an entry; the longest that fits is found.

    It goes through a text once, word by word: no phrase can make it run away.
    """

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        # By their first word, and then by their second; a phrase of one word has "" for it.
        self._by_first: dict[str, dict[str, list[_Form]]] = {}
        for form, entry in forms:
            words = Read(form).in_order
            if words:
                capitals = form if form.isupper() and len(form) <= _SHORT else ""
                second = words[1] if len(words) > 1 else ""
                found = self._by_first.setdefault(words[0], {}).setdefault(second, [])
                found.append(_Form(words, entry, capitals))
        for by_second in self._by_first.values():
            for found in by_second.values():
                found.sort(key=lambda one: -len(one.words))
        self._firsts = frozenset(self._by_first)
        self._alone = frozenset(first for first, rest in self._by_first.items() if "" in rest)
        self._pairs = frozenset(
            (first, second) for first, rest in self._by_first.items() for second in rest if second
        )

    def find(self, read: InOrder) -> list[Hit]:
        """Return what is found in a text, from left to right, without overlaps."""
        # Most lists end here: what they cost is a look at single words, and at neighbors.
        if self._alone.isdisjoint(read.lows) and self._pairs.isdisjoint(read.pairs):
            return []
        found: list[Hit] = []
        firsts, free = self._firsts & read.lows, 0
        for at, low in enumerate(read.in_order):
            if low in firsts and at >= free and (form := self._longest(read, at)):
                free = at + len(form.words)
                start, end = read.words[at].start, read.words[free - 1].end
                found.append(Hit(form.entry, start, end))
        return found

    def may_find(self, lows: frozenset[str]) -> bool:
        """Whether the first word of a phrase is among these: if not, none will be found."""
        return not self._firsts.isdisjoint(lows)

    def _longest(self, read: InOrder, at: int) -> _Form | None:
        """Return the longest phrase that begins at a word."""
        lows = read.in_order
        by_second = self._by_first[lows[at]]
        if at + 1 < len(lows):
            for form in by_second.get(lows[at + 1], ()):
                count = len(form.words)
                is_there = count == _TWO or lows[at : at + count] == form.words
                if is_there and _is_written_so(form, read, at):
                    return form
        return next((f for f in by_second.get("", ()) if _is_written_so(f, read, at)), None)

    def first(self, read: InOrder) -> Hit | None:
        """Return the first that is found, or None."""
        found = self.find(read)
        return found[0] if found else None

    def __contains__(self, read: InOrder) -> bool:
        return bool(self.find(read))


def _is_written_so(form: _Form, read: InOrder, at: int) -> bool:
    """Whether a phrase of capitals, like SI or RAD, is not only a word in a sentence."""
    if not form.capitals:
        return True
    words = read.words[at : at + len(form.words)]
    return read.text[words[0].start : words[-1].end] == form.capitals
