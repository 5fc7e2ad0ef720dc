"""How a command ends at the shell: its exit code, and what it says."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from soptui.home import Home
from soptui.library import Library

if sys.platform == "win32":
    pytest.skip("signals and pipes as POSIX has them", allow_module_level=True)

from bench.terminal import environment
from tests.deaths import reports, soptui


@pytest.fixture
def home(tmp_path: Path) -> Path:
    library = Library(Home(tmp_path))
    for _ in range(3):
        library.create("K.'s family")
    library.close()
    return tmp_path


def run(*command: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command, capture_output=True, text=True, check=False, **{"env": environment(), **more}
    )


def test_a_command_that_is_interrupted_says_nothing(home: Path) -> None:
    patch = """
from soptui.library import Library

def wait(self):
    print("waiting", flush=True)
    time.sleep(60)

Library.list = wait
"""
    process = subprocess.Popen(
        soptui(home, "list", patch=patch),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Whoever runs the tests in the background of a shell has it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said.strip() == b""


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["show", "last"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_trouble(home: Path, words: list[str]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        soptui(home, *words), stdout=writes, stderr=subprocess.PIPE, check=False, env=environment()
    )
    os.close(writes)

    assert (done.returncode, done.stderr) == (1, b"")


def test_nobody_who_reads_what_went_wrong_is_no_trouble(home: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        soptui(home, "show", "unknown"), stderr=writes, check=False, env=environment()
    )
    os.close(writes)

    assert done.returncode in (1, 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_is_told_in_a_sentence(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            soptui(home, "list"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(),
        )

    assert done.returncode == 1
    assert done.stderr == ("soptui: the output could not be written: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_what_was_not_written_by_the_end_is_told_once(home: Path) -> None:
    patch = "from soptui.library import Library\nlisted = Library.list\n"
    patch += "Library.list = lambda self: print('early') or listed(self)[:0]"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            soptui(home, "list", "--json", patch=patch),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(),
        )

    assert done.returncode == 1
    assert done.stderr == "soptui: the output could not be written: No space left on device\n"


def test_a_fault_in_a_command_is_told_without_a_word_of_anybody(home: Path) -> None:
    patch = "from soptui.library import Library\nLibrary.list = lambda self: int(secret)"
    done = run(*soptui(home, "list", patch=patch))

    assert done.returncode == 1
    assert done.stderr.startswith("soptui: stopped by a fault of its own (ValueError in cli.py")
    assert "Mateo" not in done.stderr
    assert "Traceback" not in done.stderr
    [report] = reports(home)
    assert "Mateo" not in report
    assert str(home) in done.stderr


def test_what_nothing_else_catches_is_told_the_same_way(home: Path) -> None:
    patch = """
import soptui.leaving

def raises():
    raise GeneratorExit(secret)

soptui.leaving._empty_streams = raises
"""
    done = run(*soptui(home, "list", patch=patch))

    assert done.returncode == 1
    assert done.stderr.startswith("soptui: stopped by a fault of its own (GeneratorExit in ")
    assert "Mateo" not in done.stderr


def test_without_a_terminal_there_is_nothing_to_draw_in(home: Path) -> None:
    done = run(*soptui(home, "new", "K.'s family"), stdin=subprocess.DEVNULL)

    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_warnings_are_for_developers(home: Path) -> None:
    patch = "import warnings\nfrom soptui.library import Library\nlisted = Library.list\n"
    patch += "Library.list = lambda self: warnings.warn(secret) or listed(self)"
    done = run(*soptui(home, "list", patch=patch), env=environment() | {"PYTHONWARNINGS": "always"})

    assert (done.returncode, done.stderr) == (0, "")
