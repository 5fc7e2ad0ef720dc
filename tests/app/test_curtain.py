"""The curtain, as somebody meets it who draws it, or who forgot to."""

import re
from itertools import product
from pathlib import Path
from typing import NoReturn

import pytest
from textual.events import Key, MouseDown, MouseUp

from soptui.app import curtain
from soptui.app.screens.export_screen import ExportScreen
from soptui.app.screens.help_screen import HelpScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library
from soptui.settings import Settings, read_settings
from soptui.storage.stages import read_stage
from soptui.storage.store import NotReachable
from soptui.storage.tinydb_store import TinyStore
from soptui.wording import load_wording
from tests.app.conftest import Enter, Room
from tests.app.test_rewording import choose, listed
from tests.app.test_unfinished import until

_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


@pytest.fixture(autouse=True)
def no_key_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curtain, "HELD", 0)


class Sent:
    """What is sent to the terminal: in a test nothing but what goes there directly."""

    def __init__(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pieces: list[str] = []
        monkeypatch.setattr(room.app._driver, "write", self.pieces.append)

    @property
    def words(self) -> str:
        return " ".join(_SEQUENCE.sub(" ", "".join(self.pieces)).split())


def is_drawn(room: Room) -> bool:
    return room.app.is_curtained


async def clicked(room: Room) -> None:
    """Click as a terminal tells it; the pilot goes past the app."""
    for kind in (MouseDown, MouseUp):
        room.app.post_message(kind(None, 5, 5, 0, 0, 1, False, False, False))
    await room.pilot.pause()


@pytest.mark.parametrize("way", [[], ["escape"], ["f2"], ["ctrl+e"], ["ctrl+p"], ["f1"], ["f4"]])
async def test_it_is_drawn_and_lifted_from_everywhere(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, way: list[str]
) -> None:
    async with enter() as room:
        await room.type("Rosa sings\n")
        await room.press(*way)
        screen, focused = room.app.screen, room.app.focused
        for key, lifts in product(("f9", "ctrl+l"), ("f9", "ctrl+l", "escape")):
            sent = Sent(room, monkeypatch)
            await room.press(key)

            assert sent.words == "soptui The curtain is drawn F9 lifts it", (key, lifts)

            await room.type("a zebra\n")
            await room.paste("a zebra")
            await room.press("ctrl+z", "tab", "f1", "ctrl+p", "down", "delete")
            await clicked(room)
            assert is_drawn(room), (key, lifts)

            await room.press(lifts)
            assert not is_drawn(room), (key, lifts)
            assert (room.app.screen, room.app.focused) == (screen, focused), (key, lifts)
            assert [note.text for note in room.session.notes] == ["Rosa sings"], (key, lifts)
            assert "zebra" not in room.screen, (key, lifts)


async def test_the_start_has_it_too(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    async with enter(start=True) as room:
        sent = Sent(room, monkeypatch)
        await room.press("f9", "d")

        assert sent.words.startswith("soptui The curtain is drawn")
        assert not any(isinstance(screen, SessionScreen) for screen in room.app.screen_stack)


async def test_what_was_struck_before_it_is_done(enter: Enter) -> None:
    """Escape goes to the board; what follows in the same breath is meant for the board."""
    async with enter() as room:
        keys = ["escape", "s", "ctrl+e", "f9", "x", "tab"]
        await room.type("Rosa sings\n")
        for key in keys:
            room.app.simulate_key(key)
        await room.pilot.pause()
        await room.pilot.pause()

        assert is_drawn(room)
        assert room.session.notes[0].staff_only
        assert isinstance(room.app.screen, ExportScreen)

        await room.press("escape")
        assert isinstance(room.app.screen, ExportScreen)


async def test_it_is_dark_as_soon_as_the_key_is_read(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that were struck before it, and wait for their turn, are done all the same."""
    async with enter() as room:
        sent = Sent(room, monkeypatch)
        room.app.hear_at_once(Key("x", "x"))
        assert sent.words == ""
        room.app.hear_at_once(Key("f9", None))
        assert sent.words == "soptui The curtain is drawn F9 lifts it"
        assert not is_drawn(room)

        await room.type("Rosa sings\n")
        assert [note.text for note in room.session.notes] == ["Rosa sings"]
        await room.press("f9")
        assert is_drawn(room)


async def test_a_key_that_is_held_down_does_not_lift_it(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curtain, "HELD", 3600)
    async with enter() as room:
        await room.press("f9", "f9", "f9", "ctrl+l")
        assert is_drawn(room)
        await room.press("escape")
        assert not is_drawn(room)


async def test_it_has_the_key_that_somebody_chose(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(chosen=Settings(keys={"app.curtain": "f11"})) as room:
        await room.press("f9")
        assert not is_drawn(room)
        sent = Sent(room, monkeypatch)
        await room.press("f11", "f9")
        assert is_drawn(room)
        assert sent.words.endswith("F11 lifts it")
        await room.press("f11")
        assert not is_drawn(room)


async def test_what_is_said_at_the_edge_goes_and_comes_again(enter: Enter) -> None:
    async with enter() as room:
        room.app.notify("Rosa's map", severity="warning", timeout=15)
        await until(room, lambda: len(room.app._notifications) == 1)
        await room.press("f9")
        await until(room, lambda: len(room.app._notifications) == 0)
        room.app.notify("said meanwhile", timeout=0.01)
        await room.pilot.pause(0.05)
        assert list(room.app._notifications) == []

        await room.press("f9")
        await until(room, lambda: len(room.app._notifications) > 0)
        told = {note.message: note for note in room.app._notifications}
        assert (told["Rosa's map"].severity, told["Rosa's map"].timeout) == ("warning", 15)


async def test_a_save_that_fails_behind_it_is_told_without_a_word(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise NotReachable("The folder of Rosa is gone.")

    async with enter() as room:
        with monkeypatch.context() as patch:
            patch.setattr(TinyStore, "save", refuse)
            patch.setattr(TinyStore, "put_aside", refuse)
            sent = Sent(room, monkeypatch)
            await room.type("Rosa sings\n")
            await room.press("f9")
            await until(room, lambda: sent.words.endswith("! NOT SAVED"))
            assert "Rosa" not in sent.words
        await until(room, lambda: sent.words.endswith("F9 lifts it"))
        await room.press("f9")


async def test_leaving_asks_there_what_it_would_ask_elsewhere(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter() as room:
        await room.type("half typed")
        sent = Sent(room, monkeypatch)
        await room.press("f9", "ctrl+q")
        assert sent.words.endswith("^Q again leaves even so")
        assert not room.app._exit
        await room.press("ctrl+q")
        assert room.app._exit


async def test_second_screens_have_it_at_once(enter: Enter, library: Library) -> None:
    opening = library.create("K.'s family")
    assert opening.stage is not None
    stage: Path = opening.stage

    def is_told() -> bool:
        shown = read_stage(stage)
        return shown is not None and shown.curtain

    async with enter(opening) as room:
        await room.press("f9")
        await until(room, is_told)
        await room.press("f9")
        await until(room, lambda: not is_told())


async def test_a_session_that_opens_behind_it_is_shown_nowhere(
    enter: Enter, library: Library
) -> None:
    library.create("K.'s family")
    library.close()
    async with enter(start=True) as room:
        room.app.simulate_key("enter")
        room.app.simulate_key("f9")
        room.app.simulate_key("x")
        await until(room, lambda: isinstance(room.app.screen, SessionScreen))
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        path = screen._opening.stage
        assert path is not None
        await until(room, lambda: read_stage(path) is not None)

        stage = read_stage(path)
        assert stage is not None
        assert stage.curtain


class Hours:
    """A clock that goes when it is told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Hours:
    hours = Hours()
    monkeypatch.setattr(curtain, "time", hours)
    monkeypatch.setattr(curtain, "LOOK", 0.01)
    return hours


async def test_it_is_drawn_by_itself_when_nobody_does_anything(enter: Enter, clock: Hours) -> None:
    async with enter(chosen=Settings(curtain=2)) as room:
        clock.now += 119
        await room.pilot.pause(0.05)
        assert not is_drawn(room)

        await room.press("a")
        clock.now += 119
        await clicked(room)
        clock.now += 119
        await room.paste("b")
        clock.now += 119
        await room.pilot.pause(0.05)
        assert not is_drawn(room)

        clock.now += 1
        await until(room, lambda: is_drawn(room))
        await room.press("f9")
        await room.pilot.pause(0.05)
        assert not is_drawn(room)


async def test_it_is_never_drawn_by_itself_if_nobody_wants_that(enter: Enter, clock: Hours) -> None:
    async with enter(chosen=Settings(curtain=0)) as room:
        clock.now += 1e6
        await room.pilot.pause(0.05)
        assert not is_drawn(room)


async def test_the_palette_chooses_after_how_long(enter: Enter, library: Library) -> None:
    async with enter() as room:
        offered = await listed(room)
        assert "Curtain: by itself after 30 minutes" in offered
        assert "Curtain: by itself after 15 minutes" not in offered
        await choose(room, "after 30 minutes")
        await until(room, lambda: read_settings(library.home.config).curtain == 30)
        await choose(room, "never by itself")
        await until(room, lambda: read_settings(library.home.config).curtain == 0)
        assert room.app.curtain_after == 0


async def test_the_palette_draws_it(enter: Enter) -> None:
    async with enter() as room:
        await choose(room, "Curtain  (F9)")
        assert is_drawn(room)


async def test_a_copy_does_not_go_through_the_terminal(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter() as room:
        await room.press("f9")
        sent = Sent(room, monkeypatch)
        room.app.copy_to_clipboard("Rosa")
        assert sent.pieces == []
        assert room.app.clipboard == "Rosa"


async def test_help_names_its_key(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f1")
        assert isinstance(room.app.screen, HelpScreen)
        assert "curtain" in room.screen


async def test_it_speaks_spanish(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    async with enter() as room:
        room.app._wording.become(load_wording("es"))
        sent = Sent(room, monkeypatch)
        await room.press("f9")
        assert sent.words == "soptui El telón está cerrado F9 lo abre"


async def test_a_tiny_window_has_the_lines_that_matter(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(size=(20, 2)) as room:
        sent = Sent(room, monkeypatch)
        await room.press("f9")
        assert sent.words == "The curtain is drawn F9 lifts it"
