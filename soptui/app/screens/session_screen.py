"""The session screen: three columns to read, one line to type in.

It holds the one truth, the history of a session, and lets changes in by one door, `do`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Paste, Resize
from textual.message import Message
from textual.screen import Screen

from soptui.app.keeping import Keeping, LastSaver
from soptui.app.recovery import Recovery
from soptui.app.screens.beginning import Beginning
from soptui.app.screens.coached import Coached
from soptui.app.screens.leading import Leading
from soptui.app.screens.searched import Searched
from soptui.app.screens.session_keys import SESSION_KEYS
from soptui.app.screens.staged import Staged
from soptui.app.screens.undoing import Undoing
from soptui.app.screens.zoomed import Zoomed
from soptui.app.searching import Searching
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
from soptui.settings import Settings
from soptui.storage.saver import SaveStatus
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.coaching import Coaching

CLOCK_SECONDS = 10
NARROW, LOW = 60, 16


class SessionScreen(Beginning, Coached, Zoomed, Leading, Searched, Staged, Undoing, Screen[None]):
    """One session, live."""

    AUTO_FOCUS = "#capture"
    BINDINGS = SESSION_KEYS

    class SaveChanged(Message):
        """The disk has caught up, or could not."""

    def __init__(
        self, opening: Opening, wording: Wording, clock: Callable[[], datetime], chosen: Settings
    ) -> None:
        super().__init__()
        self._opening = opening
        self._wording = wording
        self._clock = clock
        self.history = History(opening.stored.session)
        self.keeping = Keeping(opening.drafts, self.session, wording, clock, self._tell_saved)
        self.saver = LastSaver(opening, self._tell_saved, self.keeping.close)
        self._begun = monotonic()
        self._newest = ""
        self._told_standing = ""
        self._title = TitleLine(wording, self.session, self._standing)
        order = chosen.order(wording.preset(self.session.setting))
        self._board = Board(wording, self, order)
        self._quiet = QuietLine(wording.say("status.first"))
        self._capture = CaptureLine(wording, self, order)
        self._hints = KeyHints(wording)
        self._recovery = Recovery(self._capture, self, wording)
        self._searching = Searching(self, self._board, self._capture, wording)
        self._coach_asks = chosen.coach

    def compose(self) -> ComposeResult:
        """Lay the map over the line that is typed in."""
        yield self._title
        yield self._board
        yield self._quiet
        yield self._capture
        yield self._hints

    def on_mount(self) -> None:
        """Tell the time, and draw."""
        self.set_interval(CLOCK_SECONDS, self._draw_title)
        self.know_names()
        self.draw()
        self._recovery.begin()
        if self._opening.is_demo:  # else it waits for the first word: a start costs no lens
            self._coaching.changed("")
        if self._opening.is_aside:
            self.saver.put(self.session)  # it is tried again at once, and told how it stands

    def on_resize(self, event: Resize) -> None:
        """In a small window show one column, and then only what is needed to type."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < LOW, "-low")
        self.fit_room(event.size.width)

    @cached_property
    def _coaching(self) -> "Coaching":
        # Loaded after the first frame: a start has nothing to ask.
        from soptui.app.coach import Coach  # noqa: PLC0415
        from soptui.app.coaching import Coaching  # noqa: PLC0415

        guide = Coach(self._wording, self._opening.words, self._clock, is_on=self._coach_asks)
        return Coaching(self, guide, self._capture, self._quiet, self._wording)

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
        """Return what was said last, of what is shown."""
        shown = self.shown_session
        notes = reversed(shown.notes)  # of those said in one second, the last
        said = shown.find(self._newest) or max(notes, key=lambda note: note.added, default=None)
        return self.session.find(said.id) if said is not None else None

    def do(self, edit: Edit) -> None:
        """Make a change: the one door."""
        if isinstance(edit, AddEntries):
            self._newest = self._board.cursor = edit.items[-1].id
        for each in self._coaching.linked(edit):
            self.become(self.history.do(each))

    def become(self, history: History) -> None:
        """Take on another state of the session: hand it to the disk, then show it."""
        if history.session is self.session:
            self.history = history
            return
        self.history = history
        self.keeping.become(history.session)
        self.saver.put(history.session)
        self.know_names()
        self._quiet.tell(self.saver.status.problem)  # which stays said for as long as it lasts
        self.draw()
        self._coaching.changed(self._newest)

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""
        self._board.show(self.shown_drafts, aim=self._capture.aim, newest=self._newest)
        self.draw_zoom()
        self._quiet.ask(self._capture.asking)
        self._draw_title()
        self.restage()

    def tell(self, text: str) -> None:
        """Say something on the quiet line, which is not there in room view."""
        self._quiet.tell("" if self.is_room else text)

    def warn(self, text: str) -> None:
        """Say what must be read, in room view too."""
        self._quiet.tell(text)

    def walk(self) -> None:
        """Go to the board."""
        self.leave_zoom()
        self._coaching.forget()
        if self._board.enter(self._board.cursor):
            self._capture.rest(resting=True)
        else:
            self.tell(self._wording.say("board.empty"))

    def edit(self, item_id: str, *, whole: bool = False) -> None:
        """Go to the capture line with something that is on the map."""
        item = self.session.find(item_id)
        if item is not None and self.shown_session.find(item_id) is not None:
            self._newest = item_id
            self.type()
            self._capture.edit(item, whole=whole)

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line, and aim at a column if one is named."""
        self._searching.end()
        self.set_focus(self._capture.entry)
        self._capture.rest(resting=False)
        self.tell("")
        self._board.seek("")
        if column is not None:
            self._capture.aim_at(column)

    def reword(self) -> None:
        """Say everything in the words as they are now; what is typed stays as it is."""
        for part in (self._title, self._board, self._capture, self._searching, self._hints):
            part.reword()
        self.tell("" if self._capture.asking else self._wording.say("status.first"))
        self.draw()
        if self._board.is_walked:
            self._board.tell_standing()
        self._coaching.reword()
        self._told_standing = ""
        self._note_saved()

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
        self.settle_copies()
        told = self.keeping.warning(self.saver.status.problem)
        if told and self.is_current:
            self.app.clear_notifications()  # nothing may stand in front of it
            self.warn(told)
        elif told:
            self.app.notify(told, markup=False)
        return not told

    def on_paste(self, event: Paste) -> None:
        """Text pasted over the board goes to the capture line."""
        self.type()
        self._capture.entry.put_in(event.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Offer to come back to what is unfinished only if there is something."""
        return action != "unfinished" or bool(self.keeping.waiting)

    def _draw_title(self) -> None:
        self._title.show(self.shown_session, self._standing)

    @property
    def _standing(self) -> Standing:
        minutes = int(monotonic() - self._begun) // 60
        status = self.saver.status
        since, is_demo = status.failing_since, self._opening.is_demo
        return Standing(minutes, status.saved, since, is_demo, is_room=self.is_room)

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
            self.warn(told)
        self._told_standing = told
        self._draw_title()
