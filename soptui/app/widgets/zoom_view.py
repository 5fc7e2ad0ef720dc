"""One column, or one statement with its parts, as large as a terminal can show it.

Drawn line by line, as a column of the board is: what did not change is not wrapped again,
and one more note costs the same at ten notes and at five thousand.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soptui.app.widgets.column_view import CALM
from soptui.app.widgets.looks import Looks
from soptui.app.zoom_lines import GUTTER, ZoomLines, bar
from soptui.app.zoomed import Zoomed, ZoomReader, column_named
from soptui.model.alphabet import Column
from soptui.model.grammar import Draft
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.wording import Wording

_ROLES = ("section", "note", "statement", "voice", "draft", "empty", "asked", "part")
_LOOKS = (*_ROLES, "sigil", "newest", "rule", *(column.value for column in Column))

ROOMY = 14
"""From so many lines on, an empty one stands under the heading, and one at the foot."""


class ZoomView(ScrollView):
    """What fills the screen, under its heading."""

    COMPONENT_CLASSES = {f"zoom-view--{name}" for name in _LOOKS}

    # A layout visits every widget of the screen: more lines must not ask for one.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, wording: Wording) -> None:
        super().__init__(id="zoom-view")
        self.can_focus = False
        self._reader = ZoomReader(wording)
        self._lines = ZoomLines()
        self._look = Looks(self, "zoom-view")
        self._zoomed: Zoomed | None = None
        self._zoom = self._newest = self._shown_from = ""
        self._building = 0
        self._fitted = Size(0, 0)
        self._bar: list[str] = []
        self._top = self._foot = 0

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._look.forget()

    def show(
        self,
        session: Session,
        zoom: str,
        newest: str = "",
        drafts: list[tuple[Draft, Column]] | None = None,
    ) -> bool:
        """Show what is zoomed of a session as the room may see it; False if it is not there."""
        zoomed = self._reader.read(session, zoom, drafts or ())
        if zoomed is None:
            return False
        before, self._zoomed = self._zoomed, zoomed
        is_other = before is None or zoom != self._zoom
        is_changed = is_other or newest != self._newest
        self._zoom, self._newest, self._building = zoom, newest, len(drafts or ())
        if before is None or is_other or zoomed.is_statement or zoomed.heading != before.heading:
            if zoomed != before:
                self._fit()
                is_changed = True
        elif self._renew(zoomed):
            is_changed = True
        if is_other:
            self._go(0)
        if is_changed:
            self.refresh()
            self._reveal_newest(calmly=not is_other)
        return True

    def has(self, key: str) -> bool:
        """Whether something is part of what is shown."""
        return bool(self._lines.place(key)[1])

    def page(self, by: int) -> None:
        """Read on by a window's height, or back."""
        self._go(self._first + by * max(1, self._room - 1), calmly=True)

    def follow(self, session: Session, stage: Stage) -> bool:
        """Show what is zoomed elsewhere, from where it is seen there; False if it is not there."""
        if not self.show(session, stage.zoom, stage.newest) or self._zoomed is None:
            return False
        before, self._shown_from = self._shown_from, stage.tops.get(self._zoomed.column, "")
        start, count = self._lines.place(self._shown_from, with_heading=True)
        if before != self._shown_from and (count or not self._shown_from):
            self._go(start, calmly=True)
        if stage.sees_newest:  # this screen may be lower: what was just said is seen even so
            # Only then it is known where this view is on its way to.
            self.call_after_refresh(self._reveal, self._newest, calmly=True)
        return True

    def tops(self, unseen: frozenset[str]) -> dict[Column, str]:
        """Return what stands at the top of the column that is shown, if that is not its start."""
        column = column_named(self._zoom)
        rows = (self._lines[y].row for y in range(self._first, len(self._lines)))
        top = next((row.key for row in rows if row.place and row.key not in unseen), "")
        return {column: top if self._first else ""} if column is not None else {}

    def is_in_view(self, key: str) -> bool:
        """Whether something can be seen without scrolling, or its first lines at least."""
        start, count = self._lines.place(key)
        return bool(count) and 0 <= start - self._first < self._room

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.size.width
        if self.size != self._fitted:
            self._fit()  # the first frame comes before the first resize
        if self._zoomed is None:
            return Strip.blank(width, self._look(""))
        if y < len(self._bar):
            return self._bar_line(self._zoomed, y)
        at = y - self._top + self.scroll_offset.y
        if not self._top <= y < self._top + self._room or at >= len(self._lines):
            return Strip.blank(width, self._look(""))
        line = self._lines[at]
        is_newest = line.row.key == self._newest and bool(line.look)
        segments = [
            Segment(" " * self._margin, self._look("")),
            Segment("█ " if is_newest else "  ", self._look("newest")),
            Segment(line.lead, self._look(line.lead_look)),
            Segment(line.text, self._look(line.look)),
        ]
        used = sum(cell_len(segment.text) for segment in segments)
        segments.append(Segment(" " * max(0, width - used), self._look("")))
        return Strip(segments, max(width, used)).crop(0, width)

    def on_resize(self) -> None:
        """Wrap anew for the new size, keeping in view what is new."""
        if self.size != self._fitted:
            self._fit()
            self.refresh()
        self._grow()
        self._reveal_newest(calmly=False)

    @property
    def _room(self) -> int:
        """How many lines there are under the heading."""
        return max(0, self.size.height - self._top - self._foot)

    @property
    def _margin(self) -> int:
        return max(0, (self.size.width - self._lines.width - GUTTER) // 2)

    def _bar_line(self, zoomed: Zoomed, y: int) -> Strip:
        width, look = self.size.width, self._look(zoomed.column.value)
        start = self._margin + GUTTER if len(self._bar) > 1 else 1
        text = f"{'':{min(start, max(0, width - cell_len(self._bar[y])))}}{self._bar[y]}"
        if y == len(self._bar) - 1:
            text += f"{self._more:>{max(0, width - cell_len(text) - 1)}} "
        return Strip([Segment(text, look)]).adjust_cell_length(width, look)

    @property
    def _more(self) -> str:
        """Arrows that say where there is more than is in view."""
        above = self.scroll_offset.y > 0
        below = self.scroll_offset.y + self._room < self._lines.count
        return f"{'↑' if above else ''}{'↓' if below else ''}"

    def _renew(self, zoomed: Zoomed) -> bool:
        """Take on the rows of the same column; False if they are what they were."""
        is_changed = self._lines.show(zoomed.rows) is not None
        if is_changed:
            self._grow()
        return is_changed

    def _fit(self) -> None:
        """Set everything anew."""
        if self._zoomed is None or not self.size.width:
            return
        width, height = self._fitted = self.size
        self._bar = bar(self._zoomed.heading, width, height)
        is_roomy = height - len(self._bar) >= ROOMY
        self._foot = 1 if is_roomy and not self._zoomed.is_statement else 0
        self._top = len(self._bar) + (1 if is_roomy else 0)
        self._lines.fit(self._zoomed, width, self._room)
        if self._zoomed.is_statement:
            self._top += max(0, self._room - self._lines.count) // 2
        self._grow()

    @property
    def _first(self) -> int:
        """The line at the top of the window, or that is on its way there."""
        return round(self.scroll_target_y)

    def _reveal_newest(self, *, calmly: bool) -> None:
        built = [f"draft {number}" for number in range(self._building)]
        for key in built or [self._newest]:
            self._reveal(key, calmly=calmly)

    def _reveal(self, key: str, *, calmly: bool) -> None:
        """Scroll, as little as needed, until a row is in view; its heading too, if it is first."""
        start, count = self._lines.place(key, with_heading=True)
        count = min(count, self._lines.count - start)
        if count and self._room and start < self._first:
            self._go(start, calmly=calmly)
        elif count and self._room and start + count > self._first + self._room:
            self._go(min(start, start + count - self._room), calmly=calmly)

    def _grow(self) -> None:
        self.virtual_size = Size(self.size.width, self._top + self._lines.count + self._foot)
        if self._first > self._lines.count - self._room:
            self._go(self._first)

    def _go(self, y: int, *, calmly: bool = False) -> None:
        y = max(0, min(y, self._lines.count - self._room))
        if y != self._first or not calmly:
            pace = CALM if calmly else None
            self.scroll_to(y=y, animate=calmly, duration=pace, easing="out_cubic", force=True)
