"""What is done with one state of a session, so that it is kept whatever happens to its file."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from soptui.model.session import Session
from soptui.storage.store import ChangedElsewhere, Revision, SessionStore, StoreError

TakeOver = Callable[[str], None]
"""Makes a program the one who writes the session of an id."""

_PATIENCE = 3.0


class Safekeeping:
    """Keeps a session in its place; where that was changed elsewhere, beside it from then on.

    `kept_as` is the id that it then has in the store. Whoever hands it over need not know:
    it comes and goes with the id that it had. `settled` counts how often all was saved:
    read together with a state, it tells later whether that is out of date.
    """

    def __init__(
        self, store: SessionStore, revision: Revision, take_over: TakeOver | None = None
    ) -> None:
        self.kept_as = ""
        self.settled = 0
        self._take_over = take_over
        self._turn = threading.Lock()
        self._store = store
        self._revision = revision
        self._aside: Session | None = None

    def save(self, session: Session) -> None:
        """Save a state of the session; it is on disk on return.

        Raises:
            StoreError: it is not.
        """
        if self._aside is not None:
            # What waits there is never to be older than what stands in its place: whoever
            # starts after a crash would take it for the work of somebody else.
            self.put_aside(session, self.settled)
        try:
            self._revision = self._store.save(self._named(session), self._revision)
        except ChangedElsewhere:
            stored = self._store.keep_beside(session)
            self.kept_as, self._revision = stored.session.id, stored.revision
            if self._take_over is not None:
                with suppress(Exception):  # it is saved; each look at the file guards it too
                    self._take_over(self.kept_as)

    def put_aside(self, session: Session, settled: int) -> bool:
        """Put a state aside that could not be saved, unless it is there; say whether it is.

        `settled` is of the moment when this was the newest state. One that is older than
        what is saved does not stay: after a crash it would be taken for newer work.
        """
        # Whoever holds it may wait for a disk that never answers: no reason to wait as well.
        if not self._turn.acquire(timeout=_PATIENCE):
            return False
        try:
            if settled != self.settled:
                return False
            is_aside = self._is_put(session)
            if settled == self.settled:
                return is_aside
            self._drop(session)  # all was saved while the disk was waited for
            return False
        finally:
            self._turn.release()

    def settle(self, session: Session) -> str:
        """Clear away what was put aside, now that all is saved; return what is to be told."""
        self.settled += 1
        warning = self._store.warning
        if not self._turn.acquire(timeout=_PATIENCE):
            return warning  # whoever holds it clears away what it wrote
        try:
            problem = self._drop(session)
            return warning or problem
        finally:
            self._turn.release()

    def _is_put(self, session: Session) -> bool:
        if self._aside is not session:
            try:
                self._store.put_aside(self._named(session), self._revision)
            except Exception:  # whatever it is: that it is not aside says enough
                return False
            self._aside = session
        return True

    def _drop(self, session: Session) -> str:
        self._aside = None
        problem = ""
        for session_id in dict.fromkeys((session.id, self.kept_as or session.id)):
            try:
                self._store.drop_aside(session_id)
            except Exception as error:  # whatever it is, the session is saved
                problem = problem or (str(error) if isinstance(error, StoreError) else "")
        return problem

    def _named(self, session: Session) -> Session:
        return replace(session, id=self.kept_as) if self.kept_as else session
