"""What a command that writes a copy owes the session: what it holds back, what it remembers."""

from typing import TYPE_CHECKING

from soptui.cli_home import the_home, the_library
from soptui.leaving import Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from pathlib import Path

    from soptui.copies import Copy
    from soptui.letting_out import Held
    from soptui.model.edits import Edit
    from soptui.model.session import Session
    from soptui.wording import Wording


def hold_back(copy: "Copy", session: "Session", wording: "Wording", *, let_out: bool) -> None:
    """Let nothing out that can tell who reported, unless that is meant, and recorded.

    Raises:
        Failure: it is held back.
    """
    from soptui.example import SHIPPED  # noqa: PLC0415 - `--version` needs none
    from soptui.letting_out import held_back, places  # noqa: PLC0415

    held = held_back(copy, session, wording)
    if not held:
        return
    where = places(held)
    if not let_out:
        raise Failure(
            f"not written: this can tell who reported, in {where}. Reword it, or --let-out "
            "writes it and records that. The session itself is safe."
        )
    recorded = "" if session.id in SHIPPED else " Recorded."
    if recorded:
        _record(held, copy, session)
    tell(f"soptui: let out although it can tell who reported, in {where}.{recorded}", err=True)


def _record(held: "tuple[Held, ...]", copy: "Copy", session: "Session") -> None:
    """Record in the session that somebody let a copy out.

    Raises:
        StoreError: it cannot be written.
        Failure: somebody else is writing it.
    """
    from soptui.letting_out import override  # noqa: PLC0415 - `--version` needs none
    from soptui.library import now  # noqa: PLC0415

    if not change(override(held, copy, now()), session.id):
        raise Failure("somebody else is writing this session: it has to be let out there.", 3)


def remember(copy: "Copy", path: "Path", session: "Session") -> None:
    """Record in the session where the copy is; in a meeting, once that is over."""
    from soptui.copies import remembered  # noqa: PLC0415 - `--version` needs none
    from soptui.example import SHIPPED  # noqa: PLC0415
    from soptui.library import now  # noqa: PLC0415
    from soptui.storage.store import StoreError  # noqa: PLC0415
    from soptui.written import leave_word  # noqa: PLC0415

    if session.id in SHIPPED:
        return  # nobody's: it is forgotten with the program
    edit = remembered(copy, path, now())
    try:
        if not change(edit, session.id):
            leave_word(the_home(), session.id, edit.exported)
    except (StoreError, OSError):
        tell("soptui: the session could not be told of this copy: remember it yourself.", err=True)


def change(edit: "Edit", session_id: str) -> bool:
    """Make a change to a session that is not open here; say whether nobody else writes it.

    Raises:
        StoreError: it cannot be written.
    """
    library = the_library()
    try:
        opening = library.open(session_id)
        if opening.is_reading:
            return False
        opening.store.save(edit.apply(opening.stored.session), opening.stored.revision)
        return True
    finally:
        library.close()
