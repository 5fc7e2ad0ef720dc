"""The stage on disk: how a second screen learns within a moment what to show.

It holds ids and no word of a session. Nothing depends on it after a crash, so it is not
synced; it is replaced whole, so that nobody reads half of one. Where there is none, or none
that can be understood, nothing is shown.
"""

import json
import os
import re
import threading
import time
from contextlib import suppress
from pathlib import Path

from soptui.model.alphabet import Column
from soptui.model.stage import Stage
from soptui.storage import disk, writer_note
from soptui.storage.lock import is_free
from soptui.storage.store import is_session_id
from soptui.storage.strict_json import NotStrictError, loads

# What soptui makes ids of. In a file from elsewhere an id may be anything, even words.
_ID = re.compile(r"[\w-]{0,64}", re.ASCII)
_FLAGS = ("curtain", "is_over", "sees_newest")
_IDS = ("zoom", "newest", "goes_on_as")
_AGAIN = 1.0
_DAY = 24 * 60 * 60
_SUFFIX = ".json"


def stage_of(folder: Path, session_id: str) -> Path:
    """Return where the stage of a session is."""
    return folder / f"{session_id}{_SUFFIX}"


def read_stage(path: Path) -> Stage | None:
    """Return what is shown now, or None if that is not known."""
    try:
        found = loads(writer_note.bytes_of(path))
    except (OSError, NotStrictError):
        return None
    return _stage(found) if type(found) is dict else None


def _stage(found: dict[str, object]) -> Stage | None:
    tops = found.get("tops")
    flags = [found.get(name) for name in _FLAGS]
    if type(tops) is not dict or not all(type(flag) is bool for flag in flags):
        return None
    ids = [found.get(name) for name in _IDS]
    if not all(isinstance(name, str) and _ID.fullmatch(name) for name in (*ids, *tops.values())):
        return None
    return Stage(
        curtain=bool(flags[0]),
        is_over=bool(flags[1]),
        sees_newest=bool(flags[2]),
        zoom=str(ids[0]),
        newest=str(ids[1]),
        goes_on_as=str(ids[2]),
        tops={column: tops[column.value] for column in Column if column.value in tops},
    )


def sweep_stages(folder: Path, locks: Path) -> None:
    """Remove what kills left of sessions that nobody shows; what cannot go does no harm."""
    with suppress(OSError):
        for left in list(folder.iterdir()):
            with suppress(OSError):
                is_old = time.time() - left.lstat().st_mtime > _DAY
                if is_old and (left.suffix != _SUFFIX or is_free(locks, left.stem)):
                    left.unlink()


class StageWriter:
    """Tells second screens what is shown; `put` waits for no disk.

    A disk that takes nothing is no trouble of the person who types: as soon as a change
    cannot be told, the other screens show nothing, until it can be.
    """

    def __init__(self, path: Path | None, again: float = _AGAIN) -> None:
        self._path = path
        self._again = again
        self._wanted: dict[Path, Stage] = {}
        self._written: dict[Path, Stage] = {}
        self._changed = threading.Condition()
        self._writer: threading.Thread | None = None
        self._is_closed = False

    def put(self, stage: Stage) -> None:
        """Have this shown from now on."""
        if self._path is None:
            return
        with self._changed:
            if not self._is_closed and stage != self._wanted.get(self._path):
                self._wanted[self._path] = stage
                self._wake()

    def go_on_as(self, session_id: str) -> None:
        """Have the session followed under another id from now on."""
        if self._path is None or not is_session_id(session_id):
            return
        fresh = stage_of(self._path.parent, session_id)
        with self._changed:
            if self._is_closed or fresh in self._wanted:
                return
            moved = Stage(curtain=True, goes_on_as=session_id)
            # The new one comes first: who is sent there must find it.
            now = self._wanted.get(self._path, Stage(curtain=True))
            self._wanted = {fresh: now, **dict.fromkeys([*self._wanted, self._path], moved)}
            self._path = fresh
            self._wake()

    def close(self, timeout: float = 1.0) -> None:
        """Say that nothing is shown any more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._writer is not None:
            self._writer.join(timeout)

    def _wake(self) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._write_all, name="stage", daemon=True)
            self._writer.start()
        self._changed.notify()

    def _write_all(self) -> None:
        if self._path is not None:
            disk.sweep(self._path)
        while due := self._wait():
            told = [self._tell(path, stage) for path, stage in due.items()]
            if not all(told):
                with self._changed:
                    if not self._is_closed:
                        self._changed.wait(self._again)
        for path in self._wanted:
            _take_away(path)

    def _wait(self) -> dict[Path, Stage]:
        """Return what is to be written next, as soon as there is something; at the end, nothing."""
        with self._changed:
            while not self._is_closed:
                done = self._written
                due = {path: now for path, now in self._wanted.items() if done.get(path) != now}
                if due:
                    return due
                self._changed.wait()
        return {}

    def _tell(self, path: Path, stage: Stage) -> bool:
        try:
            _write(path, stage)
        except OSError:
            # What is there tells what is not so any more: there may be a curtain by now.
            self._written.pop(path, None)
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return False
        self._written[path] = stage
        return True


def _write(path: Path, stage: Stage) -> None:
    told = {
        "curtain": stage.curtain,
        "is_over": stage.is_over,
        "zoom": _id(stage.zoom),
        "newest": _id(stage.newest),
        "sees_newest": stage.sees_newest,
        "goes_on_as": _id(stage.goes_on_as),
        "tops": {column.value: _id(top) for column, top in stage.tops.items()},
    }
    disk.make_folder(path.parent)
    fresh = disk.spare_name(path)
    with disk.no_leftover(fresh):
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            disk.write_all(descriptor, json.dumps(told).encode())
        finally:
            os.close(descriptor)
        disk.replace(fresh, path)


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # Windows: somebody reads it at this moment
        with suppress(OSError):
            _write(path, Stage(curtain=True, is_over=True))


def _id(text: str) -> str:
    return text if _ID.fullmatch(text) else ""
