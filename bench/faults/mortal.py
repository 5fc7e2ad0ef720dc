"""A program in a terminal that may die in any way, and what it leaves on the screen."""

import os
import re
import signal
import termios
import time
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType

from bench.terminal import COLUMNS, ROWS, Terminal

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[(>[0-9;]*|<[0-9;]*)u")
_LEAVE_OFF = {b"1000", b"1002", b"1003", b"1004", b"1006", b"1015", b"1016", b"1049", b"2004"}
_LEAVE_ON = b"25"
_OTHER_SCREEN_LEFT = b"\x1b[?1049l"
_LOCAL_FLAGS = 3
_NEEDED = termios.ECHO | termios.ICANON | termios.ISIG


class Mortal(Terminal):
    """One run of a program, to the end that is made for it."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.code is None:
            with suppress(ProcessLookupError):  # its whole group: what it has started as well
                os.killpg(self.pid, signal.SIGKILL)
        super().__exit__(kind, error, trace)

    def refresh(self) -> None:
        """Have everything shown anew, in a window of the usual size."""
        for columns in (COLUMNS - 1, COLUMNS):
            self.listen(0.3)
            self.resize(columns, ROWS)
        self.settle()

    def shows(self, *texts: str, limit: float = 10.0) -> bool:
        """Say whether one of these texts comes to stand on the screen within some seconds."""
        until = time.monotonic() + limit
        while not self._has_one_of(texts):
            if self.ended or time.monotonic() > until:
                return False
            self.listen(0.05)
            self.first_frame(lambda: False)
        return True

    def how_it_ended(self, limit: float = 10.0, *, reads: bool = True) -> str:
        """Return how the program ended, as a shell would say it; nothing, if it still runs."""
        try:
            code = self.wait(limit, reads=reads)
        except TimeoutError:
            return ""
        if self.master >= 0:
            self.quiet(0.1)
        return f"signal {-code}" if code < 0 else f"exit {code}"

    def processor_share(self, seconds: float) -> float:
        """Return the share of a core that it uses, in percent."""
        before, begin = self.processor_seconds(), time.monotonic()
        time.sleep(seconds)
        return 100 * (self.processor_seconds() - before) / (time.monotonic() - begin)

    def is_restored(self) -> bool:
        """Say whether the terminal is as a shell needs it: modes off, cursor on, keys echoed."""
        local = termios.tcgetattr(self.master)[_LOCAL_FLAGS]
        return not modes_left_on(bytes(self.raw)) and local & _NEEDED == _NEEDED

    def left_behind(self, *words: str) -> bool:
        """Say whether one of these words can be read in the terminal after the end."""
        if _OTHER_SCREEN_LEFT not in self.raw:
            return self._has_one_of(words)
        rest = self.raw.rsplit(_OTHER_SCREEN_LEFT, 1)[1].decode(errors="replace")
        return any(word in rest for word in words)

    def _has_one_of(self, texts: Iterable[str]) -> bool:
        return any(self.display.row_with(text) is not None for text in texts)


def modes_left_on(printed: bytes) -> set[bytes]:
    """Return what a program has switched on in the terminal and not off again."""
    on: set[bytes] = set()
    for match in _MODE.finditer(printed):
        modes, switch, keys = match.groups()
        if keys is not None:
            on = on | {b"keys"} if keys.startswith(b">") else on - {b"keys"}
            continue
        for mode in modes.split(b";"):
            if mode in _LEAVE_OFF or mode == _LEAVE_ON:
                is_changed = (switch == b"h") is not (mode == _LEAVE_ON)
                on = on | {mode} if is_changed else on - {mode}
    return on
