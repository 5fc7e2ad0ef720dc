"""What stands on the screen while the curtain is drawn: nothing that anybody has said."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip

NAME = "soptui"


def frame(app: App[None], said: Sequence[str], warned: str) -> str:
    """Return what draws the whole screen anew: a few quiet lines in the middle."""
    width, height = app.size
    colors = app.theme_variables
    ground = Style.from_color(bgcolor=_color(colors["background"]))
    quiet = ground + Style.from_color(_color(colors["muted"]))
    title = ground + Style.from_color(_color(colors["foreground"])) + Style(bold=True)
    alarm = Style.from_color(_color(colors["unsaved-text"]), _color(colors["unsaved"]))
    lines = [(NAME, title), ("", ground), *((line, quiet) for line in said)]
    lines += [("", ground), (f" {warned} ", alarm)] if warned else []
    if len(lines) > height:
        lines = [(line, look) for line, look in lines if line][-height:]
    top = (height - len(lines)) // 2
    rows = [Control.home().segment.text]
    for at in range(height):
        line, look = lines[at - top] if 0 <= at - top < len(lines) else ("", ground)
        rows.append(Control.move_to(0, at).segment.text + _row(app, line, look, ground, width))
    return "".join([*rows, Control.home().segment.text])


def _row(app: App[None], line: str, look: Style, ground: Style, width: int) -> str:
    line = set_cell_size(line, min(cell_len(line), width))
    left = (width - cell_len(line)) // 2
    right = width - left - cell_len(line)
    strip = Strip([Segment(" " * left, ground), Segment(line, look), Segment(" " * right, ground)])
    for each in app.get_line_filters():  # without color, if that is wanted
        strip = strip.apply_filter(each, Color.parse(app.theme_variables["background"]))
    return strip.render(app.console)


def _color(named: str) -> RichColor:
    return Color.parse(named).rich_color
