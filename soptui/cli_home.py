"""What every command needs: the home that was chosen, and what is kept in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from soptui.leaving import Failure

if TYPE_CHECKING:
    from soptui.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])


def in_home(command: Command) -> Command:
    """Let a command take --home, as soptui itself does."""
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        callback=_remember_home,
        help="The folder that holds everything soptui keeps.",
    )(command)


def _remember_home(context: click.Context, _: click.Parameter, home: Path | None) -> None:
    root = context.find_root()
    root.obj = home or root.obj


def the_library() -> "Library":
    """Return the library of the home that was chosen."""
    from soptui.home import find_home  # noqa: PLC0415 - `--version` needs none
    from soptui.library import Library  # noqa: PLC0415

    return Library(find_home(click.get_current_context().find_root().obj))


@contextmanager
def telling_why() -> Iterator[None]:
    """Let what a store cannot do end the command with its sentence and its exit code."""
    from soptui.storage.store import StoreError  # noqa: PLC0415 - `--version` needs none

    try:
        yield
    except StoreError as error:
        raise Failure(str(error), error.exit_code) from None
