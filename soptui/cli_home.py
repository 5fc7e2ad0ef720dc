"""What every command needs: the home and the language that were chosen, what is kept there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.home import Home
    from soptui.library import Library
    from soptui.wording import Wording

Command = TypeVar("Command", bound=Callable[..., Any])
_LANGUAGE = "soptui.language"


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


def in_language(command: Command) -> Command:
    """Let a command take --lang, as soptui itself does."""
    return click.option(
        "--lang",
        metavar="en|es",
        expose_value=False,
        callback=_remember_language,
        help="The language of soptui's own words.",
    )(command)


def _remember_language(context: click.Context, _: click.Parameter, language: str | None) -> None:
    if language is not None:
        from soptui.wording import UnknownLanguage, must_be_spoken  # noqa: PLC0415 - seldom given

        try:
            must_be_spoken(language)
        except UnknownLanguage as error:
            raise Failure(f"{error}.", WRONG_USE) from None
        context.meta[_LANGUAGE] = language  # which all commands of one line share


def the_home() -> "Home":
    """Return the home that was chosen."""
    from soptui.home import find_home  # noqa: PLC0415 - `--version` needs none

    return find_home(click.get_current_context().find_root().obj)


def the_library() -> "Library":
    """Return the library of the home that was chosen."""
    from soptui.library import Library  # noqa: PLC0415 - `--version` needs none

    return Library(the_home())


def the_wording(*, told: bool = True) -> "Wording":
    """Return the words of the language that was chosen, an agency's own among them.

    What of a person's files could not be used is told on stderr, unless the app tells it.
    """
    from soptui.settings import read_settings  # noqa: PLC0415 - `--version` needs none
    from soptui.wording import ENGLISH, load_wording  # noqa: PLC0415

    home = the_home()
    language = click.get_current_context().meta.get(_LANGUAGE)
    settings = read_settings(home.config)
    wording = load_wording(language or settings.language or ENGLISH, home.words)
    for report in (settings.problem, *wording.reports):
        if told and report:
            tell(f"soptui: {report}", err=True)
    return wording


@contextmanager
def telling_why() -> Iterator[None]:
    """Let what a store cannot do end the command with its sentence and its exit code."""
    from soptui.storage.store import StoreError  # noqa: PLC0415 - `--version` needs none

    try:
        yield
    except StoreError as error:
        raise Failure(str(error), error.exit_code) from None
