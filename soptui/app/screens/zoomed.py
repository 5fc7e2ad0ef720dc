"""Zoom at the session screen: one column or one statement fills it, large, for the room."""

from pathlib import Path
from typing import TYPE_CHECKING

from soptui.app.keeping import LastSaver
from soptui.app.screens.roomed import Roomed
from soptui.app.zoomed import column_named, zoom_on
from soptui.model.alphabet import Column
from soptui.model.session import Note, Session

if TYPE_CHECKING:
    from soptui.app.widgets.zoom_view import ZoomView

_STYLE = Path(__file__).parent.parent / "widgets" / "zoom_view.tcss"


class Zoomed(Roomed):
    """A screen on which one thing can be shown large.

    It is room view as long as it lasts: what is large is read by everybody.
    """

    zoom = ""
    """The column or the id of the statement that fills the screen; nothing: the map does."""

    saver: LastSaver
    _newest: str
    _zoom_view: "ZoomView | None" = None
    _was_room = False
    _was_walked = False
    _drawn: tuple[Session, str] | None = None

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line, and aim at a column if one is named."""
        raise NotImplementedError

    def walk(self) -> None:
        """Go to the board."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""
        raise NotImplementedError

    def warn(self, text: str) -> None:
        """Say what must be read, in room view too."""
        raise NotImplementedError

    def action_zoom(self) -> None:
        """Fill the screen with one column or one statement, or show the map again."""
        if self.zoom:
            self._back_to_the_map()
            return
        self._board.let_go()
        item = self._board.selected
        column = self._board.lanes.column_of(self._board.cursor) if item else None
        column = column or self._capture.aim
        zoom = zoom_on(item if isinstance(item, Note) else None, column)
        if column_named(zoom) is None and self.showing.of(self.session).find(zoom) is None:
            self.tell(self._wording.say("zoom.staff_only"))
            return
        self._was_room, self._was_walked = self.is_room, self._board.is_walked
        self.zoom = zoom
        self._show_zoomed()
        if not self.is_room:
            super().action_room()
        self.type(column_named(zoom))
        self.draw()

    def action_room(self) -> None:
        """Go from what is large to the map in room view; or into room view, or out of it."""
        stays = bool(self.zoom) and not self._was_room
        self._was_room = self._was_room or stays
        self.leave_zoom()
        if not stays:
            super().action_room()

    def action_board(self) -> None:
        """Step out of what is being built, or of what is large, or go to the board."""
        if self.zoom and not self._capture.leave():
            self._back_to_the_map()
        elif not self.zoom:
            self._capture.escape()

    def action_page(self, by: int) -> None:
        """Read on in what is shown, or back."""
        if self.zoom and self._zoom_view is not None:
            self._zoom_view.page(by)
            self.draw()  # and whoever follows reads on, too
        else:
            self._board.page(by)

    def leave_zoom(self) -> None:
        """Have the map fill the screen again, as it was seen before."""
        if not self.zoom:
            return
        self.zoom = ""
        self._show_zoomed()
        if self.is_room and not self._was_room:
            super().action_room()
        self.draw()

    def draw_zoom(self) -> None:
        """Draw what fills the screen: the column that is aimed at, or the statement."""
        view = self._zoom_view
        if not self.zoom or view is None:
            return
        session = self.shown_session
        if column_named(self.zoom) is not None or session.find(self.zoom) is None:
            self.zoom = self._capture.aim.value  # a statement that is gone makes room for it
        view.show(session, self.zoom, self._newest, self.shown_drafts)
        before, self._drawn = self._drawn, (session, self._newest)
        if before is None or before[0] is session or before[1] == self._newest:
            return
        self._was_walked = False  # something was typed: that is where one is by now
        if not view.has(self._newest) and not self.saver.status.problem:
            self.warn(self._wording.say("zoom.elsewhere"))

    def _back_to_the_map(self) -> None:
        """Leave what is large, and go on where one was."""
        was_walked = self._was_walked and not self._capture.is_busy
        self.leave_zoom()
        if was_walked:
            self.walk()

    def _show_zoomed(self) -> None:
        """Put what is large in the place of the map, or the map in its place."""
        self._drawn = None
        if self._zoom_view is None:
            from soptui.app.widgets.zoom_view import ZoomView  # noqa: PLC0415 - when asked for

            self.app.stylesheet.read(_STYLE)
            self.app.stylesheet.parse()  # it is styled as it is mounted; all else is as it was
            self._zoom_view = ZoomView(self._wording)
            self.mount(self._zoom_view, before=self._board)
        self.set_class(bool(self.zoom), "-zoomed")
        # At once, and not when styles are next looked at: what is hidden cannot be walked.
        self._board.display = not self.zoom
        self._zoom_view.display = bool(self.zoom)
