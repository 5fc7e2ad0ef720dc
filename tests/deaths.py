"""soptui in a terminal, with something entered and something half typed, and how it must end."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.terminal import Terminal, environment
from soptui.home import Home
from soptui.library import Library
from soptui.model.draft import Draft
from soptui.storage.draft_lines import read_drafts

TITLE = "K.'s family"
ENTERED = "Ana called Rosa on Friday"
HALF = "Daniel drives after dri"
PRIVATE = (TITLE, ENTERED, HALF, "Mateo", "555 0100")
READY = "Type what the room says"

SWITCHED = (1000, 1003, 1004, 1006, 1015, 1049, 2004, 2026)
"""What is switched on in the terminal, and has to be switched off again."""

PATCHED = """
import signal, sys, threading, time
from soptui.app.screens.session_screen import SessionScreen
from soptui.cli import main
secret = "Mateo, 555 0100"
{patch}
main()
"""


def soptui(home: Path, *words: str, patch: str = "") -> list[str]:
    """Return a command line of soptui, into which a fault may be built."""
    start = ["-c", PATCHED.format(patch=patch)] if patch else ["-m", "soptui"]
    return [sys.executable, *start, "--home", str(home), *words]


def with_typing(terminal: Terminal) -> Terminal:
    """One note is entered and is on disk, another is half typed."""
    terminal.wait_for(READY)
    terminal.press(ENTERED + "\r")
    terminal.wait_for("✓ saved")
    terminal.wait_for(ENTERED)
    terminal.press(HALF)
    terminal.wait_for(HALF)
    return terminal


def wait_until(terminal: Terminal, so: Callable[[], bool], limit: float = 60.0) -> None:
    """Take in output until something is so."""
    until = time.monotonic() + limit
    while not so():
        assert time.monotonic() < until, "it never was"
        assert not terminal.ended, "it has ended"
        terminal.listen(0.02)


def notes(home: Path) -> list[str]:
    """Return what is on the map on disk."""
    return [note.text for note in Library(Home(home)).read("last").notes]


def assert_kept(home: Path, half: str = HALF) -> None:
    """What was entered is on disk, and what was half typed is there to be offered."""
    library = Library(Home(home))
    opening = library.open("last")
    library.close()
    assert not opening.is_reading, "it is still held"
    assert opening.drafts is not None
    found = read_drafts(opening.drafts)
    assert found.trouble is None
    assert found.typed is not None
    [piece] = found.unfinished.pieces(opening.stored.session, found.typed)
    assert isinstance(piece.what, Draft)
    assert half in piece.what.parts[piece.what.at]
    assert notes(home) == [ENTERED]


def assert_offered(home: Path, half: str = HALF) -> None:
    """What is kept is offered by the next who opens it; the start of an app, so for a few."""
    assert_kept(home, half)
    with Terminal(soptui(home, "open", "last"), environment()) as again:
        again.wait_for(half)
        again.settle()
        assert again.display.row_with("nfinished") is not None
    assert notes(home) == [ENTERED]


def assert_given_back(terminal: Terminal) -> None:
    """The terminal is as it was, and nothing of the session is on it."""
    raw = bytes(terminal.raw)
    for mode in SWITCHED:
        assert raw.rfind(b"\x1b[?%dh" % mode) <= raw.rfind(b"\x1b[?%dl" % mode), mode
    assert raw.rfind(b"\x1b[?25l") <= raw.rfind(b"\x1b[?25h")
    assert raw.count(b"\x1b[>25u") <= raw.count(b"\x1b[<u")
    after = raw[raw.rfind(b"\x1b[?1049l") :].decode()
    terminal.first_frame(lambda: False)
    shown = "\n".join(terminal.display.rows)
    for private in PRIVATE:
        assert private not in after
        assert private not in shown


def reports(home: Path) -> list[str]:
    """Return every report of a fault, the oldest first."""
    return [path.read_text(encoding="utf-8") for path in sorted(Home(home).reports.glob("*"))]
