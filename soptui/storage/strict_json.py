"""JSON as RFC 8259 means it, read without silent changes.

Python's own reader takes NaN, lets the last of two equal keys win and passes broken
surrogates on. Each of these has eaten data in TinyDB files, so here each is refused.
"""

import json
import math
import re
from typing import Any

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 32
MAX_VALUES = 500_000
"""More than any session has that fits into a file: of nothing but brackets 5 MB could be many."""

_TEXTS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)

HALF = "a text with half a character"


class NotStrictError(ValueError):
    """A text or value is not strict JSON; the message holds nothing of it."""


def loads(raw: bytes) -> object:
    """Return the value that bytes of JSON hold.

    Raises:
        NotStrictError: they hold none, or one that is too large or too deep.
    """
    if len(raw) > MAX_BYTES:
        raise NotStrictError("larger than 5 MB")
    if not raw.strip():
        raise NotStrictError("empty")
    if _has_too_many_values(raw):
        raise NotStrictError("more values than a session has")
    try:
        text = raw.decode("utf-8-sig")  # Notepad puts a byte order mark in front
        value: object = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_twins
        )
    except UnicodeDecodeError as error:
        raise NotStrictError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise NotStrictError(f"not JSON from line {error.lineno} on") from None
    except RecursionError:
        raise NotStrictError("nested too deeply") from None
    except NotStrictError:
        raise
    except ValueError:  # a whole number of thousands of digits
        raise NotStrictError("a number that is too large") from None
    _check(value)
    return value


def _has_too_many_values(raw: bytes) -> bool:
    """Say whether JSON holds more values than may be, without reading any of them.

    There is a comma or a bracket before each but the first. In people's words they do not
    count; looking for those takes time, so it is only done where there may be too many.
    """
    if _signs(raw, 0, len(raw)) <= MAX_VALUES:
        return False
    values = at = 0
    for text in _TEXTS.finditer(raw):
        values += _signs(raw, at, text.start())
        if values > MAX_VALUES:
            return True
        at = text.end()
    return values + _signs(raw, at, len(raw)) > MAX_VALUES


def _signs(raw: bytes, start: int, end: int) -> int:
    return sum(raw.count(sign, start, end) for sign in (b",", b"[", b"{"))


def _check(value: object) -> None:
    """Refuse what is nested too deeply and text that no file could hold; no recursion."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise NotStrictError("nested too deeply")
        inner: list[object] = []
        for node in level:
            if type(node) is dict:
                inner += [*node.keys(), *node.values()]
            elif type(node) is list:
                inner += node
            elif type(node) is str and not node.isascii():
                _whole(node)
        level = inner


def _whole(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotStrictError(HALF) from None


def _no_constant(_: str) -> None:
    raise NotStrictError("a number that is not finite")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotStrictError("a number that is too large")
    return number


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrictError("a key that stands twice")
    return found
