"""The people of the scale round on their line, to walk along."""

from collections.abc import Iterator
from typing import Protocol

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.geometry import Region
from textual.widgets import Static

from soptui.app.scale_line import BOX, Span, picture
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.model.session import Mark
from soptui.wording import Wording

_LOOKS = {
    "stem": "$muted",
    "line": "$muted",
    "band": "bold $primary",
    "number": "bold $foreground",
    "name": "bold $foreground",
}
_SELECTED = "bold $chosen-text on $chosen"


class Names(Protocol):
    """What a letter that is no key here goes to."""

    def begin_with(self, letter: str) -> None:
        """Begin a name with a letter."""


class ScalePeople(SwiftKeys, VerticalScroll, can_focus=True):
    """Everybody's name over their number."""

    BINDINGS = [
        Binding("enter", "screen.edit", "Edit", tooltip="Why, and one higher", id="scale.edit"),
        Binding("plus", "screen.note('+')", "Strength", tooltip="Why not lower", id="scale.why"),
        Binding("greater_than_sign", "screen.note('>')", "Step", id="scale.step"),
        Binding("h", "screen.hide", "Hide", tooltip="A hidden round", id="scale.hide"),
        Binding("r", "screen.reveal", "Reveal", tooltip="Show all numbers", id="scale.reveal"),
        Binding("left,up", "screen.walk(-1)", "Lower", id="scale.lower", show=False),
        Binding("right,down", "screen.walk(1)", "Higher", id="scale.higher", show=False),
        Binding("delete", "screen.remove", "Remove", id="scale.remove", show=False),
    ]

    def __init__(self, wording: Wording, names: Names) -> None:
        super().__init__(id="scale-people")
        self._wording = wording
        self._names = names
        self._marks: list[Mark] = []
        self._selected = ""
        self._picture = Static(id="scale-picture")

    def compose(self) -> Iterator[Static]:
        """Hold the picture."""
        yield self._picture

    def show(self, marks: list[Mark], selected: str) -> None:
        """Show these marks, the selected one standing out."""
        self._marks, self._selected = marks, selected
        self._draw(self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Draw the line as long as there is room."""
        self._draw(event.size.width)

    def _draw(self, width: int) -> None:
        if not width:
            return  # it is drawn when its size is known
        drawn = picture(self._marks, width)
        rows = [self._row(spans) for spans in drawn]
        hidden = [mark for mark in self._marks if mark.hidden]
        if hidden:
            boxes = [self._named(f"{BOX} {mark.who}", mark.id) for mark in hidden]
            waiting = Content.styled(self._wording.say("scale.waiting"), "$open")
            rows += [
                Content(""),
                Content("  ") + waiting,
                Content("  ") + Content("   ").join(boxes),
            ]
        self._picture.update(Content("\n").join(rows))
        keys = [{span.key for span in spans} for spans in drawn]
        at = next((row for row, here in enumerate(keys) if self._selected in here), len(rows) - 1)
        # From whoever is selected down to the line: as much of it as there is room for.
        region = Region(0, at, 1, len(rows) - at)
        self.call_after_refresh(self.scroll_to_region, region, animate=False, force=True)

    def _row(self, spans: tuple[Span, ...]) -> Content:
        row = Content("")
        for span in spans:
            gap = Content(" " * (span.at - row.cell_length))
            named = self._named(span.text, span.key) if span.key else None
            row += gap + (named or Content.styled(span.text, _LOOKS[span.look]))
        return row

    def _named(self, text: str, key: str) -> Content:
        return Content(text).stylize(_SELECTED if key == self._selected else _LOOKS["name"])

    def mistaken(self, event: Key) -> None:
        """Take a letter that is no key here as the beginning of a name."""
        if event.is_printable and event.character:
            self._names.begin_with(event.character)
