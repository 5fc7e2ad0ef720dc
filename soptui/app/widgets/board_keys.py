"""Board mode: its keys, each with what the footer, the help and the palette say of it,
and the changes that they ask for."""

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key

from soptui.app import board_edits
from soptui.app.holder import BoardHolder
from soptui.app.walking import Lanes
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.model.alphabet import Section
from soptui.model.edits import Edit, RemoveItem, RestoreNote, SetStaffOnly
from soptui.model.history import History
from soptui.model.session import Item, Mark, Note
from soptui.wording import Wording

SIGIL_KEYS = {
    "minus": "-",
    "exclamation_mark": "!",
    "tilde": "~",
    "question_mark": "?",
    "plus": "+",
    "asterisk": "*",
    "greater_than_sign": ">",
    "quotation_mark": '"',
    "full_stop": "",
}


def _key(
    keys: str, action: str, does: str, tooltip: str = "", name: str = "", *, show: bool = False
) -> Binding:
    return Binding(
        keys, action, does, tooltip=tooltip, id=f"board.{name}" if name else None, show=show
    )


BOARD_KEYS: list[BindingType] = [
    _key("enter", "open", "Edit", "Edit a note, or a statement's parts", "edit", show=True),
    _key("m", "grab", "Move", "Move the note: arrows, then Enter", "move", show=True),
    _key("l", "link", "Link", "Pair a danger and a goal; again for the next", "link", show=True),
    _key("s", "staff_only", "Staff-only", "Keep a note from the family copy", "staff", show=True),
    _key("delete", "remove", "Remove", "Take it off the map", "remove", show=True),
    _key("escape,i", "leave", "Type", "Back to the capture line", "leave", show=True),
    _key(
        "e", "open_whole", "Edit sentence", "Edit a statement's sentence as it stands", "sentence"
    ),
    _key("r", "bring_back", "Bring back", "Bring back the note removed last", "restore"),
    _key("t", "sort", "Help to sort", "A few questions say what the note is", "sort"),
    _key("slash", "find", "Find", "Dim what does not hold some words", "find"),
    _key("a", "member('agree')", "Agreed", "Network member: asked, agreed, said no", "agreed"),
    _key("k", "member('inform')", "Knows", "Network member: knows nothing, some, all", "knows"),
    _key("p", "member('pay')", "Paid", "Network member: paid to be there, or not", "paid"),
    _key("up", "walk('up')", "Up", "The note above", "up"),
    _key("down", "walk('down')", "Down", "The note below", "down"),
    _key("left,shift+tab", "walk('left')", "Left", "The column to the left", "left"),
    _key("right,tab", "walk('right')", "Right", "The column to the right", "right"),
    _key("home", "far(-1)", "First", "The first of the column", "first"),
    _key("end", "far(1)", "Last", "The last of the column", "last"),
    _key("H", "carry('left')", "Move left", "Move the note a column left", "carry-left"),
    _key("L", "carry('right')", "Move right", "Move the note a column right", "carry-right"),
    _key("J", "carry('down')", "Move down", "Move the note down", "carry-down"),
    _key("K", "carry('up')", "Move up", "Move the note up", "carry-up"),
    *(
        _key(key, f"resort({sigil!r})", f"Re-sort {sigil or 'heard'}", "", f"resort-{key}")
        for key, sigil in SIGIL_KEYS.items()
    ),
]


class BoardKeys(SwiftKeys, Vertical, can_focus=True):
    """What the keys of board mode do to the selected item."""

    BINDINGS = BOARD_KEYS

    def __init__(self, wording: Wording, holder: BoardHolder) -> None:
        super().__init__(id="board")
        self._wording = wording
        self._holder = holder
        self._held: History | None = None
        self.cursor = ""

    @property
    def lanes(self) -> Lanes:
        """What can be walked to."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw everything that is not on the screen as it should be."""
        raise NotImplementedError

    def show_all(self) -> bool:
        """Show everything as it was before a search; False if there was none."""
        raise NotImplementedError

    @property
    def is_walked(self) -> bool:
        """Whether this is board mode."""
        return self.screen.focused is self

    @property
    def selected(self) -> Item | None:
        """What the cursor is on, in board mode."""
        return self._holder.history.session.find(self.cursor) if self.is_walked else None

    @property
    def is_held(self) -> bool:
        """Whether the selected note is being moved."""
        return self._held is not None

    def let_go(self) -> None:
        """Put down where it is what is being moved."""
        self._held = None

    def tell_standing(self) -> None:
        """Say what can be done with what is selected, or who said it."""
        item = self._holder.shown_session.find(self.cursor) if self.is_walked else None
        if self.is_held:
            self._holder.tell(self._wording.say("board.held"))
        elif isinstance(item, Mark) and item.hidden:
            self._holder.tell(self._wording.say("scale.has_number", who=item.who))
        elif isinstance(item, Mark):
            said = {"who": item.who, "why": item.why or "…", "higher": item.higher or "…"}
            self._holder.tell(self._wording.say("board.mark", **said))
        elif isinstance(item, Note) and item.said_by:
            self._holder.tell(self._wording.say("board.said_by", who=item.said_by))
        elif isinstance(item, Note) and item.section is Section.HEARD:
            self._holder.tell(self._wording.say("board.heard"))
        elif item is not None:
            self._holder.tell(self._wording.say("board.walking"))

    def action_open(self) -> None:
        """Edit what is selected; or put down what is held."""
        if self.is_held:
            self.let_go()
            self.tell_standing()
        elif self.cursor:
            self._holder.edit(self.cursor)

    def action_open_whole(self) -> None:
        """Edit a statement's sentence as it stands."""
        self.let_go()
        if self.cursor:
            self._holder.edit(self.cursor, whole=True)

    def action_leave(self) -> None:
        """Give up a move, a search, or board mode itself: one at a time."""
        if self._held is not None:
            held, self._held = self._held, None
            self._holder.become(held)
            self.tell_standing()
        elif not self.show_all():
            self._holder.type()

    def action_grab(self) -> None:
        """Take the note up: arrows carry it until Enter."""
        if isinstance(self.selected, Note):
            self._held = self._holder.history
            self.tell_standing()
        else:
            self._ask(None)

    def action_carry(self, direction: str) -> None:
        """Move the note one place."""
        if item := self.selected:
            held = self._held
            self._ask(board_edits.carry(item, direction, self.lanes.order))
            self._held = held

    def action_resort(self, sigil: str) -> None:
        """Send the note to the section of a sigil."""
        if item := self.selected:
            self._ask(board_edits.resort(self._holder.history, item, sigil))

    async def action_sort(self) -> None:
        """Have a few questions asked that say what the note is."""
        self.let_go()
        if isinstance(item := self.selected, Note):
            await self.run_action(f"screen.view('sorting', {item.id!r})")
        else:
            self._ask(None)

    def action_remove(self) -> None:
        """Take the selected item off the map."""
        if item := self.selected:
            self.cursor = self.lanes.after_removing(item.id) or self.cursor
            self._ask(RemoveItem(item.id))

    def action_staff_only(self) -> None:
        """Keep the note from the family copy, or let it be seen."""
        item = self.selected
        self._ask(SetStaffOnly(item.id, not item.staff_only) if isinstance(item, Note) else None)

    def action_link(self) -> None:
        """Pair a danger statement and a safety goal."""
        if item := self.selected:
            self._ask(board_edits.relink(self._holder.history.session, item))

    def action_member(self, what: str) -> None:
        """Say of a member whether they agreed, what they know, whether they are paid."""
        says = {"agree": board_edits.agree, "inform": board_edits.inform, "pay": board_edits.pay}
        if item := self.selected:
            self._ask(says[what](item))

    def mistaken(self, event: Key) -> None:
        """Say where the person is, when letters are typed that mean nothing here."""
        if event.is_printable:
            self._holder.tell(self._wording.say("board.not_typing"))

    def action_find(self) -> None:
        """Look for words."""
        self.let_go()
        self._holder.find()

    def action_bring_back(self) -> None:
        """Bring back the note that was removed last."""
        removed = self._holder.history.last_removed()
        if removed is None:
            self._holder.tell(self._wording.say("status.nothing_to_bring_back"))
        else:
            self.cursor = removed[0].id
            self._ask(RestoreNote(*removed))

    def _ask(self, edit: Edit | None) -> None:
        """Make the change that a key asks for; a key that is no move ends a move."""
        self.let_go()
        if edit is None:
            self._holder.tell(self._wording.say("board.not_here"))
        else:
            self._holder.do(edit)
            self._holder.tell(self._wording.say("board.did", edit=self._wording.edit(edit.label)))
