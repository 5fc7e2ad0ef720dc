"""A copy as it will look, to read before it is written.

It is drawn line by line, and not as Textual's Markdown: a map of an hour would keep every key
waiting while hundreds of widgets come and go.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soptui.app.paper import PaperLine, on_paper
from soptui.app.widgets.looks import Looks
from soptui.export.blocks import Document

_LOOKS = ("title", "heading", "notice", "sign")
_WIDEST = 100
"""A line longer than this is hard to read, however wide the window."""


class Preview(ScrollView):
    """Shows the paper that it was given last, from its top."""

    COMPONENT_CLASSES = {f"preview--{name}" for name in _LOOKS}

    # A layout visits every widget of the screen: more lines must not ask for one.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self) -> None:
        super().__init__(id="preview")
        self.can_focus = False
        self._look = Looks(self, "preview")
        self._paper: Document | str = ""
        self._lines: tuple[PaperLine, ...] = ()
        self._fitted = 0

    @property
    def text(self) -> str:
        """What it says, line by line."""
        return "\n".join(f"{line.lead}{line.text}" for line in self._lines)

    def show(self, paper: Document | str) -> None:
        """Show this, from its top."""
        self._paper = paper
        self._fit()
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def page(self, by: int) -> None:
        """Read on, or back."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False, force=True)

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._look.forget()

    def on_resize(self) -> None:
        """Set everything anew, in lines that fit."""
        if self.size.width != self._fitted:
            self._fit()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, at = self.size.width, y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self._look(""))
        line = self._lines[at]
        used = 1 + cell_len(line.lead) + cell_len(line.text)
        segments = [
            Segment(" ", self._look("")),
            Segment(line.lead, self._look(line.lead_look)),
            Segment(line.text, self._look(line.look)),
            Segment(" " * max(0, width - used), self._look("")),
        ]
        return Strip(segments, max(width, used)).crop(0, width)

    def _fit(self) -> None:
        self._fitted = self.size.width
        self._lines = on_paper(self._paper, min(self._fitted - 2, _WIDEST))
        self.virtual_size = Size(self._fitted, len(self._lines))
