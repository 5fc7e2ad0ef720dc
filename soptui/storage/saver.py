"""Saves in a thread of its own, so that nobody waits for a disk while typing."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from soptui.model.session import Session
from soptui.storage.store import ChangedElsewhere, Revision, SessionStore, StoreError

RETRY_AFTER = 3.0
GRACE = 0.025
"""What the screen gets to show a change before the saving takes its share of the processor."""


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Whether all that was handed over is on disk, and since when that fails if it does."""

    saved: bool = True
    at: datetime | None = None
    problem: str = ""
    failing_since: datetime | None = None


def _now() -> datetime:
    return datetime.now().astimezone()


class Saver:
    """Saves the newest state of a session, one save at a time, until it is on disk.

    `on_change` is called from the saver's thread. A save that fails is made again, by
    itself and with every new state; one that would write over the work of somebody else
    is not, until there is something new to ask about.
    """

    def __init__(
        self,
        store: SessionStore,
        revision: Revision,
        on_change: Callable[[SaveStatus], None],
        clock: Callable[[], datetime] = _now,
        *,
        retry_after: float = RETRY_AFTER,
        grace: float = GRACE,
    ) -> None:
        self._store = store
        self._revision = revision
        self._on_change = on_change
        self._clock = clock
        self._retry_after = retry_after
        self._grace = grace
        self._status = SaveStatus()
        self._newest: Session | None = None
        self._failed: Session | None = None
        self._retries = True
        self._closing = False
        self._news = threading.Condition()
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
        """Save what still waits, try once more what failed, and stop; say how it ended."""
        with self._news:
            self._closing = True
            self._failed = None
            self._news.notify()
        self._thread.join(timeout)
        if self._thread.is_alive():
            late = "The last save has not ended yet: it may or may not reach the disk."
            return replace(self.status, saved=False, problem=self.status.problem or late)
        return self.status

    def _work(self) -> None:
        while (session := self._next()) is not None:
            self._say(replace(self._status, saved=False))
            try:
                self._revision = self._store.save(session, self._revision)
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
                again = waiting is not None and self._retries
                heard = self._news.wait(self._retry_after if again else None)
                if again and not heard:
                    return waiting

    def _succeed(self, session: Session) -> None:
        with self._news:
            if self._newest is session:
                self._newest = None
            self._failed = None
            all_saved = self._newest is None
        self._say(SaveStatus(saved=all_saved, at=self._clock()))

    def _fail(self, session: Session, error: Exception) -> None:
        with self._news:
            self._failed = session
            self._retries = not isinstance(error, ChangedElsewhere)
        if isinstance(error, StoreError):
            problem = str(error)
        else:  # a fault of ours; its own words could hold some of the session's
            problem = (
                f"The session could not be saved ({type(error).__name__}). Nothing is lost while "
                "soptui stays open: export a copy of it."
            )
        since = self._status.failing_since or self._clock()
        self._say(replace(self._status, saved=False, problem=problem, failing_since=since))

    def _say(self, status: SaveStatus) -> None:
        with self._news:
            known, self._status = self._status, status
        if status != known:
            with suppress(Exception):  # the screen may be gone already; the saving goes on
                self._on_change(status)
