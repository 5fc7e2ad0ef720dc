"""Everything that can end a terminal program, with a half-typed line on its screen."""

import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.mortal import Mortal
from bench.faults.programs import PROGRAMS, SOPTUI_APP, Program, surroundings
from bench.faults.secrets import PHONE, SAID
from bench.faults.tables import Table

DRAFT = SAID
_JOURNAL = 0.6
"""Seconds after the last key until what is half typed must be on the disk."""


class HarmError(Exception):
    """Something bad was seen on the way; the message says what."""


@dataclass(slots=True)
class Seen:
    """What was seen of a program when something happened to it."""

    facts: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)

    def note(self, fact: str, *, harmless: bool) -> None:
        """Note a fact, and whether it did harm."""
        self.facts.append(fact if harmless else f"**{fact}**")
        if not harmless:
            self.harm.append(fact)

    def __str__(self) -> str:
        return ", ".join(self.facts)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a program, and how it should end, if it should.

    `window` says whether there is a terminal left to look at afterwards; `tidy` whether
    anybody could leave it in order.
    """

    name: str
    strike: Callable[[Mortal], None]
    wanted: str | None = None
    window: bool = True
    tidy: bool = True
    broken: bool = False
    deaf: bool = False
    reads: bool = True


def _by(number: int) -> Callable[[Mortal], None]:
    return lambda program: program.signal(number)


def _keys(*keys: str) -> Callable[[Mortal], None]:
    def press(program: Mortal) -> None:
        for key in keys:
            if not program.ended:
                program.press(key)
                program.listen(0.4)

    return press


def _stop(program: Mortal) -> None:
    program.signal(signal.SIGTSTP)
    program.wait_until_stopped(5)
    program.quiet(0.1)
    restored = program.is_restored()
    program.signal(signal.SIGCONT)
    program.refresh()
    if not restored:
        raise HarmError("terminal not restored while stopped")


def _resize(program: Mortal) -> None:
    chance = random.Random(7)
    sizes = [(chance.randint(20, 200), chance.randint(5, 60)) for _ in range(500)]
    for columns, rows in sizes:
        program.resize(columns, rows)
        program.listen(0.002)
    for columns, rows in ((1, 1), (0, 0), (1000, 300)):
        program.resize(columns, rows)
        program.listen(0.5)
    program.refresh()


def _byte(program: Mortal) -> None:
    program.press(b"\xe9")
    program.press("x")
    program.listen(1)


def _stall(program: Mortal) -> None:
    """Read nothing any more while the program draws, then ask it to end."""
    for turn in range(60):
        program.resize(150 + turn % 10, 40 + turn % 7)
        time.sleep(0.02)
    program.press("xyz")
    time.sleep(1)
    program.signal(signal.SIGTERM)


EVENTS = (
    Event("SIGTERM", _by(signal.SIGTERM), "exit 143"),
    Event("SIGHUP", _by(signal.SIGHUP), "exit 129"),
    Event("SIGQUIT", _by(signal.SIGQUIT), "exit 131"),
    Event("window closed", Mortal.hang_up, "exit 129", window=False),
    Event("window closed, SIGHUP ignored", Mortal.hang_up, "exit 129", window=False, deaf=True),
    Event("SIGINT from outside", _by(signal.SIGINT), "exit 130"),
    Event("the key ctrl+q, twice", _keys("\x11", "\x11"), "exit 0"),
    Event("the keys ctrl+c, ctrl+\\", _keys("\x03", "\x1c")),
    Event("the key ctrl+z, then ctrl+y", _keys("\x1a", "\x19")),
    Event("SIGTSTP, SIGCONT", _stop),
    Event("500 resizes, 1x1, 0x0, 1000x300", _resize),
    Event("an unhandled exception", _keys("\x1b[19~"), "exit 1", broken=True),
    Event("one byte that is not UTF-8", _byte),
    Event("a terminal that reads nothing, SIGTERM", _stall, "exit 143", tidy=False, reads=False),
    Event("SIGKILL", _by(signal.SIGKILL), "signal 9", tidy=False),
)
QUICK = tuple(
    event for event in EVENTS if event.name not in ("SIGQUIT", "the keys ctrl+c, ctrl+\\")
)


def process_table(*, quick: bool) -> Table:
    """Let everything happen to both programs."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))  # no core files of what is killed here
    table = Table(
        "What ends a terminal program",
        "A line is half typed; then it happens. Draft: whether the text is there when the same "
        "program is started again, or still, if it lives on. Terminal: whether its modes, cursor "
        "and echo are as before. Left behind: words that were typed, or a value in the code that "
        "broke, can be read in the terminal afterwards.",
        ("what happens", *(program.name for program in PROGRAMS)),
    )
    for event in QUICK if quick else EVENTS:
        seen = {program.name: struck(program, event) for program in PROGRAMS}
        table.add(event.name, *seen.values())
        for harm in seen[SOPTUI_APP.name].harm:
            table.find(event.name, harm)
        print(f"  {event.name}", file=sys.stderr)
    return table


def struck(program: Program, event: Event) -> Seen:
    """Let something happen to a program with a half-typed line, and look at what is left."""
    seen = Seen()
    with program.home() as home:
        command = program.command(home, broken=event.broken, deaf=event.deaf)
        with Mortal(command, surroundings()) as run:
            run.wait_for(program.ready)
            run.settle()
            run.press(DRAFT)
            if not run.shows(DRAFT):
                raise TimeoutError(f"{program.name} never showed what was typed")
            run.listen(_JOURNAL)
            before = len(run.raw)
            try:
                event.strike(run)
            except (HarmError, TimeoutError) as error:
                seen.note(str(error), harmless=False)
            if event.wanted is None:
                _look_at_living(run, seen)
                return seen
            ended = run.how_it_ended(reads=event.reads)
            _look_at_dead(run, event, ended, seen)
            if event.broken and PHONE.encode() in run.raw[before:]:
                seen.note("prints local values", harmless=False)
            if event.broken and any(PHONE.encode() in path.read_bytes() for path in files_in(home)):
                seen.note("writes local values to a file", harmless=False)
        _look_again(program, home, seen)
    return seen


def files_in(home: Path) -> list[Path]:
    """Return everything that a program has written."""
    return [path for path in home.rglob("*") if path.is_file()]


def _look_at_living(run: Mortal, seen: Seen) -> None:
    if ended := run.how_it_ended(0.5):
        seen.note(f"ends ({ended})", harmless=False)
        seen.note("draft lost", harmless=False)
        return
    kept = run.shows(DRAFT, limit=3)
    seen.note("draft kept" if kept else "draft lost", harmless=kept)
    seen.note("lives on", harmless=True)


def _look_at_dead(run: Mortal, event: Event, ended: str, seen: Seen) -> None:
    if not ended:
        share = run.processor_share(2)
        seen.note(f"runs on, at {share:.0f} % of a core", harmless=False)
        return
    seen.note(ended, harmless=ended == event.wanted)
    if not event.window:
        return
    run.settle()
    if event.tidy:
        restored = run.is_restored()
        seen.note(f"terminal {'restored' if restored else 'not restored'}", harmless=restored)
        if run.left_behind(DRAFT, PHONE):
            seen.note("words left behind", harmless=False)


def _look_again(program: Program, home: Path, seen: Seen) -> None:
    with Mortal(program.command(home), surroundings()) as run:
        run.shows(program.ready, DRAFT, limit=30)
        kept = run.shows(DRAFT, limit=2)
    seen.note("draft kept" if kept else "draft lost", harmless=kept)
