"""Another language in the middle of a meeting: everything speaks it, and nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from soptui.app import coach, launch
from soptui.app.coach import Coach
from soptui.app.widgets.quiet_line import QuietLine
from soptui.home import Home
from soptui.lens.finding import Finding
from soptui.lens.review import Review
from soptui.library import Library
from soptui.model.alphabet import Section
from soptui.model.session import Session
from soptui.settings import read_settings
from soptui.storage.drafts import DraftFile
from soptui.wording import Wording, load_wording
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_unfinished import until
from tests.builders import a_note, a_session

SEEN = [(size, keys) for size in [(40, 10), (80, 24), (100, 30)] for keys in ((), ("escape",))]
LARGE = (160, 48)


async def choose(room: Room, command: str) -> None:
    """Choose a command in the palette, by the end of its name."""
    await room.press("ctrl+p")
    assert isinstance(room.app.screen, CommandPalette)
    await room.type(command)
    await room.app.workers.wait_for_complete()
    await room.pilot.pause()
    await room.press("enter")
    await room.pilot.pause()


async def listed(room: Room) -> str:
    """What the palette offers."""
    await room.press("ctrl+p")
    await room.app.workers.wait_for_complete()
    await room.pilot.pause()
    names = "\n".join(str(o.prompt) for o in room.app.screen.query_one(OptionList).options)
    await room.press("escape")
    return names


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Library]:
    """The same home, opened by somebody else."""
    library = Library(Home(tmp_path), clock=lambda: MORNING)
    yield library
    library.close()


@pytest.mark.parametrize(("size", "keys"), [*SEEN, (LARGE, ("escape", "down", "right"))])
async def test_you_should_see_what_you_would_see_who_began_in_it(
    enter: Enter, library: Library, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with enter(library.demo(), size=size) as room:
        await room.press(*keys)
        english = room.screen
        await choose(room, "Español")
        switched = room.screen
    async with enter(library.demo(), size=size) as room:
        await room.press(*keys)
        begun = room.screen
        assert switched == begun != english

        await choose(room, "English")
        assert room.screen == english


async def test_the_start_screen_speaks_it(enter: Enter, library: Library) -> None:
    library.create("K.'s family")
    async with enter(start=True) as room:
        await choose(room, "Español")
        switched = room.screen
        await room.press("down", "enter")
        assert "¿Qué nos preocupa?" in room.screen
    async with enter(start=True) as room:
        assert room.screen == switched
        assert "Seguir con la última sesión" in switched


async def test_the_reading_screen_speaks_it_and_the_start_screen_below(
    enter: Enter, elsewhere: Library, library: Library
) -> None:
    session = elsewhere.create("K.'s family", "unit meeting").stored.session
    async with enter(start=True) as room:
        await room.press("l")
        await choose(room, "Español")
        switched = room.screen
        await room.press("escape")
        assert "Sesión nueva" in room.screen
    async with enter(library.open(session.id)) as room:
        assert room.screen == switched
        assert "Nada todavía" in switched


async def test_a_half_typed_statement_goes_on(enter: Enter) -> None:
    """You should be asked for the same part, in Spanish, with what you typed in the line."""
    async with enter() as room:
        await room.type("! Rosa, the agency\nDaniel drives af")
        await choose(room, "Español")
        assert room.line("quiet-line") == "¿quién podría hacer qué?"
        assert room.line("capture-line").startswith("! peligro 2/5  Daniel drives af")
        assert "! A Rosa y a the agency" in room.screen

        await room.type("ter drinking\nlos viernes\nMateo could be hurt\n\n")
        [danger] = room.saved.notes
    assert danger.parts[:3] == ("Rosa, the agency", "Daniel drives after drinking", "los viernes")
    assert danger.text.startswith("A Rosa y a the agency les preocupa esto: Daniel drives after")


async def test_a_half_typed_line_and_what_was_put_aside_go_on(enter: Enter) -> None:
    async with enter() as room:
        await room.type("+ Rosa")
        await room.press("escape")
        await room.paste("one\ntwo")
        await room.type("and th")
        await choose(room, "Español")
        assert "2 líneas pegadas" in room.line("quiet-line")
        await room.press("enter")
        await room.type("ree\n")
        await room.press("up")
        await room.type(" helps\n")

        saved = [note.text for note in room.saved.notes]
    assert saved == ["one", "two", "and three", "Rosa helps"]


async def test_the_way_back_from_what_was_done_in_another_language(enter: Enter) -> None:
    async with enter() as room:
        await room.type("+ Rosa helps\n")
        await choose(room, "Español")
        await room.press("ctrl+z")

        assert room.line("quiet-line") == "Deshecho: agregar nota"
        assert room.saved.notes == ()


async def test_looking_for_words_is_called_by_its_name_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("+ Rosa helps\n")
        await room.press("escape", "slash")
        assert "/ Find" in room.screen
        await room.type("rosa\n")
        await choose(room, "Español")
        await room.press("slash")

        assert "/ Buscar" in room.screen


async def test_what_cannot_be_kept_stays_said(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    async with enter() as room:
        with monkeypatch.context() as patch:
            patch.setattr(DraftFile, "write", refuse)
            await room.type("half a l")
            await until(room, lambda: "the disk is full" in room.line("quiet-line"))
            await choose(room, "Español")

            assert room.line("quiet-line").startswith("Lo que está a medio escribir no se puede")


async def test_it_is_remembered(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await choose(room, "Español")
    assert read_settings(library.home.config).language == "es"

    async with enter() as room:
        await choose(room, "English")
    assert read_settings(library.home.config).language == "en"


async def test_it_is_offered_where_everything_can_speak_it_at_once(
    enter: Enter, wording: Wording
) -> None:
    async with enter() as room:
        assert "Language: Español" in await listed(room)
        for key in ("f1", "f2", "ctrl+e"):
            await room.press(key)
            assert "Language:" not in await listed(room)
            await room.press("escape")
        await choose(room, "Español")
        offered = await listed(room)
    assert "Idioma: English" in offered
    assert "Español" not in offered
    assert wording.language == "es"


async def test_an_agencys_own_words_are_there_too_and_told_if_they_cannot_be_used(
    enter: Enter, library: Library
) -> None:
    library.home.words.mkdir(parents=True)
    own = library.home.words / "es.toml"
    own.write_text('[column.worried]\nquestion = "¿Qué preocupa?"\n[x]\ny = "z"\n', "utf-8")
    async with enter(size=(100, 30)) as room:
        await choose(room, "Español")
        await room.pilot.pause()

        [notice] = room.app._notifications
        assert "¿Qué preocupa?" in room.screen
    assert "Your own words in es.toml" in notice.message


async def test_a_question_of_the_coach_is_asked_in_it(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coach, "QUIET", 0.005)

    async def asked(words: str) -> None:
        for _ in range(1000):
            if words in room.app.screen.query_one(QuietLine).shown.plain:
                return
            await room.pilot.pause(0.005)
        raise AssertionError(room.screen)

    async with enter() as room:
        await room.type("! Rosa / Dad will drive drunk / on Fridays / Mateo could be hurt\n")
        await asked("Which goal answers this danger?")
        await choose(room, "Español")
        await asked(load_wording("es").say("lens.unpaired.danger"))
        await room.press("right")
        await room.type("Dad / Rosa / Rosa drives / Mateo is safe / six months\n")

        danger, goal = room.saved.notes
    assert (goal.section, goal.answers) == (Section.SAFETY_GOAL, danger.id)


async def test_a_review_that_was_begun_before_is_not_asked_from(
    wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = Coach(wording, None, lambda: MORNING)
    note = a_note("He lost his job", section=Section.NEXT_STEP, parts=("find a job", "", "", ""))
    session = a_session(note)
    findings: Callable[..., tuple[Finding, ...]] = Review.findings

    def slowly(self: Review, session: Session, now: object = None) -> tuple[Finding, ...]:
        found = findings(self, session, now)
        if wording.language == "en":
            wording.become(load_wording("es"))
        return found

    monkeypatch.setattr(Review, "findings", slowly)
    await guide.look(session, "")
    assert guide.asks is None

    await guide.look(session, "")
    assert guide.question == load_wording("es").say("lens.next_step.who")


def test_what_could_not_be_used_at_the_start_is_told_by_the_app(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """You should see it where a theme's faults are told, and what was chosen is used."""
    monkeypatch.setattr(launch, "_settle_environment", lambda: None)
    monkeypatch.setattr(launch, "_silence_logs", lambda: None)
    library.home.config.mkdir(parents=True)
    settings = library.home.config / "settings.toml"
    settings.write_text('language = "fr"\ncoach = false\n', encoding="utf-8")
    wording = Wording(load_wording()._words, ("Your own words in en.toml: x.",))
    app = launch._Run(library, wording, None)._make_app()

    assert app._reports == (
        "The language of settings.toml must be one of en, es, so it is not used.",
        "Your own words in en.toml: x.",
    )
    assert not app._chosen.coach
