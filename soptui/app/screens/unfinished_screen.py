"""What was left unfinished, piece by piece: to keep, to go on with, or to drop.

Nothing of it is put on the map unasked, and nothing is gone before somebody has said so.
"""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.holder import Holder
from soptui.app.piece_rows import piece_row
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.app.widgets.whole_row import WholeRow
from soptui.model.history import History
from soptui.model.unfinished import Piece, edits_for
from soptui.wording import Wording

LOW = 16


class PieceList(WholeRow, OptionList):
    """The pieces to walk through."""

    # What the list would do with them is not wanted here. No letters: whoever types straight
    # on must neither lose a piece nor let one in.
    BINDINGS = [
        Binding(
            "enter", "screen.keep", "Keep", tooltip="Put it on the map as it stands", id="left.keep"
        ),
        Binding("right", "screen.edit", "Edit", tooltip="Go on typing it", id="left.edit"),
    ]


class _Before(NamedTuple):
    """What was waiting, and what was on the map, before a decision."""

    waiting: tuple[Piece, ...]
    history: History


class UnfinishedScreen(ClosesOnce, Screen[Piece | None]):
    """A list over the map; it gives back the piece that somebody wants to go on with."""

    CSS_PATH = "unfinished_screen.tcss"
    BINDINGS = [
        Binding("delete", "drop", "Drop", tooltip="Give it up: it is gone at once", id="left.drop"),
        Binding("ctrl+k", "keep_all", "Keep all", tooltip="Put all on the map", id="left.keep_all"),
        Binding("ctrl+z", "undo", "Undo", tooltip="Take the decision back", id="left.undo"),
        Binding("escape", "later", "Later", tooltip="Decide later", id="left.later"),
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__()
        self._wording = wording
        self._holder = holder
        self._past: list[_Before] = []
        self._when = holder.keeping.newest
        self._heading = wording.say("unfinished.heading", when=self._when)
        self._told = Line("unfinished-told")
        # Kept, and not looked up: keys come before it is on the screen, and after.
        self._pieces = PieceList(*self._options(), id="unfinished-pieces", compact=True)

    def compose(self) -> ComposeResult:
        """List the pieces under what they are."""
        with Vertical(id="unfinished"):
            yield Static(Content(self._heading), id="unfinished-heading")
            yield Static(Content(self._wording.say("unfinished.about")), id="unfinished-about")
            yield self._pieces
            yield self._told
            yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Let the arrows walk at once."""
        self._pieces.highlighted = 0
        self._pieces.focus()

    def on_resize(self, event: Resize) -> None:
        """In a low window show only what is needed to decide."""
        self.set_class(event.size.height < LOW, "-low")

    def on_key(self, event: Key) -> None:
        """Say where the person is, when letters are typed."""
        if event.is_printable:
            self._tell("unfinished.not_typing")

    @property
    def _waiting(self) -> tuple[Piece, ...]:
        return self._holder.keeping.waiting

    @property
    def _chosen(self) -> Piece | None:
        at = self._pieces.highlighted
        return self._waiting[at] if at is not None and at < len(self._waiting) else None

    def action_keep(self) -> None:
        """Put the piece on the map as it stands."""
        if piece := self._chosen:
            self._remember()
            self._keep(piece)
            self._show("unfinished.kept")
        if not self._waiting:
            self.dismiss(None)

    def action_keep_all(self) -> None:
        """Put all that is left on the map."""
        for piece in self._waiting:
            self._keep(piece)
        self.dismiss(None)

    def action_edit(self) -> None:
        """Go on typing it."""
        if piece := self._chosen:
            self.dismiss(piece)

    def action_drop(self) -> None:
        """Give the piece up; until this is left it can be had back."""
        if piece := self._chosen:
            self._remember()
            self._holder.keeping.decide(piece)
            self._show("unfinished.dropped" if self._waiting else "unfinished.dropped_last")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self._past:
            self._tell("status.nothing_to_undo")
            return
        before = self._past.pop()
        self._holder.keeping.wait(before.waiting)
        while self._holder.history.session is not before.history.session:
            self._holder.become(self._holder.history.undo())
        self._show("unfinished.back")

    def action_later(self) -> None:
        """Leave what is left where it is."""
        self.dismiss(None)

    def _remember(self) -> None:
        self._past.append(_Before(self._waiting, self._holder.history))

    def _keep(self, piece: Piece) -> None:
        for edit in edits_for(piece, self._holder.desk()):
            self._holder.do(edit)
        self._holder.keeping.decide(piece)

    def _show(self, told: str) -> None:
        """Show what is left, and say what was done."""
        at = self._pieces.highlighted or 0
        self._pieces.set_options(self._options())
        self._pieces.highlighted = min(at, len(self._waiting) - 1) if self._waiting else None
        self._tell(told)

    def _tell(self, key: str) -> None:
        self._told.say(Content(f" {self._wording.say(key)}"))

    def _options(self) -> list[Option]:
        return [Option(self._row(piece)) for piece in self._waiting]

    def _row(self, piece: Piece) -> Content:
        when = self._holder.keeping.spoken(piece.typed)
        session = self._holder.history.session
        return piece_row(piece, session, self._wording, "" if when == self._when else when)
