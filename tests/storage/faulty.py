"""A disk that fails, or a machine that dies, at a chosen call; and one that keeps count."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLS = (
    "chmod",
    "close",
    "fchmod",
    "fsync",
    "link",
    "mkdir",
    "open",
    "replace",
    "stat",
    "unlink",
    "write",
)


class KilledError(BaseException):
    """The process is gone: nothing after this reaches the disk."""


@dataclass
class FaultyDisk:
    """Passes calls on, except those that `fails` picks by their number."""

    fails: Callable[[int], bool] = lambda _: False
    error: Callable[[], BaseException] = KilledError
    too_late: bool = False
    seen: list[str] = field(default_factory=list)

    @contextmanager
    def __call__(self) -> Iterator["FaultyDisk"]:
        real = {name: getattr(os, name) for name in CALLS}
        here = threading.get_ident()

        def stand_in(name: str) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                if threading.get_ident() != here:
                    return real[name](*args, **kwargs)
                number = len(self.seen)
                what = (
                    Path(args[-1] if name in ("link", "replace") else args[0]).name
                    if isinstance(args[0], str | Path)
                    else ""
                )
                self.seen.append(f"{name} {what}".strip())
                fails = self.fails(number)
                if fails and not self.too_late:
                    raise self.error()
                result = real[name](*args, **kwargs)
                if fails:
                    self.too_late = False  # from then on nothing happens at all
                    raise self.error()
                return result

            return call

        for name in CALLS:
            setattr(os, name, stand_in(name))
        try:
            yield self
        finally:
            for name in CALLS:
                setattr(os, name, real[name])
