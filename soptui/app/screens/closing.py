"""Screens that close once, however often they are asked to.

Struck twice in one breath, Escape reaches a screen again before it is gone. Textual would
close the one below it then, or end the app.
"""

from typing import Any

from textual.await_complete import AwaitComplete

from soptui.app.screens.parts import ScreenPart


class ClosesOnce(ScreenPart):
    """Goes before a kind of screen, and closes it at most once."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close the screen, if it is still the one in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
