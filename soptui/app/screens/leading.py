"""From the map to what opens over it: the details, the document, the session seen another way."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from soptui.app.recovery import Recovery
from soptui.app.screens.parts import ScreenPart
from soptui.app.widgets.board import Board
from soptui.library import Opening
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.outlet import Outlet
    from soptui.app.screens.session_screen import SessionScreen

SETTLING = 10
"""Seconds that leaving waits for a copy that is being written."""


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

            self.app.push_screen(ExportScreen(self._wording, self._outlet))

    @cached_property
    def _outlet(self) -> "Outlet":
        from soptui.app.outlet import Outlet, keeper_of  # noqa: PLC0415 - costly

        here, order = self._itself, self._board.order
        keeper = keeper_of(here, self._opening, self._wording, order, here.do)
        return Outlet(self._wording, keeper)

    def settle_copies(self) -> None:
        """Wait for the copy that is still being written: the session remembers where it is."""
        if "_outlet" in self.__dict__:
            self._outlet.settle(SETTLING)

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
