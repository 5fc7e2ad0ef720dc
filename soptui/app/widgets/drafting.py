"""What is being built at the capture line: the drafts, and the steps from one to another."""

from textual.containers import Horizontal

from soptui.app.holder import Holder
from soptui.app.widgets.capture_entry import CaptureEntry
from soptui.model.alphabet import Column, Kind, Section, form_of
from soptui.model.grammar import Draft, blank, is_unchanged, read_line, reopen
from soptui.model.session import Item
from soptui.model.unfinished import Pasted
from soptui.wording import Wording


class Drafting(Horizontal):
    """The entry that is being built, those put aside, and the lines that are offered.

    Whoever builds on it makes `entry`, and says in `_changed` what is to be drawn and kept.
    """

    entry: CaptureEntry

    def __init__(self, wording: Wording, holder: Holder, *, classes: str) -> None:
        super().__init__(id="capture-line", classes=classes)
        self._wording = wording
        self._holder = holder
        self.aim = Column.WORRIED
        self.draft: Draft | None = None
        self._aside: list[Draft] = []
        self._offered: tuple[str, ...] = ()
        self._resting = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being typed or built, or the board is walked."""
        return bool(self.entry.value or self.draft or self._offered or self._resting)

    def begin(self, kind: Kind, column: Column | None) -> None:
        """Begin a new entry of a kind, as its sign would."""
        self._put_aside()
        if column is not None:
            self.aim = column
        self.draft = blank(kind) if form_of(kind).sigil else None
        self._begin_part()

    def edit(self, item: Item, *, whole: bool = False, at: int | None = None) -> None:
        """Take up something on the map to change it, as it was left if it was begun before.

        `at` is the part to begin with; without it, the first that is still wanted.
        """
        self._put_aside()
        fresh = reopen(item, whole=whole)
        same = (item.id, fresh.whole)
        begun = next((d for d in self._aside if (d.editing, d.whole) == same), None)
        if begun is not None:
            self._aside.remove(begun)
        self.draft = begun or fresh
        if at is not None and self.draft.asks_parts:
            self.draft = self.draft.go(at - self.draft.at)
        self._begin_part()

    def take_up(self, what: Draft | Pasted, column: Column) -> None:
        """Go on with what was left unfinished; what is here now is put aside."""
        self._put_aside()
        self.aim = column
        if isinstance(what, Pasted):
            self._offered += what.lines
        else:
            self.draft = what
        self._begin_part()

    def leave(self) -> bool:
        """Step out of what is being built; False if there is nothing to step out of."""
        if self._offered:
            self._offered = ()
            self._changed()
            return True
        if self.draft is None:
            return False
        self._put_aside()
        self._begin_part()
        return True

    def drop_sigil(self) -> bool:
        """Give up a new entry that has no words yet; False if it has some."""
        if self.draft is None or self.draft.editing or not self.draft.is_empty:
            return False
        self.draft = None
        self._begin_part()
        return True

    def undo(self) -> bool:
        """Take back typing, a sign or a step, or put the entry aside; False if none is there."""
        if self.entry.undo() or self.drop_sigil():
            return True
        if self.draft is not None and self.draft.asks_parts and self.draft.at:
            self._go(-1)
            return True
        return self.leave()

    def _go(self, by: int) -> None:
        if self.draft is not None and self.draft.asks_parts:
            self.draft = self.draft.put(self.entry.value).go(by)
            self._begin_part()

    def _put_aside(self) -> None:
        """Keep what is half built or half typed; Up takes it up again."""
        typed, draft = self.entry.value, self.draft
        self.draft = None
        draft = draft.put(typed) if draft else read_line(typed)
        if draft.is_empty or is_unchanged(draft, self._holder.history.session):
            return
        self._aside.append(draft)
        plain = draft.whole or draft.kind is Section.HEARD
        name = self._wording.say("capture.note") if plain else self._wording.name(draft.kind)
        self._holder.tell(self._wording.say("capture.aside", name=name))

    def _begin_part(self) -> None:
        draft = self.draft
        self.entry.start("" if draft is None else draft.parts[draft.at])
        self._changed()

    def _changed(self) -> None:
        """Have what is typed kept, and everything drawn that tells of it."""
        raise NotImplementedError
