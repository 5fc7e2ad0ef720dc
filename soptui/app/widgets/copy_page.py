"""The page of a copy as it will look, or in its place what is still open in it."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from soptui.app.widgets.line import Line, spread
from soptui.app.widgets.preview import Preview
from soptui.copy_look import CopyLook
from soptui.export.blocks import Block, Bullet, Document, Heading, Paragraph, ours
from soptui.wording import Wording

_PLACE = 2


class CopyPage(Vertical):
    """A line that says what is shown, over the page."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(id="export-page")
        self._wording = wording
        self._look: CopyLook | None = None
        self._key = ""
        self.is_questions = False
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._title = Line("preview-title")
        self._page = Preview()

    def compose(self) -> ComposeResult:
        """One over the other."""
        yield self._title
        yield self._page

    def on_resize(self) -> None:
        """Set the line anew."""
        self._draw_title()

    def show(self, look: CopyLook, key: str) -> None:
        """Show a copy, from its top if it is another page; `key` reads what is open in it."""
        before, self._look, self._key = self._look, look, key
        if before is None or self.is_questions or before.paper != look.paper:
            self._draw()

    def turn(self) -> None:
        """Show what is open, or the page again."""
        self.is_questions = not self.is_questions
        self._draw()

    def page(self, by: int) -> None:
        """Read on, or back."""
        self._page.page(by)

    def _draw(self) -> None:
        self._draw_title()
        if self._look is not None:
            self._page.show(self._listed(self._look) if self.is_questions else self._look.paper)

    def _draw_title(self) -> None:
        say, name = self._wording.say, "open" if self.is_questions else "preview"
        foot = say(f"exporting.{name}_foot", with_key=self._key)
        left, right = Content(f" {say(f'exporting.{name}')}"), Content(f"{foot} ")
        self._title.say(spread(left, right, self.size.width))

    def _listed(self, look: CopyLook) -> Document:
        return Document((), "", self._wording.language, tuple(self._questions(look)))

    def _questions(self, look: CopyLook) -> Iterator[Block]:
        told = [one for one in (look.problem, look.stop, *look.remarks) if one]
        if not told and not look.open:
            told = [self._wording.say("exporting.none_open")]
        yield from (Paragraph((ours(one),)) for one in told)
        place = ""
        for one in look.open:
            if one.place != place:
                yield Heading((ours(one.place),), _PLACE)
            place = one.place
            yield Bullet((ours(one.question),))
