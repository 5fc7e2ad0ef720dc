"""kill -9 while somebody types, and typing on a slow disk."""

import random
import signal
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench.display import Display
from bench.faults.mortal import Mortal
from bench.faults.programs import PROGRAMS, SOPTUI_APP, STOCK_APP, Program, surroundings
from bench.faults.tables import Table
from bench.measures import letters, typing, until_ready
from bench.meeting import a_home
from bench.terminal import Terminal

SPEED = 12
"""Characters a second: a fast typist."""

_LONGEST, _LEAST = 60, 4
_AT_RISK = SPEED // 4
"""Characters that may be lost: what is typed in a quarter of a second."""

_SLOW_SYNC = 0.2
_SLOWER_AT_MOST = 1.25


@dataclass(slots=True)
class Kills:
    """How many characters kills have cost."""

    of_shown: list[int] = field(default_factory=list)
    of_sent: list[int] = field(default_factory=list)
    nothing_left: int = 0

    def add(self, sent: int, shown: int, kept: int) -> None:
        """Count one kill."""
        self.of_sent.append(max(0, sent - kept))
        self.of_shown.append(max(0, shown - kept))
        self.nothing_left += shown > 0 and kept == 0


def typing_table(*, quick: bool) -> Table:
    """Kill both programs while they are typed at."""
    kills = 5 if quick else 25
    table = Table(
        "kill -9 while somebody types",
        f"{SPEED} characters a second; killed after half a second to three; started again. Lost: "
        "characters that had been shown on the screen, or sent to the program, and are not "
        "offered again.",
        (
            "program",
            "kills",
            "lost of what was shown: median / worst",
            "lost of what was sent: median / worst",
            "nothing recovered",
        ),
    )
    for program in PROGRAMS:
        cost = killed_while_typing(program, kills)
        table.add(
            program.name,
            kills,
            *(
                f"{statistics.median(lost):g} / {max(lost)}"
                for lost in (cost.of_shown, cost.of_sent)
            ),
            cost.nothing_left,
        )
        if program is SOPTUI_APP and (cost.nothing_left or max(cost.of_shown) > _AT_RISK):
            table.find("soptui", f"lost {cost.of_shown}, nothing left {cost.nothing_left} times")
        print(f"  typing at {program.name}", file=sys.stderr)
    return table


def killed_while_typing(program: Program, kills: int, seed: int = 7) -> Kills:
    """Kill a program again and again at a random moment of typing."""
    chance, cost = random.Random(seed), Kills()
    for _ in range(kills):
        text = letters(_LONGEST, chance)
        with program.home() as home:
            command = program.command(home)
            with Mortal(command, surroundings()) as run:
                run.wait_for(program.ready)
                run.settle()
                sent = _type(run, text, chance.uniform(0.5, 3.0), chance)
                run.signal(signal.SIGKILL)
                run.how_it_ended()
                run.settle()
                shown = longest_shown(run.display, text)
            with Mortal(command, surroundings()) as run:
                run.shows(program.ready, text[:_LEAST], limit=30)
                run.shows(text[:sent], limit=2)
                kept = longest_shown(run.display, text)
        cost.add(sent, shown, kept)
    return cost


def _type(run: Mortal, text: str, seconds: float, chance: random.Random) -> int:
    """Type for so long; return how many characters were sent."""
    sent, left = 0, seconds
    while left > 0 and sent < len(text):
        run.press(text[sent])
        sent += 1
        pause = min(left, chance.uniform(0.7, 1.3) / SPEED)
        run.listen(pause)
        left -= pause
    return sent


def longest_shown(display: Display, text: str) -> int:
    """Return how much of the beginning of a text is on the screen; a few letters are chance."""
    lengths = range(len(text), _LEAST - 1, -1)
    return next((n for n in lengths if display.row_with(text[:n]) is not None), 0)


def echo_table(*, quick: bool) -> Table:
    """Type at a soptui whose disk is slow, right after it has begun to save."""
    rounds, keys = (2, 20) if quick else (5, 40)
    table = Table(
        "From a key to the screen on a slow disk",
        f"A note is entered, and typing goes on while it is saved; a sync takes "
        f"{_SLOW_SYNC * 1000:.0f} ms more on the slow disk. All in one run, in turn.",
        ("program", "median", "95th percentile"),
    )
    commands = {
        "one bare input": list(STOCK_APP.start),
        "soptui": _on_disk(0),
        "soptui, slow disk": _on_disk(_SLOW_SYNC),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for seed in range(rounds):
        for name, command in commands.items():
            ready = STOCK_APP.ready if name == "one bare input" else SOPTUI_APP.ready
            times[name] += _echo(command, ready, keys, seed)
    medians = {name: statistics.median(p50 for p50, _ in of) for name, of in times.items()}
    for name, of in times.items():
        worst = statistics.median(p95 for _, p95 in of)
        table.add(name, f"{medians[name]:.2f} ms", f"{worst:.2f} ms")
    if medians["soptui, slow disk"] > _SLOWER_AT_MOST * medians["soptui"]:
        table.find("median", f"{medians}")
    print("  typing on a slow disk", file=sys.stderr)
    return table


def _on_disk(sync: float) -> list[str]:
    """Return what starts soptui where a sync takes so many seconds more; both the same way."""
    slow_start = [sys.executable, "-m", "bench.faults.slow_start", str(sync)]
    return [*slow_start, *SOPTUI_APP.start[1:]]


def _echo(command: list[str], ready: str, keys: int, seed: int) -> list[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        home = a_home(Path(folder), 60)
        command = [part.replace("HOME", str(home)) for part in command]
        with Terminal(command, surroundings()) as terminal:
            until_ready(terminal, ready)
            found = []
            for turn in range(3):
                terminal.press("a note\r")
                typed = typing(terminal, keys, seed * 10 + turn)
                found.append((typed.p50, typed.p95))
            return found
