"""Looks at copies beside what is typed: the one that was asked for last is what counts."""

import threading
from collections.abc import Callable

from soptui.copies import Copy
from soptui.copy_look import CopyLook, CopyReader
from soptui.fault_report import where_it_broke
from soptui.model.session import Session
from soptui.wording import Wording


class Looking:
    """Has one copy after the other read in a thread, and passes over those that came too late.

    `found` is called in that thread: with the page as soon as it stands, and once more with
    all that is open in it.
    """

    def __init__(
        self, reader: CopyReader, wording: Wording, found: Callable[[CopyLook], object]
    ) -> None:
        self._reader = reader
        self._wording = wording
        self._found = found
        self._wanted: tuple[Copy, Session] | None = None
        self._is_looking = False
        self._lock = threading.Lock()

    def want(self, copy: Copy, session: Session) -> None:
        """Look at this copy next, whatever else was wanted before."""
        with self._lock:
            self._wanted = (copy, session)
            if self._is_looking:
                return
            self._is_looking = True
        threading.Thread(target=self._look, name="looking", daemon=True).start()

    def _look(self) -> None:
        while (wanted := self._next()) is not None:
            copy, session = wanted
            try:
                page = self._reader.page(copy, session)
                self._found(page)
                if self._wanted is None:
                    self._found(self._reader.settled(page, session))
            except Exception as error:  # of any kind: a look must never end a meeting
                told = self._wording.say("exporting.broken", where=where_it_broke(error))
                self._found(CopyLook(copy, problem=told, is_whole=True))

    def _next(self) -> tuple[Copy, Session] | None:
        with self._lock:
            wanted, self._wanted = self._wanted, None
            self._is_looking = wanted is not None
            return wanted
