"""What a store of sessions is, what it hands out, and the ways it can fail.

Every failure is one sentence for a person: what is wrong, that the work is safe, and what
to do. It never holds a word of what was typed in a session.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import ClassVar, NewType, Protocol

from soptui.model.session import Session

LAST = "last"
"""What people say for the newest session."""

Revision = NewType("Revision", str)
"""One state of a stored session; equal to another only if the content is the same."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 64
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")  # Windows opens these as devices
_CHANCE = SystemRandom()
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # no look-alikes, and no vowels: they make words


class StoreError(Exception):
    """Something kept a session from being read or saved."""

    exit_code: ClassVar[int] = 1


class UnknownSession(StoreError):
    """No session has this id."""

    exit_code = 2


class DamagedSession(StoreError):
    """A file is not a whole session; `faults` are all of them, each "path: what is wrong"."""

    exit_code = 2

    def __init__(self, faults: tuple[str, ...], name: str = "The session", hint: str = "") -> None:
        self.faults = faults
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        advice = hint or "Nothing was changed in it."
        super().__init__(f"{name} cannot be read ({faults[0]}{more}). {advice}")


class ChangedElsewhere(StoreError):
    """Another program changed or removed the file since it was read."""

    exit_code = 3


class NotReachable(StoreError):
    """The place where sessions are kept cannot be created, read or written."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Stored:
    """A session and the state of it that was read."""

    session: Session
    revision: Revision


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the list of sessions; `problem` says why a file cannot be read."""

    id: str
    title: str
    started: datetime | None
    notes: int
    problem: str = ""


class SessionStore(Protocol):
    """A place where sessions are kept."""

    def create(self, session: Session) -> Revision:
        """Keep a new session.

        Raises:
            ChangedElsewhere: there is already one with this id.
            NotReachable: it could not be written.
        """

    def open(self, session_id: str) -> Stored:
        """Read a session; "last" is the one that started last.

        Raises:
            UnknownSession: there is none.
            DamagedSession: there is one, but not whole.
            NotReachable: it could not be read.
        """

    def save(self, session: Session, read_at: Revision) -> Revision:
        """Write a session in place of the state that was read; it is on disk on return.

        Raises:
            ChangedElsewhere: it is not in that state any more.
            NotReachable: it could not be written, and what was there still is.
        """

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first, the unreadable ones last."""

    def exists(self, session_id: str) -> bool:
        """Say whether something is kept under this id, readable or not."""


def is_session_id(text: str) -> bool:
    """Say whether a text can be an id, and so, safely, a file name on every system."""
    return (
        len(text) <= _LONGEST_ID
        and text != LAST
        and _ID.fullmatch(text) is not None
        and _DEVICES.fullmatch(text) is None
    )


def new_session_id(now: datetime, taken: Callable[[str], bool]) -> str:
    """Return an id from the date and random letters, never from a title."""
    while True:
        letters = "".join(_CHANCE.choice(_LETTERS) for _ in range(4))
        if not taken(session_id := f"{now:%Y-%m-%d}-{letters}"):
            return session_id
