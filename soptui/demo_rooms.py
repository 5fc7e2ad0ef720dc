"""The places in which demos are tried out; each goes when its demo is left."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from soptui.home import Home
from soptui.storage.lock import is_free, take
from soptui.storage.store import StoreError


def clear_left(home: Home, now: datetime) -> None:
    """Clear away those that a kill has left."""
    with suppress(OSError):
        for left in home.demos.iterdir():
            with suppress(StoreError):
                unused = take(home.locks, left.name, now)
                shutil.rmtree(left, ignore_errors=True)
                unused.release()


def newest_room(home: Home) -> Path | None:
    """Return the place of the demo that was begun last, of those that are open."""
    begun: list[tuple[int, Path]] = []
    with suppress(OSError):
        for room in home.demos.iterdir():
            with suppress(OSError):
                # Its lock is as old as the demo itself; the place changes with every save.
                since = (home.locks / room.name).stat().st_mtime_ns
                if not is_free(home.locks, room.name):
                    begun.append((since, room))
    return max(begun)[1] if begun else None
