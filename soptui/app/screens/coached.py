"""The coach at the session screen: what it asks is taken up, passed over, or not asked at all."""

from typing import TYPE_CHECKING

from soptui.app.screens.parts import ScreenPart

if TYPE_CHECKING:
    from soptui.app.coaching import Coaching


class Coached(ScreenPart):
    """A screen at which the coach asks."""

    is_room: bool

    @property
    def _coaching(self) -> "Coaching":
        raise NotImplementedError

    def answer(self) -> bool:
        """Take up what the coach asks; False if it asks nothing."""
        return self._coaching.answer()

    def pass_over(self) -> bool:
        """Have the coach not ask this again; False if it asks nothing."""
        return self._coaching.pass_over()

    def action_coach(self) -> None:
        """Switch the coach on or off; in room view, ask one question, or take it away."""
        if self.is_room:
            self._coaching.ask_once()
        else:
            self._coaching.switch()
