"""One state of what is unfinished as one line of a journal, and back.

A line is a checksum and strict JSON. Reading takes the last line that checks: what a crash
tore is simply not there. A file is read all or nothing, and its texts pass the gate.
"""

import json
import stat
import zlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from soptui.model.alphabet import FORMS, Column, Kind, form_of
from soptui.model.framing import FIELDS, LINES
from soptui.model.grammar import Draft
from soptui.model.unfinished import Entered, Field, Pasted, Piece, Unfinished
from soptui.storage import disk
from soptui.storage.drafts import ROTATES_AT
from soptui.storage.moments import moment_of
from soptui.storage.strict_json import MAX_BYTES, NotStrictError, loads
from soptui.storage.texts import settled

FORMAT = 1
"""The number that a line names as its format; one with a newer is left alone."""

MAX_FILE = MAX_BYTES + ROTATES_AT

_CHECK = 8
_KINDS: dict[str, Kind] = {kind.value: kind for kind in FORMS}
T = TypeVar("T")


class Trouble(StrEnum):
    """Why a journal cannot be read."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Found:
    """What a journal holds, and when it was typed last; None if it holds nothing."""

    unfinished: Unfinished = field(default_factory=Unfinished)
    typed: datetime | None = None
    trouble: Trouble | None = None


class _IrregularError(ValueError):
    """Something in a line is not as it must be."""


def line_of(unfinished: Unfinished, now: datetime) -> bytes:
    """Return the line for what is unfinished now.

    What is more than a line may hold goes without its paste, which is somewhere else too.
    """
    waiting = (piece.typed for piece in unfinished.waiting)
    typed = max(waiting, default=now) if unfinished.is_quiet else now
    body = _bytes(_document(unfinished, typed))
    if len(body) > MAX_BYTES:
        kept = tuple(p for p in unfinished.waiting if not isinstance(p.what, Pasted))
        body = _bytes(_document(unfinished._replace(lines=(), waiting=kept), typed))
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read_drafts(path: Path) -> Found:
    """Return what a journal holds; whatever is wrong with it is said, never raised."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return Found(trouble=Trouble.DAMAGED)
        raw = disk.read_file(path, MAX_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    except OSError:
        return Found(trouble=Trouble.DAMAGED)
    if len(raw) > MAX_FILE:
        return Found(trouble=Trouble.DAMAGED)
    *lines, torn = raw.split(b"\n")
    body = next((line[_CHECK + 1 :] for line in reversed([*lines, torn]) if _checks(line)), None)
    if body is not None:
        return _read(body)
    return Found(trouble=Trouble.DAMAGED) if any(lines) else Found()


def _checks(line: bytes) -> bool:
    if line[_CHECK : _CHECK + 1] != b" ":
        return False
    try:
        return int(line[:_CHECK], 16) == zlib.crc32(line[_CHECK + 1 :])
    except ValueError:
        return False


def _read(body: bytes) -> Found:
    try:
        document = loads(body)
        if not isinstance(document, dict):
            raise _IrregularError
        made_by = document.pop("format", None)
        if type(made_by) is int and made_by > FORMAT:
            return Found(trouble=Trouble.NEWER)
        if made_by != FORMAT or type(made_by) is not int:
            raise _IrregularError
        typed = _moment(document.pop("at", None))
        return Found(_unfinished(document), typed)
    except (NotStrictError, _IrregularError):
        return Found(trouble=Trouble.DAMAGED)


def _bytes(document: dict[str, Any]) -> bytes:
    # Half a character, which no file can hold, becomes a question mark: nothing is refused.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _document(unfinished: Unfinished, typed: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "at": typed.isoformat(),
        "draft": None if unfinished.draft is None else _draft_out(unfinished.draft),
        "line": unfinished.line,
        "drafts": [_draft_out(draft) for draft in unfinished.drafts],
        "lines": list(unfinished.lines),
        "fields": [[each.name, each.text] for each in unfinished.fields],
        "entered": [
            {"draft": _draft_out(entered.draft), "column": entered.column.value}
            for entered in unfinished.entered
        ],
        "aim": unfinished.aim.value,
        "waiting": [_piece_out(piece) for piece in unfinished.waiting],
    }


def _draft_out(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind.value,
        "parts": list(draft.parts),
        "at": draft.at,
        "said_by": draft.said_by,
        "editing": draft.editing,
        "whole": draft.whole,
        "staff_only": draft.staff_only,
        "hidden": draft.hidden,
    }


def _piece_out(piece: Piece) -> dict[str, Any]:
    out: dict[str, Any] = {"at": piece.typed.isoformat(), "column": piece.column.value}
    match piece.what:
        case Draft() as draft:
            out["draft"] = _draft_out(draft)
        case Pasted(lines):
            out["lines"] = list(lines)
        case Field(name, text):
            out["field"] = [name, text]
    return out


def _unfinished(document: object) -> Unfinished:
    names = ("draft", "line", "drafts", "lines", "fields", "entered", "aim", "waiting")
    draft, line, drafts, lines, fields, entered, aim, waiting = _values(document, names)
    return Unfinished(
        draft=None if draft is None else _draft(draft),
        line=_text(line),
        drafts=tuple(_draft(each) for each in _list(drafts)),
        lines=_texts(lines),
        fields=tuple(_field(each) for each in _list(fields)),
        entered=tuple(_entered(each) for each in _list(entered)),
        aim=_column(aim),
        waiting=tuple(_piece(each) for each in _list(waiting)),
    )


def _draft(value: object) -> Draft:
    names = ("kind", "parts", "at", "said_by", "editing", "whole", "staff_only", "hidden")
    values = _values(_or_not_for_staff(_or_not_hidden(value)), names)
    kind_name, texts, at, said_by, editing, whole, staff_only, hidden = values
    kind = _KINDS.get(kind_name) if type(kind_name) is str else None
    if kind is None:
        raise _IrregularError
    parts, whole = _texts(texts), _flag(whole)
    if len(parts) != (1 if whole else len(form_of(kind).parts)):
        raise _IrregularError
    if type(at) is not int or not 0 <= at < len(parts):
        raise _IrregularError
    item_id = None if editing is None else _text(editing)
    flags = whole, _flag(staff_only), _flag(hidden)
    return Draft(kind, parts, at, _text(said_by), item_id, *flags)


def _or_not_hidden(value: object) -> object:
    # Earlier lines knew no hidden numbers.
    return {"hidden": False, **value} if isinstance(value, dict) else value


def _or_not_for_staff(value: object) -> object:
    """Return an object that says whether it is for staff only, as each does or its draft."""
    return {"staff_only": False, **value} if isinstance(value, dict) else value


def _for_staff(draft: Draft, staff_only: object) -> Draft:
    # Earlier lines say it beside the draft.
    return replace(draft, staff_only=True) if _flag(staff_only) else draft


def _entered(value: object) -> Entered:
    names = ("draft", "column", "staff_only")
    draft, column, staff_only = _values(_or_not_for_staff(value), names)
    return Entered(_for_staff(_draft(draft), staff_only), _column(column))


def _field(value: object) -> Field:
    match value:
        case [str(name), text] if name in FIELDS:
            return Field(name, _text(text, lines=name not in LINES))
    raise _IrregularError


def _piece(value: object) -> Piece:
    if not isinstance(value, dict):
        raise _IrregularError
    what_name = next((name for name in ("draft", "lines", "field") if name in value), "draft")
    names = ("at", "column", "staff_only", what_name)
    at, column, staff_only, what = _values(_or_not_for_staff(value), names)
    is_for_staff = _flag(staff_only)
    read: Draft | Pasted | Field
    match what_name:
        case "lines":
            read = Pasted(_texts(what))
        case "field":
            read = _field(what)
        case _:
            read = _for_staff(_draft(what), is_for_staff)
    return Piece(read, _moment(at), _column(column))


def _values(value: object, names: tuple[str, ...]) -> list[Any]:
    """Return the values of an object that has these names and no other."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise _IrregularError
    return [value[name] for name in names]


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    raise _IrregularError


def _text(value: object, *, lines: bool = False) -> str:
    if type(value) is str:
        return settled(value, lines=lines)
    raise _IrregularError


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in _list(value))


def _flag(value: object) -> bool:
    if type(value) is bool:
        return value
    raise _IrregularError


def _column(value: object) -> Column:
    if type(value) is str and value in set(Column):
        return Column(value)
    raise _IrregularError


def _moment(value: object) -> datetime:
    moment = moment_of(_text(value))
    if moment is None:
        raise _IrregularError
    return moment
