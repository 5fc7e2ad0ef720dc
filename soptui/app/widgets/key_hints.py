"""At most six keys, for where the person is.

Textual's Footer mounts a widget for each key anew at every change of focus, which costs
twenty times a keystroke; this is one line.
"""

from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from soptui.app.widgets.line import Line
from soptui.wording import Wording

MOST = 6


class KeyHints(Line):
    """The keys that a binding says are worth showing, from where the focus is outwards."""

    def __init__(self, wording: Wording) -> None:
        super().__init__("key-hints")
        self._wording = wording

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def reword(self) -> None:
        """Say it in the words as they are now."""
        self.say(hints(self.screen, self.app, self._wording))

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen and self.app.app_focus:
            self.reword()


def hints(screen: Screen[object], app: App[None], wording: Wording) -> Content:
    """Return the line for a screen: each key in bold, then what it does."""
    shown: dict[str, Content] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        if binding.show and enabled and len(shown) < MOST:
            shown.setdefault(binding.action, _hint(binding, app, wording))
    return Content(" ") + Content("   ").join(shown.values())


def _hint(binding: Binding, app: App[None], wording: Wording) -> Content:
    key = Content.styled(app.get_key_display(binding), "bold $hint-key")
    return key + Content(f" {wording.key(binding.description)}")
