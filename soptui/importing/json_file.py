"""Our JSON back: a copy that was exported, or the file of a session itself.

It is read as strictly as a stored session: all of it, or nothing.
"""

from typing import Any

from soptui.export.json_copy import SCHEMA
from soptui.importing.taken import CannotTake, Reading, Taken
from soptui.storage.codec import decode
from soptui.storage.store import DamagedSession
from soptui.storage.strict_json import NotStrictError, loads

_TABLE, _ASIDE, _ONLY = "session", "aside", "1"
_NOT_OURS = "This is JSON, but not a session of soptui."
_NEWER = "It was made by a newer soptui. Update soptui here, then import it."


def from_json(raw: bytes) -> Taken:
    """Return the session in a JSON copy.

    Raises:
        CannotTake: there is none that is whole.
    """
    try:
        value = loads(raw)
    except NotStrictError as error:
        raise CannotTake(f"This is no JSON that can be read ({error}).") from None
    try:
        return Taken(decode(_document(value)), Reading.JSON)
    except DamagedSession as error:
        if error.is_newer:
            raise CannotTake(_NEWER) from None
        more = f", and {len(error.faults) - 1} more" if len(error.faults) > 1 else ""
        raise CannotTake(f"It is not a whole session ({error.faults[0]}{more}).") from None


def _document(value: object) -> dict[str, Any]:
    """Return what a session was written as."""
    if type(value) is not dict:
        raise CannotTake(_NOT_OURS)
    if "schema" not in value:
        return _stored(value)
    schema = value["schema"]
    if type(schema) is not int or schema < 1:
        raise CannotTake(_NOT_OURS)
    if schema > SCHEMA:
        raise CannotTake(_NEWER)
    return {key: part for key, part in value.items() if key != "schema"}


def _stored(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the document in a file as soptui stores sessions, such as a backup."""
    table = tables.get(_TABLE)
    if type(table) is dict and tables.keys() <= {_TABLE, _ASIDE} and table.keys() == {_ONLY}:
        document = table[_ONLY]
        if type(document) is dict:
            return document
    raise CannotTake(_NOT_OURS)
