"""The scale round: everybody's number on one line, by name, and never an average.

Everybody decides before anybody tells. In a hidden round only that somebody has a number
is seen, until all are shown in the same moment (practice notes 3.4).
"""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Paste, Resize
from textual.widgets import Static

from soptui.app.half_typed import HalfTyped
from soptui.app.holder import Holder
from soptui.app.left_out import told
from soptui.app.scale_face import said, title
from soptui.app.scale_line import in_order, mark_edit, mark_of, noted, read_mark
from soptui.app.screens.over_map import UNDO_KEYS, OverMap
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.line import Line
from soptui.app.widgets.mark_entry import MarkEntry
from soptui.app.widgets.scale_people import ScalePeople
from soptui.model.alphabet import Scale
from soptui.model.edits import RemoveItem, RevealMarks
from soptui.model.session import Mark
from soptui.wording import Wording

LOW = 20
_MEANS = {
    Scale.SAFETY: "export.case-file.safety_means",
    Scale.WELLBEING: "export.case-file.wellbeing_means",
}


class ScaleScreen(OverMap):
    """The line, what the selected person said of their number, and a line to type in."""

    AUTO_FOCUS = "#scale-people"
    CSS_PATH = "scale_screen.tcss"
    BINDINGS = [
        Binding("tab,shift+tab", "turn", "Other scale", id="scale.turn"),
        Binding("escape", "leave", "Back", tooltip="Back to the map", id="scale.leave"),
        Binding("f10", "close", "Back", show=False),
        *UNDO_KEYS,
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__(wording, holder)
        self._scale = Scale.SAFETY
        self._begun: set[Scale] = set()
        self._cursor = ""
        self._pending = ""
        self._warned = ""
        self._heading = Line("scale-heading")
        self._means = Static(id="scale-means")
        self._first = Static(Content(wording.say("scale.turn")), id="scale-turn")
        self._people = ScalePeople(wording, self)
        self._words = Static(id="scale-said")
        self._chip = Static(id="scale-chip")
        self._half = HalfTyped(holder)
        self._entry = MarkEntry(self)

    def compose(self) -> ComposeResult:
        """Put the line in the middle, and the typing at the foot."""
        yield self._heading
        yield self._means
        yield self._first
        yield self._people
        yield self._words
        yield self._told
        with Horizontal(id="scale-line"):
            yield self._chip
            yield self._entry
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Show the scale of safety."""
        self._entry.names = self._holder.names
        self._entry.veil = self._holder.veil
        self._choose_first()
        self.draw()

    def on_resize(self, event: Resize) -> None:
        """In a low window leave out what is known by heart."""
        self.set_class(event.size.height < LOW, "-low")
        self.draw()

    @property
    def _marks(self) -> list[Mark]:
        return in_order(self.shown, self._scale)

    @property
    def _is_hidden(self) -> bool:
        """Whether numbers entered now are hidden: a round stays so until it is shown."""
        return self._scale in self._begun or any(mark.hidden for mark in self._marks)

    @property
    def _selected(self) -> Mark | None:
        return next((mark for mark in self._marks if mark.id == self._cursor), None)

    def draw(self) -> None:
        """Draw everything that is not on the screen as it should be."""
        marks = self._marks
        if self._selected is None:
            self._choose_first()
        width = max(self.size.width, 1)
        self._heading.say(title(self._scale, marks, self._wording, width, hidden=self._is_hidden))
        self._means.update(Content(self._wording.say(_MEANS[self._scale])))
        self._people.show(marks, self._cursor)
        self._words.update(said(self._selected, self._wording))
        pending = self._holder.as_shown(self._pending)
        key = "scale.chip_hidden" if self._is_hidden else "scale.chip"
        self._chip.update(Content(f" {pending or self._wording.say(key)} "))
        self._entry.placeholder = self._wording.say("scale.value" if self._pending else "scale.who")
        self._entry.hide(is_hidden=self._is_hidden, is_number=bool(self._pending))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Hide and show numbers when there is something to; else its letter begins a name."""
        some_hidden = any(mark.hidden for mark in self._marks)
        return {"hide": not some_hidden, "reveal": some_hidden}.get(action, True)

    def _choose_first(self) -> None:
        marks = self._marks
        self._cursor = marks[0].id if marks else ""

    # What the line and the people ask for.

    def begin_with(self, letter: str) -> None:
        """Begin a name with a letter that was struck while walking."""
        self.set_focus(self._entry)
        self._warned = ""
        self._entry.put_letter(letter)

    def on_paste(self, event: Paste) -> None:
        """Text pasted over the people goes to the line."""
        self.set_focus(self._entry)
        self._entry.put_in(event.text)

    def keep(self, text: str) -> None:
        """Keep what is half typed; called with every letter."""
        draft = read_mark(text, self._scale, self._pending).draft
        self._half.keep(replace(draft, hidden=self._is_hidden))

    def take_mark(self, text: str) -> None:
        """Enter a number, or ask for it if there is only a name."""
        if not text.strip() and not self._pending:
            return
        typed = read_mark(text, self._scale, self._pending)
        if not typed.is_whole:
            self._ask_number(text.strip())
            return
        is_new = mark_of(self.session, self._scale, typed.who) is None
        edit = mark_edit(typed, self._holder.desk(), hidden=self._is_hidden)
        if edit is None:
            return
        self._holder.do(edit)  # and then only it is let go of
        self._pending = self._warned = ""
        self._entry.start("")
        mark = mark_of(self.session, self._scale, typed.who)
        self._cursor = mark.id if mark else ""
        self._entry.names = self._holder.names
        self.draw()
        self.tell("scale.entered" if is_new else "scale.changed", who=typed.who)

    def _ask_number(self, text: str) -> None:
        if self._pending or any(letter.isdigit() for letter in text):
            self.tell("scale.not_a_number")
            return
        self._pending = text
        self._entry.start("")
        self.draw()
        self.tell("")

    def back(self) -> bool:
        """Go back to the name; False if it is the name that is typed."""
        if not self._pending:
            return False
        name, self._pending = self._pending, ""
        self._entry.start(name)
        self.draw()
        return True

    def go(self, by: int) -> None:
        """Walk along the people, from the line."""
        if self._marks and not self._pending:
            self.set_focus(self._people)
            self.action_walk(by)

    def action_walk(self, by: int) -> None:
        """Go to the next person, as far as there are any."""
        ids = [mark.id for mark in self._marks]
        if ids:
            at = ids.index(self._cursor) + by if self._cursor in ids else 0
            self._cursor = ids[max(0, min(len(ids) - 1, at))]
            self.tell("")
            self.draw()

    def action_edit(self) -> None:
        """Say why, or what one higher would be, at the capture line."""
        mark = self._selected
        if mark is None:
            self.set_focus(self._entry)
        elif mark.hidden:
            self.tell("scale.not_yet")
        elif self._may_close():
            self._half.let_go()
            self.edit_item(mark.id)

    def action_note(self, sign: str) -> None:
        """Make a strength, an act of protection or a next step of what somebody said."""
        mark = self.session.find(self._cursor)
        if not isinstance(mark, Mark):
            self.tell("scale.nobody")
        elif mark.hidden:
            self.tell("scale.not_yet")
        else:
            edit, told_as = noted(sign, mark, self._holder.desk())
            if edit is not None:
                self.do(edit)
            self.tell(told_as, who=mark.who)

    def action_hide(self) -> None:
        """Begin a hidden round, or give it up while nobody has entered a number."""
        self._begun ^= {self._scale}
        self.keep(self._entry.value)
        self.set_focus(self._entry)
        self.draw()
        self.tell("scale.began" if self._is_hidden else "scale.ended")

    def action_reveal(self) -> None:
        """Show all hidden numbers at once."""
        self._begun.discard(self._scale)
        self.do(RevealMarks(self._scale))
        self.tell("scale.revealed")

    def action_remove(self) -> None:
        """Take the selected number off the line."""
        if mark := self._selected:
            ids = [each.id for each in self._marks]
            at = ids.index(mark.id)
            self._cursor = (ids[at + 1 :] or ids[:at][-1:] or [""])[0]
            self.do(RemoveItem(mark.id))
            self.tell("board.did", edit=self._wording.edit(RemoveItem.label))

    def action_turn(self) -> None:
        """Go to the other scale."""
        self._scale = Scale.WELLBEING if self._scale is Scale.SAFETY else Scale.SAFETY
        self._choose_first()
        self.keep(self._entry.value)
        self.tell("")
        self.draw()

    def action_undo(self) -> None:
        """Take back typing, or else the last change to the map."""
        if not (self._entry.has_focus and (self._entry.undo() or self.back())):
            super().action_undo()

    def action_leave(self) -> None:
        """Go back to the name, to the people, to the map: one at a time."""
        if self._entry.has_focus and self.back():
            return
        if self._entry.has_focus:
            self.set_focus(self._people)
            self.tell("scale.half" if self._entry.value else "")
            self._warned = self._entry.value
        else:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the map; what is half typed is dropped only the second time."""
        if self._may_close():
            self._half.let_go()
            self.dismiss()

    def may_leave(self) -> bool:
        """Say whether nothing waits to be entered; the second time it is kept."""
        return self._may_close()

    def _may_close(self) -> bool:
        half = self._pending or self._entry.value
        if half and half != self._warned:
            self._warned = half
            self.tell("scale.half")
            return False
        return True

    @on(Entry.Dropped)
    def _tell_dropped(self, message: Entry.Dropped) -> None:
        message.stop()
        self._say(told(message, self._wording))
