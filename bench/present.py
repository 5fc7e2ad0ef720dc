"""Measure second screens: `python -m bench.present`.

How long it takes from Enter in the terminal that is typed at until the note stands in the
terminals that follow, and from the curtain's key until they are dark; and what followers cost
the person who types: how fast letters show with none and with several, measured in turn.
Linux only.
"""

import argparse
import random
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.display import Display
from bench.measures import NotMeasuredError, letters, percentile
from bench.meeting import SESSION_ID, a_home
from bench.terminal import MS, Terminal, environment, listen_together

READY = "Type what the room says"
TITLE = "Made-up meeting"
CURTAIN, LIFT = "\x1b[20~", "\x1b"
NOTES = 60
_LETTERS = 16
_FIRST = 4  # letters that nothing else on the screen begins with
_INTERVAL = 0.06
_WAIT = 1.5  # what takes longer counts as not followed


class Room:
    """One person who types, and second screens that follow."""

    def __init__(self, soptui: Sequence[str], followers: int, stack: ExitStack) -> None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        command = [*soptui, "--home", str(a_home(folder, NOTES))]
        self.typist = stack.enter_context(Terminal([*command, "open", SESSION_ID], environment()))
        self.typist.wait_for(READY)
        self.followers = [
            stack.enter_context(Terminal([*command, "present", SESSION_ID], environment()))
            for _ in range(followers)
        ]
        for follower in self.followers:
            follower.wait_for(TITLE)
        self.listen(2.0)
        self.catch_up()

    def listen(self, seconds: float) -> None:
        """Take in what all of them show."""
        listen_together([self.typist, *self.followers], seconds)

    def catch_up(self) -> None:
        """Bring all displays up to now."""
        for terminal in (self.typist, *self.followers):
            terminal.first_frame(lambda: False)

    def note(self, chance: random.Random) -> tuple[str, list[int], int]:
        """Type a note; return it, when each letter was pressed, and when Enter was."""
        text = letters(_LETTERS, chance)
        pressed = []
        for letter in text:
            pressed.append(self.typist.press(letter))
            self.listen(_INTERVAL * chance.uniform(0.7, 1.3))
        return text, pressed, self.typist.press("\r")

    def entering(self, count: int, chance: random.Random) -> list[float]:
        """Enter notes; return the milliseconds until each stood on each second screen."""
        times = []
        for _ in range(count):
            text, _, entered = self.note(chance)
            self.listen(_WAIT)
            times += self._until(entered, partial(_shows, text))
            self.catch_up()
        return times

    def curtain(self, count: int) -> list[float]:
        """Draw the curtain; return the milliseconds until each second screen was dark."""
        times = []
        for _ in range(count):
            drawn = self.typist.press(CURTAIN)
            self.listen(_WAIT)
            times += self._until(drawn, lambda screen: TITLE not in screen)
            self.typist.press(LIFT)
            self.listen(1.0)
            self.catch_up()
        return times

    def _until(self, since: int, so: Callable[[str], bool]) -> list[float]:
        times = []
        for follower in self.followers:
            display = follower.display
            seen = follower.first_frame(partial(_is_so, display, so))
            if seen is None:
                raise NotMeasuredError("A second screen did not follow.")
            times.append((seen - since) / MS)
        return times

    def echo(self, count: int, chance: random.Random) -> list[float]:
        """Type notes, one right behind the other; return how long letters took to show."""
        typed = [self.note(chance)[:2] for _ in range(count)]
        self.listen(0.5)
        due = [
            (stamp, text[: at + 1])
            for text, pressed in typed
            for at, stamp in enumerate(pressed)
            if at >= _FIRST
        ]
        times = []
        for frame in self.typist.frames():
            screen = "\n".join(self.typist.display.rows)
            while due and due[0][0] <= frame and due[0][1] in screen:
                times.append((frame - due.pop(0)[0]) / MS)
        if due:
            raise NotMeasuredError("Not every letter showed.")
        self.catch_up()
        return times


def _shows(text: str, screen: str) -> bool:
    return text in screen


def _is_so(display: Display, so: Callable[[str], bool]) -> bool:
    return so("\n".join(display.rows))


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.present", description=__doc__)
    parser.add_argument("--followers", type=int, default=10)
    parser.add_argument("--notes", type=int, default=12, help="how many notes are entered")
    parser.add_argument("--rounds", type=int, default=3, help="how often echoes are compared")
    parser.add_argument(
        "--soptui",
        default=str(Path(sys.executable).with_name("soptui")),
        help="the command to measure, if it is not the one of this Python",
    )
    chosen = parser.parse_args()
    soptui, chance = shlex.split(chosen.soptui), random.Random(7)
    try:
        with ExitStack() as stack:
            alone = Room(soptui, 0, stack)
            one = Room(soptui, 1, stack)
            print("| what | p50 | p95 |\n| --- | ---: | ---: |")
            _tell("Enter to a second screen, 1 follower", one.entering(chosen.notes, chance))
            _tell("curtain to a dark screen, 1 follower", one.curtain(chosen.notes))
            many = Room(soptui, chosen.followers, stack)
            name = f"{chosen.followers} followers"
            _tell(f"Enter to a second screen, {name}", many.entering(chosen.notes, chance))
            _tell(f"curtain to a dark screen, {name}", many.curtain(chosen.notes // 2))
            without: list[float] = []
            with_many: list[float] = []
            for _ in range(chosen.rounds):
                without += alone.echo(chosen.notes // 2, chance)
                with_many += many.echo(chosen.notes // 2, chance)
            _tell("key to screen, 0 followers", without)
            _tell(f"key to screen, {name}", with_many)
    except (NotMeasuredError, TimeoutError, OSError) as error:
        sys.exit(str(error))


def _tell(what: str, times: list[float]) -> None:
    times.sort()
    middle, late = percentile(times, 50), percentile(times, 95)
    print(f"| {what} | {middle:.1f} ms | {late:.1f} ms |", flush=True)


if __name__ == "__main__":
    main()
