"""What a person has chosen for good."""

import os
import stat
from pathlib import Path

import pytest

from soptui.model.alphabet import Column
from soptui.settings import Settings, read_settings, write_choice


def test_nothing_is_chosen_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config") == Settings()


def test_a_theme_is_remembered_for_its_owner_only(tmp_path: Path) -> None:
    config = tmp_path / "config"
    write_choice(config, "theme", "soptui-light")
    write_choice(config, "theme", 'a "name"')

    assert read_settings(config).theme == 'a "name"'
    assert stat.S_IMODE((config / "settings.toml").stat().st_mode) == 0o600


def test_other_settings_outlive_a_choice(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme="x"\n[keys]\n"board.move" = "v"\n')
    write_choice(tmp_path, "theme", "soptui-dark")

    assert read_settings(tmp_path) == Settings("soptui-dark", {"board.move": "v"})


def test_a_theme_among_the_keys_is_no_choice_of_a_theme(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "x"\n[keys]\ntheme = "v"\n')
    write_choice(tmp_path, "theme", "soptui-dark")

    assert read_settings(tmp_path) == Settings("soptui-dark", {"theme": "v"})


def test_every_choice_is_remembered_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '# mine\ncolumns = [\n  "working", "worried",\n  "next",\n]\n[keys]\ncoach = "v"\n'
    )
    write_choice(tmp_path, "coach", value=False)
    write_choice(tmp_path, "language", "es")
    write_choice(tmp_path, "theme", "soptui-dark")
    write_choice(tmp_path, "curtain", 0)
    write_choice(tmp_path, "curtain", 30)
    write_choice(tmp_path, "coach", value=True)
    write_choice(tmp_path, "coach", value=False)

    assert read_settings(tmp_path) == Settings(
        theme="soptui-dark",
        keys={"coach": "v"},
        language="es",
        coach=False,
        columns=(Column.WORKING, Column.WORRIED, Column.NEXT),
        curtain=30,
    )
    text = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert text.count("coach") == 2
    assert "# mine" in text


def test_a_choice_that_no_file_can_hold_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "es"\n')
    write_choice(tmp_path, "theme", "\U0001f600")

    assert (tmp_path / "settings.toml").read_text() == 'language = "es"\n'


NOT_CHOSEN = {
    'language = "fr"': "The language of settings.toml must be one of en, es, so it is not used.",
    'language = "../words/en"': "The language of settings.toml must be one of en, es",
    "language = ['es']": "The language of settings.toml must be one of en, es",
    "coach = 0": "The coach of settings.toml must be true or false, so it asks.",
    'coach = "no"': "The coach of settings.toml must be true or false, so it asks.",
    "curtain = 1.5": "The curtain of settings.toml must be whole minutes, or 0 for never, so it is",
    "curtain = -1": "The curtain of settings.toml must be whole minutes, or 0 for never",
    "word_template = 3": "The word_template of settings.toml must be the path of a Word file",
    'word_template = "county.pdf"': "The word_template of settings.toml must be the path of a Word",
    "curtain = 1441": "The curtain of settings.toml must be whole minutes, or 0 for never",
    "curtain = true": "The curtain of settings.toml must be whole minutes, or 0 for never",
    'columns = ["next"]': "The columns of settings.toml must be worried, working, next in any",
    'columns = ["next", "next", "worried", "working"]': "The columns of settings.toml must be",
    'columns = ["next", ["worried"], "working"]': "The columns of settings.toml must be",
    'columns = "next"': "The columns of settings.toml must be worried, working, next in any order",
}


@pytest.mark.parametrize(("line", "told"), NOT_CHOSEN.items())
def test_what_cannot_be_chosen_is_told_and_the_rest_is(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / "settings.toml").write_text(f'{line}\ntheme = "x"\n')
    found = read_settings(tmp_path)

    assert found.problem.startswith(told)
    assert found == Settings("x", problem=found.problem)


def test_every_fault_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = 7\ncoach = 7\nlanguage = 7\n")

    assert read_settings(tmp_path).problem.count("of settings.toml must be") == 3


HOSTILE = {
    "not a text": b"\xff\xfe",
    "cut": b"theme = ",
    "no names of keys": b"[keys]\nx = 1\n",
    "keys that are no table": b"keys = 3\n",
    "nested keys": b"[keys.board]\nmove = 'v'\n",
    "a theme that is no name": b"theme = 7\n",
    "a long theme": b"theme = '" + b"x" * 200 + b"'\n",
    "a theme with an escape": b'theme = "a\\u001b[31m"\n',
    "nesting": b"a = " + b"[" * 390,
    "nested lines": b"a = " + b"[\n" * 20_000,
    "dots": b"a" + b".a" * 8000 + b" = 1\n",
    "a dotted header": b"[a" + b".a" * 8000 + b"]\n" + b"k = 1\n" * 3000,
    "digits": b"a = " + b"9" * 5000 + b"\n",
    "NULs": bytes(300),
    "twice": b"theme = 'a'\ntheme = 'b'\n",
    "larger than settings are": b"#" * 140_000,
    "many lines": b"# a line\n" * 20_000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_cannot_be_used_is_told_and_kept(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(raw)
    found = read_settings(tmp_path)

    assert (found.theme, found.keys) == (None, {})
    assert "settings.toml" in found.problem
    assert found.problem.isprintable()
    assert len(found.problem) < 200
    assert path.read_bytes() == raw


NO_KEYS = [
    "",
    ",",
    "v,",
    " ",
    "\\u001b",
    "\\u001b[31m",
    "\\u202ev",
    "a b",
    "x" * 50,
    "[red]",
    "\\n",
]


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_is_no_key_ends_nothing_and_reaches_no_screen(tmp_path: Path, key: str) -> None:
    (tmp_path / "settings.toml").write_text(f'theme = "x"\n[keys]\n"board.move" = "{key}"\n')

    found = read_settings(tmp_path)
    assert (found.theme, found.keys) == ("x", {})
    assert found.problem == "The [keys] of settings.toml must be names and keys, so none is used."


KEYS = ["v", "V", "?", "ñ", "ctrl+n", "f12", "up,down", "v, shift+left", "+", "question_mark"]


@pytest.mark.parametrize("key", KEYS)
def test_keys_of_every_kind_may_be_chosen(tmp_path: Path, key: str) -> None:
    (tmp_path / "settings.toml").write_text(f'[keys]\n"board.move" = "{key}"\n', encoding="utf-8")

    assert read_settings(tmp_path) == Settings(keys={"board.move": key})


def test_a_choice_outlives_faults_beside_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = 7\n[keys]\n"board.move" = "v"\n')

    found = read_settings(tmp_path)
    assert (found.theme, found.keys) == (None, {"board.move": "v"})
    assert found.problem == "The theme of settings.toml must be the name of one, so none is used."


@pytest.mark.parametrize("what", ["folder", "pipe", "link to itself", "device"])
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path, what: str) -> None:
    path = tmp_path / "settings.toml"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to itself":
            path.symlink_to(path)
        case _:
            path.symlink_to("/dev/zero")
    before = path.lstat()

    assert read_settings(tmp_path).problem
    write_choice(tmp_path, "theme", "soptui-light")
    assert path.lstat().st_ino == before.st_ino
    assert list(tmp_path.iterdir()) == [path]


def test_a_hundred_megabytes_are_neither_read_nor_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    assert "larger than 128 KB" in read_settings(tmp_path).problem
    write_choice(tmp_path, "theme", "soptui-light")
    assert path.stat().st_size == 100 * 1024 * 1024


def test_what_cannot_be_used_is_not_mixed_with_a_choice(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \n[keys]\n")
    write_choice(tmp_path, "theme", "soptui-light")

    assert path.read_bytes() == b"theme = \n[keys]\n"


def test_an_agencys_word_file_is_chosen_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('word_template = "~/Our County.DOCX"\n')

    assert read_settings(tmp_path).word_template == "~/Our County.DOCX"
