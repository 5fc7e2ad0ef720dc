"""The session screen: three columns to read, one line to type in.

It holds the one truth, the history of a session, and lets changes in by one door, `do`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Paste, Resize
from textual.message import Message
from textual.screen import Screen

from soptui.app.keeping import Keeping, LastSaver
from soptui.app.recovery import Recovery
from soptui.app.screens.session_keys import SESSION_KEYS
from soptui.app.widgets.board import Board
from soptui.app.widgets.capture_line import CaptureLine
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.quiet_line import QuietLine
from soptui.app.widgets.title_line import Standing, TitleLine
from soptui.library import Opening, new_item_id
from soptui.model.alphabet import Column
from soptui.model.edits import AddEntries, Edit
from soptui.model.grammar import Desk
from soptui.model.history import History
from soptui.model.session import Item, Session
from soptui.storage.saver import SaveStatus
from soptui.wording import Wording

CLOCK_SECONDS = 10
NARROW, LOW = 60, 16


class SessionScreen(Screen[None]):
    """One session, live."""

    AUTO_FOCUS = "#capture"
    BINDINGS = SESSION_KEYS

    class SaveChanged(Message):
        """The disk has caught up, or could not."""

    def __init__(self, opening: Opening, wording: Wording, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._opening = opening
        self._wording = wording
        self._clock = clock
        self.history = History(opening.stored.session)
        self.keeping = Keeping(opening.drafts, self.session, wording, clock, self._tell_saved)
        self.saver = LastSaver(opening, self._tell_saved, self.keeping.close)
        self._begun = monotonic()
        self._newest = ""
        self.is_finding = False
        self._told_standing = ""
        self._title = TitleLine(wording, self.session, self._standing)
        self._board = Board(wording, self)
        self._quiet = QuietLine(wording.say("status.first"))
        self._capture = CaptureLine(wording, self)
        self._recovery = Recovery(self._capture, self, wording)

    def compose(self) -> ComposeResult:
        """Lay the map over the line that is typed in."""
        yield self._title
        yield self._board
        yield self._quiet
        yield self._capture
        yield KeyHints()

    def on_mount(self) -> None:
        """Tell the time, and draw."""
        self.set_interval(CLOCK_SECONDS, self._draw_title)
        self._know_names()
        self.draw()
        self._recovery.begin()
        if self._opening.is_aside:
            self.saver.put(self.session)  # it is tried again at once, and told how it stands

    def on_resize(self, event: Resize) -> None:
        """In a small window show one column, and then only what is needed to type."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < LOW, "-low")

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.history.session

    @property
    def written_as(self) -> str:
        """The id that opens it again; none, if it is a demo."""
        kept_as = self.saver.status.kept_as
        return "" if self._opening.is_demo else kept_as or self.session.id

    def desk(self) -> Desk:
        """Return what an entry needs to become an edit now."""
        return Desk(
            session=self.session,
            aim=self._capture.aim,
            now=self._clock(),
            new_id=new_item_id,
            composer=self._wording.composer,
        )

    def newest(self) -> Item | None:
        """Return what was said last."""
        notes = reversed(self.session.notes)  # of those said in one second, the last
        return self.session.find(self._newest) or max(
            notes, key=lambda note: note.added, default=None
        )

    def do(self, edit: Edit) -> None:
        """Make a change: the one door."""
        if isinstance(edit, AddEntries):
            self._newest = self._board.cursor = edit.items[-1].id
        self.become(self.history.do(edit))

    def become(self, history: History) -> None:
        """Take on another state of the session: hand it to the disk, then show it."""
        if history.session is self.session:
            self.history = history
            return
        self.history = history
        self.keeping.become(history.session)
        self.saver.put(history.session)
        self._know_names()
        self._quiet.tell(self.saver.status.problem)  # which stays said for as long as it lasts
        self.draw()

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""
        self._board.show(self._capture.drafts, aim=self._capture.aim, newest=self._newest)
        self._quiet.ask(self._capture.asking)
        self._draw_title()

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""
        self._quiet.tell(text)

    def walk(self) -> None:
        """Go to the board."""
        if self._board.enter(self._board.cursor):
            self._capture.rest(resting=True)
        else:
            self.tell(self._wording.say("board.empty"))

    def edit(self, item_id: str, *, whole: bool = False) -> None:
        """Go to the capture line with something that is on the map."""
        item = self.session.find(item_id)
        if item is not None:
            self._newest = item_id
            self.type()
            self._capture.edit(item, whole=whole)

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line, and aim at a column if one is named."""
        self._show_finding(finding=False)
        self.set_focus(self._capture.entry)
        self._capture.rest(resting=False)
        self.tell("")
        self._board.seek("")
        if column is not None:
            self._capture.aim_at(column)

    def find(self) -> None:
        """Look for words."""
        from soptui.app.widgets.find_line import FindLine  # noqa: PLC0415 - seldom asked for

        self._show_finding(finding=True)
        if not self.query(FindLine):
            self.mount(FindLine(self._wording, self, self._board), after=self._capture)

    def found(self, words: str) -> None:
        """Go through what holds these words; no words: everything is shown again."""
        if not self.is_finding:
            return  # that was answered already
        self._show_finding(finding=False)
        self._board.seek(words)
        if not self._board.enter(self._board.cursor):
            self.type()
            self.tell(self._wording.say("board.found_none"))

    def _show_finding(self, *, finding: bool) -> None:
        """Put the find line where the capture line is, or the other way round."""
        self.is_finding = finding
        self._capture.display = not finding
        for line in self.query("FindLine"):
            line.display = finding

    def board_bindings(self) -> Iterable[Binding]:
        """Return the keys of the board, for the palette."""
        return Binding.make_bindings(Board.BINDINGS)

    async def on_board(self, action: str) -> None:
        """Go to the board and do something there, from the palette."""
        self.walk()
        if self._board.is_walked:
            await self.app.run_action(action, self._board)

    def may_leave(self) -> bool:
        """Say whether nothing is lost by leaving; the second time it is meant."""
        told = self.keeping.warning(self.saver.status.problem)
        if told and self.is_current:
            self.app.clear_notifications()  # nothing may stand in front of it
            self.tell(told)
        elif told:
            self.app.notify(told, markup=False)
        return not told

    def on_paste(self, event: Paste) -> None:
        """Text pasted over the board goes to the capture line."""
        self.type()
        self._capture.entry.put_in(event.text)

    def action_board(self) -> None:
        """Step out of what is being built, or go to the board."""
        self._capture.escape()

    def action_page(self, by: int) -> None:
        """Read on in a column, or back."""
        self._board.page(by)

    def action_undo(self) -> None:
        """Take back typing, or else the last change to the map."""
        if self._capture.entry.has_focus and self._capture.undo():
            return
        self._board.let_go()
        edit = self.history.edit
        if self.history.before is None or edit is None:
            self.tell(self._wording.say("status.nothing_to_undo"))
            return
        self._capture.entry.forget()
        self.become(self.history.undo())
        self.tell(self._wording.say("status.undid", edit=self._wording.edit(edit.label)))

    def action_redo(self) -> None:
        """Type again what was taken back, or else make the change again."""
        if self._capture.entry.has_focus and self._capture.entry.redo():
            return
        self._board.let_go()
        after = self.history.after
        if after is None or after.edit is None:
            self.tell(self._wording.say("status.nothing_to_redo"))
            return
        self.become(self.history.redo())
        self.tell(self._wording.say("status.redid", edit=self._wording.edit(after.edit.label)))

    def action_export(self) -> None:
        """Write the notes as a document."""
        # Loaded when asked for: it costs as much as half a start.
        from soptui.app.screens.export_screen import ExportScreen  # noqa: PLC0415

        self.app.push_screen(ExportScreen(self.session, self._wording, self._opening.exports))

    def action_details(self) -> None:
        """Show what frames the map."""
        from soptui.app.screens.details_screen import DetailsScreen  # noqa: PLC0415

        self.app.push_screen(DetailsScreen(self._wording, self))

    def action_unfinished(self) -> None:
        """Come back to what was typed before and never entered."""
        self._recovery.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Offer to come back to what is unfinished only if there is something."""
        return action != "unfinished" or bool(self.keeping.waiting)

    def _know_names(self) -> None:
        self._capture.entry.names = self.session.names()
        self._capture.entry.speakers = self.session.speakers()

    def _draw_title(self) -> None:
        self._title.show(self.session, self._standing)

    @property
    def _standing(self) -> Standing:
        minutes = int(monotonic() - self._begun) // 60
        status = self.saver.status
        return Standing(minutes, status.saved, status.failing_since, self._opening.is_demo)

    def _tell_saved(self, _: SaveStatus | None = None) -> None:
        # Called from the threads that write: posting a message is all that may be done there.
        self.post_message(self.SaveChanged())

    @on(SaveChanged)
    def _note_saved(self) -> None:
        status = self.saver.status
        self.keeping.note_saved(status)
        told = status.problem or self.keeping.problem or status.warning
        told = told or self.saver.told(self._wording)
        if told != self._told_standing:
            self.tell(told)
        self._told_standing = told
        self._draw_title()
