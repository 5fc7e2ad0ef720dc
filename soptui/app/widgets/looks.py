"""How the parts of a drawn widget look: its component styles, each asked for once.

They are kept, because asking costs more than drawing.
"""

from rich.style import Style
from textual.widget import Widget


class Looks:
    """The looks of one widget, by the name behind the two hyphens of its component classes."""

    def __init__(self, widget: Widget, block: str) -> None:
        self._widget = widget
        self._block = block
        self._known: dict[str, Style] = {}

    def __call__(self, name: str) -> Style:
        """Return how something is drawn; without a name, as the widget itself."""
        found = self._known.get(name)
        if found is None:
            found = self._widget.rich_style
            if name:
                part = f"{self._block}--{name}"
                found += self._widget.get_component_rich_style(part, partial=True)
            self._known[name] = found
        return found

    def forget(self) -> None:
        """Ask anew: the theme, or a class of the widget, has changed."""
        self._known.clear()
