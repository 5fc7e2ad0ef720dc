"""What stands in parentheses behind an item: who said it, by when, what is still open.

People's words can hold parentheses as well. So there are several ways to take a line apart,
the likeliest first; whoever asks tries which of them is written as the line was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

MOST_WAYS = 24
_MOST_PLACES = 40
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Slot:
    """A remark that can be there: behind a label any words, or one of a few fixed ones."""

    name: str
    label: str | None = None
    fixed: Mapping[str, object] = field(default_factory=dict)


Found = dict[str, object]


def taken_off(text: str, slots: tuple[Slot, ...]) -> Iterator[tuple[str, Found]]:
    """Go through the ways to read a line as words with remarks behind them, in this order."""
    if text.endswith(")"):
        yield from islice(_ways(text, slots), MOST_WAYS)


def _ways(text: str, slots: tuple[Slot, ...]) -> Iterator[tuple[str, Found]]:
    at = len(text)
    for _ in range(_MOST_PLACES):
        at = text.rfind(" (", 0, at)
        if at < 0:
            return
        for found in _read(text[at + 2 : -1], slots):
            yield text[:at], found


def _read(inside: str, slots: tuple[Slot, ...]) -> Iterator[Found]:
    """Go through the ways to read what is in the parentheses as remarks."""
    for number, slot in enumerate(slots):
        later = slots[number + 1 :]
        for words, value in slot.fixed.items():
            if words and inside == words:
                yield {slot.name: value}
            elif words and inside.startswith(words + _BETWEEN):
                for rest in _read(inside[len(words) + len(_BETWEEN) :], later):
                    yield {slot.name: value, **rest}
        if slot.label is not None and inside.startswith(slot.label):
            words = inside[len(slot.label) :]
            yield from _labelled(slot.name, words, later)


def _labelled(name: str, words: str, later: tuple[Slot, ...]) -> Iterator[Found]:
    """Go through the places where another remark may begin behind somebody's words."""
    at = -1
    for _ in range(_MOST_PLACES if later else 0):
        at = words.find(_BETWEEN, at + 1)
        if at < 0:
            break
        behind = words[at + len(_BETWEEN) :]
        if any(_begins(behind, slot) for slot in later):
            for rest in _read(behind, later):
                yield {name: words[:at], **rest}
    yield {name: words}


def _begins(text: str, slot: Slot) -> bool:
    if slot.label is not None and text.startswith(slot.label):
        return True
    return any(words and text.startswith(words) for words in slot.fixed)
