"""Screens that close once, however often they are asked to.

Struck twice in one breath, Escape reaches a screen again before it is gone. Textual would
close the one below it then, or end the app.
"""

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    AnyScreen = Screen[Any]
else:
    AnyScreen = object  # a screen's styles are those of its first base: this is none


class ClosesOnce(AnyScreen):
    """Goes before a kind of screen, and closes it at most once."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close the screen, if it is still the one in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
