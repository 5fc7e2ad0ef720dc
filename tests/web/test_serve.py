"""`soptui present ID --web`: the link, how it ends, and where it is not served."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from soptui.following import Following, Seen, find_shown
from soptui.home import Home
from soptui.leaving import WRONG_USE, Failure
from soptui.model.stage import Stage
from soptui.storage.tinydb_store import TinyStore
from soptui.web.serve import Watchful, _address, _open
from tests.builders import WORDING, a_full_session
from tests.web.serving import ask

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment

LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/enter\?key=[\w-]{43})")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir(mode=0o700)
    TinyStore(Home(tmp_path).sessions).create(a_full_session())
    return tmp_path


def presenting(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "soptui", "--home", str(home), "present", "last", "--web", *words]


@pytest.fixture
def run(home: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        presenting(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        yield process
        process.kill()


def link_of(process: subprocess.Popen[str]) -> tuple[int, str]:
    assert process.stdout is not None
    found = LINK.fullmatch(process.stdout.readline().rstrip("\n"))
    assert found
    return int(found[1]), found[2]


def follow(port: int, path: str) -> socket.socket:
    cookie = ask(port, path).headers["set-cookie"].partition(";")[0]
    stream = socket.create_connection(("127.0.0.1", port))
    asked = ("GET /events HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}")
    stream.sendall("\r\n".join((*asked, "", "")).encode())
    assert stream.recv(16).startswith(b"HTTP/1.1 200")
    return stream


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_it_ends_at_once_and_quietly_whoever_follows(
    run: subprocess.Popen[str], number: signal.Signals, code: int
) -> None:
    port, path = link_of(run)
    with closing(follow(port, path)) as stream:
        began = time.monotonic()
        run.send_signal(number)
        told = b"".join(iter(lambda: stream.recv(1 << 16), b""))
        assert run.wait(20) == code

    assert told.endswith(b"0\r\n\r\n")
    assert b"event: over" in told
    assert time.monotonic() - began < 15
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.read() == ""
    said = run.stderr.read().strip().splitlines()
    assert said == [WORDING.say("web.open"), WORDING.say("web.again")]


def test_enter_gives_another_link_and_ctrl_c_ends_it(home: Path) -> None:
    with Terminal(presenting(home), environment()) as terminal:
        terminal.wait_for("/enter?key=")
        terminal.wait_for("Ctrl+C")
        terminal.press("\r")
        while len(links := LINK.findall(terminal.raw.decode())) < 2:
            terminal.listen(0.02)
        (port, first), (_, second) = links
        assert ask(int(port), first).status == 403
        assert ask(int(port), second).status == 303
        terminal.press("\x03")
        assert terminal.wait() == 130
    assert b"Traceback" not in terminal.raw


def ended(home: Path, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        presenting(home, *words), capture_output=True, text=True, check=False, env=environment()
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "evil.example", "224.0.0.1", "", "127.1", "a b"])
def test_it_is_served_at_one_address_of_numbers_only(host: str) -> None:
    with pytest.raises(Failure, match="--host takes one address") as told:
        _address(host, WORDING)
    assert told.value.exit_code == WRONG_USE


@pytest.mark.parametrize(
    ("host", "place"),
    [("localhost", "127.0.0.1"), ("::1", "::1"), ("192.168.1.20", "192.168.1.20")],
)
def test_an_address_of_numbers_is_taken(host: str, place: str) -> None:
    assert _address(host, WORDING) == place


def test_a_port_that_is_taken_is_told_in_a_sentence(home: Path) -> None:
    with _open("127.0.0.1", 0, WORDING) as taken:
        code, out, err = ended(home, "--port", str(taken.getsockname()[1]))

    assert (code, out) == (1, "")
    assert err == (
        "soptui: The page cannot be served there (address already in use)."
        " Leave out --port and --host, or give others.\n"
    )


def test_an_address_that_is_not_ours_is_told_in_a_sentence(home: Path) -> None:
    code, out, err = ended(home, "--host", "192.0.2.1")

    assert (code, out) == (1, "")
    assert "The page cannot be served there" in err


def test_it_says_who_else_can_reach_it(home: Path) -> None:
    address = _outward()
    if address is None:
        pytest.skip("this computer has no address but its own")
    with subprocess.Popen(
        presenting(home, "--host", address),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(f"http://{address}:")
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline() == f"soptui: {WORDING.say('web.outside')}\n"


def _outward() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found


def test_nobody_but_this_computer_is_listened_to_by_itself(run: subprocess.Popen[str]) -> None:
    port, _ = link_of(run)
    local = f"0100007F:{port:04X}"
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("only Linux tells this in a file")
    lines = [line.split() for line in table.read_text().splitlines()[1:]]

    assert [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port:04X}")] == [
        local
    ]


def test_where_following_breaks_nothing_is_shown_rather_than_what_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_: object) -> Stage:
        raise RuntimeError

    watchful = Watchful(find_shown(Home(home), "last"), WORDING, lambda _: None)
    monkeypatch.setattr(Following, "_look_at_stage", break_down)

    assert watchful.look() == Seen(None, Stage(curtain=True, is_over=True))
