"""The work that goes on while a fault strikes: a list of texts, changed one at a time.

It is the same for every way of keeping it, and it can be foretold: whoever knows how many
changes were acknowledged knows what must be there when it is read again.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import count, islice

Texts = tuple[str, ...]

_NAMES = ("Rosa", "Leo", "Ana", "Odette", "Mateo")


@dataclass(frozen=True, slots=True)
class Add:
    """Put a text at the end."""

    text: str


@dataclass(frozen=True, slots=True)
class Reword:
    """Put another text in the place of one."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a text out."""

    at: int


Change = Add | Reword | Remove
Pattern = Callable[[int, list[str]], Change]


def changed(texts: Collection[str], change: Change) -> Texts:
    """Return the texts after a change."""
    now = list(texts)
    _change(now, change)
    return tuple(now)


def a_text(number: int) -> str:
    """Return a made-up note; no two numbers have the same."""
    name = _NAMES[number % len(_NAMES)]
    return f"{name} called the neighbor before the party was over, note {number:06d}"


def some_texts(count_of: int) -> Texts:
    """Return so many made-up notes."""
    return tuple(a_text(number) for number in range(count_of))


def _append(turn: int, _: list[str]) -> Change:
    return Add(a_text(900_000 + turn))


def _mix(turn: int, texts: list[str]) -> Change:
    match turn % 4:
        case 2:
            return Reword(len(texts) - 1, texts[-1][-20:])
        case 3:
            return Remove(len(texts) - 1)
    return _append(turn, texts)


def _front(turn: int, texts: list[str]) -> Change:
    return Reword(0, f"{texts[0]}, and {turn}")


PATTERNS: dict[str, Pattern] = {"append": _append, "mix": _mix, "front": _front}
"""append: only new notes. mix: add, add, shorten, delete. front: the first note grows."""


def changes(pattern: str, start: Collection[str]) -> Iterator[Change]:
    """Go through the changes of a pattern, without end."""
    texts = list(start)
    for turn in count():
        change = PATTERNS[pattern](turn, texts)
        yield change
        _change(texts, change)


def states(pattern: str, start: Collection[str], number: int) -> Iterator[Texts]:
    """Go through what must be there before the first change and after each of so many."""
    texts = list(start)
    yield tuple(texts)
    for change in islice(changes(pattern, start), number):
        _change(texts, change)
        yield tuple(texts)


def _change(texts: list[str], change: Change) -> None:
    match change:
        case Add(text):
            texts.append(text)
        case Reword(at, text):
            texts[at] = text
        case Remove(at):
            del texts[at]
