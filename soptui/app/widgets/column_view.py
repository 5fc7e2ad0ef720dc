"""One column of the board, drawn line by line.

A widget for each note makes typing 20 to 50 times slower at a thousand notes. Here a
column is one widget that holds wrapped lines: adding, typing and scrolling cost the same
at ten notes and at five thousand, and nothing asks for a layout. What changed is found by
identity: a row that is the same object as before keeps its lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soptui.app.rows import Row
from soptui.app.widgets.column_lines import ColumnLines
from soptui.model.alphabet import Column

ROOMY = 20
"""From so many lines on, a blank one stands over each section."""

CALM = 0.4
"""Seconds in which a column comes to rest while the room reads along."""


class ColumnView(ScrollView):
    """The notes under one question."""

    # A layout visits every widget of the screen: the column's growth must not ask for one.
    virtual_size = Reactive(Size(0, 0))

    @dataclass
    class Clicked(Message):
        """The column was clicked, on a row or on none."""

        column: Column
        key: str

    def __init__(self, column: Column, look: Callable[[str], Style], *, aimed: bool) -> None:
        super().__init__(id=f"view-{column.value}", classes="" if aimed else "-beside")
        self.can_focus = False
        self.column = column
        self._lines = ColumnLines()
        self._selected = self._newest = ""
        self._dimmed: frozenset[str] = frozenset()
        self._look = look
        self._is_room = False
        self._empty: tuple[int, Style, Strip] | None = None

    def show(
        self,
        rows: tuple[Row, ...],
        *,
        selected: str = "",
        newest: str = "",
        dimmed: frozenset[str] = frozenset(),
    ) -> None:
        """Show these rows: one selected, one marked as the newest, some dimmed by a filter."""
        marked = {self._selected, self._newest} ^ {selected, newest}
        refiltered = dimmed != self._dimmed
        self._selected, self._newest, self._dimmed = selected, newest, dimmed
        first = self._lines.show(rows)
        if first is not None:
            self._grow()
            self._refresh_from(first)
        if refiltered:
            self.refresh()
        for key in marked:
            start, count = self._lines.place(key)
            if count:
                self.refresh_lines(start, count)

    def for_room(self, room: bool) -> None:
        """Give the notes the room that there is, and scroll so that eyes can follow; or as ever."""
        self._is_room = room
        self._fit()
        self.refresh()

    def reveal(self, key: str) -> None:
        """Scroll, as little as needed, until a row is in view; its heading too, if it is first."""
        start, count = self._lines.place(key, with_heading=True)
        top, height = self._top, self.size.height
        if count and height and start < top:
            self._go(start, calmly=self._is_room)
        elif count and height and start + count > top + height:
            self._go(min(start, start + count - height), calmly=self._is_room)

    def nearest(self, y: int, among: tuple[str, ...]) -> str:
        """Return which of these rows stands nearest to a line of the window, or nothing."""
        at = y + self.scroll_offset.y
        return min(among, key=lambda key: abs(self._lines.place(key)[0] - at), default="")

    def line_of(self, key: str) -> int:
        """Return the line of the window on which a row begins."""
        return self._lines.place(key)[0] - self.scroll_offset.y

    def top(self, unseen: frozenset[str]) -> str:
        """Return the key of the item at the top of the window, or the nearest that is seen.

        There is none while the window stands at the very top.
        """
        at = self._top
        if not at:
            return ""
        lines = self._lines
        rows = (lines[y].row for y in chain(range(at, len(lines)), range(min(at, len(lines)))))
        return next((row.key for row in rows if row.place and row.key not in unseen), "")

    def is_in_view(self, key: str) -> bool:
        """Whether a row can be seen, or its first lines at least."""
        start, count = self._lines.place(key)
        return bool(count) and 0 <= start - self._top < self.size.height

    def show_from(self, key: str) -> None:
        """Scroll until a row stands at the top of the window; no key: to the very top."""
        start, count = self._lines.place(key, with_heading=True)
        if count or not key:
            most = max(0, len(self._lines) - self.size.height)
            self._go(min(most, start), calmly=self._is_room)

    @property
    def hidden(self) -> tuple[int, int]:
        """How many lines are out of view above and below."""
        top = self._top
        return top, max(0, len(self._lines) - top - self.size.height)

    @property
    def _top(self) -> int:
        """The line at the top of the window, or that is on its way there."""
        return round(self.scroll_target_y) if self._is_room else self.scroll_offset.y

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.size.width
        if width != self._lines.width:
            self._fit()  # the first frame comes before the first resize
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return self._blank(width)
        line = self._lines[at]
        key = line.row.key
        gutter, mark, lead, text = " ", "newest", line.lead_look, line.look
        if key == self._newest and line.look:
            gutter = "▎"
            if self._is_room:
                gutter, lead = "█", "newest"
        if key in self._dimmed:
            lead = text = "dim"
        if key == self._selected and line.look:
            gutter, mark, lead, text = "▌", "selected", "selected", "selected"
        rest = width - 1 - cell_len(line.lead) - cell_len(line.text)
        return Strip(
            [
                Segment(gutter, self._look(mark)),
                Segment(line.lead, self._look(lead)),
                Segment(line.text, self._look(text)),
                Segment(" " * max(0, rest), self._look("selected" if mark == "selected" else "")),
            ],
            max(width, width - rest),
        ).crop(0, width)

    def _blank(self, width: int) -> Strip:
        # One for all empty lines: making a strip costs more than all else about them.
        look = self._look("")
        if self._empty is None or self._empty[:2] != (width, look):
            self._empty = (width, look, Strip.blank(width, look))
        return self._empty[2]

    def on_resize(self) -> None:
        """Wrap anew for the new width, keeping in view what was."""
        shape = (self.size.width, self.size.height >= ROOMY)
        if self._is_room or shape != (self._lines.width, self._lines.roomy):
            self._fit()
            self.refresh()
        self._grow()
        for key in (self._newest, self._selected):
            self.reveal(key)

    def _fit(self) -> None:
        at = self.scroll_offset.y
        anchor = self._lines[at].row.key if at < len(self._lines) else ""
        width, height = self.size
        room = height if self._is_room else 0
        self._lines.resize(width, roomy=height >= ROOMY, height=room)
        self._grow()
        if at:
            self._go(self._lines.place(anchor)[0])

    def on_click(self, event: Click) -> None:
        """Say which row was clicked, if there is one."""
        event.stop()
        at = event.y + self.scroll_offset.y
        key = self._lines[at].row.key if at < len(self._lines) else ""
        self.post_message(self.Clicked(self.column, key))

    def page(self, by: int) -> None:
        """Read on by a window's height, or back."""
        most = max(0, len(self._lines) - self.size.height)
        at = self._top + by * max(1, self.size.height - 1)
        self._go(min(most, at), calmly=self._is_room)

    def _refresh_from(self, first: int) -> None:
        top = max(0, first - self.scroll_offset.y)
        if top < self.size.height:
            self.refresh(Region(0, top, self.size.width, self.size.height - top))

    def _grow(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._lines))
        most = max(0, len(self._lines) - self.size.height)
        if self.scroll_offset.y > most:
            self._go(most)

    def _go(self, y: int, *, calmly: bool = False) -> None:
        pace = CALM if calmly else None
        self.scroll_to(y=max(0, y), animate=calmly, duration=pace, easing="out_cubic", force=True)
