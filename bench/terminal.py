"""A program in a pseudo terminal: press its keys, and stamp its output as it comes.

While something is timed nothing is parsed: the stamped pieces are replayed afterwards.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from bench.display import Display, Piece

COLUMNS, ROWS = 160, 48
MS = 1e6

_QUERY = re.compile(rb"\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<attributes>>?)0?c|\x1b\[6n")
_LEFT_OUT = (
    *("PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES", "NO_COLOR", "TMUX", "TERM_PROGRAM"),
    *("SOPTUI_HOME", "TEXTUAL_ANIMATIONS", "TEXTUAL_FPS", "TEXTUAL_THEME", "PYTHONPATH"),
)


def environment() -> dict[str, str]:
    """Return the environment that every measured program gets.

    Without PYTHONDONTWRITEBYTECODE: programs that people run are compiled already.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class Terminal:
    """One run of a program, from its start until it is left."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.display = Display(COLUMNS, ROWS)
        self._pieces: list[Piece] = []
        self.ended = False
        self.started = time.monotonic_ns()
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.close(self._master)
        os.waitpid(self._pid, 0)

    def press(self, keys: str) -> int:
        """Send keys and return when."""
        stamp = time.monotonic_ns()
        os.write(self._master, keys.encode())
        return stamp

    def listen(self, seconds: float) -> None:
        """Take in output for so long."""
        until = time.monotonic() + seconds
        while not self.ended and (left := until - time.monotonic()) > 0:
            self._take(left)

    def quiet(self, gap: float = 0.2, limit: float = 15.0) -> None:
        """Take in output until none has come for `gap` seconds."""
        until = time.monotonic() + limit
        while not self.ended and time.monotonic() < until and self._take(gap):
            pass

    def frames(self) -> Iterator[int]:
        """Replay the output since the last time; see `Display.replay`."""
        pieces, self._pieces = self._pieces, []
        yield from self.display.replay(pieces)

    def first_frame(self, shows: Callable[[], bool]) -> int | None:
        """Replay the output since the last time; return when something first showed."""
        first = None
        for stamp in self.frames():
            if first is None and shows():
                first = stamp
        return first

    def wait_for(self, text: str, limit: float = 60.0) -> None:
        """Take in output until a text is on the screen.

        Raises:
            TimeoutError: it never was.
        """
        until = time.monotonic() + limit
        while time.monotonic() < until and not self.ended:
            self.listen(0.05)
            if self.first_frame(lambda: self.display.row_with(text) is not None) is not None:
                return
        raise TimeoutError(f"{text!r} was not shown")

    def settle(self) -> None:
        """Bring the display up to what the program shows when it is at rest."""
        self.quiet()
        self.first_frame(lambda: False)

    def processor_seconds(self) -> float:
        """Return the processor time that the program has used."""
        return time.clock_gettime((~self._pid << 3) | 2)  # Linux: this process's own clock

    def _take(self, limit: float) -> bool:
        if not select.select([self._master], [], [], limit)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux: the program has ended
            data = b""
        if not data:
            self.ended = True
            return False
        self._pieces.append((time.monotonic_ns(), data))
        for match in _QUERY.finditer(data):
            os.write(self._master, _answer(match))
        return True


def _answer(query: re.Match[bytes]) -> bytes:
    # As a plain, modern terminal: synchronized output yes, in-band resize no.
    if mode := query["mode"]:
        return b"\x1b[?%s;%d$y" % (mode, 2 if mode in (b"2026", b"2004") else 0)
    if query["attributes"] is not None:
        return b"\x1b[>41;388;0c" if query["attributes"] else b"\x1b[?62;22c"
    return b"\x1b[1;1R"
