"""What is always true of a session, whatever was done to it."""

from dataclasses import asdict

from soptui.model.alphabet import Section, form_of
from soptui.model.session import Mark, Note, Session


def check(session: Session) -> None:
    """Fail if a rule is broken."""
    ids = [item.id for item in session.items()]
    assert len(ids) == len(set(ids)), "an id stands for one thing"
    assert 1 <= session.minutes <= 1440
    assert session.started.utcoffset() is not None
    dangers = {note.id for note in session.notes if note.section is Section.DANGER_STATEMENT}
    answered = [note.answers for note in session.notes if note.answers is not None]
    assert set(answered) <= dangers, "a pair is with a danger that is there"
    assert len(answered) == len(set(answered)), "one danger has one goal"
    for item in session.items():
        match item:
            case Note():
                _check_note(item)
            case Mark():
                assert 0 <= item.value <= 10
            case _:
                assert asdict(item)


def _check_note(note: Note) -> None:
    form = form_of(note.section)
    assert form.column in (None, note.column), "a section stands in its own column"
    assert len(note.parts) in ((0, len(form.parts)) if form.composed else (0,))
    assert note.answers is None or note.section is Section.SAFETY_GOAL
    assert note.added.utcoffset() is not None
