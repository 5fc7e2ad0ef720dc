"""A journal of what is typed and not saved yet: it survives whatever ends the program.

A file of its own for each session, beside the sessions and never in one of them. Each
state is one line at its end, written and synced by a thread of its own, so that neither a
slow disk nor a terminal that stands still is waited for. What is no longer unfinished does
not stay behind in older lines: the file is written anew without it, or made empty.
"""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soptui.model.grammar import Draft
from soptui.model.unfinished import Field, Pasted, Unfinished
from soptui.storage import disk
from soptui.storage.evidence import keep_as_damaged

if TYPE_CHECKING:
    from soptui.storage.draft_lines import Trouble

ROTATES_AT = 256 * 1024
"""How long a file may grow before it is written anew with its last line alone."""

GRACE = 0.025
"""What the screen gets to show a letter before the journal takes its share of the processor."""

INTERVAL = 0.15
"""Seconds between two lines: with the sync, a quarter of a second of typing is at risk."""

RETRY_AFTER = 2.0

_OPENED = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class DraftFile:
    """The file of a journal; what is written is on disk on return."""

    def __init__(self, path: Path, pause: disk.Pause = time.sleep) -> None:
        self.path = path
        self._pause = pause
        self._holds: Unfinished | None = None  # what its last line says; None: it is not known
        self._size = 0

    def write(self, unfinished: Unfinished, now: datetime) -> None:
        """Make this the state that would be offered again.

        Raises:
            OSError: the disk would not; the state before it is still there.
        """
        held, self._holds = self._holds, None
        if held is None:
            disk.sweep(self.path)
        if unfinished.is_empty:
            self._empty()
        else:
            # Loaded by the thread that writes, when something was typed.
            from soptui.storage.draft_lines import line_of  # noqa: PLC0415

            line = line_of(unfinished, now)
            goes_on = held is not None and not _forgets(held, unfinished)
            if not (goes_on and self._append(line)):
                self._renew(line)
        self._holds = unfinished

    def remove(self) -> None:
        """Take the file away: there is nothing to offer again.

        Raises:
            OSError: it could not be removed.
        """
        disk.remove(self.path, self._pause)

    def _append(self, line: bytes) -> bool:
        """Put a line at the end; False if the file is full, or not as we left it."""
        if self._size + len(line) > ROTATES_AT:
            return False
        try:
            descriptor = os.open(self.path, _OPENED | os.O_APPEND)
        except FileNotFoundError:
            return False
        try:
            if os.fstat(descriptor).st_size != self._size:
                return False
            disk.write_all(descriptor, line)
            _sync(descriptor)
        finally:
            os.close(descriptor)
        self._size += len(line)
        return True

    def _renew(self, line: bytes) -> None:
        """Put a new file with only this line in the place of the old one."""
        disk.make_folder(self.path.parent)
        disk.put(self.path, line, self._pause)
        self._size = len(line)

    def _empty(self) -> None:
        try:
            descriptor = os.open(self.path, _OPENED)
        except FileNotFoundError:
            self._size = 0
            return
        try:
            os.ftruncate(descriptor, 0)
            _sync(descriptor)
        finally:
            os.close(descriptor)
        self._size = 0


def set_aside(path: Path, trouble: "Trouble", now: datetime) -> Path:
    """Keep a journal that cannot be read as evidence, out of the way of the next one.

    Raises:
        OSError: it could not be renamed, and is where it was.
    """
    return keep_as_damaged(path, now, why=trouble.value)


class DraftJournal:
    """Writes the newest state of what is unfinished, off the thread that takes the keys.

    `on_change` is called from the journal's thread when it begins or ceases to fail. A
    state that could not be written is written again, by itself and with every new one.
    """

    def __init__(
        self,
        path: Path,
        on_change: Callable[[], None],
        clock: Callable[[], datetime],
        *,
        grace: float = GRACE,
        interval: float = INTERVAL,
        retry_after: float = RETRY_AFTER,
    ) -> None:
        self.path = path
        self._file = DraftFile(path)
        self._on_change = on_change
        self._clock = clock
        self._grace = grace
        self._rest = max(0.0, interval - grace)
        self._retry_after = retry_after
        self._newest: Unfinished | None = None
        self._failed: Unfinished | None = None
        self._problem = ""
        self._idle = False
        self._closing = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="drafts", daemon=True)
        self._thread.start()

    @property
    def problem(self) -> str:
        """What keeps the newest state from the disk, in a few words; empty if nothing does."""
        with self._news:
            return self._problem

    def put(self, unfinished: Unfinished) -> None:
        """Hand over a state, in place of any that still waits; nothing is waited for."""
        with self._news:
            self._newest = unfinished
            if self._idle:
                self._news.notify()

    def close(self, timeout: float | None = None) -> bool:
        """Write what still waits and stop, and say whether all was written.

        Without anything unfinished no file is left.
        """
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join(timeout)
        with self._news:
            waits = self._newest is not None or self._problem
        return not waits and not self._thread.is_alive()

    def _work(self) -> None:
        held: Unfinished | None = None
        while (unfinished := self._next()) is not None:
            if unfinished != held:
                held = unfinished if self._write(unfinished) else None
            with self._news:
                self._news.wait_for(lambda: self._closing, self._rest)
        if held is not None and held.is_empty:
            with suppress(OSError):  # an empty file does no harm
                self._file.remove()

    def _next(self) -> Unfinished | None:
        """Wait for a state to write: a new one, or one that failed a while ago."""
        with self._news:
            self._idle = True
            self._news.wait_for(
                lambda: self._newest is not None or self._closing,
                self._retry_after if self._failed is not None else None,
            )
            self._idle = False
            if self._newest is not None:
                self._news.wait_for(lambda: self._closing, self._grace)
            elif self._closing and self._failed is None:
                return None
            self._failed, unfinished = None, self._newest or self._failed
            self._newest = None
            return unfinished

    def _write(self, unfinished: Unfinished) -> bool:
        problem = ""
        try:
            self._file.write(unfinished, self._clock())
        except OSError as error:
            problem = disk.why(error)
        except Exception as error:  # a fault of ours; the thread must live to try again
            problem = type(error).__name__
        with self._news:
            known, self._problem = self._problem, problem
            self._failed = unfinished if problem and not self._closing else None
        if problem != known:
            with suppress(Exception):  # the screen may be gone already; the writing goes on
                self._on_change()
        return not problem


def _sync(descriptor: int) -> None:
    """Wait until the disk holds what was written; not when: its times need no wait."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        disk.sync(descriptor)


def _forgets(held: Unfinished, unfinished: Unfinished) -> bool:
    """Whether words that the file holds are given up, and so must not stay in it.

    A line or a field that is typed in only goes on; it is given up when it is empty.
    """
    given_up = _standing(held)
    if not unfinished.line:
        given_up.add(held.line)
    names = {field.name for field in unfinished.fields}
    given_up |= {field.text for field in held.fields if field.name not in names}
    return bool({text.strip() for text in given_up} - _standing(unfinished) - {""})


def _standing(unfinished: Unfinished) -> set[str]:
    """The words that stand, unlike those in the line or the field that is typed in."""
    whats: list[Draft | Pasted | Field] = [
        *((unfinished.draft,) if unfinished.draft else ()),
        *unfinished.drafts,
        *(entered.draft for entered in unfinished.entered),
        *(piece.what for piece in unfinished.waiting),
    ]
    words = set(unfinished.lines)
    for what in whats:
        match what:
            case Draft(parts=parts, said_by=said_by):
                words |= {*parts, said_by}
            case Pasted(lines):
                words.update(lines)
            case Field(_, text):
                words.add(text)
    return words
