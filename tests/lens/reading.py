"""What the tests of the lenses share: a review, and a map typed in the capture grammar."""

from functools import cache

from bench.lens_examples import session_of
from soptui.lens.finding import Finding, Kind
from soptui.lens.review import Review
from soptui.model.session import Session
from soptui.wording import Wording, load_wording


@cache
def wording() -> Wording:
    """Return the English words."""
    return load_wording()


@cache
def review() -> Review:
    """Return a review with the words that come with soptui."""
    return Review(wording())


def a_map(entry: str) -> Session:
    """Return the map that these entries make, typed one after the other."""
    return session_of(entry, wording())


def found(entry: str | Session, kind: Kind) -> tuple[Finding, ...]:
    """Return what a lens of one kind finds in a map."""
    session = a_map(entry) if isinstance(entry, str) else entry
    return tuple(one for one in review().findings(session) if one.kind is kind)
