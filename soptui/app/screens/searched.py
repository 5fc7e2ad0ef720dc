"""Looking for words on the session screen: the find line, and the walk through what it found."""

from soptui.app.screens.parts import ScreenPart
from soptui.app.searching import Searching
from soptui.app.widgets.board import Board
from soptui.model.alphabet import Column
from soptui.wording import Wording


class Searched(ScreenPart):
    """A screen on which somebody looks for words."""

    _wording: Wording
    _board: Board
    _searching: Searching

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""
        raise NotImplementedError

    @property
    def is_finding(self) -> bool:
        """Whether somebody is looking for words."""
        return self._searching.is_on

    def find(self) -> None:
        """Look for words."""
        self._searching.begin()

    def found(self, words: str) -> None:
        """Go through what holds these words; no words: everything is shown again."""
        if not self._searching.end():
            return  # that was answered already
        self._board.seek(words)
        if not self._board.enter(self._board.cursor):
            self.type()
            self.tell(self._wording.say("board.found_none"))
