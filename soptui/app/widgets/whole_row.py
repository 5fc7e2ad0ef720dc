"""A list whose chosen row stands out as a whole, whatever colors stand in the others.

Parts of a row have colors of their own: a key, what it is good for. Textual keeps them on
the ground of the chosen row, where some of them cannot be read.
"""

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

if TYPE_CHECKING:
    _Base = OptionList
else:
    _Base = object  # a widget's styles are those of its first base: this is none

_PLAIN = Style(dim=False, reverse=False)  # Textual reverses rows where there are no colors


class WholeRow(_Base):
    """Draws the chosen row in its own two colors, from end to end."""

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        strip = super().render_line(y)
        if not any(style and style.meta.get("option") == self.highlighted for _, style, _ in strip):
            return strip
        look = self.get_component_rich_style("option-list--option-highlighted")
        two = Style.from_color(look.color, look.bgcolor) + _PLAIN
        return Strip(
            [Segment(text, (style or two) + two) for text, style, _ in strip], strip.cell_length
        )


class Choices(WholeRow, OptionList):
    """Some choices to walk through."""
