"""What tests of the way out wait for: it reads and writes beside what is typed."""

from collections.abc import Callable

from soptui.app.screens.export_screen import ExportScreen
from soptui.app.widgets.copy_account import CopyAccount
from soptui.app.widgets.preview import Preview
from tests.app.conftest import Room

PATIENCE = 1000


async def until(room: Room, holds: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(PATIENCE):
        if holds():
            return
        await room.pilot.pause(0.01)
    raise AssertionError(room.screen)


async def told(room: Room, text: str) -> str:
    """Wait until the line at the foot says this, and return all that it says."""
    line = room.app.screen.query_one("#export-told")
    await until(room, lambda: text in str(getattr(line, "shown", "")))
    return str(getattr(line, "shown", ""))


async def looked(room: Room) -> str:
    """Wait until the copy that is chosen was read by every lens; return what is told of it."""
    screen = room.app.screen
    assert isinstance(screen, ExportScreen)

    def is_whole() -> bool:
        look = screen.look
        return look is not None and look.is_whole and look.copy == screen.wanted

    await until(room, is_whole)
    await room.pilot.pause()
    return str(screen.query_one(CopyAccount).shown)


def page(room: Room) -> str:
    """Return what stands on the page, line by line, in view or not."""
    return room.app.screen.query_one(Preview).text
