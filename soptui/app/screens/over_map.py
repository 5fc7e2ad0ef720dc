"""Screens that show the map another way: they change it by its one door, and can undo."""

from typing import Any

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from soptui.app.holder import Holder
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.line import Line
from soptui.model.edits import Edit
from soptui.model.session import Session
from soptui.wording import Wording

UNDO_KEYS: list[BindingType] = [
    Binding("ctrl+z", "undo", "Undo", tooltip="Take back the last change", id="view.undo"),
    Binding(
        "ctrl+y",
        "redo",
        "Redo",
        tooltip="Do again what was undone",
        id="view.redo",
        show=False,
    ),
]


class OverMap(ClosesOnce, Screen[None]):
    """A view of the session that the holder below it keeps."""

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__()
        self._wording = wording
        self._holder = holder
        self._told = Line("view-told")

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""
        raise NotImplementedError

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._holder.history.session

    def tell(self, key: str, **blanks: Any) -> None:
        """Say what happened, in the words under a key."""
        self._told.say(Content(f" {self._wording.say(key, **blanks)}" if key else ""))

    def do(self, edit: Edit) -> None:
        """Make a change, and show it."""
        self._holder.do(edit)
        self.draw()

    def edit_item(self, item_id: str) -> None:
        """Go to the capture line with something that is on the map."""
        self.dismiss()
        self._holder.edit(item_id)

    def action_undo(self) -> None:
        """Take back the last change to the map."""
        history = self._holder.history
        if history.before is None or history.edit is None:
            self.tell("status.nothing_to_undo")
            return
        self._holder.become(history.undo())
        self.draw()
        self.tell("status.undid", edit=self._wording.edit(history.edit.label))

    def action_redo(self) -> None:
        """Make the last change again that was taken back."""
        after = self._holder.history.after
        if after is None or after.edit is None:
            self.tell("status.nothing_to_redo")
            return
        self._holder.become(self._holder.history.redo())
        self.draw()
        self.tell("status.redid", edit=self._wording.edit(after.edit.label))
