"""`soptui present` as it is started, and in two terminals side by side."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui.app.launch import Ended
from soptui.cli import soptui as command_line
from soptui.following import Shown
from soptui.home import Home
from soptui.library import Library
from soptui.model.alphabet import Column
from soptui.settings import write_choice
from soptui.storage.lock import is_free
from soptui.themes import DEFAULT_THEME, ThemeFile
from soptui.wording import Wording
from tests.builders import a_note

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment
from tests.deaths import ENTERED, SWITCHED, TITLE, soptui, wait_until

Run = Callable[..., Result]
NOBODY = "Nobody is showing this session"
READY = "Type what the room says"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(command_line, ["--home", str(tmp_path), "present", *words])

    return run


@pytest.fixture
def session_id(tmp_path: Path) -> str:
    library = Library(Home(tmp_path))
    made = library.create(TITLE, "unit meeting").stored.session.id
    library.close()
    return made


@pytest.fixture(autouse=True)
def as_important_as_ever(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The tests themselves stay as important as they are."""
    asked: list[int] = []
    monkeypatch.setattr(os, "nice", asked.append)
    return asked


@pytest.fixture
def presented(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Shown, ThemeFile]]]:
    """Stand in for the terminal, and remember what was to be shown in it."""
    found: list[tuple[Shown, ThemeFile]] = []

    def present(_: Home, shown: Shown, __: Wording, theme: ThemeFile) -> Ended:
        found.append((shown, theme))
        return Ended()

    monkeypatch.setattr("soptui.cli_present._need_terminal", lambda: None)
    monkeypatch.setattr("soptui.app.presenting.present", present)
    yield found


def test_it_needs_a_terminal(run: Run, session_id: str) -> None:
    result = run(session_id)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "needs a terminal" in result.stderr


@pytest.mark.parametrize("words", [(), ("last",), None], ids=str)
def test_it_shows_the_last_or_the_one_that_is_named(
    run: Run,
    session_id: str,
    presented: list[tuple[Shown, ThemeFile]],
    words: tuple[str, ...] | None,
    tmp_path: Path,
) -> None:
    write_choice(Home(tmp_path).config, "theme", "soptui-light")
    assert run(*(words if words is not None else (session_id,))).exit_code == 0

    [(shown, theme)] = presented
    assert (shown.session_id, theme.name) == (session_id, "soptui-light")


def test_a_theme_that_is_not_there_is_the_usual_one(
    run: Run, session_id: str, presented: list[tuple[Shown, ThemeFile]], tmp_path: Path
) -> None:
    write_choice(Home(tmp_path).config, "theme", "gone")
    run(session_id)

    assert presented[0][1].name == DEFAULT_THEME


def test_whoever_types_goes_first(
    run: Run,
    session_id: str,
    presented: list[tuple[Shown, ThemeFile]],
    as_important_as_ever: list[int],
) -> None:
    run(session_id)

    assert presented
    assert as_important_as_ever == [5]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("last",), "no session"),
        (("2026-11-23-none",), "There is no session 2026-11-23-none."),
        (("demo",), "No demo is open."),
        (("../../etc/passwd",), "annot be the id"),
    ],
)
def test_what_is_not_there_is_told(
    run: Run, presented: list[tuple[Shown, ThemeFile]], words: tuple[str, ...], told: str
) -> None:
    result = run(*words)

    assert result.exit_code != 0
    assert told in result.stderr
    assert presented == []


@pytest.mark.parametrize("words", [("--port", "8000"), ("--host", "0.0.0.0")])
def test_what_is_for_the_web_alone_is_not_passed_over(
    run: Run, session_id: str, words: tuple[str, ...]
) -> None:
    result = run(session_id, *words)

    assert result.exit_code == 2
    assert f"{words[0]} is for --web." in result.stderr


def test_on_the_web_it_is_served_as_it_was_asked_for(
    run: Run, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("soptui.web.serve")
    served: list[tuple[str, str, int, tuple[Column, ...]]] = []

    def serve(
        shown: Shown,
        _: Wording,
        __: ThemeFile,
        *,
        host: str,
        port: int,
        columns: tuple[Column, ...],
    ) -> None:
        served.append((shown.session_id, host, port, columns))

    monkeypatch.setattr("soptui.web.serve.serve_web", serve)
    assert run(session_id, "--web", "--port", "8123").exit_code == 0
    assert served == [(session_id, "127.0.0.1", 8123, tuple(Column))]


def test_without_the_extra_it_is_said_what_to_install(
    run: Run, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("soptui.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run(session_id, "--web")

    assert result.exit_code == 2
    assert "pip install 'soptui[web]'" in result.stderr


def test_only_the_terminal_loads_the_toolkit(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "soptui", "--home", str(tmp_path)]
    done = subprocess.run(
        [*command, "present", "--web", "demo"], capture_output=True, text=True, check=False
    )

    assert "No demo is open." in done.stderr
    assert "soptui.following" in done.stderr
    assert "textual" not in done.stderr


# In two terminals.


def test_it_follows_what_is_typed_and_goes_dark_when_that_ends(
    tmp_path: Path, session_id: str
) -> None:
    with Terminal(soptui(tmp_path, "present"), environment()) as second:
        second.wait_for(NOBODY)
        with Terminal(soptui(tmp_path, "open", session_id), environment()) as first:
            first.wait_for(READY)
            second.wait_for(TITLE)
            first.press(f"{ENTERED}\r")
            second.wait_for(ENTERED)
            first.signal(signal.SIGKILL)
            wait_until(second, lambda: shows_only(second, NOBODY))
        with Terminal(soptui(tmp_path, "open", session_id), environment()) as again:
            again.wait_for(READY)
            second.wait_for(ENTERED)
            again.press("\x11")
            assert again.wait() == 0
            wait_until(second, lambda: shows_only(second, NOBODY))
        second.press("q")
        assert second.wait() == 0
        assert_given_back(second)
    assert is_free(Home(tmp_path).locks, session_id)
    assert list(Home(tmp_path).stages.iterdir()) == []


def test_a_second_screen_keeps_nobody_from_writing(tmp_path: Path, session_id: str) -> None:
    library = Library(Home(tmp_path))
    with Terminal(soptui(tmp_path, "present"), environment()) as second:
        second.wait_for(NOBODY)
        opening = library.open(session_id)
        assert not opening.is_reading
        grown = opening.stored.session
        opening.store.save(replace(grown, notes=(a_note(ENTERED),)), opening.stored.revision)
        library.close()
        second.press("\x1b")
        assert second.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=str)
def test_a_signal_ends_it_and_gives_the_terminal_back(
    tmp_path: Path, session_id: str, number: signal.Signals
) -> None:
    with (
        Terminal(soptui(tmp_path, "open", session_id), environment()) as first,
        Terminal(soptui(tmp_path, "present"), environment()) as second,
    ):
        first.wait_for(READY)
        second.wait_for(TITLE)
        second.signal(number)
        assert second.wait() == 128 + number
        assert_given_back(second)
        first.press(f"{ENTERED}\r")
        first.wait_for(ENTERED)


def test_a_fault_is_told_without_a_word_of_the_session(tmp_path: Path, session_id: str) -> None:
    patch = """
from soptui.app.widgets.present_board import PresentBoard
PresentBoard.follow = lambda self, session, stage: int(session.title)
"""
    with (
        Terminal(soptui(tmp_path, "open", session_id), environment()) as first,
        Terminal(soptui(tmp_path, "present", patch=patch), environment()) as second,
    ):
        first.wait_for(READY)
        assert second.wait() == 1
        raw = second.raw[second.raw.rfind(b"\x1b[?1049l") :].decode()
        assert "ValueError" in raw
        assert TITLE not in raw
    [report] = Home(tmp_path).reports.glob("*.txt")
    assert TITLE not in report.read_text(encoding="utf-8")


def shows_only(terminal: Terminal, text: str) -> bool:
    terminal.first_frame(lambda: False)
    return "".join(terminal.display.rows).split() == text.split()


def assert_given_back(terminal: Terminal) -> None:
    """The terminal is as it was, and nothing of the session is on it."""
    raw = terminal.raw
    for mode in SWITCHED:
        assert raw.rfind(b"\x1b[?%dh" % mode) <= raw.rfind(b"\x1b[?%dl" % mode), mode
    assert raw.rfind(b"\x1b[?25l") <= raw.rfind(b"\x1b[?25h")
    after = raw[raw.rfind(b"\x1b[?1049l") :].decode()
    assert TITLE not in after
    assert ENTERED not in after
