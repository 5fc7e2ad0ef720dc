"""The start screen: neutral, because it may be on the wall already."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.keeping import spoken
from soptui.app.messages import OpeningWanted
from soptui.app.screens.sessions_screen import SessionsScreen
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.whole_row import Choices
from soptui.library import Library, Opening, now
from soptui.storage.store import Summary
from soptui.wording import Wording


class StartScreen(Screen[None]):
    """What can be done, and no family's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", tooltip="Begin a new session", id="start.new"),
        Binding("l", "last", "Last", tooltip="Go on with the last session", id="start.last"),
        Binding("o", "open", "Open", tooltip="Choose a session", id="start.open"),
        Binding("d", "demo", "Demo", tooltip="Look at a made-up session", id="start.demo"),
    ]

    def __init__(
        self,
        sessions: tuple[Summary, ...],
        wording: Wording,
        unfinished: tuple[tuple[str, datetime], ...] = (),
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__()
        self._sessions = sessions
        self._wording = wording
        self._unfinished = unfinished
        self._clock = clock
        self._has_chosen = False
        self._choices = Choices(*self._options(), id="start-choices", compact=True)
        self._texts = {name: Static(self._said(name), id=name) for name in self._names()}
        self._hints = KeyHints(wording)

    def compose(self) -> ComposeResult:
        """Put the choices in the middle."""
        first, what, *others = self._texts.values()
        with Vertical(id="start"):
            yield first
            yield what
            yield self._choices
            yield from others
        yield self._hints

    def _names(self) -> tuple[str, ...]:
        """Return the names of the texts around the choices, in their order."""
        unfinished = ("start-unfinished",) if self._unfinished else ()
        return ("start-name", "start-what", *unfinished, "start-private")

    def _said(self, name: str) -> Content:
        if name == "start-unfinished":
            return Content(self._left_unfinished())
        keys = {"start-name": "start.name", "start-what": "start.what"}
        return Content(self._wording.say(keys.get(name, "start.private")))

    def reword(self) -> None:
        """Say everything in the words as they are now."""
        for name, text in self._texts.items():
            text.update(self._said(name))
        at = self._choices.highlighted
        self._choices.set_options(self._options())
        self._choices.highlighted = at
        self._hints.reword()

    def on_mount(self) -> None:
        """Let Enter begin at once."""
        self._choices.focus()

    def _left_unfinished(self) -> str:
        """Say when something was left unfinished, and nothing of what it is."""
        session_id, typed = self._unfinished[0]
        last = next((summary.id for summary in self._sessions if not summary.problem), "")
        which = "start.unfinished_last" if session_id == last else "start.unfinished_other"
        return self._wording.say(which, when=spoken(typed, self._clock(), self._wording))

    def _choice_names(self) -> list[str]:
        choices = ["new", "demo", "app.help", "app.leave"]
        if any(not summary.problem for summary in self._sessions):
            choices.insert(1, "last")
        if self._sessions:
            choices.insert(len(choices) - 3, "open")
        return choices

    def _options(self) -> list[Option]:
        return [Option(self._prompt(choice), id=choice) for choice in self._choice_names()]

    def _prompt(self, choice: str) -> Content:
        keys = {"new": "n", "last": "l", "open": "o", "demo": "d", "app.help": "F1"}
        key = Content.styled(f"{keys.get(choice, '^Q'):>3}  ", "bold $sigil")
        words = self._wording.say(f"start.{choice.removeprefix('app.')}")
        return key + Content(words)

    @on(OptionList.OptionSelected)
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(event.option_id or "new")

    def action_new(self) -> None:
        """Begin a new session."""
        self._ask(lambda library: library.create())

    def action_last(self) -> None:
        """Go on with the last session."""
        if any(not summary.problem for summary in self._sessions):
            self._ask(lambda library: library.open("last"))

    def action_demo(self) -> None:
        """Look at the made-up session."""
        self._ask(lambda library: library.demo())

    def action_open(self) -> None:
        """Choose a session."""
        if self._sessions:
            self.app.push_screen(SessionsScreen(self._sessions, self._wording), self._opened)

    def _opened(self, session_id: str | None) -> None:
        if session_id:
            self._ask(lambda library: library.open(session_id), session_id)

    def _ask(self, opens: Callable[[Library], Opening], session_id: str = "") -> None:
        # Keys struck behind the first would open a session each.
        if not self._has_chosen:
            self._has_chosen = True
            self.post_message(OpeningWanted(opens, session_id))

    def on_screen_resume(self) -> None:
        """Be there for another choice."""
        self._has_chosen = False
