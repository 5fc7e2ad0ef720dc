"""Whatever a terminal sends, keys stay keys, a paste stays whole, and nothing ends."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste, Resize
from textual.geometry import Size
from textual.message import Message

if sys.platform == "win32":
    pytest.skip("Windows has another driver", allow_module_level=True)

from soptui.app import incoming
from soptui.app.incoming import Incoming


def read(*pieces: bytes) -> list[Message]:
    reader = Incoming()
    return [event for piece in pieces for event in reader.feed(piece)]


def typed(events: list[Message]) -> str:
    return "".join(event.character or "" for event in events if isinstance(event, Key))


def pasted(events: list[Message]) -> list[str]:
    return [event.text for event in events if isinstance(event, Paste)]


def cut(data: bytes) -> list[list[bytes]]:
    return [[data[:at], data[at:]] for at in range(len(data) + 1)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9!", "caf\ufffd!"),
        (b"\x80", "\ufffd"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        ("né €🙂".encode(), "né €🙂"),
        (b"a\x1b[M \xe8!b", "ab"),
        (b"a\x1b[M \xc3\xa9b", "ab"),
        (b"a\x1b[M\xff\xff\xff\x1b[M   b", "ab"),
        (b"a\x1b[1114112ub", "ab"),
        (b"a\x1b[99999999999999999999ub", "ab"),
        (b"a\x1b[48;0;0;0;0tb", "ab"),
        (b"a\x1b[97;1ub", "aab"),
    ],
    ids=repr,
)
def test_what_was_typed_is_read_wherever_it_is_cut(data: bytes, text: str) -> None:
    for pieces in cut(data):
        assert typed(read(*pieces)) == text


@pytest.mark.parametrize(
    ("data", "texts", "text"),
    [
        (b"a\x1b[200~one\r\ntwo\x1b[201~b", ["one\r\ntwo"], "ab"),
        (b"\x1b[200~a\x1b[31mb\x1b[201~", ["a\x1b[31mb"], ""),
        (b"\x1b[200~a\x1b[200~b\x1b[201~c", ["a\x1b[200~b"], "c"),
        (b"\x1b[200~a\xe9\x1b[201~", ["a\ufffd"], ""),
        (b"\x1b[200~a\x00b\x07\x1b[201~", ["ab\x07"], ""),
        (b"\x1b[200~\x1b[201~c", [], "c"),
        (b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~", ["a", "b"], ""),
    ],
    ids=repr,
)
def test_a_paste_is_what_stands_between_its_marks(data: bytes, texts: list[str], text: str) -> None:
    for pieces in cut(data):
        events = read(*pieces)
        assert (pasted(events), typed(events)) == (texts, text)
    every_byte = read(*(bytes([byte]) for byte in data))
    assert (pasted(every_byte), typed(every_byte)) == (texts, text)


def test_an_escape_before_a_paste_is_a_key_of_its_own() -> None:
    events = read(b"\x1b\x1b[200~a\x1b[201~")

    assert [type(event) for event in events] == [Key, Paste]


def test_a_paste_without_an_end_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, now = Incoming(), 1.0
    monkeypatch.setattr(incoming, "monotonic", lambda: now)

    assert list(reader.feed(b"\x1b[200~a whole sentence\x1b[20")) == []
    assert list(reader.tick()) == []
    now += incoming.PASTE_PATIENCE + 1
    assert pasted(list(reader.tick())) == ["a whole sentence\x1b[20"]
    assert typed(list(reader.feed(b"and keys"))) == "and keys"


def test_sizes_that_no_terminal_has_are_not_believed() -> None:
    def sizes(report: bytes) -> list[Size]:
        return [event.size for event in read(report) if isinstance(event, Resize)]

    assert sizes(b"\x1b[48;30;100;600;1000t") == [Size(100, 30)]
    assert sizes(b"\x1b[48;300;1000;600;1000t") == [Size(1000, 300)]
    assert sizes(b"\x1b[48;99999;99999;1;1t") == []
    assert sizes(b"\x1b[48;0;0;0;0t") == []


PIECE = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"\x1b",
            b"\x1b[",
            b"\x1b[M",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1b[<0;5;5M",
            b"\x1b[I",
            b"\x1bO",
        ]
    ),
    st.builds(
        lambda numbers, end: b"\x1b[" + b";".join(b"%d" % number for number in numbers) + end,
        st.lists(st.integers(0, 10**9), max_size=5),
        st.sampled_from([b"u", b"~", b"A", b"t", b"M", b"m", b"R", b"$y", b"c"]),
    ),
)


@given(st.lists(PIECE, max_size=12), st.text("abcxyz é🙂", min_size=1))
def test_no_bytes_end_it_and_what_is_typed_after_them_is_read(
    pieces: list[bytes], text: str
) -> None:
    reader = Incoming()
    for piece in pieces:
        list(reader.feed(piece))
    list(reader.feed(b"\x1b[201~" + b"    "))  # ends whatever was begun
    list(reader.tick())

    assert typed(list(reader.feed(text.encode()))) == text
