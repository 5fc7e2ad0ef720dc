"""The ways of one system or another: held files, disks without links, macOS."""

import errno
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from soptui.storage import disk
from soptui.storage.saver import Saver
from soptui.storage.store import NotReachable, TakenBack
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session

T = TypeVar("T")
BEFORE = a_session(a_note(1))
AFTER = a_session(a_note(2))


def held_for(times: int, act: Callable[..., T]) -> Callable[..., T]:
    """Make something be refused the first times that it is done to each file."""
    tries: Counter[object] = Counter()

    def busy(*args: Any) -> T:
        tries[args[-1]] += 1
        if tries[args[-1]] <= times:
            raise PermissionError(errno.EACCES, "held by a scanner")
        return act(*args)

    return busy


BACK_OFF = [0.01, 0.02, 0.04]


@pytest.mark.parametrize("links", [True, False])
def test_a_held_file_is_waited_for_at_every_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    waits: list[float] = []
    if not links:
        monkeypatch.setattr(os, "link", held_for(1000, os.link))
    replace = os.replace
    store = TinyStore(tmp_path / "sessions", aside=tmp_path / "aside", pause=waits.append)
    renames = []
    for act in (
        lambda: store.create(BEFORE),
        lambda: store.save(AFTER, store.open(ID).revision),
        lambda: store.put_aside(BEFORE, store.open(ID).revision),
        lambda: store.take_back(ID),
    ):
        waits.clear()
        monkeypatch.setattr(os, "replace", held_for(3, replace))
        act()
        assert waits == BACK_OFF * (len(waits) // 3)
        renames.append(len(waits) // 3)

    assert renames == [0 if links else 1, 2, 1, 2]
    assert TinyStore(tmp_path / "sessions").open(ID).session == BEFORE


def test_a_held_file_is_waited_for_when_it_is_copied_or_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    store = TinyStore(tmp_path / "sessions", aside=tmp_path / "aside", pause=waits.append)
    revision = store.create(BEFORE)
    store.put_aside(AFTER, revision)

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", held_for(1000, os.link))
        patch.setattr(Path, "read_bytes", held_for(3, Path.read_bytes))
        patch.setattr(os, "unlink", held_for(3, os.unlink))
        store.save(AFTER, revision)
        assert waits == BACK_OFF
        store.drop_aside(ID)
    assert waits == BACK_OFF * 2
    assert not (tmp_path / "aside" / f"{ID}.json").exists()


def test_a_file_that_stays_held_is_given_up_after_two_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    store = TinyStore(tmp_path, pause=waits.append)
    revision = store.create(BEFORE)

    with monkeypatch.context() as patch, pytest.raises(NotReachable, match="held"):
        patch.setattr(os, "replace", held_for(1000, os.replace))
        store.save(AFTER, revision)

    assert 2.0 <= sum(waits) <= 2.5
    assert max(waits) == 0.25
    assert TinyStore(tmp_path).open(ID).session == BEFORE
    assert store.save(AFTER, revision)


def test_what_stays_held_is_put_aside_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, sessions = os.replace, tmp_path / "sessions"

    def held(source: Path, target: Path) -> None:
        if target.parent == sessions:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    store = TinyStore(sessions, aside=tmp_path / "aside", pause=lambda _: None)
    saver = Saver(store, store.create(BEFORE), lambda _: None)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        saver.put(AFTER)
        status = saver.close(20)
    assert (status.saved, status.is_aside) == (False, True)

    again = TinyStore(sessions, aside=tmp_path / "aside")
    assert again.open(ID).session == BEFORE
    assert again.take_back(ID) == TakenBack()
    assert again.open(ID).session == AFTER


def test_a_new_file_never_takes_a_name_that_is_taken(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).write_text(name)

    with pytest.raises(FileExistsError):
        disk.place(tmp_path / "new", tmp_path / "old")
    disk.place(tmp_path / "new", tmp_path / "free")

    assert (tmp_path / "old").read_text() == "old"
    assert (tmp_path / "free").read_text() == "new"


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


@pytest.mark.parametrize(("size", "read"), [(0, 0), (3, 3), (4, 4), (5, 4), (900, 4)])
def test_no_more_is_read_than_shows_that_it_is_too_much(
    tmp_path: Path, size: int, read: int
) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)

    assert disk.read_file(tmp_path / "file", 3) == b"x" * read
