"""`soptui export`: a session as a document, unless it can tell who reported."""

from typing import TYPE_CHECKING

import click

from soptui.cli_home import (
    in_home,
    in_language,
    telling_why,
    the_home,
    the_library,
    the_wording,
)
from soptui.leaving import Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.copies import Copy
    from soptui.letting_out import Held
    from soptui.model.session import Session
    from soptui.wording import Wording


@click.command()
@click.argument("session_id", metavar="ID")
@click.option(
    "-f", "--format", "kind", type=click.Choice(["md", "json"]), default="md", show_default=True
)
@click.option(
    "--for",
    "readers",
    type=click.Choice(["case-file", "family"]),
    default="case-file",
    show_default=True,
    help="The family copy leaves out staff-only notes, contacts and who said it.",
)
@click.option("--marks", is_flag=True, help="Leave people's numbers in the family copy.")
@click.option(
    "-o", "--output", default="-", help="A file, or - for the terminal.", show_default=True
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.option(
    "--let-out",
    is_flag=True,
    help="Write it although it can tell who reported; that is recorded in the session.",
)
@in_home
@in_language
def export(
    session_id: str,
    kind: str,
    readers: str,
    output: str,
    *,
    marks: bool,
    force: bool,
    let_out: bool,
) -> None:
    """Write a session as a document.

    What can tell who reported is held back: it is confidential by law. Reword it as "It was
    reported that ...".
    """
    from soptui.copies import (  # noqa: PLC0415 - `--version` needs none
        Copy,
        CopyError,
        CopyExists,
        Format,
        path_from,
        text_of,
        write_copy,
    )
    from soptui.export.profile import Profile  # noqa: PLC0415
    from soptui.settings import read_settings  # noqa: PLC0415

    copy = Copy(Format(kind), Profile(readers), marks)
    wording = the_wording()
    with telling_why():
        session = the_library().read(session_id)
        _hold_back(copy, session, wording, let_out=let_out)
    order = read_settings(the_home().config).order(wording.preset(session.setting))
    text = text_of(copy, session, wording, order)
    if output == "-":
        tell(text, nl=False)
        return
    try:
        write_copy(path_from(output), text, over=force)
    except CopyExists as error:
        raise Failure(f"{error}; --force replaces it.") from None
    except CopyError as error:
        raise Failure(f"{error}. The session itself is safe.") from None
    tell(f"Written to {output}", err=True)


def _hold_back(copy: "Copy", session: "Session", wording: "Wording", *, let_out: bool) -> None:
    """Let nothing out that can tell who reported, unless that is meant, and recorded.

    Raises:
        Failure: it is held back.
    """
    from soptui.letting_out import held_back, places  # noqa: PLC0415 - `--version` needs none

    held = held_back(copy, session, wording)
    if not held:
        return
    where = places(held)
    if not let_out:
        raise Failure(
            f"not written: this can tell who reported, in {where}. Reword it, or --let-out "
            "writes it and records that. The session itself is safe."
        )
    _record(held, copy, session)
    tell(f"soptui: let out although it can tell who reported, in {where}. Recorded.", err=True)


def _record(held: "tuple[Held, ...]", copy: "Copy", session: "Session") -> None:
    """Record in the session that somebody let a copy out.

    Raises:
        StoreError: somebody else is writing it, or it cannot be written.
    """
    from soptui.letting_out import override  # noqa: PLC0415 - `--version` needs none

    library = the_library()
    opening = library.open(session.id)
    try:
        if opening.is_reading:
            raise Failure("somebody else is writing this session: it has to be let out there.", 3)
        edit = override(held, copy, library.clock())
        opening.store.save(edit.apply(opening.stored.session), opening.stored.revision)
    finally:
        library.close()
