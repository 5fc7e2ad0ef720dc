"""Looking for words: the find line stands where the capture line is, for as long as it lasts."""

from typing import TYPE_CHECKING

from soptui.app.holder import Holder
from soptui.app.widgets.board import Board
from soptui.app.widgets.capture_line import CaptureLine
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.widgets.find_line import FindLine


class Searching:
    """Puts the find line in the place of the capture line, and takes it away again."""

    def __init__(
        self, holder: Holder, board: Board, capture: CaptureLine, wording: Wording
    ) -> None:
        self._holder = holder
        self._board = board
        self._capture = capture
        self._wording = wording
        self._line: FindLine | None = None
        self.is_on = False

    def begin(self) -> None:
        """Have the find line stand there."""
        from soptui.app.widgets.find_line import FindLine  # noqa: PLC0415 - seldom asked for

        self.is_on = True
        self._show()
        if self._line is None:
            self._line = FindLine(self._wording, self._holder, self._board)
            self._capture.screen.mount(self._line, after=self._capture)

    def end(self) -> bool:
        """Have the capture line stand there; False if it did already."""
        was_on, self.is_on = self.is_on, False
        self._show()
        return was_on

    def reword(self) -> None:
        """Say it in the words as they are now."""
        if self._line is not None:
            self._line.reword()

    def _show(self) -> None:
        self._capture.display = not self.is_on
        if self._line is not None:
            self._line.display = self.is_on
