"""Letters as people count them: never more places for a cursor than Unicode allows."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from soptui.model.letters import edge_at, edge_from, is_edge
from soptui.model.text import cleaned
from tests.strategies import any_text

PIECES = [
    *("a", "é", " ", "-", "x\u0302", "e\u0323\u0301", "日", "ˮ", "“", "1"),
    *("👩\u200d👩\u200d👧", "👨🏽\u200d🦰", "❤️\u200d🔥", "👍🏽", "🏳️\u200d🌈", "1️⃣", "🐈\u200d⬛"),
    *("🇲🇽", "🇬🇧", "🇺", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"),
    *("한", "\u1112\u1161\u11ab", "\u1100", "\u1161", "\u11ab", "가\u11a8", "각\u11a8", "\ua960"),
    *("क्ष", "कि", "क्\u200dष", "क्\u200cष", "क", "ক্ষ", "ക്ക", "நி", "க்க"),
    *("ไทย", "กำ", "ที่", "می\u200cخواهم", "السَّلَامُ", "שָׁלוֹם", "\u06001", "\u0d4eക"),
    *("ｶﾞ", "။", "ကို", "ខ្មែរ", "བོད"),
]
some_letters = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


def edges(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if is_edge(text, at)]


def edges_of_unicode(text: str) -> list[int]:
    at, found = 0, [0]
    for letter in iter_graphemes(text):
        at += len(letter)
        found.append(at)
    return found


@pytest.mark.parametrize("letter", PIECES)
def test_letters_that_people_write_end_where_unicode_says(letter: str) -> None:
    assert edges(letter) == edges_of_unicode(letter)
    assert edges(f"{letter}x{letter}") == edges_of_unicode(f"{letter}x{letter}")


@given(some_letters)
@example("🇲🇽🇺🇸🇲")
@example("क्षक्ष")
def test_any_row_of_them_ends_where_unicode_says(text: str) -> None:
    assert edges(text) == edges_of_unicode(text)


def _is_known(char: str) -> bool:
    return unicodedata.category(char) != "Cn"


@given(any_text | some_letters)
@example("∑\u200d∑")
@example("\u102b")
def test_no_letter_of_unicode_is_ever_cut(text: str) -> None:
    # What is newer than this Python's tables is left out: they cannot know it.
    text = cleaned("".join(filter(_is_known, text)))

    assert set(edges(text)) <= set(edges_of_unicode(text))


@given(any_text | some_letters, st.integers(-2, 50))
def test_a_place_inside_a_letter_belongs_to_the_edges_around_it(text: str, at: int) -> None:
    before, behind = edge_at(text, at), edge_from(text, at)

    assert is_edge(text, before)
    assert is_edge(text, behind)
    assert not any(is_edge(text, inside) for inside in range(before + 1, behind))
    if 0 <= at <= len(text):
        assert before <= at <= behind
        assert (before == behind) == is_edge(text, at)


def test_a_line_ends_a_letter() -> None:
    assert edges("\u0600\nx\n\u0301") == [0, 1, 2, 3, 4, 5]


def test_a_very_long_row_of_flags_is_still_two_by_two() -> None:
    assert edges("🇲🇽" * 300)[:4] == [0, 2, 4, 6]
    assert edge_at("🇲🇽" * 300, 401) == 400
