"""The language that soptui speaks: as an option, as a setting, and with an agency's own words."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from soptui.app.launch import Ended
from soptui.cli import soptui
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.resources import resource
from soptui.settings import write_choice
from soptui.storage import disk
from soptui.wording import Wording, languages

Run = Callable[..., Result]
ENGLISH, SPANISH = "What are we worried about?", "¿Qué nos preocupa?"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with the made-up example in it."""
    home = Home(tmp_path)
    disk.make_folder(home.sessions)
    disk.put(home.sessions / "example.json", resource("sessions", "example.json").read_bytes())
    return home


@pytest.fixture
def run(home: Home) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(soptui, ["--home", str(home.path), *words])

    return run


def own(home: Home, text: str, language: str = "en") -> None:
    home.words.mkdir(exist_ok=True)
    (home.words / f"{language}.toml").write_text(text, encoding="utf-8")


def test_without_a_choice_it_is_english(run: Run) -> None:
    assert ENGLISH in run("show", "last").stdout


@pytest.mark.parametrize("command", ["show", "export"])
def test_an_option_chooses_it_wherever_it_stands(run: Run, command: str) -> None:
    for words in (["--lang", "es", command, "last"], [command, "last", "--lang", "es"]):
        shown = run(*words)
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert SPANISH in shown.stdout
        assert ENGLISH not in shown.stdout


def test_the_questions_of_the_lenses_are_in_it_too(run: Run, home: Home) -> None:
    own(home, '[lens]\nmap = "EL MAPA"\n', "es")
    asked = [run("check", "last", *words).stdout for words in ([], ["--lang", "es"])]

    assert all(asked)
    assert asked[0] != asked[1]
    assert "PRÓXIMOS PASOS" in asked[1]


def test_of_two_the_later_counts(run: Run) -> None:
    assert ENGLISH in run("--lang", "es", "show", "last", "--lang", "en").stdout


def test_every_command_that_prints_words_takes_it() -> None:
    taking = {
        name
        for name, command in soptui.commands.items()
        if any(isinstance(p, click.Option) and "--lang" in p.opts for p in command.params)
    }

    assert taking == {
        "check",
        "copies",
        "demo",
        "export",
        "import",
        "new",
        "open",
        "present",
        "show",
    }
    [option] = [p for p in soptui.params if isinstance(p, click.Option) and "--lang" in p.opts]
    assert str(option.metavar).split("|") == list(languages())


def test_a_setting_chooses_it_and_an_option_comes_before_it(run: Run, home: Home) -> None:
    write_choice(home.config, "language", "es")

    assert SPANISH in run("show", "last").stdout
    assert ENGLISH in run("show", "last", "--lang", "en").stdout


@pytest.mark.parametrize("words", [["--lang", "fr", "list"], ["show", "last", "--lang", "../en"]])
def test_a_language_that_is_not_there_is_wrong_use(run: Run, words: list[str]) -> None:
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "soptui has no words in" in result.stderr
    assert "It has them in: en, es." in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_one_that_is_not_there_in_the_settings_is_told_and_it_goes_on(run: Run, home: Home) -> None:
    home.config.mkdir()
    (home.config / "settings.toml").write_text('language = "fr"\n', encoding="utf-8")
    shown = run("show", "last")

    assert shown.exit_code == 0
    assert ENGLISH in shown.stdout
    assert "The language of settings.toml must be one of en, es" in shown.stderr


@pytest.mark.parametrize("command", ["show", "export", "check"])
def test_own_words_that_cannot_be_used_are_told_on_stderr(
    run: Run, home: Home, command: str
) -> None:
    own(home, '[column.worried]\nquestion = "What worries us?"\n[nonsense]\nx = "y"\n')
    shown = run(command, "last")

    assert "What worries us?" in run("show", "last").stdout
    assert shown.stderr.startswith('soptui: Your own words in en.toml: "nonsense" is no word')
    assert "nonsense" not in shown.stdout


def test_the_words_have_a_place(run: Run, home: Home) -> None:
    assert run("locate", "words").stdout == f"{home.words}\n"
    assert str(home.words) in run("locate").stdout


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Wording, Opening]]:
    """Stand in for the terminal, and remember what the app was to begin with."""
    begun: list[tuple[Wording, Opening]] = []

    def launch(_library: Library, wording: Wording, first: Opening) -> Ended:
        begun.append((wording, first))
        return Ended()

    monkeypatch.setattr("soptui.cli._need_terminal", lambda: None)
    monkeypatch.setattr("soptui.app.launch.launch", launch)
    return begun


def test_the_app_is_given_the_words_and_tells_itself_what_is_wrong_with_them(
    run: Run, home: Home, launched: list[tuple[Wording, Opening]]
) -> None:
    own(home, '[nonsense]\nx = "y"\n', "es")
    assert run("demo", "--lang", "es").stderr == ""

    [(wording, _)] = launched
    assert wording.language == "es"
    assert "nonsense" in wording.reports[0]


@pytest.mark.parametrize(
    ("words", "setting", "minutes"),
    [
        ((), "unit meeting", 60),
        (("--lang", "es"), "reunión de unidad", 60),
        (("--setting", "CFT"), "CFT", 90),
        (("--setting", "coaching", "--lang", "es"), "coaching", 45),
        (("--setting", "RED team"), "RED team", 60),
        (("--setting", ""), "", 60),
    ],
)
def test_a_new_session_is_planned_as_its_kind_of_meeting_is(
    run: Run,
    launched: list[tuple[Wording, Opening]],
    words: tuple[str, ...],
    setting: str,
    minutes: int,
) -> None:
    assert run("new", "K.'s family", *words).exit_code == 0

    [(_, opening)] = launched
    session = opening.stored.session
    assert (session.setting, session.minutes) == (setting, minutes)


def test_an_agencys_own_agenda_never_plans_more_than_a_day(
    run: Run, home: Home, launched: list[tuple[Wording, Opening]]
) -> None:
    own(home, '[agenda.desk]\nsteps = ["999 worries", "999 next"]\n[agenda.unit]\nsteps = ["x"]\n')
    run("new", "--setting", "desk")

    [(_, opening)] = launched
    assert opening.stored.session.minutes == 1440
    assert "must have lines like" in run("show", "last").stderr


def test_show_prints_the_columns_in_their_order(run: Run, home: Home) -> None:
    home.config.mkdir()
    settings = home.config / "settings.toml"
    settings.write_text('columns = ["next", "worried", "working"]\n', encoding="utf-8")
    shown = run("show", "last").stdout
    asked = ("What needs to happen next?", ENGLISH, "What's working well?")

    assert sorted(asked, key=shown.find) == list(asked)
