"""Readings that are tried until what is written of them is what stood in the file.

A line can be read in several ways. Each is written again as a copy would say it; where that
is not the line itself, the next way is taken, down to the plainest: all of it as words.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace

from soptui.model.session import Item, Mark, Note
from soptui.storage.texts import is_clean

_MOST_LINES = 60_000


@dataclass(slots=True)
class Entry:
    """An item that a copy says in one line or more, and the ways to read it."""

    written: list[str]
    item: Item
    others: Iterator[Item]
    why: str = ""
    higher: str = ""

    def next(self) -> bool:
        """Take the next way to read it; say whether there was one."""
        following = next(self.others, None)
        if following is not None:
            self.item = following
        return following is not None

    @property
    def said(self) -> Item:
        """The item as it is read now."""
        if isinstance(self.item, Mark):
            return replace(self.item, why=self.why, higher=self.higher)
        return self.item


def entry(written: str, ways: Iterable[Item]) -> Entry | None:
    """Return an entry for a line, or None if there is no way to read it."""
    others = (item for item in ways if _can_be_kept(item))
    first = next(others, None)
    return None if first is None else Entry([written], first, others)


def fit(entries: list[Entry], write: Callable[[], list[str]]) -> None:
    """Take for each entry the first way to read it that is written as the file has it.

    `write` writes all of them as they are read now.
    """
    waiting = list(entries)
    lines = 0
    while waiting and lines < _MOST_LINES:
        written = write()
        lines += len(written)
        there = {line.strip() for line in written}
        wrong = [one for one in waiting if not all(line.strip() in there for line in one.written)]
        waiting = [one for one in wrong if one.next()]


def _can_be_kept(item: Item) -> bool:
    """Say whether an item can be stored as it is: a piece of a line can begin with a blank."""
    texts = [value for one in fields(item) if type(value := getattr(item, one.name)) is str]
    parts = item.parts if isinstance(item, Note) else ()
    return all(map(is_clean, (*texts, *parts)))
