"""How soptui ends when nobody left it: a signal, a lost terminal, a fault of our own.

The app is asked to leave, and has a moment to do so. If it cannot, because the terminal takes
nothing more or a loop does not end, a thread that needs neither saves, gives the
terminal back and ends the process.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import Any

from soptui.fault_report import keep_report, where_it_broke

PATIENCE = 1.5
"""Seconds that the app has for leaving by itself."""

FAULT, INTERRUPTED, SIGNAL = 1, 130, 128
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_MOST_REPORTS = 5
_REPORTING = 2.0
_WINDOW_CLOSED = (2, 5, 6)  # Windows: CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT
_WINDOWS_WAITS = 4.5


class Ending:
    """Hears what ends soptui, and sees to it that it ends well.

    `ask` is to make the app leave with an exit code; it returns False while it is too early.
    `rescue` is to save and to give the terminal back without the app. Both are called from
    a thread of their own.
    """

    def __init__(
        self, reports: Path, ask: Callable[[int], bool], rescue: Callable[[], None]
    ) -> None:
        self._reports = reports
        self._ask = ask
        self._rescue = rescue
        self._told: SimpleQueue[int] = SimpleQueue()
        self._has_left = threading.Event()
        self._turn = threading.Lock()  # held for good by whoever ends the process
        self._is_over = threading.Event()
        self._reporting = threading.RLock()
        self._reported: set[str] = set()
        self._window_closed: object = None
        self.code = 0
        self.fault = ""
        self._report: Path | None = None
        self._is_reported = threading.Event()

    def watch(self) -> None:
        """Hear signals, and faults that nobody else hears, until the end of the process.

        Also signals that whoever started soptui wants ignored: without its terminal there is
        nothing that it could go on with.
        """
        for name in _SIGNALS:
            if number := getattr(signal, name, None):
                signal.signal(number, lambda number, _: self.tell(SIGNAL + number))
        sys.excepthook = lambda _, error, __: self.by_fault(error)
        threading.excepthook = self._by_thread
        sys.unraisablehook = self._note_unraisable
        threading.Thread(target=self._watch, name="ending", daemon=True).start()
        if sys.platform == "win32":
            self._hear_the_window_close()

    def tell(self, code: int) -> None:
        """End soptui with this exit code, or with one that was told before.

        It can be called from a signal handler: it takes no lock.
        """
        self.code = self.code or code
        self._told.put(code)

    def by_fault(self, error: BaseException | None) -> None:
        """End soptui because of a fault of our own."""
        if isinstance(error, KeyboardInterrupt):
            self.tell(INTERRUPTED)
            return
        self.fault = self.fault or _told(error)
        self.tell(FAULT)
        report = self.note(error)  # only now: a disk that hangs must not keep soptui from ending
        self._report = self._report or report
        self._is_reported.set()

    def report(self) -> Path | None:
        """Return where the report of the fault is, as soon as it is, or None."""
        self._is_reported.wait(_REPORTING)
        return self._report

    def note(self, error: BaseException | None) -> Path | None:
        """Report a fault, each place once; return where the report is."""
        with suppress(Exception), self._reporting:
            where = _told(error)
            if error is None or where in self._reported or len(self._reported) >= _MOST_REPORTS:
                return None
            self._reported.add(where)
            return keep_report(self._reports, error)
        return None

    def has_left(self) -> None:
        """The app is left by itself; what is still to do has bounds of its own.

        If the rescue has begun it does not return: only one of them may have the last word.
        """
        self._turn.acquire()
        self._has_left.set()

    def is_over(self) -> None:
        """Everything that had to reach the disk has."""
        self._is_over.set()

    def _watch(self) -> None:
        code = self._told.get()
        until, asked = monotonic() + PATIENCE, False
        while (left := until - monotonic()) > 0:
            with suppress(Exception):  # the loop may be closed by now
                asked = asked or self._ask(code)
            if self._has_left.wait(left if asked else min(left, 0.05)):
                return
        if not self._turn.acquire(blocking=False):
            return
        try:
            self._rescue()
        finally:
            os._exit(self.code)

    def _by_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_type is not SystemExit:
            self.by_fault(told.exc_value)

    def _note_unraisable(self, told: Any) -> None:
        # Something was cleared away badly: no reason to end.
        self.note(told.exc_value)

    def _hear_the_window_close(self) -> None:
        """Use the seconds that Windows leaves a program whose window was closed."""
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - loaded by Textual there, and not elsewhere

            def close(event: int) -> bool:
                if event not in _WINDOW_CLOSED:
                    return False
                self.tell(SIGNAL + signal.SIGBREAK)
                self._is_over.wait(_WINDOWS_WAITS)
                return True  # and with that Windows ends the process

            self._window_closed = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(close)
            ctypes.windll.kernel32.SetConsoleCtrlHandler(self._window_closed, True)


def _told(error: BaseException | None) -> str:
    return where_it_broke(error) if error is not None else "unknown"
