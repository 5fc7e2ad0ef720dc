"""The second screen: the map as the room may see it, as somebody else shows it.

It follows what is shown and changes nothing. Behind a curtain, or when nobody shows anything,
it is dark, and no word of the session is drawn.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from soptui.app.screens.roomed import WIDE
from soptui.app.screens.session_screen import LOW, NARROW
from soptui.app.widgets.present_board import PresentBoard
from soptui.following import Following, Seen, Shown
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.settings import Settings
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.widgets.zoom_view import ZoomView

TOLD_SECONDS = 20.0
"""How long it is said that a session goes on under another id."""


class PresentScreen(Screen[None], inherit_bindings=False):
    """One session, for everybody in the room."""

    BINDINGS = [
        Binding("f9,ctrl+l", "curtain", "Curtain", show=False),
        Binding("q,Q,escape,ctrl+q", "leave", "Leave", show=False),
    ]

    class Changed(Message):
        """Something else is to be seen."""

    def __init__(self, shown: Shown, wording: Wording, chosen: Settings) -> None:
        super().__init__(classes="-room -dark")
        self._wording = wording
        self._chosen = chosen
        self._seen: Seen | None = None
        self._has_curtain = False
        self._session_id = ""
        self._following = Following(shown, wording, self._hear)
        self._title = Static(id="present-title")
        self._dark = Static(id="present-dark")
        self._told = Static(id="present-told")
        self._told.display = False
        self._board: PresentBoard | None = None
        self._zoom: ZoomView | None = None

    def compose(self) -> ComposeResult:
        """Begin in the dark: nothing is known yet."""
        yield self._title
        yield self._dark
        yield self._told

    def on_mount(self) -> None:
        """Begin to follow."""
        self._following.start()

    def on_unmount(self) -> None:
        """Follow no more."""
        self._following.close()

    def on_resize(self, event: Resize) -> None:
        """Use the room that there is."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < LOW, "-low")

    async def action_curtain(self) -> None:
        """Draw a curtain over this screen alone, or open it."""
        self._has_curtain = not self._has_curtain
        await self.draw()

    def action_leave(self) -> None:
        """Leave; whoever shows the session goes on."""
        self.app.exit()

    def _hear(self, seen: Seen) -> None:
        # Called from the thread that looks: posting a message is all that may be done there.
        self._seen = seen
        with suppress(RuntimeError):  # the app has ended meanwhile
            self.post_message(self.Changed())

    @on(Changed)
    async def draw(self) -> None:
        """Draw what is to be seen now."""
        seen = self._seen
        if seen is None:
            return
        if seen.session is None or self._has_curtain:
            is_over = seen.stage.is_over and not self._has_curtain
            self._go_dark("present.nobody" if is_over else "curtain.drawn")
        else:
            await self._show(seen.session, seen)

    def _go_dark(self, why: str) -> None:
        self._dark.update(Content(self._wording.say(why)))
        self._set_dark(is_dark=True)
        for part in (self._board, self._zoom):
            if part is not None:
                part.display = False

    async def _show(self, session: Session, seen: Seen) -> None:
        stage, was_dark = seen.stage, self._dark.display
        board = await self._its_board(session)
        is_zoomed = await self._show_zoomed(session, stage)
        if seen is not self._seen:
            return  # it has become old meanwhile: there may be a curtain by now
        board.follow(session, stage)
        if was_dark or board.display is is_zoomed:
            board.call_after_refresh(board.settle)
        board.display = not is_zoomed
        if self._zoom is not None:
            self._zoom.display = is_zoomed
        self.set_class(is_zoomed, "-zoomed")
        self._set_dark(is_dark=False)
        self._title.update(Content(f" {session.title}"))
        self._tell_id(session.id)

    async def _its_board(self, session: Session) -> PresentBoard:
        if self._board is None:
            order = self._chosen.order(self._wording.preset(session.setting))
            self._board = PresentBoard(self._wording, session, order)
            self._board.display = False
            await self.mount(self._board, after=self._title)
        return self._board

    def _set_dark(self, *, is_dark: bool) -> None:
        self.set_class(is_dark, "-dark")
        self._dark.display = is_dark

    async def _show_zoomed(self, session: Session, stage: Stage) -> bool:
        """Make ready what fills the screen; False if the map does."""
        if stage.zoom and self._zoom is None:
            from soptui.app.widgets.zoom_view import ZoomView  # noqa: PLC0415 - when asked for

            self._zoom = ZoomView(self._wording)
            self._zoom.display = False
            await self.mount(self._zoom, after=self._title)
        if self._zoom is None:
            return False
        return bool(stage.zoom) and self._zoom.follow(session, stage)

    def _tell_id(self, session_id: str) -> None:
        """Say under which id it goes on, if that is another than it was."""
        before, self._session_id = self._session_id, session_id
        if before and before != session_id:
            told = self._wording.say("present.goes_on_as", id=session_id)
            self._told.update(Content(told))
            self._told.display = True
            self.set_timer(TOLD_SECONDS, self._say_no_more)

    def _say_no_more(self) -> None:
        self._told.display = False
