"""The text in a file, whoever wrote it; and what is none."""

import pytest

from soptui.importing.letters import MOST_LINES, in_pieces, lines_in, text_in
from soptui.importing.taken import CannotTake
from soptui.model.text import MAX_CHARACTERS
from tests import corpus

WORDS = "Íñigo said “no” – then Ana’s mom called.\r\n• she came\r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_every_encoding_that_programs_write_is_read(encoding: str, mark: bytes) -> None:
    text = text_in(mark + WORDS.encode(encoding))

    assert text == WORDS
    assert lines_in(text) == ["Íñigo said “no” – then Ana’s mom called.", "• she came", ""]


def test_a_file_cut_in_a_letter_is_still_utf_8() -> None:
    assert text_in("Inés llamó a Íñigo é".encode()[:-1]) == "Inés llamó a Íñigo \ufffd"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04word", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (b"{\\rtf1 so}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
        (bytes(5000), "nothing|no text"),
        (bytes(range(256)) * 9, "no text"),
        (b"", "nothing"),
        (b"\xef\xbb\xbf \n\t\n", "nothing"),
    ],
)
def test_what_is_no_text_is_told_from_what_is(raw: bytes, told: str) -> None:
    with pytest.raises(CannotTake, match=told):
        text_in(raw)


def test_the_blanks_in_front_of_a_line_stay() -> None:
    assert lines_in("a\n  b  \n\tc\n\x1b[31m  d") == ["a", "  b", "    c", "[31m  d"]


@pytest.mark.parametrize("name", corpus.TEXTS)
def test_what_would_act_is_gone_and_the_words_are_there(name: str) -> None:
    [line, *_] = lines_in(corpus.TEXTS[name])

    assert "\x1b" not in line
    assert "\u202e" not in line
    if name in corpus.AS_TYPED:
        assert line == corpus.TEXTS[name]


@pytest.mark.parametrize("text", ["word " * 9_000, "x" * 50_000, "é́" * 12_000])
def test_a_line_of_any_length_stays_whole(text: str) -> None:
    [line] = lines_in(text)
    pieces = list(in_pieces(line))

    assert "".join(line.split()) == "".join("".join(lines_in(text)).split())
    assert "".join("".join(pieces).split()) == "".join(line.split())
    assert max(map(len, pieces)) <= MAX_CHARACTERS


def test_more_lines_than_a_session_has_are_refused() -> None:
    with pytest.raises(CannotTake, match="more lines"):
        lines_in("\n" * MOST_LINES)
