"""Saves in a thread of its own, so that nobody waits for a disk while typing.

Four threads meet here. Whoever takes the keys calls `put`, `status` and `close`, and waits
for a disk only in `close`. The saver's own thread alone saves and settles, until `close` was
called and nothing waits; if it has died, `close` does what it left. The watch sees whether a
save comes back, and puts aside what waits for one that does not; at the end `close` has a
fourth thread do the same. What they share is changed only by whoever holds `_news`, and no
disk is waited for meanwhile: `_newest` is set by `put` and cleared by the saver, `_closing`
is of `close`, `_underway` and `_failed` are of the saver (`close` forgets the failed one, so
that it is tried once more), and `_status` is of whoever has something to tell. `_safekeeping`
sees to its own turns, and `_ended` lets the watch end.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from soptui.model.session import Session
from soptui.storage.safekeeping import Safekeeping, TakeOver
from soptui.storage.store import Revision, SessionStore, StoreError

RETRY_AFTER = 3.0
OVERDUE = 3.0
"""How long a save may take before what waits for it is put aside."""
GRACE = 0.025
"""What the screen gets to show a change before the saving takes its share of the processor."""
_LAST_MOMENT = 1.0

_ASIDE = "It is tried again by itself; until then your work is kept aside on disk."
_ONLY_HERE = (
    "It is tried again by itself; until then your work is only in this window: export a copy of it."
)
_ENDED_ASIDE = "Your work is kept aside on disk, and put in its place when the session is opened."
_ENDED_NOWHERE = "Your latest work is on no disk."
_SILENT = "The session is not saved yet: the disk does not answer."
_LATE = "The last save has not ended yet: it may or may not reach the disk."


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Whether all that was handed over is on disk, and since when that fails if it does.

    `kept_as` is the id under which the session goes on after its file was changed by
    somebody else; `is_aside` says that what is not saved is on disk in another place; a
    warning is of a save that went well.
    """

    saved: bool = True
    at: datetime | None = None
    problem: str = ""
    failing_since: datetime | None = None
    kept_as: str = ""
    is_aside: bool = False
    warning: str = ""


def _of_ours(error: Exception) -> str:
    """Say that a save failed by a fault of ours, whose own words could hold the session's."""
    return f"The session could not be saved ({type(error).__name__})."


def _now() -> datetime:
    return datetime.now().astimezone()


class Saver:
    """Saves the newest state of a session, one save at a time, until it is on disk.

    `on_change` is called from the saver's threads. A save that fails is made again, by
    itself and with every new state; meanwhile the state is put aside. So is one whose save
    does not come back. Where somebody else has changed the file, both are kept, and
    `take_over` is called with the id that it goes on under.
    """

    def __init__(
        self,
        store: SessionStore,
        revision: Revision,
        on_change: Callable[[SaveStatus], None],
        clock: Callable[[], datetime] = _now,
        *,
        retry_after: float = RETRY_AFTER,
        overdue: float = OVERDUE,
        grace: float = GRACE,
        take_over: TakeOver | None = None,
    ) -> None:
        self._safekeeping = Safekeeping(store, revision, take_over)
        self._on_change = on_change
        self._clock = clock
        self._retry_after = retry_after
        self._overdue = overdue
        self._grace = grace
        self._status = SaveStatus()
        self._newest: Session | None = None
        self._failed: Session | None = None
        self._underway: object | None = None
        self._closing = False
        self._news = threading.Condition()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    @property
    def status(self) -> SaveStatus:
        """How it stands now."""
        with self._news:
            return self._status if self._newest is None else replace(self._status, saved=False)

    def put(self, session: Session) -> None:
        """Hand over a state to be saved, in place of any that still waits."""
        with self._news:
            if self._closing:
                raise RuntimeError("the saver is closed")
            self._newest = session
            self._news.notify()

    def close(self, timeout: float | None = None) -> SaveStatus:
        """Save what still waits, or put it aside, and stop; say how it ended.

        It may take a second longer than the timeout, to put aside what no disk has taken.
        """
        with self._news:
            self._closing = True
            self._failed = None
            self._news.notify()
        self._thread.join(timeout)
        if not self._thread.is_alive() and not self._ended.is_set():
            return self._finish()
        underway = self._underway
        if underway is not None and self._thread.is_alive():
            spill = threading.Thread(target=self._spill, args=(underway, _LATE), daemon=True)
            spill.start()
            spill.join(_LAST_MOMENT)
        if self._thread.is_alive():
            return replace(self.status, saved=False, problem=self.status.problem or _LATE)
        return self.status

    def _work(self) -> None:
        with suppress(RuntimeError):  # no more threads are to be had: it saves without a watch
            threading.Thread(target=self._watch, name="saver watch", daemon=True).start()
        self._save_all()
        self._ended.set()

    def _finish(self) -> SaveStatus:
        """Do here what the saver's own thread has died before doing."""
        try:
            self._save_all()
        except Exception as error:  # a fault of ours, and maybe the one that it died of
            return replace(self.status, saved=False, problem=_of_ours(error))
        finally:
            self._ended.set()
        return self.status

    def _save_all(self) -> None:
        """Save one state after the other, until there is nothing more to come."""
        while (session := self._next()) is not None:
            self._say(replace(self._status, saved=False), underway=object())
            try:
                self._safekeeping.save(session)
            except Exception as error:  # whatever it is, the thread must live to try again
                self._fail(session, error)
            else:
                self._succeed(session)

    def _next(self) -> Session | None:
        """Wait for a state to save: a new one, or one that failed a while ago."""
        with self._news:
            while True:
                waiting = self._newest
                if waiting is not None and waiting is not self._failed:
                    if not self._closing:
                        self._news.wait(self._grace)
                    return self._newest
                if self._closing:
                    return None
                heard = self._news.wait(self._retry_after if waiting is not None else None)
                if waiting is not None and not heard:
                    return waiting

    def _succeed(self, session: Session) -> None:
        with self._news:
            if self._newest is session:
                self._newest = None
            self._failed = None
            all_saved = self._newest is None
        # What was put aside may be newer than this save, and then still has to wait.
        warning = self._safekeeping.settle(session) if all_saved else ""
        kept_as = self._safekeeping.kept_as
        self._say(SaveStatus(all_saved, self._clock(), kept_as=kept_as, warning=warning))

    def _fail(self, session: Session, error: Exception) -> None:
        with self._news:
            self._failed = session
            newest, settled = self._newest or session, self._safekeeping.settled
        what = error.what if isinstance(error, StoreError) else _of_ours(error)
        self._say(self._failing(what, is_aside=self._safekeeping.put_aside(newest, settled)))

    def _failing(self, what: str, *, is_aside: bool) -> SaveStatus:
        if self._closing:
            where = _ENDED_ASIDE if is_aside else _ENDED_NOWHERE
        else:
            where = _ASIDE if is_aside else _ONLY_HERE
        return replace(
            self._status,
            saved=False,
            problem=f"{what} {where}",
            failing_since=self._status.failing_since or self._clock(),
            is_aside=is_aside,
            warning="",
        )

    def _watch(self) -> None:
        """Look now and then whether a save still is the one that it was before."""
        seen: object | None = None
        while not self._ended.wait(self._overdue):
            underway = self._underway
            if underway is not None and underway is seen:
                self._spill(underway, _SILENT)
            seen = underway

    def _spill(self, underway: object, what: str) -> None:
        """Put aside what waits for a save that does not come back, and say so."""
        with self._news:
            newest, settled = self._newest, self._safekeeping.settled
        if newest is not None:
            is_aside = self._safekeeping.put_aside(newest, settled)
            self._say(self._failing(what, is_aside=is_aside), underway, only_if=underway)

    def _say(
        self,
        status: SaveStatus,
        underway: object | None = None,
        *,
        only_if: object | None = None,
    ) -> None:
        """Let a status be known, unless the save that it tells of has ended meanwhile."""
        with self._news:
            if only_if is not None and only_if is not self._underway:
                return
            known, self._status, self._underway = self._status, status, underway
        if status != known:
            with suppress(Exception):  # the screen may be gone already; the saving goes on
                self._on_change(status)
