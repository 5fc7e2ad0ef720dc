"""The app as a person meets it: keys in, the screen and the disk out."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from soptui.app import coach
from soptui.app.app import SoptuiApp
from soptui.app.screens.session_screen import SessionScreen
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.session import Session
from soptui.settings import Settings
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import Wording, load_wording

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Room:
    """A running app, what is typed at it, what it shows and what it saved."""

    def __init__(self, app: SoptuiApp, pilot: Pilot[None], library: Library) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library

    async def type(self, text: str) -> None:
        """Type all of a text as one burst; a line end is Enter."""
        for char in text:
            key = "enter" if char == "\n" else _character_to_key(char)
            self.app.post_message(Key(key, "\r" if char == "\n" else char))
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys by name."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste a text as a terminal does."""
        self.app.post_message(Paste(text))
        await self.pilot.pause()

    @property
    def session(self) -> Session:
        """The session that the screen holds."""
        [screen] = (s for s in self.app.screen_stack if isinstance(s, SessionScreen))
        return screen.session

    @property
    def saved(self) -> Session:
        """The session as it is on disk, once everything is."""
        assert self.app.finish() is None
        return Library(self.library.home).open(self.session.id).stored.session

    @property
    def screen(self) -> str:
        """The letters on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(s.text for s in line).rstrip() for line in lines)

    def line(self, line_id: str) -> str:
        """The letters of one line of the screen."""
        widget = self.app.screen.query_one(f"#{line_id}")
        return self.screen.split("\n")[widget.region.y].strip()


LOOKS = 500
"""How often the screen is looked at until something stands on it."""

Enter = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def wording() -> Wording:
    return load_wording()


@pytest.fixture(autouse=True)
def silent_coach(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question comes in between, however slow the machine is; `coach` has tests of its own."""
    monkeypatch.setattr(coach, "QUIET", 3600)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home(tmp_path), clock=lambda: MORNING)


@pytest.fixture
def enter(library: Library, wording: Wording) -> Enter:
    """Open the app: a new session, or what is given."""

    @asynccontextmanager
    async def enter(
        opening: Opening | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        start: bool = False,
        chosen: Settings | None = None,
    ) -> AsyncIterator[Room]:
        first = None if start else opening or library.create("K.'s family", "unit meeting")
        app = SoptuiApp(
            library, wording, shipped_themes(), theme=DEFAULT_THEME, first=first, chosen=chosen
        )
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            room = Room(app, pilot, library)
            # What opens over the first screen is there before it is laid out.
            for _ in range(LOOKS):
                if room.screen.strip():
                    break
                await pilot.pause(0.01)
            yield room
            app.finish()
        library.close()

    return enter
