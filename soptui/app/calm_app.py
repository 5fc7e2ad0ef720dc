"""The app's own ways to end: whatever ends it, nothing that was typed is printed."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from gc import collect
from typing import TYPE_CHECKING

from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.worker import WorkerFailed

PAUSE = 30
"""Seconds without a key, after which there is time to clear away."""


class Panic(Exception):
    """Textual gave up."""


class BrokenOff(Exception):
    """The app has ended, and nobody had asked for it."""


# Only the types need to know that it is for an app: a class of Textual's own takes longer to make.
if TYPE_CHECKING:
    _Base = App[None]
else:
    _Base = object


class CalmApp(_Base):
    """An app that ends calmly: told to from outside, or by a fault of its own."""

    on_fault: Callable[[BaseException], None] = staticmethod(lambda _: None)
    """Hears of every fault, before the app ends because of it."""

    on_slip: Callable[[BaseException], object] = staticmethod(lambda _: None)
    """Hears of a fault that is no reason to end."""

    _its_loop: asyncio.AbstractEventLoop | None = None
    _has_cleared_away = False

    def get_driver_class(self) -> type[Driver]:
        """Return what reads and writes the terminal."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from soptui.app.driver import TerminalDriver  # noqa: PLC0415 - not for Windows

        return TerminalDriver

    def on_load(self) -> None:
        """Hear of what goes wrong in the event loop, where nobody waits for it."""
        self._its_loop = asyncio.get_running_loop()
        self._its_loop.set_exception_handler(self._hear_of_fault)

    def on_driver_signal_resume(self) -> None:
        """Draw everything: the terminal was somebody else's meanwhile."""
        self.refresh(layout=True)

    def while_nobody_types(self, seconds: float) -> None:
        """Clear away all garbage, once in every pause: it holds everything for half a second."""
        if seconds < PAUSE:
            self._has_cleared_away = False
        elif not self._has_cleared_away:
            self._has_cleared_away = True
            collect()

    def end(self, code: int) -> bool:
        """Leave with an exit code, whatever is open; False: it is too early for that.

        It can be called from any thread.
        """
        if self._its_loop is None:
            return False
        self._its_loop.call_soon_threadsafe(partial(self.exit, return_code=code))
        return True

    def has_ended(self) -> None:
        """Hear that the app runs no more: it is a fault if nobody wanted that."""
        # A cancelled task that Textual waits for ends its own loop, without a word.
        if not self._exit and self._exception is None:
            self.on_fault(BrokenOff())

    def abandon(self, last_words: str) -> None:
        """Give the terminal back without the event loop, right before the process ends."""
        if sys.platform == "win32":  # never tried there: what is missing must do no harm
            restore = getattr(self._driver, "_restore_console", None)
            with suppress(Exception):
                restore()
        else:
            from soptui.app.driver import TerminalDriver  # noqa: PLC0415 - loaded already

            if isinstance(self._driver, TerminalDriver):
                self._driver.abandon(last_words)

    def _hear_of_fault(self, _: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        # asyncio would log it, and with it what it was about. What still runs while the
        # screens are being closed may miss them: nothing is lost by that.
        if not self._exit and isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, ScreenStackError) and not self._running:
            return  # a key that was struck while the last screen was being closed
        # Textual would print a traceback with local variables: people's words.
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self._return_code = 1
        if self._exception is None:  # as Textual does: tests are told
            self._exception = error
            self._exception_event.set()
        self.on_fault(error)
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End; what Textual wants to print about it may hold what was typed."""
        self._handle_exception(Panic())
