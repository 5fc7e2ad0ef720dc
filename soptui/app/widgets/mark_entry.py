"""The line on which a number of the scale round is typed; a hidden number is not echoed."""

from typing import Protocol

from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip

from soptui.app.scale_line import BOX, before_number
from soptui.app.widgets.entry import Entry

_SIGNS = ("+", ">")


class MarkEntryOwner(Protocol):
    """What a mark entry belongs to."""

    def take_mark(self, text: str) -> None:
        """Take the line on Enter."""

    def keep(self, text: str) -> None:
        """Have what is typed kept as it stands."""

    def go(self, by: int) -> None:
        """Walk along the people."""

    def action_note(self, sign: str) -> None:
        """Make a note of what somebody said about their number."""

    def back(self) -> bool:
        """Go back to the name; False if a name is typed."""


class MarkEntry(Entry):
    """A name and a number; what means something to the people above goes to them."""

    BINDINGS = [
        Binding("enter", "submit", "Enter", tooltip="Put the number on the line", id="scale.enter"),
        Binding("up", "walk(-1)", "Walk", show=False),
        Binding("down", "walk(1)", "Walk", show=False),
    ]

    def __init__(self, owner: MarkEntryOwner) -> None:
        self._owner = owner
        self._is_hidden = self._is_number = False
        super().__init__(id="mark-entry")

    def hide(self, *, is_hidden: bool, is_number: bool) -> None:
        """Say whether numbers are hidden, and whether the line is to hold nothing else."""
        self._is_hidden, self._is_number = is_hidden, is_number
        self.refresh()

    def take(self) -> None:
        """Hand the line over in the same turn."""
        self._owner.take_mark(self.value)

    def watch_value(self, value: str) -> None:
        """Have every letter kept, however it came."""
        super().watch_value(value)
        self._owner.keep(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Type; a sign on an empty line is about whoever is selected."""
        if not self.value and text in _SIGNS:
            self._owner.action_note(text)
        else:
            super().replace(text, start, end)

    def action_walk(self, by: int) -> None:
        """Go to the people, from an empty line."""
        if not self.value:
            self._owner.go(by)

    def action_cursor_left(self, select: bool = False) -> None:
        """On an empty line, go to the people; else move left."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self._owner.go(-1)

    def action_cursor_right(self, select: bool = False) -> None:
        """On an empty line, go to the people; else move right, or take what is offered."""
        if self.value or self.offer:
            super().action_cursor_right(select)
        else:
            self._owner.go(+1)

    def action_delete_left(self) -> None:
        """Delete; before the number, go back to the name."""
        if self.value or not self._owner.back():
            super().action_delete_left()

    def render_line(self, y: int) -> Strip:
        """Draw the line; from a hidden number on, one box, whatever stands there."""
        name = "" if self._is_number else before_number(self.value)
        if y or not self.value or not self._is_hidden or name == self.value:
            return super().render_line(y)
        # No cursor: it would tell how long the number is.
        text = f"{name} {BOX}" if name else BOX
        strip = Strip([Segment(text)]).adjust_cell_length(self.scrollable_content_region.width + 1)
        return strip.apply_style(self.rich_style)
