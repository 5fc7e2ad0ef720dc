"""Danger by danger: what answers each of them, and what nobody has said yet."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from soptui.app.answers_view import LEFT, RIGHT, Page, link, page, place_of
from soptui.app.holder import Holder
from soptui.app.screens.over_map import UNDO_KEYS, OverMap
from soptui.app.widgets.column_view import ColumnView
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line, spread
from soptui.app.widgets.looks import Looks
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.model.alphabet import Column, Section, form_of
from soptui.wording import Wording

LOOKS = ("section", "note", "statement", "empty", "sigil", "tag", "newest", "selected")


class AnswersColumns(SwiftKeys, Horizontal, can_focus=True):
    """What answers a danger, in two columns."""

    COMPONENT_CLASSES = {f"answers--{name}" for name in LOOKS}
    BINDINGS = [
        Binding("enter", "screen.edit", "Edit", tooltip="At the capture line", id="answers.edit"),
        Binding("l", "screen.link", "Link", tooltip="With this danger, or not", id="answers.link"),
        Binding("up", "screen.walk(-1)", "Up", id="answers.up", show=False),
        Binding("down", "screen.walk(1)", "Down", id="answers.down", show=False),
        Binding("tab,shift+tab", "screen.turn", "Other column", id="answers.turn"),
        Binding("right,pagedown", "screen.go(1)", "Next danger", id="answers.next"),
        Binding("left,pageup", "screen.go(-1)", "Before", id="answers.before", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="answers")
        self._look = Looks(self, "answers")
        self.left = ColumnView(Column.WORKING, self._look, aimed=True)
        self.right = ColumnView(Column.NEXT, self._look, aimed=True)

    def compose(self) -> ComposeResult:
        """Put what is there beside what is to come."""
        yield self.left
        yield self.right

    def show(self, shown: Page, selected: str) -> None:
        """Show a page, the selected piece standing out."""
        self.left.show(shown.left, selected=selected)
        self.right.show(shown.right, selected=selected)
        for view, rows in ((self.left, shown.left), (self.right, shown.right)):
            keys = [row.key for row in rows if row.place]
            if keys[-1:] == [selected]:
                view.reveal(rows[-1].key)  # a question may stand below it
            view.reveal(selected)

    @property
    def hidden(self) -> tuple[bool, bool]:
        """Whether anything is out of view above, and below."""
        hidden = [view.hidden for view in (self.left, self.right)]
        return any(above for above, _ in hidden), any(below for _, below in hidden)

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._look.forget()


class AnswersScreen(OverMap):
    """One danger fills the screen: the statement, and below it what answers it."""

    AUTO_FOCUS = "#answers"
    CSS_PATH = "answers_screen.tcss"
    BINDINGS = [
        *UNDO_KEYS,
        Binding("escape,ctrl+g", "dismiss", "Back", tooltip="Back to the map", id="answers.close"),
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__(wording, holder)
        self._page = page(self.shown, wording, 0)
        self._danger_id = ""
        self._cursor = ""
        self._heading = Line("answers-heading")
        self._sigil = Static(id="answers-sigil")
        self._danger = Static(id="answers-text")
        self._columns = AnswersColumns()

    def compose(self) -> ComposeResult:
        """Put the danger over what answers it."""
        yield self._heading
        with Horizontal(id="answers-danger"):
            yield self._sigil
            yield self._danger
        yield self._columns
        yield self._told
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Show the first danger."""
        self.draw()

    def draw(self) -> None:
        """Draw the danger that one is at, or the first if it is gone."""
        at = place_of(self.shown, self._danger_id)
        shown = self._page = page(self.shown, self._wording, at)
        self._danger_id = shown.danger.id if shown.danger else ""
        if self._cursor not in shown.keys:
            self._cursor = next(iter(shown.keys), "")
        sigil = form_of(Section.DANGER_STATEMENT).sigil if shown.danger else ""
        is_chosen = shown.danger is not None and self._danger_id == self._cursor
        look = "bold $chosen-text on $chosen" if is_chosen else "bold $sigil"
        self._sigil.update(Content.styled(f"{sigil:<2}", look))
        self._danger.update(self._statement(shown))
        self._columns.show(shown, self._cursor)
        self._head()
        self.call_after_refresh(self._head)  # a longer statement leaves the columns fewer lines

    def _head(self) -> None:
        above, below = self._columns.hidden
        more = Content(f"{'↑' if above else ''}{'↓' if below else ''} ")
        self._heading.say(spread(self._title(self._page), more, max(self.size.width, 1)))

    def _title(self, shown: Page) -> Content:
        if shown.danger is None:
            return Content(f" {self._wording.heading(Section.DANGER_STATEMENT)}")
        say = self._wording.say
        return Content(f" {say('answers.title', number=shown.number, count=shown.count)}")

    def _statement(self, shown: Page) -> Content:
        danger = shown.danger
        if danger is None:
            return Content.styled(self._wording.say("answers.none"), "$open")
        chosen = danger.id == self._cursor
        look = "bold $selected-text on $selected" if chosen else "bold $statement"
        asks = Content.styled(f"\n{shown.asks}", "$open") if shown.asks else Content("")
        return Content(danger.text).stylize(look) + asks

    def action_go(self, by: int) -> None:
        """Go to the next danger, or the one before."""
        at = max(0, min(self._page.count - 1, self._page.number - 1 + by))
        there = page(self.shown, self._wording, at).danger
        if there is not None and there.id != self._danger_id:
            self._danger_id = self._cursor = there.id
            self.tell("")
            self.draw()

    def action_walk(self, by: int) -> None:
        """Go to the next piece, as far as there are any."""
        keys = self._page.keys
        if keys:
            at = keys.index(self._cursor) + by if self._cursor in keys else 0
            self._select(keys[max(0, min(len(keys) - 1, at))])

    def action_turn(self) -> None:
        """Go to the other column."""
        right = {row.key for row in self._page.right if row.place}
        side = LEFT if self._cursor in right else RIGHT
        self._select(self._page.first_of(side) or self._page.first_of(LEFT))

    def _select(self, key: str) -> None:
        if key:
            self._cursor = key
            self.tell("")
            self.draw()

    def action_edit(self) -> None:
        """Edit the selected piece at the capture line."""
        if self._cursor:
            self.edit_item(self._cursor)

    def action_link(self) -> None:
        """Link the selected act or goal with this danger, or let it go."""
        item = self.session.find(self._cursor)
        edit, told = link(self.session, item, self._page.danger)
        if edit is not None:
            self.do(edit)
        self.tell(told)

    @on(ColumnView.Clicked)
    def _choose(self, message: ColumnView.Clicked) -> None:
        message.stop()
        if message.key in self._page.keys:
            self._select(message.key)
