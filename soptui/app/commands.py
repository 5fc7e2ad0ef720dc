"""The palette: every action that is possible now, from the bindings that declare it.

Textual's own commands are left out: its "Screenshot" writes what is on the screen,
families' names and all, into the downloads folder. And it reads markup in a command's name,
which holds a theme's label and the keys that somebody chose.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter
from typing import Protocol, runtime_checkable

from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.command import (
    Command,
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.whole_letters import WholeLetters
from soptui.app.widgets.whole_row import WholeRow
from soptui.model.session import NameMode
from soptui.wording import Wording


def commands(app: App[None], screen: Screen[object], wording: Wording) -> Iterator[SystemCommand]:
    """Return a command for each binding that can be used on this screen."""
    seen: set[str] = set()
    for namespace, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.id is not None and enabled and binding.action not in seen:
            seen.add(binding.action)
            run: Callable[[], object] = partial(app.run_action, binding.action, namespace)
            yield _command(app, binding, tooltip, run, wording)
    if isinstance(screen, HasBoard):
        for binding in screen.board_bindings():
            if binding.id is not None and binding.action not in seen:
                seen.add(binding.action)
                run = partial(screen.on_board, binding.action)
                yield _command(app, binding, binding.tooltip, run, wording)
    if isinstance(screen, HasNames):
        for mode in NameMode:
            does = f"{wording.say('room.names.label')}: {wording.say(f'room.names.{mode.value}')}"
            example = wording.say(f"room.example.{mode.value}")
            yield SystemCommand(does, example, partial(screen.read_names, mode))


@runtime_checkable
class HasNames(Protocol):
    """A screen with a session whose names are read in one of several ways."""

    def read_names(self, mode: NameMode) -> None:
        """Choose how the room reads the names."""


@runtime_checkable
class HasBoard(Protocol):
    """A screen whose board can be acted on from wherever one is."""

    def board_bindings(self) -> Iterable[Binding]:
        """Return the keys of the board."""

    async def on_board(self, action: str) -> None:
        """Go to the board and do something there."""


def _command(
    app: App[None],
    binding: Binding,
    tooltip: str,
    run: Callable[[], object],
    wording: Wording,
) -> SystemCommand:
    does = f"{wording.key(binding.description)}  ({app.get_key_display(binding)})"
    return SystemCommand(does, wording.key(tooltip), run)


class Commands(Provider):
    """What the palette shows and searches."""

    async def discover(self) -> Hits:
        """Return every command, by its name."""
        for command in sorted(self._commands(), key=attrgetter("title")):
            name = Content(command.title)
            yield DiscoveryHit(name, command.callback, command.title, _about(command))

    async def search(self, query: str) -> Hits:
        """Return the commands whose names hold the letters of a search, in their order."""
        matcher = self.matcher(query)
        for command in self._commands():
            score, places = matcher.fuzzy_search.match(query, command.title)
            if score > 0:
                name = Content(command.title)
                for at in places:
                    name = name.stylize(matcher.match_style, at, at + 1)
                yield Hit(score, name, command.callback, command.title, _about(command))

    def _commands(self) -> Iterable[SystemCommand]:
        return self.app.get_system_commands(self.screen)


def _about(command: SystemCommand) -> str:
    # Textual reads markup in a string here, and takes Content as it is.
    return Content(command.help)  # type: ignore[return-value]


class Palette(ClosesOnce, CommandPalette):
    """Textual's palette, with the gate at its line, and in the language that is spoken."""

    CSS_PATH = "palette.tcss"

    def __init__(self, wording: Wording) -> None:
        super().__init__(placeholder=wording.say("palette.search"), id="--command-palette")
        self._wording = wording

    def compose(self) -> ComposeResult:
        """Put our line where Textual puts its own."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield PaletteEntry(placeholder=widget.placeholder, select_on_focus=False)
            elif isinstance(widget, CommandList):
                yield PaletteList()
            else:
                yield widget

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        # What was typed behind Escape is not searched for: its list is gone, which Textual
        # would stumble over.
        if self.is_current:
            super()._gather_commands(search_value)

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        if command_list.is_attached:  # and soptui is not being left meanwhile
            super()._refresh_command_list(command_list, commands, clear_current)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        tell = partial(self._tell_none, search_value)
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)

    def _tell_none(self, search_value: str) -> None:
        if search_value:
            none = Content(self._wording.say("palette.none"))
            self.query_one(CommandList).add_option(Option(none, id=self._NO_MATCHES, disabled=True))
        self._list_visible = bool(search_value)


class PaletteList(WholeRow, CommandList, can_focus=False):
    """The actions that were found."""


class PaletteEntry(WholeLetters, CommandInput):
    """Where a command's name is typed."""

    def on_mount(self) -> None:
        """Have the cursor stand still: nothing in soptui blinks."""
        self.cursor_blink = False
