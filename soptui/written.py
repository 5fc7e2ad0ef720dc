"""Copies that were written while somebody else was writing the session.

The session itself remembers its copies, but only one program at a time may write it. What
another has written meanwhile waits here, a file each, until the session is opened again.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from soptui.home import Home
from soptui.model.edits import RecordExport
from soptui.model.session import Exported
from soptui.storage import disk
from soptui.storage.store import SessionStore, Stored, StoreError

_MOST = 64 * 1024


def leave_word(home: Home, session_id: str, exported: Exported) -> None:
    """Keep for a session that a copy of it was written.

    Raises:
        OSError: it could not be kept.
    """
    disk.make_folder(home.written)
    document = asdict(exported) | {"made": exported.made.isoformat()}
    path = home.written / f"{session_id}.{os.urandom(4).hex()}.json"
    disk.put(path, json.dumps(document).encode())


def waiting(home: Home, session_id: str) -> tuple[Exported, ...]:
    """Return the copies that the session does not know of yet, the oldest first."""
    found = [exported for path in _files(home, session_id) if (exported := _read(path))]
    return tuple(sorted(found, key=lambda exported: exported.made))


def taken_up(store: SessionStore, stored: Stored, home: Home) -> Stored:
    """Let a session that was opened to be written know of them; it is saved with them."""
    session_id = stored.session.id
    files = _files(home, session_id)
    if not files:
        return stored
    session = stored.session
    for exported in waiting(home, session_id):
        session = RecordExport(exported).apply(session)
    with suppress(StoreError, OSError):  # they wait on
        stored = Stored(session, store.save(session, stored.revision))
        for path in files:
            path.unlink()
    return stored


def _files(home: Home, session_id: str) -> list[Path]:
    try:
        return sorted(home.written.glob(f"{session_id}.*.json"))
    except OSError:
        return []


def _read(path: Path) -> Exported | None:
    """Return what a file says; one that says nothing of use is passed over."""
    try:
        said = json.loads(disk.read_file(path, _MOST))
        made = datetime.fromisoformat(said["made"])
        if made.utcoffset() is None:
            return None
        return Exported(
            path=str(said["path"]), format=str(said["format"]), copy=str(said["copy"]), made=made
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def forget(home: Home, session_id: str, path: str) -> None:
    """Forget a copy that waits here and is deleted."""
    for file in _files(home, session_id):
        if (exported := _read(file)) and exported.path == path:
            with suppress(OSError):
                file.unlink()
