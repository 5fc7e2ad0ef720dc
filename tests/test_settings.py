"""What a person has chosen for good."""

import stat
from pathlib import Path

import pytest

from soptui.settings import Settings, read_settings, write_theme_name


def test_nothing_is_chosen_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config") == Settings()


def test_a_theme_is_remembered_for_its_owner_only(tmp_path: Path) -> None:
    config = tmp_path / "config"
    write_theme_name(config, "soptui-light")
    write_theme_name(config, 'a "name"')

    assert read_settings(config).theme == 'a "name"'
    assert stat.S_IMODE((config / "settings.toml").stat().st_mode) == 0o600


def test_other_settings_outlive_a_choice(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme="x"\n[keys]\n"board.move" = "v"\n')
    write_theme_name(tmp_path, "soptui-dark")

    assert read_settings(tmp_path) == Settings("soptui-dark", {"board.move": "v"})


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"theme = ", b"[keys]\nx = 1\n"])
def test_a_file_that_cannot_be_used_is_told_and_kept(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(raw)

    assert read_settings(tmp_path).problem
    assert path.read_bytes() == raw
