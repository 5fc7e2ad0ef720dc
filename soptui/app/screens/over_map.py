"""Screens that show the map another way: they change it by its one door, and can undo."""

from typing import Any

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from soptui.app.holder import Holder
from soptui.app.screens.closing import ClosesOnce
from soptui.app.stepping import step_back, step_forward
from soptui.app.widgets.line import Line
from soptui.model.edits import Edit
from soptui.model.history import History
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
        """The session as it is now, to be changed."""
        return self._holder.history.session

    @property
    def shown(self) -> Session:
        """The session as it may be shown now, to be drawn."""
        return self._holder.shown_session

    def tell(self, key: str, **blanks: Any) -> None:
        """Say what happened, in the words under a key."""
        self._say(self._wording.say(key, **blanks) if key else "")

    def _say(self, text: str) -> None:
        self._told.say(Content(f" {self._holder.as_shown(text)}" if text else ""))

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
        self._go(*step_back(self._holder.history, self._wording))

    def action_redo(self) -> None:
        """Make the last change again that was taken back."""
        self._go(*step_forward(self._holder.history, self._wording))

    def _go(self, history: History, told: str) -> None:
        if history is not self._holder.history:
            self._holder.become(history)
            self.draw()
        self._say(told)
