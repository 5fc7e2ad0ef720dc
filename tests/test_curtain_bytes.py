"""Every byte that reaches a real terminal behind the curtain: none is of the session."""

import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.terminal import Terminal, environment
from tests.terminal_audit import kinds

F9, CTRL_L, ESCAPE, LEAVE = "\x1b[20~", "\x0c", "\x1b", "\x11"
CURTAIN = "soptui The curtain is drawn F9 lifts it"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


@contextmanager
def running(home: Path, *arguments: str, **env: str) -> Iterator[Terminal]:
    command = (sys.executable, "-m", "soptui", *arguments, "--home", str(home))
    with Terminal(command, {**environment(), "HOME": str(home), **env}) as terminal:
        yield terminal


@contextmanager
def demo(home: Path) -> Iterator[Terminal]:
    with running(home, "demo") as terminal:
        terminal.wait_for("Renata")
        terminal.settle()
        yield terminal


def letters(raw: bytes) -> str:
    """What was sent to be read."""
    return " ".join(_SEQUENCE.sub(" ", raw.decode("utf-8", "replace")).split())


def draw(terminal: Terminal, key: str = F9) -> bytes:
    """Strike a key, and return all that was sent until the curtain was there."""
    before = len(terminal.raw)
    terminal.press(key)
    terminal.wait_for("The curtain is drawn")
    return terminal.raw[before:]


def screen(terminal: Terminal) -> list[str]:
    terminal.settle()
    return [row.rstrip() for row in terminal.display.rows]


PLACES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "the map": (("demo",), "", "Renata"),
    "the map in room view": (("demo",), "\x1b[15~", "room view"),
    "a half typed line": (("demo",), "Renata called Ine", "called Ine"),
    "the board": (("demo",), ESCAPE, "Renata"),
    "the details": (("demo",), "\x1bOQ", "Agreements"),
    "an area of text": (("demo",), "\x1bOQ\t", "Agreements"),
    "the circles": (("demo",), "\x1bOR", "Odalys"),
    "the export": (("demo",), "\x05", "Confidential"),
    "the palette": (("demo",), "\x10Ex", "Export"),
    "help": (("demo",), "\x1bOP", "Always"),
    "the start": ((), "", "soptui"),
    "a dialog at the start": ((), "\x10", "Leave"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_curtain_is_all_that_is_sent(tmp_path: Path, place: str) -> None:
    arguments, keys, words = PLACES[place]
    with running(tmp_path, *arguments) as terminal:
        terminal.wait_for("soptui" if not arguments else "Renata")
        terminal.settle()
        terminal.press(keys)
        terminal.wait_for(words)
        terminal.quiet(0.6)  # a long preview comes in pieces
        before = screen(terminal)
        for key in (F9, CTRL_L):
            sent = draw(terminal, key)

            assert letters(sent) == CURTAIN, key
            assert " ".join(" ".join(screen(terminal)).split()) == CURTAIN, key

            terminal.press(ESCAPE)
            until = time.monotonic() + 20
            while alike(screen(terminal), before) < 0.8 and time.monotonic() < until:
                pass
            assert alike(screen(terminal), before) >= 0.8, "the clock and the coach have gone on"


def alike(rows: list[str], others: list[str]) -> float:
    return sum(map(str.__eq__, rows, others)) / len(rows)


def test_what_goes_on_behind_it_sends_nothing(tmp_path: Path) -> None:
    """The cursor blinks twice a second, and a toast would go; keys and the mouse are struck."""
    with running(tmp_path, "demo") as terminal:
        terminal.wait_for("Renata")
        terminal.press("Rosa said \x1b[200~somebody\nelse\x1b[201~")
        draw(terminal)
        terminal.settle()
        before = len(terminal.raw)
        for keys in ("Zebra\r", "\x05", "\x10exp\r", "\x1b[<0;10;10M\x1b[<0;10;10m", "\x1a", "\t"):
            terminal.press(keys)
        terminal.press("\x1b[200~Zebra\x1b[201~\x1b[<64;10;10M\x1b[A")
        terminal.listen(1.2)

        assert terminal.raw[before:] == b""

        terminal.press(CTRL_L)
        terminal.wait_for("Renata")
        assert "Zebra" not in " ".join(screen(terminal))


def test_what_was_struck_before_it_is_done_behind_it(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.press("+ A zebra sings\r\x1bOP" + F9)
        terminal.wait_for("The curtain is drawn")
        terminal.settle()
        sent = letters(terminal.raw)

        assert sent.endswith(CURTAIN)
        assert sent.count(CURTAIN) == 1

        terminal.press(ESCAPE)
        terminal.wait_for("Always")  # the help that F1 asked for
        terminal.press(ESCAPE)
        terminal.wait_for("A zebra sings")


def test_another_size_shows_the_curtain_in_the_middle_of_it(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        draw(terminal)
        for columns, rows in ((80, 24), (200, 60), (20, 4), (1, 1), (100, 30)):
            terminal.settle()
            before = len(terminal.raw)
            terminal.resize(columns, rows)
            terminal.settle()

            sent = letters(terminal.raw[before:])
            assert set(sent.split()) <= set(CURTAIN.split()) | {"F", "s"}
        terminal.wait_for("The curtain is drawn")
        assert terminal.display.row_with("The curtain is drawn") == 14
        terminal.press(ESCAPE)
        terminal.wait_for("Renata")


def test_whoever_stops_it_and_wakes_it_finds_the_curtain(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        draw(terminal)
        terminal.settle()
        before = len(terminal.raw)
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until_stopped()
        terminal.signal(signal.SIGCONT)
        until = time.monotonic() + 20
        while CURTAIN not in letters(terminal.raw[before:]) and time.monotonic() < until:
            terminal.listen(0.05)

        assert letters(terminal.raw[before:]) == CURTAIN
        assert " ".join(" ".join(screen(terminal)).split()) == CURTAIN


def test_what_is_said_at_the_edge_goes_at_once_and_comes_again(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text("curtain = -1\n")
    with running(tmp_path, "demo") as terminal:
        terminal.wait_for("The curtain of")
        assert letters(draw(terminal)).endswith(CURTAIN)
        terminal.settle()
        assert " ".join(" ".join(screen(terminal)).split()) == CURTAIN
        terminal.press(ESCAPE)
        terminal.wait_for("The curtain of")


def test_it_has_no_color_where_none_is_wanted(tmp_path: Path) -> None:
    with running(tmp_path, "demo", NO_COLOR="1") as terminal:
        terminal.wait_for("Renata")
        terminal.settle()
        sent = draw(terminal)

    colors = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", sent)
    assert colors
    assert all(len({*color}) == 1 for color in colors)


def test_leaving_from_behind_it_says_nothing_of_anybody(tmp_path: Path) -> None:
    """What is half typed is asked about, in words that hold none of it."""
    with running(tmp_path, "new", "The Zebra family") as terminal:
        terminal.wait_for("Zebra")
        terminal.settle()
        terminal.press("A word about Zoe")
        terminal.wait_for("Zoe")
        draw(terminal)
        terminal.settle()
        before = len(terminal.raw)
        terminal.press(LEAVE)
        terminal.wait_for("again leaves")
        terminal.press(LEAVE)

        assert terminal.wait() == 0
        sent = letters(terminal.raw[before:])
        asked = "Not everything is entered or saved. ^Q again leaves even so"
        assert sent == f"{CURTAIN} {asked}"


def test_the_title_of_the_window_is_never_set(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        draw(terminal)
        terminal.press(LEAVE)
        assert terminal.wait() == 0
        sent = kinds(terminal.raw)

    assert {kind for kind in sent if kind.startswith("command")} <= {"command '22'"}
