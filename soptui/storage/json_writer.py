"""Tables as JSON, as laid out by Python's own writer with an indent of one.

That one turns tuples and number keys into something else in silence, so here they are
refused; and it starts anew each time, which at 5,000 notes costs 50 times the change.
"""

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

from soptui.storage.strict_json import HALF, MAX_BYTES, MAX_DEPTH, NotStrictError

Tables = dict[str, dict[str, dict[str, Any]]]
"""What TinyDB calls its data: documents by id, in tables by name."""

Write = Callable[[Any, int, list[bytes]], None]


class Writer:
    """Writes tables as JSON, quickly where little of them has changed.

    The bytes of each item of a list are kept while that very item is handed over again, so
    one changed note in 5,000 costs one note. Items must therefore not be changed in place.
    """

    def __init__(self) -> None:
        self._before: dict[int, tuple[object, bytes]] = {}
        self._kept: dict[int, tuple[object, bytes]] = {}

    def dumps(self, tables: Tables) -> bytes:
        """Return the bytes of a file that `loads` reads as these tables.

        Raises:
            NotStrictError: a value in them is not one of JSON's.
        """
        self._before, self._kept = self._kept, {}
        out: list[bytes] = []
        _object(tables, 0, out, self._table)
        self._before = {}
        out.append(b"\n")
        raw = b"".join(out)
        if len(raw) > MAX_BYTES:
            raise NotStrictError("larger than 5 MB")
        return raw

    def _table(self, table: Any, depth: int, out: list[bytes]) -> None:
        _object(table, depth, out, self._document)

    def _document(self, document: Any, depth: int, out: list[bytes]) -> None:
        _object(document, depth, out, self._field)

    def _field(self, value: Any, depth: int, out: list[bytes]) -> None:
        if type(value) is list:
            _list(value, depth, out, self._item)
        else:
            _any(value, depth, out)

    def _item(self, item: Any, depth: int, out: list[bytes]) -> None:
        known = self._before.get(id(item))
        if known is None:
            pieces: list[bytes] = []
            _any(item, depth, pieces)
            # The item is kept as well, so that no other can take over its identity.
            known = item, b"".join(pieces)
        self._kept[id(item)] = known
        out.append(known[1])


def _any(value: Any, depth: int, out: list[bytes]) -> None:
    # By exact type: a subclass may be written as one thing and read back as another.
    if depth >= MAX_DEPTH:
        raise NotStrictError("nested too deeply")
    kind = type(value)
    if kind is str:
        out.append(_text(value))
    elif kind is dict:
        _object(value, depth, out, _any)
    elif kind is list:
        _list(value, depth, out, _any)
    elif value is None or kind in (bool, int, float):
        out.append(_scalar(value))
    else:
        raise NotStrictError(f"a {kind.__name__}, which JSON does not have")


def _object(value: Any, depth: int, out: list[bytes], write: Write) -> None:
    margin = b"\n" + b" " * (depth + 1)
    opening = b"{"
    for key, item in value.items():
        if type(key) is not str:
            raise NotStrictError("a key that is not a text")
        out.append(opening + margin + _text(key) + b": ")
        write(item, depth + 1, out)
        opening = b","
    out.append(margin[:-1] + b"}" if value else b"{}")


def _list(value: Any, depth: int, out: list[bytes], write: Write) -> None:
    margin = b"\n" + b" " * (depth + 1)
    opening, comma = b"[" + margin, b"," + margin
    for item in value:
        out.append(opening)
        write(item, depth + 1, out)
        opening = comma
    out.append(margin[:-1] + b"]" if value else b"[]")


def _text(text: str) -> bytes:
    try:
        return encode_basestring(text).encode()
    except UnicodeEncodeError:
        raise NotStrictError(HALF) from None


def _scalar(value: object) -> bytes:
    try:
        return json.dumps(value, allow_nan=False).encode()
    except ValueError:  # not finite, or a whole number of thousands of digits
        raise NotStrictError("a number that is too large") from None
