"""The app: its themes, its palette, and which screen stands in front."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from soptui.app.calm_app import CalmApp
from soptui.app.colors import Colors, ThemeRead
from soptui.app.commands import commands
from soptui.app.curtain import Curtained
from soptui.app.key_names import key_name
from soptui.app.messages import Chosen, OpeningWanted
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.theme import textual_theme, variables
from soptui.app.way_out import WayOut
from soptui.library import Library, Opening
from soptui.settings import Settings, write_choice
from soptui.storage.lock import LockHolder, is_free
from soptui.storage.saver import Saver, SaveStatus
from soptui.storage.store import DamagedSession, StoreError
from soptui.themes import ThemeFile
from soptui.wording import Wording, languages, load_wording

if TYPE_CHECKING:
    from soptui.storage.versions import Version

# The screens that can come first; the others bring their styles when they are shown.
_FOLDER = Path(__file__).parent
_MAP_STYLES: list[str | PurePath] = [
    _FOLDER / "widgets" / "board.tcss",
    _FOLDER / "screens" / "session_screen.tcss",
]
_START_STYLE = _FOLDER / "screens" / "start_screen.tcss"

PLAIN_KEYS = "\x1b[<u"
"""Ends the key protocol that Textual asks of every Windows terminal: see launch.py."""

SETTLED = 0.5
"""Seconds after which a start is over."""


@runtime_checkable
class Asked(Protocol):
    """A screen that wants to be asked before soptui is left."""

    def may_leave(self) -> bool:
        """Say whether nothing is lost by leaving."""


@runtime_checkable
class Reading(Protocol):
    """A screen that shows what somebody else writes."""

    def still_written(self, writer: LockHolder | None) -> None:
        """Say who writes it still."""


@runtime_checkable
class Reworded(Protocol):
    """A screen on which the language can be changed."""

    def reword(self) -> None:
        """Say everything in the words as they are now."""


class SoptuiApp(Curtained, CalmApp, WayOut):
    """soptui in a terminal."""

    TITLE = "soptui"
    BINDINGS = [
        Binding("f1", "help", "Help", tooltip="The alphabet and the keys", id="app.help"),
        Binding(
            "ctrl+q", "leave", "Leave", tooltip="Save and leave soptui", id="app.leave", show=False
        ),
        Binding(
            "f9,ctrl+l",
            "curtain",
            "Curtain",
            tooltip="Every word off this screen and all that follow it, at once",
            id="app.curtain",
            priority=True,
            show=False,
        ),
    ]

    def __init__(
        self,
        library: Library,
        wording: Wording,
        themes: dict[str, ThemeFile],
        *,
        theme: str,
        first: Opening | None = None,
        chosen: Settings | None = None,
        reports: tuple[str, ...] = (),
        on_settled: Callable[[], None] = lambda: None,
        on_fault: Callable[[BaseException], None] = lambda _: None,
        on_slip: Callable[[BaseException], object] = lambda _: None,
    ) -> None:
        self._themes = themes
        self._first_colors = variables(themes[theme])
        super().__init__(css_path=_MAP_STYLES if first else [*_MAP_STYLES, _START_STYLE])
        self.on_fault, self.on_slip = on_fault, on_slip
        for file in themes.values():
            self.register_theme(textual_theme(file))
        # Set before anything is styled: a change of theme styles everything once more.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._library = library
        self._colors = Colors(self, themes, library.home, wording, reports)
        self._wording = wording
        self._first = first
        self._reports = reports
        self._chosen = chosen or Settings()
        self.curtain_after = self._chosen.curtain
        self._on_settled = on_settled
        self._savers: list[Saver] = []
        self._written: SessionScreen | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our variables a value before a theme is set: stylesheets are read first."""
        return self._first_colors

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._session_screen(self._first) if self._first else self._start_screen()

    def on_mount(self) -> None:
        """Say what could not be used, and that the start is over."""
        self.set_keymap(dict(self._chosen.keys))
        if sys.platform == "win32" and self._driver is not None:
            self._driver.write(PLAIN_KEYS)
        self.set_timer(SETTLED, self._settle)
        self._tell_unusable(self._reports)
        if self._first is not None:
            self._tell(self._first)

    def _settle(self) -> None:
        self._on_settled()
        self._colors.follow()

    def on_unmount(self) -> None:
        """Follow no file any more."""
        self._colors.close()

    @on(ThemeRead)
    def _take_theme(self, message: ThemeRead) -> None:
        self._colors.take(message)

    def action_command_palette(self) -> None:
        """Show every action by its name, and every theme that there is by now."""
        self._tell_unusable(self._colors.look_again())
        super().action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette offers: every action there is now, languages and themes."""
        yield from commands(self, screen, self._wording)
        yield from self.curtain_commands()
        if isinstance(screen, Reworded):
            about = self._wording.say("palette.language_help")
            for code, name in languages().items():
                if code != self._wording.language:
                    title = self._wording.say("palette.language", name=name)
                    yield SystemCommand(title, about, partial(self._use_language, code))
        for file in self._themes.values():
            title = self._wording.say("palette.theme", name=file.label)
            yield SystemCommand(
                title, self._wording.say("palette.theme_help"), partial(self._colors.use, file.name)
            )

    def get_key_display(self, binding: Binding) -> str:
        """Name a key as it stands on the keyboard."""
        return key_name(binding.key)

    def finish(self) -> SaveStatus | None:
        """Wait until everything is on disk; return what went wrong, if anything did.

        It has a bound, and can be called from any thread, and more than once.
        """
        ends = [saver.close(timeout=10) for saver in self._savers]
        return next((status for status in ends if status.problem or not status.saved), None)

    @property
    def written(self) -> str:
        """The id of the session that was written last; none, if that was only a demo."""
        return self._written.written_as if self._written is not None else ""

    @property
    def is_failing(self) -> bool:
        """Whether something cannot be saved."""
        return any(saver.status.failing_since for saver in self._savers)

    def _use_language(self, language: str) -> None:
        """Say everything in another language from now on; whoever holds the words goes on."""
        self._wording.become(load_wording(language, self._library.home.words))
        for screen in self.screen_stack:
            if isinstance(screen, Reworded):
                screen.reword()
        write_choice(self._library.home.config, "language", language)
        self._tell_unusable(self._wording.reports)

    @on(Chosen)
    def _remember(self, message: Chosen) -> None:
        write_choice(self._library.home.config, message.name, message.value)

    def _tell_unusable(self, reports: tuple[str, ...]) -> None:
        """Say what of a person's own files could not be used."""
        if reports:
            more = len(reports) - 1
            told = self._wording.say("palette.more_themes", count=more) if more else ""
            self.notify(f"{reports[0]} {told}", severity="warning", markup=False)

    def _start_screen(self) -> Screen[None]:
        from soptui.app.screens.start_screen import StartScreen  # noqa: PLC0415 - not always first

        library = self._library
        return StartScreen(library.list(), self._wording, library.unfinished(), library.clock)

    def _session_screen(self, opening: Opening) -> Screen[None]:
        if opening.is_reading:
            from soptui.app.screens.reading_screen import ReadingScreen  # noqa: PLC0415 - seldom

            free = partial(is_free, self._library.home.locks)
            return ReadingScreen(opening, self._wording, self._library.clock, free, self._chosen)
        screen = SessionScreen(opening, self._wording, self._library.clock, self._chosen)
        self._savers.append(screen.saver)
        self._written = screen
        return screen

    @on(OpeningWanted)
    def _open(self, message: OpeningWanted) -> None:
        if isinstance(self.screen, SessionScreen):
            return  # a key that was struck twice: it is open already
        try:
            opening = message.opens(self._library)
        except DamagedSession as error:
            self._offer_versions(message.session_id, error)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
        else:
            self._show(opening)

    def _show(self, opening: Opening) -> None:
        """Put a session in front; one that was only read before is written from now on."""
        if isinstance(self.screen, Reading) and opening.is_reading:
            self.screen.still_written(opening.writer)
            return
        self.push_screen(self._session_screen(opening))
        self._tell(opening)

    def _tell(self, opening: Opening) -> None:
        """Say what happened to a session that was opened."""
        for told in opening.told:
            self.notify(told, severity="warning", timeout=15)

    def _offer_versions(self, session_id: str, error: DamagedSession) -> None:
        """Say what is wrong with a session's file, and offer what there is of it."""
        if not session_id or error.is_newer:
            self.notify(str(error), severity="error", timeout=15)
            return
        from soptui.app.screens.damaged_screen import DamagedScreen  # noqa: PLC0415 - seldom

        versions = self._library.versions(session_id)
        whole = tuple(version for version in versions if not version.problem)

        def go_back(chosen: "Version | None") -> None:
            if chosen is not None:
                path = chosen.path
                opens = partial(_gone_back, session_id=session_id, version=path)
                self.post_message(OpeningWanted(opens, session_id))

        self.push_screen(DamagedScreen(error.what, whole, self._wording), go_back)

    def action_help(self) -> None:
        """Show the alphabet and the keys."""
        from soptui.app.screens.help_screen import HelpScreen  # noqa: PLC0415 - seldom asked for

        if not isinstance(self.screen, HelpScreen):
            is_reading = any(isinstance(screen, Reading) for screen in self.screen_stack)
            self.push_screen(HelpScreen(self._wording, is_reading=is_reading))

    def action_leave(self) -> None:
        """Leave, unless something is typed that is not on the map."""
        leaving = [screen for screen in reversed(self.screen_stack) if isinstance(screen, Asked)]
        if all(screen.may_leave() for screen in leaving):
            self.exit()


def _gone_back(library: Library, *, session_id: str, version: Path) -> Opening:
    library.go_back(session_id, version)
    return library.open(session_id)
