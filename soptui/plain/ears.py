"""What is heard: the lines that are typed, and whatever wants to end soptui.

A signal never breaks off what is being done: it is noted, and looked at between two lines.
Lines that had come before it are still heard.
"""

import codecs
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

SIGNAL = 128
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_AT_ONCE = 1 << 16
_LONGEST = 1024 if sys.platform == "darwin" else 4096
"""The bytes of the longest line that a system takes from a terminal, its end among them."""

_MOST_AFTER_THE_END = 1 << 20


class Interrupted(Exception):
    """Somebody pressed Ctrl+C."""


class Ended(Exception):
    """Something ends soptui: a signal, or a window that was closed."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Ears:
    """Hears one line after the other; `rest` is what was heard of one that never ended.

    `is_cut` says that the terminal had no room for the end of a line.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = stream.isatty()
        self.rest = ""
        self.is_cut = False
        self._lines: deque[str] = deque()
        self._signals: deque[int] = deque()
        self._file = _file_of(stream)
        encoding = stream.encoding if self.is_terminal else "utf-8"
        self._decoder = codecs.getincrementaldecoder(encoding or "utf-8")("replace")
        self._wake = (-1, -1)
        self._has_ended = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear signals too, as long as this lasts."""
        if self._file < 0:
            yield
            return
        self._wake = os.pipe()
        for end in self._wake:
            os.set_blocking(end, False)
        before = {
            number: signal.signal(number, self._note)
            for name in _SIGNALS
            if (number := getattr(signal, name, None)) is not None
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            for end in self._wake:
                os.close(end)

    def line(self) -> str | None:
        """Wait for a line and return it without its end; None when there are no more.

        Raises:
            Interrupted: Ctrl+C was pressed.
            Ended: soptui has to end; all that had come before was returned.
        """
        if self._file < 0:
            return self._line_of_stream()
        while True:
            self._heed_interrupt()
            if self._lines:
                return self._lines.popleft()
            if self._signals:
                self._drain()
                if self._lines:
                    continue
                raise Ended(SIGNAL + self._signals[0])
            if self._has_ended:
                return self._last()
            self._wait()

    def _heed_interrupt(self) -> None:
        # Somebody at a terminal leaves what is asked; whoever stops a pipe means all of it.
        if self.is_terminal and self._signals and self._signals[0] == signal.SIGINT:
            self._signals.popleft()
            raise Interrupted

    def _wait(self) -> None:
        ready, _, _ = select.select([self._file, self._wake[0]], [], [])
        if self._wake[0] in ready:
            with suppress(BlockingIOError):
                os.read(self._wake[0], _AT_ONCE)
        elif self._file in ready:
            self._read()

    def _read(self) -> int:
        try:
            found = os.read(self._file, _AT_ONCE)
        except OSError:  # the window was closed, and maybe nobody was told
            found = b""
            self._signals.append(signal.SIGHUP)
        self._has_ended = not found
        self.is_cut = self.is_terminal and len(found) >= _LONGEST
        pieces = (self.rest + self._decoder.decode(found)).split("\n")
        self.rest = pieces.pop()
        self._lines.extend(pieces)
        return len(found)

    def _drain(self) -> None:
        """Take in what was sent already, and wait for nothing."""
        left = _MOST_AFTER_THE_END
        while left > 0 and not self._has_ended:
            if not select.select([self._file], [], [], 0)[0]:
                break
            left -= self._read()

    def _last(self) -> str | None:
        rest, self.rest = self.rest, ""
        return rest or None

    def _line_of_stream(self) -> str | None:
        try:
            line = self._stream.readline()
        except KeyboardInterrupt:
            raise Interrupted from None
        return line.removesuffix("\n") if line else None

    def _note(self, number: int, _: FrameType | None) -> None:
        self._signals.append(number)
        with suppress(OSError):
            os.write(self._wake[1], b".")


def _file_of(stream: TextIO) -> int:
    """Return the number of the file behind a stream that can be waited for, or -1."""
    if sys.platform == "win32":
        return -1  # a console cannot be waited for together with anything else
    try:
        return stream.fileno()
    except (OSError, ValueError):
        return -1
