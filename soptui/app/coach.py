"""The coach: one quiet question at the right moment, and otherwise out of the way.

It waits until nobody types, reads the session through the lenses, and asks what helps
most. It never blocks a key: the lenses are loaded, and read a session for the first time,
beside the event loop; after that an edit costs less than two milliseconds.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soptui.model.edits import AddEntries, Edit, LinkGoal
from soptui.model.session import Note, Session
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.lens.coaching import Begin
    from soptui.lens.finding import Finding
    from soptui.lens.review import Review

QUIET = 2.5
"""Seconds without a key after which it may ask: people talk in bursts (practice notes 3.5)."""


class Coach:
    """Asks about one session. `asks` is the question that stands now.

    `show` is called when there is another, or none any more.
    """

    def __init__(
        self,
        wording: Wording,
        own: Path | None,
        clock: Callable[[], datetime],
        *,
        is_on: bool = True,
    ) -> None:
        self._wording = wording
        self._own = own
        self._clock = clock
        self.show: Callable[[], None] = lambda: None
        self._review: Review | None = None
        self._asked: set[str] = set()
        self._awaited: Begin | None = None
        self.asks: Finding | None = None
        self.is_on = is_on
        self.trouble = ""

    @property
    def question(self) -> str:
        """What is asked, with the words it is about, or nothing."""
        asks = self.asks
        if asks is None:
            return ""
        words = asks.words if len(asks.words) <= _MOST_WORDS else ""
        return f"“{words}”: {asks.question}" if words else asks.question

    async def look(self, session: Session, newest: str, *, asked: bool = False) -> None:
        """Read the session, and ask if there is something to ask; `asked` to, though it is off."""
        if not (self.is_on or asked):
            return
        if self._review is None:
            language = self._wording.language
            review, findings = await asyncio.to_thread(self._begin, session)
            if language != self._wording.language:
                return  # that changed meanwhile: it looks again
            self._review = review
        else:
            findings = self._review.findings(session, self._clock())
        from soptui.lens.coaching import choose  # noqa: PLC0415 - not for the first frame

        stands = self.asks is not None and any(one.key == self.asks.key for one in findings)
        chosen = choose(findings, self._asked | set(session.dismissed), newest)
        if stands and not (chosen and chosen.item == newest):
            return  # until it is answered, not wanted, or the talk has gone on
        if chosen is not None:
            self._asked.add(chosen.key)
        self._put(chosen)

    def hush(self) -> "Finding | None":
        """Ask nothing for now; return what was asked."""
        asked = self.asks
        self._put(None)
        return asked

    def pass_over(self) -> "Finding | None":
        """Give the question up: the session remembers it from now on, until that is undone."""
        passed = self.hush()
        if passed is not None:
            self._asked.discard(passed.key)
        return passed

    def reword(self) -> None:
        """Ask in the words as they are now, also what was just asked."""
        self._review = None  # it keeps its questions
        self.pass_over()

    def switch(self) -> bool:
        """Switch it on or off; say which it is now."""
        self.is_on = not self.is_on
        if not self.is_on:
            self._put(None)
        return self.is_on

    def await_answer(self, begin: "Begin | None") -> None:
        """Know that the next new entry of this kind is the answer to a question."""
        self._awaited = begin

    def linked(self, edit: Edit) -> tuple[Edit, ...]:
        """Return an edit whose new entry says what it answers, if it was waited for.

        Only the very next change can be the answer.
        """
        begin, self._awaited = self._awaited, None
        if begin is None or not isinstance(edit, AddEntries):
            return (edit,)
        first, *others = edit.items
        if not isinstance(first, Note) or first.section is not begin.kind:
            return (edit,)
        answers = begin.answers or first.answers
        answer = replace(first, revises=begin.revises, answers=answers)
        added = AddEntries((answer, *others))
        if begin.answered_by is None:
            return (added,)
        return (added, LinkGoal(begin.answered_by, answer.id))

    def _begin(self, session: Session) -> "tuple[Review, tuple[Finding, ...]]":
        from soptui.lens.lexicon import BadTable  # noqa: PLC0415 - not for the first frame
        from soptui.lens.review import Review  # noqa: PLC0415

        try:
            review = Review(self._wording, own=self._own)
        except BadTable as error:
            self.trouble = str(error)
            review = Review(self._wording)
        return review, review.findings(session, self._clock())

    def _put(self, finding: "Finding | None") -> None:
        if finding != self.asks:
            self.asks = finding
            self.show()


_MOST_WORDS = 30
