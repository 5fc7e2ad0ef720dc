"""Evidence: what cannot be read, or is not to be taken back, is kept under another name.

It stays in its folder, and its name is the one it had and why it is kept:

    NAME.damaged-MOMENT    it could not be read
    NAME.newer-MOMENT      a newer soptui has made it
    NAME.TOKEN.kept        it waited aside, and something else took its place

Nothing is ever written over evidence, and only a person removes it.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from soptui.storage import disk
from soptui.storage.moments import free_name, moment_in

_DAMAGED = "damaged"
_KEPT = ".kept"


def keep_as_damaged(path: Path, now: datetime, *, why: str = _DAMAGED) -> Path:
    """Rename a file that cannot be read, and return where it is kept.

    Raises:
        OSError: it could not be renamed, and is where it was.
    """
    return _moved(path, _damaged_name(path, now, why))


def copy_as_damaged(path: Path, now: datetime) -> Path:
    """Keep a file that cannot be read, leave it where it is, and return where it is kept.

    Raises:
        OSError: it could not be kept.
    """
    kept = _damaged_name(path, now, _DAMAGED)
    disk.keep_as(path, kept, disk.spare_name(kept))
    disk.sync_folder(path.parent)
    return kept


def keep_untaken(path: Path, pause: disk.Pause = time.sleep) -> Path | None:
    """Rename a file that waited aside, and return where it is kept; None if there is none.

    Raises:
        OSError: it could not be renamed, and is where it was.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return None
    return _moved(path, path.with_name(f"{path.name}.{disk.new_token()}{_KEPT}"), pause)


def damaged_of(path: Path) -> Iterator[tuple[Path, tuple[datetime, int] | None]]:
    """Return what is kept of a file as damaged, and the moment that its name tells."""
    start = f"{path.name}.{_DAMAGED}-"
    for other in _named_after(path):
        if other.name.startswith(start):
            yield other, moment_in(other.name.removeprefix(start))


def untaken_of(path: Path) -> Iterator[Path]:
    """Return what waited aside under a file's name, and was not taken back."""
    return (other for other in _named_after(path) if other.name.endswith(_KEPT))


def _damaged_name(path: Path, now: datetime, why: str) -> Path:
    return free_name(path.parent, now, prefix=f"{path.name}.{why}-")


def _moved(path: Path, kept: Path, pause: disk.Pause = time.sleep) -> Path:
    disk.replace(path, kept, pause)
    disk.sync_folder(path.parent)
    return kept


def _named_after(path: Path) -> list[Path]:
    try:
        return [one for one in path.parent.iterdir() if one.name.startswith(f"{path.name}.")]
    except OSError:
        return []
