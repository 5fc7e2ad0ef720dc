"""Telling second screens what is shown: where everybody is looking, and never a word of it."""

from typing import TYPE_CHECKING

from soptui.app.keeping import LastSaver
from soptui.app.screens.parts import ScreenPart
from soptui.app.widgets.board import Board
from soptui.app.widgets.column_view import ColumnView
from soptui.library import Opening
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.storage.stages import StageWriter

if TYPE_CHECKING:
    from soptui.app.widgets.zoom_view import ZoomView

_BEGIN = 0.2
"""Seconds until there is a stage: a start waits for nobody else's screen."""

_SETTLED = 0.03
"""Seconds in which what has changed is drawn here, and the columns have come to rest."""


class Staged(ScreenPart):
    """A screen that others follow.

    Nothing is done at a key press: what has changed is put after it was drawn.
    """

    zoom: str
    saver: LastSaver
    _opening: Opening
    _board: Board
    _newest: str
    _zoom_view: "ZoomView | None"
    _stage_writer: StageWriter | None = None
    _is_curtained = False
    _is_staging = False
    _newest_seen = ""
    _unseen: tuple[Session | None, frozenset[str]] = (None, frozenset())

    @property
    def session(self) -> Session:
        """The session as it is now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin when the start is over."""
        self._is_curtained = getattr(self.app, "is_curtained", False)
        self.set_timer(_BEGIN, self._begin_stage)

    def on_unmount(self) -> None:
        """Let second screens go dark."""
        if self._stage_writer is not None:
            self._stage_writer.close()

    def curtained(self, is_drawn: bool) -> None:
        """Draw the curtain on second screens too, or open it; it does not wait to be drawn here."""
        self._is_curtained = is_drawn
        self._begin_stage()
        self._put_stage()

    def restage(self) -> None:
        """Put the stage as soon as what has changed here is drawn; once for many changes."""
        if self._stage_writer is not None and not self._is_staging:
            self._is_staging = True
            self.set_timer(_SETTLED, self._put_stage)

    def on_session_screen_save_changed(self) -> None:
        """Send whoever follows to the id that the session goes on under."""
        kept_as = self.saver.status.kept_as
        if kept_as and self._stage_writer is not None:
            self._stage_writer.go_on_as(kept_as)

    def _begin_stage(self) -> None:
        if self._stage_writer is None:
            self._stage_writer = StageWriter(self._opening.stage)
            for view in self._board.query(ColumnView):
                self.watch(view, "scroll_y", self.restage, init=False)
            self._put_stage()

    def _put_stage(self) -> None:
        self._is_staging = False
        if self._stage_writer is None:
            return
        unseen = self._staff_only()
        if self._newest not in unseen:
            self._newest_seen = self._newest
        newest = "" if self._newest_seen in unseen else self._newest_seen
        looked_at = (self._zoom_view if self.zoom else None) or self._board
        self._stage_writer.put(
            Stage(
                curtain=self._is_curtained,
                zoom="" if self.zoom in unseen else self.zoom,
                tops=looked_at.tops(unseen),
                newest=newest,
                sees_newest=looked_at.is_in_view(newest),
            )
        )

    def _staff_only(self) -> frozenset[str]:
        """Return the ids of the notes that nobody else may know of."""
        session = self.session
        if self._unseen[0] is not session:
            unseen = frozenset(note.id for note in session.notes if note.staff_only)
            self._unseen = (session, unseen)
        return self._unseen[1]
