"""What is written can be read: the texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.model.text import MAX_CHARACTERS, cleaned
from soptui.storage.texts import is_clean, settled
from tests.storage.builders import LINES, TYPED


@given(TYPED, st.booleans())
def test_a_settled_text_is_clean_and_settling_again_changes_nothing(text: str, lines: bool) -> None:
    once = settled(text, lines=lines)

    assert is_clean(once, lines=lines)
    assert settled(once, lines=lines) == once


@given(LINES)
def test_a_clean_text_is_settled_as_it_stands(text: str) -> None:
    assert settled(text) == text


@pytest.mark.parametrize("text", ["क\u200d ", " \u0301a"])
def test_what_cleaning_once_leaves_unclean_is_settled(text: str) -> None:
    assert is_clean(settled(cleaned(text)))


@pytest.mark.parametrize("word", ["plan", "señor", "مادر‌بزرگ"])
def test_what_grew_longer_than_can_be_typed_at_once_stays_whole(word: str) -> None:
    text = "\n".join(f"{word} " * 3 + word for _ in range(MAX_CHARACTERS // 12))
    assert len(text) > MAX_CHARACTERS

    assert settled(text, lines=True) == text
    assert settled(text) == text.replace("\n", " ")
    assert not is_clean(f"{text}\x1b", lines=True)
    assert not is_clean(text)
