"""Starting a second screen in the terminal, and what is said when it has ended."""

from typing import TYPE_CHECKING

from soptui.app.launch import Ended, Run
from soptui.following import Shown
from soptui.home import Home
from soptui.settings import read_settings
from soptui.storage.saver import SaveStatus
from soptui.themes import ThemeFile
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.present_app import PresentApp


def present(home: Home, shown: Shown, wording: Wording, theme: ThemeFile) -> Ended:
    """Show in this terminal what is shown of a session, until the person leaves."""
    return _Presenting(home, shown, wording, theme).to_the_end()


class _Presenting(Run["PresentApp"]):
    """One run of a second screen."""

    _uses_mouse = False

    def __init__(self, home: Home, shown: Shown, wording: Wording, theme: ThemeFile) -> None:
        super().__init__(home.reports, wording)
        self._home = home
        self._shown = shown
        self._theme = theme

    def _load_app(self) -> "PresentApp":
        from soptui.app.present_app import PresentApp  # noqa: PLC0415 - the environment comes first

        return PresentApp(
            self._shown,
            self._wording,
            self._theme,
            chosen=read_settings(self._home.config),
            on_settled=self._settle,
            on_fault=self._ending.by_fault,
            on_slip=self._ending.note,
        )

    def _said(self, status: SaveStatus | None) -> str:  # noqa: ARG002 - nothing is saved here
        saved = self._wording.say("ending.untouched")
        return self._told_of_fault(saved) if self._ending.fault else ""
