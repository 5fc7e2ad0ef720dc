"""Following a session that somebody shows: what a second screen may see, as it changes.

Nobody is asked and nothing is sent: the session's own file and its stage are looked at, many
times a second. Looking costs two questions to the file system; only what has changed is read.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from time import monotonic

from soptui.demo_rooms import newest_room
from soptui.home import Home
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.room.showing import Showing
from soptui.storage import disk
from soptui.storage.lock import is_free
from soptui.storage.stages import read_stage, stage_of
from soptui.storage.store import LAST, StoreError, UnknownSession, is_session_id
from soptui.storage.tinydb_store import TinyStore
from soptui.wording import Wording

DEMO = "demo"
"""What people say for the demo that is open now."""

LOOK = 0.04
_LOOK_WHO = 1.0
_READ_AGAIN = 0.2
_MOST_MISSED = 2
_OVER = Stage(curtain=True, is_over=True)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a second screen shows now; no session behind a curtain, or when it is over."""

    session: Session | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a session that can be followed is: its folder, its stage, and its lock."""

    session_id: str
    sessions: Path
    stage: Path
    locks: Path
    lock: str


def find_shown(home: Home, session_id: str) -> Shown:
    """Return where a session is: by its id, the "last", or the open "demo".

    Raises:
        StoreError: it is not there.
    """
    if session_id == DEMO:
        room = newest_room(home)
        if room is None:
            raise UnknownSession("No demo is open.", "`soptui demo` in another window opens one.")
        sessions = room / "sessions"
        name = TinyStore(sessions).newest()
        return Shown(name, sessions, stage_of(room, name), home.locks, room.name)
    store = TinyStore(home.sessions)
    name = store.newest() if session_id == LAST else session_id
    store.open(name)
    return Shown(name, home.sessions, stage_of(home.stages, name), home.locks, name)


class Following:
    """Watches one session, in a thread of its own, and tells what is to be seen of it.

    `tell` is called from that thread: at once, and whenever something has changed.
    """

    def __init__(self, shown: Shown, wording: Wording, tell: Callable[[Seen], None]) -> None:
        self._shown = shown
        self._store = TinyStore(shown.sessions)
        self._showing = Showing(wording)
        self._tell = tell
        self._told: Seen | None = None
        self._ended = threading.Event()
        self._stage_stamp: object = None
        self._stage = _OVER
        self._missed = 0
        self._session_stamp: object = None
        self._session: Session | None = None
        self._read_again_at = 0.0
        self._looked_who = -_LOOK_WHO
        self._is_free = True
        self._watch = threading.Thread(target=self._look_on, name="following", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._watch.start()

    def close(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _look_on(self) -> None:
        while not self._ended.is_set():
            seen = self.look()
            if seen != self._told:
                self._told = seen
                self._tell(seen)
            self._ended.wait(LOOK)

    def look(self) -> Seen:
        """Return what is to be seen now."""
        stage = self._look_at_stage()
        if is_session_id(stage.goes_on_as):
            self._go_on_as(stage.goes_on_as)
            stage = self._look_at_stage()
        if stage.curtain or stage.is_over:
            return Seen(None, stage)
        self._look_at_session()
        if self._session is None:
            return Seen(None, _OVER)
        return Seen(self._showing.of(self._session), stage)

    def _look_at_session(self) -> None:
        stamp = self._store.stamp(self._shown.session_id)
        if stamp == self._session_stamp and monotonic() < self._read_again_at:
            return
        # Of before it is read: what is saved meanwhile is seen the next time.
        self._session_stamp, self._read_again_at = stamp, inf
        try:
            self._session = self._store.open(self._shown.session_id).session
        except StoreError:  # it is being replaced, or is gone: what was seen stays
            self._read_again_at = monotonic() + _READ_AGAIN

    def _look_at_stage(self) -> Stage:
        stamp = _stamp(self._shown.stage)
        is_new = stamp != self._stage_stamp
        if is_new or monotonic() - self._looked_who >= _LOOK_WHO:
            self._looked_who = monotonic()
            self._is_free = is_free(self._shown.locks, self._shown.lock)
        if self._is_free:  # nobody has it open: it was left, or killed
            return _OVER
        if is_new:
            self._read_stage(stamp)
        return self._stage

    def _read_stage(self, stamp: object) -> None:
        found = read_stage(self._shown.stage)
        self._missed = 0 if found else self._missed + 1
        # Where a file cannot be read while it is replaced, it can be a moment later.
        if found or stamp is None or self._missed > _MOST_MISSED:
            self._stage, self._stage_stamp = found or _OVER, stamp

    def _go_on_as(self, session_id: str) -> None:
        """Follow the session under another id: somebody else had changed its file."""
        stage = stage_of(self._shown.stage.parent, session_id)
        self._shown = replace(self._shown, session_id=session_id, stage=stage, lock=session_id)
        self._stage, self._stage_stamp = _OVER, None
        self._session, self._read_again_at = None, 0.0


def _stamp(path: Path) -> object:
    try:
        return disk.stamp_of(path.lstat())
    except OSError:
        return None
