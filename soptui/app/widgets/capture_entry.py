"""The typing part of the capture line."""

from typing import Protocol

from textual.binding import Binding

from soptui.app.widgets.entry import Entry


class EntryOwner(Protocol):
    """What a capture entry belongs to: it decides what is done with what is typed."""

    def take(self, value: str) -> None:
        """Take the line on Enter."""

    def see(self, value: str) -> None:
        """Look at the line after something was typed."""

    def earlier(self) -> None:
        """Go back."""

    def later(self) -> None:
        """Go on."""

    def drop_sigil(self) -> bool:
        """Give up a new entry that has no words yet; False if it has some."""

    def keep(self) -> None:
        """Have what is typed kept as it stands."""

    def answer(self) -> bool:
        """Take up what the coach asks; False if it asks nothing."""

    def pass_over(self) -> bool:
        """Have the coach not ask this again; False if it asks nothing."""


class CaptureEntry(Entry):
    """The typing part of the capture line."""

    OFFERS_LINES = True
    BINDINGS = [
        Binding("enter", "submit", "Add", tooltip="Put the line on the map", id="capture.add"),
        Binding("up", "earlier", "Edit the last", id="capture.earlier", show=False),
        Binding("down", "later", "Next part", id="capture.later", show=False),
    ]

    def __init__(self, line: EntryOwner) -> None:
        self._line = line
        super().__init__(id="capture")

    def take(self) -> None:
        """Hand the line over in the same turn."""
        self._line.take(self.value)

    def watch_value(self, value: str) -> None:
        """Have every letter kept, however it came."""
        super().watch_value(value)
        self._line.keep()

    def replace(self, text: str, start: int, end: int) -> None:
        """Type, and see a sigil as soon as its space is there."""
        super().replace(text, start, end)
        self._line.see(self.value)

    def action_earlier(self) -> None:
        """Go back a part, or to the last entry when the line is empty."""
        self._line.earlier()

    def action_later(self) -> None:
        """Go on to the next part."""
        self._line.later()

    def action_cursor_right(self, select: bool = False) -> None:
        """On an empty line, take up what the coach asks; else move on."""
        if self.value or self.offer or select or not self._line.answer():
            super().action_cursor_right(select)

    def action_delete_right(self) -> None:
        """On an empty line, have the coach not ask this again; else delete."""
        if self.value or not self._line.pass_over():
            super().action_delete_right()

    def action_delete_left(self) -> None:
        """Delete to the left; on an empty new entry, give its sigil up."""
        if not self.value and self._line.drop_sigil():
            return
        super().action_delete_left()
