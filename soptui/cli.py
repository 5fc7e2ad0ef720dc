"""The command line: stdout is data, stderr is words.

Nothing heavy is imported at the top: `soptui --version` must not load what it does not use.
"""

import gc
import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from soptui import __version__
from soptui.cli_check import check
from soptui.cli_copies import copies
from soptui.cli_export import export
from soptui.cli_home import in_home, in_language, telling_why, the_home, the_library, the_wording
from soptui.cli_import import import_
from soptui.cli_plain import go_line_by_line, in_plain, is_plain
from soptui.cli_present import present
from soptui.cli_upkeep import DAMAGED, restore, verify
from soptui.leaving import WRONG_USE, CommandGroup, Failure, leave_with
from soptui.process import hide_from_process_list
from soptui.telling import tell, tell_left_out

if TYPE_CHECKING:
    from soptui.library import Library, Opening
    from soptui.storage.store import Summary
    from soptui.wording import Wording


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="soptui", message="%(prog)s %(version)s")
@in_home
@in_language
@in_plain
@click.pass_context
def soptui(context: click.Context) -> None:
    """Capture a Safety Organized Practice mapping session live, by keyboard.

    ID may be `last` wherever it stands.
    """
    if context.invoked_subcommand is None:
        _run(None)


@soptui.command()
@click.argument("title", default="")
@click.option(
    "--setting",
    metavar="KIND",
    help="The kind of meeting: unit meeting, coaching, CFT or desk have an agenda of their own;"
    " any other runs as a unit meeting does, which is also what there is without this.",
)
@in_home
@in_language
@in_plain
def new(title: str, setting: str | None) -> None:
    """Begin a new session, straight at the capture line."""
    _need_terminal()
    hide_from_process_list(title, setting or "")
    tell_left_out(title, setting or "")

    def create(library: "Library", wording: "Wording") -> "Opening":
        kind = wording.settings[0] if setting is None else setting
        minutes = min(planned(wording.steps(kind)), LONGEST_MEETING)
        return library.create(title, kind, minutes)

    from soptui.model.agenda import planned
    from soptui.model.edits.details import LONGEST_MEETING

    _run(create)


@soptui.command(name="open")
@click.argument("session_id", metavar="[ID]", default="last")
@in_home
@in_language
@in_plain
def open_(session_id: str) -> None:
    """Go on with a session."""
    _need_terminal()
    _run(lambda library, _: library.open(session_id))


@soptui.command()
@click.option("--keep", is_flag=True, help="Keep the copy among your sessions.")
@in_home
@in_language
@in_plain
def demo(*, keep: bool) -> None:
    """Look at a worked, made-up session in a temporary place."""
    _need_terminal()
    _run(lambda library, _: library.demo(keep=keep))


@soptui.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_home
def list_(*, as_json: bool) -> None:
    """List the sessions, newest first.

    Those that cannot be read are listed last, with what is wrong. Exit code 2 says that
    there are some.
    """
    from soptui.storage.moments import to_the_minute

    library = the_library()
    with telling_why():
        sessions = library.list()
    if as_json:
        rows = [
            {"id": s.id, "title": s.title, "started": _iso(s.started), "notes": s.notes}
            | ({"problem": s.problem} if s.problem else {})
            for s in sessions
        ]
        _print_json({"sessions": rows})
        _tell_unreadable(sessions)
        return
    if not sessions:
        tell("No session yet. `soptui new` begins one, `soptui demo` shows one.", err=True)
    for summary in sessions:
        notes = "note " if summary.notes == 1 else "notes"
        told = summary.problem or f"{summary.notes:>4} {notes}  {summary.title}"
        tell(f"{summary.id:<18} {told}".rstrip())
    for session_id, typed in library.unfinished():
        when = to_the_minute(typed)
        tell(f"Unfinished text from {when} waits in {session_id}: open it.", err=True)
    _tell_unreadable(sessions)


@soptui.command()
@click.argument("session_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_home
@in_language
def show(session_id: str, *, as_json: bool) -> None:
    """Print the map, in three columns where the terminal is wide enough."""
    with telling_why():
        session = the_library().read(session_id)
    if as_json:
        from soptui.storage.codec import encode

        _print_json(encode(session))
        return
    from rich.console import Console

    from soptui.printing import print_map
    from soptui.settings import read_settings

    wording = the_wording()
    order = read_settings(the_home().config).order(wording.preset(session.setting))
    print_map(session, wording, Console(), order)


@soptui.command()
@click.argument("what", default="", metavar="[sessions|themes|words|config|state|exports]")
@in_home
def locate(what: str) -> None:
    """Print where soptui keeps things."""
    home = the_library().home
    kept = ("sessions", "themes", "words", "config", "state", "exports")
    places = {name: getattr(home, name) for name in kept}
    if what and what not in places:
        raise click.UsageError(f"There is no {what!r}; there are {', '.join(places)}.")
    if what:
        tell(places[what])
        return
    tell(f"{'home':<10}{home.path}")
    for name, place in places.items():
        tell(f"{name:<10}{place}")


def _run(opens: Callable[["Library", "Wording"], "Opening"] | None) -> None:
    _need_terminal()
    library, wording = the_library(), the_wording(told=is_plain())
    if is_plain():
        go_line_by_line(library, wording, opens)
    from soptui.app.launch import launch

    try:
        with telling_why():
            first = opens(library, wording) if opens else None
        ended = launch(library, wording, first)
    finally:
        library.close()
    if ended.said:
        raise Failure(ended.said, ended.code)
    raise SystemExit(ended.code)


soptui.add_command(check)
soptui.add_command(copies)
soptui.add_command(export)
soptui.add_command(import_)
soptui.add_command(present)
soptui.add_command(verify)
soptui.add_command(restore)


def _tell_unreadable(sessions: "tuple[Summary, ...]") -> None:
    """End with an exit code of its own where something cannot be read."""
    count = sum(bool(summary.problem) for summary in sessions)
    if count:
        those = "1 session" if count == 1 else f"{count} sessions"
        raise Failure(
            f"{those} cannot be read. `soptui verify` tells more, `soptui restore ID` goes back.",
            DAMAGED,
        )


def _need_terminal() -> None:
    if not is_plain() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(
            "this needs a terminal to draw in; `--plain`, `soptui show ID` and `soptui export ID`"
            " do not.",
            WRONG_USE,
        )


def _print_json(document: dict[str, Any]) -> None:
    import json

    tell(json.dumps({"schema": 1, **document}, ensure_ascii=False, indent=2))


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _speak_unicode() -> None:
    """Write UTF-8 into files and pipes, whatever the system's own letters are."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def main() -> None:
    """Run soptui and leave with its exit code."""
    gc.disable()  # a start makes many objects and drops few: looking for garbage costs a seventh
    _speak_unicode()
    leave_with(lambda: soptui.main(standalone_mode=False))
