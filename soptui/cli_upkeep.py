"""Commands that look after what is kept: is it whole, and the way back if it is not."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from soptui.cli_home import in_home, telling_why, the_library
from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.library import Library
    from soptui.storage.versions import Version

DAMAGED = 2


@click.command()
@click.argument("file", metavar="[FILE|ID]", default="")
@in_home
def verify(file: str) -> None:
    """Say whether everything that is kept is whole, or one session, or one file.

    Of a session every version is looked at: the file, the one before it, and the snapshots.
    Exit code 2 says that something is damaged.
    """
    from soptui.storage.store import is_session_id  # noqa: PLC0415 - `--version` needs none

    library = the_library()
    with telling_why():
        session_id = _session_id(library, file)
        versions = library.versions(session_id) if is_session_id(session_id) else ()
        if versions:
            damaged = _verify_session(session_id, versions)
        elif file:
            damaged = _verify_file(Path(file))
        else:
            damaged = _verify_all(library)
    if damaged:
        raise click.exceptions.Exit(DAMAGED)


@click.command()
@click.argument("session_id", metavar="ID")
@click.argument("version", metavar="[VERSION]", default="")
@in_home
def restore(session_id: str, version: str) -> None:
    """Go back to an earlier version of a session; `soptui verify ID` lists them.

    Without a VERSION it is the newest one that is whole, if the session's file is damaged.
    What was there before is kept.
    """
    library = the_library()
    with telling_why():
        name = _session_id(library, session_id)
        chosen = _chosen(library.versions(name), name, version)
        kept = library.go_back(name, chosen.path)
    tell(
        f"Session {name} is again as it was on {_told(chosen)}."
        + (f" What was there before is kept as {kept}" if kept else ""),
        err=True,
    )


def _session_id(library: "Library", text: str) -> str:
    """Return the id that is meant, if a text means one at all."""
    from soptui.storage.store import LAST  # noqa: PLC0415 - `--version` needs none

    return library.newest() if text == LAST else text


def _verify_all(library: "Library") -> bool:
    """Look at every session; only what is damaged is told of one in full."""
    damaged = 0
    summaries = library.list()
    for summary in summaries:
        versions = _live(library.versions(summary.id)) if not summary.problem else ()
        bad = [version for version in versions if version.problem]
        damaged += bool(bad or summary.problem)
        if summary.problem:
            tell(f"{summary.id:<18} DAMAGED  {summary.problem}")
        else:
            tell(f"{summary.id:<18} whole    {_count(len(versions) - len(bad), 'version')}")
        for version in bad:
            tell(f"{'':<18} DAMAGED  {version.name}: {version.problem}")
    count = len(summaries)
    tell(f"{count} sessions, {damaged or 'none'} with something damaged.", err=True)
    if damaged:
        tell("`soptui verify ID` shows what is whole, `soptui restore ID` goes back.", err=True)
    return bool(damaged)


def _verify_session(session_id: str, versions: "tuple[Version, ...]") -> bool:
    for version in versions:
        state = f"DAMAGED  {version.problem}" if version.problem else f"whole    {_told(version)}"
        tell(f"{version.name:<29} {state}")
    now = _now(versions)
    if not now:
        tell(f"The file of session {session_id} itself is not there.", err=True)
    return not now or any(version.problem for version in _live(versions))


def _verify_file(path: Path) -> bool:
    from soptui.storage.texts import settled  # noqa: PLC0415 - `--version` needs none
    from soptui.storage.versions import verify as faults_of  # noqa: PLC0415

    if not path.exists():
        raise Failure(f"there is no session and no file {settled(str(path))}.", WRONG_USE)
    faults = faults_of(path)
    for fault in faults:
        tell(fault)
    if not faults:
        tell("whole", err=True)
    return bool(faults)


def _live(versions: "tuple[Version, ...]") -> "tuple[Version, ...]":
    return tuple(version for version in versions if not version.kind.is_evidence)


def _now(versions: "tuple[Version, ...]") -> "Version | None":
    from soptui.storage.versions import VersionKind  # noqa: PLC0415 - `--version` needs none

    return next((version for version in versions if version.kind is VersionKind.NOW), None)


def _chosen(versions: "tuple[Version, ...]", session_id: str, name: str) -> "Version":
    """Return the version that is meant.

    Raises:
        Failure: there is none such, or nobody said which of a session that is whole.
    """
    from soptui.storage.store import NEWER  # noqa: PLC0415 - `--version` needs none

    listed = f"`soptui verify {session_id}` lists what there is."
    if name:
        found = [version for version in versions if version.name == name]
        if not found:
            raise Failure(f"there is no version of that name. {listed}", WRONG_USE)
        return found[0]
    now = _now(versions)
    if now and now.problem.startswith(NEWER):
        raise Failure(
            f"session {session_id} is not damaged, a newer soptui has made it: say which version. "
            f"{listed}",
            WRONG_USE,
        )
    if now and not now.problem:
        raise Failure(f"session {session_id} is whole: say which version. {listed}", WRONG_USE)
    whole = [version for version in _live(versions) if not version.problem]
    if not whole:
        raise Failure(f"no version of session {session_id} is whole. {listed}", DAMAGED)
    return whole[0]


def _told(version: "Version") -> str:
    from soptui.storage.moments import to_the_minute  # noqa: PLC0415 - `--version` needs none

    return f"{to_the_minute(version.changed)}, {_count(version.notes, 'note')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
