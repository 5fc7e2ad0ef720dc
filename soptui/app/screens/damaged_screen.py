"""A damaged session: what is wrong with it, and the versions of it that are whole."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.whole_row import Choices
from soptui.model.text import shown
from soptui.storage.versions import Version
from soptui.wording import Wording


class DamagedScreen(ClosesOnce, ModalScreen[Version | None]):
    """Asks which whole version to go on with; the damaged file is kept in any case."""

    CSS_PATH = "damaged_screen.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave it as it is", id="damaged.leave", show=True),
    ]

    def __init__(self, problem: str, versions: tuple[Version, ...], wording: Wording) -> None:
        super().__init__()
        self._problem = problem
        self._versions = versions
        self._wording = wording
        self._list = Choices(*self._options(), id="damaged-versions", compact=True)

    def compose(self) -> ComposeResult:
        """Say what is wrong, then what there is."""
        say = self._wording.say
        with Vertical(id="damaged"):
            yield Static(Content(say("damaged.heading")), id="damaged-heading")
            yield Static(Content(shown(self._problem)), id="damaged-problem")
            if self._versions:
                yield Static(Content(say("damaged.choose")), id="damaged-choose")
                yield self._list
            else:
                yield Static(Content(say("damaged.none")), id="damaged-choose")
            yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Let Enter open the newest."""
        if self._versions:
            self._list.focus()

    def _options(self) -> list[Option]:
        return [Option(self._row(at, version)) for at, version in enumerate(self._versions)]

    def _row(self, at: int, version: Version) -> Content:
        changed = version.changed.astimezone()
        return Content(
            self._wording.say(
                "damaged.row",
                day=self._wording.day(changed, long=True),
                time=f"{changed:%H:%M}",
                count=version.notes,
                which=self._wording.say("damaged.newest") if not at else "",
            ).rstrip()
        )

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._versions[event.option_index])
