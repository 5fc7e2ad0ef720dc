"""What a copy holds, and what it holds back and why, before it leaves."""

from dataclasses import dataclass

from soptui.model.session import Agreement, Details, Session


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that a copy does not hold, by the name of its reason, and how often."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Account:
    """How many notes, helpers and numbers a copy holds, and what it holds back."""

    notes: int
    members: int
    marks: int
    withheld: tuple[Withheld, ...]


def account(session: Session, shown: Session) -> Account:
    """Return what of a session is in the one that a copy shows, and what is not."""
    there = {item.id for item in shown.items()}
    gone = [note for note in session.notes if note.id not in there]
    here = [note for note in session.notes if note.id in there]
    said = {note.id for note in shown.notes if note.said_by}
    helpers = [member for member in session.members if member.id not in there]
    declined = [one for one in helpers if shown.members and one.agreement is Agreement.DECLINED]
    reached = {member.id for member in shown.members if member.contact}
    hidden = [mark for mark in session.marks if mark.hidden]
    counts = {
        "staff_only": sum(note.staff_only for note in gone),
        "other_notes": sum(not note.staff_only for note in gone),
        "said_by": sum(bool(note.said_by) and note.id not in said for note in here),
        "declined": len(declined),
        "members": len(helpers) - len(declined),
        "contacts": sum(
            bool(one.contact) and one.id in there and one.id not in reached
            for one in session.members
        ),
        "marks": sum(mark.id not in there for mark in session.marks),
        "hidden": sum(mark.id in there for mark in hidden),
        "people": sum(person.id not in there for person in session.people),
        "details": int(session.details != Details() and shown.details == Details()),
    }
    return Account(
        notes=len(shown.notes),
        members=len(shown.members),
        marks=len(shown.marks),
        withheld=tuple(Withheld(reason, count) for reason, count in counts.items() if count),
    )
