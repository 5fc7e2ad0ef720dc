"""`soptui import`: a file becomes a session, once somebody has seen what goes where."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soptui.cli_home import in_home, in_language, telling_why, the_home, the_library, the_wording
from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.importing.taken import Taken
    from soptui.library import Library
    from soptui.model.session import Session
    from soptui.wording import Wording

_LARGEST = 5 * 1024 * 1024
_READ_AS = {
    "json": "read as a JSON copy of soptui",
    "md": "read as a Markdown copy of soptui",
    "txt": "read as a plain text copy of soptui",
    "notes": "read as notes taken elsewhere",
}
_NOTHING_CHANGED = "Nothing was changed."


@click.command(name="import")
@click.argument("file", metavar="FILE")
@click.option("--title", help="The title of the session, instead of the one in the file.")
@click.option(
    "--as",
    "reading",
    type=click.Choice(["json", "md", "notes"]),
    help="How to read it; without this, soptui finds out.",
)
@click.option("--yes", is_flag=True, help="Keep it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_home
@in_language
def import_(file: str, title: str | None, reading: str | None, *, yes: bool, as_json: bool) -> None:
    """Make a session of a file: a copy of soptui's, or notes taken elsewhere.

    FILE is JSON or Markdown that soptui has written, or plain text with headings and lists;
    - reads what is piped in. What goes where is shown first.
    """
    from soptui.model.text import cleaned  # noqa: PLC0415 - `--version` needs none

    name = "What was piped in" if file == "-" else Path(file).name
    raw = _piped() if file == "-" else _content(Path(file), name)
    library, wording = the_library(), the_wording()
    taken = _taken(raw, name, reading, wording, library)
    if title is not None:
        taken = replace(taken, session=replace(taken.session, title=cleaned(title)))
    is_here = _is_here(library, taken)
    if is_here:
        kept_as = taken.session.id
        tell(f"This very session is already here: {kept_as}. {_NOTHING_CHANGED}", err=True)
    else:
        _preview(taken, wording)
        _ask(yes=yes, piped=file == "-")
        kept_as = _keep(library, taken, name)
    _tell_kept(taken, kept_as, is_new=not is_here, as_json=as_json)


def _piped() -> bytes:
    return sys.stdin.buffer.read(_LARGEST + 1)


def _content(path: Path, name: str) -> bytes:
    """Return what is in a file, if it is one and not too large.

    Raises:
        Failure: it is not, or cannot be read.
    """
    try:
        # Looked at again once it is open: a pipe or a device would be waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(descriptor, "rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if stat.S_ISDIR(mode):
                raise _refused(name, "It is a folder.")
            if not stat.S_ISREG(mode):
                raise _refused(name, "It is no ordinary file.")
            return opened.read(_LARGEST + 1)
    except IsADirectoryError:
        raise _refused(name, "It is a folder.") from None
    except FileNotFoundError:
        raise _refused(name, "There is no such file.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the system refused"
        raise _refused(name, f"It cannot be read ({str(why).lower()}).") from None


_BINARY = getattr(os, "O_BINARY", 0)


def _refused(name: str, why: str) -> Failure:
    return Failure(f"{name} was not imported. {why} {_NOTHING_CHANGED}", WRONG_USE)


def _taken(
    raw: bytes, name: str, reading: str | None, wording: "Wording", library: "Library"
) -> "Taken":
    """Return what can be made of a file.

    Raises:
        Failure: nothing can, or no session can hold it.
    """
    from soptui.importing.reading import session_from  # noqa: PLC0415 - `--version` needs none
    from soptui.importing.taken import CannotTake, Reading  # noqa: PLC0415
    from soptui.library import new_item_id  # noqa: PLC0415

    if len(raw) > _LARGEST:
        raise _refused(name, "It is larger than 5 MB, more than a session can hold.")
    try:
        taken = session_from(
            raw,
            _every_wording(wording),
            library.clock(),
            new_item_id,
            name=name,
            reading=Reading(reading) if reading else None,
        )
    except CannotTake as error:
        raise _refused(name, str(error)) from None
    if _size(taken.session) > _LARGEST:
        raise _refused(name, "It holds more than a session can. Import it in parts.")
    return taken


def _every_wording(wording: "Wording") -> "tuple[Wording, ...]":
    """Return every words a copy can be written in: those that are spoken here come first."""
    from soptui.wording import languages, load_wording  # noqa: PLC0415 - `--version` needs none

    own = the_home().words
    others = [load_wording(one, own) for one in languages() if one != wording.language]
    return (wording, *others, *(load_wording(one) for one in languages()))


def _size(session: "Session") -> int:
    import json  # noqa: PLC0415 - `--version` needs none

    from soptui.storage.codec import encode  # noqa: PLC0415

    # As the file will be written, one value a line.
    return len(json.dumps(encode(session), ensure_ascii=False, indent=2).encode())


def _is_here(library: "Library", taken: "Taken") -> bool:
    """Say whether this very session is kept already, under the id that it brings."""
    from soptui.storage.store import StoreError  # noqa: PLC0415 - `--version` needs none

    try:
        return _has_id(taken) and library.read(taken.session.id) == taken.session
    except StoreError:
        return False


def _has_id(taken: "Taken") -> bool:
    """Say whether a session brings an id that it can keep: only JSON holds one."""
    from soptui.importing.taken import Reading  # noqa: PLC0415 - `--version` needs none
    from soptui.storage.store import is_session_id  # noqa: PLC0415

    return taken.reading is Reading.JSON and is_session_id(taken.session.id)


def _preview(taken: "Taken", wording: "Wording") -> None:
    """Show on stderr what would be kept, and what of it fits nowhere."""
    from rich.console import Console  # noqa: PLC0415 - `--version` needs none

    from soptui.printing import print_map  # noqa: PLC0415

    session = taken.session
    print_map(session, wording, Console(stderr=True))
    for line in _beside_the_map(session, wording):
        tell(line, err=True)
    tell(f"{_counted(session)}: {_READ_AS[taken.reading.value]}.", err=True)
    if taken.unplaced:
        lines = "1 line" if taken.unplaced == 1 else f"{taken.unplaced} lines"
        fits = "fits" if taken.unplaced == 1 else "fit"
        tell(f"{lines} {fits} nowhere, and would be kept as heard.", err=True)
    for remark in taken.remarks:
        tell(remark, err=True)


def _beside_the_map(session: "Session", wording: "Wording") -> list[str]:
    """Return what of a session the map does not show: what frames it, and the family."""
    from soptui.model.alphabet import Detail, Roster  # noqa: PLC0415 - `--version` needs none

    told = [
        f"{wording.heading(field)}: {' · '.join(text.split(chr(10)))}"
        for field in Detail
        if (text := session.details.of(field))
    ]
    people = ", ".join(
        f"{person.name} ({person.age})" if person.age else person.name for person in session.people
    )
    return [*told, f"{wording.heading(Roster.PERSON)}: {people}"] if people else told


def _counted(session: "Session") -> str:
    counts = {
        "note": len(session.notes),
        "member": len(session.members),
        "number": len(session.marks),
    }
    return ", ".join(f"{n} {name}{'s'[: n != 1]}" for name, n in counts.items())


def _ask(*, yes: bool, piped: bool) -> None:
    """Ask whether it is to be kept.

    Raises:
        Failure: it is not, or there is nobody to ask.
    """
    if yes:
        return
    if piped or not _is_asked():
        raise Failure(
            f"nobody can be asked without a terminal: --yes keeps it. {_NOTHING_CHANGED}", WRONG_USE
        )
    if not click.confirm("Keep it as a new session?", err=True):
        raise Failure(f"not kept. {_NOTHING_CHANGED}")


def _is_asked() -> bool:
    return sys.stdin.isatty()


def _keep(library: "Library", taken: "Taken", name: str) -> str:
    """Keep a session under its own id, or under a new one where that is taken."""
    from soptui.storage.store import (  # noqa: PLC0415 - `--version` needs none
        ChangedElsewhere,
        new_session_id,
    )

    def attempt(session_id: str) -> bool:
        try:
            library.keep(replace(taken.session, id=session_id))
        except ChangedElsewhere:
            return False
        return True

    own = taken.session.id
    with telling_why():
        try:
            if _has_id(taken) and _is_free(library, own) and attempt(own):
                return own
            started = taken.session.started
            while not attempt(fresh := new_session_id(started, lambda _: False)):
                continue
        finally:
            library.close()
    if _has_id(taken):
        told = f"{name} holds session {own}, and there is another of that id here"
        tell(f"{told}: this one has a new id.", err=True)
    return fresh


def _is_free(library: "Library", session_id: str) -> bool:
    from soptui.storage.store import StoreError, UnknownSession  # noqa: PLC0415 - seldom needed

    try:
        library.read(session_id)
    except UnknownSession:
        return True
    except StoreError:
        return False
    return False


def _tell_kept(taken: "Taken", kept_as: str, *, is_new: bool, as_json: bool) -> None:
    if as_json:
        import json  # noqa: PLC0415 - `--version` needs none

        told = {
            "schema": 1,
            "id": kept_as,
            "kept": is_new,
            "reading": taken.reading.value,
            "notes": len(taken.session.notes),
            "unplaced": taken.unplaced,
        }
        tell(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        tell(kept_as)
    tell(f"`soptui open {kept_as}` opens it.", err=True)
