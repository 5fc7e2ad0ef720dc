"""Jargon and labels: words that hide what somebody did (practice notes 5).

The longest form wins; a false friend, somebody's own words in quotation marks and Spanish
are left alone. Positive labels make a strength look like safety: they are asked about in
the middle column only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soptui.lens.finding import Level
from soptui.lens.lexicon import Lazy, Rows, filled
from soptui.lens.phrases import Phrases
from soptui.lens.tokens import Read
from soptui.model.alphabet import Column

_ALL = "*"
_POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the list: what to ask, and when."""

    name: str
    question: str
    category: str
    level: Level


@dataclass(frozen=True, slots=True)
class Label:
    """A term that was found, and where."""

    term: Term
    start: int
    end: int


class Jargon:
    """The list of terms, and the places where each of them means something else."""

    def __init__(self, rows: Rows, exceptions: Rows) -> None:
        self._terms = {
            name: Term(name, question, category, Level(int(level or Level.NOW)))
            for name, _, question, category, level, *_ in rows
        }
        self._phrases = Phrases(
            (form, name)
            for name, forms, *_ in rows
            for form in (name, *forms.split("|"))
            if form.strip()
        )
        self._false: dict[str, list[Lazy]] = {}
        for names, pattern, *_ in filled(exceptions):
            flags = re.NOFLAG if names == _ALL else re.IGNORECASE
            lazy = Lazy(pattern, flags)
            for name in names.split("|"):
                self._false.setdefault(name, []).append(lazy)

    def find(
        self, read: Read, column: Column | None = None, names: frozenset[str] = frozenset()
    ) -> Iterator[Label]:
        """Go through the terms in a text, each once; `names` are the words of people's names."""
        if read.is_spanish:
            return
        seen = set()
        for hit in self._phrases.find(read):
            term = self._terms[hit.entry]
            if term.category == _POSITIVE and column is not Column.WORKING:
                continue
            if names and names.issuperset(Read(read.text[hit.start : hit.end]).in_order):
                continue
            if term.name in seen or self._is_false(term.name, read, hit.start, hit.end):
                continue
            seen.add(term.name)
            yield Label(term, hit.start, hit.end)

    def _is_false(self, name: str, read: Read, start: int, end: int) -> bool:
        if read.is_quoted(start, end):
            return True
        return any(
            match.start() < end and start < match.end()
            for pattern in (*self._false.get(name, ()), *self._false.get(_ALL, ()))
            for match in pattern.compiled.finditer(read.folded)
        )
