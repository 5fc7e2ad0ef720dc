"""How the room reads the names: one of four, and what that makes of a name."""

from collections.abc import Callable

from textual.binding import Binding
from textual.content import Content

from soptui.app.widgets.line import Line
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.model.session import NameMode
from soptui.wording import Wording


class NamesChoice(SwiftKeys, Line, can_focus=True):
    """Shows which way is chosen; the arrows choose another."""

    BINDINGS = [
        Binding(
            "right,space,enter",
            "turn(1)",
            "Another way",
            tooltip="How the room reads the names",
            id="details.names",
        ),
        Binding("left", "turn(-1)", "Way before", id="details.names-before", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self, wording: Wording, mode: NameMode, choose: Callable[[NameMode], None]
    ) -> None:
        super().__init__("field-names")
        self._wording = wording
        self._choose = choose
        self._mode = mode

    def on_mount(self) -> None:
        """Show what is chosen."""
        self.show(self._mode)

    def show(self, mode: NameMode) -> None:
        """Show a way as the chosen one."""
        self._mode = mode
        named = self._wording.say(f"room.names.{mode.value}")
        example = self._wording.say(f"room.example.{mode.value}")
        self.say(Content.assemble("← ", (named, "bold"), f" →   {example}"))

    def action_turn(self, by: int) -> None:
        """Choose the next way, or the one before."""
        modes = list(NameMode)
        self.show(modes[(modes.index(self._mode) + by) % len(modes)])
        self._choose(self._mode)
