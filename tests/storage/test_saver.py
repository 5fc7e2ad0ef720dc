"""Saving in a thread of its own: the newest state wins, and failure is never silent."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soptui.model.session import Session
from soptui.storage import safekeeping as safekeeping_module
from soptui.storage.safekeeping import Safekeeping
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
FULL = NotReachable("The disk is full.", "Make room.")
CHANGED = ChangedElsewhere("Somebody else saved it.")
ASIDE = "It is tried again by itself; until then your work is kept aside on disk."
ONLY_HERE = (
    "It is tried again by itself; until then your work is only in this window: export a copy of it."
)

ENDED_ASIDE = "Your work is kept aside on disk, and put in its place when the session is opened."
ENDED_NOWHERE = "Your latest work is on no disk."


class Store:
    """A store that does what it is told, save by save, and only when it is let."""

    def __init__(self, *outcomes: BaseException | None, has_aside: bool = True) -> None:
        self.outcomes = list(outcomes)
        self.has_aside = has_aside
        self.warning = ""
        self.aside: dict[str, tuple[Session, Revision]] = {}
        self.put_aside_so_far: list[Session] = []
        self.beside: list[Session] = []
        self.beside_outcomes: list[Exception] = []
        self.saved: list[Session] = []
        self.tried: list[tuple[Session, Revision]] = []
        self.at_once = 0
        self.started = threading.Semaphore(0)
        self.news = threading.Condition()
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

    def keep_beside(self, session: Session) -> Stored:
        if self.beside_outcomes:
            raise self.beside_outcomes.pop(0)
        kept = replace(session, id=f"{session.id}-{len(self.beside) + 2}")
        self.beside.append(kept)
        return Stored(kept, Revision(f"b{len(self.beside)}"))

    def put_aside(self, session: Session, read_at: Revision) -> None:
        if not self.has_aside:
            raise NotReachable("There is no such place.")
        with self.news:
            self.aside[session.id] = session, read_at
            self.put_aside_so_far.append(session)
            self.news.notify_all()

    def until_aside(self, session: Session) -> None:
        with self.news:
            assert self.news.wait_for(lambda: session in self.put_aside_so_far, LONG)

    def drop_aside(self, session_id: str) -> None:
        self.aside.pop(session_id, None)

    def create(self, session: Session) -> Revision:
        raise NotImplementedError

    def open(self, session_id: str) -> Stored:
        raise NotImplementedError

    def list(self) -> tuple[Summary, ...]:
        raise NotImplementedError

    def exists(self, session_id: str) -> bool:
        raise NotImplementedError

    def stamp(self, session_id: str) -> object:
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


def a_saver(store: Store, watch: Watch, retry_after: float = LONG, overdue: float = LONG) -> Saver:
    return Saver(store, Revision("r0"), watch, a_clock(), retry_after=retry_after, overdue=overdue)


dying = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def a_dead_saver(store: Store, watch: Watch) -> Saver:
    """Return a saver whose thread has died of something that is no error, with FIRST to save."""
    store.outcomes.insert(0, SystemExit())  # it is caught by nobody
    saver = a_saver(store, watch)
    saver.put(FIRST)
    saver._thread.join(LONG)
    assert not saver._thread.is_alive()
    assert store.saved == []
    return saver


def test_without_a_thread_for_the_watch_it_saves_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = threading.Thread.start

    def started(thread: threading.Thread) -> None:
        if thread.name == "saver watch":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", started)
    store, watch = Store(), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)

    watch.until(lambda status: status.saved)
    assert saver.close(LONG).saved
    assert store.saved == [FIRST]


@dying
def test_what_a_dead_saver_left_is_saved_by_whoever_closes_it() -> None:
    store, watch = Store(), Watch()
    saver = a_dead_saver(store, watch)

    assert saver.close(LONG) == SaveStatus(at=NOON)
    assert store.saved == [FIRST]
    assert saver._ended.is_set(), "it is not watched any more"
    assert saver.close(LONG) == SaveStatus(at=NOON)
    assert store.saved == [FIRST]


@dying
def test_the_newest_of_what_a_dead_saver_left_is_saved() -> None:
    store, watch = Store(), Watch()
    saver = a_dead_saver(store, watch)
    saver.put(SECOND)

    assert saver.close(LONG).saved
    assert store.saved == [SECOND]


@dying
def test_what_a_dead_saver_left_is_put_aside_if_it_cannot_be_saved() -> None:
    store, watch = Store(FULL), Watch()
    saver = a_dead_saver(store, watch)

    status = saver.close(LONG)
    assert (status.saved, status.is_aside) == (False, True)
    assert status.problem.startswith(FULL.what)
    assert store.aside[ID][0] == FIRST


@dying
def test_a_fault_that_strikes_again_at_closing_is_told_and_not_raised() -> None:
    def stopped() -> datetime:
        raise RuntimeError("Mateo")

    store, watch = Store(SystemExit(), FULL), Watch()
    saver = Saver(store, Revision("r0"), watch, stopped, retry_after=LONG, overdue=LONG)
    saver.put(FIRST)
    saver._thread.join(LONG)

    status = saver.close(LONG)
    assert not status.saved
    assert status.problem == "The session could not be saved (RuntimeError)."
    assert saver._ended.is_set()


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
    assert not any(status.warning for status in watch.seen)


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
            problem=f"The disk is full. {ASIDE}",
            failing_since=NOON + timedelta(minutes=1),
            is_aside=True,
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
    assert (status.saved, status.problem, status.is_aside) == (
        False,
        f"The disk is full. {ENDED_ASIDE}",
        True,
    )
    assert status == saver.status
    assert len(store.tried) <= 2


def test_closing_says_when_it_is_nowhere() -> None:
    store, watch = Store(*[FULL] * 10, has_aside=False), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)

    status = saver.close(LONG)
    assert (status.saved, status.is_aside) == (False, False)
    assert status.problem == f"The disk is full. {ENDED_NOWHERE}"


@pytest.mark.parametrize("has_aside", [True, False])
def test_closing_does_not_wait_longer_than_it_is_told_and_puts_aside(has_aside: bool) -> None:
    store, watch = Store(has_aside=has_aside), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)
    saver.put(SECOND)

    status = saver.close(timeout=0)
    assert not status.saved
    assert status.is_aside is has_aside
    assert status.problem == (
        "The last save has not ended yet: it may or may not reach the disk. "
        + (ENDED_ASIDE if has_aside else ENDED_NOWHERE)
    )
    assert [session for session, _ in store.aside.values()] == [SECOND] * has_aside
    store.gate.set()
    assert saver.close(LONG).saved
    assert store.saved[-1] == SECOND
    assert store.aside == {}


def test_what_cannot_be_saved_is_put_aside_until_it_is() -> None:
    store, watch = Store(None, FULL, FULL, FULL), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    watch.until(lambda status: status.saved)
    for session in (SECOND, THIRD):
        saver.put(session)
        store.until_aside(session)
    assert store.aside == {ID: (THIRD, "r1")}

    assert saver.close(LONG).problem
    assert store.aside == {ID: (THIRD, "r1")}


def test_it_is_put_aside_once_and_not_with_every_try() -> None:
    store, watch = Store(*[FULL] * 5), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    watch.until(lambda status: status.saved)

    assert len(store.tried) == 6
    assert store.put_aside_so_far == [FIRST]
    assert store.aside == {}
    assert saver.close(LONG) == SaveStatus(at=saver.status.at)


def test_what_is_only_in_the_window_is_said_to_be() -> None:
    store, watch = Store(FULL, has_aside=False), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    status = watch.until(lambda status: status.problem != "")

    assert status == SaveStatus(
        saved=False, problem=f"The disk is full. {ONLY_HERE}", failing_since=NOON
    )
    saver.close(LONG)


def test_a_save_that_does_not_come_back_is_said_and_what_waits_is_put_aside() -> None:
    store, watch = Store(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch, overdue=0.001)
    saver.put(FIRST)
    status = watch.until(lambda status: status.problem != "")
    assert status == SaveStatus(
        saved=False,
        problem=f"The session is not saved yet: the disk does not answer. {ASIDE}",
        failing_since=NOON,
        is_aside=True,
    )
    saver.put(SECOND)
    store.until_aside(SECOND)
    assert store.aside == {ID: (SECOND, "r0")}

    store.gate.set()
    assert saver.close(LONG).problem == ""
    assert store.saved == [FIRST, SECOND]
    assert store.aside == {}


def test_where_somebody_else_changed_it_both_are_kept_and_it_goes_on_beside() -> None:
    store, watch = Store(CHANGED), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    status = watch.until(lambda status: status.saved)
    saver.put(SECOND)

    assert status == SaveStatus(at=NOON, kept_as=f"{ID}-2")
    assert saver.close(LONG) == SaveStatus(at=NOON + timedelta(minutes=1), kept_as=f"{ID}-2")
    assert store.beside == [replace(FIRST, id=f"{ID}-2")]
    assert store.tried == [(FIRST, "r0"), (replace(SECOND, id=f"{ID}-2"), "b1")]


def test_what_is_changed_twice_is_kept_beside_twice() -> None:
    store, watch = Store(CHANGED, CHANGED), Watch()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    watch.until(lambda status: status.kept_as == f"{ID}-2")
    saver.put(SECOND)

    assert saver.close(LONG).kept_as == f"{ID}-3"
    assert store.beside == [replace(FIRST, id=f"{ID}-2"), replace(SECOND, id=f"{ID}-3")]


def test_what_cannot_be_kept_beside_is_put_aside_and_tried_again() -> None:
    store, watch = Store(CHANGED, CHANGED, FULL), Watch()
    store.beside_outcomes = [FULL]
    saver = a_saver(store, watch)
    saver.put(FIRST)
    status = watch.until(lambda status: status.problem != "")
    assert (status.problem, status.is_aside) == (f"The disk is full. {ASIDE}", True)
    assert store.aside == {ID: (FIRST, "r0")}

    saver.put(SECOND)
    watch.until(lambda status: status.saved and status.kept_as == f"{ID}-2")
    assert store.aside == {}

    saver.put(THIRD)
    watch.until(lambda status: status.kept_as != "" and status.is_aside)
    assert store.aside == {f"{ID}-2": (replace(THIRD, id=f"{ID}-2"), "b1")}
    assert saver.close(LONG).saved
    assert store.aside == {}


def test_a_save_that_went_well_may_still_have_something_to_tell() -> None:
    store, watch = Store(), Watch()
    store.warning = "Saved, but no earlier version could be kept."
    saver = a_saver(store, watch)
    saver.put(FIRST)

    assert saver.close(LONG) == SaveStatus(
        at=NOON, warning="Saved, but no earlier version could be kept."
    )


def test_what_was_put_aside_and_cannot_be_removed_is_told_and_tried_again() -> None:
    class Sticky(Store):
        def drop_aside(self, session_id: str) -> None:
            if len(self.saved) < 2:
                raise NotReachable("It could not be removed.")
            super().drop_aside(session_id)

    store, watch = Sticky(FULL), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    status = watch.until(lambda status: status.saved)
    assert status.warning == "It could not be removed."
    assert store.aside
    saver.put(SECOND)

    assert saver.close(LONG).warning == ""
    assert store.aside == {}


def test_a_state_older_than_what_is_settled_is_not_put_aside() -> None:
    store = Store()
    safekeeping = Safekeeping(store, Revision("r0"))
    settled = safekeeping.settled
    safekeeping.save(SECOND)
    safekeeping.settle(SECOND)

    assert not safekeeping.put_aside(FIRST, settled)
    assert store.aside == {}
    assert safekeeping.put_aside(THIRD, safekeeping.settled)
    assert not safekeeping.put_aside(FIRST, settled)
    assert store.aside == {ID: (THIRD, "r1")}


def test_what_waits_is_never_older_than_what_is_being_saved() -> None:
    store = Store(FULL)
    safekeeping = Safekeeping(store, Revision("r0"))
    assert safekeeping.put_aside(FIRST, safekeeping.settled)

    with pytest.raises(NotReachable):
        safekeeping.save(SECOND)
    assert store.aside == {ID: (SECOND, "r0")}


def test_a_state_that_is_put_aside_too_slowly_does_not_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(safekeeping_module, "_PATIENCE", 0.01)
    begun, goes_on = threading.Event(), threading.Event()

    class Slow(Store):
        def put_aside(self, session: Session, read_at: Revision) -> None:
            begun.set()
            assert goes_on.wait(LONG)
            super().put_aside(session, read_at)

    store, answers = Slow(), list[bool]()
    safekeeping = Safekeeping(store, Revision("r0"))
    late = threading.Thread(
        target=lambda: answers.append(safekeeping.put_aside(FIRST, safekeeping.settled))
    )
    late.start()
    assert begun.wait(LONG)
    safekeeping.save(SECOND)
    safekeeping.settle(SECOND)
    goes_on.set()
    late.join(LONG)

    assert store.put_aside_so_far == [FIRST]
    assert answers == [False]
    assert store.aside == {}


def test_a_save_does_not_fail_where_the_next_id_cannot_be_held() -> None:
    asked: list[str] = []

    def refused(session_id: str) -> None:
        asked.append(session_id)
        raise NotReachable("There is no place for locks.")

    store = Store(CHANGED)
    saver = Saver(store, Revision("r0"), Watch(), a_clock(), take_over=refused)
    saver.put(FIRST)
    status = saver.close(LONG)

    assert (status.saved, status.kept_as) == (True, f"{ID}-2")
    assert asked == [f"{ID}-2"]


def test_a_fault_of_our_own_is_a_failure_that_tells_nothing_of_the_session() -> None:
    store, watch = Store(ValueError("Daniel was seen at the school")), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    status = watch.until(lambda status: status.problem != "")
    watch.until(lambda status: status.saved)

    assert status.problem == f"The session could not be saved (ValueError). {ASIDE}"
    assert store.saved == [FIRST]
    assert store.put_aside_so_far == [FIRST]
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


SILENT = """
import threading
from datetime import UTC, datetime
from pathlib import Path
from soptui.model.unfinished import Unfinished
from soptui.storage import drafts, saver, store

begun = threading.Event()

class Silent:
    warning = ""
    def save(self, *_):
        begun.set()
        threading.Event().wait()
    put_aside = keep_beside = drop_aside = save

saver._LAST_MOMENT = 0.01
drafts.DraftFile.write = Silent.save
now = lambda: datetime(2026, 11, 23, tzinfo=UTC)
saving = saver.Saver(Silent(), store.Revision("r"), print, now, grace=0)
journal = drafts.DraftJournal(Path("nowhere"), print, now, grace=0)
from tests.storage.builders import a_session
saving.put(a_session())
assert begun.wait(20)
journal.put(Unfinished(line="Ana"))
status = saving.close(0.05)
print(status.saved, status.is_aside, journal.close(0.05))
"""


def test_a_disk_that_never_answers_keeps_nobody_from_ending() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SILENT], capture_output=True, text=True, timeout=LONG, check=True
    )

    assert done.stdout.splitlines()[-1] == "False False False"


def test_its_threads_can_be_told_by_their_names() -> None:
    """So that whoever reads what the program was doing when it stood still sees which is which."""
    before = {*threading.enumerate()}
    store, watch = Store(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)

    assert {thread.name for thread in {*threading.enumerate()} - before} == {"saver", "saver watch"}
    store.gate.set()
    assert saver.close(LONG).saved


def test_what_is_newer_than_the_save_that_failed_is_what_is_put_aside() -> None:
    store, watch = Store(FULL), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)
    saver.put(SECOND)
    store.gate.set()

    assert saver.close(LONG).saved
    assert store.put_aside_so_far[0] == SECOND


def test_what_waits_aside_stays_while_something_newer_is_to_be_saved() -> None:
    dropped: list[str] = []

    class Noting(Store):
        def drop_aside(self, session_id: str) -> None:
            dropped.append(session_id)
            super().drop_aside(session_id)

    store, watch = Noting(None, FULL), Watch()
    store.gate.clear()
    saver = a_saver(store, watch)
    saver.put(FIRST)
    assert store.started.acquire(timeout=LONG)
    saver.put(SECOND)
    store.gate.set()
    watch.until(lambda status: status.is_aside)

    assert store.saved == [FIRST]
    assert dropped == []
    assert saver.close(LONG).saved
    assert dropped == [ID]


def test_once_all_is_saved_nothing_more_is_put_aside() -> None:
    store, watch = Store(FULL), Watch()
    saver = a_saver(store, watch, retry_after=0.001)
    saver.put(FIRST)
    watch.until(lambda status: status.saved)
    saver.put(SECOND)

    assert saver.close(LONG).saved
    assert store.saved == [FIRST, SECOND]
    assert store.put_aside_so_far == [FIRST]


def test_a_save_that_came_back_after_all_is_not_said_to_be_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(safekeeping_module, "_PATIENCE", 0.01)
    before, begun, goes_on = {*threading.enumerate()}, threading.Event(), threading.Event()

    class Slow(Store):
        def put_aside(self, session: Session, read_at: Revision) -> None:
            begun.set()
            assert goes_on.wait(LONG)
            super().put_aside(session, read_at)

    store, watch = Slow(), Watch()
    store.gate.clear()
    saver = a_saver(store, watch, overdue=0.001)
    threads = {*threading.enumerate()} - before
    saver.put(FIRST)
    assert begun.wait(LONG)
    store.gate.set()
    watch.until(lambda status: status.saved)
    threads |= {*threading.enumerate()} - before
    goes_on.set()
    saver.close(LONG)
    for thread in threads:
        thread.join(LONG)

    assert saver.status.saved
    assert watch.seen == [SaveStatus(saved=False), SaveStatus(at=NOON)]
    assert store.aside == {}
