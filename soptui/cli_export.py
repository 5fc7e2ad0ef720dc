"""`soptui export`: a session as a document, unless it can tell who reported."""

import sys
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
from soptui.cli_letting_out import hold_back, remember
from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from pathlib import Path

    from soptui.copies import Copy
    from soptui.model.session import Session
    from soptui.wording import Wording

FORMATS = ("md", "txt", "html", "docx", "pdf", "json", "ics")
COPIES = ("case-file", "family", "training", "statements", "next-steps")
NAMES = ("first", "last-initial", "initials", "role")
_TERMINAL = "-"


@click.command()
@click.argument("session_id", metavar="ID")
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    help="By default what the file's name ends with, and else md.",
)
@click.option(
    "--for",
    "readers",
    type=click.Choice(COPIES),
    default="case-file",
    show_default=True,
    help="Which copy: all but the case file leave out staff-only notes and who said it.",
)
@click.option("--marks", is_flag=True, help="Leave people's numbers in the family copy.")
@click.option("--contacts", is_flag=True, help="Leave contacts in the family copy.")
@click.option(
    "--names", type=click.Choice(NAMES), help="Read names as the room can; else as they are."
)
@click.option("--ascii", "is_ascii", is_flag=True, help="Plain quotation marks and dashes in txt.")
@click.option("--template", metavar="FILE", help="Your agency's Word file, for docx.")
@click.option(
    "-o", "--output", default=_TERMINAL, help="A file, or - for the terminal.", show_default=True
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.option("--watch", is_flag=True, help="Keep the file current while the meeting goes on.")
@click.option(
    "--let-out",
    is_flag=True,
    help="Write it although it can tell who reported; that is recorded in the session.",
)
@in_home
@in_language
def export(
    session_id: str,
    *,
    kind: str | None,
    readers: str,
    output: str,
    names: str | None,
    template: str | None,
    marks: bool,
    contacts: bool,
    is_ascii: bool,
    force: bool,
    watch: bool,
    let_out: bool,
) -> None:
    """Write a session as a document; `example` is a made-up one.

    What can tell who reported is held back: it is confidential by law. Reword it as "It was
    reported that ...".
    """
    from soptui.copies import Copy  # noqa: PLC0415 - `--version` needs none
    from soptui.export.formats import Format  # noqa: PLC0415
    from soptui.export.profile import Profile  # noqa: PLC0415
    from soptui.model.session import NameMode  # noqa: PLC0415

    copy = Copy(
        Format(kind or _kind_of(output)),
        Profile(readers),
        marks=marks,
        contacts=contacts,
        names=NameMode(names.replace("-", "_")) if names else None,
        ascii=is_ascii,
    )
    _check(copy, output, has_template=template is not None, watch=watch)
    path = _path(output)
    writer = _Writer(copy, the_wording(), _read_template(template or _chosen_template(copy)))
    with telling_why():
        session = _find(session_id)
        hold_back(copy, session, writer.wording, let_out=let_out)
        content = writer.content(session)
        _tell_account(copy, session, writer.wording)
        if output == _TERMINAL:
            _print(content, is_text=writer.is_text)
            return
        writer.put(path, content, over=force)
        remember(copy, path, session)
    tell(f"Written to {output}", err=True)
    if watch:
        from soptui.cli_watch import keep_current  # noqa: PLC0415 - seldom asked for

        keep_current(session.id, writer, path, content)


class _Writer:
    """Makes a copy of any state of a session, and puts it into its file."""

    def __init__(self, copy: "Copy", wording: "Wording", template: bytes | None) -> None:
        from soptui.export.formats import FORMATS  # noqa: PLC0415 - `--version` needs none

        self.copy = copy
        self.wording = wording
        self.is_text = FORMATS[copy.format].is_text
        self._template = template

    def content(self, session: "Session") -> bytes:
        """Return what the file is to hold.

        Raises:
            Failure: it cannot be made, or must not be.
        """
        from soptui.copies import CopyError, content_of  # noqa: PLC0415 - `--version` needs none
        from soptui.settings import read_settings  # noqa: PLC0415

        preset = self.wording.preset(session.setting)
        order = read_settings(the_home().config).order(preset)
        try:
            return content_of(self.copy, session, self.wording, order, self._template)
        except CopyError as error:
            raise Failure(_sentence(error)) from None

    def put(self, path: "Path", content: bytes, *, over: bool) -> None:
        """Write the file.

        Raises:
            Failure: it could not be written.
        """
        from soptui.copies import (  # noqa: PLC0415 - `--version` needs none
            CopyError,
            CopyExists,
            write_copy,
        )

        try:
            write_copy(path, content, over=over)
        except CopyExists as error:
            raise Failure(f"{error}; --force replaces it.") from None
        except CopyError as error:
            raise Failure(f"{error}. The session itself is safe.") from None


def _kind_of(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    return ending if ending in FORMATS else FORMATS[0]


def _check(copy: "Copy", output: str, *, has_template: bool, watch: bool) -> None:
    """Refuse what cannot be meant.

    Raises:
        Failure: two things that do not go together were asked for.
    """
    from soptui.export.formats import FORMATS as KNOWN  # noqa: PLC0415 - `--version` needs none
    from soptui.export.formats import Format  # noqa: PLC0415
    from soptui.export.profile import Profile  # noqa: PLC0415

    kind, readers = copy.format, copy.profile
    known = KNOWN[kind]
    for_family = "only the family copy has a choice about that: add --for family"
    wrong = ""
    if readers not in known.profiles:
        those = " or ".join(f"--for {profile}" for profile in known.profiles)
        wrong = f"a calendar holds next steps only: add {those}"
    elif (copy.marks or copy.contacts) and readers is not Profile.FAMILY:
        wrong = f"{'--marks' if copy.marks else '--contacts'}: {for_family}"
    elif copy.names and readers is Profile.TRAINING:
        wrong = "--names: the copy for training has no names at all"
    elif copy.ascii and kind is not Format.TEXT:
        wrong = "--ascii is for plain text: add -f txt"
    elif has_template and kind is not Format.WORD:
        wrong = "--template is for Word: add -f docx"
    elif watch and output == _TERMINAL:
        wrong = "--watch keeps a file current: name it with -o"
    elif not known.is_text and output == _TERMINAL and sys.stdout.isatty():
        wrong = f"a {kind} file cannot be shown here: name one with -o notes.{kind}"
    if wrong:
        raise Failure(f"{wrong}. Nothing was written.", WRONG_USE)


def _find(session_id: str) -> "Session":
    """Return a session, or a made-up one.

    Raises:
        StoreError: it is not there, or cannot be read.
    """
    from soptui.example import SHIPPED, shipped  # noqa: PLC0415 - `--version` needs none

    return shipped(session_id) if session_id in SHIPPED else the_library().read(session_id)


def _chosen_template(copy: "Copy") -> str | None:
    """Return the agency's Word file that somebody has chosen for good."""
    from soptui.export.formats import Format  # noqa: PLC0415 - `--version` needs none
    from soptui.settings import read_settings  # noqa: PLC0415

    if copy.format is not Format.WORD:
        return None
    return read_settings(the_home().config).word_template or None


def _read_template(template: str | None) -> bytes | None:
    if template is None:
        return None
    from soptui.copies import CopyError, read_template  # noqa: PLC0415 - seldom given

    try:
        return read_template(template)
    except CopyError as error:
        raise Failure(_sentence(error), WRONG_USE) from None


def _path(output: str) -> "Path":
    from soptui.copies import CopyError, path_from  # noqa: PLC0415 - `--version` needs none

    try:
        return path_from(output)
    except CopyError as error:
        raise Failure(_sentence(error), WRONG_USE) from None


def _print(content: bytes, *, is_text: bool) -> None:
    if is_text:
        tell(content.decode(), nl=False)
    else:
        sys.stdout.buffer.write(content)


def _tell_account(copy: "Copy", session: "Session", wording: "Wording") -> None:
    """Say what the copy holds back; and, if a person reads it, what to look at once more."""
    from soptui.copies import shown_in  # noqa: PLC0415 - `--version` needs none
    from soptui.export.account import account  # noqa: PLC0415

    shown = shown_in(copy, session, wording)
    withheld = account(session, shown).withheld
    if withheld:
        reasons = (wording.say(f"leaving.{one.reason}", count=one.count) for one in withheld)
        told = f"{wording.say('leaving.held')}: {'; '.join(reasons)}."
        tell(f"soptui: {told}", err=True)
    if sys.stderr.isatty():  # a log keeps nobody's words
        from soptui.copy_look import CopyReader  # noqa: PLC0415 - `--version` needs none
        from soptui.model.alphabet import Column  # noqa: PLC0415

        for remark in CopyReader(wording, tuple(Column), None).remarks(copy, shown):
            tell(f"soptui: {remark}.", err=True)


def _sentence(error: Exception) -> str:
    """Return what went wrong as a sentence that also says that all is safe."""
    said = str(error).rstrip(".")
    return f"{said}. The session itself is safe."
