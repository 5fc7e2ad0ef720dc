"""Copies of a session as files: what kind, for whom, and where they are written."""

import os
import stat
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from unicodedata import category

from soptui.export.formats import FORMATS, Format
from soptui.export.material import FormatMissing, Material, TemplateRefused
from soptui.export.profile import Profile, visible
from soptui.model.alphabet import Column
from soptui.model.edits import RecordExport
from soptui.model.session import Exported, NameMode, Note, Session
from soptui.storage import disk
from soptui.storage.codec import encode
from soptui.wording import Wording, load_wording

_LARGEST_TEMPLATE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """What is to be written: a format, for some readers, and what of it was asked for.

    `marks` and `contacts` are for the family copy, which holds neither unless it is said;
    `names` reads them as the room can, none as they were written; `language` is that of the
    headings, none the one that everything is said in.
    """

    format: Format
    profile: Profile
    marks: bool = False
    contacts: bool = False
    names: NameMode | None = None
    ascii: bool = False
    language: str = ""


class CopyError(Exception):
    """A copy was not written; the message says why in one sentence."""


class CopyExists(CopyError):
    """There is already a file of that name."""


def shown_in(copy: Copy, session: Session, wording: Wording) -> Session:
    """Return the session as this copy may show it.

    Raises:
        CopyError: a name that must not be in it would be.
    """
    seen = visible(session, copy.profile, marks=copy.marks, contacts=copy.contacts)
    words = spoken(copy, wording)
    if copy.profile is not Profile.CASE_FILE and not FORMATS[copy.format].is_document:
        seen = seen.with_notes(tuple(_as_worded(note, words) for note in seen.notes))
    if copy.profile is Profile.TRAINING:
        from soptui.export.deidentified import NameSurvives, deidentified  # noqa: PLC0415 - seldom

        try:
            return deidentified(seen, words, session)
        except NameSurvives as error:
            raise CopyError(str(error)) from None
    if copy.names is None:
        return seen
    from soptui.export.named import named  # noqa: PLC0415 - seldom asked for

    return named(seen, copy.names, words, session)


def _as_worded(note: Note, wording: Wording) -> Note:
    """Return a note without what was taken out of it when its sentence was reworded.

    Its parts stay as they were, for whoever works on it; a document shows none of them.
    """
    if not note.parts or wording.composes(note.section, note.parts, note.text):
        return note
    said = note.text.casefold()
    return replace(
        note, parts=tuple(part if part.casefold() in said else "" for part in note.parts)
    )


def content_of(
    copy: Copy,
    session: Session,
    wording: Wording,
    order: tuple[Column, ...] = tuple(Column),
    template: bytes | None = None,
) -> bytes:
    """Return the content of a copy's file.

    A document has the three questions in the order that the room saw. JSON never depends on
    who writes it: programs read it.

    Raises:
        CopyError: it cannot be made here, or must not be.
    """
    material = material_of(copy, shown_in(copy, session, wording), wording, order, template)
    try:
        return FORMATS[copy.format].write(material)
    except (FormatMissing, TemplateRefused) as error:
        raise CopyError(str(error)) from None


def material_of(
    copy: Copy,
    shown: Session,
    wording: Wording,
    order: tuple[Column, ...] = tuple(Column),
    template: bytes | None = None,
) -> Material:
    """Return what a copy is made of, from the session as it may show it."""
    return Material(
        session=shown,
        wording=spoken(copy, wording),
        profile=copy.profile,
        order=order,
        ascii=copy.ascii,
        template=template,
        encode=encode,
    )


def spoken(copy: Copy, wording: Wording) -> Wording:
    """Return the words that a copy is written in."""
    if copy.language in ("", wording.language):
        return wording
    return load_wording(copy.language, wording.own)


def remembered(copy: Copy, path: Path, now: datetime) -> RecordExport:
    """Return the change that notes in the session that a copy was written."""
    written = Exported(
        path=str(path.absolute()),
        format=copy.format.value,
        copy=copy.profile.value,
        made=now.replace(microsecond=0),
    )
    return RecordExport(written)


def path_for(copy: Copy, session: Session, folder: Path) -> Path:
    """Return where a copy goes if nobody says otherwise; the name holds no family's name.

    An id holds the day, which a copy for training must not tell.
    """
    stem = copy.profile.value
    if copy.profile is not Profile.TRAINING:
        stem = f"{session.id}-{stem}"
    path, number = folder / f"{stem}.{copy.format}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{copy.format}", number + 1
    return path


def path_from(text: str) -> Path:
    """Return the path that somebody typed.

    Raises:
        CopyError: it names no file.
    """
    if any(category(letter) == "Cc" for letter in text.strip()):
        raise CopyError("the name of a file may hold no control characters")  # nobody finds it
    try:
        return Path(text.strip()).expanduser() if text.strip() else Path("/")
    except RuntimeError:
        raise CopyError(f"{text} names nobody's folder here") from None


def read_template(text: str) -> bytes:
    """Return an agency's own Word file.

    Raises:
        CopyError: it cannot be read.
    """
    path = path_from(text)
    try:
        raw = disk.read_file(path, _LARGEST_TEMPLATE) if path.is_file() else None
    except OSError:
        raw = None
    if raw is None:
        raise CopyError(f"the template {path} cannot be read")
    if len(raw) > _LARGEST_TEMPLATE:
        raise CopyError(f"the template {path} is larger than 10 MB")
    return raw


def write_copy(
    path: Path, content: bytes, *, over: bool = False, own_folder: Path | None = None
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
        if os.path.lexists(path) and not over:  # a link that leads nowhere is there, too
            raise CopyExists(f"{path} is already there")
        if not path.parent.is_dir():
            if path.parent != own_folder:
                raise CopyError(f"there is no folder {path.parent}")
            disk.make_folder(path.parent)
        disk.put(path, content)
    except OSError as error:
        raise CopyError(f"{path} could not be written: {_why(error)}") from None


def is_there(exported: Exported) -> bool:
    """Say whether a copy that was written is still where it was, and no link to another file."""
    try:
        return stat.S_ISREG(Path(exported.path).lstat().st_mode)
    except (OSError, ValueError):
        return False


def delete_copy(exported: Exported) -> None:
    """Delete a copy that was written; nothing but an ordinary file is ever deleted.

    Raises:
        CopyError: it is there and could not be deleted.
    """
    path = Path(exported.path)
    try:
        if not path.is_absolute() or not stat.S_ISREG(path.lstat().st_mode):
            raise CopyError(f"{path} is no ordinary file any more")
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise CopyError(f"{path} could not be deleted: {_why(error)}") from None
    except ValueError:  # no system has such a path
        return


def _why(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else "the system refused"
