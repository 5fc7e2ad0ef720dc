"""The terminal: taken over, read, written to, and given back however soptui ends.

Not for Windows, which has another driver and neither hang-ups nor stopped jobs.
"""

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from soptui.app.incoming import MOST_COLUMNS, MOST_ROWS, Incoming

# Some terminals have one screen only: what was shown must not stay on it. From the top down,
# because a screen that is erased as a whole is kept by some for scrolling back to.
_WIPE = "\x1b[0m\x1b[H\x1b[J"
_NO_MOUSE_PIXELS = "\x1b[?1016l"
# All that was switched on, off again. It begins by ending a sequence that was cut in the middle.
_GIVE_BACK = (
    "\x1b\\\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?2004l"
    f"\x1b[?1004l\x1b[?2048l\x1b[<u{_WIPE}\x1b[?1049l\x1b[?25h\x1b[?7h"
)
_TICK = 0.1
_EMPTY_READS = 5
"""So often in a row a terminal may say "there is something" and have nothing, before it is gone."""


class TerminalDriver(LinuxDriver):
    """Reads and writes the terminal, and notices when it is gone."""

    def __init__(
        self, app: Any, *, debug: bool = False, mouse: bool = True, size: Any = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Where errors go to a file, the screen, with all that is on it, must not.
        stream = next(
            (one for one in (sys.__stderr__, sys.__stdout__) if one and one.isatty()),
            sys.__stdout__,
        )
        self._outlet = Outlet(stream, self._lose) if stream else None
        self._file = cast(Any, self._outlet)
        self._in_use = False
        self._lost = False
        self.at_once: Callable[[Message], None] = lambda _: None
        """Hears of what was struck in the thread that reads it, before all others."""

    def process_message(self, message: Message) -> None:
        """Hand on what came from the terminal."""
        self.at_once(message)
        super().process_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal while it is ours: not after it was given back."""
        if self._in_use:
            super().write(data)

    def start_application_mode(self) -> None:
        """Take over the terminal, as soon as the shell lets us."""
        if not self._in_front():
            os.kill(os.getpid(), signal.SIGSTOP)
        while not self._in_front():
            time.sleep(_TICK)
        if self._outlet:
            self._outlet.open()
        self._in_use = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None:  # it was lost in this very moment
            self._in_use = False
            self._lose()

    def disable_input(self) -> None:
        """Read no more. A terminal that is not ours is let alone: touching it would stop us."""
        if self._in_use:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back, empty."""
        if not self._in_use:
            return
        try:
            self.write(_WIPE)
            super().stop_application_mode()
            self.write(_NO_MOUSE_PIXELS)
        finally:
            self._in_use = False
            if self._outlet and self._writer_thread and not self._writer_thread.is_alive():
                self._outlet.shout(_GIVE_BACK)  # what writes has broken: nothing of it got out

    def close(self) -> None:
        """Wait until all is written."""
        super().close()
        self._writer_thread = None
        if self._outlet:
            self._outlet.close()

    def abandon(self, last_words: str) -> None:
        """Give the terminal back at once, whatever hangs, even if nobody reads from it.

        For a thread of its own, right before the process ends.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        if not self._in_use or not self._outlet or not self._in_front():
            return
        self._in_use = False
        self.exit_event.set()
        self._outlet.give_up()
        with suppress(termios.error):
            # What nobody has read yet would be in the way, and what was typed since is not
            # for the shell.
            termios.tcflush(self.fileno, termios.TCIOFLUSH)
        self._outlet.shout(_GIVE_BACK + last_words)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def run_input_thread(self) -> None:
        """Read until the app ends or the terminal is gone."""
        incoming = Incoming()
        empty = 0
        while not self.exit_event.is_set() and not self._lost:
            if select.select([self.fileno], [], [], _TICK)[0]:
                data = self._read()
                empty = 0 if data else empty + 1
                if empty >= _EMPTY_READS:
                    self._lose()
                elif empty:
                    self.exit_event.wait(_TICK)
                for event in incoming.feed(data):
                    self.process_message(event)
            for event in incoming.tick():
                self.process_message(event)

    def _run_input_thread(self) -> None:
        # Textual would print what went wrong, and with it what was typed.
        self.run_input_thread()

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 1 << 14)
        except BlockingIOError:  # somebody has made it so
            return b""
        except OSError:
            self._lose()
            return b""

    def _lose(self) -> None:
        """Say that the terminal is gone, as it should have said itself."""
        if not self._lost:
            self._lost = True
            os.kill(os.getpid(), signal.SIGHUP)

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return min(width, MOST_COLUMNS), min(height, MOST_ROWS)

    # Signals come between any two steps of the program. What they ask for is therefore done
    # by the event loop, between two of its own.

    def _sigtstp_application(self, *_: int | FrameType | None) -> None:
        self._soon(self._pause)

    def _sigcont_application(self, *_: int | FrameType | None) -> None:
        self._soon(self._wake)

    def _soon(self, call: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _pause(self) -> None:
        """Give the terminal back and stop, until the shell wakes us: that is a signal too."""
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _wake(self) -> None:
        """Take the terminal over anew: whoever had it meanwhile may have changed anything."""
        self.suspend_application_mode()
        self._come_back()

    def _come_back(self) -> None:
        if self._in_use or self._app._exit:
            return
        if self._in_front():
            self._must_signal_resume = True
            self.resume_application_mode()
        else:  # woken in the background: it is not our turn yet
            self._loop.call_later(1, self._come_back)

    def _in_front(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # no terminal of ours, or none any more: nobody else has it
            return True


class Outlet:
    """The way to the terminal: it never fails, and it can be given up while nobody reads."""

    def __init__(self, stream: TextIO, on_lost: Callable[[], None]) -> None:
        self._terminal = stream.fileno()
        self._encoding = stream.encoding or "utf-8"
        self._on_lost = on_lost
        self._writing = threading.Lock()
        self._waiting: list[bytes] = []
        self._shut = True
        self._descriptor = -1

    def open(self) -> None:
        """Open the way.

        A terminal is opened anew, so that writing to it need not wait: what the shell has of
        it must not be changed. Where that cannot be, writing waits.
        """
        try:
            way = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK
            self._descriptor = os.open(os.ttyname(self._terminal), way)
        except OSError:
            self._descriptor = os.dup(self._terminal)
        self._shut = False

    def fileno(self) -> int:
        """Return the descriptor that is written to."""
        return self._descriptor

    def write(self, text: str) -> None:
        """Take text to be written with the next flush."""
        self._waiting.append(text.encode(self._encoding, "replace"))

    def flush(self) -> None:
        """Write what waits, unless the terminal is gone or was given up."""
        rest = memoryview(b"".join(self._waiting))
        self._waiting.clear()
        with self._writing:
            while rest and not self._shut:
                try:
                    rest = rest[os.write(self._descriptor, rest) :]
                except BlockingIOError:
                    select.select([], [self._descriptor], [], _TICK)
                except OSError:
                    self._shut = True
                    self._on_lost()

    def give_up(self) -> None:
        """Write no more; wait a moment until what is being written has stopped."""
        self._shut = True
        if self._writing.acquire(timeout=5 * _TICK):
            self._writing.release()

    def shout(self, text: str) -> None:
        """Write at once what can be written without waiting."""
        with suppress(OSError):
            os.set_blocking(self._descriptor, False)
            os.write(self._descriptor, text.encode("utf-8", "replace"))

    def close(self) -> None:
        """Close the way; nothing is written any more."""
        self._shut = True
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
