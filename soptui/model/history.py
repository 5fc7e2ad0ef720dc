"""A session and every state it had: undo and redo without limit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from soptui.model.alphabet import Section
from soptui.model.edits import Edit, ForgetExport, RecordExport, RecordOverride, RemoveItem
from soptui.model.session import Note, Session

_FACTS = (RecordExport, ForgetExport, RecordOverride)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class History:
    """A session, the edit that led to it, and the states around it.

    Sessions are values, so an old state is simply kept: no edit needs an inverse.
    """

    session: Session
    edit: Edit | None = None
    before: History | None = None
    after: History | None = None

    def do(self, edit: Edit) -> History:
        """Return the history with one more edit; what was undone is then given up.

        An edit that changes nothing is not remembered. That a copy has left is a fact: it is
        no step, and no undoing takes it away.
        """
        session = edit.apply(self.session)
        if session == self.session:
            return self
        if isinstance(edit, _FACTS):
            return replace(self, session=session)
        before = self if self.after is None else replace(self, after=None)
        return History(session, edit, before=before)

    def undo(self) -> History:
        """Return to the state before the newest edit, or stay if there is none."""
        if self.before is None:
            return self
        return replace(self.before, session=self._with_facts(self.before), after=self)

    def redo(self) -> History:
        """Return to the state that was undone last, or stay if there is none."""
        if self.after is None:
            return self
        return replace(self.after, session=self._with_facts(self.after))

    def _with_facts(self, other: History) -> Session:
        """Return another state, in which what has left is still known."""
        known, now = other.session, self.session
        if (known.exports, known.overrides) == (now.exports, now.overrides):
            return known
        return replace(known, exports=now.exports, overrides=now.overrides)

    def last_removed(self) -> tuple[Note, int] | None:
        """Return the newest note that is gone from the map, and the place it had."""
        here = {note.id for note in self.session.notes}
        state = self
        while state.before is not None:
            # Only this edit takes notes away; looking no further keeps a long history quick.
            if isinstance(state.edit, RemoveItem) and state.edit.item_id not in here:
                for place, note in enumerate(state.before.session.notes):
                    if note.id == state.edit.item_id:
                        return note, place
            state = state.before
        return None

    def earlier_parts(self, note: Note, section: Section) -> tuple[str, ...]:
        """Return the parts a note had when it last stood in a section with the same text."""
        state = self.before
        while state is not None:
            item = state.session.find(note.id)
            if not isinstance(item, Note):
                break
            if (item.section, item.text) == (section, note.text):
                return item.parts
            state = state.before
        return ()
