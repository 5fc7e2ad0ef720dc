"""What has no place for now: put aside, taken back, kept beside; and what a kill left."""

import errno
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.codec import encode
from soptui.storage.store import (
    DamagedSession,
    NotReachable,
    Revision,
    TakenBack,
    UnknownSession,
    ids_beside,
    is_session_id,
)
from soptui.storage.strict_json import loads
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session
from tests.storage.faulty import FaultyDisk

FIRST = a_session(a_note(1))
SECOND = a_session(a_note(1), a_note(2, "a sober adult stays on Fridays"))
THIRD = a_session(a_note(2, "the plan is on the fridge"))
THEIRS = a_session(a_note(9, "somebody else was quicker"))
BESIDE = f"{ID}-2"


def a_store(folder: Path) -> TinyStore:
    """The same folders, seen by a program that has just started."""
    return TinyStore(folder / "sessions", aside=folder / "state" / "aside", pause=lambda _: None)


@pytest.fixture
def store(tmp_path: Path) -> TinyStore:
    return a_store(tmp_path)


def place(folder: Path, session_id: str = ID) -> Path:
    return folder / "sessions" / f"{session_id}.json"


def aside(folder: Path, session_id: str = ID) -> Path:
    return folder / "state" / "aside" / f"{session_id}.json"


def written_by_another(folder: Path, session: Session) -> bytes:
    raw = json.dumps({"session": {"1": encode(session)}}).encode()
    place(folder, session.id).write_bytes(raw)
    return raw


def titles(folder: Path) -> dict[str, Session]:
    """Every session there is, as it is on disk."""
    found = a_store(folder)
    return {summary.id: found.open(summary.id).session for summary in found.list()}


def failing(folder: Path) -> FaultyDisk:
    """A disk on which one folder is full, and no other."""
    return FaultyDisk(lambda _: True, lambda: OSError(errno.ENOSPC, "full"), under=folder)


def test_what_was_put_aside_is_a_file_of_its_own_for_its_owner_only(
    store: TinyStore, tmp_path: Path
) -> None:
    revision = store.create(FIRST)
    umask = os.umask(0)
    try:
        store.put_aside(SECOND, revision)
    finally:
        os.umask(umask)

    assert loads(aside(tmp_path).read_bytes()) == {
        "session": {"1": encode(SECOND)},
        "aside": {"1": {"based_on": [revision]}},
    }
    modes = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "state").rglob("*")}
    assert modes == {aside(tmp_path).parent: 0o700, aside(tmp_path): 0o600}
    assert a_store(tmp_path).open(ID).session == FIRST


def test_it_becomes_the_session_again_where_nothing_else_happened(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(THIRD, store.save(SECOND, store.create(FIRST)))
    before = place(tmp_path).read_bytes()

    again = a_store(tmp_path)
    assert again.take_back(ID) == TakenBack()

    opened = again.open(ID)
    assert opened.session == THIRD
    assert place(tmp_path).with_name(f"{ID}.json.bak").read_bytes() == before
    assert not aside(tmp_path).exists()
    assert again.save(FIRST, opened.revision)
    assert again.take_back(ID) is None


def test_the_newest_state_aside_is_what_counts(store: TinyStore, tmp_path: Path) -> None:
    revision = store.create(FIRST)
    store.put_aside(SECOND, revision)
    store.put_aside(THIRD, revision)

    a_store(tmp_path).take_back(ID)

    assert titles(tmp_path) == {ID: THIRD}
    assert [path.name for path in aside(tmp_path).parent.iterdir()] == []


@pytest.mark.parametrize("theirs", [THEIRS, None], ids=["changed", "damaged"])
def test_both_are_kept_where_the_file_was_changed_meanwhile(
    store: TinyStore, tmp_path: Path, theirs: Session | None
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    place(tmp_path).write_bytes(b"{")
    left = written_by_another(tmp_path, theirs) if theirs else b"{"

    again = a_store(tmp_path)
    assert again.take_back(ID) == TakenBack(kept_as=BESIDE)

    assert place(tmp_path).read_bytes() == left
    assert again.open(BESIDE).session == replace(SECOND, id=BESIDE)
    assert not aside(tmp_path).exists()
    assert again.take_back(ID) is None


def test_it_just_goes_where_it_is_in_the_file_already(store: TinyStore, tmp_path: Path) -> None:
    revision = store.create(FIRST)
    store.put_aside(SECOND, revision)
    store.save(SECOND, revision)

    assert a_store(tmp_path).take_back(ID) is None

    assert titles(tmp_path) == {ID: SECOND}
    assert not aside(tmp_path).exists()


def test_it_becomes_the_session_where_there_is_no_file(store: TinyStore, tmp_path: Path) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    place(tmp_path).unlink()

    again = a_store(tmp_path)
    assert [summary.id for summary in again.list()] == [ID]
    assert again.open("last").session == SECOND
    assert again.take_back(ID) == TakenBack()
    assert titles(tmp_path) == {ID: SECOND}
    assert place(tmp_path).exists()


def test_a_session_without_a_file_can_be_opened_and_saved_as_it_waits(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    place(tmp_path).unlink()

    again = a_store(tmp_path)
    again.save(THIRD, again.open(ID).revision)
    again.drop_aside(ID)

    assert titles(tmp_path) == {ID: THIRD}
    assert not aside(tmp_path).exists()


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda raw: raw[:-20],
    "of another session": lambda raw: raw.replace(ID.encode(), b"another-id"),
    "newer": lambda raw: raw.replace(b'"format": 4', b'"format": 5'),
    "based on nothing": lambda raw: raw.replace(b"based_on", b"unheard_of"),
    "based on an empty list": lambda raw: raw[: raw.index(b'"based_on"')] + b'"based_on": []}}}',
    "based on a number": lambda raw: raw[: raw.index(b'"based_on"')] + b'"based_on": [1]}}}',
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_aside_stays_as_evidence_and_is_said(
    store: TinyStore, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    revision = store.create(FIRST)
    store.put_aside(SECOND, revision)
    raw = damage(aside(tmp_path).read_bytes())
    aside(tmp_path).write_bytes(raw)

    again = a_store(tmp_path)
    for _ in range(2):
        taken = again.take_back(ID)
        assert taken is not None
        assert taken.problem.startswith(f"Something of session {ID} was kept aside and cannot be")
        assert "fridge" not in taken.problem
    assert again.open(ID).session == FIRST
    assert aside(tmp_path).read_bytes() == raw

    again.put_aside(THIRD, revision)
    again.put_aside(SECOND, revision)
    kept = [path for path in aside(tmp_path).parent.iterdir() if path != aside(tmp_path)]
    assert [path.read_bytes() for path in kept] == [raw]
    assert a_store(tmp_path).take_back(ID) == TakenBack()
    assert titles(tmp_path) == {ID: SECOND}


def test_what_may_not_be_read_aside_is_said(
    store: TinyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_aside(SECOND, store.create(FIRST))

    def forbidden(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "read_file", forbidden)
        taken = a_store(tmp_path).take_back(ID)

    assert taken is not None
    assert "(permission denied)" in taken.problem
    assert a_store(tmp_path).take_back(ID) == TakenBack()


def test_what_its_place_still_does_not_take_is_what_is_opened(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    again = a_store(tmp_path)

    with failing(tmp_path / "sessions")():
        taken = again.take_back(ID)
        assert taken is not None
        assert taken.problem == (
            f"What was entered last in session {ID} is kept aside, and could not be put in its "
            "place (the disk is full). Put that right, and it is saved by itself."
        )
        opened = again.open(ID)
        assert opened.session == SECOND
        with pytest.raises(NotReachable):
            again.save(THIRD, opened.revision)
        again.put_aside(THIRD, opened.revision)

    again.save(THIRD, opened.revision)
    again.drop_aside(ID)
    assert titles(tmp_path) == {ID: THIRD}
    assert not aside(tmp_path).exists()
    assert again.open(ID).session == THIRD


def test_what_was_changed_and_still_has_no_place_is_what_is_opened_and_then_kept_beside(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    left = written_by_another(tmp_path, THEIRS)
    again = a_store(tmp_path)

    with failing(tmp_path / "sessions")():
        taken = again.take_back(ID)
        assert taken is not None
        assert taken.problem
        opened = again.open(ID)
    assert opened.session == SECOND

    stored = again.keep_beside(THIRD)
    again.drop_aside(ID)
    assert stored.session == replace(THIRD, id=BESIDE)
    assert place(tmp_path).read_bytes() == left
    assert titles(tmp_path) == {ID: THEIRS, BESIDE: replace(THIRD, id=BESIDE)}
    assert again.open(ID).session == THEIRS


@pytest.mark.parametrize("tried_again", [False, True])
def test_a_save_of_ours_that_was_not_acknowledged_is_no_change_by_somebody_else(
    store: TinyStore, tmp_path: Path, tried_again: bool
) -> None:
    revision = store.create(FIRST)
    steps = FaultyDisk()
    with steps():
        revision = store.save(SECOND, revision)
    last = len(steps.seen) - 1  # the folder's sync and its closing come after the rename
    faulty = FaultyDisk(lambda n: n >= last - 1, lambda: OSError(errno.EIO, "broken"))
    with pytest.raises(NotReachable), faulty():
        store.save(THIRD, revision)
    if tried_again:  # it does not get as far: the file is what an earlier try made of it
        full = FaultyDisk(lambda _: True, lambda: OSError(errno.ENOSPC, ""), calls=("write",))
        with pytest.raises(NotReachable), full():
            store.save(FIRST, revision)
    assert a_store(tmp_path).open(ID).session == THIRD

    store.put_aside(FIRST, revision)

    assert a_store(tmp_path).take_back(ID) == TakenBack()
    assert titles(tmp_path) == {ID: FIRST}


def test_without_a_folder_nothing_is_put_aside(tmp_path: Path) -> None:
    store = TinyStore(tmp_path)
    revision = store.create(FIRST)

    with pytest.raises(NotReachable, match="no place to keep work aside"):
        store.put_aside(SECOND, revision)
    assert store.take_back(ID) is None
    store.drop_aside(ID)
    store.sweep(ID)
    assert [summary.id for summary in store.list()] == [ID]


def test_what_cannot_be_put_aside_is_said_in_a_sentence(store: TinyStore, tmp_path: Path) -> None:
    revision = store.create(FIRST)
    with pytest.raises(NotReachable) as raised, failing(tmp_path)():
        store.put_aside(SECOND, revision)

    assert str(raised.value) == (
        f"The session could not be kept aside in {aside(tmp_path).parent} either: the disk is "
        "full. Export a copy of it."
    )
    large = a_session(*(a_note(number, "word " * 3000 + "end") for number in range(400)))
    with pytest.raises(NotReachable, match="larger than 5 MB"):
        store.put_aside(large, revision)


def test_only_what_was_followed_is_dropped(store: TinyStore, tmp_path: Path) -> None:
    store.put_aside(SECOND, store.create(FIRST))

    a_store(tmp_path).drop_aside(ID)
    assert aside(tmp_path).exists()

    with pytest.raises(NotReachable, match="could not be removed"), failing(tmp_path)():
        store.drop_aside(ID)
    store.drop_aside(ID)
    store.drop_aside(ID)
    assert not aside(tmp_path).exists()


def test_dropping_costs_nothing_where_nothing_waits(store: TinyStore) -> None:
    store.create(FIRST)
    with FaultyDisk()() as counted:
        store.drop_aside(ID)

    assert counted.seen == []


@pytest.mark.parametrize("hostile", ["../x", "", "last", "con", "a/b", "x" * 65])
def test_an_id_is_never_a_path(store: TinyStore, tmp_path: Path, hostile: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: store.put_aside(a_session(id=hostile), Revision("r")),
        lambda: store.take_back(hostile),
        lambda: store.sweep(hostile),
    ]
    for attempt in attempts:
        with pytest.raises(UnknownSession):
            attempt()
    assert list(tmp_path.iterdir()) == []


def test_it_is_kept_beside_under_the_first_free_id(store: TinyStore, tmp_path: Path) -> None:
    store.create(FIRST)
    place(tmp_path, f"{ID}-2").write_bytes(b"{")
    place(tmp_path, f"{ID}-3").with_suffix(".json.bak").write_bytes(b"{")
    store.put_aside(replace(THEIRS, id=f"{ID}-4"), Revision("r"))

    stored = store.keep_beside(SECOND)

    assert stored.session == replace(SECOND, id=f"{ID}-5")
    assert a_store(tmp_path).open(f"{ID}-5").session == stored.session
    assert a_store(tmp_path).open(ID).session == FIRST
    assert store.save(replace(THIRD, id=f"{ID}-5"), stored.revision)


def test_a_session_that_was_removed_is_kept_beside_too(tmp_path: Path) -> None:
    session_id = "k" * 62 + "-2"
    store = a_store(tmp_path)
    store.create(replace(FIRST, id=session_id))
    place(tmp_path, session_id).unlink()

    assert store.keep_beside(replace(SECOND, id=session_id)).session.id == "k" * 62 + "-3"


def test_where_somebody_is_quicker_the_next_id_is_taken(
    store: TinyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create(FIRST)
    write_new, theirs = disk.write_new, replace(THEIRS, id=BESIDE)

    def quicker(path: Path, raw: bytes) -> None:
        write_new(path, raw)
        if BESIDE in path.name:
            written_by_another(tmp_path, theirs)

    monkeypatch.setattr(disk, "write_new", quicker)
    for session in (SECOND, THIRD):
        kept = store.keep_beside(session).session
        assert kept.id != BESIDE
        assert titles(tmp_path)[BESIDE] == theirs
        assert titles(tmp_path)[kept.id] == kept


@example("k" * 62 + "-2")
@given(st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,30}){0,3}", fullmatch=True))
def test_an_id_beside_another_can_be_an_id_and_is_not_the_same(session_id: str) -> None:
    ids = ids_beside(session_id[:64].rstrip("-"))
    found = [next(ids) for _ in range(120)]

    assert all(is_session_id(other) for other in found)
    assert len({session_id, *found}) == 121


LEFT_BY_A_KILL = [
    f".{ID}.json.0123abcd.tmp",
    f".{ID}.json.ffffffff.tmp",
    f".{ID}.json.bak.00000000.tmp",
]
NOT_OURS = [
    f"{ID}.json.0123abcd.tmp",
    f".{ID}.json.tmp",
    f".{ID}.json.0123abcd.tmp.txt",
    f".{ID}.json.0123ABCD.tmp",
    f".{ID}.json.0123abc.tmp",
    f".{ID}.jsonx0123abcd.tmp",
    f".{ID}-2.json.0123abcd.tmp",
    f".{ID[:-1]}.json.0123abcd.tmp",
    f".x{ID}.json.0123abcd.tmp",
    f"{ID}.json.bak",
    f"{ID}.json.0123abcd.kept",
    "notes.txt",
]


def test_what_a_kill_left_of_one_session_is_removed_and_nothing_else(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    folders = [tmp_path / "sessions", aside(tmp_path).parent]
    for folder in folders:
        for name in LEFT_BY_A_KILL + NOT_OURS:
            (folder / name).write_bytes(b"x")
        (folder / f".{ID}.json.aaaaaaaa.tmp").mkdir()

    store.sweep(ID)

    for folder in folders:
        names = {path.name for path in folder.iterdir()}
        assert names == {*NOT_OURS, f"{ID}.json", f".{ID}.json.aaaaaaaa.tmp"}


def test_what_is_left_of_no_session_at_all_is_removed_after_a_day(
    store: TinyStore, tmp_path: Path
) -> None:
    for session_id in (ID, "another"):
        store.create(replace(FIRST, id=session_id))
    old, young = time.time() - 25 * 60 * 60, time.time() - 23 * 60 * 60
    left = {
        ".never-made.json.0123abcd.tmp": old,
        ".never-made-2.json.bak.0123abcd.tmp": old,
        ".just-begun.json.0123abcd.tmp": young,
        ".another.json.0123abcd.tmp": old,
        ".Not Ours.json.0123abcd.tmp": old,
        ".notes.txt.0123abcd.tmp": old,
    }
    for name, at in left.items():
        (store.folder / name).write_bytes(b"x")
        os.utime(store.folder / name, (at, at))

    store.sweep(ID)

    assert [name for name in left if not (store.folder / name).exists()] == list(left)[:2]


def test_what_is_left_beside_the_target_of_a_link_is_removed_there(
    store: TinyStore, tmp_path: Path
) -> None:
    store.create(FIRST)
    target = tmp_path / "elsewhere.json"
    place(tmp_path).replace(target)
    place(tmp_path).symlink_to(target)
    left = tmp_path / ".elsewhere.json.0123abcd.tmp"
    left.write_bytes(b"x")

    store.sweep(ID)

    assert not left.exists()
    assert target.exists()


def test_a_sweep_that_fails_keeps_nobody_from_opening(store: TinyStore, tmp_path: Path) -> None:
    store.sweep(ID)
    store.create(FIRST)
    left = place(tmp_path).with_name(LEFT_BY_A_KILL[0])
    left.write_bytes(b"x")

    with failing(tmp_path)():
        store.sweep(ID)
    assert left.exists()
    assert store.open(ID).session == FIRST


class Album:
    """Notes every save it is told of; or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.seen: list[tuple[str, Path]] = []
        self.error = error

    def note(self, session_id: str, file: Path) -> None:
        self.seen.append((session_id, file))
        if self.error:
            raise self.error


def test_snapshots_are_told_of_every_save_once_it_is_on_disk(tmp_path: Path) -> None:
    album = Album()
    store = TinyStore(tmp_path, snapshots=album)
    store.save(SECOND, store.create(FIRST))
    store.keep_beside(THIRD)
    with pytest.raises(NotReachable), failing(tmp_path)():
        store.create(a_session(id="another"))

    file = tmp_path.resolve() / f"{ID}.json"
    assert album.seen == [(ID, file), (ID, file), (BESIDE, file.with_name(f"{BESIDE}.json"))]
    assert store.warning == ""


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (ValueError("Daniel was seen at the school"), "ValueError"),
    ],
)
def test_a_snapshot_that_fails_is_told_and_fails_no_save(
    tmp_path: Path, error: Exception, why: str
) -> None:
    album = Album(error)
    store = TinyStore(tmp_path, snapshots=album)
    revision = store.create(FIRST)

    assert store.warning == f"Saved, but no earlier version could be kept ({why})."
    assert store.save(SECOND, revision)
    album.error = None
    assert store.save(THIRD, store.open(ID).revision)
    assert store.warning == ""


def test_a_damaged_waiting_session_without_a_file_is_refused_by_name(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, Revision("r"))
    aside(tmp_path).write_bytes(b"{")

    with pytest.raises(DamagedSession):
        a_store(tmp_path).open(ID)
    [summary] = a_store(tmp_path).list()
    assert summary.problem


def based_on(folder: Path) -> list[str]:
    tables: Any = loads(aside(folder).read_bytes())
    bases: list[str] = tables["aside"]["1"]["based_on"]
    return bases


def test_what_is_read_is_what_was_entered_last(store: TinyStore, tmp_path: Path) -> None:
    store.create(FIRST)
    assert store.read(ID) == a_store(tmp_path).read("last") == FIRST

    store.put_aside(SECOND, store.open(ID).revision)
    for session_id in (ID, "last"):
        assert a_store(tmp_path).read(session_id) == SECOND
    assert TinyStore(tmp_path / "sessions").read(ID) == FIRST
    assert aside(tmp_path).exists()


def test_what_waits_is_not_read_where_the_file_was_changed_meanwhile(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    written_by_another(tmp_path, THEIRS)

    assert a_store(tmp_path).read(ID) == THEIRS


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_aside_keeps_nobody_from_reading(
    store: TinyStore, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    aside(tmp_path).write_bytes(damage(aside(tmp_path).read_bytes()))

    assert a_store(tmp_path).read(ID) == FIRST


def test_a_place_aside_that_cannot_be_read_keeps_nobody_from_reading(
    store: TinyStore, tmp_path: Path
) -> None:
    store.create(FIRST)
    (tmp_path / "state").mkdir()
    aside(tmp_path).parent.write_text("in the way")

    assert a_store(tmp_path).read(ID) == FIRST


def too_late(folder: Path) -> FaultyDisk:
    """A disk on which a save gets into its place, and then fails."""
    return FaultyDisk(
        lambda n: n > 0,
        lambda: OSError(errno.EIO, "broken"),
        under=folder,
        calls=("fsync",),  # of the file, and then of its folder
    )


def test_what_is_put_aside_again_also_follows_from_what_waited(
    store: TinyStore, tmp_path: Path
) -> None:
    """The file may still be what a save of an earlier program, never acknowledged, made it."""
    revision = store.create(FIRST)
    with pytest.raises(NotReachable), too_late(tmp_path / "sessions")():
        store.save(THIRD, revision)
    store.put_aside(SECOND, revision)
    bases = based_on(tmp_path)
    assert bases == [revision, a_store(tmp_path).open(ID).revision]

    again = a_store(tmp_path)
    with failing(tmp_path / "sessions")():
        assert again.take_back(ID) != TakenBack()
        opened = again.open(ID)
        again.put_aside(FIRST, opened.revision)
    assert opened.revision == revision
    assert based_on(tmp_path) == bases

    assert a_store(tmp_path).take_back(ID) == TakenBack()
    assert titles(tmp_path) == {ID: FIRST}


def test_what_waited_is_saved_over_a_save_that_was_never_acknowledged(
    store: TinyStore, tmp_path: Path
) -> None:
    revision = store.create(FIRST)
    with pytest.raises(NotReachable), too_late(tmp_path / "sessions")():
        store.save(THIRD, revision)
    store.put_aside(SECOND, revision)
    again = a_store(tmp_path)
    with failing(tmp_path / "sessions")():
        again.take_back(ID)

    again.save(FIRST, again.open(ID).revision)
    assert a_store(tmp_path).open(ID).session == FIRST


def test_a_save_that_reached_the_disk_unsaid_is_made_again_also_after_taking_back(
    store: TinyStore, tmp_path: Path
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    again = a_store(tmp_path)
    with failing(tmp_path / "sessions")():
        again.take_back(ID)
        opened = again.open(ID)
    with pytest.raises(NotReachable), too_late(tmp_path / "sessions")():
        again.save(THIRD, opened.revision)

    again.save(a_session(a_note(4)), opened.revision)
    assert a_store(tmp_path).open(ID).session == a_session(a_note(4))


@pytest.mark.parametrize("name", [f"{BESIDE}.json", f"{BESIDE}.json.bak"], ids=["damaged", "gone"])
def test_what_was_kept_beside_before_a_crash_is_found_behind_what_is_in_the_way(
    store: TinyStore, tmp_path: Path, name: str
) -> None:
    store.put_aside(SECOND, store.create(FIRST))
    written_by_another(tmp_path, THEIRS)
    (tmp_path / "sessions" / name).write_bytes(b"{")
    stays = FaultyDisk(
        lambda _: True,
        lambda: OSError(errno.EIO, "broken"),
        under=aside(tmp_path).parent,
        calls=("unlink",),
    )
    with stays():
        assert a_store(tmp_path).take_back(ID) == TakenBack(kept_as=f"{ID}-3")
    assert aside(tmp_path).exists()

    assert a_store(tmp_path).take_back(ID) == TakenBack(kept_as=f"{ID}-3")
    assert not place(tmp_path, f"{ID}-4").exists()
    assert not aside(tmp_path).exists()


def test_who_holds_what_waited_is_waited_for(
    store: TinyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_aside(SECOND, Revision("r"))
    waits: list[float] = []
    again = TinyStore(tmp_path / "sessions", aside=aside(tmp_path).parent, pause=waits.append)
    replace_file = os.replace

    def held(source: Path, target: Path) -> None:
        if len(waits) < 3 and source == aside(tmp_path):
            raise PermissionError(errno.EACCES, "held")
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", held)
    again.put_aside(THIRD, Revision("r"))

    assert waits == [0.01, 0.02, 0.04]
    assert len(list(aside(tmp_path).parent.iterdir())) == 2


def test_a_link_to_itself_is_in_no_way_of_a_sweep(store: TinyStore, tmp_path: Path) -> None:
    place(tmp_path).parent.mkdir()
    place(tmp_path).symlink_to(place(tmp_path))
    left = place(tmp_path).with_name(LEFT_BY_A_KILL[0])
    left.write_bytes(b"x")

    store.sweep(ID)

    assert not left.exists()
    assert place(tmp_path).is_symlink()
