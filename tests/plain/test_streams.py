"""soptui line by line as people run it: through pipes, in a terminal, and when it is ended."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment
from soptui.home import Home
from soptui.library import Library
from soptui.storage.draft_lines import read_drafts
from tests.deaths import notes, soptui, wait_until

TITLE = "K.'s family"
FIRST = "/help tells every sign"
CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")


def through_pipes(
    home: Path, typed: str, *words: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        soptui(home, *words),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**environment(), **settings},
        timeout=60,
    )


def test_lines_in_and_lines_out(tmp_path: Path) -> None:
    done = through_pipes(tmp_path, "- he fell\n+ ñandú 👍🏽\n", "--plain", "new", TITLE)

    assert (done.returncode, done.stderr) == (0, "")
    assert "past harm 1: he fell\n" in done.stdout
    assert "\x1b" not in done.stdout
    assert "> " not in done.stdout
    assert notes(tmp_path) == ["he fell", "ñandú 👍🏽"]


def test_a_last_line_without_an_end_counts_and_a_reader_may_go(tmp_path: Path) -> None:
    command = soptui(tmp_path, "--plain", "new", TITLE)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        running.stdin.write(b"- one\n+ two\n- three")
        running.stdin.close()
        running.wait(60)

    assert notes(tmp_path) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("words", "settings", "is_plain"),
    [
        (["open"], {"ACCESSIBLE": "1"}, True),
        (["open"], {"ACCESSIBLE": "0"}, False),
        (["--screen", "open"], {"ACCESSIBLE": "1"}, False),
        (["open"], {"TERM": "dumb"}, False),  # without a terminal that asks for nothing
        (["open", "--plain"], {}, True),
    ],
)
def test_what_chooses_it(
    tmp_path: Path, words: list[str], settings: dict[str, str], is_plain: bool
) -> None:
    Library(Home(tmp_path)).create(TITLE)
    done = through_pipes(tmp_path, "", *words, **settings)

    assert (done.returncode == 0) is is_plain
    assert ("soptui --screen" in done.stdout) is ("ACCESSIBLE" in settings and is_plain)


def test_in_a_terminal_nothing_acts_on_it(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE), {**environment(), "TERM": "dumb"}) as terminal:
        wait_until(terminal, lambda: FIRST.encode() in terminal.raw)
        terminal.press("! Rosa\r")
        wait_until(terminal, lambda: b"2 of 5" in terminal.raw)
        terminal.press("\x03")
        wait_until(terminal, lambda: b"put aside: danger" in terminal.raw)
        terminal.press("\x03")
        wait_until(terminal, lambda: b"leaving: /quit" in terminal.raw)
        terminal.press("- he fell\r")
        wait_until(terminal, lambda: b"past harm 1: he fell" in terminal.raw)
        terminal.press("/save\r")
        wait_until(terminal, lambda: b"saved: all that was entered is on disk" in terminal.raw)
        terminal.press("\x04")

        assert terminal.wait() == 0
        raw = terminal.raw
    assert b"TERM=dumb asks for it: `soptui --screen`" in raw
    assert b"kept: what is not entered yet" in raw
    assert CONTROL.search(raw) is None
    assert notes(tmp_path) == ["he fell"]


def test_a_line_that_the_terminal_cuts_is_told(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "--plain", "new", TITLE), environment()) as terminal:
        wait_until(terminal, lambda: FIRST.encode() in terminal.raw)
        for _ in range(60):
            terminal.press("long " * 20)
            terminal.listen(0.005)
        terminal.press("\r")
        wait_until(terminal, lambda: b"its end was not received" in terminal.raw)
        terminal.press("short\r")
        wait_until(terminal, lambda: b"heard, worried 2: short" in terminal.raw)
        terminal.press("/quit\r")

        assert terminal.wait() == 0
    assert terminal.raw.count(b"its end was not received") == 1


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_whatever_ends_it_everything_entered_is_saved(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    with Terminal(soptui(tmp_path, "--plain", "new", TITLE), environment()) as terminal:
        wait_until(terminal, lambda: FIRST.encode() in terminal.raw)
        terminal.press("- he fell\r! Rosa\r")
        wait_until(terminal, lambda: b"2 of 5" in terminal.raw)
        terminal.signal(number)

        assert terminal.wait() == 128 + number
    assert_kept(tmp_path)


def test_a_closed_window(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "--plain", "new", TITLE), environment()) as terminal:
        wait_until(terminal, lambda: FIRST.encode() in terminal.raw)
        terminal.press("- he fell\r! Rosa\r")
        wait_until(terminal, lambda: b"2 of 5" in terminal.raw)
        terminal.hang_up()

        assert terminal.wait() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


def assert_kept(home: Path) -> None:
    """What was entered is on disk, what was asked for part by part is offered, nobody holds it."""
    assert notes(home) == ["he fell"]
    library = Library(Home(home))
    opening = library.open("last")
    assert opening.drafts is not None
    draft = read_drafts(opening.drafts).unfinished.draft
    assert draft is not None
    assert draft.parts[0] == "Rosa"
    assert not opening.is_reading
    library.close()


def test_a_pipe_that_is_stopped_in_the_middle_of_a_line(tmp_path: Path) -> None:
    command = soptui(tmp_path, "--plain", "new", TITLE)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"- he fell\nand half a li")
        running.stdin.flush()
        while b"he fell" not in running.stdout.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 128 + signal.SIGTERM

    assert notes(tmp_path) == ["he fell"]
    library = Library(Home(tmp_path))
    found = read_drafts(library.home.drafts / f"{library.newest()}.log")
    assert found.unfinished.line == "and half a li"


def test_lines_that_had_come_before_a_signal_are_heard(tmp_path: Path) -> None:
    command = soptui(tmp_path, "--plain", "new", TITLE)
    typed = [f"heard {number}" for number in range(300)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment()
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"he fell\n")
        running.stdin.flush()
        until = time.monotonic() + 60
        while not _has(tmp_path, "he fell"):
            assert time.monotonic() < until
            time.sleep(0.02)
        running.stdin.write("".join(f"{line}\n" for line in typed).encode())
        running.stdin.flush()
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 128 + signal.SIGTERM

    assert notes(tmp_path) == ["he fell", *typed]


def _has(home: Path, text: str) -> bool:
    return any(text in path.read_text(encoding="utf-8") for path in home.glob("sessions/*.json"))
