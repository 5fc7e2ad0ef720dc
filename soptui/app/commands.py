"""The palette: every action that is possible now, from the bindings that declare it.

Textual's own commands are left out: its "Screenshot" writes what is on the screen,
families' names and all, into the downloads folder.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen


def commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Return a command for each binding that can be used on this screen."""
    seen: set[str] = set()
    for namespace, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.id is not None and enabled and binding.action not in seen:
            seen.add(binding.action)
            run: Callable[[], object] = partial(app.run_action, binding.action, namespace)
            yield _command(app, binding, tooltip, run)
    if isinstance(screen, HasBoard):
        for binding in screen.board_bindings():
            if binding.id is not None and binding.action not in seen:
                seen.add(binding.action)
                run = partial(screen.on_board, binding.action)
                yield _command(app, binding, binding.tooltip, run)


@runtime_checkable
class HasBoard(Protocol):
    """A screen whose board can be acted on from wherever one is."""

    def board_bindings(self) -> Iterable[Binding]:
        """Return the keys of the board."""

    async def on_board(self, action: str) -> None:
        """Go to the board and do something there."""


def _command(
    app: App[None], binding: Binding, tooltip: str, run: Callable[[], object]
) -> SystemCommand:
    return SystemCommand(f"{binding.description}  ({app.get_key_display(binding)})", tooltip, run)
