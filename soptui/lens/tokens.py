"""A text as the lenses read it: its words with their places, and what in it is quoted.

Offsets are those of the text itself: what is folded keeps its length.
"""

import itertools
import re
from typing import NamedTuple

from soptui.lens.sets import words_of

_FOLDED = {
    ord("\u2018"): "'",
    ord("\u2019"): "'",
    ord("\u201c"): '"',
    ord("\u201d"): '"',
    ord("\u00ab"): '"',
    ord("\u00bb"): '"',
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\u00a0"): " ",
}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TO_BLANKS = {at: " " for at in range(128) if not chr(at).isalnum()}
_QUOTED = re.compile(r'"[^"]*(?:"|$)')

_LANGUAGE = re.compile(r"[^\W\d_]+")
# What stands often in Spanish, and seldom in an English sentence.
_SPANISH = words_of(
    "el la los las un una unos unas de del al y que en con por para su sus se lo le les no es "
    "era fue está estaba están esta este muy más pero cuando porque como también ya mi mamá "
    "papá niño niña niños niñas hija hijo hijos casa todos cada sin nos ella él ellos abuela "
    "abuelo tía tío quiere dice dijo tiene sobre entre hasta desde hay noche noches día días "
    "va van antes después llamar hermana hermano quien donde sola solo mucho miedo escuela "
    "siempre nunca nada bebé familia puede hacer tomar ir estar ser nuestro nuestra me te"
)
# What stands often in English, and never in a Spanish sentence.
_ENGLISH = words_of(
    "the an and of to is was were are she he they her his him with for on at that when who "
    "will not from it has had by be or but says said kids my this them their so if after "
    "before because what home school mom dad while where which does did do can could would "
    "about all out up then again over into family"
)
_PARTICLES = frozenset(["de", "del", "la", "las", "los", "el", "y", "en", "es", "me", "no"])
_NO_NAME = _SPANISH - _PARTICLES
_MARKS = ("\u00bf", "\u00a1")
_FEWEST = 3
_SHORT = 6


class Word(NamedTuple):
    """One word: in small letters, and where it stands."""

    low: str
    start: int
    end: int


def small(text: str) -> str:
    """Return a text in small letters, folded, as `Read` has it: all that some need of it."""
    return _small(text if text.isascii() else text.translate(_FOLDED))


def _small(folded: str) -> str:
    low = folded.lower()
    if len(low) != len(folded):  # some letter has two small ones
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    return low


def _words(low: str) -> list[str]:
    # Most texts are plain, and split without a pattern in a fraction of the time.
    if low.isascii() and "'" not in low:
        return low.translate(_TO_BLANKS).split()
    return _WORD.findall(low)


class InOrder:
    """The words of a text, one behind the other; `lows` are they in small letters."""

    __slots__ = ("_pairs", "_words", "in_order", "lows", "text")

    def __init__(
        self, text: str, in_order: list[str], words: tuple[Word, ...] | None = None
    ) -> None:
        self.text = text
        self.in_order = in_order
        self.lows = frozenset(in_order)
        self._words = words
        self._pairs: frozenset[tuple[str, str]] | None = None

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every word with the one behind it."""
        if self._pairs is None:
            self._pairs = frozenset(itertools.pairwise(self.in_order))
        return self._pairs

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, with their places."""
        if self._words is None:
            self._words = self._placed()
        return self._words

    def _placed(self) -> tuple[Word, ...]:
        raise NotImplementedError


class Read(InOrder):
    """One text, read once for all lenses.

    A hyphen parts two words. What is seldom needed is made when it is.
    """

    __slots__ = ("_quoted", "_spanish", "folded", "low")

    def __init__(self, text: str) -> None:
        self.folded = text if text.isascii() else text.translate(_FOLDED)
        self.low = _small(self.folded)
        super().__init__(text, _words(self.low))
        self._quoted: tuple[tuple[int, int], ...] | None = None
        self._spanish: bool | None = None

    def _placed(self) -> tuple[Word, ...]:
        found, end, place, new = [], 0, self.low.index, tuple.__new__
        for low in self.in_order:  # what stands between two words has no letter of a word
            start = place(low, end)
            end = start + len(low)
            # Nothing is made as often as a word: this is `Word(low, start, end)`, and faster.
            found.append(new(Word, (low, start, end)))
        return tuple(found)

    @property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where somebody's own words stand in quotation marks."""
        if self._quoted is None:
            found = _QUOTED.finditer(self.folded) if '"' in self.folded else ()
            self._quoted = tuple(one.span() for one in found)
        return self._quoted

    def is_quoted(self, start: int, end: int) -> bool:
        """Say whether a place overlaps somebody's own words."""
        return any(first < end and start < last for first, last in self.quoted)

    @property
    def is_spanish(self) -> bool:
        """Whether it is Spanish, as far as its small words tell; English is the default."""
        if self._spanish is None:
            self._spanish = self._is_spanish()
        return self._spanish

    def _is_spanish(self) -> bool:
        if not self.text.isascii() and any(mark in self.text for mark in _MARKS):
            return True
        if len(_SPANISH & self.lows) < _FEWEST - 1:
            return False
        words = _LANGUAGE.findall(self.folded)
        spanish = english = 0
        is_named = False
        for word in reversed(words):  # "de la Cruz" is a name, "de la casa" is none
            low = word.lower()
            if low in _PARTICLES and is_named:
                continue
            is_named = word != low
            spanish += low in _SPANISH
            english += low in _ENGLISH
        # "los angeles ... el monte" are places: a short text needs a word that no name has.
        is_short = len(words) <= _SHORT and not english and not self.lows.isdisjoint(_NO_NAME)
        enough = _FEWEST - 1 if is_short else _FEWEST
        return spanish >= enough and spanish > english
