"""Sessions in a folder, one TinyDB file each: the embedded default."""

import threading
import time
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.aside import Aside, PutAside
from soptui.storage.atomic import target_of
from soptui.storage.session_file import SessionFile, is_shown, list_of, telling_of_previous
from soptui.storage.session_folder import SessionFolder
from soptui.storage.store import (
    LAST,
    DamagedSession,
    NotReachable,
    Revision,
    SnapshotKeeper,
    Stored,
    StoreError,
    Summary,
    TakenBack,
    UnknownSession,
    reaching,
    reason,
)


class TinyStore:
    """Keeps each session in a file named for its id.

    `aside` is a folder where a session waits that its file does not take; `snapshots` are
    told of every save. May be used from several threads, one save at a time.
    """

    def __init__(
        self,
        folder: Path,
        *,
        aside: Path | None = None,
        snapshots: SnapshotKeeper | None = None,
        pause: disk.Pause = time.sleep,
    ) -> None:
        self.folder = folder
        self._aside = Aside(aside, pause)
        self._sessions = SessionFolder(folder, snapshots, self._aside.exists, pause)
        self._still_aside: dict[str, PutAside] = {}
        self._turn = threading.Lock()

    @property
    def warning(self) -> str:
        """What the last save could not do beside saving; see `SessionStore`."""
        return self._sessions.warning

    def create(self, session: Session) -> Revision:
        """Keep a new session; see `SessionStore`."""
        with self._turn, self._saving():
            return self._sessions.create(session)

    def open(self, session_id: str) -> Stored:
        """Read a session; see `SessionStore`."""
        with self._turn, self._reading():
            name = self.newest() if session_id == LAST else session_id
            if waiting := self._still_aside.get(name):
                return Stored(waiting.session, waiting.based_on[0])
            with telling_of_previous(self._sessions.path_of(name), name):
                file = self._sessions.file(name)
                session = file.read(name)
            self._sessions.open_files[name] = file
            return Stored(session or self._only_aside(file, name), file.revision)

    def read(self, session_id: str) -> Session:
        """Return a session to print it, as it was entered last: also what waits for its place.

        Raises:
            StoreError: as `open` does.
        """
        stored = self.open(session_id)
        with suppress(DamagedSession, OSError):
            waiting = self._aside.get(stored.session.id)
            if waiting is not None and stored.revision in waiting.based_on:
                return waiting.session
        return stored.session

    def save(self, session: Session, read_at: Revision) -> Revision:
        """Write a session over the state that was read; see `SessionStore`."""
        with self._turn, self._saving():
            waiting = self._still_aside.get(session.id)
            file = None
            if waiting and read_at == waiting.based_on[0]:
                file = self._followed(waiting)
            file = file or self._sessions.opened(session.id, read_at)
            revision = self._sessions.write(file, session)
            self._still_aside.pop(session.id, None)
            return revision

    def keep_beside(self, session: Session) -> Stored:
        """Keep a session under a free id beside its own; see `SessionStore`."""
        with self._turn, self._saving():
            stored = self._sessions.keep_beside(session)
            self._still_aside.pop(session.id, None)
            return stored

    def put_aside(self, session: Session, read_at: Revision) -> None:
        """Write a session where it can wait for its place; see `SessionStore`.

        It does not wait for a save that does not come back.
        """
        waiting = self._still_aside.get(session.id)
        file = self._sessions.open_files.get(session.id)
        based_on = (
            read_at,
            *(waiting.based_on if waiting else ()),
            *(file.storage.ours if file and file.revision == read_at else ()),
        )
        self._aside.put(session, tuple(dict.fromkeys(based_on)))

    def drop_aside(self, session_id: str) -> None:
        """Remove what was put aside; see `SessionStore`."""
        self._aside.drop(session_id)

    def take_back(self, session_id: str) -> TakenBack | None:
        """Put what waits for a session into its place again, or keep it beside it.

        To be called under the session's lock, before it is opened; it tells itself what
        could not be done: what cannot be put back is what `open` returns then. After a crash
        at any moment it may be called again. None means that there is nothing to tell.
        """
        with self._turn:
            self._sessions.open_files.pop(session_id, None)
            self._still_aside.pop(session_id, None)
            try:
                waiting = self._aside.get(session_id)
            except (DamagedSession, OSError) as error:
                return TakenBack(
                    problem=f"Something of session {session_id} was kept aside and cannot be used "
                    f"({reason(error)}). It was left as it is, and the session as it was."
                )
            if waiting is None:
                return None
            self._aside.follow(session_id)
            try:
                taken = self._take_back(waiting)
            except (StoreError, OSError) as error:
                self._still_aside[session_id] = waiting
                return TakenBack(
                    problem=f"What was entered last in session {session_id} is kept aside, and "
                    f"could not be put in its place ({reason(error)}). Put that right, and it is "
                    "saved by itself."
                )
            with suppress(NotReachable):  # then it goes with the next save
                self._aside.drop(session_id)
            return taken

    def sweep(self, session_id: str) -> None:
        """Remove the temporary files that a kill left of a session; under its lock."""
        path = self._sessions.path_of(session_id)
        disk.sweep(path)
        with suppress(OSError):
            disk.sweep(target_of(path))
        self._aside.sweep(session_id)

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first; see `SessionStore`.

        One that only waits for its place is among them.
        """
        paths = {path.name: path for path in self._aside.paths()}
        with self._reading(), suppress(FileNotFoundError):
            paths |= {path.name: path for path in self.folder.iterdir() if is_shown(path.name)}
        return list_of(paths.values())

    def exists(self, session_id: str) -> bool:
        """Say whether there is a file for this id, or what is left of one."""
        with self._reading():
            return self._sessions.exists(session_id)

    def stamp(self, session_id: str) -> object:
        """Return what differs when a session's file does; see `SessionStore`."""
        try:
            return disk.stamp_of(self._sessions.path_of(session_id).stat())
        except OSError:
            return None

    def newest(self) -> str:
        """Return the id of the session that started last; see `open`."""
        summaries = self.list()
        if summaries and not summaries[0].problem:
            return summaries[0].id
        raise UnknownSession(
            "No session there can be read. `soptui list` says what is wrong with each."
            if summaries
            else "There is no session yet. `soptui new` starts one."
        )

    def _take_back(self, waiting: PutAside) -> TakenBack | None:
        session = waiting.session
        file = self._followed(waiting)
        if file is None:
            beside = self._sessions.kept_beside(session)  # done before a crash
            return TakenBack(beside or self._sessions.keep_beside(session).session.id)
        if file.read(session.id) == session:
            return None
        self._sessions.write(file, session)
        return TakenBack()

    def _followed(self, waiting: PutAside) -> SessionFile | None:
        """Return the file of a session that waits; or None, if somebody else has changed it."""
        session = waiting.session
        try:
            file = self._sessions.open_files.get(session.id) or self._sessions.file(session.id)
            if file.revision not in ("", *waiting.based_on) and file.read(session.id) != session:
                return None
        except DamagedSession:
            return None
        self._sessions.open_files[session.id] = file
        return file

    def _only_aside(self, file: SessionFile, session_id: str) -> Session:
        """Return a session that has no file yet, but waits for its place."""
        waiting = self._aside.get(session_id)
        if waiting is not None:
            self._aside.follow(session_id)
            return waiting.session
        previous = file.storage.previous
        hint = f" The version before it is kept as {previous.name}." if previous.exists() else ""
        raise UnknownSession(
            f"There is no session {session_id}.{hint}", "`soptui list` shows those there are."
        )

    def _saving(self) -> AbstractContextManager[None]:
        what = "The session could not be saved in {place}: {why}."
        advice = "Nothing is lost while soptui stays open: put that right, and it is saved by "
        return reaching(self.folder, what, advice + "itself.")

    def _reading(self) -> AbstractContextManager[None]:
        what = "The sessions in {place} could not be read: {why}."
        return reaching(self.folder, what, "Nothing was changed: put that right, and try again.")
