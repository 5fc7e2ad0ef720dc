"""Sessions as they were: a copy for every ten minutes of change, kept for seven days.

They are copies and not second names for a file: whatever writes into a session's file, a
snapshot of it stays as it was.

Each is named for its moment, and only that counts, never what the disk says of the file. As
a clock may be wrong, two rules stand over the seven days. The newest snapshot of a session
stays, however old, and so does what lies in the future. And nothing is removed at a time
more than a year after all the snapshots of earlier days: a clock has jumped, and is not
believed before it says so on a second day of work.
"""

import errno
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from soptui.storage import disk
from soptui.storage.moments import free_name, moment_in
from soptui.storage.store import is_session_id
from soptui.storage.strict_json import MAX_BYTES

EVERY = timedelta(minutes=10)
KEPT = timedelta(days=7)
_DAY = timedelta(days=1)
_LONG = timedelta(days=366)
_SUFFIX = ".json"
_LEFT = r"\.([0-9TZ-]+\.json)\.[0-9a-f]{8}\.tmp"


class Snapshot(NamedTuple):
    """A copy of a session's file; the later one is the greater."""

    taken: datetime
    number: int
    path: Path


class Snapshots:
    """The snapshots of all sessions, in a folder each."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._clock = clock
        self._newest: dict[str, datetime | None] = {}

    def note(self, session_id: str, file: Path) -> None:
        """Keep a copy of a file that was just saved, unless one was kept in the last ten minutes.

        One that lies in the future is of a clock that was wrong, and does not count.

        Raises:
            OSError: it was time for one, and the disk would not.
        """
        now = self._clock()
        if session_id not in self._newest:  # looked up once, and remembered
            found = [one.taken for one in snapshots_in(self.folder, session_id) if one.taken <= now]
            self._newest[session_id] = max(found, default=None)
        newest = self._newest[session_id]
        if newest is None or not timedelta() <= now - newest < EVERY:
            self.keep(session_id, file)

    def keep(self, session_id: str, file: Path) -> Path:
        """Keep a copy of a file now; it is on disk on return.

        Raises:
            OSError: the disk would not.
        """
        now = self._clock()
        raw = disk.read_file(file, MAX_BYTES)
        if len(raw) > MAX_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        place = _place(self.folder, session_id)
        disk.make_folder(place)
        path = free_name(place, now, suffix=_SUFFIX)
        disk.put(path, raw)
        self._newest[session_id] = now
        return path

    def prune(self) -> tuple[Path, ...]:
        """Remove what is older than seven days, and return what could not be removed.

        Nothing else is touched: no file or folder of another name, and nothing behind a link.
        """
        now = self._clock()
        stays: list[Path] = []
        try:
            places = _places_in(self.folder)
        except FileNotFoundError:
            return ()
        except OSError:
            return (self.folder,)
        files: dict[Path, list[Path]] = {}
        for place in places:
            try:
                files[place] = _files_in(place)
            except OSError:
                stays.append(place)
        found = {place: _snapshots_of(paths) for place, paths in files.items()}
        is_trusted = _is_trusted(now, [one.taken for all_of in found.values() for one in all_of])
        for place, paths in files.items():
            if is_trusted:
                stays += _remove([*_too_old(found[place], now), *_left(paths, now)])
            stays += _remove_if_empty(place)
        return tuple(stays)


def snapshots_in(folder: Path, session_id: str) -> tuple[Snapshot, ...]:
    """Return the snapshots of a session, oldest first.

    Raises:
        OSError: they could not be looked up.
    """
    return tuple(_snapshots_of(_files_in(_place(folder, session_id))))


def _place(folder: Path, session_id: str) -> Path:
    # It must never be a path, and a copy must not go where a link leads.
    if not is_session_id(session_id) or (folder / session_id).is_symlink():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return folder / session_id


def _places_in(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [
            Path(entry.path)
            for entry in entries
            if is_session_id(entry.name) and entry.is_dir(follow_symlinks=False)
        ]


def _files_in(place: Path) -> list[Path]:
    try:
        with os.scandir(place) as entries:
            return [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
    except FileNotFoundError:
        return []


def _snapshots_of(paths: list[Path]) -> list[Snapshot]:
    """Return those that are named as snapshots are, oldest first."""
    named = [(_named(path.name), path) for path in paths]
    return sorted(Snapshot(*moment, path) for moment, path in named if moment)


def _named(name: str) -> tuple[datetime, int] | None:
    return moment_in(name.removesuffix(_SUFFIX)) if name.endswith(_SUFFIX) else None


def _is_trusted(now: datetime, moments: list[datetime]) -> bool:
    """Say whether a clock may be believed, by the snapshots of yesterday and before."""
    known = [moment for moment in moments if moment <= now - _DAY]
    return bool(known) and now - max(known) <= _LONG


def _too_old(snapshots: list[Snapshot], now: datetime) -> list[Path]:
    past = [snapshot for snapshot in snapshots if snapshot.taken <= now]
    return [snapshot.path for snapshot in past[:-1] if snapshot.taken < now - KEPT]


def _left(paths: list[Path], now: datetime) -> Iterator[Path]:
    """Return what kills left of snapshots that would be too old by now."""
    for path in paths:
        named = re.fullmatch(_LEFT, path.name)
        moment = _named(named[1]) if named else None
        if moment and moment[0] < now - KEPT:
            yield path


def _remove(paths: list[Path]) -> list[Path]:
    """Remove files, and return those that stay."""
    stays = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            stays.append(path)
    return stays


def _remove_if_empty(place: Path) -> list[Path]:
    """Remove a folder with nothing in it, and return it if it stays even so."""
    try:
        if next(place.iterdir(), None) is None:
            place.rmdir()
    except FileNotFoundError:
        return []
    except OSError as error:
        return [] if error.errno in (errno.ENOTEMPTY, errno.EEXIST) else [place]
    return []
