"""The command line: data on stdout, words on stderr, and the exit codes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui import __version__
from soptui.app.launch import Ended
from soptui.cli import soptui
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.alphabet import Column
from soptui.resources import resource
from soptui.storage.store import NotReachable
from soptui.wording import Wording
from tests.builders import a_note

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(soptui, ["--home", str(tmp_path), *words])

    return run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home(tmp_path))


def keep_example(home: Path) -> None:
    """Put the example that comes with soptui among the sessions."""
    example = resource("sessions", "example.json")
    (home / "sessions").mkdir(mode=0o700)
    (home / "sessions" / example.name).write_bytes(example.read_bytes())


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"soptui {__version__}\n"


def test_list_and_its_json(run: Run, library: Library) -> None:
    session = library.create("K.'s family").stored.session

    assert session.id in run("list").stdout
    assert json.loads(run("list", "--json").stdout) == {
        "schema": 1,
        "sessions": [
            {
                "id": session.id,
                "title": "K.'s family",
                "started": session.started.isoformat(),
                "notes": 0,
            }
        ],
    }


def test_an_empty_list_is_no_failure(run: Run) -> None:
    result = run("list")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "soptui new" in result.stderr


@pytest.mark.parametrize("words", [["list"], ["list", "--json"]])
def test_a_list_with_what_cannot_be_read_is_whole_and_says_so(
    run: Run, library: Library, words: list[str]
) -> None:
    whole, damaged = (library.create(title).stored.session.id for title in ("K.", "L."))
    (library.home.sessions / f"{damaged}.json").write_text("{", encoding="utf-8")
    result = run(*words)

    assert result.exit_code == 2
    assert whole in result.stdout
    assert damaged in result.stdout
    assert "1 session cannot be read" in result.stderr


@pytest.mark.parametrize("begins", [Library.create, Library.demo])
def test_what_cannot_be_begun_is_not_said_to_be_open(
    library: Library, begins: Callable[[Library], Opening]
) -> None:
    place = library.home.sessions if begins is Library.create else library.home.demos
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotReachable) as told:
        begins(library)

    assert "stays open" not in str(told.value)
    assert "Nothing was begun" in str(told.value)


def test_home_may_stand_behind_the_command_too(library: Library) -> None:
    library.create("K.'s family")
    result = CliRunner().invoke(soptui, ["list", "--home", str(library.home.path)])

    assert "K.'s family" in result.stdout


def test_the_environment_names_a_home(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPTUI_HOME", str(library.home.path))
    library.create("K.'s family")

    assert "K.'s family" in CliRunner().invoke(soptui, ["list"]).stdout


def test_show_prints_the_map_and_its_json(run: Run, library: Library) -> None:
    session = library.demo(keep=True).stored.session

    assert "What are we worried about?" in run("show", "last").stdout
    shown = json.loads(run("show", session.id, "--json").stdout)
    assert (shown["schema"], shown["id"]) == (1, session.id)
    assert len(shown["notes"]) == len(session.notes)


def test_export_to_the_terminal_and_to_a_file(run: Run, tmp_path: Path) -> None:
    keep_example(tmp_path)
    target = tmp_path / "notes.md"
    written = run("export", "last", "-o", str(target))

    assert written.exit_code == 0
    assert target.read_text(encoding="utf-8") == run("export", "last").stdout
    assert run("export", "last", "-o", str(target)).exit_code == 1
    assert run("export", "last", "-o", str(target), "--force").exit_code == 0


def test_export_makes_no_folder_that_was_mistyped(
    run: Run, library: Library, tmp_path: Path
) -> None:
    library.create("K.'s family")
    result = run("export", "last", "-o", str(tmp_path / "Docments" / "notes.md"))

    assert result.exit_code == 1
    assert "there is no folder" in result.stderr
    assert not (tmp_path / "Docments").exists()


def test_export_as_json_and_for_the_family(run: Run, tmp_path: Path) -> None:
    keep_example(tmp_path)

    assert json.loads(run("export", "last", "-f", "json").stdout)["format"] == 4
    family = json.loads(run("export", "last", "-f", "json", "--for", "family").stdout)
    assert family["marks"] == []
    assert not any(note["staff_only"] or note["said_by"] for note in family["notes"])


@pytest.mark.parametrize("readers", ["case-file", "family"])
@pytest.mark.parametrize(
    ("setting", "chosen", "first"),
    [
        ("unit meeting", "", "worried about?"),
        ("CFT", "", "working well?"),
        ("CFT", 'columns = ["next", "worried", "working"]', "happen next?"),
    ],
)
def test_a_copy_has_the_three_questions_in_the_order_of_the_board(
    run: Run, library: Library, *, setting: str, chosen: str, first: str, readers: str
) -> None:
    opening = library.create("K.'s family", setting)
    notes = tuple(a_note(id=f"note-{column}", column=column) for column in Column)
    filled = replace(opening.stored.session, notes=notes)
    opening.store.save(filled, opening.stored.revision)
    library.home.config.mkdir(mode=0o700, exist_ok=True)
    (library.home.config / "settings.toml").write_text(chosen, encoding="utf-8")
    document = run("export", "last", "--for", readers).stdout
    as_json = ["export", "last", "--for", readers, "-f", "json"]

    [asked, *_] = [line for line in document.splitlines() if line.startswith("## What")]
    assert asked.endswith(first)
    kept = [note["column"] for note in json.loads(run(*as_json).stdout)["notes"]]
    assert kept == list(Column)  # programs read it: it never depends on who writes it


@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", "CON", ""])
@pytest.mark.parametrize("command", ["show", "export"])
def test_an_unknown_id_is_wrong_use(run: Run, command: str, name: str) -> None:
    result = run(command, name)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_damaged_file_is_named_and_untouched(run: Run, library: Library) -> None:
    session = library.create("K.'s family").stored.session
    path = library.home.sessions / f"{session.id}.json"
    path.write_text("{ not json")
    result = run("show", session.id)

    assert result.exit_code == 2
    assert result.stderr.startswith("soptui: ")
    assert path.read_text() == "{ not json"
    assert "cannot be read" in run("list").stdout


def test_locate(run: Run, tmp_path: Path) -> None:
    assert str(tmp_path / "sessions") in run("locate").stdout
    assert run("locate", "themes").stdout == f"{tmp_path / 'themes'}\n"
    assert run("locate", "nowhere").exit_code == 2


@pytest.mark.parametrize("words", [(), ("new", "K."), ("open", "last"), ("demo",)])
def test_without_a_terminal_it_says_so_and_draws_nothing(
    run: Run, library: Library, words: tuple[str, ...]
) -> None:
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "needs a terminal" in result.stderr
    assert library.list() == ()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opening | None]:
    """Stand in for the terminal, and remember what was to be opened in it."""
    openings: list[Opening | None] = []

    def launch(_library: Library, _wording: Wording, first: Opening | None) -> Ended:
        openings.append(first)
        return Ended()

    monkeypatch.setattr("soptui.cli._need_terminal", lambda: None)
    monkeypatch.setattr("soptui.app.launch.launch", launch)
    return openings


def test_new_opens_a_session_with_its_title(run: Run, opened: list[Opening | None]) -> None:
    assert run("new", "K.'s family", "--setting", "CFT").exit_code == 0

    [opening] = opened
    assert opening is not None
    assert (opening.stored.session.title, opening.stored.session.setting) == ("K.'s family", "CFT")


def test_open_goes_on_with_the_last(
    run: Run, library: Library, opened: list[Opening | None]
) -> None:
    session = library.create("K.'s family").stored.session
    run("open")

    [opening] = opened
    assert opening is not None
    assert opening.stored.session == session


def test_the_demo_is_kept_only_when_asked(
    run: Run, library: Library, opened: list[Opening | None]
) -> None:
    run("demo")
    assert library.list() == ()
    run("demo", "--keep")

    assert len(library.list()) == 1
    assert [opening is not None and opening.is_demo for opening in opened] == [True, False]


def test_bare_soptui_opens_the_start_screen(run: Run, opened: list[Opening | None]) -> None:
    assert run().exit_code == 0
    assert opened == [None]


def test_a_home_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, opened: list[Opening | None]
) -> None:
    occupied = tmp_path / "a-file"
    occupied.write_text("not a folder")
    result = CliRunner().invoke(soptui, ["new", "--home", str(occupied / "home")])

    assert result.exit_code == 3
    assert len(result.stderr.strip().splitlines()) == 1
    assert opened == []
