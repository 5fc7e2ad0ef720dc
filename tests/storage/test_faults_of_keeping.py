"""A fault at every call of putting aside, taking back and keeping beside: nothing is lost."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from soptui.model.session import Session
from soptui.storage.safekeeping import Safekeeping
from soptui.storage.store import NotReachable, Revision
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session
from tests.storage.faulty import FaultyDisk, KilledError

FIRST = a_session(a_note(1))
SECOND = a_session(a_note(1), a_note(2, "a sober adult stays on Fridays"))
THIRD = a_session(a_note(2, "the plan is on the fridge"))
THEIRS = a_session(a_note(9, "somebody else was quicker"))
BESIDE = f"{ID}-2"
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES]

too_late = pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
lasting = pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
number = pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[code] for code in ERRORS])


def a_store(folder: Path) -> TinyStore:
    return TinyStore(folder / "sessions", aside=folder / "aside", pause=lambda _: None)


def saved_twice(folder: Path) -> tuple[TinyStore, Revision]:
    store = a_store(folder)
    return store, store.save(SECOND, store.create(FIRST))


def on_disk(folder: Path) -> dict[str, Session]:
    store = a_store(folder)
    return {summary.id: store.open(summary.id).session for summary in store.list()}


def reopened(folder: Path) -> dict[str, Session]:
    """Everything that is there once the program has started again, as it starts."""
    store = a_store(folder)
    for session_id in (ID, BESIDE):
        store.sweep(session_id)
        store.take_back(session_id)
    left = [path.name for path in folder.rglob("*") if path.suffix in (".tmp", ".kept")]
    assert left == []
    return on_disk(folder)


@dataclass(frozen=True)
class Work:
    """Something that is done, after something else; and what it leads to."""

    prepare: Callable[[Path], Callable[[], object]]
    leads_to: dict[str, Session]
    or_to: dict[str, Session]
    """What may be there instead, if it is stopped half-way and nobody does it again."""

    def steps(self, folder: Path) -> int:
        act = self.prepare(folder / "counted")
        with FaultyDisk()() as disk:
            act()
        assert reopened(folder / "counted") == self.leads_to
        return len(disk.seen)

    def faults(
        self, folder: Path, kind: Callable[[], BaseException], too_late: bool, lasting: bool
    ) -> Iterator[tuple[Path, Callable[[], object], FaultyDisk]]:
        for step in range(self.steps(folder)):
            place = folder / str(step)
            act = self.prepare(place)
            yield (
                place,
                act,
                FaultyDisk(
                    lambda n, step=step: n == step or (lasting and n > step),  # type: ignore[misc]
                    kind,
                    too_late,
                ),
            )


def first_time_aside(folder: Path) -> Callable[[], object]:
    store, revision = saved_twice(folder)
    return lambda: store.put_aside(THIRD, revision)


def aside_again(folder: Path) -> Callable[[], object]:
    store, revision = saved_twice(folder)
    store.put_aside(FIRST, revision)
    return lambda: store.put_aside(THIRD, revision)


def back_in_its_place(folder: Path) -> Callable[[], object]:
    first_time_aside(folder)()
    return lambda: a_store(folder).take_back(ID)


def back_where_there_is_no_file(folder: Path) -> Callable[[], object]:
    first_time_aside(folder)()
    (folder / "sessions" / f"{ID}.json").unlink()
    return lambda: a_store(folder).take_back(ID)


def back_where_it_is_already(folder: Path) -> Callable[[], object]:
    store, revision = saved_twice(folder)
    store.put_aside(THIRD, revision)
    store.save(THIRD, revision)
    return lambda: a_store(folder).take_back(ID)


def changed_by_somebody(folder: Path) -> None:
    other = a_store(folder)
    other.save(THEIRS, other.open(ID).revision)


def back_where_it_was_changed(folder: Path) -> Callable[[], object]:
    first_time_aside(folder)()
    changed_by_somebody(folder)
    return lambda: a_store(folder).take_back(ID)


def beside(folder: Path) -> Callable[[], object]:
    store, _ = saved_twice(folder)
    changed_by_somebody(folder)
    return lambda: store.keep_beside(THIRD)


def saved_after_all(folder: Path) -> Callable[[], object]:
    store, revision = saved_twice(folder)
    safekeeping = Safekeeping(store, revision)
    assert safekeeping.put_aside(FIRST, safekeeping.settled)

    def act() -> None:
        safekeeping.save(THIRD)
        safekeeping.settle(THIRD)

    return act


BOTH = {ID: THEIRS, BESIDE: replace(THIRD, id=BESIDE)}
TAKING_BACK = {
    "in its place": Work(back_in_its_place, {ID: THIRD}, {ID: THIRD}),
    "no file": Work(back_where_there_is_no_file, {ID: THIRD}, {ID: THIRD}),
    "already there": Work(back_where_it_is_already, {ID: THIRD}, {ID: THIRD}),
    "changed": Work(back_where_it_was_changed, BOTH, BOTH),
}
WRITING = {
    "put aside": Work(first_time_aside, {ID: THIRD}, {ID: SECOND}),
    "put aside again": Work(aside_again, {ID: THIRD}, {ID: FIRST}),
    "saved after all": Work(saved_after_all, {ID: THIRD}, {ID: FIRST}),
    "keep beside": Work(beside, BOTH, {ID: THEIRS}),
}
ALL = TAKING_BACK | WRITING


@pytest.mark.parametrize("work", ALL.values(), ids=ALL.keys())
@too_late
def test_a_kill_at_any_step_loses_nothing(tmp_path: Path, work: Work, too_late: bool) -> None:
    for place, act, disk in work.faults(tmp_path, KilledError, too_late, lasting=True):
        with pytest.raises(KilledError), disk():
            act()

        found = reopened(place)
        assert found in (work.leads_to, work.or_to)
        assert reopened(place) == found


@pytest.mark.parametrize("work", TAKING_BACK.values(), ids=TAKING_BACK.keys())
@too_late
@lasting
@number
def test_an_error_while_taking_back_is_told_and_the_work_is_what_is_opened(
    tmp_path: Path, work: Work, number: int, too_late: bool, lasting: bool
) -> None:
    def an_error() -> OSError:
        return OSError(number, os.strerror(number))

    for place, _, disk in work.faults(tmp_path, an_error, too_late, lasting):
        store = a_store(place)
        with disk():
            taken = store.take_back(ID)
        if taken is not None and taken.problem and "cannot be used" not in taken.problem:
            opened = store.open(ID)
            assert opened.session == THIRD
            if ID in work.leads_to and BESIDE not in work.leads_to:
                store.save(FIRST, opened.revision)
                store.drop_aside(ID)
                assert reopened(place) == {ID: FIRST}
                continue
        assert reopened(place) == work.leads_to


@pytest.mark.parametrize("work", WRITING.values(), ids=WRITING.keys())
@too_late
@lasting
@number
def test_an_error_while_writing_is_said_and_trying_again_makes_it_good(
    tmp_path: Path, work: Work, number: int, too_late: bool, lasting: bool
) -> None:
    def an_error() -> OSError:
        return OSError(number, os.strerror(number))

    for place, act, disk in work.faults(tmp_path, an_error, too_late, lasting):
        try:
            with disk():
                act()
        except NotReachable:
            act()
        assert reopened(place) == work.leads_to


def test_a_folder_that_was_not_there_is_itself_on_disk_before_anything_is_put_aside(
    tmp_path: Path,
) -> None:
    act = first_time_aside(tmp_path)
    with FaultyDisk()() as disk:
        act()
    steps = [step for step in disk.seen if not step.startswith(("stat", "close"))]
    token = steps[3].split(".")[-2]

    assert steps == [
        "mkdir aside",
        f"open {tmp_path.name}",
        "fsync",
        f"open .{ID}.json.{token}.tmp",
        "fchmod",
        "write",
        "fsync",
        f"replace {ID}.json",
        f"unlink .{ID}.json.{token}.tmp",
        "open aside",
        "fsync",
    ]


def test_what_is_taken_back_goes_only_when_its_place_has_it(tmp_path: Path) -> None:
    act = back_in_its_place(tmp_path)
    with FaultyDisk()() as disk:
        act()
    steps = [step for step in disk.seen if not step.startswith(("stat", "close"))]

    assert steps[-5:] == [
        "open sessions",
        "fsync",
        f"unlink {ID}.json",
        "open aside",
        "fsync",
    ]
