"""The colors that are drawn with: chosen, taken on anew when their file changes.

Somebody who writes a theme sees each change about a second after saving it. Only the file
of a theme of one's own is looked at, and never by whom a slow disk would hold up.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.message import Message

from soptui.app.theme import textual_theme
from soptui.home import Home
from soptui.settings import write_choice
from soptui.storage import disk
from soptui.themes import ThemeError, ThemeFile, load_themes, read_own
from soptui.toml_file import brief
from soptui.wording import Wording

LOOK = 1.0
"""Seconds between one look at a theme's file and the next."""

_HALF_WRITTEN = 0.05


@dataclass
class ThemeRead(Message):
    """A theme's file was read anew: it holds a theme, or a fault."""

    path: Path
    theme: ThemeFile | None
    fault: str = ""


class Colors:
    """The themes there are, and the one that the app is drawn in."""

    def __init__(
        self,
        app: App[None],
        themes: dict[str, ThemeFile],
        home: Home,
        wording: Wording,
        reports: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._themes = themes
        self._home = home
        self._wording = wording
        self._following: _Following | None = None
        self._files: frozenset[tuple[str, object]] = frozenset()
        self._reported = set(reports)

    def use(self, name: str) -> None:
        """Draw in these colors from now on."""
        self._app.theme = name
        write_choice(self._home.config, "theme", name)
        self.follow()

    def follow(self) -> None:
        """Look at the file of the colors in use, if somebody may be changing it."""
        self.close()
        theme = self._themes.get(self._app.theme)
        if theme is not None and theme.path is not None:
            self._following = _Following(self._app, theme.path)

    def close(self) -> None:
        """Look at no file any more."""
        if self._following is not None:
            self._following.end()
            self._following = None

    def take(self, read: ThemeRead) -> None:
        """Draw in what a file holds now; where it holds no theme, the colors stay."""
        if self._following is None or self._following.path != read.path:
            return  # another theme was chosen meanwhile
        if read.theme is None:
            told = self._wording.say(
                "palette.theme_kept", file=brief(read.path.name), why=read.fault
            )
            self._app.notify(told, severity="warning")
        elif read.theme != self._themes.get(read.theme.name):
            self._add(read.theme)
            if read.theme.name == self._app.theme:
                self._app.mutate_reactive(App.theme)
            else:
                self.use(read.theme.name)

    def look_again(self) -> tuple[str, ...]:
        """Find the themes that were added or changed; return what is wrong, once each."""
        files = _files_in(self._home.themes)
        if files == self._files:
            return ()
        self._files = files
        themes, reports = load_themes([self._home.themes])
        for name, theme in list(self._themes.items()):
            if theme.path is not None and name not in {*themes, self._app.theme}:
                del self._themes[name]
        for theme in themes.values():
            if theme.name != self._app.theme:  # that one is followed
                self._add(theme)
        new = tuple(report for report in reports if report not in self._reported)
        self._reported |= set(reports)
        return new

    def _add(self, theme: ThemeFile) -> None:
        self._themes[theme.name] = theme
        self._app.register_theme(textual_theme(theme))


class _Following:
    """Looks at one file, in a thread of its own, and reads it when it has changed."""

    def __init__(self, app: App[None], path: Path) -> None:
        self.path = path
        self._app = app
        self._ended = threading.Event()
        threading.Thread(target=self._look_on, name="theme", daemon=True).start()

    def end(self) -> None:
        self._ended.set()

    def _look_on(self) -> None:
        # What is there now is read, too: it may have changed since the start.
        seen: object = None
        while not self._ended.is_set():
            stamp = _stamp(self.path)
            if stamp not in (None, seen):
                self._ended.wait(_HALF_WRITTEN)
                if stamp != _stamp(self.path):
                    continue  # it is being written
                seen = stamp
                self._read()
            self._ended.wait(LOOK)

    def _read(self) -> None:
        try:
            read = ThemeRead(self.path, read_own(self.path))
        except ThemeError as error:
            read = ThemeRead(self.path, None, str(error))
        if not self._ended.is_set():
            self._app.post_message(read)


def _files_in(folder: Path) -> frozenset[tuple[str, object]]:
    try:
        return frozenset((path.name, _stamp(path)) for path in folder.iterdir())
    except OSError:
        return frozenset()


def _stamp(path: Path) -> object:
    try:
        return disk.stamp_of(path.stat())
    except OSError:
        return None
