"""Everybody's number on one line from 0 to 10: by name, never averaged."""

from collections.abc import Iterator

from textual.content import Content

from soptui.app.scale_line import BEST, BOX, in_order
from soptui.app.widgets.line import Line
from soptui.model.alphabet import Scale
from soptui.model.session import Mark, Session
from soptui.wording import Wording


class ScaleStrip(Line):
    """The marks of the room, lowest first."""

    def __init__(self, wording: Wording, session: Session) -> None:
        super().__init__("scale-strip")
        self._wording = wording
        self.lines = len({mark.scale for mark in session.marks})
        self.set_class(not self.lines, "-empty")

    def show(self, session: Session, selected: str = "") -> None:
        """Show every mark; the selected one stands out."""
        lines = [
            self._line(scale, marks, selected)
            for scale in Scale
            if (marks := in_order(session, scale))
        ]
        self.set_class(not lines, "-empty")
        self.say(Content("\n").join(lines), layout=len(lines) != self.lines)
        self.lines = len(lines)

    def _line(self, scale: Scale, marks: list[Mark], selected: str) -> Content:
        names = [self._wording.heading(each) for each in Scale]
        label = self._wording.heading(scale).ljust(max(len(name) for name in names))
        return Content.styled(f" {label} ", "bold $section") + Content("").join(
            _along(marks, selected)
        )


def _along(marks: list[Mark], selected: str) -> Iterator[Content]:
    """The line from 0 to 10: a dot for each step, people where they stand.

    Whoever has a hidden number stands behind it, with a closed box.
    """
    yield Content.styled("0", "$muted")
    at = 0
    for mark in marks:
        if mark.hidden:
            continue
        if mark.value > at:
            yield Content.styled("··" * (mark.value - at), "$muted")
        at = mark.value
        yield _name(mark, str(mark.value), selected)
    yield Content.styled("··" * (BEST - at) + "10", "$muted")
    yield from (_name(mark, BOX, selected) for mark in marks if mark.hidden)


def _name(mark: Mark, number: str, selected: str) -> Content:
    name = Content(f" {mark.who} {number} ").stylize("bold $foreground")
    return name.stylize("reverse") if mark.id == selected else name
