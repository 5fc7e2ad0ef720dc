"""A folder of session files: how one is found, made, written, and kept beside another."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.session_file import SessionFile, path_in
from soptui.storage.store import (
    ChangedElsewhere,
    DamagedSession,
    Revision,
    SnapshotKeeper,
    Stored,
    ids_beside,
    reason,
)

_STILL_HERE = "Your work is still here: export a copy of it."


class SessionFolder:
    """The sessions of one folder, one save at a time.

    `open_files` are those that were opened or made here, by id. What the disk says goes out
    as OSError.
    """

    def __init__(
        self,
        path: Path,
        snapshots: SnapshotKeeper | None,
        also_taken: Callable[[str], bool],
        pause: disk.Pause,
    ) -> None:
        self.path = path
        self.warning = ""
        self.open_files: dict[str, SessionFile] = {}
        self._snapshots = snapshots
        self._also_taken = also_taken
        self._pause = pause

    def path_of(self, session_id: str) -> Path:
        """Return where a session is kept, or would be."""
        return path_in(self.path, session_id)

    def file(self, session_id: str) -> SessionFile:
        """Return the file of a session as it is now, or the place for one.

        Raises:
            DamagedSession: it is not whole.
        """
        return SessionFile(self.path_of(session_id), self._pause)

    def opened(self, session_id: str, read_at: Revision) -> SessionFile:
        """Return the file of a session that is in the state it was read at.

        Raises:
            ChangedElsewhere: it is not in that state any more.
        """
        try:
            file = self.open_files.get(session_id) or self.file(session_id)
        except DamagedSession as error:
            raise ChangedElsewhere(error.what, _STILL_HERE) from error
        if file.revision != read_at:
            raise ChangedElsewhere(
                f"Session {session_id} was saved by somebody else since it was opened, so it was "
                "not written over."
                if file.revision
                else f"{file.storage.path.name} was removed by another program.",
                _STILL_HERE,
            )
        self.open_files[session_id] = file
        return file

    def exists(self, session_id: str) -> bool:
        """Say whether something is kept under this id, readable or not."""
        path = self.path_of(session_id)
        return path.exists() or disk.previous_name(path).exists() or self._also_taken(session_id)

    def create(self, session: Session) -> Revision:
        """Keep a new session.

        Raises:
            ChangedElsewhere: there is already one with this id.
        """
        # One of ours that failed half-way has no revision yet, and is made again.
        file = self.open_files.get(session.id)
        if file is None and not self.exists(session.id):
            file = self.file(session.id)
        if file is None or file.revision:
            raise ChangedElsewhere(
                f"There is already a session {session.id}, so it was not written over.",
                "Start yours under another id.",
            )
        self.open_files[session.id] = file
        try:
            return self.write(file, session)
        except ChangedElsewhere:  # somebody was quicker
            del self.open_files[session.id]
            raise

    def write(self, file: SessionFile, session: Session) -> Revision:
        """Put a session into its file, and let a snapshot of it be taken.

        Raises:
            ChangedElsewhere: another program has changed the file.
        """
        if not file.revision:
            disk.make_folder(self.path)
        revision = file.write(session)
        self.warning = ""
        if self._snapshots is not None:
            try:
                self._snapshots.note(session.id, file.storage.path)
            except Exception as error:  # whatever it is, the session is saved
                self.warning = f"Saved, but no earlier version could be kept ({reason(error)})."
        return revision

    def keep_beside(self, session: Session) -> Stored:
        """Keep a session under the first free id beside its own."""
        ids = ids_beside(session.id)
        while True:
            kept = replace(session, id=next(ids))
            with suppress(ChangedElsewhere):
                return Stored(kept, self.create(kept))

    def kept_beside(self, session: Session) -> str:
        """Return the id under which this very state is kept beside its own; or nothing."""
        for other in ids_beside(session.id):
            if not self.exists(other):
                break
            with suppress(DamagedSession):
                if self.file(other).read(other) == replace(session, id=other):
                    return other
        return ""
