"""A column's question, and how many notes stand under it."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from soptui.app.wrapping import wrap
from soptui.model.alphabet import Column
from soptui.wording import Wording


class ColumnHeading(Widget):
    """The question over a column; a bright bar and a heavy rule where plain lines go."""

    def __init__(self, column: Column, wording: Wording, *, aimed: bool) -> None:
        # Classes as they will be first: one that changes later styles everything once more.
        super().__init__(id=f"heading-{column.value}", classes="" if aimed else "-beside")
        self.column = column
        self._wording = wording
        self._told: tuple[int | None, tuple[int, int], bool] = (0, (0, 0), aimed)

    @property
    def _question(self) -> str:
        return self._wording.question(self.column)

    def reword(self) -> None:
        """Ask in the words as they are now."""
        self.refresh(layout=True)

    def show(self, count: int | None, hidden: tuple[int, int], *, aimed: bool) -> None:
        """Show how many notes there are, or not; what is out of view, and if it is aimed at."""
        if (told := (count, hidden, aimed)) != self._told:
            self._told = told
            self.refresh()

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return the lines of the question, and one for the rule."""
        return len(wrap(self._question, width)) + 1

    def render(self) -> Content:
        """Draw the question over the rule."""
        width = self.size.width
        count, (above, below), aimed = self._told
        name = self.column.value
        bar = f"bold ${name}-aim-text on ${name}-aim" if aimed else f"bold ${name} on ${name}-bar"
        lines = [Content.styled(f"{text:<{width}}", bar) for text in wrap(self._question, width)]
        more = f"{'↑' if above else ''}{'↓' if below else ''}"
        facts = [fact for fact in ("" if count is None else str(count), more) if fact]
        counted = " ".join(["", *facts, ""]) if facts else ""
        stroke = "━" if aimed else "─"
        color = f"${name}-aim" if aimed else "$rule"
        rule = Content.styled(stroke * max(0, width - len(counted) - 1), color)
        count_color = f"${name}-aim" if aimed else "$muted"
        lines.append(rule + Content.styled(counted, count_color) + Content.styled(stroke, color))
        return Content("\n").join(lines)
