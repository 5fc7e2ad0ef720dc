"""Ids: neutral, and safe as file names on every system."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.storage.store import ids_beside, is_session_id, new_session_id

DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_new_id_is_the_day_and_four_letters(now: datetime) -> None:
    made = new_session_id(now, lambda _: False)

    assert is_session_id(made)
    assert made.startswith(f"{now:%Y-%m-%d}-")
    assert len(made.rsplit("-", 1)[1]) == 4


def test_its_letters_have_no_look_alikes_and_make_no_words() -> None:
    letters = {letter for _ in range(500) for letter in new_session_id(DAY, lambda _: False)[11:]}

    assert letters.isdisjoint("01loiaeuy")
    assert len(letters) > 20


def test_an_id_that_is_taken_is_not_given_again() -> None:
    asked: list[str] = []

    def taken(session_id: str) -> bool:
        asked.append(session_id)
        return len(asked) < 4

    assert new_session_id(DAY, taken) == asked[-1]
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("session_id", "beside"),
    [
        ("example", ["example-2", "example-3", "example-4"]),
        ("example-3", ["example-3-2", "example-3-3", "example-3-4"]),
        ("k" * 62, ["k" * 62 + "-2", "k" * 62 + "-3", "k" * 62 + "-4"]),
        ("k" * 64, ["k" * 62 + "-2", "k" * 62 + "-3", "k" * 62 + "-4"]),
        ("k" * 61 + "-ab", ["k" * 61 + "-2", "k" * 61 + "-3", "k" * 61 + "-4"]),
        ("k" * 62 + "-3", ["k" * 62 + "-2", "k" * 62 + "-4", "k" * 62 + "-5"]),
    ],
    ids=["short", "with a number", "that just fits", "cut", "cut at its dash", "one of them"],
)
def test_the_ids_beside_an_id(session_id: str, beside: list[str]) -> None:
    ids = ids_beside(session_id)

    assert [next(ids) for _ in beside] == beside
    assert all(map(is_session_id, beside))


@pytest.mark.parametrize("session_id", ["2026-11-23-k7f3", "example", "a", "10", "console", "com"])
def test_what_can_be_an_id(session_id: str) -> None:
    assert is_session_id(session_id)


@pytest.mark.parametrize("text", ["last", "con", "aux", "com0", "a" * 65, "a_b", "a\n", "ſ"])
def test_what_cannot(text: str) -> None:
    assert not is_session_id(text)


@given(st.text())
def test_an_id_has_nothing_that_a_path_is_made_of(text: str) -> None:
    if is_session_id(text):
        assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
