"""kill -9 at a random moment of work."""

import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.faults.apart import Apart, Line
from bench.faults.keepers import KEEPERS, Keeper
from bench.faults.notes import Texts, changes, some_texts, states
from bench.faults.slow_disk import slow_down
from bench.faults.tables import Table
from bench.faults.verdicts import Tally, Verdict, found_in, judged

LONGEST = 60.0
"""Seconds after which work ends by itself, should nobody be left to kill it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is going on when the kill comes."""

    pattern: str
    notes: int
    kills: int
    slow: bool = False


FULL = (
    *(Work(pattern, 20, 120) for pattern in ("append", "mix", "front")),
    *(Work(pattern, 300, 80) for pattern in ("append", "mix", "front")),
    *(Work(pattern, 5_000, 30) for pattern in ("append", "mix", "front")),
    Work("mix", 20, 40, slow=True),
    Work("front", 300, 40, slow=True),
)
QUICK = (Work("append", 20, 10), Work("mix", 20, 30), Work("mix", 300, 10, slow=True))


def kill_table(*, quick: bool) -> Table:
    """Kill each keeper of notes at its work."""
    table = Table(
        "kill -9 during edits",
        "A process edits without pause and acknowledges each edit; it is killed at a random "
        "moment; then its file is read. *append*: only new notes. *mix*: add, add, shorten, "
        "delete. *front*: the first note grows. A slow disk takes 20 ms for a sync and 1 ms "
        "for 4 KiB. Lost: edits that had been acknowledged are not there. 0 of n: no harm in any.",
        ("work", "notes at the start", "kills each", *KEEPERS),
    )
    for work in QUICK if quick else FULL:
        tallies = {name: kills(keeper, work) for name, keeper in KEEPERS.items()}
        what = f"{work.pattern}, slow disk" if work.slow else work.pattern
        table.add(what, f"{work.notes:,}", work.kills, *tallies.values())
        if tallies["soptui"].bad:
            table.find(f"{what}, {work.notes} notes", str(tallies["soptui"]))
        print(f"  {what}, {work.notes} notes", file=sys.stderr)
    return table


def kills(keeper: Keeper, work: Work, seed: int = 7) -> Tally:
    """Kill work again and again, and judge each time what is left."""
    chance, tally = random.Random(f"{seed} {work}"), Tally()
    start = some_texts(work.notes)
    with tempfile.TemporaryDirectory() as room:
        before = Path(room, "before")
        before.mkdir()
        keeper.fill(before, start)
        for turn in range(work.kills):
            folder = Path(room, str(turn))
            shutil.copytree(before, folder)
            # From the first moment after an edit to the middle of some later one.
            acknowledged = _killed(keeper, folder, work, chance.uniform(0, 0.2))
            tally.add(left_after(keeper, folder, work.pattern, start, acknowledged))
            shutil.rmtree(folder)
    return tally


def left_after(
    keeper: Keeper, folder: Path, pattern: str, start: Texts, acknowledged: int
) -> Verdict:
    """Judge what is left of work in which so many edits had been acknowledged.

    The edit after them was under way: it may be there or not.
    """
    *_, whole, one_more = states(pattern, start, acknowledged + 1)
    return judged(found_in(keeper, folder), (whole, one_more))


def _killed(keeper: Keeper, folder: Path, work: Work, after: float) -> int:
    """Let work go on for a while after its first edit, kill it, and count what it acknowledged."""
    with Apart(_edit_without_pause, keeper.name, folder, work) as process:
        process.hear()
        until = time.monotonic() + after
        while (left := until - time.monotonic()) > 0:
            time.sleep(left)
        process.kill()
        return 1 + _rest(process.line)


def _rest(line: Line) -> int:
    count = 0
    while True:
        try:
            line.recv_bytes()
        except EOFError:
            return count
        count += 1


def _edit_without_pause(line: Line, name: str, folder: Path, work: Work) -> None:
    if work.slow:
        slow_down(sync=0.02, piece=0.001)
    until = time.monotonic() + LONGEST
    book = KEEPERS[name].open(folder)
    all_changes = changes(work.pattern, some_texts(work.notes))
    book.do(next(all_changes))
    line.send(None)
    for change in all_changes:
        book.do(change)
        line.send_bytes(b".")
        if time.monotonic() > until:
            return
