"""A sentence clause by clause, and who is the doer in each: a child, an adult, or a "he"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from soptui.lens.family import Family
from soptui.lens.phrases import Hit, Phrases
from soptui.lens.sets import words_of
from soptui.lens.tokens import InOrder, Read, Word

Lists = Mapping[str, Phrases]
"""The lists of words, by their names."""


class Who(Enum):
    """Whom a word means."""

    CHILD = "child"
    ADULT = "adult"
    SOMEBODY = "he or she"


CAUSES = words_of("because bc cuz cause since")
TIMES = words_of("when whenever if after while until till til before unless once during")
_JOINS = words_of("and but so then or nor plus also though although y that which")
_LINKS = CAUSES | TIMES | _JOINS
_PRONOUNS = words_of("he she they him her them his their it's")
_DOERS = words_of("he she they he's she's they're he'll she'll they'll he'd she'd they'd")
_OWNERS = words_of("his her their")
_BEFORE_A_DOER = words_of(
    "the a an my our his her their this that both all older younger oldest youngest old little "
    "big baby bio yr year years month months mo wk week weeks now then still also even poor how "
    "sometimes often once only usually always later maybe today two three one four five six 's "
    "foster step new ex sober other another adult"
)
_OWN = ("'s", "s'")
_IS_VERB = re.compile(r"going|gonna|been|likely|not|never|always|still|now|getting|being|\w+ing")
_BREAK = re.compile(r"[,;.:()/&+!?\u2013\u2014]| - ")
_NO_NAME = words_of(
    "i i'm i'll monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays christmas easter thanksgiving memorial halloween "
    "mr mrs ms miss dr aa na ua"
)


class Clause(NamedTuple):
    """Some words with one verb: how they are joined to what stands before, and their doer.

    `verb` is the place of the first word behind the doer, among all words of the text.
    """

    link: str
    first: int
    behind: int
    doer: Who | None
    verb: int
    owned: bool = False


class People:
    """Whom the words of a session mean: by its names, and by words such as "baby"."""

    def __init__(self, lists: Lists, family: Family) -> None:
        self._lists = lists
        self.family = family
        self._known: dict[str, Who | None] = dict.fromkeys(_PRONOUNS | _DOERS, Who.SOMEBODY)
        self._known.update(dict.fromkeys(family.adults | family.helpers, Who.ADULT))
        self._known.update(dict.fromkeys(family.children, Who.CHILD))

    def who(self, word: Word, text: str) -> Who | None:
        """Return whom a word means; a name that nobody told of is an adult's."""
        low = word.low
        if low not in self._known:
            if low.endswith(("'s", "'ll", "'d")):
                stem = low[: low.index("'")]
                return self.who(Word(stem, word.start, word.start + len(stem)), text)
            self._known[low] = self._listed(low)
        known = self._known[low]
        if known is None and word.start and _is_name(text[word.start : word.end], low):
            return Who.ADULT
        return known

    def whom(self, words: Iterable[Word], text: str) -> list[Who | None]:
        """Return whom each of the words of a text means."""
        known, found = self._known, []
        for word in words:
            who = known.get(word.low)
            # Most words were met, and mean nobody; only with a capital could they be a name.
            if who is None and not (word.low in known and text[word.start].islower()):
                who = self.who(word, text)
            found.append(who)
        return found

    def _listed(self, low: str) -> Who | None:
        read = Read(low)
        if read in self._lists["child"]:
            return Who.CHILD
        return Who.ADULT if read in self._lists["adult"] else None


def people_of(family: Family, lists: Lists, before: People | None) -> People:
    """Return who is who in a family; what was known before, if it is the same family."""
    return before if before is not None and before.family == family else People(lists, family)


def _is_name(text: str, low: str) -> bool:
    return text[0].isupper() and not text[1:2].isupper() and low not in _NO_NAME


class Told:
    """A text as a coach hears it; what somebody is quoted with is left out of it."""

    def __init__(self, said: str | Read, people: People) -> None:
        read = Read(said) if isinstance(said, str) else said
        self.text = read.text
        self.people = people
        self.read = without_quotes(read)
        self.words = self.read.words
        self.who = people.whom(self.words, self.text)
        self._lows = self.read.lows | _LEFT_OF_A_WORD

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, from left to right."""
        return tuple(self._clauses())

    @cached_property
    def bare(self) -> InOrder:
        """The same without the people, at the same places: "leave Amari alone" is "leave alone"."""
        kept = []
        for word, who in zip(self.words, self.who, strict=True):
            if word.low in _NOT:
                kept.append(Word("not", word.start, word.start + len("not")))
            elif who is None and word.low not in _SMALL:
                kept.append(word)
        return InOrder(self.read.folded, [word.low for word in kept], tuple(kept))

    def hits(self, name: str, lists: Lists) -> list[Hit]:
        """Return where words of a list stand, with the people or without them."""
        phrases = lists[name]
        if not phrases.may_find(self._lows):
            return []
        found, bare = phrases.find(self.read), phrases.find(self.bare)
        if not bare:
            return found
        seen = {hit.start for hit in found}
        more = (hit for hit in bare if hit.start not in seen)
        return sorted((*found, *more), key=lambda hit: hit.start)

    def clause_at(self, start: int) -> int:
        """Return the number of the clause that a place stands in."""
        for at, clause in enumerate(self.clauses):
            if start < self.words[clause.behind - 1].end:
                return at
        return len(self.clauses) - 1

    def word_at(self, start: int) -> int:
        """Return the number of the word that begins at a place, or behind it."""
        return next((at for at, word in enumerate(self.words) if word.start >= start), 0)

    def doer_of(self, number: int) -> Who | None:
        """Return who does what a clause tells; without one of its own, who did before."""
        for at in range(number, -1, -1):
            clause = self.clauses[at]
            if clause.doer is not None:
                return self.meant(clause.doer, clause.first)
        return None

    def meant(self, who: Who | None, before: int) -> Who | None:
        """Return whom a "he" means: a child, if one was named before it."""
        if who is not Who.SOMEBODY:
            return who
        earlier = self.who[:before]
        if Who.CHILD in earlier:
            return Who.CHILD
        return Who.ADULT if Who.ADULT in earlier else Who.SOMEBODY

    @property
    def means_child(self) -> bool:
        """Whether a child is named or meant."""
        return Who.CHILD in self.who

    def _clauses(self) -> Iterator[Clause]:
        words, low, first, link = self.words, self.read.low, 0, ""
        for at, word in enumerate(words):
            gap = low[words[at - 1].end : word.start] if at else ""
            breaks = _BREAK.search(gap) if gap != " " else None  # a blank breaks nothing
            if breaks:
                if first < at:
                    yield self._clause(link, first, at)
                first, link = at, breaks.group().strip()
            if word.low == "as" and is_as_well(words, at):
                if first < at:
                    yield self._clause(link, first, at)
                first, link = at + 3, "and"
            elif word.low in _LINKS and not self._is_small(word.low, at):
                if first < at:
                    yield self._clause(link, first, at)
                first, link = at + 1, word.low
        if first < len(words):
            yield self._clause(link, first, len(words))

    def _is_small(self, low: str, at: int) -> bool:
        """A "so" or "that" that joins nothing: "so drunk", "that night", "also", "since May"."""
        behind = self.words[at + 1].low if at + 1 < len(self.words) else ""
        if low == "that":
            return not self._may_do(at + 1)
        if low in ("so", "also", "then", "though"):
            return behind in _DEGREE or not behind
        return not behind

    def _may_do(self, at: int) -> bool:
        near = range(at, min(at + 3, len(self.words)))
        return any(self.who[one] is not None for one in near)

    def _clause(self, link: str, first: int, behind: int) -> Clause:
        at = first
        while at < behind and at < first + 6:
            low, who = self.words[at].low, self.who[at]
            if who is not None and not (low in _OWNERS and self._owns(at, behind)):
                owned = low.endswith(_OWN) and not self._is_verb(at + 1, behind)
                owner_of = next(
                    (n for n in range(at + 1, min(at + 3, behind)) if self.who[n] is not None), None
                )
                if owned and owner_of is not None:
                    at = owner_of
                    continue
                if who is Who.SOMEBODY and low not in _DOERS and low not in _OWNERS:
                    break
                while at + 1 < behind and self.who[at + 1] is Who.ADULT and who is Who.ADULT:
                    at += 1  # "boyfriend Dre", "Uncle Leo"
                return Clause(link, first, behind, who, at + 1, owned)
            if who is None and low not in _BEFORE_A_DOER and not low.isdigit():
                break
            at += 1
        if first < behind and self.words[first].low in _OWNERS:
            return Clause(link, first, behind, Who.SOMEBODY, first + 1, owned=True)
        return Clause(link, first, behind, None, first)

    def _owns(self, at: int, behind: int) -> bool:
        """Whether a "her" stands before the person it is about: "her boyfriend"."""
        return any(self.who[n] is not None for n in range(at + 1, min(at + 3, behind)))

    def _is_verb(self, at: int, behind: int) -> bool:
        return at < behind and bool(_IS_VERB.fullmatch(self.words[at].low))


_SMALL = words_of("the a an own both all any really just ever even then so")
_LEFT_OF_A_WORD = frozenset(["not"])
"""Without the people no word is new but what is left of a "won't"."""
_NOT = words_of(
    "won't wont don't dont doesn't doesnt didn't didnt wouldn't wouldnt can't never isn't"
)
_DEGREE = words_of(
    "much many drunk high hard loud mad angry bad badly tired far long upset scared often late "
    "called sick"
)


def is_as_well(words: tuple[Word, ...], at: int) -> bool:
    """Say whether "as well as" begins at a word."""
    return words[at].low == "as" and [word.low for word in words[at + 1 : at + 3]] == ["well", "as"]


def without_quotes(read: Read) -> Read:
    """Return a text with blanks in place of what is quoted."""
    if not read.quoted:
        return read
    text = read.folded
    for start, end in read.quoted:
        text = text[:start] + " " * (end - start) + text[end:]
    return Read(text)
