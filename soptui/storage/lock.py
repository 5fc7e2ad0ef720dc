"""One writer a session: who holds it, and what the next one is told.

What is locked is a folder of the session's own, by the system: the lock ends with the
process however that dies, and stays while it is only stopped. A lock file that somebody
tidies away lets a second writer in; what is inside the folder may go without that.

The system sees this computer alone. For a place that several share, the writer leaves a
note in the folder; it guards nothing, and the look at the file before each save is the
net below it.
"""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from soptui.model.text import cleaned
from soptui.storage import disk, writer_note
from soptui.storage.moments import moment_of, to_the_minute
from soptui.storage.store import NotReachable, StoreError, UnknownSession, is_session_id
from soptui.storage.strict_json import NotStrictError, loads
from soptui.storage.texts import settled

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_NOTE = "writer.json"
_LONGEST_NAME = 40
_SOMEBODY = "somebody"
_TRIES = 100
_LOOKS, _LOOK_SECONDS = 3, 0.005
# What systems answer where a file system knows no such lock.
_NO_LOCKS = {
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOLCK,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EBADF,  # some network file systems lock only what may be written, so no folder
}
LetGo = Callable[[], None]
Guard = Callable[[Path], LetGo]
"""Locks a folder and returns what unlocks it.

It raises BlockingIOError if somebody holds it, FileNotFoundError if it went away.
"""


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who writes a session, and since when."""

    user: str
    host: str
    process: int
    since: datetime


class SessionLocked(StoreError):
    """Somebody else writes the session; `holder` is None if nothing says who."""

    exit_code = 3

    def __init__(self, session_id: str, holder: LockHolder | None, now: datetime) -> None:
        self.holder = holder
        super().__init__(
            f"Session {session_id} is being written by {_told(holder, now)}.",
            "It can be read here meanwhile; close it there to write it here.",
        )


class Lock:
    """The right to write one session, until it is given back or the process ends.

    `elsewhere` is whoever left a note on another computer and did not take it back: they
    may be writing too. `is_guarded` is False where the file system has no locks; then
    nobody is kept from working, any note counts as `elsewhere`, and only the look at the
    file before each save keeps two writers apart.
    """

    def __init__(
        self, path: Path, own: LockHolder, let_go: LetGo | None, elsewhere: LockHolder | None
    ) -> None:
        self.elsewhere = elsewhere
        self.is_guarded = let_go is not None
        self._path = path
        self._own = own
        self._let_go = let_go
        self._is_held = True

    def __del__(self) -> None:
        # Whoever forgets it must not keep it: what it holds open is the system's, and few.
        with suppress(Exception):
            self.release()

    def release(self) -> None:
        """Let others write; once is enough, and more does no harm."""
        if not self._is_held:
            return
        self._is_held = False
        _take_back(self._path, self._own)
        if self._let_go is not None:
            self._let_go()


def by_folder(place: Path) -> LetGo:
    """Lock the folder itself: Linux and macOS."""
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_still(descriptor, place):  # its last writer removed it as we came
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    except BaseException:
        os.close(descriptor)
        raise

    def let_go() -> None:
        with suppress(OSError):  # there may be something in it that is not ours
            if _is_still(descriptor, place):
                place.rmdir()
        with suppress(OSError):  # it is closed even so
            os.close(descriptor)

    return let_go


def by_file(place: Path) -> LetGo:
    """Lock a file in the folder: Windows, which lets nobody remove a file that is open."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow, and needed there alone

    lock = FileLock(place / "lock", mode=0o600, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from None
    return lock.release


def take(
    folder: Path, session_id: str, now: datetime, guard: Guard = by_folder if fcntl else by_file
) -> Lock:
    """Become the one who writes a session; `folder` is where all the locks are.

    Raises:
        SessionLocked: somebody is that already, here or in another process.
        NotReachable: the lock could not be made.
    """
    if not is_session_id(session_id):  # it may come from anywhere, and must never be a path
        raise UnknownSession("That cannot be the id of a session.")
    place = folder / session_id
    path = place / _NOTE
    try:
        let_go = _patiently_guarded(place, guard)
    except BlockingIOError:
        raise SessionLocked(session_id, _read(path), now) from None
    except OSError as error:
        raise NotReachable(
            f"Session {session_id} could not be taken for writing in {settled(str(place))}: "
            f"{disk.why(error)}.",
            "Nothing was changed: put that right, and try again.",
        ) from error
    own = LockHolder(_user(), _host(), os.getpid(), now)
    found = _read(path)
    # One of ours that is still there while the lock was free is of a process that died.
    may_write = found is not None and (let_go is None or found.host != own.host)
    _leave(path, own)
    return Lock(path, own, let_go, found if may_write else None)


def is_free(folder: Path, session_id: str) -> bool:
    """Say whether nobody writes a session, as far as can be seen; all is left as it was.

    Where another computer left a note, somebody may be writing there.
    """
    if not is_session_id(session_id):
        return False
    place = folder / session_id
    found = _read(place / _NOTE)
    if found is not None and found.host != _host():
        return False
    try:
        _look(place)
    except FileNotFoundError:
        return True
    except OSError as error:  # without locks, the note is all that tells
        return error.errno in _NO_LOCKS and found is None
    return True


def _look(place: Path) -> None:
    """Raise BlockingIOError if somebody holds a folder, FileNotFoundError if there is none."""
    if fcntl is None:
        (place / "lock").stat()
        by_file(place)()  # the system lets nobody look at it otherwise
        return
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # several may look at once
    finally:
        os.close(descriptor)


def _patiently_guarded(place: Path, guard: Guard) -> LetGo | None:
    """Lock a folder as `_guarded` does: who only looks whether it is held has it for no time."""
    for _ in range(_LOOKS):
        with suppress(BlockingIOError):
            return _guarded(place, guard)
        time.sleep(_LOOK_SECONDS)
    return _guarded(place, guard)


def _guarded(place: Path, guard: Guard) -> LetGo | None:
    """Lock a folder, made for it if need be; None where there are no locks."""
    for _ in range(_TRIES):
        try:
            disk.make_folder(place.parent)
            with suppress(FileExistsError):
                place.mkdir(0o700)
                place.chmod(0o700)  # the umask may have taken even our own rights away
            return guard(place)
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return None
            raise
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _is_still(descriptor: int, place: Path) -> bool:
    """Say whether a folder that is open still is the one of that name."""
    try:
        return os.path.samestat(os.fstat(descriptor), place.lstat())
    except FileNotFoundError:
        return False


def _leave(path: Path, own: LockHolder) -> None:
    since = own.since.isoformat()
    note = {"user": own.user, "host": own.host, "process": own.process, "since": since}
    writer_note.leave(path, note)


def _take_back(path: Path, own: LockHolder) -> None:
    found = _read(path)
    if found and (found.process, found.since) == (own.process, own.since):
        with suppress(OSError):
            path.unlink()


def _read(path: Path) -> LockHolder | None:
    """Return who left a note; None if there is none, or none that can be trusted."""
    try:
        note = loads(writer_note.bytes_of(path))
    except (OSError, NotStrictError):
        return None
    if type(note) is not dict or note.keys() != {"user", "host", "process", "since"}:
        return None
    user, host, process, since = note["user"], note["host"], note["process"], note["since"]
    if not (type(user) is str and type(host) is str and type(since) is str):
        return None
    if type(process) is not int or not 0 < process < 2**32:
        return None
    moment = moment_of(since)
    return LockHolder(_name(user), _name(host), process, moment) if moment else None


def _told(holder: LockHolder | None, now: datetime) -> str:
    if holder is None:
        return "another soptui"
    since = holder.since.astimezone(now.tzinfo)
    at = f"{since:%H:%M}" if since.date() == now.date() else to_the_minute(since, now.tzinfo)
    return f"{holder.user} on {holder.host} since {at} (process {holder.process})"


def _name(text: str) -> str:
    return cleaned(text[:_LONGEST_NAME]) or _SOMEBODY


def _user() -> str:
    import getpass  # noqa: PLC0415 - not needed to answer the command line

    try:
        return _name(getpass.getuser())
    except (OSError, KeyError, ImportError):  # an account without a name
        return _SOMEBODY


def _host() -> str:
    named = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return _name(named)
