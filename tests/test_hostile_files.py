"""Files that nobody of soptui wrote: each is refused by name, untouched, and in the way of none.

The small ones are kept in `hostile`, with the first fault of each in `faults.txt`. A file
that ever got through belongs there.
"""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from soptui.cli import soptui
from soptui.copies import Copy, path_for
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.home import Home
from soptui.library import Library
from soptui.storage.store import DamagedSession, StoreError, is_session_id
from soptui.storage.tinydb_store import TinyStore
from soptui.storage.versions import verify
from tests.storage.builders import STARTED, a_note, a_session

CORPUS = Path(__file__).parent / "hostile"
FAULTS = dict(
    line.split(": ", 1) for line in (CORPUS / "faults.txt").read_text().splitlines() if line
)
DAMAGED = {name: fault for name, fault in FAULTS.items() if fault != "whole"}
WHOLE = FAULTS.keys() - DAMAGED.keys()
WORDS = re.compile(
    r"Ana\b|Rosa|Maria|aunt|daughter|family|meeting|drinking|Fridays|owned|dekcab|verdict|score"
    r"|risk|admin|yesterday|alert|script|HEAD|Inés|etc|\b90\b|\x1b"
)
MOST_MEMORY = 150  # MB
MB = 1024 * 1024


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def run(home: Home) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(soptui, ["--home", str(home.path), *words])


def put(home: Home, name: str) -> Path:
    home.sessions.mkdir(mode=0o700, exist_ok=True)
    path = home.sessions / f"{name}.json"
    path.write_bytes((CORPUS / f"{name}.json").read_bytes())
    path.chmod(0o600)
    return path


def state_of(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Everything in a folder, byte for byte, with when it was changed and who may read it."""
    found = {path.name: (path.read_bytes(), path.stat()) for path in folder.iterdir()}
    return {name: (raw, was.st_mtime_ns, was.st_mode) for name, (raw, was) in found.items()}


def test_the_corpus_is_complete_and_small() -> None:
    assert {path.stem for path in CORPUS.glob("*.json")} == FAULTS.keys()
    assert all(path.stat().st_size < 20_000 for path in CORPUS.iterdir())
    assert all(is_session_id(name) for name in FAULTS)
    assert len(DAMAGED) > 90


@pytest.mark.parametrize("name", FAULTS)
def test_the_first_fault_is_told_by_its_path(name: str) -> None:
    assert (verify(CORPUS / f"{name}.json") or ("whole",))[0] == FAULTS[name]


@pytest.mark.parametrize("name", DAMAGED)
def test_it_is_refused_by_name_and_left_as_it_is(home: Home, name: str) -> None:
    put(home, name)
    before = state_of(home.sessions)
    library = Library(home)
    with pytest.raises(DamagedSession) as raised:
        library.open(name)
    library.close()

    assert raised.value.exit_code == 2
    assert str(raised.value).startswith(f"{name}.json cannot be read ({DAMAGED[name]}")
    assert not WORDS.search(str(raised.value).replace(f"{name}.json", "", 1))
    assert str(raised.value).isprintable()
    assert state_of(home.sessions) == before


@pytest.mark.parametrize("name", DAMAGED)
def test_nothing_of_it_is_shown_or_exported(
    home: Home, run: Callable[..., Result], name: str
) -> None:
    put(home, name)
    before = state_of(home.sessions)
    for words in (("show", name), ("show", name, "--json"), ("export", name)):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"soptui: {name}.json cannot be read ({DAMAGED[name]}")
    target = home.path / "copy.md"
    assert run("export", name, "-o", str(target)).exit_code == 2

    assert not target.exists()
    assert state_of(home.sessions) == before


def test_the_list_goes_on_with_the_others(home: Home, run: Callable[..., Result]) -> None:
    for name in FAULTS:
        put(home, name)
    before = state_of(home.sessions)
    listed = json.loads(run("list", "--json").stdout)["sessions"]

    problems = {row["id"]: row.get("problem", "") for row in listed}
    assert problems.keys() == FAULTS.keys()
    assert {name for name, problem in problems.items() if not problem} == WHOLE
    assert all(problems[name].startswith(f"{name}.json cannot be read (") for name in DAMAGED)
    first = [row["id"] for row in listed[: len(WHOLE) - 1]]
    assert set(first) == WHOLE - {"odd-first-moment"}  # which is older than any time there is
    assert {row["title"] for row in listed if row["id"] in DAMAGED} == {""}
    plain = run("list").stdout
    assert len(plain.splitlines()) == len(FAULTS)
    assert plain.replace("\n", "").isprintable()
    assert state_of(home.sessions) == before


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_is_odd_but_whole_can_be_worked_with(
    home: Home, run: Callable[..., Result], name: str
) -> None:
    put(home, name)
    for words in (("show", name), ("export", name), ("export", name, "-f", "json"), ("list",)):
        result = run(*words)
        assert result.exit_code == 0
        assert result.stdout.replace("\n", "").isprintable()
    store = TinyStore(home.sessions)
    opened = store.open(name)
    store.save(a_session(a_note(1), id=name), opened.revision)

    assert store.open(name).session == a_session(a_note(1), id=name)


def no_file(path: Path, kind: str) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    match kind:
        case "a pipe":
            os.mkfifo(path)
        case "a folder":
            path.mkdir()
        case "a link to itself":
            path.symlink_to(path)
        case "a link in a ring":
            path.with_name("ring").symlink_to(path)
            path.symlink_to(path.with_name("ring"))
        case "an endless device":
            path.symlink_to("/dev/zero")
        case "a link to a folder":
            path.symlink_to(path.parent)
        case "a link into nothing":
            path.symlink_to(path.parent / "nowhere")


KINDS = [
    "a pipe",
    "a folder",
    "a link to itself",
    "a link in a ring",
    "an endless device",
    "a link to a folder",
    "a link into nothing",
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_refused_and_never_waited_for(
    home: Home, run: Callable[..., Result], kind: str
) -> None:
    path = home.sessions / "odd.json"
    no_file(path, kind)
    put(home, "odd-bom")
    before = path.lstat()

    assert [row["id"] for row in json.loads(run("list", "--json").stdout)["sessions"]] == [
        "odd-bom",
        "odd",
    ]
    for words in (("show", "odd"), ("export", "odd")):
        result = run(*words)
        assert result.exit_code in (2, 3)
        assert result.stdout == ""
        assert "fault of its own" not in result.stderr
    library = Library(home)
    with pytest.raises(StoreError):
        library.open("odd")
    library.close()
    assert path.lstat().st_ino == before.st_ino
    assert stat.S_IFMT(path.lstat().st_mode) == stat.S_IFMT(before.st_mode)
    assert verify(path)


def a_session_in_json() -> Any:
    return json.loads((CORPUS / "odd-bom.json").read_bytes().decode("utf-8-sig"))


def a_plain_note(**fields: object) -> dict[str, Any]:
    note: dict[str, Any] = a_session_in_json()["session"]["1"]["notes"][0]
    return note | fields


def odd_session(**fields: Any) -> Iterator[bytes]:
    """A session with something in it that is too much; it stands on one line."""
    session = a_session_in_json()
    session["session"]["1"] |= {"id": "large", **fields}
    yield json.dumps(session, separators=(",", ":")).encode()


def many_notes(count: int) -> Iterator[bytes]:
    note = a_plain_note()
    return odd_session(notes=[note | {"id": f"n{number}"} for number in range(count)])


def many_parts(count: int) -> Iterator[bytes]:
    return odd_session(notes=[a_plain_note(parts=[0] * count)])


TOO_LARGE, TOO_DEEP = "file: larger than 5 MB", "file: nested too deeply"
TOO_MANY, NOT_OURS = "file: more values than a session has", "file: not a file of soptui"
LARGE: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
    "100 MB of lists": (lambda: iter([b"[", *[b"[]," * 349_525] * 100, b"[]]"]), TOO_LARGE),
    "100 MB of nothing": (lambda: iter([bytes(MB)] * 100), TOO_LARGE),
    "100,000 notes": (lambda: many_notes(100_000), TOO_LARGE),
    "15,000 notes of one id": (
        lambda: odd_session(notes=[a_plain_note()] * 15_000),
        "notes[0].id: stands 15000 times",
    ),
    "100,000 empty notes": (
        lambda: odd_session(notes=[{}] * 100_000),
        "notes[0].added: missing",
    ),
    "a million empty notes": (lambda: odd_session(notes=[{}] * 10**6), TOO_MANY),
    "400,000 numbers for notes": (
        lambda: odd_session(notes=[7] * 400_000),
        "notes[0]: not an object",
    ),
    "400,000 numbers for parts": (lambda: many_parts(400_000), "notes[0].parts[0]: not a text"),
    "300,000 unknown fields": (
        lambda: odd_session(**{f"k{number}": 1 for number in range(300_000)}),
        "session: 300000 unknown field(s)",
    ),
    "300,000 tables": (
        lambda: iter([json.dumps({f"t{number}": {} for number in range(300_000)}).encode()]),
        TOO_MANY,
    ),
    "5 MB of lists": (lambda: iter([b"[", b"[]," * 1_700_000, b"[]]"]), TOO_MANY),
    "5 MB of objects": (lambda: iter([b"[", b"{}," * 1_700_000, b"{}]"]), TOO_MANY),
    "5 MB of texts": (lambda: iter([b"[", b'"a",' * 1_200_000, b"1]"]), TOO_MANY),
    "chains of lists": (
        lambda: iter([b"[", (b"[" * 900 + b"]" * 900 + b",") * 2500, b"1]"]),
        TOO_MANY,
    ),
    "lists in lists, a million deep": (lambda: iter([b"[" * 10**6, b"]" * 10**6]), TOO_MANY),
    "lists in lists, 400,000 deep": (lambda: iter([b"[" * 400_000, b"]" * 400_000]), TOO_DEEP),
    "objects in objects, 400,000 deep": (lambda: iter([b'{"a":' * 400_000]), TOO_DEEP),
    "a number of 5,000 digits": (lambda: iter([b"9" * 5000]), "file: a number that is too large"),
    "a number of 5,000,000 digits": (
        lambda: iter([b"9" * 5_000_000]),
        "file: a number that is too large",
    ),
    "a fraction of 5,000,000 digits": (lambda: iter([b"0." + b"9" * 5_000_000]), NOT_OURS),
    "a text of 5 MB": (lambda: iter([b'"' + b"a" * 5_000_000 + b'"']), NOT_OURS),
    "a text of 5 MB of commas": (lambda: iter([b'"' + b"," * 5_000_000 + b'"']), NOT_OURS),
    "5 MB of commas": (lambda: iter([b"," * 5_000_000]), TOO_MANY),
    "5 MB of quotes": (lambda: iter([b'"' * 5_000_000]), "file: not JSON from line 1 on"),
    "5 MB of blanks": (lambda: iter([b" " * 5_000_000]), "file: empty"),
    "5 MB of NULs": (lambda: iter([bytes(5_000_000)]), "file: not JSON from line 1 on"),
    "5 MB of backslashes": (lambda: iter([b'"' + b"\\" * 5_000_000 + b'"']), NOT_OURS),
}

READ_IT = """
import json, sys
from pathlib import Path
from soptui.storage.store import DamagedSession
from soptui.storage.tinydb_store import TinyStore
store = TinyStore(Path(sys.argv[1]))
try:
    store.open("large")
    fault = "none"
except DamagedSession as error:
    fault = error.faults[0]
[listed] = store.list()
# Not ru_maxrss: that one begins with the memory of whoever started this process.
[peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(json.dumps({"fault": fault, "problem": listed.problem, "MB": int(peak.split()[1]) // 1024}))
"""


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_refused_in_little_memory(home: Home, name: str) -> None:
    make, fault = LARGE[name]
    home.sessions.mkdir(mode=0o700)
    path = home.sessions / "large.json"
    with path.open("wb") as file:
        file.writelines(make())
    before = path.stat()
    done = subprocess.run(
        [sys.executable, "-c", READ_IT, str(home.sessions)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,  # far more than it takes: a test that hangs says less than one that fails
    )
    told = json.loads(done.stdout)

    assert told["fault"] == fault
    assert told["problem"].startswith(f"large.json cannot be read ({fault}")
    assert told["MB"] < MOST_MEMORY
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    path.unlink()


TITLES = [
    "../../x",
    "..",
    "/etc/passwd",
    "C:\\x",
    "\\\\server\\share",
    "CON",
    "con.md",
    "nul.txt",
    "COM1",
    "a\0b",
    "a\nb",
    "-rf",
    "--force",
    "~root",
    "$(id)",
    "*",
    "x" * 900,
    "é" * 300,
    "\u202egnp.exe",
    "\x1b]0;x\x07",
    ".hidden",
    "name.json",
    "K.'s family",
    "",
    " ",
]
NAME = re.compile(r"2026-11-23-[a-z0-9]{4}")
COPIES = rf"(training|{{id}}-({'|'.join(Profile)}))\.({'|'.join(Format)})"


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(TITLES) | st.text(max_size=40), st.sampled_from(TITLES))
def test_no_title_reaches_a_file_name(title: str, setting: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place) / "home")
        library = Library(home, clock=lambda: STARTED)
        session = library.create(title, setting).stored.session
        copies = [
            path_for(Copy(kind, profile), session, home.exports)
            for kind in Format
            for profile in Profile
        ]
        found = [path.relative_to(home.path) for path in home.path.rglob("*")]
        library.close()

        assert NAME.fullmatch(session.id)
        assert [path.name for path in Path(place).iterdir()] == ["home"]
        for path in found:
            assert set(path.parts) <= {
                *("sessions", "state", "locks", "snapshots", "drafts", "writer.json"),
                *(session.id, f"{session.id}.json", "20261123T170000Z.json"),
            }
        for path in copies:
            assert path.parent == home.exports
            assert re.fullmatch(COPIES.format(id=session.id), path.name)
