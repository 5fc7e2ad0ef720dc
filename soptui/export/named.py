"""A session with its names read as the room can read them."""

from collections.abc import Callable
from dataclasses import replace

from soptui.model.alphabet import Detail, Section
from soptui.model.session import Details, NameMode, Note, Session
from soptui.room.names import Names
from soptui.wording import Wording


def named(
    session: Session, mode: NameMode, wording: Wording, whole: Session | None = None
) -> Session:
    """Return the session with every name in it read in this mode; contacts stay as they are.

    Who speaks in a note is left out of most copies, and is still named in the text of others:
    the names are those of the `whole` session, before anything was left out.
    """
    known = replace(whole or session, names_as=mode)
    names = Names(known, wording, names_only=True)
    reworded = in_other_words(session, names.masked, wording)
    if mode is not NameMode.ROLE:
        return replace(reworded, names_as=mode)
    members = tuple(
        replace(member, relationship="")
        if member.name.casefold() == member.relationship.casefold()
        else member
        for member in reworded.members
    )
    title = wording.say("room.family")
    return replace(reworded, names_as=mode, title=title, members=members)


def in_other_words(session: Session, read: Callable[[str], str], wording: Wording) -> Session:
    """Return the session with each of its texts read by this; contacts, ids and times stay."""

    def is_made(note: Note) -> bool:
        is_step = note.section is Section.NEXT_STEP and bool(note.parts)
        return is_step and wording.composes(note.section, note.parts, note.text)

    def made_again(note: Note) -> Note:
        # What begins a part may be read in another way than in the middle of the sentence, and
        # a step that does not say what its parts say is taken for one that was worded by hand.
        return replace(note, text=wording.composer.sentence(note.section, note.parts))

    reread = _reread(session, read)
    notes = zip(session.notes, reread.notes, strict=True)
    return reread.with_notes(tuple(made_again(b) if is_made(a) else b for a, b in notes))


def _reread(session: Session, read: Callable[[str], str]) -> Session:
    return replace(
        session,
        title=read(session.title),
        setting=read(session.setting),
        details=Details(**{field.value: read(session.details.of(field)) for field in Detail}),
        notes=tuple(
            replace(
                note,
                text=read(note.text),
                parts=tuple(read(part) for part in note.parts),
                said_by=read(note.said_by),
            )
            for note in session.notes
        ),
        members=tuple(
            replace(
                member,
                name=read(member.name),
                relationship=read(member.relationship),
                does=read(member.does),
                watches=read(member.watches),
                backup=read(member.backup),
            )
            for member in session.members
        ),
        people=tuple(
            replace(
                person,
                name=read(person.name),
                age=read(person.age),
                relationship=read(person.relationship),
            )
            for person in session.people
        ),
        marks=tuple(
            replace(mark, who=read(mark.who), why=read(mark.why), higher=read(mark.higher))
            for mark in session.marks
        ),
    )
