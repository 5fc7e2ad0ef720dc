"""The board of a second screen: it shows what the facilitator looks at, and takes no keys."""

from collections.abc import Mapping

from soptui.app.onlooker import Onlooker
from soptui.app.widgets.board import Board
from soptui.model.alphabet import Column
from soptui.model.session import Note, Session
from soptui.model.stage import Stage
from soptui.wording import Wording


class PresentBoard(Board, can_focus=False, inherit_bindings=False):
    """The three columns, scrolled as they are elsewhere."""

    def __init__(
        self, wording: Wording, session: Session, order: tuple[Column, ...] = tuple(Column)
    ) -> None:
        self._onlooker = Onlooker(session)
        super().__init__(wording, self._onlooker, order)
        self._drawn: tuple[Session | None, str] = (None, "")
        self._tops: Mapping[Column, str] = {}
        self._revealed = ""

    def follow(self, session: Session, stage: Stage) -> None:
        """Show a session, and of it what is looked at now."""
        newest = session.find(stage.newest) if stage.newest else None
        if (session, stage.newest) != self._drawn:
            self._drawn = (session, stage.newest)
            self._onlooker.see(session)
            aim = newest.column if isinstance(newest, Note) else self._aim
            self.show([], aim=aim, newest=stage.newest)
        before, self._tops = self._tops, stage.tops
        for column, view in self._views.items():
            if self._tops.get(column, "") != before.get(column, ""):
                view.show_from(self._tops.get(column, ""))
        # This screen may be lower: what was just said is seen even so.
        if newest is not None and (self._revealed != stage.newest or stage.sees_newest):
            self._revealed = stage.newest
            self._reveal_newest()

    def on_resize(self) -> None:
        """Show the same again in another size."""
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """Scroll to what is looked at."""
        for column, view in self._views.items():
            view.show_from(self._tops.get(column, ""))
        self._reveal_newest()

    def _reveal_newest(self) -> None:
        for view in self._views.values():
            view.call_after_refresh(view.reveal, self._revealed)
        self.call_after_refresh(self._head)
