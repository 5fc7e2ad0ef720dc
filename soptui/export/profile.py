"""What each copy of a session may show."""

from dataclasses import replace
from enum import StrEnum

from soptui.model.session import Note, Session


class Profile(StrEnum):
    """Whom a copy is for."""

    CASE_FILE = "case-file"
    FAMILY = "family"


def visible(session: Session, profile: Profile, *, marks: bool = False) -> Session:
    """Return the session as a copy for these readers may show it.

    The family copy holds no staff-only note, no contact, nobody's name behind what was
    said, no question that was asked, and people's numbers only when asked for. What
    answers or spells out a note that is left out lets go of it, so that not even its id
    tells that there was one.
    """
    if profile is Profile.CASE_FILE:
        return session
    shown = {note.id for note in session.notes if not note.staff_only}
    return replace(
        session,
        notes=tuple(_alone(note, shown) for note in session.notes if note.id in shown),
        members=tuple(replace(member, contact="") for member in session.members),
        marks=session.marks if marks else (),
        dismissed=(),
        overrides=(),
    )


def _alone(note: Note, shown: set[str]) -> Note:
    """Return a note without who said it, and without what is not shown."""
    return replace(
        note,
        said_by="",
        answers=note.answers if note.answers in shown else None,
        revises=note.revises if note.revises in shown else None,
    )
