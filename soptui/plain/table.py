"""One session, line by line: what is typed goes on the map by the same grammar, and is said.

It holds the history of the session, and lets changes in by one door, `do`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from soptui.app.keeping import Keeping, LastSaver
from soptui.library import Opening, new_item_id
from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.model.edits import AddEntries, Edit
from soptui.model.grammar import Desk
from soptui.model.history import History
from soptui.model.session import Item, Session
from soptui.model.stage import Stage
from soptui.model.text import clean
from soptui.plain.asking import Asking
from soptui.plain.line import Line
from soptui.plain.reading import Reader
from soptui.plain.voice import Voice
from soptui.settings import Settings
from soptui.storage.saver import SaveStatus
from soptui.storage.stages import StageWriter
from soptui.storage.store import StoreError
from soptui.wording import Wording

PATIENCE = 1.0
"""Seconds that a disk gets to refuse an entry before the next line is asked for."""

_LAST_SAVE = 10.0
_NOT_SAVED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What a session stands in: the words, what was chosen, the time, and who listens."""

    wording: Wording
    voice: Voice
    clock: Callable[[], datetime]
    chosen: Settings
    config: Path
    patience: float = 0.0


class Table:
    """A session that is written, or only read, one line at a time."""

    def __init__(self, opening: Opening, place: Place, offered: tuple[str, ...] = ()) -> None:
        session = opening.stored.session
        self.opening = opening
        self.place = place
        self.wording, self.voice = place.wording, place.voice
        self.is_reading = opening.is_reading
        self.order = place.chosen.order(self.wording.preset(session.setting))
        self.reader = Reader(self.wording, self.order)
        self.reader.know(session)
        self.history = History(session)
        self.newest = ""
        self.begun = monotonic()
        self.is_curtained = False
        self.held: Callable[[], None] | None = None
        self.wants_out = self.wants_to_write = False
        self.is_warned = self.was_warned = False
        self._news = threading.Event()
        self._told = ""
        drafts = None if self.is_reading else opening.drafts
        self.keeping = Keeping(drafts, session, self.wording, place.clock, self._news.set)
        self.saver: LastSaver | None = None
        self._stage: StageWriter | None = None
        if not self.is_reading:
            self.saver = LastSaver(opening, lambda _: self._news.set(), self.keeping.close)
            self._stage = StageWriter(opening.stage)
            if opening.is_aside:
                self.saver.put(session)
        self.line = Line(self, self.order[0], offered)
        self.asking = Asking(self, opening.words)
        self.restage()

    @property
    def session(self) -> Session:
        """The session as it is now; that of somebody else, as it is on disk."""
        return self.history.session

    @property
    def written_as(self) -> str:
        """The id that opens it again; none, if it is a demo."""
        kept_as = self.saver.status.kept_as if self.saver else ""
        return "" if self.opening.is_demo else kept_as or self.session.id

    @property
    def is_half_typed(self) -> bool:
        """Whether something is typed that is on no map."""
        return bool(self.line.draft or self.line.aside or self.line.offered)

    @property
    def would_be_lost(self) -> str:
        """What is to be said before leaving, because it would be lost; else nothing."""
        problem = self.saver.status.problem if self.saver else ""
        has_journal = not (self.is_reading or self.opening.drafts is None)
        is_kept = has_journal and not self.keeping.problem
        if problem or not self.is_half_typed or is_kept:
            return problem
        return self.wording.say("plain.would_be_lost")

    def desk(self) -> Desk:
        """Return what an entry needs to become an edit now."""
        return Desk(
            session=self.session,
            aim=self.line.aim,
            now=self.place.clock(),
            new_id=new_item_id,
            composer=self.wording.composer,
        )

    def tell(self, key: str, **blanks: object) -> None:
        """Say something in soptui's own words."""
        self.voice.line(self.wording.say(key, **blanks))

    def tell_item(self, item: Item) -> None:
        """Say what an entry is, its number, and what it says."""
        self.voice.line(self.reader.line(item, self.session))

    def take(self, line: str) -> None:
        """Take one line, whatever it is; what the gate leaves out of it is said."""
        self.was_warned, self.is_warned = self.is_warned, False
        taken = clean(line)
        if taken.dropped:
            key = "gate.hidden" if taken.dropped > 1 else "gate.one_hidden"
            self.tell(key, count=taken.dropped)
        if taken.cut:
            self.tell("gate.full", count=taken.cut)
        self.line.take(taken.text, ends_in_space=line.rstrip("\r\n")[-1:].isspace())
        self.keep()

    def interrupt(self) -> None:
        """Leave what is asked for, or say how to leave soptui."""
        self.voice.end_line()
        if not self.line.leave():
            self.tell("plain.how_to_leave")
        self.keep()

    def do(self, *edits: Edit) -> bool:
        """Make changes: the one door. Say whether anything is different now."""
        if self.is_reading:
            self.tell("plain.reading_only")
            return False
        before = self.history
        for edit in edits:
            if isinstance(edit, AddEntries):
                self.newest = edit.items[-1].id
            for each in self.asking.linked(edit):
                self.become(self.history.do(each))
        return self.history is not before

    def become(self, history: History) -> None:
        """Take on another state of the session, and hand it to the disk."""
        is_new = history.session is not self.session
        self.history = history
        if is_new and self.saver is not None:
            self.reader.know(history.session)
            self.keeping.become(history.session)
            self.saver.put(history.session)
            self.restage()

    def read_again(self) -> None:
        """Read what somebody else has written meanwhile."""
        if self.is_reading:
            try:
                stored = self.opening.store.open(self.session.id)
            except StoreError as error:  # it is being replaced: what was read stays
                self.voice.line(str(error))
            else:
                self.history = History(stored.session)
                self.reader.know(stored.session)

    def keep(self, line: str = "") -> None:
        """Have what is typed and not entered kept as it stands."""
        now = self.line
        self.keeping.typing(now.draft, line, tuple(now.aside), now.offered, now.aim)

    def settle(self) -> None:
        """Say what has become of the saving, if that is not what it was."""
        if self.saver is None:
            return
        status = self.wait_for_disk(self.place.patience)
        self.keeping.note_saved(status)
        if status.kept_as and self._stage is not None:
            self._stage.go_on_as(status.kept_as)
        told = status.problem or self.keeping.problem or status.warning
        told = told or self.saver.told(self.wording)
        if told != self._told:
            was, self._told = self._told, told
            if told:
                self.tell("plain.attention", what=told)
            elif was and status.saved:
                self.tell("plain.saved_again")

    def wait_for_disk(self, seconds: float) -> SaveStatus:
        """Wait until all is saved, or something is wrong; not longer than this."""
        if self.saver is None:
            return SaveStatus()
        until = monotonic() + seconds
        while True:
            status = self.saver.status
            left = until - monotonic()
            if status.saved or status.problem or left <= 0:
                return status
            self._news.wait(left)
            self._news.clear()

    def restage(self) -> None:
        """Let a second screen show what came last; of staff-only notes it is not told."""
        item = self.session.find(self.newest)
        unseen = getattr(item, "staff_only", False)
        if self._stage is not None:
            newest = "" if unseen else self.newest
            self._stage.put(Stage(curtain=self.is_curtained, newest=newest))

    def close(self) -> int:
        """Save what is not saved yet, stop, and say how it ended; return the exit code."""
        if self.saver is None:
            return 0
        if self.is_half_typed and not self.would_be_lost:
            self.tell("plain.kept_for_next")
        status = self.saver.close(timeout=_LAST_SAVE)
        if self._stage is not None:
            self._stage.close()
        if status.problem or not status.saved:
            self.tell("ending.aside" if status.is_aside else "ending.not_saved")
            return _NOT_SAVED
        if self.written_as:
            self.tell("plain.left", id=self.written_as)
        return 0

    def aim_at(self, column: Column) -> None:
        """Have plain lines go under a column from now on."""
        self.line.aim = column
        self.tell("plain.aim", column=self.wording.question(column))

    def edit(self, draft: Draft) -> None:
        """Begin to ask for the parts of an entry."""
        self.line.begin(draft)
