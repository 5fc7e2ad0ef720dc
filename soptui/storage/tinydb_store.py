"""Sessions in a folder, one TinyDB file each: the embedded default."""

import errno
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.atomic import AtomicStorage
from soptui.storage.codec import Encoder, decode
from soptui.storage.store import (
    LAST,
    ChangedElsewhere,
    DamagedSession,
    NotReachable,
    Revision,
    Stored,
    StoreError,
    Summary,
    UnknownSession,
    is_session_id,
)
from soptui.storage.texts import settled

_SUFFIX = ".json"
_TABLE = "session"
_ONLY = 1  # the one document of a file: a session is written whole or not at all
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NOT_SAVED = (
    "The session could not be saved in {place}: {why}. Nothing is lost while soptui stays open: "
    "put that right, and it is saved by itself."
)
_NOT_READ = (
    "The sessions in {place} could not be read: {why}. Nothing was changed: put that right, and "
    "try again."
)
_FOREIGN = (
    "This file is not named as soptui names sessions; a sync program may have copied it. It was "
    "left as it is."
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _File:
    """The open storage of one session, and what it remembers between saves."""

    storage: AtomicStorage
    table: Table
    encoder: Encoder = field(default_factory=Encoder)

    @property
    def revision(self) -> Revision:
        """The state that it was read at or last saved in."""
        return self.storage.revision or Revision("")

    def document(self, session: Session) -> Document:
        """Return the session as the one document of its file."""
        return Document(self.encoder.encode(session), doc_id=_ONLY)


class TinyStore:
    """Keeps each session in a file named for its id.

    May be used from several threads, one save at a time.
    """

    def __init__(self, folder: Path, pause: disk.Pause = time.sleep) -> None:
        self.folder = folder
        self._pause = pause
        self._files: dict[str, _File] = {}
        self._turn = threading.Lock()

    def create(self, session: Session) -> Revision:
        """Keep a new session; see `SessionStore`."""
        with self._turn, self._reaching(_NOT_SAVED):
            # One of ours that failed half-way has no revision yet, and is made again.
            file = self._files.get(session.id)
            if file.revision if file else self.exists(session.id):
                raise ChangedElsewhere(
                    f"There is already a session {session.id}, so it was not written over. Start "
                    "yours under another id."
                )
            disk.make_folder(self.folder)
            file = self._files[session.id] = file or self._file(session.id)
            file.table.insert(file.document(session))
            return file.revision

    def open(self, session_id: str) -> Stored:
        """Read a session; see `SessionStore`."""
        with self._turn, self._reaching(_NOT_READ):
            name = self._newest() if session_id == LAST else session_id
            file = self._existing(name)
            session = _session(file.storage, name)
            self._files[name] = file
            return Stored(session, file.revision)

    def save(self, session: Session, read_at: Revision) -> Revision:
        """Write a session over the state that was read; see `SessionStore`."""
        with self._turn, self._reaching(_NOT_SAVED):
            file = self._files.get(session.id) or self._existing(session.id)
            if file.revision != read_at:
                raise ChangedElsewhere(
                    f"Session {session.id} was saved by somebody else since it was opened, so it "
                    "was not written over. Your work is still here: export a copy of it."
                )
            self._files[session.id] = file
            file.table.update(file.document(session), doc_ids=[_ONLY])
            return file.revision

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first; see `SessionStore`."""
        with self._reaching(_NOT_READ):
            try:
                paths = [path for path in self.folder.iterdir() if _is_shown(path.name)]
            except FileNotFoundError:
                return ()
        found = [_summary(path) for path in paths]
        found.sort(key=lambda pair: (pair[0].started or _LONG_AGO, pair[1]), reverse=True)
        return tuple(summary for summary, _ in found)

    def exists(self, session_id: str) -> bool:
        """Say whether there is a file for this id, or what is left of one."""
        path = self._path(session_id)
        with self._reaching(_NOT_READ):
            return path.exists() or path.with_name(f"{path.name}.bak").exists()

    def _path(self, session_id: str) -> Path:
        if not is_session_id(session_id):  # it may come from anywhere, and must never be a path
            raise UnknownSession(
                "That cannot be the id of a session. `soptui list` shows those there are."
            )
        return self.folder / f"{session_id}{_SUFFIX}"

    def _file(self, session_id: str) -> _File:
        storage = AtomicStorage(self._path(session_id), self._pause)
        database = TinyDB(storage=lambda: storage)
        return _File(storage, database.table(_TABLE, cache_size=0))

    def _existing(self, session_id: str) -> _File:
        file = self._file(session_id)
        if file.revision:
            return file
        previous = file.storage.previous
        hint = f" The version before it is kept as {previous.name}." if previous.exists() else ""
        raise UnknownSession(
            f"There is no session {session_id}.{hint} `soptui list` shows those there are."
        )

    def _newest(self) -> str:
        summaries = self.list()
        if summaries and not summaries[0].problem:
            return summaries[0].id
        raise UnknownSession(
            "No session there can be read. `soptui list` says what is wrong with each."
            if summaries
            else "There is no session yet. `soptui new` starts one."
        )

    @contextmanager
    def _reaching(self, sentence: str) -> Iterator[None]:
        """Turn what the system says into a sentence."""
        try:
            yield
        except OSError as error:
            place = settled(str(self.folder))
            raise NotReachable(sentence.format(place=place, why=_why(error))) from error


def _is_shown(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith(".")


def _summary(path: Path) -> tuple[Summary, int]:
    """Return what a list says of a file, and when it was last changed; it never fails."""
    name = path.name.removesuffix(_SUFFIX)
    shown = Summary(settled(name), "", None, 0)
    if not is_session_id(name):
        return replace(shown, problem=_FOREIGN), 0
    try:
        changed = path.stat().st_mtime_ns
        session = _session(AtomicStorage(path), name)
    except StoreError as error:
        return replace(shown, problem=str(error)), 0
    except OSError as error:
        return replace(shown, problem=f"{path.name} cannot be read: {_why(error)}."), 0
    return Summary(name, session.title, session.started, len(session.notes)), changed


def _session(storage: AtomicStorage, session_id: str) -> Session:
    """Return the session in a file, which must be the one that the file is named for."""
    tables = storage.read() or {}
    document = tables.get(_TABLE, {}).get(str(_ONLY))
    if document is None or len(tables) != 1 or len(tables[_TABLE]) != 1:
        raise storage.damaged(("file: not a file of soptui",))
    try:
        session = decode(document)
    except DamagedSession as error:
        raise storage.damaged(error.faults) from error
    if session.id != session_id:
        raise storage.damaged(("id: not the one that the file is named for",))
    return session


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full"
    return (error.strerror or type(error).__name__).lower()
