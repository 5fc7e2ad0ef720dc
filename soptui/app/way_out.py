"""The app's own ways to show a text: what each of them is given is never markup.

Textual reads markup in every message and in every title of its palette, so that `[name
withheld]` would vanish from it; and it sends control characters to the terminal as they
are. Here a text is a text, whoever calls.
"""

from textual.app import App
from textual.notifications import SeverityLevel

from soptui.app.commands import Commands, Palette
from soptui.app.left_out import told
from soptui.app.widgets.whole_letters import LeftOut
from soptui.model.text import shown
from soptui.wording import Wording


class WayOut(App[None]):
    """An app that says things plainly."""

    COMMANDS = {Commands}

    _wording: Wording

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - whoever asks for it does not get it
    ) -> None:
        """Say something at the edge of the screen; it is never markup."""
        super().notify(
            shown(message), title=shown(title), severity=severity, timeout=timeout, markup=False
        )

    def action_command_palette(self) -> None:
        """Show every action by its name."""
        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(self._wording))

    def on_left_out(self, message: LeftOut) -> None:
        """Tell what a field left out, where no screen has a line for it."""
        self.notify(told(message, self._wording), severity="warning")
