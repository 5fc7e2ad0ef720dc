"""A fault at every single call of a save, once and from then on: nothing is ever lost."""

import errno
import os
from pathlib import Path

import pytest

from soptui.model.session import Session
from soptui.storage.store import NotReachable, Revision, UnknownSession
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session
from tests.storage.faulty import FaultyDisk, KilledError

FIRST = a_session(a_note(1))
BEFORE = a_session(a_note(1), a_note(2, "a sober adult stays on Fridays"))
AFTER = a_session(a_note(2, "the plan is on the fridge"))
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES]


def a_store(folder: Path) -> TinyStore:
    return TinyStore(folder, pause=lambda _: None)


def started(folder: Path) -> tuple[TinyStore, Revision]:
    """A store whose file has a previous generation, as nearly every file has."""
    store = a_store(folder)
    return store, store.save(BEFORE, store.create(FIRST))


def steps_of_a_save(folder: Path) -> list[str]:
    store, revision = started(folder / "counted")
    with FaultyDisk()() as disk:
        store.save(AFTER, revision)
    return disk.seen


def steps_of_a_creation(folder: Path) -> list[str]:
    with FaultyDisk()() as disk:
        a_store(folder / "counted").create(BEFORE)
    return disk.seen


def on_disk(folder: Path) -> Session:
    return a_store(folder).open(ID).session


def an_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def test_a_save_is_written_synced_kept_renamed_and_synced_again(tmp_path: Path) -> None:
    steps = [step for step in steps_of_a_save(tmp_path) if not step.startswith(("stat", "close"))]
    token = steps[0].split(".")[-2]
    file = f"{ID}.json"

    assert steps == [
        f"open .{file}.{token}.tmp",
        "fchmod",
        "write",
        "fsync",
        f"link .{file}.bak.{token}.tmp",
        f"replace {file}.bak",
        f"unlink .{file}.bak.{token}.tmp",
        f"replace {file}",
        f"unlink .{file}.{token}.tmp",
        "open counted",
        "fsync",
    ]


def test_a_new_file_is_in_a_folder_that_is_itself_on_disk(tmp_path: Path) -> None:
    steps = [step for step in steps_of_a_creation(tmp_path) if not step.startswith("stat")]

    assert steps[:4] == ["mkdir counted", f"open {tmp_path.name}", "fsync", "close"]
    assert steps[-3:] == ["open counted", "fsync", "close"]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[number] for number in ERRORS])
def test_an_error_at_any_step_of_a_save_loses_nothing(
    tmp_path: Path, number: int, too_late: bool, lasting: bool
) -> None:
    for step in range(len(steps_of_a_save(tmp_path))):
        folder = tmp_path / str(step)
        store, revision = started(folder)
        disk = FaultyDisk(
            lambda n, step=step: n == step or (lasting and n > step),  # type: ignore[misc]
            lambda: an_error(number),
            too_late,
        )
        try:
            with disk():
                after = store.save(AFTER, revision)
        except NotReachable:
            assert on_disk(folder) in (BEFORE, AFTER)
            after = store.save(AFTER, revision)
        assert on_disk(folder) == AFTER
        assert store.save(BEFORE, after)
        assert on_disk(folder) == BEFORE


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[number] for number in ERRORS])
def test_an_error_at_any_step_of_a_creation_can_be_made_good(
    tmp_path: Path, number: int, too_late: bool
) -> None:
    for step in range(len(steps_of_a_creation(tmp_path))):
        folder = tmp_path / str(step)
        store = a_store(folder)
        disk = FaultyDisk(
            lambda n, step=step: n == step,  # type: ignore[misc]
            lambda: an_error(number),
            too_late,
        )
        try:
            with disk():
                revision = store.create(BEFORE)
        except NotReachable:
            assert all(not summary.problem for summary in a_store(folder).list())
            revision = store.create(BEFORE)
        assert on_disk(folder) == BEFORE
        assert store.save(AFTER, revision)
        assert on_disk(folder) == AFTER


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
def test_a_kill_at_any_step_of_a_save_leaves_the_whole_old_or_new_session(
    tmp_path: Path, too_late: bool
) -> None:
    for step in range(len(steps_of_a_save(tmp_path))):
        folder = tmp_path / str(step)
        store, revision = started(folder)
        disk = FaultyDisk(lambda n, step=step: n >= step, too_late=too_late)  # type: ignore[misc]
        with pytest.raises(KilledError), disk():
            store.save(AFTER, revision)

        assert on_disk(folder) in (BEFORE, AFTER)
        again = a_store(folder)
        assert again.save(AFTER, again.open("last").revision)
        assert on_disk(folder) == AFTER


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
def test_a_kill_at_any_step_of_a_creation_leaves_a_whole_session_or_none(
    tmp_path: Path, too_late: bool
) -> None:
    for step in range(len(steps_of_a_creation(tmp_path))):
        folder = tmp_path / str(step)
        disk = FaultyDisk(lambda n, step=step: n >= step, too_late=too_late)  # type: ignore[misc]
        with pytest.raises(KilledError), disk():
            a_store(folder).create(BEFORE)

        try:
            assert on_disk(folder) == BEFORE
        except UnknownSession:
            assert a_store(folder).list() == ()
            assert a_store(folder).create(BEFORE)


def test_no_temporary_file_is_left_by_a_save_that_failed(tmp_path: Path) -> None:
    for step, name in enumerate(steps_of_a_save(tmp_path)):
        folder = tmp_path / str(step)
        store, revision = started(folder)
        if name.startswith("unlink"):
            continue
        disk = FaultyDisk(
            lambda n, step=step: n == step,  # type: ignore[misc]
            lambda: an_error(errno.EIO),
        )
        with pytest.raises(NotReachable), disk():
            store.save(AFTER, revision)

        names = sorted(path.name for path in folder.iterdir())
        assert names == [f"{ID}.json", f"{ID}.json.bak"], name
        store.save(AFTER, revision)
        assert sorted(path.name for path in folder.iterdir()) == names


def test_a_disk_that_takes_one_byte_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, raw: write(file, raw[:1]))
    a_store(tmp_path).create(BEFORE)

    assert on_disk(tmp_path) == BEFORE


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    store, revision = started(tmp_path)
    disk = FaultyDisk(lambda _: True, lambda: an_error(errno.ENOSPC))
    with pytest.raises(NotReachable) as raised, disk():
        store.save(AFTER, revision)

    assert str(raised.value) == (
        f"The session could not be saved in {tmp_path}: the disk is full. Nothing is lost while "
        "soptui stays open: put that right, and it is saved by itself."
    )
    assert raised.value.exit_code == 3
