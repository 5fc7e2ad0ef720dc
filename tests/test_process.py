"""Nothing of a session can be seen from outside of the program that shows it."""

import os
import re
import sys
from pathlib import Path

import pytest

from soptui.process import hide_from_process_list

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment
from tests.deaths import ENTERED, PRIVATE, TITLE, notes, soptui, wait_until, with_typing

SPY = """
from pathlib import Path
Path({seen!r}).write_text("loaded")
from textual.drivers.headless_driver import HeadlessDriver as Driver
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looked up in /proc")


def leave(terminal: Terminal) -> int:
    terminal.press("\x11")
    terminal.listen(0.1)
    terminal.press("\x11")
    code = terminal.wait()
    terminal.quiet()
    return code


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@linux_only
def test_a_title_does_not_stand_in_the_process_list(tmp_path: Path) -> None:
    command = soptui(tmp_path, "new", TITLE, "--setting=Ana's kinship meeting")
    with Terminal(command, environment()) as terminal:
        terminal.wait_for(TITLE)
        seen = Path(f"/proc/{terminal.pid}/cmdline").read_bytes()
        terminal.wait_for("Ana's kinship meeting")

    assert b"family" not in seen
    assert b"kinship" not in seen
    assert seen.split(b"\0")[:-3] == [os.fsencode(word) for word in command[:-2]]


@linux_only
def test_nothing_to_hide_hides_nothing() -> None:
    before = Path("/proc/self/cmdline").read_bytes()
    hide_from_process_list("", "no argument of anybody")

    assert Path("/proc/self/cmdline").read_bytes() == before


@linux_only
def test_no_core_is_left(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new"), environment()) as terminal:
        limits = Path(f"/proc/{terminal.pid}/limits")
        wait_until(
            terminal,
            lambda: re.search(r"Max core file size +0 +0 ", limits.read_text()) is not None,
        )


def test_no_variable_makes_the_toolkit_write_or_load_anything(tmp_path: Path) -> None:
    home, place, modules = tmp_path / "home", tmp_path / "place", tmp_path / "modules"
    for folder in (place, modules):
        folder.mkdir()
    spied = tmp_path / "spied"
    (modules / "spy.py").write_text(SPY.format(seen=str(spied)), encoding="utf-8")
    (modules / "textual_dev").mkdir()
    (modules / "textual_dev" / "__init__.py").write_text(SPY.format(seen=str(spied)))
    variables = {
        "PYTHONPATH": str(modules),
        "HOME": str(place),
        "XDG_DOWNLOAD_DIR": str(place),
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_DRIVER": "spy:Driver",
        "TEXTUAL_LOG": str(place / "textual.log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(place),
        "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
        "TEXTUAL_PRESS": "x,enter",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    line = 'cd "$1"; shift; exec "$@"'
    command = ["sh", "-c", line, "sh", str(place), *soptui(home, "new", TITLE)]
    with Terminal(command, environment() | variables) as terminal:
        with_typing(terminal)
        terminal.settle()

        assert leave(terminal) == 0
        assert b"The app returned" not in terminal.raw
    assert not spied.exists()
    assert files(place) == set()
    assert notes(home) == [ENTERED]


def test_the_palette_takes_no_picture(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE), environment()) as terminal:
        with_typing(terminal)
        terminal.press("\x10")
        terminal.wait_for("Undo")
        terminal.press("screen")
        terminal.settle()
        shown = "\n".join(terminal.display.rows).casefold()

    assert "screenshot" not in shown
    assert "svg" not in shown


def test_nothing_is_titled_and_nothing_is_copied_unasked(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE), environment()) as terminal:
        with_typing(terminal)
        terminal.press("\x1b[1;2D\x1b[1;2D\x01")  # selects
        terminal.settle()
        leave(terminal)
        raw = bytes(terminal.raw)

    sent = [bytes(text) for text in re.findall(rb"\x1b\]([^\x07\x1b]*)", raw)]
    assert [text for text in sent if not text.startswith(b"22;")] == []  # 22: the pointer's shape


def test_the_screen_does_not_go_where_errors_go(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    line = 'exec "$@" 2>"$0"'
    command = ["sh", "-c", line, str(errors), *soptui(tmp_path, "new", TITLE)]
    with Terminal(command, environment()) as terminal:
        with_typing(terminal)

        assert leave(terminal) == 0
    assert errors.read_text() == ""


def test_a_size_that_the_shell_has_exported_is_not_believed(tmp_path: Path) -> None:
    huge = {"COLUMNS": "99999999", "LINES": "99999999"}
    with Terminal(soptui(tmp_path, "new", TITLE), environment() | huge) as terminal:
        with_typing(terminal)

        assert leave(terminal) == 0


def test_nothing_stays_on_the_terminal_after_leaving(tmp_path: Path) -> None:
    with Terminal(soptui(tmp_path, "new", TITLE), environment()) as terminal:
        with_typing(terminal)
        leave(terminal)
        terminal.settle()
        shown = "\n".join(terminal.display.rows)

    for private in PRIVATE:
        assert private not in shown
        assert private not in terminal.raw[terminal.raw.rfind(b"\x1b[?1049l") :].decode()
