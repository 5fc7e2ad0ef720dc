"""The safety network: three circles, who stands where, and where somebody is missing.

It is seen by the whole room: how to reach people is never shown here.
"""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Paste, Resize

from soptui.app import board_edits, network
from soptui.app.circles import SIGNS, draw, told_of
from soptui.app.holder import Holder
from soptui.app.left_out import told
from soptui.app.network import Network, Place, Questions, asked_of, network_of
from soptui.app.screens.over_map import UNDO_KEYS, OverMap
from soptui.app.widgets.about_line import AboutLine
from soptui.app.widgets.circles_view import CirclesView, content_of
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.lens.lexicon import BadTable
from soptui.lens.prompts import NETWORK, Prompts
from soptui.model.alphabet import Roster
from soptui.model.edits import ReviseItem
from soptui.model.session import Agreement, Member
from soptui.wording import Wording

LOW = 16
_ABOUT = {"watches": "circles.watches", "backup": "circles.backup"}


class CirclesScreen(OverMap):
    """The circles, what is known of one person below them, and a line to say more."""

    CSS_PATH = "circles_screen.tcss"
    AUTO_FOCUS = "#circles"
    BINDINGS = [
        Binding("escape,f3", "close", "Back", tooltip="Back to the map", id="circles.close"),
        *UNDO_KEYS,
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__(wording, holder)
        self._questions = _questions(wording)
        self._turn = 0
        self._cursor = ""
        self._order: tuple[str, ...] = ()
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._heading = Line("circles-heading")
        self._view = CirclesView(self)
        self._person = Line("circles-person")
        self._line = AboutLine(holder, self)
        self._hints = KeyHints(wording)

    def compose(self) -> ComposeResult:
        """Put the circles over what is known of one person."""
        yield self._heading
        yield self._view
        yield self._person
        yield self._told
        yield self._line
        yield self._hints

    def on_mount(self) -> None:
        """Show the circles, and say what the keys do."""
        self.choose(self._network.nearest)

    def on_resize(self, event: Resize) -> None:
        """In a low window show only what is needed."""
        self.set_class(event.size.height < LOW, "-low")
        self._head()

    def reword(self) -> None:
        """Say everything in the words as they are now."""
        self._questions = _questions(self._wording)
        self._hints.reword()
        self.tell("circles.first")
        self.draw()

    @property
    def _network(self) -> Network:
        return network_of(self.shown, self._questions, self._turn)

    def draw(self) -> None:
        """Draw who stands where, and tell of the one that is selected."""
        found, size = self._network, self._view.size
        if found.find(self._cursor) is None:
            self._cursor = found.nearest
        drawing = draw(found, self._wording, (size.width, size.height), self._cursor)
        self._order = drawing.order
        self._view.show(drawing, self._cursor)
        one = found.find(self._cursor)
        if one is not None:
            question = asked_of(one, self._questions) if isinstance(one, Member) else ""
            self._person.say(content_of(told_of(one, question, self._wording)), layout=True)
        self._head()

    def _head(self) -> None:
        name = Content.styled(f" {self._wording.say('circles.heading')}", "bold")
        marks = "  ".join(
            f"{sign} {self._wording.say(f'agreement.{said.value}')}" for said, sign in SIGNS.items()
        )
        heading = Content.assemble(name, f"   {marks}")
        self._heading.say(heading.truncate(max(1, self.size.width), ellipsis=True))

    @property
    def _member(self) -> Member | None:
        """Who is selected; None says that nobody stands there."""
        item = self.session.find(self._cursor)
        if isinstance(item, Member):
            return item
        self.tell("circles.empty")
        return None

    def choose(self, key: str) -> None:
        """Go to a person, or to an empty place."""
        self._cursor = key
        self.draw()
        is_place = isinstance(self._network.find(key), Place)
        self.tell("circles.place" if is_place else "circles.first")

    def action_walk(self, by: int) -> None:
        """Go to the next, or to the one before."""
        at = self._order.index(self._cursor) + by
        self.choose(self._order[max(0, min(at, len(self._order) - 1))])

    def action_far(self, at: int) -> None:
        """Go to the first or the last."""
        self.choose(self._order[at])

    def action_turn(self) -> None:
        """Ask in another way for people who are missing."""
        self._turn += 1
        self.draw()

    def action_open(self) -> None:
        """Edit a person at the capture line; in an empty place, begin a new one."""
        if isinstance(self.session.find(self._cursor), Member):
            self.edit_item(self._cursor)
        else:
            self.action_begin()

    def action_begin(self) -> None:
        """Begin a new person at the capture line."""
        self.dismiss()
        self._holder.begin(Roster.MEMBER)

    def action_move(self, by: int) -> None:
        """Move a person a circle inward, or outward."""
        if (member := self._member) is None:
            return
        if member.paid:
            self.tell("circles.apart")
            return
        now = network.moved(member, by)
        if now is None or now.circle is None:
            self.tell("circles.no_further")
            return
        self.do(ReviseItem(now))
        circle = self._wording.say(f"circles.in_{now.circle.value}")
        key = "circles.moved_in" if by > 0 and member.circle else "circles.moved_out"
        self.tell(key, name=now.name, circle=circle)

    def action_change(self, what: str) -> None:
        """Say whether a person agreed, what they know, whether they are paid."""
        says = {"agree": board_edits.agree, "inform": board_edits.inform, "pay": board_edits.pay}
        member = self._member
        edit = says[what](member) if member is not None else None
        if edit is None or not isinstance(edit.item, Member):
            return
        self.do(edit)
        now = edit.item
        if what == "pay":
            self.tell("circles.is_paid" if now.paid else "circles.is_unpaid", name=now.name)
            return
        which = f"agreement.{now.agreement.value}" if what == "agree" else f"knows.{now.knows}"
        said = self._wording.say(which) or self._wording.say("circles.knows_what")
        self.tell("circles.now", name=now.name, what=said)

    def action_plan(self) -> None:
        """Put what somebody agreed to do under next steps."""
        member = self._member
        if member is None:
            return
        if not member.does:
            self.tell("circles.no_act")
        elif member.agreement is not Agreement.AGREED:
            self.tell("circles.not_agreed")
        elif network.is_planned(member, self.session):
            self.tell("circles.is_planned")
        else:
            self.do(network.plan(member, self._holder.desk()))
            self.tell("circles.planned")

    def action_write(self, field: str) -> None:
        """Type what a person watches for, or who is their back-up."""
        member = self._member
        if member is not None:
            self._line.begin(member, field, self._wording.say(_ABOUT[field]))
            self.tell("circles.writing")
            self.set_focus(self._line.entry)

    def rest(self) -> None:
        """Put what was typed on the map, and go back to the circles."""
        if not self._line.is_open:
            return
        now = self._line.end()
        self.tell("circles.first")
        if now is not None:
            self.do(ReviseItem(now))
            self.tell("circles.kept", name=now.name)
        self._line.entered()
        self.set_focus(self._view)

    def action_close(self) -> None:
        """Put on the map what is typed, and go back to it."""
        self.rest()
        self.dismiss()

    def may_leave(self) -> bool:
        """Put on the map what is typed; then nothing is lost by leaving."""
        self.rest()
        return True

    def mistaken(self) -> None:
        """Say where the person is, when letters are typed that mean nothing here."""
        self.tell("circles.not_typing")

    def on_paste(self, event: Paste) -> None:
        """Say where a text can be put in."""
        event.stop()
        self.mistaken()

    @on(Entry.Dropped)
    def _tell_dropped(self, message: Entry.Dropped) -> None:
        message.stop()
        self._say(told(message, self._wording))

    def action_undo(self) -> None:
        """Take back typing, or else the last change to the map."""
        if self._line.is_open:
            self._line.entry.undo()
        else:
            super().action_undo()

    def action_redo(self) -> None:
        """Type again what was taken back, or else make the change again."""
        if self._line.is_open:
            self._line.entry.redo()
        else:
            super().action_redo()


def _questions(wording: Wording) -> Questions:
    """What is asked where something is missing; an agency's own, if they can be used."""
    try:
        prompts = Prompts(wording.language, wording.own)
    except BadTable:  # the check of a session says so; here, ours are asked
        prompts = Prompts(wording.language)
    return Questions(
        prompts.prompts(NETWORK, "elicit"),
        prompts.prompts(NETWORK, "role"),
        wording.say("lens.network.nobody_in"),
        wording.say("lens.network.offered"),
        wording.say("lens.network.awaited"),
        wording.say("lens.network.declined"),
        wording.say("lens.network.own_backup"),
    )
