"""From the map to what opens over it: the details, the document, the session seen another way."""

from typing import TYPE_CHECKING, cast

from soptui.app.recovery import Recovery
from soptui.app.screens.parts import ScreenPart
from soptui.app.widgets.board import Board
from soptui.library import Opening
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.screens.session_screen import SessionScreen


class Leading(ScreenPart):
    """A screen from which others are opened; each of them is loaded when it is asked for.

    Some hold all that was said and typed. In room view it is first said that they are not
    for the room: the second time it is meant.
    """

    _opening: Opening
    _wording: Wording
    _board: Board
    _recovery: Recovery
    _meant = ""
    is_room: bool

    def warn(self, text: str) -> None:
        """Say what must be read, in room view too."""
        raise NotImplementedError

    def action_export(self) -> None:
        """Write the notes as a document."""
        self._board.let_go()
        if self._is_meant("export"):
            from soptui.app.screens.export_screen import ExportScreen  # noqa: PLC0415 - costly

            here = self._itself
            exports, order = self._opening.exports, self._board.order
            self.app.push_screen(ExportScreen(here.session, self._wording, exports, here.do, order))

    def action_details(self) -> None:
        """Show what frames the map."""
        self._board.let_go()
        if self._is_meant("details"):
            from soptui.app.screens.details_screen import DetailsScreen  # noqa: PLC0415

            self.app.push_screen(DetailsScreen(self._wording, self._itself))

    def action_view(self, name: str, about: str = "") -> None:
        """Show the session another way, or what can be said about one note."""
        self._board.let_go()
        from soptui.app.screens.views import view  # noqa: PLC0415 - loaded when asked for

        self.app.push_screen(view(name, self._wording, self._itself, about))

    def action_unfinished(self) -> None:
        """Come back to what was typed before and never entered."""
        self._board.let_go()
        if self._is_meant("unfinished"):
            self._recovery.show()

    @property
    def _itself(self) -> "SessionScreen":
        return cast("SessionScreen", self)

    def _is_meant(self, what: str) -> bool:
        """Say whether this may open now: in room view it is asked for twice."""
        was_meant, self._meant = self._meant == what, ""
        if not self.is_room or was_meant:
            return True
        self._meant = what
        self.warn(self._wording.say("room.not_for_it"))
        return False
