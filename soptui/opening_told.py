"""What a person is told of a session that was opened, or could not be begun."""

from collections.abc import Iterator
from contextlib import contextmanager

from soptui.storage.lock import Lock
from soptui.storage.moments import to_the_minute
from soptui.storage.store import NotReachable, TakenBack

_BOTH = "Nothing is written over: what differs is kept as two sessions."
_NOT_BEGUN = "Nothing was begun: put that right, and try again."
UNGUARDED = f"Nobody else is kept from writing this session too. {_BOTH}"


@contextmanager
def beginning() -> Iterator[None]:
    """Say of a session that could not be begun that it is not there, and no more.

    Raises:
        NotReachable: it could not be written.
    """
    try:
        yield
    except NotReachable as error:
        raise NotReachable(error.what, _NOT_BEGUN) from error


def taken_back(taken: TakenBack | None) -> tuple[str, ...]:
    """Say what became of work that had been put aside."""
    if taken is None:
        return ()
    if taken.problem:
        return (taken.problem,)
    if taken.kept_as:
        return (
            f"What could not be saved last time was kept as a session of its own, {taken.kept_as}: "
            "this one was changed meanwhile.",
        )
    return ("What could not be saved last time is back in its place.",)


def elsewhere(lock: Lock) -> tuple[str, ...]:
    """Say that somebody else may be writing as well."""
    if lock.elsewhere is None:
        return () if lock.is_guarded else (f"This place knows no locks. {UNGUARDED}",)
    other = lock.elsewhere
    since = to_the_minute(other.since)
    return (f"{other.user} on {other.host} may be writing this too, since {since}. {_BOTH}",)
