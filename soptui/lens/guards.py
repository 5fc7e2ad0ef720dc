"""What must not leave with an export: who reported, and what a treatment program knows.

The reporter is confidential (Penal Code 11167(d), practice notes 7): a warning too many is
right here, a miss is not. Facts from a treatment program need a written consent (42 CFR
Part 2): there it only warns. An agency cannot put patterns of its own over these: one that
is a little wrong would let a name out, or run for minutes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_, or_

from soptui.lens.finding import Kind
from soptui.lens.lexicon import Lazy, Rows, filled
from soptui.lens.tokens import Read

_FLAGS = {"i": re.IGNORECASE, "-": re.NOFLAG}
_WHOLE, _AND = "=", " & "


class Guard:
    """The patterns of one guard; each takes time in proportion to the text, and no more.

    A pattern is tried only where one of its stems stands in a word, or is the word (`=by`),
    and, where it has several lists of stems, one of each: most texts hold none.
    """

    def __init__(self, kind: Kind, rows: Rows) -> None:
        self.kind = kind
        self._patterns: list[Lazy] = []
        self._stems: list[dict[str, int]] = []
        self._free: list[int] = []
        self._met: dict[str, tuple[int, ...]] = {}
        for flags, stems, pattern in (row[1:4] for row in filled(rows) if row[0] == kind):
            bit = 1 << len(self._patterns)
            self._patterns.append(Lazy(pattern, _FLAGS[flags]))
            for at, listed in enumerate(stems.split(_AND)):
                if at == len(self._stems):
                    self._stems.append({})
                for stem in listed.split("|"):
                    self._stems[at][stem] = self._stems[at].get(stem, 0) | bit
        every = (1 << len(self._patterns)) - 1
        for bits in self._stems:  # a pattern without a further list is free of it
            self._free.append(every & ~reduce(or_, bits.values()))

    def find(self, read: Read, *, everything: bool = False) -> Iterator[tuple[int, int]]:
        """Go through the places that it warns of, without overlaps.

        With `everything`, each pattern is tried; what is found is the same.
        """
        worth = -1 if everything else self._worth_trying(read)
        if not worth:
            return
        found = [
            match.span()
            for at, pattern in enumerate(self._patterns)
            if worth >> at & 1
            for match in pattern.compiled.finditer(read.folded)
        ]
        last = 0
        for start, end in sorted(found):
            if start >= last:
                yield start, end
                last = end

    def _worth_trying(self, read: Read) -> int:
        """Return the patterns that may find something, a bit for each."""
        worth, met = self._free[:], self._met
        for low in read.lows:
            bits = met.get(low)
            if bits is None:
                bits = met[low] = tuple(_bits(stems, low) for stems in self._stems)
            worth = list(map(or_, worth, bits))
        return reduce(and_, worth)


def _bits(stems: Mapping[str, int], low: str) -> int:
    found = stems.get(_WHOLE + low, 0)
    for stem, bit in stems.items():
        if stem in low:
            found |= bit
    return found
