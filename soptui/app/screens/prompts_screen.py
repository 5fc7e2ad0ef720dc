"""The questions to ask: what suits the column and the moment, and one of them large."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.holder import Holder
from soptui.app.large import enlarged
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line, spread
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_row import WholeRow
from soptui.app.wrapping import wrap
from soptui.lens.lexicon import BadTable
from soptui.lens.prompts import PAGES, Group, Prompts
from soptui.model.alphabet import Column
from soptui.wording import Wording

_AROUND = 6
"""The cells beside a question in the list: its indent, the margins and the scroll bar."""


class PromptList(SwiftKeys, WholeRow, OptionList):
    """The questions of one page, to walk through."""

    BINDINGS = [
        Binding(
            "enter,space",
            "select",
            "Large to the room",
            tooltip="Show this one question and nothing else",
            id="prompts.large",
        ),
    ]

    def action_select(self) -> None:
        """Show it large, before the next key is read."""
        if isinstance(self.screen, PromptsScreen):
            self.screen.enlarge()

    def mistaken(self, event: Key) -> None:
        """Say where the person is, when letters are typed that mean nothing here."""
        if event.is_printable and isinstance(self.screen, PromptsScreen):
            self.screen.tell_not_typing()


class LargePrompt(SwiftKeys, Static, can_focus=True):
    """One question, for the room; any key that does nothing else leads back."""

    def mistaken(self, event: Key) -> None:
        """Go back to the list, which must not get this key, too."""
        event.stop()
        event.prevent_default()
        if isinstance(self.screen, PromptsScreen):
            self.screen.action_back()

    def on_click(self) -> None:
        """Go back to the list."""
        if isinstance(self.screen, PromptsScreen):
            self.screen.action_back()


class PromptsScreen(ClosesOnce, Screen[None]):
    """The questions at hand, a page for each column, for the network and for the numbers."""

    AUTO_FOCUS = ""
    CSS_PATH = "prompts_screen.tcss"
    BINDINGS = [
        Binding("tab", "turn(1)", "Next column", id="prompts.next"),
        Binding("shift+tab", "turn(-1)", "Column before", id="prompts.before", show=False),
        Binding("escape,f4", "dismiss", "Back to the map", id="prompts.close"),
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__()
        self._wording = wording
        desk = holder.desk()
        self._session, self._now = desk.session, desk.now
        self._page: str = desk.aim
        self._is_large = False
        self._trouble = ""
        self._prompts = self._read()
        self._asked: dict[str, str] = {}
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._heading = Line("prompts-heading")
        self._list = PromptList(id="prompts-list", compact=True)
        self._told = Line("prompts-told")
        self._hints = KeyHints(self._wording)
        self._large = LargePrompt(id="prompt-large")

    def _read(self) -> Prompts:
        try:
            return Prompts(self._wording.language, self._wording.own)
        except BadTable as error:
            self._trouble = str(error)
            return Prompts(self._wording.language)

    def compose(self) -> ComposeResult:
        """Lay the list over its keys; the large question waits."""
        self._large.display = False
        yield self._heading
        yield self._list
        yield self._told
        yield self._hints
        yield self._large

    def on_mount(self) -> None:
        """Begin with the column that is aimed at."""
        self.set_focus(self._list)
        self._tell(self._trouble)

    def on_resize(self) -> None:
        """Set everything anew, in lines that fit."""
        at = self._list.highlighted
        self._show_page()
        self._list.highlighted = at or self._list.highlighted
        if self._is_large:
            self._show_large()

    def action_turn(self, by: int) -> None:
        """Go to the questions of the next column; or back from the large one."""
        if self._is_large:
            self.action_back()
            return
        self._page = PAGES[(PAGES.index(self._page) + by) % len(PAGES)]
        self._show_page()
        self._tell("")

    def enlarge(self) -> None:
        """Show the question at the cursor and nothing else."""
        if self._list.highlighted_option is not None:
            self._show_one(large=True)

    def action_back(self) -> None:
        """Come back from the large question to the list."""
        self._show_one(large=False)

    def tell_not_typing(self) -> None:
        """Say that nothing is typed here."""
        self._tell(self._wording.say("prompts.not_typing"))

    def _tell(self, text: str) -> None:
        self._told.say(Content(f" {text}" if text else ""), layout=True)

    def _show_one(self, *, large: bool) -> None:
        """Show one question and nothing else, or all of them again."""
        self._is_large = large
        if large:
            self._show_large()
        self._large.display = large
        self.set_focus(self._large if large else self._list)
        for part in (self._heading, self._list, self._told, self._hints):
            part.display = not large

    def _show_large(self) -> None:
        option = self._list.highlighted_option
        if option is not None and option.id is not None:
            text = enlarged(self._asked[option.id], self.size.width, self.size.height)
            self._large.update(Content(text))

    def _show_page(self) -> None:
        """List what suits the moment first, each kind under its name."""
        self._list.set_options(self._rows())
        self._list.scroll_home(animate=False)
        self._list.action_first()
        self._show_heading()

    def _rows(self) -> list[Option]:
        """Return the rows of a page, and know which question each of them is."""
        self._asked.clear()
        rows: list[Option] = []
        above, room = "", self.size.width - _AROUND
        for group, prompts in self._prompts.page(self._session, self._page, self._now):
            name = self._named(group)
            if name != above:
                rows.append(Option(Content.styled(name, "bold $section"), disabled=True))
            above = name
            for prompt in prompts:
                self._asked[str(len(rows))] = prompt
                lines = "\n".join(f"  {line}" for line in wrap(prompt, room))
                rows.append(Option(Content(lines), id=str(len(rows))))
        return rows

    def _named(self, group: Group) -> str:
        name = group.name_on(self._page)
        try:
            return self._wording.say(f"prompts.kind.{name}")
        except KeyError:  # a kind that an agency has added
            return name.replace("_", " ").upper()

    def _show_heading(self) -> None:
        say = self._wording.say
        columns = [column for column in Column if column == self._page]
        asks = self._wording.question(columns[0]) if columns else say(f"prompts.{self._page}")
        tabs = [
            Content.styled(
                f" {say(f'prompts.page.{page}')} ",
                "bold $chip-text on $chip" if page == self._page else "",
            )
            for page in PAGES
        ]
        self._heading.say(spread(Content(f" {asks}"), Content("").join(tabs), self.size.width))
