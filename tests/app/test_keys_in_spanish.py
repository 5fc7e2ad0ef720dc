"""The keys in Spanish: every one that is shown, short enough for the line at the foot."""

import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import OptionList

import soptui.app
from soptui.app.key_names import key_name
from soptui.app.widgets.key_hints import MOST
from soptui.wording import Wording, load_wording
from tests.app.conftest import Enter

ENGLISH, SPANISH = load_wording("en"), load_wording("es")
_MODULES = [
    import_module(m.name) for m in pkgutil.walk_packages(soptui.app.__path__, "soptui.app.")
]
BINDINGS: dict[str, list[Binding]] = {
    name: list(Binding.make_bindings(vars(value)["BINDINGS"]))
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, type) and value.__module__ == module.__name__ and "BINDINGS" in vars(value)
}


def texts(*, shown: bool) -> set[str]:
    """What is said of the keys: of those that the foot or the palette shows, or of all."""
    bindings = [b for each in BINDINGS.values() for b in each if b.show or b.id or not shown]
    return {text for b in bindings for text in (b.description, b.tooltip) if text}


SHOWN = texts(shown=True)


def test_all_bindings_are_looked_at() -> None:
    assert {"SoptuiApp", "SessionScreen", "BoardKeys", "CaptureEntry", "StartScreen"} <= {*BINDINGS}
    assert len(SHOWN) > 100


def test_every_key_has_its_spanish_and_no_spanish_is_left_over() -> None:
    assert SHOWN - set(SPANISH._words["keys"]) == set()
    assert set(SPANISH._words["keys"]) - texts(shown=False) == set()


def test_no_english_is_left_in_it() -> None:
    assert {text for text in SHOWN if SPANISH.key(text) == text} == {"Demo"}


def test_in_english_the_code_says_it() -> None:
    assert all(ENGLISH.key(text) == text for text in SHOWN)


@pytest.mark.parametrize("name", [n for n, b in BINDINGS.items() if any(k.show for k in b)])
def test_the_keys_at_the_foot_fit_into_a_small_window(name: str) -> None:
    """Those of one widget; what is further out is left out where there is no room."""
    shown: dict[str, Binding] = {}
    for binding in BINDINGS[name]:
        if binding.show and len(shown) < MOST:
            shown.setdefault(binding.action, binding)
    said = [f"{key_name(b.key)} {SPANISH.key(b.description)}" for b in shown.values()]

    assert len(" " + "   ".join(said)) <= 80


async def test_the_foot_and_the_palette_speak_it(enter: Enter, wording: Wording) -> None:
    """You should see no English word of ours at the foot, nor in the list of all actions."""
    wording.become(load_wording("es"))
    async with enter(size=(100, 40)) as room:
        assert room.line("key-hints").startswith("Enter Agregar   Tab Sigue   Esc Mapa   ^Z Desh")
        await room.press("ctrl+p")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        listed = room.app.screen.query_one(OptionList)
        names = [str(option.prompt) for option in listed.options]
        assert "Buscar qué hacer" in room.screen
    assert "Deshacer  (^Z)\nDeshacer el último cambio" in names
    said = {text for name in names for text in name.rpartition("  (")[::2]}
    said |= {line for name in names for line in name.split("\n")}
    assert said & SHOWN == set()


async def test_what_the_palette_does_not_have_is_said_in_it(
    enter: Enter, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CommandPalette, "_NO_MATCHES_COUNTDOWN", 0.001)
    wording.become(load_wording("es"))
    async with enter() as room:
        await room.press("ctrl+p")
        await room.type("xyzxyz")
        for _ in range(1000):
            await room.pilot.pause(0.005)
            if "No hay nada con ese nombre" in room.screen:
                break
        else:
            raise AssertionError(room.screen)

        await room.press("down", "enter", "escape")
        await room.type("on we go\n")
        assert [note.text for note in room.saved.notes] == ["on we go"]
