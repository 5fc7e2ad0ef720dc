"""What each copy of a session may show."""

from dataclasses import replace
from enum import StrEnum

from soptui.model.alphabet import STATEMENTS, Section
from soptui.model.session import Agreement, Details, Knows, Member, Note, Session


class Profile(StrEnum):
    """Whom a copy is for, or what it is for."""

    CASE_FILE = "case-file"
    FAMILY = "family"
    TRAINING = "training"
    STATEMENTS = "statements"
    NEXT_STEPS = "next-steps"


_ONLY: dict[Profile, tuple[Section, ...]] = {
    Profile.STATEMENTS: STATEMENTS,
    Profile.NEXT_STEPS: (Section.NEXT_STEP,),
}


def visible(
    session: Session, profile: Profile, *, marks: bool = False, contacts: bool = False
) -> Session:
    """Return the session as a copy for these readers may show it.

    Where copies were written to leaves in none of them. Only the case file holds what is for
    staff, who said what, and which questions were asked. The family copy holds people's
    numbers and contacts only when they are asked for, nobody who said no, and of the others
    only that they have agreed. Statements, or next steps, come without the people around them.
    What answers or spells out a note that is left out lets go of it, so that not even its id
    tells that there was one.
    """
    if profile is Profile.CASE_FILE:
        return replace(session, exports=())
    only = _ONLY.get(profile)
    notes = [
        note
        for note in session.notes
        if not note.staff_only and (only is None or note.section in only)
    ]
    shown = {note.id for note in notes}
    is_family = profile is Profile.FAMILY
    helpers = session.members
    if is_family:
        helpers = tuple(_promised(member) for member in helpers if _helps(member))
    with_contacts = contacts and is_family
    seen = replace(
        session,
        notes=tuple(_alone(note, shown) for note in notes),
        members=tuple(m if with_contacts else replace(m, contact="") for m in helpers),
        marks=session.marks if marks or not is_family else (),
        dismissed=(),
        overrides=(),
        exports=(),
    )
    if only is None:
        return seen
    return replace(seen, details=Details(), members=(), people=(), marks=())


def _helps(member: Member) -> bool:
    return member.agreement is not Agreement.DECLINED


def _promised(member: Member) -> Member:
    """Return a helper without what we note of one: whether they were asked, what they know."""
    has_agreed = member.agreement is Agreement.AGREED
    agreement = Agreement.AGREED if has_agreed else Agreement.NOT_ASKED
    return replace(member, agreement=agreement, knows=Knows.UNKNOWN, paid=False)


def _alone(note: Note, shown: set[str]) -> Note:
    """Return a note without who said it, and without what is not shown."""
    return replace(
        note,
        said_by="",
        answers=note.answers if note.answers in shown else None,
        revises=note.revises if note.revises in shown else None,
    )
