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
    """Passes calls on, except those that `fails` picks by their number.

    With `under`, only calls on what is in that folder count; with `calls`, only those.
    """

    fails: Callable[[int], bool] = lambda _: False
    error: Callable[[], BaseException] = KilledError
    too_late: bool = False
    under: Path | None = None
    calls: tuple[str, ...] = CALLS
    seen: list[str] = field(default_factory=list)
    _opened: dict[int, Path] = field(default_factory=dict)

    @contextmanager
    def __call__(self) -> Iterator["FaultyDisk"]:
        real = {name: getattr(os, name) for name in CALLS}
        here = threading.get_ident()

        def stand_in(name: str) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                if threading.get_ident() != here:
                    return real[name](*args, **kwargs)
                path = self._path(name, args)
                if not self._counts(name, path):
                    result = real[name](*args, **kwargs)
                    if name == "open":
                        self._opened[result] = path
                    return result
                number = len(self.seen)
                what = "" if isinstance(args[0], int) else path.name
                self.seen.append(f"{name} {what}".strip())
                fails = self.fails(number)
                if fails and not self.too_late:
                    raise self.error()
                result = real[name](*args, **kwargs)
                if name == "open":
                    self._opened[result] = path
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

    def _counts(self, name: str, path: Path) -> bool:
        return name in self.calls and (not self.under or self.under in (path, *path.parents))

    def _path(self, name: str, args: tuple[Any, ...]) -> Path:
        """Return what a call is about."""
        subject = args[-1] if name in ("link", "replace") else args[0]
        return self._opened.get(subject, Path()) if isinstance(subject, int) else Path(subject)
