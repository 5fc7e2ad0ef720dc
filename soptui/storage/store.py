"""What a store of sessions is, what it hands out, and the ways it can fail.

Every failure is one sentence for a person: what is wrong, that the work is safe, and what
to do. It never holds a word of what was typed in a session.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from random import SystemRandom
from typing import ClassVar, NewType, Protocol

from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.texts import settled

LAST = "last"
"""What people say for the newest session."""

Revision = NewType("Revision", str)
"""One state of a stored session; equal to another only if the content is the same."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 64
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")  # Windows opens these as devices
_CHANCE = SystemRandom()
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # no look-alikes, and no vowels: they make words


NEWER = "format: made by a newer soptui"
"""What begins the fault of a file that is whole, but not for this soptui."""


class StoreError(Exception):
    """Something kept a session from being read or saved: what is wrong, and then what to do."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, advice: str = "") -> None:
        self.what = what
        super().__init__(f"{what} {advice}".rstrip())


class UnknownSession(StoreError):
    """No session has this id."""

    exit_code = 2


class DamagedSession(StoreError):
    """A file is not a whole session; `faults` are all of them, each "path: what is wrong".

    `previous` names the version before it, if that one is whole. With `is_newer` a newer
    soptui has made it: it is as good as ever, and nothing to go back from.
    """

    exit_code = 2

    def __init__(
        self,
        faults: tuple[str, ...],
        name: str = "The session",
        hint: str = "Nothing was changed in it.",
        previous: str = "",
    ) -> None:
        self.faults = faults
        self.is_newer = faults[0].startswith(NEWER)
        self.name = name
        self.previous = previous
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        super().__init__(f"{name} cannot be read ({faults[0]}{more}).", hint)


class ChangedElsewhere(StoreError):
    """Another program changed or removed the file since it was read."""

    exit_code = 3


class NotReachable(StoreError):
    """The place where sessions are kept cannot be created, read or written."""

    exit_code = 3


@contextmanager
def reaching(place: Path, what: str, advice: str) -> Iterator[None]:
    """Turn what the system says of a place into a sentence.

    Raises:
        NotReachable: it said something.
    """
    try:
        yield
    except OSError as error:
        said = what.format(place=settled(str(place)), why=disk.why(error))
        raise NotReachable(said, advice) from error


def reason(error: Exception) -> str:
    """Return what went wrong, to be put in brackets; of a fault of ours no more than its kind."""
    if isinstance(error, StoreError):
        return error.what.rstrip(".")
    return disk.why(error) if isinstance(error, OSError) else type(error).__name__


@dataclass(frozen=True, slots=True)
class Stored:
    """A session and the state of it that was read."""

    session: Session
    revision: Revision


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of work that had been put aside: if nothing else is said, it is in its place.

    `kept_as` is the session that it has become, because its own was changed meanwhile; the
    problem is what kept it aside.
    """

    kept_as: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the list of sessions; `problem` says why a file cannot be read."""

    id: str
    title: str
    started: datetime | None
    notes: int
    problem: str = ""


class SnapshotKeeper(Protocol):
    """Keeps a copy of a session's file now and then."""

    def note(self, session_id: str, file: Path) -> None:
        """Keep a copy of a file that was just saved, if it is time for one.

        Raises:
            OSError: it was time, and could not be done.
        """


class SessionStore(Protocol):
    """A place where sessions are kept."""

    @property
    def warning(self) -> str:
        """What the last save could not do beside saving; nothing, if all was done."""

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

    def keep_beside(self, session: Session) -> Stored:
        """Keep a session under another id, when its own place was changed by somebody else.

        Raises:
            NotReachable: it could not be written.
        """

    def put_aside(self, session: Session, read_at: Revision) -> None:
        """Write a session somewhere else, while its own place does not take it.

        Raises:
            NotReachable: there is no such place, or it could not be written there either.
        """

    def drop_aside(self, session_id: str) -> None:
        """Remove what was put aside, once its own place has it or something newer.

        Raises:
            NotReachable: it could not be removed.
        """

    def list(self) -> tuple[Summary, ...]:
        """Return every session, newest first, the unreadable ones last."""

    def exists(self, session_id: str) -> bool:
        """Say whether something is kept under this id, readable or not."""

    def stamp(self, session_id: str) -> object:
        """Return something that is equal as long as nobody saves the session; cheaply."""


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


def ids_beside(session_id: str) -> Iterator[str]:
    """Return the ids that a session may take beside the one it has: ID-2, ID-3, …"""
    for number in count(2):
        ending = f"-{number}"
        other = session_id[: _LONGEST_ID - len(ending)].rstrip("-") + ending
        if other != session_id:
            yield other
