"""The board: three columns to read, and to walk through in board mode."""

import sys

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid

from soptui.app.holder import BoardHolder
from soptui.app.rows import Row, RowReader
from soptui.app.scale_line import in_order
from soptui.app.walking import Lanes
from soptui.app.widgets.board_keys import BoardKeys
from soptui.app.widgets.column_heading import ColumnHeading
from soptui.app.widgets.column_view import ColumnView
from soptui.app.widgets.looks import Looks
from soptui.app.widgets.scale_strip import ScaleStrip
from soptui.model.alphabet import Column, Scale
from soptui.model.grammar import Draft
from soptui.model.session import Session
from soptui.wording import Wording

_ROLES = ("section", "note", "statement", "voice", "draft", "empty", "tag")
LOOKS = (*_ROLES, "sigil", "newest", "selected", "dim")


class Board(BoardKeys):
    """The three columns and the marks below them."""

    # Of the board and not of its columns: a component is styled once for each widget.
    COMPONENT_CLASSES = {f"board--{name}" for name in LOOKS}

    def __init__(
        self, wording: Wording, holder: BoardHolder, order: tuple[Column, ...] = tuple(Column)
    ) -> None:
        super().__init__(wording, holder)
        self.order = order
        self._look = Looks(self, "board")
        self._reader = RowReader(wording, order)
        self._room_reader: RowReader | None = None
        self._aim = order[0]
        self._headings = {
            column: ColumnHeading(column, wording, aimed=column is self._aim) for column in order
        }
        self._views = {
            column: ColumnView(column, self._look, aimed=column is self._aim) for column in order
        }
        self._strip = ScaleStrip(wording, holder.shown_session)
        self._drafts: list[tuple[Draft, Column]] = []
        self._newest = ""
        self._was_room = False
        self._sought = ""
        self._rows: dict[Column, tuple[Row, ...]] = dict.fromkeys(Column, ())
        self._dimmed: frozenset[str] = frozenset()
        self._lanes: Lanes | None = None

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._look.forget()

    def compose(self) -> ComposeResult:
        """Put the three questions side by side, their notes below, and then the marks."""
        yield Grid(*self._headings.values(), *self._views.values(), id="columns")
        yield self._strip

    @property
    def lanes(self) -> Lanes:
        """What can be walked to; worked out when somebody walks, not at every line typed."""
        if self._lanes is None:
            self._lanes = Lanes(
                tuple(
                    tuple(r.key for r in rows if r.place and r.key not in self._dimmed)
                    for rows in (self._rows[column] for column in self.order)
                ),
                tuple(
                    mark.id
                    for scale in Scale
                    for mark in in_order(self._session, scale)
                    if mark.id not in self._dimmed
                ),
                self.order,
            )
        return self._lanes

    def show(self, drafts: list[tuple[Draft, Column]], *, aim: Column, newest: str) -> None:
        """Show what is being built, where plain lines go, and what came last."""
        self._drafts, self._aim, self._newest = drafts, aim, newest
        self.draw()

    @property
    def _session(self) -> Session:
        return self._holder.shown_session

    @property
    def _rows_from(self) -> RowReader:
        if not self._holder.is_room:
            return self._reader
        if self._room_reader is None:
            self._room_reader = RowReader(self._wording, self.order, for_room=True)
        return self._room_reader

    def draw(self) -> None:
        """Draw everything that is not on the screen as it should be."""
        rows = self._rows = self._rows_from.read(self._session, self._drafts)
        dimmed = self._dimmed = self._unlike(self._sought)
        self._lanes = None
        if self._was_room is not self._holder.is_room:
            self._was_room = self._holder.is_room
            for view in self._views.values():
                view.for_room(self._was_room)
        if self.is_walked and not self.lanes.has(self.cursor):
            self.cursor = self.lanes.first
        selected = self.cursor if self.is_walked else ""
        for column, view in self._views.items():
            newest = self._newest if not selected else ""
            view.show(rows[column], selected=selected, newest=newest, dimmed=dimmed)
            for key in (self._newest, *(f"draft {n}" for n in range(len(self._drafts))), selected):
                view.reveal(key)
            for part in (view, self._headings[column]):
                part.set_class(column is not self._column, "-beside")
        self._head()
        self._strip.show(self._session, selected)

    def reword(self) -> None:
        """Say everything in the words as they are now; it is drawn afterwards."""
        self._reader.reword()
        self._room_reader = None
        for heading in self._headings.values():
            heading.reword()

    def enter(self, item_id: str = "") -> bool:
        """Go into board mode at an item; False if there is nothing to walk to."""
        self.cursor = item_id if self.lanes.has(item_id) else self.lanes.first
        if self.cursor:
            self.screen.set_focus(self)
            self._go(self.cursor)
        return bool(self.cursor)

    def page(self, by: int) -> None:
        """Read on in the column that is aimed at or walked, or back."""
        self._views[self._column].page(by)
        self._head()

    def tops(self, unseen: frozenset[str]) -> dict[Column, str]:
        """Return what stands at the top of each column that is not at its start, if it is seen."""
        return {column: view.top(unseen) for column, view in self._views.items()}

    def is_in_view(self, key: str) -> bool:
        """Whether something on the map can be seen without scrolling."""
        return any(view.is_in_view(key) for view in self._views.values())

    def seek(self, words: str) -> None:
        """Dim what does not hold these words; no words: nothing is dimmed."""
        self._sought = words.casefold().strip()
        self.draw()
        if self._sought and not self.lanes.has(self.cursor):
            self.cursor = self.lanes.first

    def show_all(self) -> bool:
        """Show everything as it was before a search; False if there was none."""
        was_searching = bool(self._sought)
        self.seek("")
        return was_searching

    @property
    def _column(self) -> Column:
        return (self.lanes.column_of(self.cursor) if self.is_walked else None) or self._aim

    def _unlike(self, words: str) -> frozenset[str]:
        """The keys of what does not hold these words, as it is shown."""
        if not words:
            return frozenset()
        shown = {
            r.key: f"{r.text} {r.tag}" for rows in self._rows.values() for r in rows if r.place
        }
        shown |= {
            mark.id: mark.who if mark.hidden else f"{mark.who} {mark.why} {mark.higher}"
            for mark in self._session.marks
        }
        return frozenset(key for key, text in shown.items() if words not in text.casefold())

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.draw()

    def on_blur(self) -> None:
        """Let go."""
        self.let_go()
        self.draw()

    def on_resize(self) -> None:
        """Tell anew what is out of view."""
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        for column, view in self._views.items():
            aimed = column is self._aim and not self.is_walked
            count = None if self._was_room else self._reader.count(column)
            self._headings[column].show(count, view.hidden, aimed=aimed)

    @on(ColumnView.Clicked)
    def _choose(self, message: ColumnView.Clicked) -> None:
        message.stop()
        if self.lanes.has(message.key):
            self.enter(message.key)
        else:
            self._holder.type(message.column)

    def _go(self, key: str) -> None:
        if key:
            self.cursor = key
        self.draw()
        self.tell_standing()

    def action_walk(self, direction: str) -> None:
        """Go to the next item, or carry the one that is held."""
        if self.is_held:
            self.action_carry(direction)
        elif direction in ("up", "down"):
            self._walk_along(-1 if direction == "up" else +1)
        else:
            self._walk_across(-1 if direction == "left" else +1)

    def _walk_along(self, by: int) -> None:
        marks, column = self.lanes.marks, self.lanes.column_of(self.cursor)
        if column is None and by < 0:  # up from the marks, to the foot of the column aimed at
            below = self._views[self._aim].nearest(self.size.height, self.lanes.under(self._aim))
            self._go(below or self.lanes.first)
        elif column and by > 0 and marks and self.lanes.is_last(self.cursor):
            self._go(marks[0])
        elif column:
            self._go(self.lanes.along(self.cursor, by))

    def _walk_across(self, by: int) -> None:
        column = self.lanes.column_of(self.cursor)
        if column is None:
            self._go(self.lanes.along(self.cursor, by))
            return
        beside = self.lanes.beside(column, by)
        if beside:
            line = self._views[column].line_of(self.cursor)
            self._go(self._views[beside].nearest(line, self.lanes.under(beside)))

    def action_far(self, by: int) -> None:
        """Go to the first or the last of the lane."""
        self._go(self.lanes.along(self.cursor, by * sys.maxsize))
