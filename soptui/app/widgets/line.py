"""One line of the screen that is rewritten often and never changes its size."""

from textual.content import Content
from textual.widgets import Static

from soptui.model.text import shown


class Line(Static):
    """A line of text; people's words come in as `Content`, so they are never markup.

    A file's name may be part of what it says: what would act on the terminal is shown as �.
    """

    def __init__(self, line_id: str) -> None:
        super().__init__("", id=line_id, markup=False)
        self._shown = Content("")

    def say(self, text: Content, *, layout: bool = False) -> None:
        """Show this text; only a text of another height needs a layout."""
        plain = shown(text.plain)
        if plain != text.plain:
            text = Content(plain, list(text.spans))
        if not text.is_same(self._shown):
            self._shown = text
            self.update(text, layout=layout)

    @property
    def shown(self) -> Content:
        """What the line says."""
        return self._shown


def spread(left: Content, right: Content, width: int) -> Content:
    """Return a line with one text at each side; the left one gives way."""
    room = width - right.cell_length
    if room < 1:
        return right.truncate(max(width, 1), ellipsis=True)
    return left.truncate(max(room - 1, 0), ellipsis=True, pad=True).pad_right(1) + right
