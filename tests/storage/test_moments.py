"""Moments in names, in texts, and as people are told them."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from soptui.storage.moments import free_name, moment_in, moment_of, to_the_minute

WEST = timezone(timedelta(hours=-8))
NOW = datetime(2026, 11, 23, 22, 2, 5, tzinfo=UTC)


def test_a_name_tells_the_moment_that_it_was_made_of(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, NOW.astimezone(WEST), prefix="a.", suffix=".b")
        path.symlink_to("nowhere")  # a name is taken, wherever it leads
        names.append(path.name)

    assert names == [f"a.20261123T220205Z{number}.b" for number in ("", "-2", "-3")]
    told = [moment_in(name.removeprefix("a.").removesuffix(".b")) for name in names]
    assert told == [(NOW, 1), (NOW, 2), (NOW, 3)]


@pytest.mark.parametrize("name", ["", "20261123T220205", "20261323T220205Z", "20261123T220205Z-1"])
def test_another_name_tells_no_moment(name: str) -> None:
    assert moment_in(name) is None


def test_a_text_says_a_moment_with_its_offset() -> None:
    assert moment_of("2026-11-23T14:02:05-08:00") == NOW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-11-23T14:02:05",
        "1999-12-31T23:59:59+00:00",
        "3000-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+00:00",
    ],
)
def test_another_text_says_none(text: str) -> None:
    assert moment_of(text) is None


@pytest.mark.parametrize("year", [2000, 2999])
def test_the_first_and_the_last_year_that_a_text_may_say(year: int) -> None:
    assert moment_of(f"{year}-06-01T00:00:00+00:00") == datetime(year, 6, 1, tzinfo=UTC)


def test_people_are_told_the_time_of_their_place() -> None:
    assert to_the_minute(NOW, WEST) == "2026-11-23 14:02"
    assert to_the_minute(NOW) == f"{NOW.astimezone():%Y-%m-%d %H:%M}"
