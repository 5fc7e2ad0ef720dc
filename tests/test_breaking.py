"""Wherever soptui breaks it ends calmly: nothing typed is lost, and nothing typed is told."""

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment
from tests.deaths import (
    ENTERED,
    PRIVATE,
    READY,
    assert_given_back,
    assert_kept,
    notes,
    reports,
    soptui,
    wait_until,
    with_typing,
)

# What goes wrong happens once a file is there: when all is typed.
WHEN_TYPED = """
import asyncio, os
from textual.screen import Screen
from textual.widgets import Static

def boom(*_):
    words = secret
    raise ValueError("near " + words)

async def later():
    boom()

class Broken(Static):
    pass

class BrokenScreen(Screen):
    pass

class Rich(Exception):
    def __rich__(self):
        return secret

def fall():
    fall()

def raises(error):
    raise error

def look(self):
    if os.path.exists({go!r}):
        os.remove({go!r})
        {bug}

def on_mount(self):
    mounted(self)
    self.set_interval(0.02, lambda: look(self))

mounted = SessionScreen.on_mount
SessionScreen.on_mount = on_mount
"""

BUGS = {
    "in a timer": "boom()",
    "in a handler": "self.call_later(boom)",
    "after a refresh": "self.call_after_refresh(boom)",
    "in a worker": "self.run_worker(later())",
    "in a worker thread": "self.run_worker(boom, thread=True)",
    "in a thread": "threading.Thread(target=boom).start()",
    "in compose": "BrokenScreen.compose = boom; self.app.push_screen(BrokenScreen())",
    "in on_mount": "Broken.on_mount = boom; self.mount(Broken())",
    "in render": "Broken.render = boom; self.mount(Broken())",
    "in a task": "asyncio.ensure_future(later())",
    "in a callback": "asyncio.get_running_loop().call_soon(boom)",
    "too deep": "fall()",
    "no memory": "raises(MemoryError(secret))",
    "a group": "raises(ExceptionGroup(secret, [ValueError(secret)]))",
    "with a look of its own": "raises(Rich(secret))",
    "a panic": "self.app.panic(secret)",
    "an exit nobody asked for": "raises(SystemExit(secret))",
    "while reading keys": "self.app._driver.process_message = boom",
    "while writing": "self.app._driver._outlet._encoding = 0",
    "while keeping what is typed": (
        "self.keeping._journal._write = boom; self.keeping.fill('purpose', 'x')"
    ),
    "broken off": "self.app.call_next(lambda: raises(asyncio.CancelledError(secret)))",
    "at the end": "self.app.finish = boom; boom()",
}


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS.keys())
def test_a_fault_ends_it_calmly_and_keeps_what_was_typed(tmp_path: Path, bug: str) -> None:
    go = tmp_path / "go"
    patch = WHEN_TYPED.format(go=str(go), bug=bug)
    with Terminal(soptui(tmp_path, "new", "K.'s family", patch=patch), environment()) as terminal:
        with_typing(terminal)
        terminal.settle()
        go.touch()
        wait_until(terminal, lambda: not go.exists())
        if "_driver" in bug:  # it takes a key to find out
            terminal.press("x")
        code = terminal.wait()
        terminal.quiet()
        said = " ".join(re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", terminal.raw.decode()).split())

        assert code == 1
        assert_given_back(terminal)
    assert "soptui: stopped by a fault of its own (" in said
    assert "Everything on the map is saved" in said or "finish" in bug
    assert f"is at {tmp_path}/state/reports/" in said
    assert "Traceback" not in said
    assert reports(tmp_path)
    for report in reports(tmp_path):
        for private in (*PRIVATE, str(tmp_path), "near"):
            assert private not in report
    assert_kept(tmp_path)


def test_a_fault_while_saving_leaves_what_was_entered_to_be_offered(tmp_path: Path) -> None:
    go = tmp_path / "go"
    patch = WHEN_TYPED.format(go=str(go), bug="self.saver._next = self.saver._say = boom")
    with Terminal(soptui(tmp_path, "new", patch=patch), environment()) as terminal:
        with_typing(terminal)
        go.touch()
        wait_until(terminal, lambda: not go.exists())
        terminal.press("\r")

        assert terminal.wait() == 1
        terminal.quiet()
        assert_given_back(terminal)
        assert b"The last changes are not on disk" in terminal.raw
    assert_kept(tmp_path)


def test_what_misses_its_screen_while_it_ends_is_no_fault(tmp_path: Path) -> None:
    go = tmp_path / "go"
    bug = "self.app.exit(); asyncio.ensure_future(later())"
    with Terminal(
        soptui(tmp_path, "new", patch=WHEN_TYPED.format(go=str(go), bug=bug)), environment()
    ) as terminal:
        with_typing(terminal)
        go.touch()

        assert terminal.wait() == 0
        assert_given_back(terminal)
    assert_kept(tmp_path)


def test_an_exit_in_the_middle_of_a_save_waits_for_it(tmp_path: Path) -> None:
    patch = """
from soptui.storage.tinydb_store import TinyStore

def save(self, *words):
    time.sleep(0.5)
    return saved(self, *words)

def do(self, edit):
    done(self, edit)
    raise SystemExit(secret)

saved, TinyStore.save = TinyStore.save, save
done, SessionScreen.do = SessionScreen.do, do
"""
    with Terminal(soptui(tmp_path, "new", patch=patch), environment()) as terminal:
        terminal.wait_for(READY)
        terminal.press(ENTERED + "\r")

        assert terminal.wait() == 1
        assert_given_back(terminal)
    assert notes(tmp_path) == [ENTERED]


def test_what_is_logged_is_not_told(tmp_path: Path) -> None:
    patch = """
import logging
from soptui.app.app import SoptuiApp

def finish(self):
    logging.getLogger("asyncio").error(secret)
    return finished(self)

finished, SoptuiApp.finish = SoptuiApp.finish, finish
"""
    with Terminal(soptui(tmp_path, "new", patch=patch), environment()) as terminal:
        with_typing(terminal)
        terminal.signal(15)

        assert terminal.wait() == 143
        terminal.quiet()
        assert_given_back(terminal)


def test_an_interrupt_inside_is_an_interrupt(tmp_path: Path) -> None:
    go = tmp_path / "go"
    patch = WHEN_TYPED.format(go=str(go), bug="raises(KeyboardInterrupt(secret))")
    with Terminal(soptui(tmp_path, "new", patch=patch), environment()) as terminal:
        with_typing(terminal)
        go.touch()

        assert terminal.wait() == 130
        assert_given_back(terminal)
    assert reports(tmp_path) == []
    assert_kept(tmp_path)


def test_what_breaks_while_something_is_cleared_away_ends_nothing(tmp_path: Path) -> None:
    go = tmp_path / "go"
    bug = "type('Gone', (), {'__del__': boom})()"
    with Terminal(
        soptui(tmp_path, "new", patch=WHEN_TYPED.format(go=str(go), bug=bug)), environment()
    ) as terminal:
        with_typing(terminal)
        go.touch()
        wait_until(terminal, lambda: bool(reports(tmp_path)))
        terminal.press("zz")
        terminal.wait_for("zz")
        terminal.press("\x11")
        terminal.press("\x11")

        assert terminal.wait() == 0
        assert_given_back(terminal)
    assert len(reports(tmp_path)) == 1


@pytest.mark.parametrize(
    "patch",
    [
        "SessionScreen.__init__ = lambda *_: int(secret)",
        "SessionScreen.compose = lambda *_: int(secret)",
        "SessionScreen.on_mount = lambda *_: int(secret)",
        "import soptui.app.launch\nsoptui.app.launch.load_themes = lambda *_: int(secret)",
        "from soptui.app.app import SoptuiApp\nSoptuiApp.__init__ = lambda *_, **__: int(secret)",
        "from soptui.app.app import SoptuiApp\nSoptuiApp.on_mount = lambda *_, **__: int(secret)",
        "from soptui.app.driver import TerminalDriver\n"
        "TerminalDriver.start_application_mode = lambda *_: int(secret)",
    ],
)
def test_a_fault_before_anything_is_shown(tmp_path: Path, patch: str) -> None:
    with Terminal(soptui(tmp_path, "new", "K.'s family", patch=patch), environment()) as terminal:
        assert terminal.wait() == 1
        terminal.quiet()
        assert_given_back(terminal)

    assert b"soptui: stopped by a fault of its own (ValueError" in terminal.raw
    assert "builtins.ValueError" in reports(tmp_path)[0]
    assert "Mateo" not in "".join(reports(tmp_path))
    assert notes(tmp_path) == []


def test_where_no_report_can_be_kept_the_sentence_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "reports").write_text("in the way", encoding="utf-8")
    patch = "SessionScreen.do = lambda *_: int(secret)"
    with Terminal(soptui(tmp_path, "new", patch=patch), environment()) as terminal:
        terminal.wait_for(READY)
        terminal.press(ENTERED + "\r")

        assert terminal.wait() == 1
        terminal.quiet()
    assert b"stopped by a fault of its own (ValueError" in terminal.raw
    assert b"report" not in terminal.raw[terminal.raw.rfind(b"\x1b[?1049l") :]


@pytest.mark.parametrize(
    "variable",
    [
        "PYTHONDEVMODE=1",
        "PYTHONASYNCIODEBUG=1",
        "PYTHONWARNINGS=error",
        "PYTHONWARNINGS=always",
        "PYTHONINSPECT=1",
        "PYTHONFAULTHANDLER=1",
        "PYTHONTRACEMALLOC=5",
    ],
)
def test_what_python_is_told_does_not_make_it_talk(tmp_path: Path, variable: str) -> None:
    name, _, value = variable.partition("=")
    go = tmp_path / "go"
    bug = "asyncio.ensure_future(later()); later(); time.sleep(0.2)"
    command = soptui(tmp_path, "new", patch=WHEN_TYPED.format(go=str(go), bug=bug))
    with Terminal(command, environment() | {name: value}) as terminal:
        with_typing(terminal)
        go.touch()

        assert terminal.wait() == 1
        terminal.quiet()
        assert_given_back(terminal)
        said = terminal.raw[terminal.raw.rfind(b"\x1b[?1049l") :]
    assert b">>>" not in said
    for talk in (b"Traceback", b"Warning", b"Task", b"boom", b"File"):
        assert talk not in said
    assert_kept(tmp_path)
