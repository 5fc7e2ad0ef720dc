"""What stands in the file of a session, and a line of the list for it.

It is one document in one table. A file that was put aside says in a second table which
state of the session it was based on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.atomic import AtomicStorage, previous_of
from soptui.storage.codec import Encoder, decode
from soptui.storage.store import (
    DamagedSession,
    Revision,
    StoreError,
    Summary,
    UnknownSession,
    is_session_id,
)
from soptui.storage.texts import settled

SUFFIX = ".json"
TABLE = "session"
ASIDE = "aside"
BASED_ON = "based_on"
ONLY = 1
"""The one document of a table: a session is written whole or not at all."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FOREIGN = (
    "This file is not named as soptui names sessions; a sync program may have copied it. It was "
    "left as it is."
)


class SessionFile:
    """The file of one session, and what is remembered of it between saves.

    Raises:
        DamagedSession: there is a file, but not a whole one.
        OSError: it could not be read.
    """

    def __init__(self, path: Path, pause: disk.Pause) -> None:
        self.storage = AtomicStorage(path, pause)
        self._table = TinyDB(storage=lambda: self.storage).table(TABLE, cache_size=0)
        self._encoder = Encoder()

    @property
    def revision(self) -> Revision:
        """The state that it was read at or last saved in; empty while there is none."""
        return self.storage.revision or Revision("")

    def read(self, session_id: str) -> Session | None:
        """Return the session in it, or None if there is no file yet.

        Raises:
            DamagedSession: it holds something else.
        """
        return session_in(self.storage, session_id) if self.revision else None

    def write(self, session: Session) -> Revision:
        """Put a session in the place of the one before, if there was one.

        Raises:
            StoreError: the file was changed, or may not hold that much.
            OSError: the disk would not.
        """
        document = Document(self._encoder.encode(session), doc_id=ONLY)
        if self.revision:
            self._table.update(document, doc_ids=[ONLY])
        else:
            self._table.insert(document)
        return self.revision


def path_in(folder: Path, session_id: str) -> Path:
    """Return where a session is kept in a folder.

    Raises:
        UnknownSession: that is no id; it may come from anywhere, and must never be a path.
    """
    if not is_session_id(session_id):
        raise UnknownSession(
            "That cannot be the id of a session. `soptui list` shows those there are."
        )
    return folder / f"{session_id}{SUFFIX}"


@contextmanager
def telling_of_previous(path: Path, session_id: str) -> Iterator[None]:
    """Let the refusal of a damaged file say whether the version before it is whole."""
    try:
        yield
    except DamagedSession as error:
        hint, previous = "It was left as it is.", previous_of(path)
        try:
            there = previous.exists()
            if there:
                session_in(AtomicStorage(previous), session_id)
        except (StoreError, OSError):
            hint += f" The version before it, {previous.name}, cannot be read either."
            raise DamagedSession(error.faults, error.name, hint) from error
        if not there:
            raise
        hint += f" The version before it is whole and beside it, as {previous.name}."
        raise DamagedSession(error.faults, error.name, hint, previous.name) from error


def session_in(storage: AtomicStorage, session_id: str) -> Session:
    """Return the session in a file, which must be the one that the file is named for.

    Raises:
        DamagedSession: there is none.
    """
    tables = storage.read() or {}
    table = tables.pop(TABLE, {})
    tables.pop(ASIDE, None)
    document = table.get(str(ONLY))
    if document is None or len(table) != 1 or tables:
        raise storage.damaged(("file: not a file of soptui",))
    try:
        session = decode(document)
    except DamagedSession as error:
        raise storage.damaged(error.faults) from error
    if session.id != session_id:
        raise storage.damaged(("id: not the one that the file is named for",))
    return session


def bases_in(storage: AtomicStorage) -> tuple[Revision, ...]:
    """Return the states of its session that a file was based on when it was put aside.

    Raises:
        DamagedSession: it does not say so.
    """
    bases = (storage.read() or {}).get(ASIDE, {}).get(str(ONLY), {}).get(BASED_ON)
    if type(bases) is not list or not bases or not all(type(base) is str for base in bases):
        raise storage.damaged(("aside: does not say what it was based on",))
    return tuple(Revision(base) for base in bases)


def is_shown(name: str) -> bool:
    """Say whether a list of sessions has a line for a file of this name."""
    return name.endswith(SUFFIX) and not name.startswith(".")


def list_of(paths: Iterable[Path]) -> tuple[Summary, ...]:
    """Return what a list says of files, the newest session first; it never fails."""
    found = [_summary(path) for path in paths]
    found.sort(key=lambda pair: (pair[0].started or _LONG_AGO, pair[1]), reverse=True)
    return tuple(summary for summary, _ in found)


def _summary(path: Path) -> tuple[Summary, int]:
    """Return what a list says of a file, and when it was last changed."""
    name = path.name.removesuffix(SUFFIX)
    shown = Summary(settled(name), "", None, 0)
    if not is_session_id(name):
        return replace(shown, problem=_FOREIGN), 0
    try:
        changed = path.stat().st_mtime_ns
        with telling_of_previous(path, name):
            session = session_in(AtomicStorage(path), name)
    except StoreError as error:
        return replace(shown, problem=str(error)), 0
    except OSError as error:
        return replace(shown, problem=f"{path.name} cannot be read: {disk.why(error)}."), 0
    return Summary(name, session.title, session.started, len(session.notes)), changed
