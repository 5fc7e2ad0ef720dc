"""The copies of a session that were written: where they are, and away with them."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from soptui.app.outlet import Keeper
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_row import Choices
from soptui.app.wrapping import wrap
from soptui.copies import CopyError, delete_copy, is_there
from soptui.model.edits import ForgetExport
from soptui.model.session import Exported
from soptui.model.text import shown
from soptui.wording import Wording

_AROUND = 6


class WrittenList(SwiftKeys, Choices):
    """The copies, the newest first."""

    BINDINGS = [
        Binding(
            "delete",
            "screen.delete",
            "Delete",
            tooltip="Delete the file, and forget it",
            id="written.delete",
        ),
    ]


class WrittenScreen(ClosesOnce, Screen[None]):
    """Every copy that the session remembers."""

    AUTO_FOCUS = ""
    CSS_PATH = "written_screen.tcss"
    BINDINGS = [Binding("escape,ctrl+r", "dismiss", "Back", id="written.close")]

    def __init__(self, wording: Wording, keeper: Keeper) -> None:
        super().__init__()
        self._wording = wording
        self._keeper = keeper
        self._asked: Exported | None = None
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._list = WrittenList(id="written", compact=True)
        self._told = Line("written-told")

    def compose(self) -> ComposeResult:
        """Lay the list over what is told, and the keys."""
        heading = Line("written-heading")
        heading.say(Content(f" {self._wording.say('written.heading')}"))
        yield heading
        yield self._list
        yield self._told
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Begin with the newest."""
        self.set_focus(self._list)

    def on_resize(self) -> None:
        """Set every path in lines that fit."""
        self._draw(self._list.highlighted or 0)

    @property
    def _copies(self) -> tuple[Exported, ...]:
        return self._keeper.session().exports[::-1]

    def action_delete(self) -> None:
        """Delete the file once it was asked for twice; one that is gone is only forgotten."""
        copies, at = self._copies, self._list.highlighted
        if at is None or at >= len(copies):
            return
        if self._keeper.record is None:
            self._tell("written.reading")
            return
        copy = copies[at]
        if self._asked != copy and is_there(copy):
            self._asked = copy
            self._tell("written.ask", path=copy.path)
            return
        was_there, self._asked = is_there(copy), None
        try:
            delete_copy(copy)
        except CopyError as error:
            self._tell("written.failed", why=error)
            return
        self._keeper.record(ForgetExport(copy.path))
        self._draw(at)
        self._tell("written.deleted" if was_there else "written.forgotten", path=copy.path)

    def on_option_list_option_highlighted(self) -> None:
        """Ask anew for another one."""
        copies, at = self._copies, self._list.highlighted
        if self._asked and (at is None or at >= len(copies) or copies[at] != self._asked):
            self._asked = None
            self._told.say(Content(""), layout=True)

    def _draw(self, at: int) -> None:
        copies = self._copies
        self._list.set_options([self._row(copy) for copy in copies])
        self._list.highlighted = min(at, len(copies) - 1) if copies else None
        if not copies:
            self._tell("written.none")

    def _row(self, copy: Exported) -> Option:
        say, made = self._wording.say, copy.made.astimezone()
        kinds = [("copy", copy.copy), ("format", copy.format)]
        first = Content.styled(f"{self._wording.day(made, long=True)} {made:%H:%M}  ", "$muted")
        first += Content(" · ".join(self._named(*kind) for kind in kinds)).stylize("bold")
        if not is_there(copy):
            first += Content.styled(f"  {say('written.gone')}", "$open")
        lines = [f"  {line}" for line in wrap(shown(copy.path), self.size.width - _AROUND)]
        return Option(Content("\n").join([first, *map(Content, lines)]))

    def _tell(self, key: str, **blanks: object) -> None:
        self._told.say(Content(self._wording.say(key, **blanks)), layout=True)

    def _named(self, what: str, name: str) -> str:
        """Return what a kind of copy is called; a session's file may hold any."""
        try:
            return self._wording.say(f"exporting.{what}.{name}")
        except KeyError:
            return shown(name)
