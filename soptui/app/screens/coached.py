"""The coach at the session screen: what it asks is taken up, passed over, or not asked at all."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from soptui.app.coaching import Coaching

# Only the types need to know it is for a screen: a class of Textual's own takes longer to make.
if TYPE_CHECKING:
    _Base = Screen[None]
else:
    _Base = object


class Coached(_Base):
    """A screen at which the coach asks."""

    _coaching: Coaching

    def answer(self) -> bool:
        """Take up what the coach asks; False if it asks nothing."""
        return self._coaching.answer()

    def pass_over(self) -> bool:
        """Have the coach not ask this again; False if it asks nothing."""
        return self._coaching.pass_over()

    def action_coach(self) -> None:
        """Switch the coach on or off."""
        self._coaching.switch()
