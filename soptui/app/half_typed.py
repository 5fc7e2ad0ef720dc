"""What is half typed on a screen over the map: it waits as a piece, whatever ends the program."""

from soptui.app.holder import Holder
from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.model.unfinished import Piece


class HalfTyped:
    """One line's text, kept letter by letter until it is on the map or was given up."""

    def __init__(self, holder: Holder, column: Column = Column.WORRIED) -> None:
        self._holder = holder
        self._column = column
        self._piece: Piece | None = None

    def keep(self, draft: Draft | None) -> None:
        """Keep what is typed, as the entry that it would become; None if nothing is."""
        if draft is None or draft.is_empty:
            self.let_go()
            return
        piece = Piece(draft, self._holder.desk().now, self._column)
        if piece != self._piece:
            before, self._piece = self._piece, piece
            keeping = self._holder.keeping
            keeping.wait((*(one for one in keeping.waiting if one is not before), piece))

    def let_go(self) -> None:
        """Keep nothing of it any more."""
        if self._piece is not None:
            self._holder.keeping.decide(self._piece)
            self._piece = None
