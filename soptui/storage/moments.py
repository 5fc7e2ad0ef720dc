"""Moments in the names of files, in texts, and as a person is told them."""

import os
import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path

# Of other centuries not every system can tell the local time.
_NAMED = r"((?:19[7-9]|2[0-9]{2})[0-9]{5}T[0-9]{6}Z)(?:-([2-9]|[1-9][0-9]{1,3}))?"


def free_name(folder: Path, now: datetime, *, prefix: str = "", suffix: str = "") -> Path:
    """Return a path that names a moment, and that nothing has yet."""
    stem = f"{prefix}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    path, number = folder / f"{stem}{suffix}", 2
    while os.path.lexists(path):  # two in one second, or a clock that was set back
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path


def moment_in(name: str) -> tuple[datetime, int] | None:
    """Return the moment that a name tells, and which of that second it is."""
    if not (parts := re.fullmatch(_NAMED, name)):
        return None
    try:
        return datetime.fromisoformat(parts[1]), int(parts[2] or 1)
    except ValueError:  # no such day
        return None


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text says with its offset, or None if it says none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Far from our time, a moment cannot even be told in the time of this place.
    return moment if moment.utcoffset() is not None and 2000 <= moment.year < 3000 else None


def to_the_minute(moment: datetime, zone: tzinfo | None = None) -> str:
    """Return a moment as people are told it, in the time of this place or of a zone."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
