"""`soptui copies`: where a session's copies are, so that they can be deleted."""

import sys
from typing import TYPE_CHECKING

import click

from soptui.cli_home import in_home, in_language, telling_why, the_home, the_library
from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.model.session import Exported


@click.command()
@click.argument("session_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--delete", is_flag=True, help="Delete those that are still there, after asking.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@in_home
@in_language
def copies(session_id: str, *, as_json: bool, delete: bool, yes: bool) -> None:
    """List the copies that were written of a session, the oldest first.

    One that was moved or sent on is not found here any more.
    """
    from soptui.copies import is_there  # noqa: PLC0415 - `--version` needs none
    from soptui.written import waiting  # noqa: PLC0415

    with telling_why():
        session = the_library().read(session_id)
    known = (*session.exports, *waiting(the_home(), session.id))
    written = {one.path: one for one in known}  # what went to the same place is there once
    if as_json:
        _print_json(list(written.values()))
        return
    if not written:
        tell("No copy of this session is known.", err=True)
    for one in written.values():
        made = one.made.strftime("%Y-%m-%d %H:%M")
        gone = "" if is_there(one) else "  (no longer there)"
        tell(f"{made}  {one.copy:<10}  {one.path}{gone}")
    there = [one for one in written.values() if is_there(one)]
    if delete and there:
        _delete(session.id, there, yes=yes)


def _print_json(written: "list[Exported]") -> None:
    import json  # noqa: PLC0415 - `--version` needs none

    from soptui.copies import is_there  # noqa: PLC0415

    rows = [
        {
            "path": one.path,
            "format": one.format,
            "copy": one.copy,
            "made": one.made.isoformat(),
            "there": is_there(one),
        }
        for one in written
    ]
    tell(json.dumps({"schema": 1, "copies": rows}, ensure_ascii=False, indent=2))


def _delete(session_id: str, there: "list[Exported]", *, yes: bool) -> None:
    """Delete copies, and have the session forget them.

    Raises:
        Failure: it was not meant, or not every one could be deleted.
    """
    from soptui.cli_letting_out import change  # noqa: PLC0415 - `--version` needs none
    from soptui.copies import CopyError, delete_copy  # noqa: PLC0415
    from soptui.model.edits import ForgetExport  # noqa: PLC0415
    from soptui.written import forget  # noqa: PLC0415

    files = "this file" if len(there) == 1 else f"these {len(there)} files"
    if not yes:
        if not sys.stdin.isatty():
            raise Failure("nothing was deleted: --yes says that it is meant.", WRONG_USE)
        if not click.confirm(f"Delete {files}? The session stays.", err=True):
            raise Failure("nothing was deleted.")
    problem = ""
    for one in there:
        try:
            delete_copy(one)
        except CopyError as error:
            problem = f"{error}."
            continue
        forget(the_home(), session_id, one.path)
        with telling_why():
            # Somebody who writes it now sees there that it is gone.
            change(ForgetExport(one.path), session_id)
    if problem:
        raise Failure(problem)
    tell("Deleted.", err=True)
