"""What each copy of a session may show."""

from dataclasses import replace
from enum import StrEnum

from soptui.model.session import Session


class Profile(StrEnum):
    """Whom a copy is for."""

    CASE_FILE = "case-file"
    FAMILY = "family"


def visible(session: Session, profile: Profile, *, marks: bool = False) -> Session:
    """Return the session as a copy for these readers may show it.

    The family copy holds no staff-only note, no contact, nobody's name behind what was
    said, and people's numbers only when asked for. A goal whose danger statement is left
    out lets go of it, so that not even its id tells that there was one.
    """
    if profile is Profile.CASE_FILE:
        return session
    shown = {note.id for note in session.notes if not note.staff_only}
    return replace(
        session,
        notes=tuple(
            replace(note, said_by="", answers=note.answers if note.answers in shown else None)
            for note in session.notes
            if note.id in shown
        ),
        members=tuple(replace(member, contact="") for member in session.members),
        marks=session.marks if marks else (),
    )
