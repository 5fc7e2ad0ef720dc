"""System calls of a process: watched, and made to fail, by strace."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).absolute().parents[2]
MISSING = "Skipped: this table needs strace, which is not installed here."

_LINE = re.compile(
    r"(?P<process>\d+)\s+(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>-?\d+|\?)(?P<rest>.*)"
)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CUT, _GLUED = "<unfinished ...>", " resumed>"


def is_here() -> bool:
    """Say whether strace can be used."""
    return shutil.which("strace") is not None


@dataclass(frozen=True, slots=True)
class Call:
    """One system call, as strace writes it down."""

    process: int
    name: str
    arguments: str
    result: int | None
    injected: bool

    @property
    def texts(self) -> tuple[bytes, ...]:
        """The texts among its arguments; they must have been written in hexadecimal."""
        return tuple(
            bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(self.arguments)
        )

    @property
    def descriptor(self) -> int | None:
        """The file descriptor that is its first argument, if it is one."""
        found = re.match(r"\d+", self.arguments)
        return int(found.group()) if found else None


def calls_in(log: str) -> Iterator[Call]:
    """Read what strace wrote; calls that it cut in two, because threads took turns, are glued."""
    halves: dict[str, str] = {}
    for line in log.splitlines():
        process = line.split(" ", 1)[0]
        if line.endswith(_CUT):
            halves[process] = line.removesuffix(_CUT).rstrip()
            continue
        whole = line
        if _GLUED in line and process in halves:
            whole = halves.pop(process) + line.split(_GLUED, 1)[1]
        if found := _LINE.match(whole):
            result = found["result"]
            yield Call(
                int(found["process"]),
                found["name"],
                found["arguments"],
                None if result == "?" else int(result),
                "(INJECTED)" in found["rest"],
            )


class Traced:
    """A command under strace, spoken to line by line; it is gone when the block is left."""

    def __init__(self, command: Sequence[str], log: Path, *options: str) -> None:
        self._log = log
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", str(log), *options, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            cwd=ROOT,
            start_new_session=True,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._process.terminate()  # strace then lets go of what it traces, and ends
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()

    def hear(self) -> str:
        """Return the next line that the command writes; nothing, if it has ended."""
        pipe = self._process.stdout
        return pipe.readline().decode().strip() if pipe else ""

    def go_on(self) -> None:
        """Let the command go on, if it is still there."""
        pipe = self._process.stdin
        if pipe and self._process.poll() is None:
            with contextlib.suppress(BrokenPipeError):
                pipe.write(b"\n")

    def end(self) -> None:
        """Wait until the command has ended."""
        self._process.wait()

    def calls(self) -> list[Call]:
        """Return the calls that were written down, once the command has ended."""
        return list(calls_in(self._log.read_text(encoding="utf-8", errors="replace")))


def module(name: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours."""
    return [sys.executable, "-m", name, *arguments]


def tracing(names: Iterable[str]) -> tuple[str, ...]:
    """Return strace's options to watch these calls; one that this system lacks is no fault."""
    return ("-y", "-e", "trace=" + ",".join(f"?{name}" for name in names))
