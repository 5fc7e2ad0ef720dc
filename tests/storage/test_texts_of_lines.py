"""What is written can be read: texts of several lines stay several lines."""

import pytest

from soptui.model.text import MAX_CHARACTERS
from soptui.storage.texts import is_clean, settled

LINES = "first\nsecond\n\nfourth"


def test_lines_stay_lines_where_there_may_be_several() -> None:
    assert is_clean(LINES, lines=True)
    assert settled(LINES, lines=True) == LINES


def test_lines_become_one_where_there_may_be_only_one() -> None:
    assert not is_clean(LINES)
    assert settled(LINES) == "first second fourth"


@pytest.mark.parametrize("more", [0, 1])
def test_a_text_as_long_as_can_be_typed_and_one_longer_stay_whole(more: int) -> None:
    text = "a" * (MAX_CHARACTERS - 2 + more) + " b"

    assert is_clean(text)
    assert settled(text) == text
