"""Where a session waits whose own place does not take it: a second folder, a file each.

It is written when a folder cannot be written, a file is held for good or a disk is full,
and goes when the session is in its place again.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EBUSY
from pathlib import Path

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.atomic import AtomicStorage
from soptui.storage.codec import encode
from soptui.storage.evidence import keep_untaken
from soptui.storage.json_writer import Tables, Writer
from soptui.storage.session_file import (
    ASIDE,
    BASED_ON,
    ONLY,
    TABLE,
    bases_in,
    is_shown,
    path_in,
    session_in,
)
from soptui.storage.store import NotReachable, Revision, reaching
from soptui.storage.strict_json import NotStrictError

_NOT_PUT = "The session could not be kept aside in {place} either: {why}."
_NOT_DROPPED = "It is saved, but what was kept aside in {place} could not be removed: {why}."
_ADVICE = "Export a copy of it."
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class PutAside:
    """A session that waits, and the states that its own file may have been in then."""

    session: Session
    based_on: tuple[Revision, ...]


class Aside:
    """The sessions that wait, each in a file named for its id; none, where there is no folder.

    What stands there is written over, or removed, only by what follows on from it. May be
    used from several threads.
    """

    def __init__(self, folder: Path | None, pause: disk.Pause) -> None:
        self.folder = folder
        self._pause = pause
        self._followed: set[str] = set()
        self._turn = threading.Lock()

    def put(self, session: Session, based_on: tuple[Revision, ...]) -> None:
        """Write a session, and what it was based on; it is on disk on return.

        Raises:
            NotReachable: there is no folder, or it could not be written.
        """
        if self.folder is None:
            raise NotReachable("There is no place to keep work aside.", _ADVICE)
        path = path_in(self.folder, session.id)
        tables: Tables = {
            TABLE: {str(ONLY): encode(session)},
            ASIDE: {str(ONLY): {BASED_ON: [*based_on]}},
        }
        try:
            raw = Writer().dumps(tables)
        except NotStrictError as error:
            why = f"The session cannot be kept aside: what it would hold is {error}."
            raise NotReachable(why, _ADVICE) from None
        with reaching(self.folder, _NOT_PUT, _ADVICE), self._my_turn():
            disk.make_folder(self.folder)
            if session.id not in self._followed:
                keep_untaken(path, self._pause)
                self._followed.add(session.id)
            disk.put(path, raw, self._pause)

    def get(self, session_id: str) -> PutAside | None:
        """Return what waits for a session, or None.

        Raises:
            DamagedSession: something does, but not whole.
            OSError: it could not be read.
        """
        if self.folder is None:
            return None
        storage = AtomicStorage(path_in(self.folder, session_id), self._pause)
        if storage.revision is None:
            return None
        return PutAside(session_in(storage, session_id), bases_in(storage))

    def follow(self, session_id: str) -> None:
        """Say that what is done from now on follows on from what waits."""
        self._followed.add(session_id)

    def drop(self, session_id: str) -> None:
        """Remove what waits for a session, if it was followed by what is saved now.

        Raises:
            NotReachable: it could not be removed.
        """
        # Known by heart: a good save must cost no look at the disk.
        if self.folder is not None and session_id in self._followed:
            with reaching(self.folder, _NOT_DROPPED, ""), self._my_turn():
                disk.remove(path_in(self.folder, session_id), self._pause)
                self._followed.discard(session_id)

    def paths(self) -> tuple[Path, ...]:
        """Return the files of all that wait; none, if the folder cannot be read."""
        if self.folder is None:
            return ()
        try:
            return tuple(path for path in self.folder.iterdir() if is_shown(path.name))
        except OSError:
            return ()

    def exists(self, session_id: str) -> bool:
        """Say whether something waits for a session."""
        return self.folder is not None and path_in(self.folder, session_id).exists()

    def sweep(self, session_id: str) -> None:
        """Remove the temporary files that a kill left."""
        if self.folder is not None:
            disk.sweep(path_in(self.folder, session_id))

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        # Whoever holds it may wait for a disk that never answers: no reason to wait as well.
        if not self._turn.acquire(timeout=_PATIENCE):
            raise OSError(EBUSY, "the disk does not answer")
        try:
            yield
        finally:
            self._turn.release()
