"""Labelled examples of what a lens should find, and should not: tests/lens/examples.

Each line is a small map in the capture grammar, entered as a person would type it, about
one made-up family.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from soptui.lens.finding import Kind
from soptui.model.alphabet import Column
from soptui.model.draft import read_line
from soptui.model.grammar import Desk, to_edit
from soptui.model.session import Agreement, Knows, Member, Session
from soptui.wording import Wording

FOLDER = Path(__file__).parent.parent / "tests" / "lens" / "examples"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FAMILY = (
    "& Mateo / 6 / child",
    "& Amari / 8 / child",
    "& Lily / 14 months / child",
    "& Noah / 9 / child",
    "& Daniel / 34 / dad",
    "& Keisha / 29 / mom",
    "& Ray / 41 / stepdad",
    "& Teresa / 38 / mom",
)
_BETWEEN, _FLAGS = " || ", " :: "


@dataclass(frozen=True, slots=True)
class Example:
    """One small map, and whether a kind is to be found in it; `words` is what it points at.

    Every second one is held back: nobody looks at it while a lens is being made.
    """

    kind: Kind
    found: bool
    entry: str
    words: str
    why: str
    held_back: bool


def examples(kind: Kind) -> Iterator[Example]:
    """Go through the examples of one kind; none, if it has no file."""
    path = FOLDER / f"{kind.value}.tsv"
    if path.is_file():
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        for at, line in enumerate(lines):
            expect, entry, words, why = [*line.split("\t"), "", ""][:4]
            yield Example(kind, expect == "yes", entry, words, why, at % 2 == 1)


def session_of(entry: str, wording: Wording) -> Session:
    """Return the map that these entries make, typed one after the other."""
    session = Session(id="2026-11-23-made-up", title="", started=NOW)
    numbers = itertools.count(1)
    for typed in (*FAMILY, *entry.split(_BETWEEN)):
        line, _, flags = typed.strip().partition(_FLAGS.strip())
        desk = Desk(session, Column.WORRIED, NOW, lambda: f"n{next(numbers)}", wording.composer)
        edit = to_edit(read_line(line.strip()), desk)
        if edit is not None:
            session = edit.apply(session)
        for flag in flags.split():
            *others, last = session.members
            session = replace(session, members=(*others, _with(last, flag)))
    return session


def _with(member: Member, flag: str) -> Member:
    name, _, value = flag.partition("=")
    match name:
        case "agreed" | "asked" | "declined":
            return replace(member, agreement=Agreement(name))
        case "paid":
            return replace(member, paid=True)
        case "knows":
            return replace(member, knows=Knows(value))
        case "backup":
            return replace(member, backup=value) if hasattr(member, "backup") else member
    raise ValueError(f"no such flag: {flag}")
