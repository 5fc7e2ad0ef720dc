"""Where soptui keeps what it writes."""

from pathlib import Path

import pytest

from soptui.home import Home, find_home


@pytest.fixture(autouse=True)
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOPTUI_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def test_a_home_has_the_shape_of_the_checkout(tmp_path: Path) -> None:
    home = Home(tmp_path)

    assert [home.sessions, home.themes, home.words, home.exports, home.config, home.state] == [
        tmp_path / name for name in ("sessions", "themes", "words", "exports", "config", "state")
    ]
    assert [home.locks, home.drafts, home.snapshots, home.aside, home.demos, home.reports] == [
        tmp_path / "state" / name
        for name in ("locks", "drafts", "snapshots", "aside", "demos", "reports")
    ]


def test_what_is_chosen_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPTUI_HOME", str(tmp_path / "environment"))

    assert find_home(tmp_path / "chosen") == Home(tmp_path / "chosen")
    assert find_home() == find_home("") == Home(tmp_path / "environment")


def test_it_is_absolute_and_knows_the_home_of_the_person(tmp_path: Path) -> None:
    assert find_home("~/kept").path == tmp_path / "kept"
    assert find_home("kept").path == tmp_path / "kept"
    assert find_home(".").path == tmp_path


def test_without_a_choice_it_is_the_place_for_data_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPTUI_HOME", "")
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "data" / name)

    assert find_home().path == tmp_path / "data" / "soptui"
    assert list(tmp_path.iterdir()) == []
