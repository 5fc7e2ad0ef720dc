"""The file in which a writer says who it is; it guards nothing."""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from soptui.storage import disk

_LARGEST = 4096
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
# Opening a pipe must not wait for somebody to write to it.
_LOOK = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def leave(path: Path, note: Mapping[str, object]) -> None:
    """Write a note: whole or not at all, and not synced.

    It says nothing that is true after a power cut, and the disk may be full: the lock
    holds without it.
    """
    spare = path.with_name(f"{path.name}.tmp")
    with suppress(OSError):
        path.unlink(missing_ok=True)  # better nobody's name than a wrong one
        spare.unlink(missing_ok=True)
        descriptor = os.open(spare, _NEW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
            file.write(json.dumps(note).encode())
        disk.replace(spare, path)


def bytes_of(path: Path) -> bytes:
    """Return what is in a note; nothing, if it cannot be one.

    Raises:
        OSError: it is not there, or could not be read.
    """
    descriptor = os.open(path, _LOOK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        raw = os.read(descriptor, _LARGEST + 1)
    finally:
        os.close(descriptor)
    return raw if len(raw) <= _LARGEST else b""
