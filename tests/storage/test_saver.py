"""Saving in a thread of its own: the newest state wins, and failure is never silent."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soptui.model.session import Session
from soptui.storage.saver import Saver, SaveStatus
from soptui.storage.store import (
    ChangedElsewhere,
    NotReachable,
    Revision,
    Stored,
    Summary,
)
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session

LONG = 20.0  # only a test that fails waits this long
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = (a_session(a_note(number)) for number in (1, 2, 3))
FULL = NotReachable("The disk is full.")


class Store:
    """A store that does what it is told, save by save, and only when it is let."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.outcomes = list(outcomes)
        self.saved: list[Session] = []
        self.tried: list[tuple[Session, Revision]] = []
        self.at_once = 0
        self.started = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()

    def save(self, session: Session, read_at: Revision) -> Revision:
        self.at_once += 1
        assert self.at_once == 1, "two saves at once"
        self.tried.append((session, read_at))
        self.started.release()
        assert self.gate.wait(LONG)
        self.at_once -= 1
        if self.outcomes and (error := self.outcomes.pop(0)) is not None:
            raise error
        self.saved.append(session)
        return Revision(f"r{len(self.saved)}")

    def create(self, session: Session) -> Revision:
        raise NotImplementedError

    def open(self, session_id: str) -> Stored:
        raise NotImplementedError

    def list(self) -> tuple[Summary, ...]:
        raise NotImplementedError

    def exists(self, session_id: str) -> bool:
        raise NotImplementedError


class Watch:
    """Keeps every status, and waits for one."""

    def __init__(self) -> None:
        self.seen: list[SaveStatus] = []
        self._news = threading.Condition()

    def __call__(self, status: SaveStatus) -> None:
        with self._news:
            self.seen.append(status)
            self._news.notify_all()

    def until(self, wanted: Callable[[SaveStatus], bool]) -> SaveStatus:
        with self._news:
            assert self._news.wait_for(lambda: any(map(wanted, self.seen)), LONG), self.seen
            return next(filter(wanted, self.seen))


def a_clock() -> Callable[[], datetime]:
    minutes: Iterator[datetime] = (NOON + timedelta(minutes=at) for at in range(10_000))
    return lambda: next(minutes)


def a_saver(store: Store, watch: Watch, retry_after: float = LONG) -> Saver:
    return Saver(store, Revision("r0"), watch, a_clock(), retry_after=retry_after)


def test_a_state_is_saved_and_only_then_said_to_be() -> None:
    store, watch = Store(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)
    watch.until(lambda status: not status.saved)
    assert not saver.status.saved

    store.gate.set()
    watch.until(lambda status: status.saved)

    assert store.saved == [FIRST]
    assert watch.seen == [SaveStatus(saved=False), SaveStatus(at=NOON)]
    assert saver.close(LONG) == SaveStatus(at=NOON)


def test_each_save_follows_on_from_the_one_before() -> None:
    store, watch = Store(), Watch()
    saver = a_saver(store, watch)
    for minute, session in enumerate((FIRST, SECOND, THIRD)):
        saver.put(session)
        watch.until(lambda status, at=NOON + timedelta(minutes=minute): status.at == at)  # type: ignore[misc]
    saver.close(LONG)

    assert store.tried == [(FIRST, "r0"), (SECOND, "r1"), (THIRD, "r2")]


def test_the_newest_state_wins_and_those_between_are_not_written() -> None:
    store, watch = Store(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)
    for number in range(500):
        saver.put(a_session(a_note(number)))
    saver.put(THIRD)
    store.gate.set()

    assert saver.close(LONG).saved
    assert store.saved == [FIRST, THIRD]
    # What was handed over while the first was written is not said to be saved with it.
    assert [status.saved for status in watch.seen] == [False, False, True]


def test_a_failure_is_said_lasts_and_ends_by_itself() -> None:
    store, watch = Store(None, FULL, FULL, FULL), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    watch.until(lambda status: status.saved)
    saver.put(SECOND)
    watch.until(lambda status: status.at is not None and status.at > NOON)

    assert store.saved == [FIRST, SECOND]
    assert watch.seen == [
        SaveStatus(saved=False),
        SaveStatus(at=NOON),
        SaveStatus(saved=False, at=NOON),
        SaveStatus(
            saved=False,
            at=NOON,
            problem="The disk is full.",
            failing_since=NOON + timedelta(minutes=1),
        ),
        SaveStatus(at=NOON + timedelta(minutes=2)),
    ]
    saver.close(LONG)


def test_while_it_fails_every_new_state_is_tried_and_the_newest_is_what_is_kept() -> None:
    store, watch = Store(FULL, FULL), Watch()
    saver = a_saver(store, watch)  # it would wait for LONG by itself
    for session in (FIRST, SECOND, THIRD):
        saver.put(session)
        assert store.started.acquire(timeout=LONG)
    watch.until(lambda status: status.saved)

    assert [session for session, _ in store.tried] == [FIRST, SECOND, THIRD]
    assert store.saved == [THIRD]
    assert {revision for _, revision in store.tried} == {"r0"}
    saver.close(LONG)


def test_closing_tries_once_more_what_failed() -> None:
    store, watch = Store(FULL), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    watch.until(lambda status: status.problem != "")

    assert saver.close(LONG).saved
    assert store.saved == [FIRST]


def test_closing_says_when_it_could_not_be_saved() -> None:
    store, watch = Store(*[FULL] * 10), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)

    status = saver.close(LONG)
    assert (status.saved, status.problem) == (False, "The disk is full.")
    assert status == saver.status
    assert len(store.tried) <= 2


def test_closing_does_not_wait_longer_than_it_is_told() -> None:
    store, watch = Store(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)

    status = saver.close(timeout=0)
    assert not status.saved
    assert "has not ended yet" in status.problem
    store.gate.set()
    assert saver.close(LONG).saved


def test_what_somebody_else_changed_is_not_tried_again_by_itself() -> None:
    changed = ChangedElsewhere("Somebody else saved it.")
    store, watch = Store(changed, changed, FULL), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    watch.until(lambda status: status.problem == "Somebody else saved it.")
    saver.put(SECOND)
    assert store.started.acquire(timeout=LONG)
    assert store.started.acquire(timeout=LONG)

    # Had it been tried by itself, a third outcome, FULL, would have been used up by now.
    assert not store.started.acquire(timeout=0.05)
    assert [session for session, _ in store.tried] == [FIRST, SECOND]
    assert saver.status.problem == "Somebody else saved it."
    saver.close(LONG)


def test_a_fault_of_our_own_is_a_failure_that_tells_nothing_of_the_session() -> None:
    store, watch = Store(ValueError("Daniel was seen at the school")), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    status = watch.until(lambda status: status.problem != "")
    watch.until(lambda status: status.saved)

    assert status.problem == (
        "The session could not be saved (ValueError). Nothing is lost while soptui stays open: "
        "export a copy of it."
    )
    assert store.saved == [FIRST]
    saver.close(LONG)


def test_a_screen_that_fails_does_not_stop_the_saving() -> None:
    store = Store()

    def gone(_: SaveStatus) -> None:
        raise RuntimeError("the screen is gone")

    saver = Saver(store, Revision("r0"), gone, a_clock())
    saver.put(FIRST)

    assert saver.close(LONG).saved
    assert store.saved == [FIRST]


def test_a_saver_that_was_never_asked_has_nothing_to_say() -> None:
    watch = Watch()
    saver = a_saver(Store(), watch)

    assert saver.close(LONG) == SaveStatus()
    assert watch.seen == []
    with pytest.raises(RuntimeError):
        saver.put(FIRST)


def test_with_a_real_folder_the_last_state_is_on_disk(tmp_path: Path) -> None:
    store, watch = TinyStore(tmp_path), Watch()
    saver = Saver(store, store.create(FIRST), watch)
    for number in range(50):
        saver.put(a_session(a_note(number)))
    status = saver.close(LONG)

    assert status.saved
    assert status.at is not None
    assert status.at.utcoffset() is not None
    assert TinyStore(tmp_path).open(ID).session == a_session(a_note(49))
