"""A session as plain JSON types, and back.

Reading is strict and stops at the first irregularity, so that it costs little; only then
`faults` takes its time to name every one of them.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum

from soptui.model.session import Details, Exported, Mark, Member, Note, Override, Person, Session
from soptui.storage.decoder import IrregularError, read_session
from soptui.storage.file_faults import faults_of
from soptui.storage.store import DamagedSession
from soptui.storage.texts import settled
from soptui.storage.upgrades import brought_up

FORMAT = 4
"""The number that a file names as its format; an older one is brought up, a newer one refused."""

Document = dict[str, object]

FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Session, Details, Note, Member, Person, Mark, Override, Exported)
}
"""The fields of each class that a document holds, in their order."""


class Encoder:
    """Makes documents of the states of one session, quickly where little has changed.

    Notes are values, so what was made of one is kept while that very note is on the map.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Note, Document]] = {}

    def encode(self, session: Session) -> Document:
        """Return the session as a document, as `encode` does."""
        before, self._kept = self._kept, {}
        for note in session.notes:
            # The note is kept as well, so that no other can take over its identity.
            self._kept[id(note)] = before.get(id(note)) or (note, _plain(note))
        notes = [self._kept[id(note)][1] for note in session.notes]
        return {"format": FORMAT} | _plain(session, notes=notes)


def encode(session: Session) -> Document:
    """Return the session as a document, its fields in the order of the model.

    It refuses nothing: what was typed must reach the disk.
    """
    return Encoder().encode(session)


def decode(document: object) -> Session:
    """Return the session that a document holds.

    Raises:
        DamagedSession: it holds none; with every fault by its path, never by its text.
    """
    newest = brought_up(document)
    try:
        return read_session(newest, FORMAT)
    except IrregularError as error:
        found = faults_of(newest, FORMAT) or ("session: not as soptui writes it",)
        raise DamagedSession(found) from error


def _plain(value: object, **instead: object) -> Document:
    """Return a class of the model as a dict, its texts in the form that can be read again."""
    lines = isinstance(value, Details)
    return {
        field: instead[field] if field in instead else _json(getattr(value, field), lines)
        for field in FIELDS[type(value)]
    }


def _json(value: object, lines: bool) -> object:
    match value:
        case Enum():
            return value.value
        case str():
            return settled(value, lines=lines)
        case datetime():
            return value.isoformat()
        case tuple():
            return [_json(item, lines) for item in value]
        case bool() | int() | None:
            return value
    return _plain(value)
