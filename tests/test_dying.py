"""However soptui ends, what was typed is kept, and the terminal is as it was before.

Each of these runs soptui in a terminal of its own, and does to it what happens to terminals.
"""

import os
import re
import shlex
import shutil
import signal
import sys
import termios
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from soptui.home import Home

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

import fcntl

from bench.terminal import Terminal, environment
from tests.deaths import (
    ENTERED,
    HALF,
    READY,
    TITLE,
    assert_given_back,
    assert_kept,
    assert_offered,
    notes,
    soptui,
    wait_until,
    with_typing,
)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(soptui(tmp_path, "new", TITLE), environment()) as terminal:
        yield with_typing(terminal)


SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"]


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_from_outside(tmp_path: Path, terminal: Terminal, name: str) -> None:
    number = getattr(signal, name)
    terminal.signal(number)

    assert terminal.wait() == 128 + number
    assert_given_back(terminal)
    assert_offered(tmp_path)


def test_the_shell_gets_the_settings_of_its_terminal_back(tmp_path: Path) -> None:
    line = 'stty -g; "$@"; echo "left with $?"; stty -g'
    command = ["sh", "-c", line, "sh", *soptui(tmp_path, "new", TITLE)]
    with Terminal(command, environment()) as terminal:
        with_typing(terminal)
        children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text()
        os.kill(int(children), signal.SIGTERM)
        terminal.wait()

    settings = re.findall(rb"\b[0-9a-f]+(?::[0-9a-f]+){10,}", terminal.raw)
    assert b"left with 143" in terminal.raw
    assert len(settings) == 2
    assert settings[0] == settings[1]


def test_a_kill_that_cannot_be_heard(tmp_path: Path, terminal: Terminal) -> None:
    terminal.settle()
    wait_until(terminal, lambda: HALF in _files(Home(tmp_path).drafts))
    terminal.signal(signal.SIGKILL)

    assert terminal.wait() == -signal.SIGKILL
    assert_offered(tmp_path)


def _files(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*"))


def test_a_closed_window(tmp_path: Path, terminal: Terminal) -> None:
    terminal.hang_up()

    assert terminal.wait() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


def test_a_closed_window_that_was_not_to_be_told(tmp_path: Path) -> None:
    command = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *soptui(tmp_path, "new", TITLE)]
    with Terminal(command, environment()) as terminal:
        with_typing(terminal).hang_up()

        assert terminal.wait() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


def test_a_closed_window_that_tells_nobody(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE), environment(), controls=False) as terminal:
        with_typing(terminal).hang_up()

        assert terminal.wait() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


CHATTY = """
mounted = SessionScreen.on_mount

def on_mount(self):
    mounted(self)
    self.set_interval(0.01, lambda: self.refresh(layout=True))

SessionScreen.on_mount = on_mount
"""


def test_a_terminal_that_nobody_reads(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE, patch=CHATTY), environment()) as terminal:
        with_typing(terminal)
        _wait_until_full(terminal)
        terminal.signal(signal.SIGTERM)

        assert terminal.wait(reads=False) == 128 + signal.SIGTERM
        terminal.quiet()
        assert_given_back(terminal)
    assert_kept(tmp_path)


def test_a_terminal_that_nobody_reads_and_that_is_closed_then(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE, patch=CHATTY), environment()) as terminal:
        with_typing(terminal)
        _wait_until_full(terminal)
        terminal.hang_up()

        assert terminal.wait() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


def _wait_until_full(terminal: Terminal) -> None:
    """Leave the terminal unread until nothing more comes into it."""
    waiting, same = array("i", [0]), 0
    while same < 30:
        before = waiting[0]
        fcntl.ioctl(terminal.master, termios.FIONREAD, waiting)
        same = same + 1 if waiting[0] == before and before else 0
        time.sleep(0.01)


@pytest.mark.parametrize(
    "hangs", ["while True: pass", "time.sleep(600)", "threading.Event().wait()"]
)
def test_an_app_that_hangs(tmp_path: Path, hangs: str) -> None:
    patch = f"""
def draw(self):
    drawn(self)
    if len(self.session.notes) == 1:
        {hangs}

drawn = SessionScreen.draw
SessionScreen.draw = draw
"""
    with Terminal(soptui(tmp_path, "new", TITLE, patch=patch), environment()) as terminal:
        terminal.wait_for(READY)
        terminal.press(ENTERED + "\r")
        wait_until(terminal, lambda: ENTERED in _files(Home(tmp_path).sessions))
        terminal.signal(signal.SIGTERM)

        assert terminal.wait() == 128 + signal.SIGTERM
        terminal.quiet()
        assert_given_back(terminal)
    assert notes(tmp_path) == [ENTERED]


def test_a_start_that_hangs(tmp_path: Path) -> None:
    on = str(tmp_path / "on")
    patch = f"SessionScreen.on_mount = lambda self: open({on!r}, 'w') and time.sleep(600)"
    with Terminal(soptui(tmp_path, "new", TITLE, patch=patch), environment()) as terminal:
        wait_until(terminal, (tmp_path / "on").exists)
        terminal.signal(signal.SIGINT)

        assert terminal.wait() == 128 + signal.SIGINT
        terminal.quiet()
        assert_given_back(terminal)


def test_signals_while_it_ends_change_nothing(tmp_path: Path) -> None:
    patch = """
from soptui.storage.tinydb_store import TinyStore

def save(self, *words):
    time.sleep(1)
    return saved(self, *words)

saved = TinyStore.save
TinyStore.save = save
"""
    with Terminal(soptui(tmp_path, "new", TITLE, patch=patch), environment()) as terminal:
        terminal.wait_for(READY)
        terminal.press(ENTERED + "\r")
        terminal.wait_for(ENTERED)
        terminal.signal(signal.SIGTERM)
        for _ in range(3):
            for name in SIGNALS:
                terminal.listen(0.02)
                terminal.signal(getattr(signal, name))

        assert terminal.wait() == 128 + signal.SIGTERM
        assert_given_back(terminal)
    assert notes(tmp_path) == [ENTERED]


@pytest.mark.parametrize(
    ("junk", "shown"),
    [
        (b"caf\xe9!", HALF + "caf\ufffd!"),
        (b"\x80", HALF + "\ufffd"),
        (b"\xff\xfe\x00", HALF + "\ufffd\ufffd"),
        (b"\xed\xa0\xbd!", HALF + "\ufffd"),
        (b"\x1b[M \xe8!", HALF),
        (b"\x1b[M \xc3\xa9", HALF),
        (b"\x1b[200~a\xe9\x1b[201~", HALF + "a\ufffd"),
        (b"\x1b[200~a\x1b[31mb\x1b[201~", HALF + "a"),
        (b"\x1b[1114112u", HALF),
        (b"\x1b[48;0;0;0;0t\x1b[<35;5;5M", HALF),
        (b"\x1b[48;99999;99999;99999;99999t", HALF),
    ],
    ids=repr,
)
def test_bytes_that_no_keyboard_sends(
    tmp_path: Path, terminal: Terminal, junk: bytes, shown: str
) -> None:
    terminal.press(junk)
    terminal.press("zz")
    terminal.wait_for("zz")
    terminal.settle()

    assert terminal.display.row_with(shown) is not None
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert_kept(tmp_path, shown)


def test_a_letter_that_comes_in_pieces(terminal: Terminal) -> None:
    for byte in "é€🙂".encode():
        terminal.press(bytes([byte]))
        terminal.listen(0.15)
    terminal.wait_for("é€")

    assert terminal.display.row_with("\ufffd") is None


def test_a_job_that_is_stopped_and_taken_up_again(tmp_path: Path, terminal: Terminal) -> None:
    terminal.signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    assert_given_back(terminal)

    terminal.signal(signal.SIGCONT)
    terminal.wait_for(HALF)
    terminal.wait_for(ENTERED)
    terminal.press("xyz123")
    terminal.wait_for(HALF + "xyz123")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert_given_back(terminal)
    assert_kept(tmp_path, HALF + "xyz123")


def test_a_job_that_was_stopped_without_being_asked(tmp_path: Path, terminal: Terminal) -> None:
    terminal.signal(signal.SIGSTOP)
    terminal.wait_until_stopped()
    terminal.resize(120, 40)
    terminal.signal(signal.SIGCONT)
    terminal.wait_for(ENTERED)
    terminal.wait_for(HALF)
    keys = "abcdefghijklmnopqrstuvwxyz0123456789" * 2
    terminal.press(keys)
    terminal.wait_for(HALF + keys)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert_given_back(terminal)


def test_a_stopped_job_that_is_told_to_end(tmp_path: Path, terminal: Terminal) -> None:
    terminal.signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGCONT)

    assert terminal.wait() == 128 + signal.SIGTERM
    assert_given_back(terminal)
    assert_kept(tmp_path)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no shell with jobs")
@pytest.mark.parametrize("then", ["fg", "bg", "kill"])
def test_a_job_of_a_shell(tmp_path: Path, then: str) -> None:
    (tmp_path / "inputrc").write_text("set enable-bracketed-paste off\n", encoding="utf-8")
    env = environment() | {"PS1": "$ ", "INPUTRC": str(tmp_path / "inputrc")}
    with Terminal(["bash", "--norc", "--noprofile", "-i"], env) as shell:
        shell.press(shlex.join(soptui(tmp_path, "new")) + "\r")
        with_typing(shell)
        children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text()
        os.kill(int(children), signal.SIGTSTP)
        shell.wait_for("Stopped")
        assert_given_back(shell)
        if then != "kill":
            if then == "bg":
                shell.press("bg; echo behi''nd\r")
                shell.wait_for("behind")
            shell.press("fg\r")
            shell.wait_for(ENTERED)
            shell.press("zz")
            shell.wait_for(HALF + "zz")
            os.kill(int(children), signal.SIGTERM)
        else:
            shell.press("kill %1\r")
        wait_until(shell, lambda: not Path(f"/proc/{children.strip()}").exists())
        shell.press("exit 0\r")

        assert shell.wait() == 0
        assert_given_back(shell)
    assert_kept(tmp_path)


def test_a_storm_of_sizes(tmp_path: Path, terminal: Terminal) -> None:
    for at in range(300):
        terminal.resize(1 + at * 7 % 200, 1 + at * 3 % 60)
        if at % 10 == 0:
            terminal.listen(0.01)
    for columns, rows in ((1, 1), (0, 0), (1000, 300), (1, 300), (100, 30)):
        terminal.resize(columns, rows)
        terminal.listen(0.1)
    terminal.press("zz")
    terminal.wait_for(HALF + "zz")

    assert terminal.display.row_with(ENTERED) is not None
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert_kept(tmp_path, HALF + "zz")
