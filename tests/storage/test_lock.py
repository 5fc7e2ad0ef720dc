"""One writer a session: another is refused, a dead one holds nothing, a note is only a note."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from soptui.storage import lock as locking
from soptui.storage.lock import (
    Guard,
    Lock,
    LockHolder,
    SessionLocked,
    by_file,
    by_folder,
    is_free,
    take,
)
from soptui.storage.store import NotReachable, StoreError, UnknownSession

ID = "2026-11-23-k7f3"
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=timezone(timedelta(hours=-8)))
HOST = os.uname().nodename

CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from soptui.storage.lock import by_file, by_folder, take
guard = {"by_file": by_file, "by_folder": by_folder}[sys.argv[3]]
lock = take(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[4]), guard)
print("held", flush=True)
sys.stdin.read()
lock.release()
print("free", flush=True)
"""

SAYS_SO = 'print("held", flush=True)\n'
Child = subprocess.Popen[str]


@pytest.fixture(params=[by_folder, by_file], ids=["folder", "file"])
def guard(request: pytest.FixtureRequest) -> Guard:
    """Both ways to lock: the folder, and the file that Windows uses."""
    chosen: Guard = request.param
    return chosen


@contextmanager
def another_process(folder: Path, guard: Guard = by_folder, code: str = CHILD) -> Iterator[Child]:
    """A process that holds the lock until it is told to let go, or killed."""
    name = "by_file" if guard is by_file else "by_folder"
    command = [sys.executable, "-c", code, str(folder), ID, name, NOW.isoformat()]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        try:
            yield child
        finally:
            child.kill()


def told_to_let_go(child: Child) -> None:
    assert child.stdin
    assert child.stdout
    child.stdin.close()
    assert child.stdout.read() == "free\n"


def is_held(folder: Path, guard: Guard = by_folder) -> bool:
    try:
        take(folder, ID, NOW, guard).release()
    except SessionLocked:
        return True
    return False


def note_of(folder: Path) -> Path:
    return folder / ID / "writer.json"


def a_note(**changes: Any) -> bytes:
    note = {"user": "ana", "host": "desk-3", "process": 4242, "since": NOW.isoformat()}
    return json.dumps(note | changes).encode()


def leave(folder: Path, raw: bytes) -> None:
    note_of(folder).parent.mkdir(parents=True, exist_ok=True)
    note_of(folder).write_bytes(raw)


def open_below(folder: Path) -> list[str]:
    """What this process still has open there."""
    found = []
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        with suppress(FileNotFoundError):  # the one that the list itself was read with
            found.append(str(descriptor.readlink()))
    return [path for path in found if path.startswith(str(folder))]


def refused_with(folder: Path, raw: bytes, now: datetime = NOW) -> SessionLocked:
    """The refusal of a second writer who finds this note."""
    held = take(folder, ID, NOW)
    note_of(folder).write_bytes(raw)
    with pytest.raises(SessionLocked) as raised:
        take(folder, ID, now)
    held.release()
    return raised.value


def test_a_second_writer_is_told_who_writes_and_since_when(tmp_path: Path, guard: Guard) -> None:
    with another_process(tmp_path, guard) as child:
        with pytest.raises(SessionLocked) as raised:
            take(tmp_path, ID, NOW + timedelta(hours=1), guard)
        holder = raised.value.holder
        assert holder
        assert (holder.process, holder.host, holder.since) == (child.pid, HOST, NOW)
        assert str(raised.value) == (
            f"Session {ID} is being written by {holder.user} on {HOST} since 14:02 (process "
            f"{child.pid}). It can be read here meanwhile; close it there to write it here."
        )
        assert raised.value.exit_code == 3
        assert isinstance(raised.value, StoreError)
        told_to_let_go(child)

        lock = take(tmp_path, ID, NOW, guard)
        assert (lock.elsewhere, lock.is_guarded) == (None, True)
        lock.release()


def test_another_session_is_another_lock(tmp_path: Path, guard: Guard) -> None:
    first, second = take(tmp_path, ID, NOW, guard), take(tmp_path, "another", NOW, guard)
    first.release()
    second.release()


def test_the_same_process_is_refused_as_well(tmp_path: Path, guard: Guard) -> None:
    held = take(tmp_path, ID, NOW, guard)
    with pytest.raises(SessionLocked) as raised:
        take(tmp_path, ID, NOW, guard)
    assert raised.value.holder
    assert raised.value.holder.process == os.getpid()
    held.release()

    assert not is_held(tmp_path, guard)


def test_a_killed_writer_holds_nothing_and_its_note_is_written_over(
    tmp_path: Path, guard: Guard
) -> None:
    with another_process(tmp_path, guard) as child:
        child.kill()
        child.wait()
        assert json.loads(note_of(tmp_path).read_bytes())["process"] == child.pid

        lock = take(tmp_path, ID, NOW, guard)
        assert lock.elsewhere is None
        assert json.loads(note_of(tmp_path).read_bytes())["process"] == os.getpid()
        lock.release()


def test_a_stopped_writer_still_writes(tmp_path: Path, guard: Guard) -> None:
    with another_process(tmp_path, guard) as child:
        os.kill(child.pid, signal.SIGSTOP)
        _, status = os.waitpid(child.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert is_held(tmp_path, guard)

        os.kill(child.pid, signal.SIGCONT)
        told_to_let_go(child)
        assert not is_held(tmp_path, guard)


def test_what_a_writer_started_does_not_inherit_the_lock(tmp_path: Path, guard: Guard) -> None:
    starts_one = """
import subprocess
waits = [sys.executable, "-c", "import sys; print(1, flush=True); sys.stdin.read()"]
pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
inner = subprocess.Popen(waits, close_fds=False, **pipes)
inner.stdout.readline()
print("held", flush=True)
"""
    with another_process(tmp_path, guard, CHILD.replace(SAYS_SO, starts_one)) as child:
        assert is_held(tmp_path, guard)
        child.kill()
        child.wait()
        assert not is_held(tmp_path, guard)


@pytest.mark.parametrize("tidies", ["rm", "rename"])
def test_tidying_inside_the_folder_lets_nobody_in(tmp_path: Path, tidies: str) -> None:
    held = take(tmp_path, ID, NOW)
    for path in (tmp_path / ID).iterdir():
        if tidies == "rm":
            path.unlink()
        else:
            path.replace(tmp_path / path.name)

    with pytest.raises(SessionLocked) as raised:
        take(tmp_path, ID, NOW)
    assert raised.value.holder is None
    assert str(raised.value).startswith(f"Session {ID} is being written by another soptui. ")
    held.release()


def test_a_folder_that_went_as_it_was_locked_is_made_and_locked_anew(tmp_path: Path) -> None:
    """The last writer removed it between our opening and our locking."""
    locked: list[int] = []

    def late(folder: Path) -> Callable[[], None]:
        if not locked:
            descriptor = os.open(folder, os.O_RDONLY)
            folder.rmdir()
            locked.append(descriptor)
            raise FileNotFoundError
        return by_folder(folder)

    held = take(tmp_path, ID, NOW, late)
    os.close(locked[0])

    assert (tmp_path / ID).is_dir()
    assert is_held(tmp_path)
    held.release()


def test_a_lock_on_a_folder_that_is_gone_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / ID
    real = locking.fcntl.flock
    seen: list[int] = []

    def flock(descriptor: int, how: int) -> None:
        real(descriptor, how)
        if not seen:  # somebody else removes it, makes it and locks it, all in one moment
            place.rmdir()
            place.mkdir(0o700)
        seen.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(locking.fcntl, "flock", flock)
    held = take(tmp_path, ID, NOW)

    assert len(seen) == 2
    assert seen[1] == place.stat().st_ino
    assert is_held(tmp_path)
    held.release()


def test_a_folder_that_always_goes_is_given_up(tmp_path: Path) -> None:
    def gone(_: Path) -> Callable[[], None]:
        raise FileNotFoundError

    with pytest.raises(NotReachable, match="busy"):
        take(tmp_path, ID, NOW, gone)


def test_a_refusal_leaves_nothing_open(tmp_path: Path) -> None:
    held = take(tmp_path, ID, NOW)
    assert len(open_below(tmp_path)) == 1
    with pytest.raises(SessionLocked):
        take(tmp_path, ID, NOW)

    assert len(open_below(tmp_path)) == 1
    held.release()
    assert open_below(tmp_path) == []


def test_letting_go_leaves_the_folder_of_the_next_writer_alone(tmp_path: Path) -> None:
    """Somebody removed the folder of a writer, and another made it anew."""
    first = take(tmp_path, ID, NOW)
    note_of(tmp_path).unlink()
    (tmp_path / ID).rmdir()
    second = take(tmp_path, ID, NOW + timedelta(minutes=1))
    note_of(tmp_path).unlink()
    first.release()

    assert (tmp_path / ID).is_dir()
    assert is_held(tmp_path)
    second.release()


def test_only_ones_own_note_is_taken_back(tmp_path: Path) -> None:
    held = take(tmp_path, ID, NOW)
    note_of(tmp_path).write_bytes(a_note())
    held.release()

    assert note_of(tmp_path).read_bytes() == a_note()


def test_nothing_stays_and_letting_go_twice_does_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "locks"
    first = take(folder, ID, NOW)
    first.release()
    assert list(folder.iterdir()) == []
    second = take(folder, ID, NOW)
    first.release()

    assert is_held(folder)
    second.release()


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777], ids=oct)
def test_locks_are_for_their_owner_only(tmp_path: Path, guard: Guard, umask: int) -> None:
    before = os.umask(umask)
    try:
        held = take(tmp_path / "locks", ID, NOW, guard)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    held.release()

    assert {modes.pop(tmp_path / "locks"), modes.pop(tmp_path / "locks" / ID)} == {0o700}
    assert set(modes.values()) == {0o600}


def test_a_note_of_another_computer_is_told_and_keeps_nobody_out(tmp_path: Path) -> None:
    leave(tmp_path, a_note())
    lock = take(tmp_path, ID, NOW)

    assert lock.elsewhere == LockHolder("ana", "desk-3", 4242, NOW)
    assert lock.is_guarded
    assert json.loads(note_of(tmp_path).read_bytes())["host"] == HOST
    lock.release()
    assert take(tmp_path, ID, NOW).elsewhere is None


@pytest.mark.parametrize(
    "number", [errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL, errno.ENOSYS]
)
def test_where_there_are_no_locks_people_work_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    stand_in = SimpleNamespace(flock=no_locks, LOCK_EX=2, LOCK_NB=4)
    monkeypatch.setattr(locking, "fcntl", stand_in)
    first = take(tmp_path, ID, NOW)
    second = take(tmp_path, ID, NOW + timedelta(minutes=1))

    assert (first.is_guarded, first.elsewhere) == (False, None)
    assert not second.is_guarded
    assert second.elsewhere
    assert second.elsewhere.process == os.getpid()
    first.release()
    assert note_of(tmp_path).exists()
    second.release()
    assert not note_of(tmp_path).exists()
    assert open_below(tmp_path) == []


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENOSPC])
def test_a_lock_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path, number: int) -> None:
    def fails(_: Path) -> Callable[[], None]:
        raise OSError(number, os.strerror(number))

    with pytest.raises(NotReachable) as raised:
        take(tmp_path, ID, NOW, fails)

    assert ("full" if number == errno.ENOSPC else os.strerror(number).lower()) in str(raised.value)
    assert "Nothing was changed" in str(raised.value)


@pytest.mark.parametrize("what", ["file", "link", "pipe"])
def test_what_stands_in_the_way_is_no_crash(tmp_path: Path, what: str) -> None:
    place = tmp_path / ID
    if what == "file":
        place.write_bytes(b"")
    elif what == "link":
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")
    else:
        os.mkfifo(place)

    with pytest.raises(NotReachable):
        take(tmp_path, ID, NOW)
    assert open_below(tmp_path) == []


def test_a_full_disk_costs_the_note_and_not_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(tmp_path, a_note(host=HOST))

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        held = take(tmp_path, ID, NOW)
    with pytest.raises(SessionLocked) as raised:
        take(tmp_path, ID, NOW)

    assert raised.value.holder is None
    held.release()
    assert not is_held(tmp_path)


def test_what_a_kill_left_of_a_note_is_in_no_way(tmp_path: Path) -> None:
    leave(tmp_path, a_note(host=HOST))
    note_of(tmp_path).replace(tmp_path / ID / "writer.json.tmp")
    held = take(tmp_path, ID, NOW)

    assert [path.name for path in (tmp_path / ID).iterdir()] == ["writer.json"]
    assert json.loads(note_of(tmp_path).read_bytes())["process"] == os.getpid()
    held.release()
    assert list(tmp_path.iterdir()) == []


DAMAGED = {
    "empty": b"",
    "cut": a_note()[:-9],
    "NULs": bytes(80),
    "not UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "a text": b'"ana"',
    "nothing": b"null",
    "a field too few": b'{"user": "ana", "host": "desk-3", "process": 4242}',
    "a field too many": a_note(more=1),
    "twice": b'{"user": "a", "user": "b", "host": "h", "process": 1, "since": ""}',
    "user": a_note(user=None),
    "host": a_note(host=["desk-3"]),
    "process a text": a_note(process="4242"),
    "process a yes": a_note(process=True),
    "process none": a_note(process=0),
    "process huge": a_note(process=2**32),
    "since no moment": a_note(since="yesterday"),
    "since a number": a_note(since=7),
    "since without offset": a_note(since="2026-11-23T14:02:00"),
    "since the first day": a_note(since="0001-01-01T00:00:00+14:00"),
    "since the last day": a_note(since="9999-12-31T23:59:59-14:00"),
    "endless": b'{"user": "' + b"a" * 5000 + b'"}',
    "longer than a note is": a_note() + b" " * 5000,
    "nested": b"[" * 4000,
    "digits": b"9" * 4000,
    "not finite": a_note().replace(b"4242", b"NaN"),
    "half a character": a_note().replace(b"ana", b"\\ud800"),
}


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_note_means_somebody(tmp_path: Path, raw: bytes) -> None:
    refusal = refused_with(tmp_path, raw)

    assert refusal.holder is None
    assert "another soptui" in str(refusal)


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_note_keeps_nobody_out(tmp_path: Path, raw: bytes) -> None:
    leave(tmp_path, raw)
    lock = take(tmp_path, ID, NOW)

    assert lock.elsewhere is None
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_note_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    held = take(tmp_path, ID, NOW)
    path = note_of(tmp_path)
    for make in (os.mkfifo, Path.mkdir, lambda path: path.symlink_to(tmp_path / "secret")):
        (tmp_path / "secret").write_bytes(a_note())
        path.unlink(missing_ok=True)
        make(path)
        with pytest.raises(SessionLocked) as raised:
            take(tmp_path, ID, NOW)
        assert raised.value.holder is None
        if path.is_dir():
            path.rmdir()
    held.release()


def test_what_a_note_says_reaches_no_terminal_as_a_command(tmp_path: Path) -> None:
    refusal = refused_with(
        tmp_path, a_note(user="\x1b]0;x\x07\u202eana" + "a" * 400, host="\x9b31m\n")
    )

    assert refusal.holder
    assert refusal.holder.user.startswith("]0;xana")
    assert len(refusal.holder.user) <= 40
    assert refusal.holder.host == "31m"
    assert str(refusal).isprintable()


def test_a_nameless_note_still_names_the_process(tmp_path: Path) -> None:
    assert "by somebody on somebody since 14:02 (process 4242)" in str(
        refused_with(tmp_path, a_note(user="", host="\x00"))
    )


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (NOW, "since 14:02 "),
        (NOW + timedelta(hours=9), "since 14:02 "),
        (NOW + timedelta(hours=10), "since 2026-11-23 14:02 "),
        (NOW.astimezone(UTC), "since 22:02 "),
    ],
)
def test_the_moment_is_told_in_the_time_of_the_place(
    tmp_path: Path, now: datetime, since: str
) -> None:
    assert since in str(refused_with(tmp_path, a_note(), now))


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("no name"), ImportError("pwd")])
def test_an_account_without_a_name_is_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def nameless() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", nameless)
    held = take(tmp_path, ID, NOW)

    assert json.loads(note_of(tmp_path).read_bytes())["user"] == "somebody"
    held.release()


@pytest.mark.parametrize(
    ("named", "host"), [("desk-9", "desk-9"), ("", "somebody"), (None, "somebody")]
)
def test_windows_names_the_computer_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None, host: str
) -> None:
    monkeypatch.delattr(os, "uname")
    monkeypatch.delenv("COMPUTERNAME", raising=False)
    if named is not None:
        monkeypatch.setenv("COMPUTERNAME", named)
    held = take(tmp_path, ID, NOW)

    assert json.loads(note_of(tmp_path).read_bytes())["host"] == host
    held.release()


@pytest.mark.parametrize("hostile", ["", "last", "../x", "a/b", "a\0b", "CON", "x" * 65, "\x1b"])
def test_an_id_is_never_a_path(tmp_path: Path, hostile: str) -> None:
    with pytest.raises(UnknownSession):
        take(tmp_path / "locks", hostile, NOW)

    assert list(tmp_path.iterdir()) == []


def test_a_lock_may_be_let_go_from_another_thread(tmp_path: Path, guard: Guard) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        held: Lock = pool.submit(take, tmp_path, ID, NOW, guard).result()
    assert is_held(tmp_path, guard)
    held.release()

    assert not is_held(tmp_path, guard)


def test_many_takers_and_never_two_holders(tmp_path: Path) -> None:
    """Each process takes, counts up, and lets go: a count is lost if two ever held it."""
    code = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from soptui.storage.lock import SessionLocked, take
folder, count = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
done = 0
while done < 60:
    try:
        lock = take(folder, "a-session", datetime.now(UTC))
    except SessionLocked:
        continue
    seen = int(count.read_text())
    count.write_text(str(seen + 1))
    lock.release()
    done += 1
"""
    count = tmp_path / "count"
    count.write_text("0")
    command = [sys.executable, "-c", code, str(tmp_path / "locks"), str(count)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    children = [subprocess.Popen(command, **pipes) for _ in range(3)]  # type: ignore[call-overload]
    for child in children:
        child.stdout.readline()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.close()
    for child in children:
        child.stdout.read()
        child.stdout.close()
        assert child.wait() == 0

    assert count.read_text() == "180"


def test_the_library_for_windows_is_not_loaded_here(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from soptui.storage.lock import take\n"
        "take(Path(sys.argv[1]), 'a', datetime.now(UTC)).release()\n"
        "sys.exit('filelock' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)

    assert done.returncode == 0


def test_looking_whether_a_session_is_free_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "locks"
    assert is_free(folder, ID)
    assert not folder.exists()

    with another_process(folder) as child:
        left = note_of(folder).read_bytes()
        assert not is_free(folder, ID)
        child.kill()
        child.wait()
        assert is_free(folder, ID)
        assert note_of(folder).read_bytes() == left
    assert open_below(tmp_path) == []


def test_a_look_does_not_keep_another_look_out(tmp_path: Path) -> None:
    (tmp_path / ID).mkdir()
    descriptor = os.open(tmp_path / ID, os.O_RDONLY)
    locking.fcntl.flock(descriptor, locking.fcntl.LOCK_SH)
    assert is_free(tmp_path, ID)
    os.close(descriptor)


def test_what_another_computer_may_write_is_not_free(tmp_path: Path) -> None:
    leave(tmp_path, a_note())
    assert not is_free(tmp_path, ID)
    assert note_of(tmp_path).read_bytes() == a_note()


def test_without_locks_the_note_tells_whether_a_session_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    stand_in = SimpleNamespace(flock=none, LOCK_SH=1, LOCK_NB=4)
    monkeypatch.setattr(locking, "fcntl", stand_in)
    (tmp_path / ID).mkdir()
    assert is_free(tmp_path, ID)
    leave(tmp_path, a_note(host=HOST))
    assert not is_free(tmp_path, ID)


def test_what_cannot_be_looked_at_is_not_free(tmp_path: Path) -> None:
    (tmp_path / ID).write_bytes(b"")
    assert not is_free(tmp_path, ID)
    assert not is_free(tmp_path, "../locks")


def test_the_way_of_windows_sees_it_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "fcntl", None)
    assert is_free(tmp_path, ID)
    held = take(tmp_path, ID, NOW, by_file)
    assert not is_free(tmp_path, ID)
    held.release()
    assert is_free(tmp_path, ID)
