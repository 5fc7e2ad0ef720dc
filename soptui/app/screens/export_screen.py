"""Export: choose whom it is for, read it as it will be, write it, see where it went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.left_out import told
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.app.widgets.preview import Preview
from soptui.app.widgets.whole_row import Choices
from soptui.copies import (
    Copy,
    CopyError,
    CopyExists,
    Format,
    path_for,
    path_from,
    text_of,
    write_copy,
)
from soptui.export.profile import Profile
from soptui.letting_out import Held, held_back, override, places
from soptui.model.alphabet import Column
from soptui.model.edits import Edit
from soptui.model.session import Session
from soptui.model.text import shown
from soptui.wording import Wording

COPIES = {
    "case": Copy(Format.MARKDOWN, Profile.CASE_FILE),
    "family": Copy(Format.MARKDOWN, Profile.FAMILY),
    "marks": Copy(Format.MARKDOWN, Profile.FAMILY, marks=True),
    "json": Copy(Format.JSON, Profile.CASE_FILE),
}


class PathEntry(Entry):
    """Where the document goes."""

    def take(self) -> None:
        """Write it there."""
        self.post_message(ExportScreen.WriteWanted())


class ExportScreen(ClosesOnce, Screen[None]):
    """The choice at the left, the document at the right."""

    CSS_PATH = "export_screen.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="export.close"),
        Binding("tab", "app.focus_next", "Next", id="export.next"),
        Binding("pageup", "scroll_text(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "scroll_text(1)", "Read on", id="export.read", priority=True),
        Binding("ctrl+s", "write", "Write", tooltip="Write the document", id="export.write"),
        Binding(
            "ctrl+o",
            "let_out",
            "Let it out",
            tooltip="Write it although it can tell who reported, and record that",
            id="export.let_out",
        ),
    ]

    @dataclass
    class WriteWanted(Message):
        """The document is to be written."""

    def __init__(
        self,
        session: Session,
        wording: Wording,
        folder: Path,
        record: Callable[[Edit], None] | None = None,
        order: tuple[Column, ...] = tuple(Column),
    ) -> None:
        """`record` makes a change to the session; None for somebody who only reads it.

        `order` is which columns stand from left to right: a document follows it.
        """
        super().__init__()
        self._order = order
        self._record = record
        self._held: tuple[Held, ...] = ()
        self._session = session
        self._wording = wording
        self._folder = folder
        self._offered = folder
        self._refused: Path | None = None
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._copies = Choices(*(self._option(name) for name in COPIES), id="copies", compact=True)
        self._page = Preview()
        self._entry = PathEntry(id="place")
        self._told = Line("export-told")

    def compose(self) -> ComposeResult:
        """Put the choice over the preview, and the place below."""
        say = self._wording.say
        yield Static(Content(f" {say('exporting.heading')}"), id="export-heading")
        yield self._copies
        yield self._page
        with Horizontal(id="export-place"):
            yield Static(Content(f" {say('exporting.to')} "), id="place-label")
            yield self._entry
        yield self._told
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Show the case file first."""
        self._copies.highlighted = 0
        self._copies.focus()

    @property
    def _copy(self) -> Copy:
        return list(COPIES.values())[self._copies.highlighted or 0]

    def _option(self, name: str) -> Option:
        title = Content(f" {self._wording.say(f'exporting.{name}')}").stylize("bold")
        about = Content.styled(f"  {self._wording.say(f'exporting.{name}_help')}", "$muted")
        return Option(title + about, id=name)

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        copy = self._copy
        self._hold(())  # another copy may hold other words
        self._offered = path_for(copy, self._session, self._folder)
        self._entry.start(str(self._offered))
        text = text_of(copy, self._session, self._wording, self._order)
        self._page.show(f"```json\n{text}\n```" if copy.format is Format.JSON else text)

    def action_scroll_text(self, by: int) -> None:
        """Read on in the preview, or back."""
        self._page.scroll_relative(y=by * (self._page.size.height - 1), animate=False)

    @on(OptionList.OptionSelected)
    def _to_place(self) -> None:
        self._entry.focus()

    @on(WriteWanted)
    def action_write(self) -> None:
        """Write the document and say where it is, unless it can tell who reported."""
        self._hold(held_back(self._copy, self._session, self._wording))
        if self._held:
            places_of_it = places(self._held)
            if self._record is None:
                told_so = self._wording.say("exporting.held_reading", places=places_of_it)
            else:
                key = self.app.get_key_display(self._let_out_key)
                told_so = self._wording.say("exporting.held", places=places_of_it, with_key=key)
            self._tell(told_so)
        else:
            self._write()

    def action_let_out(self) -> None:
        """Write what was held back, on purpose, and record that."""
        if self._held and self._record is not None:
            edit = override(self._held, self._copy, datetime.now(UTC).replace(microsecond=0))
            self._record(edit)
            self._session = edit.apply(self._session)
            self._hold(())
            self._write()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Offer to let something out only if something is held back."""
        return action != "let_out" or bool(self._held and self._record)

    def _hold(self, held: tuple[Held, ...]) -> None:
        self._held = held
        self.refresh_bindings()

    @property
    def _let_out_key(self) -> Binding:
        bindings = (one.binding for one in self.active_bindings.values())
        return next(one for one in bindings if one.action == "let_out")

    def _write(self) -> None:
        say = self._wording.say
        text = text_of(self._copy, self._session, self._wording, self._order)
        path = None
        try:
            path = self._place
            write_copy(path, text, over=path == self._refused, own_folder=self._folder)
        except CopyExists:
            self._refused = path
            self._tell(say("exporting.exists"))
        except CopyError as error:
            self._tell(say("exporting.failed", why=error))
        else:
            self._refused = path
            self._tell(say("exporting.wrote", path=path))

    @property
    def _place(self) -> Path:
        """Where it is to go: what is typed, or what was offered, whatever can be shown of it."""
        typed = self._entry.value
        return self._offered if typed == shown(str(self._offered)) else path_from(typed)

    @on(Entry.Dropped)
    def _tell_dropped(self, message: Entry.Dropped) -> None:
        message.stop()
        self._tell(told(message, self._wording))

    def _tell(self, text: str) -> None:
        self._told.say(Content(f" {text}"), layout=True)
