"""The one thing that is to be seen now, for everybody who follows.

Nothing waits in a line: who is slow is told the latest only, so that a browser that takes
nothing costs one event of memory, and the others do not notice.
"""

import asyncio
from collections.abc import AsyncGenerator

from soptui.web.payload import OVER, as_event

MOST = 50
"""So many may follow at once."""

BEAT = 2.0
"""Seconds after which a browser hears from us, if there is nothing new."""

_BEAT = as_event("beat", 0)
_OVER = as_event(OVER, 0)


class Broadcast:
    """What is shown now, told to all who follow; it lives in one event loop."""

    def __init__(self, greeting: bytes, *, beat: float = BEAT) -> None:
        self._greeting = greeting
        self._beat = beat
        self._now = _OVER
        self._count = 0
        self._followers = 0
        self._changed = asyncio.Event()
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether nobody else can follow."""
        return self._followers >= MOST

    @property
    def followers(self) -> int:
        """How many follow now."""
        return self._followers

    def put(self, event: bytes) -> None:
        """Have this shown from now on."""
        self._now = event
        self._count += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Say that it is over, and let everybody go."""
        self._is_closed = True
        self.put(_OVER)

    async def follow(self) -> AsyncGenerator[bytes, None]:
        """Go through what is to be seen, as it changes."""
        self._followers += 1
        try:
            yield self._greeting
            told = -1
            while True:
                changed = self._changed
                if told != self._count:
                    told = self._count
                    yield self._now
                elif self._is_closed:
                    return
                else:
                    try:
                        await asyncio.wait_for(changed.wait(), self._beat)
                    except TimeoutError:
                        yield _BEAT
        finally:
            self._followers -= 1
