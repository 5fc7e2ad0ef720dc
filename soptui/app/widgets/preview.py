"""A document as it will look, to read before it is written."""

from asyncio import Task, create_task

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown


class Preview(VerticalScroll):
    """Shows the Markdown that it was given last.

    A long document takes its time: what asks for another one never waits. Only one is drawn
    at a time, and that is never broken off. If it were, while the blocks of the last one are
    being removed, Textual would cancel what the app itself waits for, and so end the app.
    """

    def __init__(self) -> None:
        super().__init__(id="preview-scroll")
        self._markdown = Markdown(id="preview", open_links=False)
        self._wanted = ""
        self._drawing: Task[None] | None = None

    def compose(self) -> ComposeResult:
        """Show nothing yet."""
        yield self._markdown

    def show(self, text: str) -> None:
        """Show this document, from its top, as soon as the one that is being drawn stands."""
        self._wanted = text
        if self._drawing is None or self._drawing.done():
            self._drawing = create_task(self._draw())

    async def _draw(self) -> None:
        drawn = None
        while self._markdown.is_attached and drawn != self._wanted:
            drawn = self._wanted
            try:
                await self._markdown.update(drawn)
            except Exception:
                if self._markdown.is_attached:
                    raise  # else the screen was closed meanwhile
            self.scroll_home(animate=False)
