"""The export screen while its preview is being drawn: another choice, and leaving, do no harm."""

from asyncio import sleep, wait_for

import pytest
from textual.events import Key
from textual.messages import Prune
from textual.widget import Widget
from textual.widgets import Markdown, OptionList
from textual.widgets.markdown import MarkdownBlock

from tests.app.conftest import Enter, Room


@pytest.fixture
def slow_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is within a block take its time to go, as on a busy machine."""
    at_once = Widget.on_prune

    async def slowly(widget: Widget, event: Prune) -> None:
        if any(isinstance(above, MarkdownBlock) for above in widget.ancestors):
            for _ in range(300):
                await sleep(0)
        await at_once(widget, event)

    monkeypatch.setattr(Widget, "on_prune", slowly)


async def blocks_go(room: Room) -> None:
    """Wait until the preview is taking away what it showed before."""

    async def going() -> None:
        markdown = room.app.screen.query_one(Markdown)
        while not any(block._pruning for block in markdown.children):
            await sleep(0)

    await wait_for(going(), 20)


@pytest.mark.usefixtures("slow_to_go")
@pytest.mark.parametrize("then", ["", "escape"])
async def test_another_choice_while_the_old_preview_goes(enter: Enter, then: str) -> None:
    async with enter() as room:
        await room.type("- a worry\n+ a strength\n")
        await room.press("ctrl+e")
        room.app.post_message(Key("down", None))
        await blocks_go(room)

        # The app itself waits for the blocks: only a key that has passed it comes so early.
        room.app.screen.query_one(OptionList).action_cursor_down()
        await room.press(*[then] * bool(then))
        await room.pilot.pause()

        assert room.app.is_running
        await room.press(*["escape"] * (not then))
        await room.type("a note\n")
        assert room.saved.notes[-1].text == "a note"
