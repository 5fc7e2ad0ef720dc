"""Copies of a session as files: what kind, for whom, and where they are written."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from soptui.export.json_copy import to_json
from soptui.export.markdown import to_markdown
from soptui.export.profile import Profile
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.storage import disk
from soptui.storage.codec import encode
from soptui.wording import Wording


class Format(StrEnum):
    """A kind of file."""

    MARKDOWN = "md"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Copy:
    """What is to be written: a format, for some readers, with people's numbers or not."""

    format: Format
    profile: Profile
    marks: bool = False


class CopyError(Exception):
    """A copy was not written; the message says why in one sentence."""


class CopyExists(CopyError):
    """There is already a file of that name."""


def text_of(
    copy: Copy, session: Session, wording: Wording, order: tuple[Column, ...] = tuple(Column)
) -> str:
    """Return the text of a copy.

    A document has the three questions in the order that the room saw. JSON never depends on
    who writes it: programs read it.
    """
    if copy.format is Format.JSON:
        return to_json(session, copy.profile, encode, marks=copy.marks)
    return to_markdown(session, wording, copy.profile, marks=copy.marks, order=order)


def path_for(copy: Copy, session: Session, folder: Path) -> Path:
    """Return where a copy goes if nobody says otherwise; the name holds no family's name."""
    stem = f"{session.id}-{copy.profile}"
    path, number = folder / f"{stem}.{copy.format}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{copy.format}", number + 1
    return path


def path_from(text: str) -> Path:
    """Return the path that somebody typed.

    Raises:
        CopyError: it names no file.
    """
    try:
        return Path(text.strip()).expanduser() if text.strip() else Path("/")
    except RuntimeError:
        raise CopyError(f"{text} names nobody's folder here") from None


def write_copy(
    path: Path, text: str, *, over: bool = False, own_folder: Path | None = None
) -> None:
    """Write a copy that only its owner can read; whole, or not at all.

    Of the folders only `own_folder` is made: a mistyped one is better said than made.

    Raises:
        CopyExists: there is such a file, and it was not said to replace it.
        CopyError: it could not be written.
    """
    try:
        if path.is_dir():
            raise CopyError(f"{path} is a folder")
        if path.exists() and not path.is_file():
            raise CopyError(f"{path} is no ordinary file")
        if path.exists() and not over:
            raise CopyExists(f"{path} is already there")
        if not path.parent.is_dir():
            if path.parent != own_folder:
                raise CopyError(f"there is no folder {path.parent}")
            disk.make_folder(path.parent)
        disk.put(path, text.encode("utf-8"))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "the system refused"
        raise CopyError(f"{path} could not be written: {reason}") from None
