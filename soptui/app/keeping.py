"""Keeping what is typed: whatever is on no saved map is in the journal, letter by letter.

It gathers from the line, the details and the saving what there is, and hands it on as one
value. A word leaves the journal only when it is on a saved map, or was given up.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from soptui.library import Opening
from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.model.framing import LINES, texts_of
from soptui.model.session import Session
from soptui.model.text import cleaned
from soptui.model.unfinished import Field, Piece, Unfinished, entered_since, fields_since
from soptui.storage.drafts import DraftJournal, set_aside
from soptui.storage.saver import Saver, SaveStatus
from soptui.wording import Wording

_LAST_WORDS = 5.0
"""Seconds that the journal gets for its last line."""


class Keeping:
    """What is unfinished in one session: what is typed now, and what waits from before."""

    def __init__(
        self,
        path: Path | None,
        session: Session,
        wording: Wording,
        clock: Callable[[], datetime],
        on_change: Callable[[], None],
    ) -> None:
        self._wording = wording
        self._clock = clock
        self._saved = self._session = session
        self._line: tuple[Draft | None, str, tuple[Draft, ...], tuple[str, ...], Column]
        self._line = (None, "", (), (), Column.WORRIED)
        self._fields: dict[str, str] = {}
        self._unsaved = Unfinished()
        self._warned: object = None
        self._journal: DraftJournal | None = None
        self._former: tuple[DraftJournal, ...] = ()
        self._on_change = on_change
        self._path = path
        self.waiting: tuple[Piece, ...] = ()
        self.trouble = ""
        if path is not None:
            self._take_over(path)

    @property
    def problem(self) -> str:
        """Why what is typed cannot be kept just now, or nothing."""
        why = self._journal.problem if self._journal else ""
        return self._wording.say("unfinished.not_kept", why=why) if why else ""

    @property
    def newest(self) -> str:
        """When the newest of what waits was typed, as it is spoken."""
        return self.spoken(max(piece.typed for piece in self.waiting))

    def spoken(self, typed: datetime) -> str:
        """Return a moment as it is spoken now."""
        return spoken(typed, self._clock(), self._wording)

    def typing(
        self,
        draft: Draft | None,
        line: str,
        drafts: tuple[Draft, ...],
        lines: tuple[str, ...],
        aim: Column,
    ) -> None:
        """Keep the line as it stands, and everything around it; called with every letter."""
        self._line = (draft, line, drafts, lines, aim)
        self._put()

    def fill(self, name: str, text: str) -> None:
        """Keep a field of the details as far as it is typed; called with every letter."""
        # As it stands: what the gate would make of a long text is not asked at each letter.
        if text == texts_of(self._session)[name]:
            self._fields.pop(name, None)
        else:
            self._fields[name] = text
        self._put()

    def filled(self) -> None:
        """Give up what is typed in the details: what could be entered is."""
        self._fields.clear()
        self._put()

    def become(self, session: Session) -> None:
        """Keep what was entered until the disk has it."""
        self._session = session
        self._drop_entered_fields()
        if self._journal is not None:
            self._unsaved = Unfinished(
                entered=entered_since(self._saved, session, self._wording.composer),
                fields=fields_since(self._saved, session),
            )
        self._put()

    def note_saved(self, status: SaveStatus) -> None:
        """Let go of what the disk holds; `status` is newer than the last state entered."""
        if status.kept_as:
            self._follow(status.kept_as)
        if status.saved and self._saved is not self._session:
            self._saved = self._session
            self._unsaved = Unfinished()
            self._put()

    def decide(self, *pieces: Piece) -> None:
        """Let go of what was waiting: it is on the map, in the line, or not wanted."""
        self.wait(tuple(piece for piece in self.waiting if piece not in pieces))

    def wait(self, pieces: tuple[Piece, ...]) -> None:
        """Let these wait, and no others."""
        self.waiting = pieces
        self._put()

    def warning(self, problem: str) -> str:
        """Return what is to be said before leaving, once; nothing if there is nothing."""
        at_risk = (self._typed_here(), problem)
        if not any(at_risk) or at_risk == self._warned:
            return ""
        self._warned = at_risk
        if problem:
            return self._wording.say("status.not_saved")
        is_kept = self._journal is not None and not self._journal.problem
        return self._wording.say("status.unfinished" if is_kept else "status.unfinished_lost")

    def close(self, status: SaveStatus) -> None:
        """Write the last line; nothing that the disk holds stays in it."""
        if self._journal is None:
            return
        self.note_saved(status)
        left = self._unfinished
        if not left.pieces(self._saved, self._clock()):
            left = Unfinished()
        self._journal.put(left)
        if self._journal.close(timeout=_LAST_WORDS):
            left = Unfinished()
        for former in self._former:  # what the newest could not write is to be in one of them
            former.put(left)
            former.close(timeout=_LAST_WORDS)

    @property
    def _unfinished(self) -> Unfinished:
        draft, line, drafts, lines, aim = self._line
        fields = self._unsaved.fields
        if self._fields:
            named = {field.name: field.text for field in fields} | self._fields
            fields = tuple(Field(name, text) for name, text in named.items())
        return Unfinished(
            draft=draft,
            line=line,
            drafts=drafts,
            lines=lines,
            fields=fields,
            entered=self._unsaved.entered,
            aim=aim,
            waiting=self.waiting,
        )

    def _drop_entered_fields(self) -> None:
        stands = texts_of(self._session) if self._fields else {}
        for name, text in list(self._fields.items()):
            if cleaned(text, lines=name not in LINES) == stands[name]:
                del self._fields[name]

    def _typed_here(self) -> tuple[object, ...]:
        """What is typed and not entered; what waits from before does not count."""
        typed = self._unfinished._replace(entered=(), waiting=())
        return tuple(piece.what for piece in typed.pieces(self._session, self._clock()))

    def _take_over(self, path: Path) -> None:
        """Go on with the journal of a session, and see what was left in it."""
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self._journal = DraftJournal(path, self._on_change, self._clock)
            return
        except OSError:  # there may be one: reading it will tell
            pass
        from soptui.storage.draft_lines import read_drafts  # noqa: PLC0415 - most starts have none

        found = read_drafts(path)
        if found.trouble is not None:
            try:
                name = set_aside(path, found.trouble, self._clock()).name
            except OSError:  # then nothing is written over it either
                self.trouble = self._wording.say("unfinished.stuck", name=path.name)
                return
            self.trouble = self._wording.say(f"unfinished.{found.trouble.value}", name=name)
        if found.typed is not None:
            self.waiting = found.unfinished.pieces(self._session, found.typed)
        self._journal = DraftJournal(path, self._on_change, self._clock)
        self._put()  # what is on the map by now does not stay in it

    def _follow(self, session_id: str) -> None:
        """Keep what is typed with the session that this one goes on as."""
        if self._path is None or self._journal is None:
            return
        path = self._path.with_name(f"{session_id}{self._path.suffix}")
        if path == self._journal.path:
            return
        # The former one keeps what it has until the end: at no moment is it in neither.
        self._former = (*self._former, self._journal)
        self._journal = DraftJournal(path, self._on_change, self._clock)
        self._put()

    def _put(self) -> None:
        if self._journal is not None:
            self._journal.put(self._unfinished)


def spoken(typed: datetime, now: datetime, wording: Wording) -> str:
    """Return a moment as it is spoken: 14:02, or 22 Nov 14:02 on another day."""
    typed = typed.astimezone()
    day = "" if typed.date() == now.astimezone().date() else f"{wording.day(typed)} "
    return f"{day}{typed:%H:%M}"


class LastSaver(Saver):
    """A saver behind whose end something else has to end."""

    def __init__(
        self,
        opening: Opening,
        on_change: Callable[[SaveStatus], None],
        behind: Callable[[SaveStatus], None],
    ) -> None:
        self._behind = behind
        self._opening = opening
        self._was_removed = False
        super().__init__(
            opening.store, opening.stored.revision, on_change, take_over=self._go_on_as
        )

    def told(self, wording: Wording) -> str:
        """Return what is to be said of the id that it goes on under; nothing, if it is its own."""
        kept_as = self.status.kept_as
        which = "status.removed" if self._was_removed else "status.kept_as"
        return wording.say(which, id=kept_as) if kept_as else ""

    def _go_on_as(self, session_id: str) -> None:
        # In the thread that saves: the screen never waits for a disk.
        try:
            stamp = self._opening.store.stamp(self._opening.stored.session.id)
            self._was_removed = stamp is None
        finally:
            if self._opening.take_over is not None:
                self._opening.take_over(session_id)

    def close(self, timeout: float | None = None) -> SaveStatus:
        """Save what still waits and stop, then let what stands behind end too."""
        status = super().close(timeout)
        self._behind(status)
        return status
