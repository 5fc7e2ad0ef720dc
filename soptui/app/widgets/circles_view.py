"""The circles to walk through: the drawing, with its keys."""

from typing import Protocol

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Region

from soptui.app.circles import Drawing, Row
from soptui.app.widgets.line import Line
from soptui.app.widgets.swift_keys import SwiftKeys

LOOKS = {
    "inner": "$working",
    "middle": "$primary",
    "outer": "$muted",
    "inner-title": "bold $working",
    "middle-title": "bold $primary",
    "outer-title": "bold $muted",
    "section": "bold $section",
    "family": "bold $title on $panel",
    "name": "bold $statement",
    "declined": "$dim",
    "note": "$note",
    "muted": "$muted",
    "label": "bold $section",
    "open": "$open",
    "place": "italic $open",
    "question": "bold $open",
    "agreed": "bold $saved",
    "asked": "bold $open",
    "not_asked": "bold $muted",
    "selected": "$chosen-text on $chosen",
    "selected-name": "bold $chosen-text on $chosen",
}
"""How each part of the drawing looks, in the variables of the theme."""


def content_of(rows: tuple[Row, ...]) -> Content:
    """Return lines as what a widget shows; people's words are never markup."""
    return Content("\n").join(
        Content.assemble(*((text, LOOKS.get(look, "$dim")) for text, look in row.spans))
        for row in rows
    )


class CirclesOwner(Protocol):
    """What the circles belong to."""

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""

    def choose(self, key: str) -> None:
        """Go to a person, or to an empty place."""

    def mistaken(self) -> None:
        """Say where the person is, when letters are typed that mean nothing here."""

    def rest(self) -> None:
        """Take what is typed of a person: whoever comes to the circles has stopped typing."""


def _key(
    keys: str, action: str, does: str, tooltip: str, name: str, *, show: bool = False
) -> Binding:
    return Binding(keys, action, does, tooltip=tooltip, id=f"circles.{name}", show=show)


CIRCLES_KEYS: list[BindingType] = [
    _key("enter", "screen.open", "Edit", "Edit the person at the capture line", "edit"),
    _key(
        "plus,equals_sign",
        "screen.move(1)",
        "Inward",
        "Invite the person one circle inward",
        "inward",
        show=True,
    ),
    _key("minus", "screen.move(-1)", "Outward", "One circle outward", "outward"),
    _key("a", "screen.change('agree')", "Agreed", "Asked, agreed, said no", "agreed", show=True),
    _key("k", "screen.change('inform')", "Knows", "Knows nothing, some, all", "knows"),
    _key("p", "screen.change('pay')", "Paid", "Paid to be there, or not", "paid"),
    _key("b", "screen.write('backup')", "Back-up", "Who steps in for them", "backup", show=True),
    _key("w", "screen.write('watches')", "Watches for", "What they look out for", "watches"),
    _key(
        "greater_than_sign",
        "screen.plan",
        "Next step",
        "Put what somebody agreed to do under next steps",
        "plan",
        show=True,
    ),
    _key(
        "n,at",
        "screen.begin",
        "New",
        "Begin a new person at the capture line",
        "new",
        show=True,
    ),
    _key("space", "screen.turn", "Ask another way", "Another question to find people", "turn"),
    _key("up,left", "screen.walk(-1)", "Up", "The person before", "up"),
    _key("down,right", "screen.walk(1)", "Down", "The next person", "down"),
    _key("home", "screen.far(0)", "First", "The first of all", "first"),
    _key("end", "screen.far(-1)", "Last", "The last of all", "last"),
    _key("pageup", "page_up", "Read back", "Read back", "back"),
    _key("pagedown", "page_down", "Read on", "Read on", "on"),
]


class CirclesView(SwiftKeys, VerticalScroll, can_focus=True, inherit_bindings=False):
    """The three circles; it shows what it is given, and has its owner do the rest."""

    BINDINGS = CIRCLES_KEYS

    def __init__(self, owner: CirclesOwner) -> None:
        self._owner = owner
        self._lines = Line("circles-drawing")
        self._drawing = Drawing(())
        super().__init__(self._lines, id="circles")

    def show(self, drawing: Drawing, selected: str) -> None:
        """Show the circles, and have whoever is selected in view."""
        is_other = len(drawing.rows) != len(self._drawing.rows)
        self._drawing = drawing
        self._lines.say(content_of(drawing.rows), layout=is_other)
        self.call_after_refresh(self._reveal, selected)

    def _reveal(self, key: str) -> None:
        start, count = self._drawing.lines_of(key)
        if count:
            region = Region(0, max(0, start - 1), 1, count + 2)
            self.scroll_to_region(region, animate=False, force=True)

    def on_focus(self) -> None:
        """Take what was typed below."""
        self._owner.rest()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._owner.draw()

    def on_click(self, event: Click) -> None:
        """Go to who was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._drawing.rows) and (key := self._drawing.rows[line].key):
            self._owner.choose(key)

    def mistaken(self, event: Key) -> None:
        """Answer letters that mean nothing here."""
        if event.is_printable:
            self._owner.mistaken()
