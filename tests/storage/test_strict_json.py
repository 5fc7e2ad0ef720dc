"""JSON in and out: nothing changes in silence."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.storage.json_writer import Writer
from soptui.storage.strict_json import MAX_BYTES, MAX_DEPTH, MAX_VALUES, NotStrictError, loads

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text(max_size=3), VALUES, max_size=3)
TABLES = st.dictionaries(st.text(max_size=3), st.dictionaries(st.just("1"), DOCUMENTS), max_size=2)


def plainly(tables: object) -> bytes:
    return json.dumps(tables, indent=1, ensure_ascii=False).encode() + b"\n"


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@given(TABLES)
def test_tables_are_written_as_python_writes_them_and_read_back(tables: Any) -> None:
    raw = Writer().dumps(tables)

    assert raw == plainly(tables)
    assert loads(raw) == tables


@given(st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=5))
def test_a_writer_that_remembers_writes_what_one_that_does_not_would(states: Any) -> None:
    items = [{"text": str(number)} for number in range(6)]
    writer = Writer()

    for state in states:
        tables: Any = {"t": {"1": {"items": [items[number] for number in state]}}}
        assert writer.dumps(tables) == plainly(tables)


def test_a_writer_never_takes_one_item_for_another_that_is_gone() -> None:
    writer = Writer()

    for number in range(200):  # Python gives the place of an old item to a new one
        tables: Any = {"t": {"1": {"items": [{"number": number, "at": at} for at in range(20)]}}}
        assert writer.dumps(tables) == plainly(tables)
        del tables

    assert len(writer._kept) == 20


def test_a_writer_that_failed_is_not_confused() -> None:
    writer, item = Writer(), {"a": "b"}
    with pytest.raises(NotStrictError):
        writer.dumps({"t": {"1": {"items": [item, {"x": math.nan}]}}})

    tables: Any = {"t": {"1": {"items": [item]}}}
    assert writer.dumps(tables) == plainly(tables)


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        10**5000,
        (1, 2),
        {1: "a"},
        {True: "a"},
        {None: "a"},
        "\ud800",
        {"\udfff": 1},
        b"bytes",
        {1, 2},
        object(),
        json.loads(nested(MAX_DEPTH - 2)),
        "x" * (MAX_BYTES + 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_say_is_refused(value: object) -> None:
    for document in ({"field": value}, {"field": [value]}, {"field": {"deeper": value}}):
        with pytest.raises(NotStrictError):
            Writer().dumps({"t": {"1": document}})


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\0" * 64, "not JSON from line 1 on"),
        (b'{"a": 1}\n{"b"', "not JSON from line 2 on"),
        (b'{"a": 1} tail of the old file"]}', "not JSON from line 1 on"),
        (b'{"a": NaN}', "a number that is not finite"),
        (b"[-Infinity]", "a number that is not finite"),
        (b"[1e400]", "a number that is too large"),
        (b"[" + b"9" * 5000 + b"]", "a number that is too large"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "a key that stands twice"),
        (b'["\\ud800"]', "a text with half a character"),
        (b'{"\\udc00": 1}', "a text with half a character"),
        ('"ñ"'.encode("latin-1"), "not UTF-8"),
        ('"a"'.encode("utf-16"), "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (nested(MAX_DEPTH + 1), "nested too deeply"),
        (nested(400_000), "nested too deeply"),
        (nested(1_000_000), "more values than a session has"),
        (b" " * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_strict_json_is_refused_in_plain_words(raw: bytes, fault: str) -> None:
    with pytest.raises(NotStrictError, match=f"^{fault}$"):
        loads(raw)


def test_the_deepest_value_allowed_is_read_and_written() -> None:
    deepest = json.loads(nested(MAX_DEPTH - 3))
    tables = {"t": {"1": {"field": deepest}}}

    assert loads(nested(MAX_DEPTH))
    assert loads(Writer().dumps(tables)) == tables


def test_a_byte_order_mark_is_read_over() -> None:
    assert loads(b"\xef\xbb\xbf[1]") == [1]


LISTS, OBJECTS = b"[" + b"[]," * 10**6 + b"[]]", b"[" + b"{}," * 10**6 + b"{}]"
NUMBERS, TEXTS = b"[" + b"1," * 10**6 + b"1]", b'["' + b'","' * 10**6 + b'"]'
CHAINS = b"[" + (b"[" * 900 + b"]" * 900 + b",") * 2000 + b"1]"


@pytest.mark.parametrize(
    "raw",
    [LISTS, OBJECTS, NUMBERS, TEXTS, CHAINS],
    ids=["lists", "objects", "numbers", "texts", "chains"],
)
def test_of_more_values_than_any_session_has_none_is_read(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("json.loads", None)

    with pytest.raises(NotStrictError, match="more values than a session has"):
        loads(raw)


@pytest.mark.parametrize("words", [",", "[", "{", ',"', '\\",', "\\[", "\n{"], ids=range(7))
def test_signs_of_json_in_what_people_typed_count_for_nothing(words: str) -> None:
    text = words * (MAX_VALUES + 1)

    assert loads(json.dumps([text, 1]).encode()) == [text, 1]


def test_the_last_value_that_is_one_too_many() -> None:
    assert loads(b"[" + b"1," * (MAX_VALUES - 1) + b"1]")
    with pytest.raises(NotStrictError, match="more values"):
        loads(b"[" + b"1," * MAX_VALUES + b"1]")
    # A text in front, so that the words have to be looked for; it is a value of its own.
    assert loads(b'["' + b"," * 9 + b'",' + b"1," * (MAX_VALUES - 2) + b"1]")
    with pytest.raises(NotStrictError, match="more values"):
        loads(b'["' + b"," * 9 + b'",' + b"1," * (MAX_VALUES - 1) + b"1]")


@pytest.mark.parametrize("at", [0, 1, 2], ids=["first", "middle", "last"])
@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (b'["\\ud800"]', b"[1]"),
        (b'{"a": "\\ud800"}', b'{"b": 1}'),
        (b'{"\\ud800": 1}', b'{"b": 1}'),
        (b'["\\ud800"]', b'{"b": 1}'),
        (b'{"a": "\\ud800"}', b"[1]"),
        (nested(MAX_DEPTH), b"[]"),
    ],
    ids=["lists", "objects", "keys", "a list", "an object", "depth"],
)
def test_of_several_values_side_by_side_each_is_looked_at(bad: bytes, good: bytes, at: int) -> None:
    values = [good] * 3
    assert loads(b"[" + b",".join(values) + b"]")
    values[at] = bad

    with pytest.raises(NotStrictError, match=r"half a character|nested too deeply"):
        loads(b"[" + b",".join(values) + b"]")


def test_what_is_just_not_too_large_is_read_and_written() -> None:
    assert loads(b" " * (MAX_BYTES - 1) + b"1") == 1
    assert loads(b"1" + b" " * (MAX_BYTES - 1)) == 1

    def tables(length: int) -> Any:
        return {"t": {"1": {"text": "x" * length}}}

    room = MAX_BYTES - len(Writer().dumps(tables(0)))
    assert len(Writer().dumps(tables(room))) == MAX_BYTES
    with pytest.raises(NotStrictError, match=r"^larger than 5 MB$"):
        Writer().dumps(tables(room + 1))


def test_an_item_that_is_handed_over_again_is_not_written_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, gone, new = {"text": "kept"}, {"text": "gone"}, {"text": "new"}
    texts: list[str] = []

    def seen(text: str) -> str:
        texts.append(text)
        return json.dumps(text)

    monkeypatch.setattr("soptui.storage.json_writer.encode_basestring", seen)
    writer, states = Writer(), [[kept, gone], [new, kept], [kept, gone]]
    for state in states:
        texts.clear()
        tables: Any = {"t": {"1": {"items": state}}}
        assert writer.dumps(tables) == plainly(tables)
        assert ("kept" in texts, "gone" in texts) == (state is states[0], gone in state)
