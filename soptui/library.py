"""What can be opened: the sessions of a home, a new one, or the demo."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soptui.demo_rooms import clear_left
from soptui.example import DEMO, shipped
from soptui.home import Home
from soptui.model.session import Session
from soptui.model.text import cleaned
from soptui.opening_told import UNGUARDED, beginning, elsewhere, taken_back
from soptui.storage.lock import Lock, LockHolder, SessionLocked, is_free, take
from soptui.storage.snapshots import Snapshots
from soptui.storage.stages import stage_of, sweep_stages
from soptui.storage.store import (
    LAST,
    NotReachable,
    SessionStore,
    Stored,
    StoreError,
    Summary,
    is_session_id,
    new_session_id,
)
from soptui.storage.tinydb_store import TinyStore
from soptui.written import taken_up

if TYPE_CHECKING:
    from soptui.storage.versions import Version

_DRAFTS = ".log"


def now() -> datetime:
    """Return this moment, with the place's offset."""
    return datetime.now().astimezone().replace(microsecond=0)


def new_item_id() -> str:
    """Return an id that no other note, member, person or mark has."""
    return os.urandom(6).hex()


@dataclass(frozen=True, slots=True)
class Opening:
    """A session that was opened, and the store that it is saved to.

    `drafts` is where what is typed is kept until it is saved; nowhere, for the demo. With
    `is_reading` somebody else writes the session: it is only to be read; `writer` is who, if
    that is known. With `is_aside` it only waits for its own place, which does not hold it
    yet. `told` is what happened to it that a person should know; `take_over` is for
    the id that it goes on under after somebody else has changed it; `words` is where an
    agency's own words are, and `stage` where a second screen learns what is shown.
    """

    stored: Stored
    store: SessionStore
    exports: Path
    is_demo: bool = False
    drafts: Path | None = None
    is_reading: bool = False
    writer: LockHolder | None = None
    is_aside: bool = False
    told: tuple[str, ...] = ()
    take_over: Callable[[str], None] | None = None
    words: Path | None = None
    stage: Path | None = None


class Library:
    """The sessions of one home."""

    def __init__(self, home: Home, *, clock: Callable[[], datetime] = now) -> None:
        self.home = home
        self.clock = clock
        self.snapshots = Snapshots(home.snapshots, clock)
        self._store = TinyStore(home.sessions, aside=home.aside, snapshots=self.snapshots)
        self._locks: list[Lock] = []
        self._rooms: list[Path] = []

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first."""
        return self._store.list()

    def newest(self) -> str:
        """Return the id of the session that started last.

        Raises:
            StoreError: there is none that can be read.
        """
        return self._store.newest()

    def read(self, session_id: str) -> Session:
        """Return a session as it was entered last, to print it; "last" is the newest.

        Raises:
            StoreError: it is not there, not whole, or cannot be read.
        """
        return self._store.read(session_id)

    def open(self, session_id: str) -> Opening:
        """Open a session, to write it if nobody else does; "last" is the newest.

        Raises:
            StoreError: it is not there, not whole, or cannot be read.
        """
        name = self.newest() if session_id == LAST else session_id
        try:
            lock, told = self._take(name)
        except SessionLocked as error:
            stored = self._store.open(name)
            exports = self.home.exports
            return Opening(stored, self._store, exports, is_reading=True, writer=error.holder)
        with self._held(lock):
            self._store.sweep(name)
            taken = self._store.take_back(name)
            stored = taken_up(self._store, self._store.open(name), self.home)
            opening = self._opening(stored, told + taken_back(taken))
            is_aside = bool(taken and taken.problem) and not self._is_in_place(opening.stored)
            return replace(opening, is_aside=is_aside)

    def create(self, title: str = "", setting: str = "", minutes: int = 60) -> Opening:
        """Make a new, empty session.

        Raises:
            StoreError: it could not be written.
        """
        started = self.clock()
        return self.keep(
            Session(
                id=new_session_id(started, self._store.exists),
                title=cleaned(title),
                started=started,
                setting=cleaned(setting),
                minutes=minutes,
            )
        )

    def demo(self, *, keep: bool = False) -> Opening:
        """Open a copy of the made-up example: in a place that goes away, or kept.

        Raises:
            StoreError: it could not be read or written.
        """
        example = shipped(DEMO)
        if keep:
            return self.keep(replace(example, id=new_session_id(self.clock(), self._store.exists)))
        room = self._room()
        store = TinyStore(room / "sessions")
        session = replace(example, id=new_session_id(self.clock(), store.exists))
        with beginning():
            revision = store.create(session)
        home, stage = self.home, stage_of(room, session.id)
        opened = Stored(session, revision)
        return Opening(opened, store, home.exports, True, words=home.words, stage=stage)

    def _room(self) -> Path:
        """Return a place for one demo; those that a kill has left are cleared away."""
        clear_left(self.home, self.clock())
        room = self.home.demos / f"demo-{os.urandom(4).hex()}"
        lock, _ = self._take(room.name)
        with self._held(lock):
            self._rooms.append(room)
        return room

    def versions(self, session_id: str) -> "tuple[Version, ...]":
        """Return everything there is of a session, newest first, with what is wrong with it.

        Raises:
            UnknownSession: that cannot be the id of one.
        """
        from soptui.storage.versions import versions  # noqa: PLC0415 - seldom needed

        home = self.home
        return versions(home.sessions, home.snapshots, home.aside, session_id)

    def go_back(self, session_id: str, version: Path) -> Path | None:
        """Make a version the session again; return where what was there before is kept.

        Raises:
            StoreError: somebody is writing it, or the version is not whole, or the disk would
                not; then nothing is lost.
        """
        from soptui.storage.versions import put_away, restore  # noqa: PLC0415 - seldom needed

        lock = take(self.home.locks, session_id, self.clock())
        try:
            kept = restore(version, session_id, self.home.sessions, self.snapshots, self.clock())
            put_away(session_id, self.home.aside, version)
            return kept
        finally:
            lock.release()

    def tidy(self) -> None:
        """Clear away what is too old; what cannot go now goes another time."""
        self.snapshots.prune()
        sweep_stages(self.home.stages, self.home.locks)

    def keep(self, session: Session) -> Opening:
        """Keep a new session, to write it."""
        lock, told = self._take(session.id)
        with self._held(lock):
            with beginning():
                revision = self._store.create(session)
            return self._opening(Stored(session, revision), told)

    def _is_in_place(self, stored: Stored) -> bool:
        """Say whether a session's own file holds it, whatever waits elsewhere."""
        with suppress(StoreError):
            own = TinyStore(self.home.sessions).open(stored.session.id)
            return own.session == stored.session
        return False

    def _take(self, session_id: str) -> tuple[Lock | None, tuple[str, ...]]:
        """Become the one who writes a session; return also what a person should know of it.

        Where the lock cannot be made, on a full disk or one without locks, people work on:
        before each save the file is looked at.

        Raises:
            SessionLocked: somebody is that already.
            UnknownSession: that cannot be the id of one.
        """
        try:
            lock = take(self.home.locks, session_id, self.clock())
        except NotReachable as error:
            return None, (f"{error.what} {UNGUARDED}",)
        return lock, elsewhere(lock)

    @contextmanager
    def _held(self, lock: Lock | None) -> Iterator[None]:
        """Hold a lock until the end, unless what it is for fails."""
        try:
            yield
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        if lock is not None:
            self._locks.append(lock)

    def _opening(self, stored: Stored, told: tuple[str, ...] = ()) -> Opening:
        return Opening(
            stored,
            self._store,
            self.home.exports,
            drafts=self._drafts(stored.session.id),
            told=told,
            take_over=self._take_over,
            words=self.home.words,
            stage=stage_of(self.home.stages, stored.session.id),
        )

    def _take_over(self, session_id: str) -> None:
        self._locks.append(take(self.home.locks, session_id, self.clock()))

    def unfinished(self) -> tuple[tuple[str, datetime], ...]:
        """Return the sessions in which unfinished text waits, and when it was typed last.

        The newest is first. A session that cannot be opened, or that somebody is writing at
        this moment, has nothing that can be offered.
        """
        try:
            names = [path.name for path in self.home.drafts.iterdir()]
        except OSError:
            return ()
        waiting: dict[str, datetime] = {}
        for name in names:
            session_id = name.removesuffix(_DRAFTS)
            if name.endswith(_DRAFTS) and is_session_id(session_id):
                with suppress(StoreError):
                    if moment := self._unfinished_since(session_id):
                        waiting[session_id] = moment
        return tuple(sorted(waiting.items(), key=lambda item: item[1], reverse=True))

    def _unfinished_since(self, session_id: str) -> datetime | None:
        from soptui.storage.draft_lines import read_drafts  # noqa: PLC0415 - seldom needed

        found = read_drafts(self._drafts(session_id))
        if found.typed is None or not is_free(self.home.locks, session_id):
            return None
        pieces = found.unfinished.pieces(self._store.open(session_id).session, found.typed)
        return max((piece.typed for piece in pieces), default=None)

    def _drafts(self, session_id: str) -> Path:
        return self.home.drafts / f"{session_id}{_DRAFTS}"

    def close(self) -> None:
        """Let others write, and clear away what the demo wrote."""
        for room in self._rooms:
            shutil.rmtree(room, ignore_errors=True)
        for lock in self._locks:
            lock.release()
