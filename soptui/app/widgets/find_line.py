"""The line to look for words with: what does not hold them is dimmed, never hidden."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from soptui.app.holder import Holder
from soptui.app.left_out import told
from soptui.app.widgets.board import Board
from soptui.app.widgets.entry import Entry
from soptui.wording import Wording


class FindEntry(Entry):
    """The typing part of the find line."""

    BINDINGS = [
        Binding(
            "enter,tab", "submit", "Walk", tooltip="Walk through what was found", id="find.walk"
        ),
        Binding("escape", "escape", "Show all", id="find.leave"),
    ]

    def __init__(self, wording: Wording, holder: Holder, board: Board) -> None:
        self._wording = wording
        self._holder = holder
        self._board = board
        super().__init__(id="find")

    def take(self) -> None:
        """Go through what was found."""
        self._holder.found(self.value)

    def action_escape(self) -> None:
        """Stop looking."""
        self._holder.found("")

    def on_blur(self) -> None:
        """Whoever goes elsewhere has stopped typing here."""
        self.take()

    def watch_value(self, value: str) -> None:
        """Dim while typing."""
        self._board.seek(value)
        if value.strip():
            count = self._board.lanes.count
            self._holder.tell(self._wording.say("board.found", count=count))


class FindLine(Horizontal):
    """Stands where the capture line is while somebody looks for words."""

    def __init__(self, wording: Wording, holder: Holder, board: Board) -> None:
        super().__init__(id="find-line")
        self._wording = wording
        self._holder = holder
        self._chip = Static(self._label(), id="find-chip")
        self._entry = FindEntry(wording, holder, board)

    def compose(self) -> ComposeResult:
        """Put the label at the left, the typing at the right."""
        yield self._chip
        yield self._entry

    def reword(self) -> None:
        """Say it in the words as they are now."""
        self._chip.update(self._label())

    def _label(self) -> Content:
        return Content(f" / {self._wording.say('board.find')} ")

    def on_mount(self) -> None:
        """Begin to type at once, unless somebody has gone elsewhere meanwhile."""
        self.display = self._holder.is_finding
        self.on_show()

    def on_show(self) -> None:
        """Be empty, to be typed in."""
        if self._holder.is_finding:
            self._entry.veil = self._holder.veil
            self._entry.start("")
            self.screen.set_focus(self._entry)

    @on(Entry.Dropped)
    def _tell_dropped(self, message: Entry.Dropped) -> None:
        message.stop()
        self._holder.tell(told(message, self._wording))
