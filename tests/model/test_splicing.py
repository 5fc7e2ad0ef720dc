"""What is typed key by key ends as what is pasted, and letters stay whole."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soptui.model.letters import is_edge
from soptui.model.splicing import Splice, splice
from soptui.model.text import MAX_CHARACTERS, clean, cleaned
from tests.model.test_letters import some_letters
from tests.strategies import any_text


def spliced(line: str, change: Splice) -> str:
    return line[: change.start] + change.text + line[change.end :]


def typed(text: str) -> tuple[str, int]:
    line, cursor, dropped = "", 0, 0
    for char in text:
        change = splice(line, cursor, cursor, char)
        line, cursor = spliced(line, change), change.cursor
        dropped += change.dropped
    return line, dropped


# Enter and Tab are keys of their own, and no text.
keys = any_text.map(lambda text: "".join(c for c in text if c not in "\n\r\t\x0b\x0c"))


@given(keys | some_letters)
@example("e\u0301")
@example("a" + "\u0301" * 12)
@example("a" + "\u0344" * 12)
@example("می\u200cخواهم")
@example("👩\u200d👩\u200d👧 🇲🇽 👍🏽")
@example("\u1112\u1161\u11ab\u1100\u1161")
@example("\u212a\u200dx")
@example("one\u2028two\u2029\x85three")
@example("x\u202e\x9b31m\u200b\U000e0041\ud83d")
def test_typing_ends_as_pasting(text: str) -> None:
    line, dropped = typed(text)
    left, pasted = clean(line), clean(text)

    assert left.text.split() == pasted.text.split()
    # A joiner waits at the end of the line for what it joins; the gate takes it there.
    assert dropped + left.dropped == pasted.dropped


@given(keys)
def test_what_the_gate_stops_is_never_in_the_line(text: str) -> None:
    line = ""
    for char in text:
        line = spliced(line, splice(line, len(line), len(line), char))
        assert clean(line.rstrip("\u200c\u200d")).dropped == 0
        assert unicodedata.is_normalized("NFC", line)


@given(any_text | some_letters, st.integers(0, 40), st.integers(0, 40), keys | st.just(""))
@example("\u1161", 0, 0, "\u1112")
@example("क्ष", 1, 1, "")
def test_a_change_leaves_clean_text_and_a_cursor_between_letters(
    text: str, start: int, end: int, put: str
) -> None:
    line = cleaned(text)
    change = splice(line, min(start, len(line)), min(end, len(line)), put)
    after = spliced(line, change)

    assert is_edge(line, change.start)
    assert is_edge(line, change.end)
    assert clean(after).dropped <= 1  # a joiner that waits at the end
    assert 0 <= change.cursor <= len(after)


def test_a_whole_letter_goes_whichever_part_of_it_is_named() -> None:
    family = "👩\u200d👩\u200d👧"
    for at in range(len(family)):
        assert spliced(f"a{family}b", splice(f"a{family}b", 1 + at, 2 + at, "")) == "ab"


def test_what_is_put_in_is_taken_in_where_the_cursor_stands() -> None:
    assert splice("ac", 1, 1, "b") == Splice(1, 1, "b", 2)
    assert splice("abc", 2, 1, "") == Splice(1, 2, "", 1)
    assert splice("e", 1, 1, "\u0301") == Splice(0, 1, "é", 1)
    assert splice("a", 1, 1, "\x9b") == Splice(1, 1, "", 1, dropped=1)
    assert splice("日本", 1, 1, "語") == Splice(1, 1, "語", 2)
    assert splice("👩\u200d", 2, 2, "👧") == Splice(2, 2, "👧", 3)
    assert splice("\u1161", 0, 0, "\u1112") == Splice(0, 1, "하", 1)


@pytest.mark.parametrize("put", ["bbb", "日本語"])
def test_what_does_not_fit_is_counted(put: str) -> None:
    line = "a" * (MAX_CHARACTERS - 2)
    change = splice(line, 3, 3, put)

    assert (change.text, change.cut) == (put[:2], 1)
    assert len(spliced(line, change)) == MAX_CHARACTERS
    assert splice("a" * MAX_CHARACTERS, 0, 0, "b").cut == 1
    assert splice("a" * MAX_CHARACTERS, 0, 5, "b").cut == 0


def test_a_letter_that_does_not_fit_whole_is_left_out_whole() -> None:
    line = "a" * (MAX_CHARACTERS - 3)

    assert splice(line, 0, 0, "x👩\u200d👩\u200d👧").cut == 5
