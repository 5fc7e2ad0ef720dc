"""The programs whose deaths are compared: one stock Textual input, and soptui."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.strace import ROOT
from bench.meeting import SESSION_ID, a_home
from bench.terminal import environment

NOTES = 3
_STOCK = str(Path(__file__).with_name("stock_app.py"))
# What nobody can end by closing its window ends itself after a minute of work.
_DEAF = ("sh", "-c", 'ulimit -t 60; trap "" HUP; exec "$@"', "sh")


def surroundings() -> dict[str, str]:
    """Return the environment of every program here: this checkout is on its path."""
    return {**environment(), "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Program:
    """A program that is typed at; `ready` is what it shows when it can be."""

    name: str
    ready: str
    start: tuple[str, ...]
    broken: tuple[str, ...]

    def command(self, home: Path, *, broken: bool = False, deaf: bool = False) -> list[str]:
        """Return what starts it: with a bug planted, or deaf to a closed window, if wanted."""
        whole = [
            part.replace("HOME", str(home)) for part in (self.broken if broken else self.start)
        ]
        return [*_DEAF, *whole] if deaf else whole

    @contextmanager
    def home(self) -> Iterator[Path]:
        """Make a place in which it finds a session."""
        with TemporaryDirectory() as folder:
            yield a_home(Path(folder), NOTES)


_OPEN = ("--home", "HOME", "open", SESSION_ID)
_BROKEN = (sys.executable, "-m", "bench.faults.broken_start")
STOCK_APP = Program("stock Textual", "READY", (sys.executable, _STOCK), (*_BROKEN, _STOCK))
SOPTUI_APP = Program(
    "soptui",
    "Type what the room says",
    (str(Path(sys.executable).with_name("soptui")), *_OPEN),
    (*_BROKEN, "soptui", *_OPEN),
)
PROGRAMS = (STOCK_APP, SOPTUI_APP)
