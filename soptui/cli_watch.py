"""`soptui export --watch`: a file that stays current while the meeting goes on."""

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Protocol

from soptui.cli_home import the_library
from soptui.leaving import Failure
from soptui.letting_out import held_back, places
from soptui.storage.store import StoreError
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.copies import Copy
    from soptui.model.session import Session
    from soptui.wording import Wording

_LOOK = 0.5


class Writer(Protocol):
    """What makes a copy of a session and puts it into its file."""

    copy: "Copy"
    wording: "Wording"

    def content(self, session: "Session") -> bytes:
        """Return what the file is to hold."""

    def put(self, path: Path, content: bytes, *, over: bool) -> None:
        """Write the file."""


def keep_current(
    session_id: str,
    writer: Writer,
    path: Path,
    content: bytes,
) -> None:
    """Write the file anew whenever the session says something else, until Ctrl+C.

    What cannot be written now is told once; the file then stays as it was, and it is tried
    again with the next change.
    """
    tell("Kept current until Ctrl+C.", err=True)
    library = the_library()
    told, seen = "", None
    while True:
        sleep(_LOOK)
        try:
            session = library.read(session_id)
            if session == seen:
                continue
            newer = _content(writer, session)
            if newer != content:
                writer.put(path, newer, over=True)
            content, seen, problem = newer, session, ""
        except (Failure, StoreError) as error:
            problem = str(error)
        if problem and problem != told:
            tell(f"soptui: {path} stays as it was: {problem}", err=True)
        told = problem


def _content(writer: Writer, session: "Session") -> bytes:
    """Return what the file is to hold now.

    Raises:
        Failure: it must not be written.
    """
    if held := held_back(writer.copy, session, writer.wording):
        raise Failure(f"this can tell who reported, in {places(held)}. Reword it.")
    return writer.content(session)
