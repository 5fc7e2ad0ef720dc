"""A program in a pseudo terminal: press its keys, and stamp its output as it comes.

While something is timed nothing is parsed: the stamped pieces are replayed afterwards. The
terminal can also be resized, hung up and left unread, and the program sent signals.
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
    "PYTHONUNBUFFERED",
)


def environment() -> dict[str, str]:
    """Return the environment that every measured program gets.

    Without PYTHONDONTWRITEBYTECODE: programs that people run are compiled already.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class Terminal:
    """One run of a program, from its start until it is left.

    `ended` is set when the program has closed the terminal; what it writes
    can be read from `master`.
    A program that does not control its terminal is not told when that hangs up.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, controls: bool = True
    ) -> None:
        self.display = Display(COLUMNS, ROWS)
        self._poll = select.poll()
        self._pieces: list[Piece] = []
        self._raw = bytearray()
        self.ended = False
        self.code: int | None = None
        self.started = time.monotonic_ns()
        self.pid, self.master = pty.fork() if controls else _fork_aside()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        self._poll.register(self.master, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
        self.hang_up()
        if self.code is None:
            os.waitpid(self.pid, 0)

    @property
    def raw(self) -> bytes:
        """All that the program wrote."""
        return bytes(self._raw)

    def press(self, keys: str | bytes) -> int:
        """Send keys, or any bytes, and return when."""
        stamp = time.monotonic_ns()
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)
        return stamp

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; what is shown counts from here on."""
        self.display = Display(max(columns, 1), max(rows, 1))
        self._pieces.clear()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the window."""
        if self.master >= 0:
            self._poll.unregister(self.master)
            os.close(self.master)
        self.master, self.ended = -1, True

    def wait(self, limit: float = 60.0, *, reads: bool = True) -> int:
        """Return the exit code, or the negative number of the signal that killed the program.

        Meanwhile its output is taken in, or left unread.

        Raises:
            TimeoutError: it still runs.
        """
        until = time.monotonic() + limit
        while self.code is None and time.monotonic() < until:
            if reads and not self.ended:
                self.listen(0.02)
            else:
                time.sleep(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        if self.code is None:
            raise TimeoutError(f"it still runs after {limit} s")
        return self.code

    def wait_until_stopped(self, limit: float = 60.0) -> None:
        """Take in output until the program has stopped, as a job in the background does.

        Raises:
            TimeoutError: it did not.
        """
        until = time.monotonic() + limit
        while time.monotonic() < until:
            self.listen(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
        raise TimeoutError(f"it was not stopped after {limit} s")

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
        while True:
            self.first_frame(lambda: False)
            if self.display.row_with(text) is not None:
                return
            if time.monotonic() > until or self.ended:
                break
            self.listen(0.05)
        shown = "\n".join(row.rstrip() for row in self.display.rows if row.strip())
        raise TimeoutError(f"{text!r} was not shown. The screen:\n{shown}")

    def settle(self) -> None:
        """Bring the display up to what the program shows when it is at rest."""
        self.quiet()
        self.first_frame(lambda: False)

    def processor_seconds(self) -> float:
        """Return the processor time that the program has used."""
        return time.clock_gettime((~self.pid << 3) | 2)  # Linux: this process's own clock

    def _take(self, limit: float) -> bool:
        if not self._poll.poll(limit * 1000):
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # Linux: the program has ended
            data = b""
        if not data:
            self.ended = True
            return False
        self._pieces.append((time.monotonic_ns(), data))
        self._raw += data
        for match in _QUERY.finditer(data):
            os.write(self.master, _answer(match))
        return True


def listen_together(terminals: Sequence[Terminal], seconds: float) -> None:
    """Take in the output of several terminals for so long, each piece stamped as it comes."""
    until = time.monotonic() + seconds
    poll = select.poll()
    by_master = {terminal.master: terminal for terminal in terminals if not terminal.ended}
    for master in by_master:
        poll.register(master, select.POLLIN)
    while by_master and (left := until - time.monotonic()) > 0:
        for master, _ in poll.poll(left * 1000):
            if not by_master[master]._take(0):
                poll.unregister(master)
                del by_master[master]


def _fork_aside() -> tuple[int, int]:
    """Fork like `pty.fork`, but leave the terminal without a process that it would tell."""
    master, slave = pty.openpty()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        for descriptor in range(3):
            os.dup2(slave, descriptor)
        os.close(master)
    os.close(slave)
    return pid, master


def _answer(query: re.Match[bytes]) -> bytes:
    # As a plain, modern terminal: synchronized output yes, in-band resize no.
    if mode := query["mode"]:
        return b"\x1b[?%s;%d$y" % (mode, 2 if mode in (b"2026", b"2004") else 0)
    if query["attributes"] is not None:
        return b"\x1b[>41;388;0c" if query["attributes"] else b"\x1b[?62;22c"
    return b"\x1b[1;1R"
