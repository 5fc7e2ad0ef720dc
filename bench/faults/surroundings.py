"""What a system brings along: its letters, its permissions, and ids that are given out again."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tinydb import JSONStorage, TinyDB
from tinydb.middlewares import CachingMiddleware

from bench.faults.apart import Apart, Line
from bench.faults.keepers import CACHED, KEEPERS, SOPTUI, STOCK, Keeper
from bench.faults.notes import Add, Remove, some_texts
from bench.faults.strace import ROOT
from bench.faults.verdicts import Outcome, Verdict
from soptui.library import new_item_id

ACCENTED = "Ana Muñoz was there"
_PLAIN_LETTERS = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
_WRITES = """
import sys
from pathlib import Path
from bench.faults.surroundings import write_accented
write_accented(sys.argv[1], Path(sys.argv[2]))
"""


def surrounded() -> Iterator[tuple[str, dict[str, Outcome]]]:
    """Go through what systems bring, with what each keeper makes of it."""
    yield "a system without accents", {name: without_accents(name) for name in KEEPERS}
    for umask in (0o022, 0o000):
        yield (
            f"umask {umask:03o}",
            {name: permissions(keeper, umask) for name, keeper in KEEPERS.items()},
        )
    yield "the id of what was deleted", {name: ids(keeper) for name, keeper in KEEPERS.items()}


def without_accents(name: str) -> Outcome:
    """Write an accent in the C locale, and read it in ours."""
    with tempfile.TemporaryDirectory() as room:
        command = [sys.executable, "-c", _WRITES, name, room]
        env = {**os.environ, **_PLAIN_LETTERS}
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
        if done.returncode:
            why = done.stderr.decode(errors="replace").strip().splitlines()[-1].split(":")[0]
            return Outcome(Verdict.LOST, f"not saved ({why})")
        found = KEEPERS[name].read(Path(room))
    verdict = Verdict.FINE if found == (ACCENTED,) else Verdict.CHANGED
    return Outcome(verdict, "kept" if verdict is Verdict.FINE else f"became {found!r}")


def write_accented(name: str, folder: Path) -> None:
    """Save an accent; stock TinyDB as people set it who want to read their files."""
    if name == SOPTUI.name:
        SOPTUI.open(folder).do(Add(ACCENTED))
        return
    storage = JSONStorage if name == STOCK.name else CachingMiddleware(JSONStorage)  # type: ignore[no-untyped-call]
    with TinyDB(STOCK.file(folder), ensure_ascii=False, storage=storage) as database:
        database.insert({"text": ACCENTED})


def permissions(keeper: Keeper, umask: int) -> Outcome:
    """Say who may read what was saved."""
    with (
        tempfile.TemporaryDirectory() as room,
        Apart(_save_under, keeper.name, Path(room), umask) as a,
    ):
        a.hear()
        files = [path for path in Path(room).rglob("*") if path.is_file()]
        modes = {stat.S_IMODE(path.stat().st_mode) for path in files}
    exposed = any(mode & 0o077 for mode in modes)
    told = ", ".join(f"{mode:04o}" for mode in sorted(modes))
    return Outcome(Verdict.EXPOSED if exposed else Verdict.FINE, told)


def _save_under(line: Line, name: str, folder: Path, umask: int) -> None:
    os.umask(umask)
    keeper = KEEPERS[name]
    keeper.fill(folder, some_texts(3))
    book = keeper.open(folder)
    book.do(Remove(0))
    book.close()
    line.send("done")


def ids(keeper: Keeper) -> Outcome:
    """Remove the newest note, start again, add one: has it the id of the one that is gone?"""
    if keeper is SOPTUI:
        made = [new_item_id() for _ in range(10_000)]
        again = len(made) - len(set(made))
        return Outcome(Verdict.CHANGED if again else Verdict.FINE, "never given again")
    connect = STOCK.connect if keeper is STOCK else CACHED.connect
    with tempfile.TemporaryDirectory() as room:
        file = Path(room, "ids.json")
        with connect(file) as database:
            gone = database.insert_multiple([{"v": 1}, {"v": 2}])[-1]
            database.remove(doc_ids=[gone])
        with connect(file) as database:
            new = database.insert({"v": 3})
    verdict = Verdict.CHANGED if new == gone else Verdict.FINE
    return Outcome(verdict, "given again, to another note" if new == gone else "never given again")
