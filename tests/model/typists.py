"""What lines, typed at a desk, put on the map."""

from soptui.model.alphabet import Column, Kind
from soptui.model.edits import AddEntries, Edit
from soptui.model.grammar import Draft, blank, enter, read_line, to_edit
from soptui.model.session import Item, Mark, Member, Note, Person, Session
from tests.builders import a_desk, a_session


def entered(line: str, *, aim: Column = Column.WORRIED, session: Session | None = None) -> Item:
    """Return what one line puts on the map."""
    edit = to_edit(read_line(line), a_desk(session, aim=aim))
    assert isinstance(edit, AddEntries)
    [item] = edit.items
    return item


def noted(line: str, *, aim: Column = Column.WORRIED, session: Session | None = None) -> Note:
    """Return the note that one line puts on the map."""
    note = entered(line, aim=aim, session=session)
    assert isinstance(note, Note)
    return note


def typed(kind: Kind, *texts: str) -> Draft:
    """Return the draft after Enter on each of these texts."""
    draft = blank(kind)
    for text in texts:
        draft, _ = enter(draft, text)
    return draft


def changed(item: Item, draft: Draft) -> Edit | None:
    """Return the edit that a draft makes where only this item is on the map."""
    session = a_session(
        *([item] if isinstance(item, Note) else []),
        members=(item,) if isinstance(item, Member) else (),
        people=(item,) if isinstance(item, Person) else (),
        marks=(item,) if isinstance(item, Mark) else (),
    )
    return to_edit(draft, a_desk(session))
