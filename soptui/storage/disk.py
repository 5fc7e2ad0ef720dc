"""Writing to disk so that a crash at any moment leaves something whole.

Everything is made for its owner only, whatever the umask. A write counts when the disk has
said so; what is renamed into place was synced before.
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_FILE = 0o600
_FOLDER = 0o700
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOTSUP,
    errno.EMLINK,
    errno.ENOSYS,
    errno.EXDEV,
    errno.EINVAL,
}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_NO_FULL_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOTTY}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_PATIENCE = 2.0
_PREVIOUS = ".bak"
_LEFT = re.compile(rf"\.(.+?)(?:{re.escape(_PREVIOUS)})?\.[0-9a-f]{{8}}\.tmp", re.DOTALL)
_SESSION = re.compile(r"[a-z0-9-]+\.json")
_DAY = 24 * 60 * 60

T = TypeVar("T")
Pause = Callable[[float], None]
Stamp = tuple[int, int, int]


def make_folder(folder: Path) -> None:
    """Make sure of a folder that only its owner can enter, and of those above it.

    A folder above that was there already keeps its permissions: it is not ours.
    """
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for path in reversed(missing):
        if not path.is_dir():
            path.mkdir(_FOLDER, exist_ok=True)
            sync_folder(path.parent)
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) != _FOLDER:
            path.chmod(_FOLDER)


def stamp_of(found: os.stat_result | None) -> Stamp | None:
    """Return what differs once a file was replaced or written to; None if there is none."""
    return found and (found.st_ino, found.st_size, found.st_mtime_ns)


def read_file(path: Path, limit: int) -> bytes:
    """Return what a file holds, but no more than one byte over the limit."""
    with path.open("rb") as file:
        return file.read(limit + 1)


def write_new(path: Path, raw: bytes) -> None:
    """Write a file that was not there before; all of it is on disk on return."""
    descriptor = os.open(path, _NEW | _BINARY, _FILE)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, _FILE)  # the umask may have taken even ours away
        write_all(descriptor, raw)
        sync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, raw: bytes) -> None:
    """Write to an open file until the system has taken all of it."""
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Wait until the disk holds what was written.

    On macOS fsync only reaches the drive's own memory; F_FULLFSYNC goes through it, where
    the file system knows it.
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        return os.fsync(descriptor)
    try:
        fcntl.fcntl(descriptor, full)
    except OSError as error:
        if error.errno not in _NO_FULL_SYNC:
            raise  # asking again would say "done" of what was lost
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the disk holds the names in a folder: a rename is lost without it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:  # some network file systems have no such thing
            raise
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path, pause: Pause = time.sleep) -> None:
    """Rename over a file, waiting up to two seconds for whoever holds it."""
    _patiently(lambda: source.replace(target), pause)


def place(source: Path, target: Path, pause: Pause = time.sleep) -> None:
    """Give a file its name, unless there is something of that name.

    Where a disk knows no second names it is a rename, which cannot tell.

    Raises:
        FileExistsError: there is.
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        replace(source, target, pause)


def put(path: Path, raw: bytes, pause: Pause = time.sleep) -> None:
    """Write a file whole in place of any that is there; it is on disk on return."""
    fresh = spare_name(path)
    with no_leftover(fresh):
        write_new(fresh, raw)
        replace(fresh, path, pause)
    sync_folder(path.parent)


def remove(path: Path, pause: Pause = time.sleep) -> None:
    """Remove a file for good; it may be gone already."""
    with contextlib.suppress(FileNotFoundError):
        _patiently(path.unlink, pause)
        sync_folder(path.parent)


def spare_name(path: Path, token: str = "") -> Path:
    """Return a free name for what is to become a file."""
    return path.with_name(f".{path.name}.{token or new_token()}.tmp")


def previous_name(path: Path) -> Path:
    """Return the name of a file's previous generation."""
    return path.with_name(f"{path.name}{_PREVIOUS}")


def new_token() -> str:
    """Return letters that no other name has."""
    return os.urandom(4).hex()


def sweep(path: Path) -> None:
    """Remove what kills left of writing a file and its previous generation.

    So goes what is left of a session that has no file at all, once it is a day old: nobody
    can be writing it any more. What cannot be removed does no harm and stays.
    """
    with contextlib.suppress(OSError):
        for other in list(path.parent.iterdir()):
            found = _LEFT.fullmatch(other.name)
            if found and (found[1] == path.name or _is_forgotten(other, found[1])):
                with contextlib.suppress(OSError):
                    other.unlink()


def _is_forgotten(path: Path, name: str) -> bool:
    if not _SESSION.fullmatch(name) or path.with_name(name).exists():
        return False
    return time.time() - path.stat().st_mtime > _DAY


def why(error: OSError) -> str:
    """Return what the system says, to be put into a sentence."""
    if error.errno in _FULL:
        return "the disk is full"
    return (error.strerror or type(error).__name__).lower()


def keep_as(path: Path, previous: Path, spare: Path, pause: Pause = time.sleep) -> None:
    """Make the file's content also that of `previous`, at no moment without either.

    It is a second name for it, or a copy where a disk knows no such thing; `spare` is a
    free name to do it under.
    """
    with no_leftover(spare):
        try:
            os.link(path, spare)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            raw = _patiently(path.read_bytes, pause)
            write_new(spare, raw)
        _make_private(spare)
        replace(spare, previous, pause)


def _make_private(path: Path) -> None:
    # A file that somebody copied in may be open to all; its previous generation is not.
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) != _FILE:
        with contextlib.suppress(PermissionError):  # not our file: better saved than hidden
            path.chmod(_FILE)


def _patiently(act: Callable[[], T], pause: Pause) -> T:
    """Do something with a file, again and again while somebody holds it, for two seconds.

    On Windows a virus scanner or a sync client may have it open for a moment.
    """
    wait, waited = 0.01, 0.0
    while True:
        try:
            return act()
        except PermissionError:
            if waited >= _PATIENCE:
                raise
        pause(wait)
        waited, wait = waited + wait, min(wait * 2, 0.25)


@contextlib.contextmanager
def no_leftover(path: Path) -> Iterator[None]:
    """Remove a temporary file afterwards, if it is still there.

    Also after a rename that worked: one between two names of the same file does nothing.
    """
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
