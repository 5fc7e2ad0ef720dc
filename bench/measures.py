"""What is measured: start-up, typing, entering, rest, whole processes and saves."""

import os
import random
import statistics
import string
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bench.display import Display
from bench.terminal import MS, Terminal
from soptui.model.session import Session

_WINDOW = 6  # a letter counts as seen when it shows with the five typed before it


class NotMeasuredError(Exception):
    """A program did not do what is measured; the message says what it showed."""


@dataclass(frozen=True, slots=True)
class Typing:
    """How long letters took to show, in milliseconds."""

    p50: float
    p95: float
    lost: int


def until_ready(terminal: Terminal, text: str, limit: float = 60.0) -> float:
    """Return the milliseconds from the start of the program to the frame that shows a text.

    Raises:
        NotMeasuredError: it never did; the message holds what stood on the screen.
    """
    until = time.monotonic() + limit
    while time.monotonic() < until and not terminal.ended:
        terminal.quiet(0.3)
        stamp = terminal.first_frame(lambda: terminal.display.row_with(text) is not None)
        if stamp is not None:
            return (stamp - terminal.started) / MS
    shown = "\n".join(row.rstrip() for row in terminal.display.rows).strip("\n")
    raise NotMeasuredError(f"{text!r} was never shown. The screen:\n{shown}")


def typing(terminal: Terminal, count: int, seed: int, interval: float = 0.06) -> Typing:
    """Type letters one by one, like a quick typist, and see when each shows."""
    chance = random.Random(seed)
    text = letters(count + _WINDOW, chance)
    terminal.settle()
    pressed = []
    for letter in text:
        pressed.append(terminal.press(letter))
        terminal.listen(interval * chance.uniform(0.7, 1.3))
    terminal.quiet()
    seen: dict[int, int] = {}
    at = _WINDOW
    for stamp in terminal.frames():
        screen = "".join(terminal.display.rows)  # a wrapped line reads on in the next row
        for later in range(at, len(text)):
            if pressed[later] > stamp:
                break
            if text[later - _WINDOW + 1 : later + 1] in screen:
                seen.update(dict.fromkeys(range(at, later + 1), stamp))
                at = later + 1
    times = sorted((stamp - pressed[k]) / MS for k, stamp in seen.items())
    if len(times) < 2:
        raise NotMeasuredError("What was typed never showed.")
    return Typing(statistics.median(times), percentile(times, 95), count - len(times))


def entering(terminal: Terminal, count: int, seed: int) -> float:
    """Enter short notes; return the median milliseconds from Enter to the note on the map."""
    chance = random.Random(f"entering {seed}")  # not the letters that `typing` left on the screen
    times = []
    for _ in range(count):
        text = letters(12, chance)
        for letter in text:
            terminal.press(letter)
            terminal.listen(0.03)
        terminal.settle()
        typed_in = (None, terminal.display.row_with(text))
        entered = terminal.press("\r")
        terminal.listen(0.3)
        stamp = terminal.first_frame(partial(_elsewhere, terminal.display, text, typed_in))
        if stamp is not None:
            times.append((stamp - entered) / MS)
    if len(times) < 0.9 * count:
        raise NotMeasuredError(f"Of {count} entered notes {count - len(times)} never showed.")
    return statistics.median(times)


def at_rest(terminal: Terminal, seconds: float) -> float:
    """Return the share of a core, in percent, that the program uses while nothing happens."""
    terminal.settle()
    terminal.listen(0.5)
    before, begin = terminal.processor_seconds(), time.monotonic()
    terminal.listen(seconds)
    return 100 * (terminal.processor_seconds() - before) / (time.monotonic() - begin)


def process(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Run a command to its end and return the milliseconds that it took."""
    begin = time.monotonic_ns()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic_ns() - begin) / MS


def saves(
    save: Callable[[Session], None], session: Session, file: Path, count: int
) -> tuple[float, float]:
    """Return the median milliseconds of a save to a file, and of a raw write of its bytes.

    They take turns. The raw write is as durable: a temporary file, fsync, rename, and fsync
    of the folder.
    """
    ours, raw = [], []
    for turn in range(count + 1):
        changed = replace(session, title=f"{session.title} {turn % 10}")
        begin = time.monotonic_ns()
        save(changed)
        ours.append((time.monotonic_ns() - begin) / MS)
        data = file.read_bytes()
        begin = time.monotonic_ns()
        _raw_write(file.with_name("raw.bytes"), data)
        raw.append((time.monotonic_ns() - begin) / MS)
    return statistics.median(ours[1:]), statistics.median(raw[1:])


def _elsewhere(display: Display, text: str, rows: tuple[int | None, ...]) -> bool:
    return display.row_with(text) not in rows


def letters(count: int, chance: random.Random) -> str:
    """Return made-up typing: small letters, which no sigil or key has a meaning for."""
    return "".join(chance.choices(string.ascii_lowercase, k=count))


def percentile(ordered: Sequence[float], percent: int) -> float:
    """Return a percentile of values in order."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _raw_write(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
