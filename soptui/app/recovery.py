"""Coming back to what was left unfinished: it is shown and asked about, never put in by itself."""

from soptui.app.holder import Holder
from soptui.app.widgets.capture_line import CaptureLine
from soptui.model.unfinished import Field, Piece
from soptui.wording import Wording


class Recovery:
    """Shows what waits from before, and goes on with what somebody takes up of it."""

    def __init__(self, capture: CaptureLine, holder: Holder, wording: Wording) -> None:
        self._capture = capture
        self._holder = holder
        self._wording = wording

    def begin(self) -> None:
        """Show what waits as soon as the map is there to be seen behind it."""
        keeping = self._holder.keeping
        if keeping.trouble:
            self._capture.app.notify(keeping.trouble, severity="warning", markup=False, timeout=15)
        if keeping.waiting:
            self._capture.call_after_refresh(self.show)

    def show(self) -> None:
        """Show what waits."""
        # Loaded when there is something: most starts have nothing.
        from soptui.app.screens.unfinished_screen import UnfinishedScreen  # noqa: PLC0415

        self._capture.app.push_screen(UnfinishedScreen(self._wording, self._holder), self._go_on)

    def _go_on(self, piece: Piece | None) -> None:
        """Take up a piece, and only then let go of it here; say if more is waiting."""
        keeping = self._holder.keeping
        if piece is not None:
            if isinstance(piece.what, Field):
                self._fill(piece.what)
            else:
                self._holder.type()
                self._capture.take_up(piece.what, piece.column)
            keeping.decide(piece)
        if keeping.waiting:
            count = len(keeping.waiting)
            self._holder.tell(self._wording.say("unfinished.later", count=count))

    def _fill(self, field: Field) -> None:
        from soptui.app.screens.details_screen import DetailsScreen  # noqa: PLC0415 - seldom needed

        self._holder.keeping.fill(field.name, field.text)
        self._capture.app.push_screen(DetailsScreen(self._wording, self._holder, field))
