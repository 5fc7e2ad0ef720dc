"""The capture line: where everything the room says is typed.

It keeps what is being typed and nothing else: the drafts, and the column that is aimed
at. A finished entry goes out as an edit, at once and by a plain call, so that the empty
line and the new note are seen in one frame.
"""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from soptui.app.capture_face import asked, choices_of, face_of, resting_face
from soptui.app.holder import Holder
from soptui.app.left_out import told
from soptui.app.widgets.capture_entry import CaptureEntry
from soptui.app.widgets.drafting import Drafting
from soptui.app.widgets.entry import Entry
from soptui.model.alphabet import Column, Scale
from soptui.model.edits import AddEntries
from soptui.model.grammar import (
    Draft,
    begin,
    enter,
    notes_from,
    pasted,
    read_line,
    to_edit,
)
from soptui.model.session import kind_of
from soptui.wording import Wording

MOST_PASTED = 1000
"""The most lines of a paste that are offered as notes."""


class CaptureLine(Drafting):
    """One line to type in, with what it is for at its left."""

    BINDINGS = [
        Binding(
            "tab",
            "onward(1)",
            "Next",
            tooltip="Aim at the next column; in a statement, go to its next part",
            id="capture.next",
        ),
        Binding("shift+tab", "onward(-1)", "Column before", id="capture.previous", show=False),
    ]

    def __init__(
        self, wording: Wording, holder: Holder, order: tuple[Column, ...] = tuple(Column)
    ) -> None:
        super().__init__(wording, holder, classes=f"-{order[0].value}")
        self._order = order
        self.aim = order[0]
        self._chip = Static(id="chip")
        self._is_asked = False
        self._choice = 0
        self.entry = CaptureEntry(self)

    def compose(self) -> ComposeResult:
        """Put the label at the left, the typing at the right."""
        yield self._chip
        yield self.entry

    def on_mount(self) -> None:
        """Say what the line is for."""
        self._label()

    @property
    def drafts(self) -> list[tuple[Draft, Column]]:
        """The new entries that are being built, as far as they are typed, and where they go."""
        building = self.draft is not None and self.draft.asks_parts
        now = [self.draft.put(self.entry.value)] if self.draft and building else []
        return [(draft, self.aim) for draft in [*self._aside, *now] if draft.editing is None]

    @property
    def asking(self) -> str:
        """What the line asks for at this moment, or nothing."""
        if self._offered:
            column = self._wording.short(self.aim)
            return self._wording.say("capture.paste", count=len(self._offered), column=column)
        return asked(self.draft, self._wording)

    def keep(self) -> None:
        """Have what is typed kept as it stands."""
        self._holder.keeping.typing(
            self.draft, self.entry.value, tuple(self._aside), self._offered, self.aim
        )

    def see(self, value: str) -> None:
        """Look at the line after each letter: a sigil opens an entry, a word ends.

        The sigil also counts where an empty part is asked for: somebody who types one
        there has gone on to the next thing, and the statement is kept as it is.
        """
        opened = begin(value) if self._may_begin() else None
        if opened is not None:
            finished, (self.draft, rest) = self.draft, opened
            if finished is not None:
                self._finish(finished)
            at = self.entry.cursor_position - (len(value) - len(rest))
            self.entry.start(rest)
            self.entry.cursor_position = max(0, at)
            self._changed()
        elif value.endswith(" ") and self.draft is not None and self.draft.asks_parts:
            self._holder.draw()  # the room sees the statement form, word by word

    def take(self, value: str) -> None:
        """Take the line on Enter; it is emptied only when its words are on the map."""
        if self._offered:
            lines, self._offered = self._offered, ()
            self._holder.do(notes_from(lines, self._holder.desk()))
            self.entry.start(value)
            self._changed()
        elif self.draft is None:
            if value.strip():
                self._finish(read_line(value))
            self.entry.start("")
        else:
            draft, finished = enter(self.draft, value)
            self.draft = None if finished else draft
            if finished:
                self._finish(draft)
            self._begin_part()

    def earlier(self) -> None:
        """Go back a part; on an empty line, take up what was put aside or said last."""
        if self._choose(-1):
            return
        if self.draft is not None:
            self._go(-1)
        elif not self.entry.value:
            newest = self._holder.newest()
            if self._aside:
                self.draft = self._aside.pop()
                self._holder.tell("")
                self._begin_part()
            elif newest is None:
                self._holder.tell(self._wording.say("capture.nothing_before"))
            else:
                self.edit(newest)

    def later(self) -> None:
        """Go on to the next part, or to the next of what is offered."""
        if not self._choose(+1):
            self._go(+1)

    def escape(self) -> None:
        """Step out of what is being built, or else to the board."""
        if not self.leave():
            self._holder.walk()

    def invite(self, asked: bool) -> None:
        """Say on the empty line how a question is answered, or what else it is for."""
        self._is_asked = asked
        self._label()

    def answer(self) -> bool:
        """Take up what the coach asks; False if it asks nothing, or something is built."""
        return self.draft is None and self._holder.answer()

    def pass_over(self) -> bool:
        """Have the coach ask something else; False if it asks nothing."""
        return self.draft is None and self._holder.pass_over()

    def aim_at(self, column: Column) -> None:
        """Aim at a column: plain lines go there."""
        self.aim = column
        self._changed()

    def rest(self, *, resting: bool) -> None:
        """Say how to come back while the board is walked, or what the next line is for."""
        self._resting = resting
        self._label()

    def reword(self) -> None:
        """Say what the line is for in the words as they are now; what is typed stays."""
        self._label()

    def action_onward(self, by: int) -> None:
        """Go to the next part, or aim at the next column."""
        if self.draft is not None and self.draft.asks_parts:
            self._go(by)
        else:
            self.aim_at(self._order[(self._order.index(self.aim) + by) % len(self._order)])

    @on(Entry.LinesPasted)
    def _offer(self, message: Entry.LinesPasted) -> None:
        """Offer pasted lines as so many notes, with those that are offered already."""
        message.stop()
        lines = pasted(message.text)
        if (count := len(self._offered) + len(lines)) > MOST_PASTED:  # no map holds as many
            say = self._wording.say
            self._holder.tell(say("capture.too_many", count=count, most=MOST_PASTED))
            return
        self._offered += lines
        self._changed()

    @on(Entry.Dropped)
    def _tell_dropped(self, message: Entry.Dropped) -> None:
        message.stop()
        self._holder.tell(told(message, self._wording))

    def _choose(self, by: int) -> bool:
        """Offer the next of what an empty entry can be; False if nothing is offered."""
        if self.entry.value or not choices_of(self.draft, self._wording):
            return False
        self._choice += by
        self._label()
        return True

    def _may_begin(self) -> bool:
        draft = self.draft
        if self._offered or draft is None:
            return not self._offered
        return draft.asks_parts and draft.editing is None and not draft.parts[draft.at]

    def _finish(self, draft: Draft) -> None:
        edit = to_edit(draft, self._holder.desk())
        if edit is None:
            return
        self._holder.do(edit)
        if isinstance(edit, AddEntries) and kind_of(edit.items[0]) is not draft.kind:
            key = "capture.no_mark" if isinstance(draft.kind, Scale) else "capture.no_name"
            self._holder.tell(self._wording.say(key))

    def _changed(self) -> None:
        self.keep()
        self._label()
        self._holder.draw()

    def _label(self) -> None:
        self.entry.choices = choices_of(self.draft, self._wording)
        self._choice = self._choice if self.entry.choices else 0
        face = face_of(
            self.draft, self.aim, self._wording, asked=self._is_asked, choice=self._choice
        )
        if self._resting:
            face = resting_face(self._wording)
        chip = self._wording.say("capture.pasted") if self._offered else face.chip
        is_quiet = self._holder.is_room and not self._resting
        self.entry.placeholder = self.asking if is_quiet else face.placeholder
        self.entry.offer = face.offer
        self._chip.update(Content(f" {chip} "))
        for column in self._order:
            aimed = self.draft is None and column is self.aim and not self._resting
            self.set_class(aimed, f"-{column.value}")
