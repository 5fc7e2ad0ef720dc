"""The sessions of this home: by date, their names only when asked for."""

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
from soptui.storage.store import Summary, is_session_id
from soptui.wording import Wording


class SessionsScreen(ClosesOnce, ModalScreen[str | None]):
    """A list of families is itself a leak: the room sees dates until somebody asks."""

    CSS_PATH = "sessions_screen.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back", id="sessions.back"),
        Binding("t", "names", "Show names", tooltip="Show or hide the names", id="sessions.names"),
    ]

    def __init__(self, sessions: tuple[Summary, ...], wording: Wording) -> None:
        super().__init__()
        self._sessions = sessions
        self._wording = wording
        self._named = False
        # Kept, and not looked up: keys come before it is on the screen, and after.
        self._list = Choices(*self._options(), id="sessions-list", compact=True)

    def compose(self) -> ComposeResult:
        """List them under one heading."""
        with Vertical(id="sessions"):
            yield Static(Content(self._wording.say("start.choose")), id="sessions-heading")
            yield self._list
            yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Let the arrows walk at once."""
        self._list.focus()

    def _options(self) -> list[Option]:
        return [
            # What is damaged can be chosen too: it may have versions that are whole.
            Option(self._row(summary), id=summary.id, disabled=not is_session_id(summary.id))
            for summary in self._sessions
        ]

    def _row(self, summary: Summary) -> Content:
        if summary.problem or summary.started is None:
            # The id is a file's name, which anybody may have given it.
            return Content(self._wording.say("start.problem", id=shown(summary.id)))
        row = Content(
            self._wording.say(
                "start.row",
                day=self._wording.day(summary.started, long=True),
                count=summary.notes,
                id=summary.id,
            )
        )
        if not self._named:
            return row
        title = summary.title or self._wording.say("start.untitled")
        return row + Content("   ") + Content(title).stylize("bold")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_names(self) -> None:
        """Show the names, or hide them again."""
        self._named = not self._named
        at = self._list.highlighted
        self._list.set_options(self._options())
        self._list.highlighted = at
