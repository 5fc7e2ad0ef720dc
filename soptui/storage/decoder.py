"""A document read by the standard library alone: quickly, and all or nothing.

The types of the model say what a document holds, but checking them with pydantic costs
more start-up time than the rest of storage together. So it is spelled out here, and what
is wrong with a document that this refuses is for `faults` to say.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from soptui.model.alphabet import Column, Scale, Section, form_of
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Exported,
    Knows,
    Mark,
    Member,
    NameMode,
    Note,
    Override,
    Person,
    Session,
)
from soptui.storage.texts import is_clean

T = TypeVar("T")
Reader = Callable[[Any], Any]


class IrregularError(ValueError):
    """Something in a document is not as it must be."""


def read_session(document: object, ours: int) -> Session:
    """Return the session that a document of our format holds.

    Raises:
        IrregularError: something in it is not as it must be.
    """
    if type(document) is not dict or type(document.get("format")) is not int:
        raise IrregularError
    if document["format"] != ours:
        raise IrregularError
    session = _session({key: value for key, value in document.items() if key != "format"})
    ids = [item.id for item in session.items()]
    dangers = {note.id for note in session.in_section(Section.DANGER_STATEMENT)}
    answered = {note.answers for note in session.notes if note.answers is not None}
    if len(set(ids)) != len(ids) or not answered <= dangers:
        raise IrregularError
    return session


def _line(value: object) -> str:
    if type(value) is str and is_clean(value):
        return value
    raise IrregularError


def _lines(value: object) -> str:
    if type(value) is str and is_clean(value, lines=True):
        return value
    raise IrregularError


def _name(value: object) -> str:
    if name := _line(value):
        return name
    raise IrregularError


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_line(value))
    except ValueError as error:
        raise IrregularError from error
    if moment.utcoffset() is None or moment.isoformat() != value:
        raise IrregularError
    return moment


def _flag(value: object) -> bool:
    if type(value) is bool:
        return value
    raise IrregularError


def _number(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if type(value) is int and least <= value <= most:
            return value
        raise IrregularError

    return read


def _one_of(kind: type[Enum]) -> Reader:
    known = {member.value: member for member in kind}

    def read(value: object) -> Enum:
        if type(value) is str and value in known:
            return known[value]
        raise IrregularError

    return read


def _perhaps(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _all(read: Reader) -> Reader:
    def read_all(value: object) -> tuple[Any, ...]:
        if type(value) is list:
            return tuple([read(item) for item in value])
        raise IrregularError

    return read_all


def _object(kind: type[T], **readers: Reader) -> Callable[[object], T]:
    def read(value: object) -> T:
        if type(value) is not dict or value.keys() != readers.keys():
            raise IrregularError
        return kind(**{field: reader(value[field]) for field, reader in readers.items()})

    return read


_any_note = _object(
    Note,
    id=_name,
    section=_one_of(Section),
    column=_one_of(Column),
    text=_line,
    added=_moment,
    parts=_all(_line),
    said_by=_line,
    staff_only=_flag,
    answers=_perhaps(_name),
    revises=_perhaps(_name),
)


def _note(value: object) -> Note:
    note = _any_note(value)
    form = form_of(note.section)
    stands = form.column is None or form.column is note.column
    parts = len(note.parts)
    if not stands or (parts and not (form.composed and parts == len(form.parts))):
        raise IrregularError
    return note


_session = _object(
    Session,
    id=_name,
    title=_line,
    started=_moment,
    setting=_line,
    minutes=_number(1, 1440),
    details=_object(Details, **{field.name: _lines for field in fields(Details)}),
    notes=_all(_note),
    members=_all(
        _object(
            Member,
            id=_name,
            name=_line,
            relationship=_line,
            circle=_perhaps(_one_of(Circle)),
            does=_line,
            contact=_line,
            knows=_one_of(Knows),
            agreement=_one_of(Agreement),
            paid=_flag,
            watches=_line,
            backup=_line,
        )
    ),
    people=_all(_object(Person, id=_name, name=_line, age=_line, relationship=_line)),
    marks=_all(
        _object(
            Mark,
            id=_name,
            scale=_one_of(Scale),
            who=_line,
            value=_number(0, 10),
            why=_line,
            higher=_line,
            hidden=_flag,
        )
    ),
    dismissed=_all(_line),
    overrides=_all(_object(Override, about=_line, copy=_line, made=_moment)),
    exports=_all(_object(Exported, path=_line, format=_line, copy=_line, made=_moment)),
    names_as=_one_of(NameMode),
)
