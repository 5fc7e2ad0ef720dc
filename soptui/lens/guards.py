"""What must not leave with an export: who reported, and what a treatment program knows.

The reporter is confidential (Penal Code 11167(d), practice notes 7): a warning too many is
right here, a miss is not. Facts from a treatment program need a written consent (42 CFR
Part 2): there it only warns. An agency cannot put patterns of its own over these: one that
is a little wrong would let a name out, or run for minutes.
"""

import re
from collections.abc import Iterator, Mapping

from soptui.lens.finding import Kind
from soptui.lens.lexicon import Lazy, Rows, filled
from soptui.lens.tokens import Read

_FLAGS = {"i": re.IGNORECASE, "-": re.NOFLAG}
_WHOLE, _AND = "=", " & "
_TELLS_CAPITALS = re.compile(r"(?<!\\)[A-Z]")
"""A capital in a pattern that does not stand for a kind of letters."""

_ALIKE = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
"""Letters that count as these when capitals do not matter: Turkish ones, and a long s."""


class Guard:
    """The patterns of one guard; each takes time in proportion to the text, and no more.

    A pattern is tried only where one of its stems stands in a word, or is the word (`=by`),
    and, where it has several lists of stems, one of each: most texts hold none.
    """

    def __init__(self, kind: Kind, rows: Rows) -> None:
        self.kind = kind
        mine = [row[1:4] for row in filled(rows) if row[0] == kind]
        self._patterns = [_Pattern(pattern, _FLAGS[flags]) for flags, _, pattern in mine]
        lists = [stems.split(_AND) for _, stems, _ in mine]
        # The first lists of all patterns are told by one bit for each of them, their second
        # lists by the bits above those, and so on: one number tells all that a word is good for.
        self._depth = max(map(len, lists))
        self._stems: dict[str, int] = {}
        self._free = 0  # a pattern without a further list is free of it
        for at, of_one in enumerate(lists):
            for depth in range(self._depth):
                bit = 1 << depth * len(mine) + at
                if depth >= len(of_one):
                    self._free |= bit
                    continue
                for stem in of_one[depth].split("|"):
                    self._stems[stem] = self._stems.get(stem, 0) | bit
        self._met: dict[str, int] = {}
        self._idle: set[str] = set()  # words that were met, and have no stem

    def find(self, read: Read, *, everything: bool = False) -> Iterator[tuple[int, int]]:
        """Go through the places that it warns of, without overlaps.

        With `everything`, each pattern is tried; what is found is the same.
        """
        low, lows = read.low, read.lows
        if not low.isascii():
            low = low.translate(_ALIKE)
            lows = lows if low == read.low else Read(low).lows
        worth = (1 << len(self._patterns)) - 1 if everything else self._worth_trying(lows)
        if not worth:
            return
        found = [
            match.span()
            for at in _bits(worth)
            for match in self._patterns[at].matches(read.folded, low)
        ]
        last = 0
        for start, end in sorted(found):
            if start >= last:
                yield start, end
                last = end

    def _worth_trying(self, lows: frozenset[str]) -> int:
        """Return the patterns that may find something, a bit for each."""
        lists = self._free
        for low in lows - self._idle:
            good_for = self._met.get(low)
            if good_for is None:
                good_for = self._met[low] = _good_for(self._stems, low)
                if not good_for:
                    self._idle.add(low)
            lists |= good_for
        worth, count = lists, len(self._patterns)
        for depth in range(1, self._depth):
            worth &= lists >> depth * count
        return worth & (1 << count) - 1


class _Pattern:
    """One pattern; if capitals do not matter to it, it reads small letters: that is faster."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._reads_low = bool(flags) and not _TELLS_CAPITALS.search(pattern)
        self._lazy = Lazy(pattern, re.NOFLAG if self._reads_low else flags)

    def matches(self, folded: str, low: str) -> Iterator[re.Match[str]]:
        """Go through what it finds in a text."""
        return self._lazy.compiled.finditer(low if self._reads_low else folded)


def _bits(number: int) -> Iterator[int]:
    """Go through the places of the bits that are set, without looking at all the others."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _good_for(stems: Mapping[str, int], low: str) -> int:
    found = 0
    for part in (low, *low.split("'")):  # "us" stands in "us'll"
        found |= stems.get(_WHOLE + part, 0)
    for stem, bit in stems.items():
        if stem in low:
            found |= bit
    return found
