"""The ways of one system or another: held files, disks without links, macOS."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from soptui.storage import disk
from soptui.storage.store import NotReachable
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session

BEFORE = a_session(a_note(1))
AFTER = a_session(a_note(2))


def test_a_held_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    replace, held = os.replace, iter([True, True, True])

    def busy(source: Path, target: Path) -> None:
        if next(held, False):
            raise PermissionError(errno.EACCES, "held by a scanner")
        replace(source, target)

    monkeypatch.setattr(os, "replace", busy)
    TinyStore(tmp_path, pause=waits.append).create(BEFORE)

    assert waits == [0.01, 0.02, 0.04]
    assert TinyStore(tmp_path).open(ID).session == BEFORE


def test_a_file_that_stays_held_is_given_up_after_two_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    store = TinyStore(tmp_path, pause=waits.append)
    revision = store.create(BEFORE)

    def held(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "held")

    with monkeypatch.context() as patch, pytest.raises(NotReachable, match="held"):
        patch.setattr(os, "replace", held)
        store.save(AFTER, revision)

    assert 2.0 <= sum(waits) <= 2.5
    assert max(waits) == 0.25
    assert TinyStore(tmp_path).open(ID).session == BEFORE
    assert store.save(AFTER, revision)


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS])
def test_where_there_are_no_links_the_previous_generation_is_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    store = TinyStore(tmp_path)
    revision = store.create(BEFORE)
    before = (tmp_path / f"{ID}.json").read_bytes()
    store.save(AFTER, revision)

    previous = tmp_path / f"{ID}.json.bak"
    assert previous.read_bytes() == before
    assert previous.stat().st_mode & 0o777 == 0o600


def test_on_a_mac_the_drive_itself_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    mac = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda _, command: asked.append(command))
    monkeypatch.setattr(disk, "fcntl", mac)

    disk.write_new(tmp_path / "file", b"x")

    assert asked == [51]


@pytest.mark.parametrize(("number", "is_error"), [(errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_drive_that_cannot_be_asked_is_synced_and_one_that_fails_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_error: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    synced: list[int] = []
    monkeypatch.setattr(disk, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=refuse))
    monkeypatch.setattr(os, "fsync", synced.append)
    try:
        disk.write_new(tmp_path / "file", b"x")
    except OSError as error:
        assert (error.errno, synced) == (errno.EIO, [])
        assert is_error
    else:
        assert len(synced) == 1
        assert not is_error


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777], ids=oct)
def test_everything_is_for_its_owner_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = TinyStore(tmp_path / "new" / "home" / "sessions")
        store.save(AFTER, store.create(BEFORE))
    finally:
        os.umask(before)

    found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert found == {
        "new": 0o700,
        "home": 0o700,
        "sessions": 0o700,
        f"{ID}.json": 0o600,
        f"{ID}.json.bak": 0o600,
    }


def test_a_folder_that_was_there_keeps_its_mode_but_ours_and_our_files_do_not(
    tmp_path: Path,
) -> None:
    home, sessions = tmp_path / "home", tmp_path / "home" / "sessions"
    sessions.mkdir(parents=True)
    home.chmod(0o755)
    store = TinyStore(sessions)
    revision = store.create(BEFORE)
    sessions.chmod(0o755)
    (sessions / f"{ID}.json").chmod(0o644)
    store.create(a_session(id="another"))
    store.save(AFTER, revision)

    assert home.stat().st_mode & 0o777 == 0o755
    assert sessions.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in sessions.iterdir()} == {0o600}


def test_a_new_file_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for name in ("kept", "link"):
        with pytest.raises(FileExistsError):
            disk.write_new(tmp_path / name, b"x")

    assert (tmp_path / "kept").read_bytes() == b"kept"
    assert not (tmp_path / "nowhere").exists()
