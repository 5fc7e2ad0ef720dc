"""No pattern of a lens can run away: what one tries in one place is bounded."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import soptui.lens
from soptui.lens.finding import Kind
from soptui.lens.guards import Guard
from soptui.lens.jargon import Jargon
from soptui.lens.lexicon import filled, shipped
from soptui.lens.tokens import Read

LONG = 1_500
WIDE = 20
MOST_WIDE = 2
MOST_TIMES = 8
ONE_WORD = {
    "soptui.lens.times._ED",
    "soptui.lens.protection._STANDS",
    "soptui.lens.clauses._IS_VERB",
    "soptui.lens.goals._NEGATIVE",
}
"""They are only ever asked about one word, which they go through once."""
ANCHORED = {"soptui.lens.statements._WORRIED"}
"""They are tried at the beginning of a text, and nowhere else."""
CONSUMING = {f"soptui.lens.tokens.{name}" for name in ("_WORD", "_QUOTED", "_LANGUAGE")}
"""They match wherever they are tried, and what they have read is never tried again."""


EXCEPT = ONE_WORD | ANCHORED | CONSUMING


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Go through every pattern that a lens has."""
    for row in filled(shipped("guards", "en"))[1:]:
        yield f"guards: {row[3][:40]}", re.compile(row[3], re.IGNORECASE)
    for row in filled(shipped("exceptions", "en")):
        yield f"exceptions: {row[0]}", re.compile(row[1], re.IGNORECASE)
    for module in pkgutil.iter_modules(soptui.lens.__path__, "soptui.lens."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and f"{module.name}.{name}" not in EXCEPT:
                yield f"{module.name}.{name}", value


def is_run(repeated: Any) -> bool:
    """Whether it repeats letters, or spaces: it ends where they end, however often tried."""
    if len(repeated) != 1 or repeated[0][0] is not code.IN:
        return False
    kinds = {code.CATEGORY_WORD, code.CATEGORY_SPACE, code.CATEGORY_DIGIT, code.CATEGORY_NOT_WORD}
    return all(
        (kind is code.CATEGORY and which in kinds)
        or (kind is code.RANGE and chr(which[0]).isalnum() and chr(which[1]).isalnum())
        for kind, which in repeated[0][1]
    )


def faults(parsed: Any, *, within: int = 0, last: bool = True, first: bool = True) -> Iterator[str]:
    """Go through what could make a pattern's work grow faster than its text."""
    items = list(parsed)
    for at, (op, value) in enumerate(items):
        is_last = last and at == len(items) - 1
        is_first = first and at == 0
        match op:
            case code.MAX_REPEAT | code.MIN_REPEAT:
                least, most, repeated = value
                alone = len(repeated) == 1 and repeated[0][0] in SINGLE
                endless = most == code.MAXREPEAT
                if endless and (within or not alone or is_first):
                    yield "repeats without an end"
                elif endless and not is_run(repeated) and not is_last:
                    yield "goes on to the end, and back again"
                if within > 1 and most > 1 and most != least:
                    yield "repeats within a repeat within a repeat"
                if not alone and not endless and most > MOST_TIMES:
                    yield "repeats a group too often"
                deeper = within + (most > 1)
                yield from faults(repeated, within=deeper, last=False, first=is_first)
            case code.SUBPATTERN:
                yield from faults(value[3], within=within, last=is_last, first=is_first)
            case code.BRANCH:
                for branch in value[1]:
                    yield from faults(branch, within=within, last=is_last, first=is_first)
            case code.ASSERT | code.ASSERT_NOT:
                yield from faults(value[1], within=within, last=False, first=False)


def wide(parsed: Any) -> int:
    """Return how many wide gaps a match may have to find the end of, one within another."""
    count = 0
    for op, value in parsed:
        match op:
            case code.MAX_REPEAT | code.MIN_REPEAT:
                least, most, repeated = value
                count += (most - least >= WIDE and not is_run(repeated)) + wide(repeated)
            case code.SUBPATTERN:
                count += wide(value[3])
            case code.BRANCH:
                count += max(wide(branch) for branch in value[1])
    return count


SINGLE = {code.IN, code.NOT_LITERAL, code.LITERAL, code.ANY, code.CATEGORY}
ALL = list(patterns())


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name for name, _ in ALL])
def test_a_pattern_cannot_run_away(name: str, pattern: re.Pattern[str]) -> None:
    parsed = _parser.parse(pattern.pattern)

    assert list(faults(parsed)) == []
    assert wide(parsed) <= MOST_WIDE


def test_the_check_knows_what_runs_away() -> None:
    for pattern in (
        "(a+)+b",
        "(?:a|b)*c",
        r"\b(?:[\w'-]+ ){1,4}House",
        "a[^.]*b",
        "(?:x{1,50}y?){0,9}z",
    ):
        assert list(faults(_parser.parse(pattern))), pattern


HOSTILE = (
    "teacher ", "neighbor called ", "reported ", "the call ", "the ", "RP ", "by ", "a" , "A", "A-",
    "A'", "treatment ", "UA ", "missed ", "clean ", "removed the ", "placed ", "using ", " ", "\t",
    "when ", "will ", "not ", "for six ", "full ", "every ", "on friday ", "by jan", "until ", "''",
    '"', "Rosa ", "and ", "so that ", "because he ", "is ", ", ", "/ ", "0", "1/", "ñ", "🙂", "İ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    for ending in ("", "b", " House", " called", " for"):
        for _, pattern in ALL:
            for _ in pattern.finditer(text + ending):
                pass
    read = Read(text)
    for kind in (Kind.REPORTER, Kind.PART2):
        list(Guard(kind, shipped("guards", "en")).find(read))
    list(Jargon(shipped("jargon", "en"), shipped("exceptions", "en")).find(read))
