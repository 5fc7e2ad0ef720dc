"""No guard is passed over where it would have found something.

A pattern is tried only on a text that has a word with one of its stems. Whether that is so
of every text that the pattern matches, however it is written, is worked out here from the
pattern itself, and not tried on examples: it is read from left to right, with all the words
that could be standing there, and those that have a stem are left out. None may be left.
"""

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from soptui.lens.finding import Kind
from soptui.lens.guards import Guard
from soptui.lens.lexicon import filled, shipped
from soptui.lens.tokens import Read

UNKNOWN = "\0"
"""Any letters: nobody knows which."""
MORE_UNKNOWN = re.compile(f"{UNKNOWN}(?:'?{UNKNOWN})+")

MOST_TURNS = 200
FEW = 12
ROWS = [
    pytest.param(stems, pattern, id=f"{kind}: {pattern[:60]}")
    for kind, _, stems, pattern, *_ in filled(shipped("guards", "en"))
]
A_LETTER = (code.IN, [(code.CATEGORY, code.CATEGORY_WORD)])
OF_CATEGORIES = {
    code.CATEGORY_WORD: UNKNOWN,
    code.CATEGORY_DIGIT: UNKNOWN,
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_NOT_WORD: " '",
}
Words = set[str]


class Reader:
    """Goes through a pattern with the words that may stand there and have none of the stems."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._plain = [stem for stem in stems if stem[0] != "="]
        self._whole = {stem[1:] for stem in stems if stem[0] == "="}

    def left(self, pattern: str) -> Words:
        """Return the words that may stand at the end of a match without any stem in it."""
        parsed = _parser.parse(pattern)
        begun = self._read(parsed, {""} if begins_a_word(parsed) else {"", UNKNOWN})
        return {word for word in begun if not self._has_stem(word)}

    def _has_stem(self, word: str) -> bool:
        return any(stem in word for stem in self._plain)

    def _ended(self, words: Words) -> Words:
        """The words end here: those that are a stem, or have one, are told."""
        is_told = any(
            not self._has_stem(word) and self._whole.isdisjoint((word, *word.split("'")))
            for word in words
        )
        return {""} if is_told else set()

    def _letter(self, words: Words, letter: str) -> Words:
        low = letter.lower()
        if low == UNKNOWN:
            return {MORE_UNKNOWN.sub(UNKNOWN, word + UNKNOWN) for word in words}
        if low.isalnum():
            return {word + low for word in words if not self._has_stem(word + low)}
        if low == "'":
            within = {word for word in words if word and not word.endswith("'")}
            return {word + low for word in within} | self._ended(words - within)
        return self._ended(words)

    def _boundary(self, words: Words) -> Words:
        """A word begins or ends here; a word with an apostrophe may go on behind it."""
        going_on = {word for word in words if not word or word.endswith("'")}
        return going_on | self._ended(words - going_on)

    def _read(self, parsed: Any, words: Words) -> Words:
        for op, value in parsed:
            words = self._one(op, value, words)
        return words

    def _one(self, op: Any, value: Any, words: Words) -> Words:
        match op:
            case code.LITERAL:
                return self._letter(words, chr(value))
            case code.IN:
                return self._any(words, letters_of(value))
            case code.NOT_LITERAL | code.ANY:
                return self._any(words, f"{UNKNOWN} '")
            case code.AT if value is code.AT_BOUNDARY:
                return self._boundary(words)
            case code.AT:
                return {""} if value is code.AT_BEGINNING else self._ended(words)
            case code.SUBPATTERN:
                return self._read(value[3], words)
            case code.BRANCH:
                return set().union(*(self._read(branch, words) for branch in value[1]))
            case code.MAX_REPEAT | code.MIN_REPEAT:
                least, most, repeated = value
                return self._repeated(least, most, repeated, words)
            case code.ASSERT_NOT if value[0] == 1 and list(value[1]) == [A_LETTER]:
                return self._boundary(words)
            case code.ASSERT | code.ASSERT_NOT:  # without it there are more texts, not fewer
                return words
        raise AssertionError(f"nobody told how to read {op}")

    def _any(self, words: Words, letters: str) -> Words:
        return set().union(*(self._letter(words, letter) for letter in letters))

    def _repeated(self, least: int, most: int, parsed: Any, words: Words) -> Words:
        found = set(words) if least == 0 else set()
        for turn in range(1, min(most, MOST_TURNS) + 1):
            words = self._read(parsed, words)
            if turn > least and words <= found:
                break
            if turn >= least:
                found |= words
        return found


def letters_of(kinds: Any) -> str:
    """Return what may stand for a set of letters."""
    letters = ""
    for op, value in kinds:
        match op:
            case code.LITERAL:
                letters += chr(value)
            case code.RANGE if value[1] - value[0] < FEW:
                letters += "".join(map(chr, range(value[0], value[1] + 1)))
            case code.RANGE:
                letters += UNKNOWN
            case code.CATEGORY if value in OF_CATEGORIES:
                letters += OF_CATEGORIES[value]
            case _:
                letters += f"{UNKNOWN} '"
    return letters


def begins_a_word(parsed: Any) -> bool:
    """Whether a match can only begin where a word does."""
    for op, value in parsed:
        match op:
            case code.AT:
                return value in (code.AT_BOUNDARY, code.AT_BEGINNING)
            case code.ASSERT_NOT if value[0] == -1:
                first, *others = value[1]
                if not others and first[0] is code.IN and A_LETTER[1][0] in first[1]:
                    return True
            case code.SUBPATTERN:
                return begins_a_word(value[3])
            case code.BRANCH:
                return all(begins_a_word(branch) for branch in value[1])
            case _:
                return False
    return False


@pytest.mark.parametrize(("stems", "pattern"), ROWS)
def test_whatever_a_pattern_matches_has_a_stem_of_each_of_its_lists(
    stems: str, pattern: str
) -> None:
    for listed in stems.split(" & "):
        assert Reader(listed.split("|")).left(pattern) == set(), listed


@pytest.mark.parametrize(
    ("stems", "pattern"),
    [
        ("=call", r"\bcall(?:ed)?\b"),
        ("call", r"\b(?:call|cld) it in\b"),
        ("=in", r"\bcalled ?in\b"),
        ("=from", r"\bcaller id\b"),
        ("=er", r"\b(?:er|ed)'?s?' report"),
        ("said", r"\b\w{1,9} it\b"),
        ("=us", r"\bus(?:ual)?"),
    ],
)
def test_a_stem_that_is_missing_is_noticed(stems: str, pattern: str) -> None:
    assert Reader(stems.split("|")).left(pattern)


@pytest.mark.parametrize(
    ("stems", "pattern"),
    [
        ("call|=cld", r"\b(?:call(?:ed)?|cld) it in\b"),
        ("=in", r"\bcalled (?:\w{1,8} ){0,3}in(?!\w)"),
        ("=us", r"\b(?:told|rang) us\b"),
        ("didn't|=did", r"\bdid(?:n't| not)\b"),
        ("screen", r"\b[a-z]{0,5}screen\w{0,3}"),
    ],
)
def test_what_always_has_a_stem_is_not_noticed(stems: str, pattern: str) -> None:
    assert Reader(stems.split("|")).left(pattern) == set()


def test_a_whole_word_is_met_before_an_apostrophe() -> None:
    guard, read = Guard(Kind.REPORTER, shipped("guards", "en")), Read("who tipped us'n the rest")

    assert list(guard.find(read)) == list(guard.find(read, everything=True))


def test_short_for_called_is_met() -> None:
    guard = Guard(Kind.REPORTER, shipped("guards", "en"))

    assert list(guard.find(Read("somebody cld it in")))
