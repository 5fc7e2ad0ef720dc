"""`soptui present`: a second screen that follows a session, in a terminal or a browser."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from soptui.cli_home import in_home, in_language, telling_why, the_home, the_wording
from soptui.leaving import WRONG_USE, Failure

if TYPE_CHECKING:
    from soptui.following import Shown
    from soptui.home import Home
    from soptui.model.alphabet import Column
    from soptui.settings import Settings
    from soptui.themes import ThemeFile
    from soptui.wording import Wording

_LATER = 5
"""How much later a second screen's turn comes, if the processor has not time for all."""


@click.command()
@click.argument("session_id", metavar="[ID]", default="last")
@click.option("--web", is_flag=True, help="Serve it as a page for a browser on the projector.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="With --web: the address to serve at; by itself nobody but this computer can look.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="With --web: the port to serve at; by itself any that is free.",
)
@in_home
@in_language
@click.pass_context
def present(context: click.Context, session_id: str, host: str, port: int, *, web: bool) -> None:
    """Show a session on a second screen, as the room may see it.

    It follows who writes the session, live: what is entered, where they scroll, what they
    enlarge, and their curtain. Nothing can be changed there. ID may be `demo`, for the demo
    that is open. F9 draws a curtain over this screen alone; Q leaves.
    """
    if not web:
        _need_no_web_options(context)
        _need_terminal()
    from soptui.following import find_shown  # noqa: PLC0415 - `--version` needs none

    home, wording = the_home(), the_wording(told=web)
    with telling_why():
        shown = find_shown(home, session_id)
    _let_others_go_first()
    settings, theme = _chosen(home)
    if web:
        columns = _order(shown, settings, wording)
        _serve(shown, wording, theme, columns, host=host, port=port)
    else:
        _present(home, shown, wording, theme)


def _present(home: "Home", shown: "Shown", wording: "Wording", theme: "ThemeFile") -> None:
    from soptui.app.presenting import present as in_terminal  # noqa: PLC0415 - loads the toolkit

    ended = in_terminal(home, shown, wording, theme)
    if ended.said:
        raise Failure(ended.said, ended.code)
    raise SystemExit(ended.code)


def _serve(
    shown: "Shown",
    wording: "Wording",
    theme: "ThemeFile",
    columns: "tuple[Column, ...]",
    *,
    host: str,
    port: int,
) -> None:
    try:
        from soptui.web.serve import serve_web  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("soptui"):
            raise
        raise Failure(
            "--web needs what is not installed with soptui alone. `pip install 'soptui[web]'` "
            "installs it; without --web the terminal shows the same.",
            WRONG_USE,
        ) from None
    serve_web(shown, wording, theme, host=host, port=port, columns=columns)


def _chosen(home: "Home") -> "tuple[Settings, ThemeFile]":
    """Return what the person has set, and the theme among it."""
    from soptui.settings import read_settings  # noqa: PLC0415 - `--version` needs none
    from soptui.themes import DEFAULT_THEME, load_themes  # noqa: PLC0415

    settings = read_settings(home.config)
    themes, _ = load_themes([home.themes])
    return settings, themes.get(settings.theme or "", themes[DEFAULT_THEME])


def _order(shown: "Shown", settings: "Settings", wording: "Wording") -> "tuple[Column, ...]":
    """Return the order of the columns in this kind of meeting."""
    from soptui.storage.tinydb_store import TinyStore  # noqa: PLC0415 - `--version` needs none

    with telling_why():
        session = TinyStore(shown.sessions).open(shown.session_id).session
    return settings.order(wording.preset(session.setting))


def _let_others_go_first() -> None:
    """Never make the person wait who types on the same computer."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_LATER)


def _need_no_web_options(context: click.Context) -> None:
    default = click.core.ParameterSource.DEFAULT
    for name in ("host", "port"):
        if context.get_parameter_source(name) is not default:
            raise click.UsageError(f"--{name} is for --web.")


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(
            "this needs a terminal to draw in; `soptui show ID` prints the map.", WRONG_USE
        )
