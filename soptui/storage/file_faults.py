"""Every fault of a document, each by its path; asked for only once there is one.

Pydantic checks the types against the classes of the model, and the rules here what no
type says. No fault quotes a value or an unknown name: both may be a person's words.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from itertools import chain, islice
from typing import Any

from soptui.model.alphabet import Section, form_of
from soptui.model.session import Details, Exported, Mark, Member, Note, Override, Person, Session
from soptui.storage.store import NEWER
from soptui.storage.texts import is_clean

_ITEMS: dict[str, type] = {"notes": Note, "members": Member, "people": Person, "marks": Mark}
_LISTS = _ITEMS | {"overrides": Override, "exports": Exported}
_WORDS = {
    "string_type": "not a text",
    "bool_type": "not true or false",
    "int_type": "not a whole number",
    "tuple_type": "not a list",
    "dataclass_type": "not an object",
    "dataclass_exact_type": "not an object",
}
_MOST = 100  # more faults help nobody, and there could be as many as bytes
_PIECE = 500
_A_MOMENT = "not a date and time with its offset"
_RANGES = {"minutes": (1, 1440), "value": (0, 10)}
_MOMENTS = ("started", "added", "made")
_SECTIONS = {section.value: section for section in Section}


def faults_of(document: object, ours: int) -> tuple[str, ...]:
    """Return the faults of a document, each "path: what is wrong"; none if it is whole.

    They are all of them or, if there are very many, the first hundred. `ours` is the format
    that this soptui reads.
    """
    if not isinstance(document, dict):
        return ("session: not an object",)
    number = document.get("format")
    if type(number) is int and number > ours:
        return (f"{NEWER} (format {str(number)[:40]}, this one reads {ours})",)
    if type(number) is not int or number != ours:
        return ("format: not a format of soptui",)
    content = {key: value for key, value in document.items() if key != "format"}
    found = chain.from_iterable(
        faults(content)
        for faults in (_of_fields, _of_types, _of_texts, _of_numbers, _of_notes, _of_ids)
    )
    told = list(islice(_once(found), _MOST + 1))
    if len(told) > _MOST:
        told[_MOST] = f"session: more than {_MOST} faults"
    return tuple(told)


def _once(faults: Iterator[str]) -> Iterator[str]:
    known: set[str] = set()
    for fault in faults:
        if fault not in known:
            known.add(fault)
            yield fault


def _objects(content: dict[str, Any]) -> Iterator[tuple[str, type, dict[str, Any]]]:
    """Go through everything that should have fields, as far as it is there."""
    yield "", Session, content
    if isinstance(content.get("details"), dict):
        yield "details.", Details, content["details"]
    for name, kind in _LISTS.items():
        items = content.get(name)
        for at, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield f"{name}[{at}].", kind, item


def _of_fields(content: dict[str, Any]) -> Iterator[str]:
    for path, kind, item in _objects(content):
        wanted = {field.name for field in fields(kind)}
        for name in sorted(wanted - item.keys()):
            yield f"{path}{name}: missing"
        if unknown := len(item) - sum(name in item for name in wanted):
            yield f"{path.rstrip('.') or 'session'}: {unknown} unknown field(s)"


def _of_types(content: dict[str, Any]) -> Iterator[str]:
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - slow, and seldom needed

    adapter = TypeAdapter(Session)
    for name, start, piece in _pieces(content):
        # As JSON, because only there a date may be a text; what cannot be one is no type's fault.
        raw = json.dumps(piece, ensure_ascii=False).encode("utf-8", "replace")
        try:
            adapter.validate_json(raw, strict=True)
        except ValidationError as error:
            for fault in error.errors(
                include_url=False, include_context=False, include_input=False
            ):
                where = fault["loc"]
                if name:
                    if len(where) < 2 or where[0] != name:
                        continue
                    where = (name, int(where[1]) + start, *where[2:])
                if fault["type"] != "missing":
                    yield f"{_path(where)}: {_say(fault['type'], where)}"


def _pieces(content: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Return the content without what is in its lists, and then that, a few items at a time.

    Pydantic finds all there is to find before it says a word, and needs a kilobyte for each.
    """
    lists = {name: content[name] for name in _LISTS if isinstance(content.get(name), list)}
    known = {field.name: content[field.name] for field in fields(Session) if field.name in content}
    yield "", 0, known | dict.fromkeys(lists, ())
    for name, items in lists.items():
        for start in range(0, len(items), _PIECE):
            yield name, start, {name: [_brief(item) for item in items[start : start + _PIECE]]}


def _brief(item: object) -> object:
    if not isinstance(item, dict):
        return item
    return {
        key: value[:_PIECE] if isinstance(value, list) else value for key, value in item.items()
    }


def _say(fault: str, where: tuple[int | str, ...]) -> str:
    if fault == "enum":
        name = str(where[-1])
        return f"not {'an' if name[0] in 'aeiou' else 'a'} {name}"
    if fault.startswith(("date", "timezone")) or where[-1] in _MOMENTS:
        return _A_MOMENT
    return _WORDS.get(fault, "not what belongs here")


def _path(where: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return "".join(steps).lstrip(".") or "session"


def _of_texts(content: dict[str, Any]) -> Iterator[str]:
    for path, kind, item in _objects(content):
        for field in fields(kind):
            value = item.get(field.name)
            if field.name in _MOMENTS:
                if isinstance(value, str) and not _is_moment(value):
                    yield f"{path}{field.name}: {_A_MOMENT}"
            elif isinstance(value, str) and not is_clean(value, lines=kind is Details):
                yield f"{path}{field.name}: holds characters that soptui never writes"
            elif value == "" and field.name in ("id", "answers", "revises"):
                yield f"{path}{field.name}: empty"

    dismissed = content.get("dismissed")
    for at, key in enumerate(dismissed if isinstance(dismissed, list) else ()):
        if isinstance(key, str) and not is_clean(key):
            yield f"dismissed[{at}]: holds characters that soptui never writes"


def _is_moment(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.utcoffset() is not None and moment.isoformat() == text


def _of_numbers(content: dict[str, Any]) -> Iterator[str]:
    for path, kind, item in _objects(content):
        for field in fields(kind):
            least, most = _RANGES.get(field.name, (0, 0))
            value = item.get(field.name)
            if most and type(value) is int and not least <= value <= most:
                yield f"{path}{field.name}: not from {least} to {most}"


def _of_notes(content: dict[str, Any]) -> Iterator[str]:
    notes = [(path, item) for path, kind, item in _objects(content) if kind is Note]
    dangers = {
        str(note.get("id"))
        for _, note in notes
        if note.get("section") == Section.DANGER_STATEMENT.value
    }
    for path, note in notes:
        yield from _of_form(path, note)
        answers = note.get("answers")
        if isinstance(answers, str) and answers not in dangers:
            yield f"{path}answers: names no danger statement"


def _of_form(path: str, note: dict[str, Any]) -> Iterator[str]:
    section, parts = note.get("section"), note.get("parts")
    form = (
        form_of(_SECTIONS[section]) if isinstance(section, str) and section in _SECTIONS else None
    )
    for at, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, str) and not is_clean(part):
            yield f"{path}parts[{at}]: holds characters that soptui never writes"
    if form is None:
        return
    if form.column is not None and note.get("column") != form.column.value:
        yield f"{path}column: not the column of its section"
    if isinstance(parts, list) and parts:
        if not form.composed:
            yield f"{path}parts: its section has none"
        elif len(parts) != len(form.parts):
            yield f"{path}parts: not the {len(form.parts)} of its section"


def _of_ids(content: dict[str, Any]) -> Iterator[str]:
    items = [
        (path, item.get("id"))
        for path, kind, item in _objects(content)
        if kind in _ITEMS.values() and isinstance(item.get("id"), str)
    ]
    times = Counter(item_id for _, item_id in items)
    for path, item_id in items:
        if times[item_id] > 1:
            yield f"{path}id: stands {times[item_id]} times"
