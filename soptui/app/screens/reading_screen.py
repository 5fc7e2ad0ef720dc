"""The reading screen: a session that somebody else writes, as it grows.

One session has one writer. Whoever opens it second sees who that is and since when, can
read everything, and can write as soon as the other has left.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from soptui.app.messages import OpeningWanted
from soptui.app.screens.closing import ClosesOnce
from soptui.app.screens.leading import SETTLING
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.quiet_line import QuietLine
from soptui.app.widgets.reading_board import ReadingBoard
from soptui.app.widgets.title_line import Standing, TitleLine
from soptui.library import Opening
from soptui.model.alphabet import Column
from soptui.model.edits import Edit
from soptui.model.history import History
from soptui.model.session import Session
from soptui.settings import Settings
from soptui.storage.lock import LockHolder
from soptui.storage.store import StoreError
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.outlet import Outlet

LOOK_SECONDS = 1.0
LOW = 16


class ReadingScreen(ClosesOnce, Screen[None]):
    """One session, to read."""

    CSS_PATH = "reading_screen.tcss"
    BINDINGS = [
        Binding("w,W", "write", "Write", tooltip="Write, if it is free by now", id="reading.write"),
        Binding(
            "ctrl+e",
            "export",
            "Export",
            tooltip="Write the notes as a document",
            id="reading.export",
        ),
        Binding("escape", "leave", "Back", tooltip="Back to the start", id="reading.leave"),
        Binding("pageup", "page(-1)", "Read back", id="reading.back", show=False),
        Binding("pagedown", "page(1)", "Read on", id="reading.on", show=False),
    ]

    class Grown(Message):
        """The writer has saved something new."""

        def __init__(self, session: Session) -> None:
            self.session = session
            super().__init__()

    class Left(Message):
        """Nobody writes it any more, or somebody does again."""

    def __init__(
        self,
        opening: Opening,
        wording: Wording,
        clock: Callable[[], datetime],
        is_free: Callable[[str], bool],
        chosen: Settings,
    ) -> None:
        super().__init__()
        self._look_whether_free = is_free
        self._is_free = False
        self._opening = opening
        self._wording = wording
        self._clock = clock
        self._begun = monotonic()
        self._seen: object = None  # it may have grown since it was opened
        self._is_reading = False
        self.history = History(opening.stored.session)
        self._title = TitleLine(wording, self.session, self._standing)
        self._order = chosen.order(wording.preset(self.session.setting))
        self._board = ReadingBoard(wording, self, self._order)
        self._quiet = QuietLine(self._who(opening.writer))
        self._hints = KeyHints(wording)

    def compose(self) -> ComposeResult:
        """Lay out the map, and below it who is writing."""
        yield self._title
        yield self._board
        yield self._quiet
        yield self._hints

    def on_mount(self) -> None:
        """Walk the board at once, and look now and then for what is new."""
        self._looking = self.set_interval(LOOK_SECONDS, self.look)
        self.draw()
        if not self._board.enter():
            self.set_focus(self._board)
        self.tell(self._who(self._opening.writer))

    def on_screen_suspend(self) -> None:
        """Rest while another screen is in front."""
        self._looking.pause()

    def on_screen_resume(self) -> None:
        """Look again."""
        self._looking.resume()

    @property
    def session(self) -> Session:
        """The session as it was last saved."""
        return self.history.session

    @property
    def is_room(self) -> bool:
        """Never: whoever reads here sees it all."""
        return False

    @property
    def shown_session(self) -> Session:
        """The session as it was last saved."""
        return self.session

    def as_shown(self, text: str) -> str:
        """Return a text as it stands."""
        return text

    @property
    def veil(self) -> None:
        """Nothing is typed here."""

    @property
    def _standing(self) -> Standing:
        minutes = int(monotonic() - self._begun) // 60
        return Standing(minutes, is_reading=True)

    def still_written(self, writer: LockHolder | None) -> None:
        """Say who writes it still."""
        say = self._wording.say
        if writer is None:
            self.tell(say("reading.still_somebody"))
        else:
            self.tell(say("reading.still", user=writer.user, host=writer.host))

    def _who(self, writer: LockHolder | None) -> str:
        if writer is None:
            return self._wording.say("reading.somebody")
        since = writer.since.astimezone()
        day = "" if since.date() == self._clock().date() else f"{self._wording.day(since)} "
        return self._wording.say(
            "reading.who", user=writer.user, host=writer.host, since=f"{day}{since:%H:%M}"
        )

    def look(self) -> None:
        """See whether the writer has saved something; the disk is not waited for."""
        if not self._is_reading:
            self._is_reading = True
            # A thread that holds nobody: on a disk that hangs it may never come back.
            threading.Thread(
                target=self._read, args=(self.session.id,), name="reading", daemon=True
            ).start()
        self._title.show(self.session, self._standing)

    def _read(self, session_id: str) -> None:
        store = self._opening.store
        try:
            is_free = self._look_whether_free(session_id)
            if is_free is not self._is_free:
                self._is_free = is_free
                with suppress(RuntimeError):
                    self.post_message(self.Left())
            stamp = store.stamp(session_id)
            if stamp == self._seen:
                return
            session = store.open(session_id).session
            self._seen = stamp
            with suppress(RuntimeError):  # the app has ended meanwhile
                self.post_message(self.Grown(session))
        except StoreError:  # between two saves of a program that writes in another way
            return
        finally:
            self._is_reading = False

    @on(Left)
    def _tell_left(self) -> None:
        self.tell("")

    @on(Grown)
    def _grow(self, message: Grown) -> None:
        self.history = History(message.session)
        self.draw()

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""
        self._board.show([], aim=self._order[0], newest="")
        self._title.show(self.session, self._standing)

    def reword(self) -> None:
        """Say everything in the words as they are now."""
        for part in (self._title, self._board, self._hints):
            part.reword()
        self.draw()
        self.tell("")

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""
        free = self._wording.say("reading.free") if self._is_free else ""
        self._quiet.tell(text or free or self._who(self._opening.writer))

    def action_write(self) -> None:
        """Write, if nobody else does by now."""
        session_id = self.session.id
        self.post_message(OpeningWanted(lambda library: library.open(session_id), session_id))

    def action_export(self) -> None:
        """Write the notes as a document."""
        from soptui.app.screens.export_screen import ExportScreen  # noqa: PLC0415 - seldom needed

        self.app.push_screen(ExportScreen(self._wording, self._outlet))

    @cached_property
    def _outlet(self) -> "Outlet":
        from soptui.app.outlet import Outlet, keeper_of  # noqa: PLC0415 - costly

        keeper = keeper_of(self, self._opening, self._wording, self._order)
        return Outlet(self._wording, keeper)

    def may_leave(self) -> bool:
        """Wait for the copy that is still being written; then nothing is lost by leaving."""
        if "_outlet" in self.__dict__:
            self._outlet.settle(SETTLING)
        return True

    def action_leave(self) -> None:
        """Go back to where it was opened, or leave soptui."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.tell(self._wording.say("reading.last"))

    def action_page(self, by: int) -> None:
        """Read on in a column, or back."""
        self._board.page(by)

    # What a board may ask of its holder is not to be had here: it is said who can.

    def do(self, edit: Edit) -> None:  # noqa: ARG002
        """Change nothing, and say why."""
        self.tell("")

    def become(self, history: History) -> None:  # noqa: ARG002
        """Change nothing, and say why."""
        self.tell("")

    def edit(self, item_id: str, *, whole: bool = False) -> None:  # noqa: ARG002
        """Change nothing, and say why."""
        self.tell("")

    def type(self, column: Column | None = None) -> None:  # noqa: ARG002
        """Change nothing, and say why."""
        self.tell("")

    def find(self) -> None:
        """Change nothing, and say why."""
        self.tell("")
