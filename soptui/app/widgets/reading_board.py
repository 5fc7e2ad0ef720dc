"""The board of a session that somebody else writes: to walk, not to change."""

from textual.binding import Binding
from textual.events import Key

from soptui.app.holder import BoardHolder
from soptui.app.rows import RowReader
from soptui.app.widgets.board import Board
from soptui.app.widgets.board_keys import BOARD_KEYS
from soptui.model.alphabet import Column
from soptui.model.session import Mark, Note
from soptui.wording import Wording

_WALKING = ("walk", "far")


class ReadingBoard(Board, inherit_bindings=False):
    """The three columns, with the keys that change nothing."""

    BINDINGS = [
        key
        for key in BOARD_KEYS
        if isinstance(key, Binding) and key.action.split("(")[0] in _WALKING
    ]

    def __init__(
        self, wording: Wording, holder: BoardHolder, order: tuple[Column, ...] = tuple(Column)
    ) -> None:
        super().__init__(wording, holder, order)
        self._reader = RowReader(wording, order, is_typed_at=False)

    def tell_standing(self) -> None:
        """Say who said what is selected, or whose mark it is."""
        item = self.selected
        if isinstance(item, Mark) or (isinstance(item, Note) and item.said_by):
            super().tell_standing()
        else:
            self._holder.tell("")

    def mistaken(self, event: Key) -> None:
        """Say that nothing can be changed, when letters are typed."""
        if event.is_printable or event.key in ("delete", "enter"):
            self._holder.tell(self._wording.say("reading.only"))
