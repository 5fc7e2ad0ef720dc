"""A slow disk, made by waiting in this process before each sync and each piece of a write."""

import io
import os
import time
from pathlib import Path
from typing import Any

import tinydb.storages

_PIECE = 4096


def slow_down(sync: float, piece: float = 0.0) -> None:
    """From now on a sync takes so many seconds more, and so does each 4 KiB of a write.

    The whole process is slowed, for good. Waiting lets other threads work, as a disk does.
    """
    real_sync, real_data_sync, real_write = os.fsync, os.fdatasync, os.write

    def slow_sync(fd: Any) -> None:
        time.sleep(sync)
        real_sync(fd)

    def slow_data_sync(fd: Any) -> None:
        time.sleep(sync)
        real_data_sync(fd)

    def slow_write(descriptor: int, data: Any, /) -> int:
        view = memoryview(data)
        if len(view) <= _PIECE:
            return real_write(descriptor, view)
        time.sleep(piece)
        return real_write(descriptor, view[:_PIECE])

    os.fsync, os.fdatasync = slow_sync, slow_data_sync
    if piece:
        os.write = slow_write
        # Stock TinyDB writes through a file object, which never comes by os.write.
        tinydb.storages.open = _opener(piece)  # type: ignore[attr-defined]


def _opener(piece: float) -> Any:
    class SlowFile(io.FileIO):
        """A file that takes 4 KiB at a time, and its time for each."""

        def write(self, data: Any, /) -> int:
            time.sleep(piece)
            return super().write(memoryview(data)[:_PIECE])

    def open_slowly(path: str | Path, mode: str = "r", encoding: str | None = None) -> Any:
        if mode != "r+":
            return Path(path).open(mode, encoding=encoding)
        return io.TextIOWrapper(io.BufferedRandom(SlowFile(path, "r+")), encoding=encoding)

    return open_slowly
