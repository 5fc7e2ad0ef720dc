"""Export: choose whom it is for, read it as it will be, write it, see where it went."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList

from soptui.app.left_out import told
from soptui.app.looking import Looking
from soptui.app.outlet import Made, Order, Outlet
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.copy_account import CopyAccount
from soptui.app.widgets.copy_choices import CopyChoices
from soptui.app.widgets.copy_page import CopyPage
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.copies import Copy, CopyError, path_for, path_from
from soptui.copy_look import CopyLook, CopyReader
from soptui.letting_out import Held, override, places
from soptui.model.text import shown
from soptui.wording import Wording

WIDE, LOW = 150, 20


class PathEntry(Entry):
    """Where the copy goes."""

    def __init__(self, write: Callable[[], None]) -> None:
        super().__init__(id="place")
        self._write = write

    def take(self) -> None:
        """Write it there."""
        self._write()


class ExportScreen(ClosesOnce, Screen[None]):
    """The choice, what leaves and what does not, the page, and where it goes."""

    CSS_PATH = "export_screen.tcss"
    BINDINGS = [
        Binding(
            "ctrl+o",
            "let_out",
            "Let it out",
            tooltip="Write it although it can tell who reported, and record that",
            id="export.let_out",
            show=False,  # it is told where it is needed
        ),
        Binding("ctrl+s", "write", "Write", tooltip="Write the document", id="export.write"),
        Binding(
            "ctrl+t",
            "clip",
            "Clipboard",
            tooltip="Put the text on the clipboard",
            id="export.clip",
        ),
        Binding(
            "f4",
            "questions",
            "What is open",
            tooltip="Read what is still open in this copy",
            id="export.questions",
            show=False,
        ),
        Binding(
            "ctrl+r",
            "written",
            "Copies",
            tooltip="Find or delete the copies of this session that were written",
            id="export.written",
        ),
        Binding("escape", "close", "Back", id="export.close"),
        Binding("tab", "app.focus_next", "Next", id="export.next"),
        Binding("pageup", "read(-1)", "Read back", show=False, priority=True),
        Binding("pagedown", "read(1)", "Read on", id="export.read", show=False, priority=True),
    ]

    class Looked(Message):
        """A copy was looked at."""

        def __init__(self, look: CopyLook) -> None:
            self.look = look
            super().__init__()

    def __init__(self, wording: Wording, outlet: Outlet) -> None:
        super().__init__()
        self._wording = wording
        self._outlet = outlet
        self.wanted: Copy | None = None
        self.look: CopyLook | None = None
        self._held: tuple[Held, ...] = ()
        self._order = Order(outlet.chosen, None)
        self._refused: tuple[Path, Copy] | None = None
        self._offered = Path()
        keeper = outlet.keeper
        reader = CopyReader(wording, keeper.order, keeper.own)
        self._looking = Looking(reader, wording, self._found)
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._choices = CopyChoices(wording, outlet.chosen, self._follow)
        self._account = CopyAccount(wording)
        self._page = CopyPage(wording)
        self._entry = PathEntry(self.action_write)
        self._told = Line("export-told")

    def compose(self) -> ComposeResult:
        """Put the choice over the page, and the place below; beside it where there is room."""
        say = self._wording.say
        yield Line("export-heading")
        with Container(id="export"):
            with Container(id="export-choice"):
                yield self._choices
                yield self._account
            yield self._page
        with Horizontal(id="export-place"):
            label = Line("place-label")
            label.say(Content(f" {say('exporting.to')} "), layout=True)
            yield label
            yield self._entry
        yield self._told
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Show what was chosen last."""
        self._outlet.hears = self._hear
        heading = f" {self._wording.say('exporting.heading')}"
        self.query_one("#export-heading", Line).say(Content(heading))
        self._choices.begin()
        self._follow()

    def on_resize(self, event: Resize) -> None:
        """In a wide window put the page beside the choice; in a low one show what is needed."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < LOW, "-low")

    def on_unmount(self) -> None:
        """Let what is still being made be told where the session is."""
        if self._outlet.hears == self._hear:
            self._outlet.hears = None

    def action_close(self) -> None:
        """Go back to the page from its questions, or to the map."""
        if self._page.is_questions:
            self.action_questions()
            return
        if self.is_active:
            self._outlet.hears = None
        self.dismiss()

    def action_turn_format(self, by: int) -> None:
        """Choose the next format, or the one before."""
        self._choices.turn_format(by)

    def action_go_on(self) -> None:
        """Go to where it is written."""
        self._follow()
        self.set_focus(self._entry)

    def action_read(self, by: int) -> None:
        """Read on in the page, or back."""
        self._page.page(by)

    def action_questions(self) -> None:
        """Read what is open in the copy, or the copy again."""
        self._page.turn()

    def action_written(self) -> None:
        """Find the copies that were written before."""
        from soptui.app.screens.written_screen import WrittenScreen  # noqa: PLC0415 - seldom

        self.app.push_screen(WrittenScreen(self._wording, self._outlet.keeper))

    def action_write(self) -> None:
        """Write the copy and say where it is, unless it can tell who reported."""
        self._follow()
        try:
            path = self._place
        except CopyError as error:
            self._tell(self._wording.say("exporting.failed", why=error))
            return
        self._make(
            Order(self._choices.copy, path, over=(path, self._choices.copy) == self._refused)
        )

    def action_clip(self) -> None:
        """Put the copy's text on the clipboard, unless it can tell who reported."""
        self._follow()
        self._make(Order(self._choices.copy, None))

    def action_let_out(self) -> None:
        """Make the copy that was held back, on purpose, and record that."""
        keeper = self._outlet.keeper
        if self._held and keeper.record is not None:
            now = keeper.clock().replace(microsecond=0)
            keeper.record(override(self._held, self._order.copy, now))
            self._make(replace(self._order, let_out=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Offer to let something out only if something is held back."""
        return action != "let_out" or bool(self._held and self._outlet.keeper.record)

    def _make(self, order: Order) -> None:
        if self._outlet.is_busy:
            return
        self._order = order
        self._hold(())
        self._tell(self._wording.say("exporting.writing"))
        self._outlet.make(order)

    def _hear(self, made: Made, told_so: str) -> None:
        """Say what became of it."""
        is_wanted = self._order.copy == self.wanted
        self._hold(made.held if is_wanted else ())
        path = self._order.path
        if path is not None and (made.is_there or made.path is not None):
            self._refused = (path, made.copy)
        if self._held and self._outlet.keeper.record is not None:
            told_so = self._wording.say(
                "exporting.held", places=places(made.held), with_key=self._key("let_out")
            )
        self._tell(told_so)

    def _hold(self, held: tuple[Held, ...]) -> None:
        self._held = held
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _turn(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Show the copy that is chosen now, and where it would go."""
        copy = self._choices.copy
        if copy == self.wanted:
            return
        before, self.wanted = self.wanted, copy
        self._outlet.chosen = copy
        self._hold(())  # another copy may hold other words
        self._offer(copy, before)
        self._choices.show()
        self._looking.want(copy, self._outlet.keeper.session())

    def _offer(self, copy: Copy, before: Copy | None) -> None:
        """Offer a place; one that somebody has typed stays, but for the ending it had."""
        typed, ending = self._entry.value, f".{before.format}" if before else ""
        is_ours = before is None or typed == shown(str(self._offered))
        keeper = self._outlet.keeper
        self._offered = path_for(copy, keeper.session(), keeper.folder)
        if is_ours:
            self._entry.start(str(self._offered))
        elif typed.endswith(ending):
            self._entry.start(f"{typed.removesuffix(ending)}.{copy.format}")
        self._tell("")

    def _found(self, look: CopyLook) -> None:
        with suppress(RuntimeError):  # the app has ended meanwhile
            self.post_message(self.Looked(look))

    @on(Looked)
    def _show(self, message: Looked) -> None:
        look = message.look
        if look.copy != self.wanted:
            return  # another one was chosen meanwhile
        self.look = look
        self._account.show(look, self._key("questions"))
        self._page.show(look, self._key("questions"))

    def _key(self, action: str) -> str:
        bindings = (one.binding for one in self.active_bindings.values())
        return self.app.get_key_display(next(one for one in bindings if one.action == action))

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
        self._told.say(Content(text), layout=True)
