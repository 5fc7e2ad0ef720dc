"""Work in a process of its own, which may be killed, stopped or starved."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self

# Children are forked from a small process that has everything loaded and no threads: a kill
# then costs milliseconds, and what it strikes is the work and not a start.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "bench.faults.keepers"])

Line = Connection
P = ParamSpec("P")


class Apart:
    """A function at work in a process of its own; its first argument is the line to us.

    The process is gone when the block is left, whatever happens.
    """

    def __init__(
        self, work: Callable[Concatenate[Line, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        self.line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=work, args=(theirs, *args), kwargs=kwargs, daemon=True
        )
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self.line.close()

    def kill(self) -> None:
        """Kill it, at once and for good, if it still runs."""
        self._process.kill()
        self._process.join()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        if self._process.pid is not None:
            os.kill(self._process.pid, number)

    def hear(self, limit: float = 60.0) -> Any:
        """Return what it says next.

        Raises:
            TimeoutError: it says nothing.
            EOFError: it has ended.
        """
        if not self.line.poll(limit):
            raise TimeoutError("a process of the experiment says nothing")
        return self.line.recv()
