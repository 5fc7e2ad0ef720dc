"""Keys as a terminal sends them."""

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key

from tests.app.conftest import Room


async def strike(room: Room, *keys: str) -> None:
    """Strike keys, each as the bytes of it; all that stand in one text in one breath."""
    for text in keys:
        for event in _events(text):
            room.app.post_message(event)
        await room.pilot.pause()


def _events(text: str) -> Iterable[Key]:
    parser = XTermParser()
    events = [event for event in parser.feed(text) if isinstance(event, Key)]
    if text == "\x1b":
        events.append(Key("escape", "\x1b"))
    return events
