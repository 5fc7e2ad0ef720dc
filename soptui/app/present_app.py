"""The app of a second screen: one screen to look at, and no way to write."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App
from textual.screen import Screen

from soptui.app.calm_app import CalmApp
from soptui.app.screens.present_screen import PresentScreen
from soptui.app.theme import textual_theme, variables
from soptui.following import Shown
from soptui.settings import Settings
from soptui.themes import ThemeFile
from soptui.wording import Wording

_FOLDER = Path(__file__).parent
SETTLED = 0.5
"""Seconds after which a start is over."""


class PresentApp(CalmApp, App[None], inherit_bindings=False):
    """A session as somebody else shows it."""

    TITLE = "soptui"
    CSS_PATH = [
        _FOLDER / "widgets" / "board.tcss",
        _FOLDER / "widgets" / "zoom_view.tcss",
        _FOLDER / "screens" / "present_screen.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        shown: Shown,
        wording: Wording,
        theme: ThemeFile,
        *,
        chosen: Settings | None = None,
        on_settled: Callable[[], None] = lambda: None,
        on_fault: Callable[[BaseException], None] = lambda _: None,
        on_slip: Callable[[BaseException], object] = lambda _: None,
    ) -> None:
        self._variables = variables(theme)
        super().__init__()
        self.on_fault, self.on_slip = on_fault, on_slip
        self.register_theme(textual_theme(theme))
        # Set before anything is styled: a change of theme styles everything once more.
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._shown = shown
        self._wording = wording
        self._chosen = chosen or Settings()
        self._on_settled = on_settled

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our variables a value before a theme is set: stylesheets are read first."""
        return self._variables

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen there is."""
        return PresentScreen(self._shown, self._wording, self._chosen)

    def on_mount(self) -> None:
        """Say that the start is over."""
        self.set_timer(SETTLED, self._on_settled)

    def notify(self, *_: object, **__: object) -> None:
        """Say nothing: nothing may stand in front of the map."""
