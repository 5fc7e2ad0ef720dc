"""Starting the app: what must be settled before the toolkit is loaded, and what is said after."""

import gc
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from soptui.app.ending import Ending
from soptui.library import Library, Opening
from soptui.process import leave_no_core
from soptui.settings import read_settings
from soptui.storage.saver import SaveStatus
from soptui.themes import DEFAULT_THEME, load_themes
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.app.app import SoptuiApp
    from soptui.app.calm_app import CalmApp

AnApp = TypeVar("AnApp", bound="CalmApp")

FRAMES_A_SECOND = "120"
_NOT_SAVED = 1
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Ended:
    """How the app ended: an exit code, and what is to be said about it, if anything is."""

    code: int = 0
    said: str = ""


def launch(library: Library, wording: Wording, first: Opening | None) -> Ended:
    """Run the app until the person leaves, or until something ends it."""
    return _Run(library, wording, first).to_the_end()


class Run(Generic[AnApp]):
    """One run of an app in the terminal, whatever ends it."""

    _app: AnApp | None = None
    _uses_mouse = True

    def __init__(self, reports: Path, wording: Wording) -> None:
        self._wording = wording
        self._ending = Ending(reports, self._leave, self._rescue)

    def to_the_end(self) -> Ended:
        self._ending.watch()
        streams = sys.stdout, sys.stderr
        try:
            self._app = self._make_app()
            self._run(self._app)
        except BaseException as error:  # whatever it is, nobody else may print it
            self._ending.by_fault(error)
        sys.stdout, sys.stderr = streams  # Textual keeps them if its loop broke off
        self._ending.has_left()
        if self._app is not None:
            self._app.abandon("")  # nothing is left to do, unless the loop broke off
        status = self._finish()
        self._ending.is_over()
        return Ended(self._ending.code or (_NOT_SAVED if status else 0), self._said(status))

    def _run(self, app: AnApp) -> None:
        import asyncio  # noqa: PLC0415 - loaded with the toolkit

        with asyncio.Runner() as runner:
            try:
                runner.run(app.run_async(mouse=self._uses_mouse))
                app.has_ended()
            except BaseException as error:
                # Now, and not only when all that the loop still has to do has ended: it may not.
                self._ending.by_fault(error)

    def _make_app(self) -> AnApp:
        _settle_environment()
        app = self._load_app()
        _silence_logs()
        return app

    def _load_app(self) -> AnApp:
        """Return the app; the environment is settled by now."""
        raise NotImplementedError

    def _settle(self) -> None:
        """Do what can wait until the first frame is shown."""
        # Go on looking for garbage, but never go through what the start has made: it stays.
        # Going through everything can hold a key for half a second: there are pauses for that.
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
        gc.freeze()
        gc.enable()
        leave_no_core()
        threading.Thread(target=self._tidy, name="tidying", daemon=True).start()

    def _tidy(self) -> None:
        """Do, in a thread of its own, what can wait even longer."""

    def _leave(self, code: int) -> bool:
        return self._app is not None and self._app.end(code)

    def _rescue(self) -> None:
        status = self._finish()
        if self._app is not None:
            said = self._said(status)
            self._app.abandon(f"soptui: {said}\r\n" if said else "")
        self._close()

    def _finish(self) -> SaveStatus | None:
        """Wait until everything is on disk; return what went wrong, if anything did."""
        return None

    def _said(self, status: SaveStatus | None) -> str:
        """Return what is to be said at the end, if anything is."""
        raise NotImplementedError

    def _close(self) -> None:
        """Give back what is held."""

    def _told_of_fault(self, saved: str) -> str:
        told = self._wording.say("ending.fault", fault=self._ending.fault, saved=saved)
        report = self._ending.report()
        return f"{told} {self._wording.say('ending.report', path=report)}" if report else told


class _Run(Run["SoptuiApp"]):
    """One run of the app that is typed at."""

    def __init__(self, library: Library, wording: Wording, first: Opening | None) -> None:
        super().__init__(library.home.reports, wording)
        self._library = library
        self._first = first

    def _load_app(self) -> "SoptuiApp":
        from soptui.app.app import SoptuiApp  # noqa: PLC0415 - the environment comes first

        themes, reports = load_themes([self._library.home.themes])
        settings = read_settings(self._library.home.config)
        return SoptuiApp(
            self._library,
            self._wording,
            themes,
            theme=settings.theme if settings.theme in themes else DEFAULT_THEME,
            first=self._first,
            chosen=settings,
            on_settled=self._settle,
            on_fault=self._ending.by_fault,
            on_slip=self._ending.note,
            reports=tuple(filter(None, (*reports, settings.problem, *self._wording.reports))),
        )

    def _tidy(self) -> None:
        # What the first entry needs, and the first frame does not.
        from soptui.app import coaching, curtain_frame  # noqa: F401, PLC0415

        try:
            self._library.tidy()
        except Exception as error:  # of any kind: that is no reason to end
            self._ending.note(error)

    def _finish(self) -> SaveStatus | None:
        try:
            return self._app.finish() if self._app is not None else None
        except Exception as error:
            self._ending.by_fault(error)
            return SaveStatus(saved=False)

    def _said(self, status: SaveStatus | None) -> str:
        say = self._wording.say
        written = self._app.written if self._app is not None else ""
        if not written:
            saved = say("ending.untouched")
        elif status is None:
            saved = say("ending.saved", id=written)
        else:
            saved = say("ending.aside") if status.is_aside else say("ending.not_saved")
        if not self._ending.fault:
            return saved if status else ""
        return self._told_of_fault(saved)

    def _close(self) -> None:
        self._library.close()


def _silence_logs() -> None:
    # What asyncio and others log can hold the values that something failed with.
    import logging  # noqa: PLC0415 - loaded with the toolkit

    logging.disable()


def _settle_environment() -> None:
    # TEXTUAL_* variables can write the screen to files (screenshots, logs): none is heeded.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # A size that the shell has exported would stay the same when the window does not.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # The first frame after rest is immediate; a following one waits for this clock.
    os.environ["TEXTUAL_FPS"] = FRAMES_A_SECOND
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    if sys.platform == "win32" or os.environ.get("TERM_PROGRAM") == "vscode":
        # Their newer key protocol swallows what AltGr makes: @, #, ~ on many keyboards.
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
