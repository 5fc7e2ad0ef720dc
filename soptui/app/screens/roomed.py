"""Room view at the session screen: the map alone, and nothing private on the wall."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from soptui.app.screens.parts import ScreenPart
from soptui.app.widgets.board import Board
from soptui.app.widgets.capture_line import CaptureLine
from soptui.app.widgets.quiet_line import QuietLine
from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.model.edits import Edit, ReadNames
from soptui.model.session import NameMode, Session
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.coaching import Coaching
    from soptui.room.showing import Showing

WIDE = 100
"""From so many cells on the columns stand further apart."""


class Roomed(ScreenPart):
    """A screen whose map the room can read along."""

    is_room = False
    _meant: str
    _wording: Wording
    _board: Board
    _capture: CaptureLine
    _quiet: QuietLine
    _showing: "Showing | None" = None

    @property
    def session(self) -> Session:
        """The session as it is now."""
        raise NotImplementedError

    @property
    def _coaching(self) -> "Coaching":
        raise NotImplementedError

    def do(self, edit: Edit) -> None:
        """Make a change: the one door."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""
        raise NotImplementedError

    @property
    def showing(self) -> "Showing":
        """What makes of the session what the room may see of it."""
        if self._showing is None:
            from soptui.room.showing import Showing  # noqa: PLC0415 - when the room reads along

            self._showing = Showing(self._wording)
        return self._showing

    @property
    def shown_session(self) -> Session:
        """The session as it may be shown now: in room view, as the room may see it."""
        return self.showing.of(self.session) if self.is_room else self.session

    def as_shown(self, text: str) -> str:
        """Return a text as it may be shown now."""
        return self.showing.masked(self.session, text) if self.is_room else text

    @property
    def veil(self) -> Callable[[str], str] | None:
        """What lays bullets over what is private in a line that is typed, if the room reads it."""
        return self._veiled if self.is_room else None

    def _veiled(self, line: str) -> str:
        draft = self._capture.draft if self.is_current else None
        return self.showing.veiled(self.session, line, draft)

    @property
    def shown_drafts(self) -> list[tuple[Draft, Column]]:
        """What is being built, as it may be shown now."""
        drafts = self._capture.drafts
        if not self.is_room:
            return drafts
        shown = ((self.showing.draft(self.session, draft), aim) for draft, aim in drafts)
        return [(draft, aim) for draft, aim in shown if draft is not None]

    def action_room(self) -> None:
        """Show the room the map alone, or everything to who writes."""
        self._board.let_go()
        self._meant = ""
        self.is_room = not self.is_room
        self.set_class(self.is_room, "-room")
        self.fit_room(self.size.width)
        self._quiet.keep_silent(self.is_room)
        self._capture.entry.veil = self.veil
        self._capture.entry.refresh()
        self.know_names()
        self._coaching.rest(resting=self.is_room)
        self._capture.reword()
        self.draw()

    def read_names(self, mode: NameMode) -> None:
        """Choose how the room reads the names."""
        self.do(ReadNames(mode))

    def fit_room(self, width: int) -> None:
        """In room view use the room that there is."""
        self.set_class(self.is_room and width >= WIDE, "-wide")

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are offered while they are typed; to the room, as far as it reads them."""
        names = self.session.names()
        if not self.is_room:
            return names
        if self.session.names_as is not NameMode.FIRST:
            return ()
        read = ((name, self.as_shown(name)) for name in names)
        return tuple(shown for name, shown in read if name.startswith(shown))

    def know_names(self) -> None:
        """Offer the names that are known, and who has spoken."""
        entry = self._capture.entry
        entry.names = self.names
        entry.speakers = () if self.is_room else self.session.speakers()
