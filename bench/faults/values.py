"""Values that are not as they should be: kept as they are, refused, or changed in silence?"""

import json
import math
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from bench.faults.damage import damaged
from bench.faults.keepers import CACHED, SOPTUI, STOCK, let_go
from bench.faults.surroundings import surrounded
from bench.faults.tables import Table
from bench.faults.verdicts import Outcome, Verdict
from soptui.storage.atomic import AtomicStorage

Connect = Callable[[Path], TinyDB]


def _ours(path: Path) -> TinyDB:
    return TinyDB(storage=lambda: AtomicStorage(path))


CONNECT: dict[str, Connect] = {
    STOCK.name: STOCK.connect,
    CACHED.name: CACHED.connect,
    SOPTUI.name: _ours,
}
"""How each keeps a table of documents; of soptui, the storage that is below its sessions."""

_DEEP: list[object] = []
for _ in range(200):
    _DEEP = [_DEEP]

VALUES: dict[str, object] = {
    "NaN": math.nan,
    "Infinity": math.inf,
    "a tuple": (1, 2),
    "a number as a key": {1: "a"},
    "a truth value as a key": {True: "a"},
    'the keys 1 and "1"': {1: "a", "1": "b"},
    "half a character (broken paste)": "Ana \ud800",
    "bytes": b"Ana",
    "a moment": datetime(2026, 11, 23, tzinfo=UTC),
    "a set": {1, 2},
    "10**5000": 10**5000,
    "nested 200 deep": _DEEP,
}


def values_table(*, quick: bool) -> Table:  # noqa: ARG001 - it takes seconds as it is
    """Hand each keeper what it should not take, and files that nobody should trust."""
    table = Table(
        "Values, encodings and files",
        "Values are saved, then one more is, then all is closed and read again. Files are "
        "opened, then changed if they could be. Fine is: kept exactly, or refused with the file "
        "untouched and all going on.",
        ("what", *CONNECT),
    )
    for what, value in VALUES.items():
        found = {name: saved(connect, value) for name, connect in CONNECT.items()}
        _add(table, f"saved: {what}", found)
    found = {name: half_updated(connect) for name, connect in CONNECT.items()}
    _add(table, "saved: a change that fails half-way", found)
    for what, found in damaged():
        _add(table, f"opened: {what}", found)
    for what, found in surrounded():
        _add(table, what, found)
    print("  all values", file=sys.stderr)
    return table


def _add(table: Table, what: str, found: dict[str, Outcome]) -> None:
    table.add(what, *found.values())
    if found["soptui"].verdict is not Verdict.FINE:
        table.find(what, str(found["soptui"]))


def saved(connect: Connect, value: object) -> Outcome:
    """Save a value between two good ones, and see what is there in the end."""
    with tempfile.TemporaryDirectory() as room:
        file = Path(room, "values.json")
        with connect(file) as database:
            database.insert({"v": "before"})
        raw, database = file.read_bytes(), connect(file)
        try:
            refused = _refusal(lambda: database.insert({"v": value}))
            if refused and file.read_bytes() != raw:
                return Outcome(Verdict.GHOST, f"{refused}, but the file was changed")
            if broken := _refusal(lambda: database.insert({"v": "after"})):
                return Outcome(Verdict.LOST, f"{refused or 'accepted'}, then no save: {broken}")
            if broken := _refusal(database.close):
                return Outcome(Verdict.LOST, f"{refused or 'accepted'}, then no closing: {broken}")
        finally:
            let_go(database)
        try:
            with connect(file) as database:
                found = [document["v"] for document in database.all()]
        except Exception as error:
            return Outcome(Verdict.UNREADABLE, f"{refused or 'accepted'}, then {_kind(error)}")
        if refused:
            whole = found == ["before", "after"]
            return Outcome(Verdict.FINE if whole else Verdict.LOST, f"refused ({refused})")
        return _accepted(found[1], value, file)


def _accepted(found: object, value: object, file: Path) -> Outcome:
    if not same(found, value):
        return Outcome(Verdict.CHANGED, f"{value!r:.24} became {found!r:.24}")
    try:
        json.loads(file.read_bytes(), parse_constant=_not_json)
    except ValueError:
        return Outcome(Verdict.UNREADABLE, "for every other program: not JSON")
    try:
        str(found).encode()
    except UnicodeEncodeError:
        return Outcome(Verdict.LOST, "kept, but no export can write it")
    return Outcome(Verdict.FINE, "kept")


def half_updated(connect: Connect) -> Outcome:
    """Let a change of all documents fail at the last one."""

    def times_ten(document: Any) -> None:
        if document["v"] == 3:
            raise ArithmeticError
        document["v"] *= 10

    with tempfile.TemporaryDirectory() as room:
        file = Path(room, "values.json")
        with connect(file) as database:
            database.insert_multiple({"v": value} for value in (1, 2, 3))
        with connect(file) as database:
            refused = _refusal(lambda: database.update(times_ten))
            database.insert({"v": 4})
        with connect(file) as database:
            found = [document["v"] for document in database.all()]
    verdict = Verdict.FINE if found == [1, 2, 3, 4] else Verdict.CHANGED
    return Outcome(verdict, f"{refused}, then {found}")


def same(found: object, value: object) -> bool:
    """Say whether two values are the same, down to the types of all that is in them."""
    if type(found) is not type(value):
        return False
    if isinstance(found, dict) and isinstance(value, dict):
        keys = zip(found, value, strict=False)
        alike = len(found) == len(value) and all(same(one, other) for one, other in keys)
        return alike and all(same(found[key], value[key]) for key in value)
    if isinstance(found, list) and isinstance(value, list):
        items = zip(found, value, strict=False)
        return len(found) == len(value) and all(same(one, other) for one, other in items)
    if isinstance(found, float) and math.isnan(found):
        return isinstance(value, float) and math.isnan(value)
    return found == value


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except Exception as error:
        return _kind(error)
    return ""


def _kind(error: Exception) -> str:
    return type(error).__name__


def _not_json(name: str) -> None:
    raise ValueError(name)
