"""What holds a copy back: the only hard stop in soptui (practice notes 7).

Who reported must stay confidential (Penal Code 11167(d)). What is held back is told by its
place and never by its words; a person rewords it, or lets it out on purpose, and that is
recorded in the session.
"""

from dataclasses import dataclass
from datetime import datetime

from soptui.copies import Copy
from soptui.export.profile import visible
from soptui.lens.finding import Finding, Kind
from soptui.lens.review import Review
from soptui.model.alphabet import Detail
from soptui.model.edits import RecordOverride
from soptui.model.session import Override, Session, kind_of
from soptui.wording import Wording

_OF_DETAILS = "details."


@dataclass(frozen=True, slots=True)
class Held:
    """Something that holds a copy back: its id, or its field, and its place in words."""

    about: str
    place: str


def held_back(copy: Copy, session: Session, wording: Wording) -> tuple[Held, ...]:
    """Return what in a copy may tell who reported; nothing, if it may go."""
    shown = visible(session, copy.profile, marks=copy.marks, contacts=copy.contacts)
    found = Review(wording).findings(shown)
    abouts = dict.fromkeys(_about(one) for one in found if one.kind is Kind.REPORTER)
    return tuple(Held(about, place_of(about, session, wording)) for about in abouts)


def places(held: tuple[Held, ...]) -> str:
    """Return where it is, for a sentence."""
    return ", ".join(dict.fromkeys(one.place for one in held))


def override(held: tuple[Held, ...], copy: Copy, now: datetime) -> RecordOverride:
    """Return the change that records that a copy was let out on purpose."""
    return RecordOverride(
        tuple(Override(about=one.about, copy=copy.profile.value, made=now) for one in held)
    )


def _about(finding: Finding) -> str:
    return finding.item or finding.topic


def place_of(about: str, session: Session, wording: Wording) -> str:
    """Name a place as the map does: the heading, and which one under it."""
    if about.startswith(_OF_DETAILS):
        return wording.name(Detail(about.removeprefix(_OF_DETAILS)))
    item = session.find(about)
    if item is None:
        return wording.say("details.title")
    kind = kind_of(item)
    beside = [other.id for other in session.items() if kind_of(other) is kind]
    return f"{wording.name(kind)} {beside.index(about) + 1}"
