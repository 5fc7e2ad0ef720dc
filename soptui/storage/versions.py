"""Everything that there is of one session, whether a file of it is whole, and the way back.

Going back destroys nothing: what a version takes the place of is kept as a snapshot if it
is whole, and beside it as evidence, NAME.damaged-MOMENT, if it is not.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.atomic import AtomicStorage, target_of
from soptui.storage.evidence import (
    copy_as_damaged,
    damaged_of,
    keep_as_damaged,
    keep_untaken,
    untaken_of,
)
from soptui.storage.json_writer import Writer
from soptui.storage.moments import moment_in
from soptui.storage.session_file import ONLY, SUFFIX, TABLE, path_in, session_in
from soptui.storage.snapshots import Snapshots, snapshots_in
from soptui.storage.store import DamagedSession, NotReachable, is_session_id
from soptui.storage.strict_json import MAX_BYTES, NotStrictError
from soptui.storage.texts import settled

_LONG_AGO = datetime.fromtimestamp(0, UTC)
_YEAR_3000 = 32_503_680_000


class VersionKind(Enum):
    """What a version is, and how it is called; of one moment the last of these is the newest."""

    DAMAGED = "damaged"
    SNAPSHOT = "snapshot"
    KEPT_ASIDE = "kept aside"
    PREVIOUS = "previous"
    ASIDE = "aside"
    NOW = "now"

    @property
    def is_evidence(self) -> bool:
        """Whether it is kept because it is damaged or was not taken back: that is no news."""
        return self in (VersionKind.DAMAGED, VersionKind.KEPT_ASIDE)


_KINDS = (*VersionKind,)
_ONE_OF_A_KIND = (VersionKind.PREVIOUS, VersionKind.ASIDE, VersionKind.NOW)


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a session that is on disk; `problem` says why it cannot be used.

    `name` is unlike that of any other: "now", "previous", "aside", "snapshot 2026-11-23
    14:10:05", "damaged 2026-11-23 14:12:09".
    """

    name: str
    kind: VersionKind
    path: Path
    changed: datetime
    notes: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a version may be, and when that was made, if its name tells it."""

    kind: VersionKind
    path: Path
    moment: tuple[datetime, int] | None = None


def versions(sessions: Path, snapshots: Path, aside: Path, session_id: str) -> tuple[Version, ...]:
    """Return what there is of a session, newest first; damage is told and never raised.

    Raises:
        UnknownSession: that cannot be the id of one.
    """
    path, waiting = _target(path_in(sessions, session_id)), path_in(aside, session_id)
    places = (*_beside(path), *_aside(waiting), *_before(snapshots, session_id))
    found = [one for place in places if (one := _found(place, session_id))]
    named: dict[str, Version] = {}
    for _, version in sorted(found, key=lambda pair: pair[0]):
        name, number = version.name, 2
        while name in named:  # of one second, or of the hour that a clock has twice
            name, number = f"{version.name} ({number})", number + 1
        named[name] = replace(version, name=name)
    return tuple(reversed(named.values()))


def verify(path: Path) -> tuple[str, ...]:
    """Return the faults of one file, each "path: what is wrong"; none if it is whole.

    It may be of any kind that `versions` names, or a copy under a name of its own.
    """
    return _read(path, _id_told_by(path))[1]


def restore(
    version: Path, session_id: str, sessions: Path, snapshots: Snapshots, now: datetime
) -> Path | None:
    """Make a version the session again, and return where what was there before is kept.

    To be called under the lock of the session, which is to be opened anew afterwards. At
    every moment the session's file is the old or the new one; only what is no file, or too
    large to be a session, is renamed before the new one comes.

    Raises:
        UnknownSession: that cannot be the id of a session.
        DamagedSession: the version is not whole; nothing was changed.
        NotReachable: it could not be read or written, and what was there still is.
    """
    path = path_in(sessions, session_id)
    try:
        raw = _content(version, session_id)
        disk.make_folder(sessions)
        path = _target(path)
        _keep_previous(path, version, session_id, snapshots)
        kept = _keep(path, session_id, snapshots, now)
        disk.put(path, raw)
    except OSError as error:
        raise NotReachable(
            f"Session {session_id} could not be brought back in {settled(str(path.parent))}: "
            f"{disk.why(error)}.",
            "Nothing is lost: put that right, and try again.",
        ) from error
    return kept


def put_away(session_id: str, aside: Path, chosen: Path) -> None:
    """Let nothing that waits aside undo that a session was brought back.

    What waits is kept as a version; if it is what was chosen, it is back and goes. To be
    called after `restore`, under the same lock: what waits is at no moment out of sight.

    Raises:
        NotReachable: it could not be put away, and is where it was.
    """
    waiting = path_in(aside, session_id)
    try:
        if chosen.resolve() == waiting.resolve():
            disk.remove(waiting)
        elif os.path.lexists(waiting):
            keep_untaken(waiting)
    except OSError as error:
        raise NotReachable(
            f"Session {session_id} is back, but what waited aside in {settled(str(aside))} could "
            f"not be put away: {disk.why(error)}.",
            "Nothing is lost: put that right, and go back again before it is opened.",
        ) from error


def _target(path: Path) -> Path:
    """Return where a file really is; a link to anything but a file is itself in the way."""
    try:
        target = target_of(path)
        if target.is_file() or (target.parent.is_dir() and not os.path.lexists(target)):
            return target
    except OSError:  # it leads to itself
        pass
    return path


def _beside(path: Path) -> Iterator[_Place]:
    yield _Place(VersionKind.NOW, path)
    yield _Place(VersionKind.PREVIOUS, disk.previous_name(path))
    for other, moment in damaged_of(path):
        yield _Place(VersionKind.DAMAGED, other, moment)


def _aside(path: Path) -> Iterator[_Place]:
    yield _Place(VersionKind.ASIDE, path)
    for other in untaken_of(path):
        yield _Place(VersionKind.KEPT_ASIDE, other)


def _before(snapshots: Path, session_id: str) -> Iterator[_Place]:
    try:
        for one in snapshots_in(snapshots, session_id):
            yield _Place(VersionKind.SNAPSHOT, one.path, (one.taken, one.number))
    except OSError:  # they cannot be looked up, and that is to be seen
        yield _Place(VersionKind.SNAPSHOT, snapshots / session_id)


def _found(place: _Place, session_id: str) -> tuple[tuple[datetime, int, int], Version] | None:
    """Return what is at a place, and where it belongs among the others; None if nothing is."""
    try:
        changed = _moment(place.path.lstat())
    except FileNotFoundError:
        return None
    except OSError:
        changed = _LONG_AGO
    if place.moment:
        changed = place.moment[0]
    session, faults = _read(place.path, session_id)
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    problem = f"{faults[0]}{more}" if faults else ""
    name = place.kind.value
    if place.kind not in _ONE_OF_A_KIND:
        name += f" {changed.astimezone():%Y-%m-%d %H:%M:%S}"
    notes = len(session.notes) if session else 0
    order = (changed, _KINDS.index(place.kind), place.moment[1] if place.moment else 1)
    return order, Version(name, place.kind, place.path, changed, notes, problem)


def _moment(found: os.stat_result) -> datetime:
    # Of other centuries not every system can tell the local time.
    return datetime.fromtimestamp(min(max(found.st_mtime, 0), _YEAR_3000 - 1), UTC)


def _read(path: Path, session_id: str | None) -> tuple[Session | None, tuple[str, ...]]:
    """Return the session in a file, or what is wrong with it; without an id, any session."""
    try:
        storage = AtomicStorage(path)
        if storage.revision is None:
            return None, ("file: is not there",)
        return session_in(storage, session_id or _id_in(storage)), ()
    except DamagedSession as error:
        return None, error.faults
    except OSError as error:
        return None, (f"file: cannot be read: {disk.why(error)}",)


def _id_in(storage: AtomicStorage) -> str:
    document = (storage.read() or {}).get(TABLE, {}).get(str(ONLY), {})
    return str(document.get("id"))


def _id_told_by(path: Path) -> str | None:
    """Return the id of the session that a file should hold, by its name."""
    is_snapshot = path.suffix == SUFFIX and moment_in(path.stem)
    name = path.absolute().parent.name if is_snapshot else path.name.partition(SUFFIX)[0]
    return name if is_session_id(name) else None


def _content(version: Path, session_id: str) -> bytes:
    """Return a whole version as the bytes of a session's own file."""
    storage = AtomicStorage(version)
    session_in(storage, session_id)
    try:
        return Writer().dumps({TABLE: (storage.read() or {})[TABLE]})
    except NotStrictError as error:  # laid out by us it takes more room
        raise storage.damaged((f"file: {error}",)) from None


def _keep_previous(path: Path, chosen: Path, session_id: str, snapshots: Snapshots) -> None:
    """Keep the version before as a snapshot: the next save will take its name."""
    previous = disk.previous_name(path)
    if chosen != previous and not _read(previous, session_id)[1]:
        snapshots.keep(session_id, previous)


def _keep(path: Path, session_id: str, snapshots: Snapshots, now: datetime) -> Path | None:
    """Keep what is in the place of a session, and return where; None if there is nothing."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return keep_as_damaged(path, now)
    if found.st_size > MAX_BYTES:  # where there are no links, a copy could take all memory
        with suppress(PermissionError):  # not our file: better kept than hidden
            path.chmod(0o600)
        return keep_as_damaged(path, now)
    if _read(path, session_id)[1]:
        return copy_as_damaged(path, now)
    return snapshots.keep(session_id, path)
