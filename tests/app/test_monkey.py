"""Random keys, fast: nothing ends, nothing typed is lost, and the way back is always there."""

import os
import random
import re
from pathlib import Path

import pytest

from soptui.app.rows import RowReader
from soptui.app.screens.session_screen import SessionScreen
from soptui.model.alphabet import BY_SIGIL
from tests.app.conftest import Enter, Room

KEYS = (
    *("enter", "enter", "enter", "tab", "shift+tab", "up", "down", "left", "right"),
    *("escape", "escape", "home", "end", "backspace", "delete", "ctrl+z", "ctrl+y", "pageup"),
    # Not the palette: one of its commands leaves, as it should.
    *("f1", "f2", "ctrl+e", "slash", "m", "s", "l", "r", "K", "L", "minus", "plus"),
)
SIGILS = [*(sigil for sigil in BY_SIGIL if len(sigil) < 3), ":purpose"]
SEEDS = int(os.environ.get("SEEDS", "6"))


def _strokes(chance: random.Random, count: int) -> list[str]:
    """Keys by name, and lines to type: each word of its own, so that it can be found again."""
    strokes: list[str] = []
    for at in range(count):
        kind = chance.random()
        if kind < 0.45:
            strokes.append(chance.choice(KEYS))
        elif kind < 0.6:
            strokes.append(f"{chance.choice(SIGILS)} part{at}a / part{at}b / part{at}c\n")
        else:
            strokes.append(f"word{at} said\n")
    return strokes


async def _back_to_typing(room: Room) -> SessionScreen:
    for _ in range(12):
        screen = room.app.screen
        if isinstance(screen, SessionScreen) and screen.focused is screen._capture.entry:
            if not screen._capture.leave():
                return screen
        else:
            await room.press("escape")
    raise AssertionError(f"no way back: {room.app.screen} {room.app.screen.focused}\n{room.screen}")


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_random_keys(
    enter: Enter, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # what is typed as the place of an export is written there
    chance = random.Random(seed)
    async with enter(size=chance.choice([(80, 24), (100, 30), (40, 10)])) as room:
        for stroke in _strokes(chance, 60):
            if len(stroke) > 1 and " " in stroke:
                await room.type(stroke)
            else:
                await room.press(stroke)
        screen = await _back_to_typing(room)
        await room.press("ctrl+u")
        await room.type("the last words\n")

        assert any("the last words" in note.text for note in room.saved.notes)
        rows = screen._board._rows
        fresh = RowReader(screen._wording).read(room.session, screen._capture.drafts)
        assert rows == fresh
        assert not re.search(r"Traceback|Error", room.screen)
