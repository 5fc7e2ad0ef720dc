"""What can be opened: the sessions of a home, a new one, or the demo."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from soptui.home import Home
from soptui.model.session import Session
from soptui.model.text import cleaned
from soptui.resources import resource
from soptui.storage.store import SessionStore, Stored, Summary, new_session_id
from soptui.storage.tinydb_store import TinyStore

EXAMPLE = "example"


def now() -> datetime:
    """Return this moment, with the place's offset."""
    return datetime.now().astimezone().replace(microsecond=0)


def new_item_id() -> str:
    """Return an id that no other note, member, person or mark has."""
    return os.urandom(6).hex()


@dataclass(frozen=True, slots=True)
class Opening:
    """A session that was opened, and the store that it is saved to."""

    stored: Stored
    store: SessionStore
    exports: Path
    is_demo: bool = False


class Library:
    """The sessions of one home."""

    def __init__(self, home: Home, *, clock: Callable[[], datetime] = now) -> None:
        self.home = home
        self.clock = clock
        self._store = TinyStore(home.sessions)
        self._rooms: list[Path] = []

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first."""
        return self._store.list()

    def open(self, session_id: str) -> Opening:
        """Open a session; "last" is the one that started last.

        Raises:
            StoreError: it is not there, not whole, or cannot be read.
        """
        return Opening(self._store.open(session_id), self._store, self.home.exports)

    def create(self, title: str = "", setting: str = "") -> Opening:
        """Make a new, empty session.

        Raises:
            StoreError: it could not be written.
        """
        started = self.clock()
        session = Session(
            id=new_session_id(started, self._store.exists),
            title=cleaned(title),
            started=started,
            setting=cleaned(setting),
        )
        revision = self._store.create(session)
        return Opening(Stored(session, revision), self._store, self.home.exports)

    def demo(self, *, keep: bool = False) -> Opening:
        """Open a copy of the made-up example: in a place that goes away, or kept.

        Raises:
            StoreError: it could not be read or written.
        """
        example = TinyStore(resource("sessions")).open(EXAMPLE).session
        if keep:
            store, is_demo = self._store, False
        else:
            self._rooms.append(Path(tempfile.mkdtemp(prefix="soptui-demo-")))
            store, is_demo = TinyStore(self._rooms[-1] / "sessions"), True
        session_id = new_session_id(self.clock(), store.exists)
        session = replace(example, id=session_id)
        stored = Stored(session, store.create(session))
        return Opening(stored, store, self.home.exports, is_demo)

    def close(self) -> None:
        """Clear away what the demo wrote."""
        for room in self._rooms:
            shutil.rmtree(room, ignore_errors=True)
