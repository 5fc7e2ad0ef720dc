"""What `--plain` chooses: line by line in place of the screen, also by the environment."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from soptui.cli_home import telling_why

if TYPE_CHECKING:
    from soptui.library import Library, Opening
    from soptui.wording import Wording

Command = TypeVar("Command", bound=Callable[..., Any])
_PLAIN = "soptui.plain"
_NO = ("", "0", "false", "no", "off")


def in_plain(command: Command) -> Command:
    """Let a command take --plain, as soptui itself does."""
    return click.option(
        "--plain/--screen",
        default=None,
        expose_value=False,
        callback=_remember_plain,
        help="Line by line, for screen readers, braille and pipes; --screen draws even where"
        " ACCESSIBLE=1 or TERM=dumb ask for lines.",
    )(command)


def _remember_plain(context: click.Context, _: click.Parameter, plain: bool | None) -> None:
    if plain is not None:
        context.meta[_PLAIN] = plain  # which all commands of one line share


def is_plain() -> bool:
    """Say whether soptui goes line by line."""
    chosen: bool | None = click.get_current_context().meta.get(_PLAIN)
    return bool(chosen_by()) if chosen is None else chosen


def chosen_by() -> str:
    """Return what of the environment asks for lines, where nobody has said which; or nothing.

    What runs without a terminal often has TERM=dumb, and asks for nothing by that.
    """
    if click.get_current_context().meta.get(_PLAIN) is not None:
        return ""
    if os.environ.get("ACCESSIBLE", "").casefold() not in _NO:
        return "ACCESSIBLE"
    is_at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return "TERM=dumb" if is_at_terminal and os.environ.get("TERM") == "dumb" else ""


def go_line_by_line(
    library: "Library",
    wording: "Wording",
    opens: "Callable[[Library, Wording], Opening] | None",
) -> NoReturn:
    """Open what is to be opened, go line by line to the end, and leave with its exit code."""
    from soptui.plain.run import run_plain  # noqa: PLC0415 - `--version` needs none

    try:
        with telling_why():
            first = opens(library, wording) if opens else None
        code = run_plain(library, wording, first, chosen_by())
    finally:
        library.close()
    raise SystemExit(code)
