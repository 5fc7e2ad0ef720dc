"""Measure how fast soptui feels and print a table: `make bench`, or `python -m bench.run`.

Each number stands beside that of a yardstick that was measured in the same run, in turn with
it (A B A B ...), because machines differ and are never quiet: the ratios are what to look
at. Values are medians over the rounds. On a busy machine the 95th percentiles move most; run it
again, or, as root, under `nice -n -20`. Linux only.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measures import NotMeasuredError, at_rest, entering, process, saves, typing, until_ready
from bench.meeting import SESSION_ID, a_home, a_meeting
from bench.table import Row, Samples, as_table
from bench.terminal import Terminal, environment
from soptui.model.session import Session
from soptui.storage.tinydb_store import TinyStore

READY = "Type what the room says"
"""What the capture line shows when soptui can be typed at."""

FEW, MANY = 60, 5_000
BARE = [sys.executable, str(Path(__file__).with_name("bare_input.py"))]
CLICK = [sys.executable, "-c", "import click"]

ROWS = (
    Row(f"ready to type, {FEW} notes", f"ready {FEW}", "ready bare", 1.5),
    Row(f"key to screen, median, {FEW} notes", f"p50 {FEW}", "p50 bare", 1.1),
    Row(f"key to screen, 95th percentile, {FEW} notes", f"p95 {FEW}", "p95 bare", 1.1),
    Row(f"key to screen, median, {MANY:,} notes", f"p50 {MANY}", "p50 bare", 1.1),
    Row(f"key to screen, 95th percentile, {MANY:,} notes", f"p95 {MANY}", "p95 bare", 1.1),
    Row(f"Enter to note on the map, {FEW} notes", f"enter {FEW}", "", 16),
    Row(f"Enter to note on the map, {MANY:,} notes", f"enter {MANY}", "", 16),
    Row(f"save of {FEW} notes / raw durable write", "save", "save raw", 2),
    Row("processor at rest", f"rest {FEW}", "rest bare", 1.5, unit="%"),
    Row("soptui --version / python -c 'import click'", "version", "click", 1.3),
)


class Bench:
    """One run of the benchmark: what it starts, how long it takes, and what it found."""

    def __init__(self, soptui: Sequence[str], *, quick: bool) -> None:
        self.samples = Samples()
        self.notes: list[str] = []
        self._soptui = list(soptui)
        self._env = environment()
        self._keys, self._entries, self._rest, self._turns = (
            (40, 4, 2.0, 10) if quick else (100, 10, 5.0, 40)
        )

    def warm_up(self) -> None:
        """Run everything once, so that all is compiled and in the disk's cache."""
        self._one_process()
        self._one_bare(seed=0, keep=False)
        self._one_soptui(FEW, seed=0, keep=False)

    def round(self, seed: int) -> None:
        """Measure everything once, in turn."""
        self._one_bare(seed)
        self._one_soptui(FEW, seed)
        self._one_soptui(MANY, seed)
        self._one_save()
        for _ in range(5):
            click, version = self._one_process()
            self.samples.add("click", click)
            self.samples.add("version", version)

    def _one_bare(self, seed: int, *, keep: bool = True) -> None:
        with Terminal(BARE, self._env) as terminal:
            ready = until_ready(terminal, "READY")
            if keep:
                self.samples.add("ready bare", ready)
                self._type_and_rest(terminal, "bare", seed)

    def _one_soptui(self, notes: int, seed: int, *, keep: bool = True) -> None:
        with tempfile.TemporaryDirectory() as folder:
            home = a_home(Path(folder), notes)
            command = [*self._soptui, "--home", str(home), "open", SESSION_ID]
            with Terminal(command, self._env) as terminal:
                ready = until_ready(terminal, READY)
                if keep:
                    self.samples.add(f"ready {notes}", ready)
                    self._type_and_rest(terminal, str(notes), seed)
                    terminal.press("\r")
                    terminal.settle()
                    self.samples.add(f"enter {notes}", entering(terminal, self._entries, seed))

    def _type_and_rest(self, terminal: Terminal, name: str, seed: int) -> None:
        self.samples.add(f"rest {name}", at_rest(terminal, self._rest))
        typed = typing(terminal, self._keys, seed)
        self.samples.add(f"p50 {name}", typed.p50)
        self.samples.add(f"p95 {name}", typed.p95)
        if typed.lost:
            self.notes.append(f"{typed.lost} letters typed at {name} never showed.")

    def _one_save(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = TinyStore(Path(folder))
            session = a_meeting(FEW)
            revision = store.create(session)

            def save(changed: Session) -> None:
                nonlocal revision
                revision = store.save(changed, revision)

            file = Path(folder) / f"{session.id}.json"
            ours, raw = saves(save, session, file, self._turns)
        self.samples.add("save", ours)
        self.samples.add("save raw", raw)

    def _one_process(self) -> tuple[float, float]:
        click = process(CLICK, self._env)
        return click, process([*self._soptui, "--version"], self._env)


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a rough look, in a minute")
    parser.add_argument("--rounds", type=int, help="how often all is measured in turn")
    parser.add_argument(
        "--soptui",
        default=str(Path(sys.executable).with_name("soptui")),
        help="the command to measure, if it is not the one of this Python",
    )
    chosen = parser.parse_args()
    rounds = chosen.rounds or (2 if chosen.quick else 5)
    bench = Bench(shlex.split(chosen.soptui), quick=chosen.quick)
    try:
        bench.warm_up()
        for turn in range(rounds):
            print(f"round {turn + 1} of {rounds}", file=sys.stderr)
            bench.round(seed=turn + 1)
    except (NotMeasuredError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
    print(as_table(ROWS, bench.samples))
    for note in (*bench.notes, _noise(bench.samples)):
        print(f"\n{note}")


def _noise(samples: Samples) -> str:
    low, high = samples.range("p50 bare")
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = " The machine was busy: run it again." if high > 1.5 * low or load > cores else ""
    return (
        f"Noise: the bare input's own median ran from {low:.2f} to {high:.2f} ms between the "
        f"rounds, at a load of {load:.1f} on {cores} cores.{busy}"
    )


if __name__ == "__main__":
    main()
