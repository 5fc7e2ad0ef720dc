"""Undo and redo: first what is typed, then what is on the map."""

from soptui.app.screens.parts import ScreenPart
from soptui.app.stepping import step_back, step_forward
from soptui.app.widgets.board import Board
from soptui.app.widgets.capture_line import CaptureLine
from soptui.model.history import History
from soptui.wording import Wording


class Undoing(ScreenPart):
    """A screen on which every change can be taken back, without limit and in words."""

    history: History
    _wording: Wording
    _board: Board
    _capture: CaptureLine

    def become(self, history: History) -> None:
        """Take on another state of the session."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take back typing, or else the last change to the map."""
        if self._capture.entry.has_focus and self._capture.undo():
            return
        self._board.let_go()
        before, told = step_back(self.history, self._wording)
        if before is not self.history:
            self._capture.entry.forget()
            self.become(before)
        self.tell(told)

    def action_redo(self) -> None:
        """Type again what was taken back, or else make the change again."""
        if self._capture.entry.has_focus and self._capture.entry.redo():
            return
        self._board.let_go()
        after, told = step_forward(self.history, self._wording)
        if after is not self.history:
            self.become(after)
        self.tell(told)
