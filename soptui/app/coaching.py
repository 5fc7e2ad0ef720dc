"""The coach at the table: when it may ask, and where an answer goes.

It asks only while nobody types and nothing is being built; the keys that answer it are
those that do nothing else on an empty line.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from soptui.app import coach
from soptui.app.calm_app import CalmApp
from soptui.app.coach import Coach
from soptui.app.holder import Holder
from soptui.app.messages import Chosen
from soptui.app.widgets.capture_line import CaptureLine
from soptui.app.widgets.quiet_line import QuietLine
from soptui.model.edits import Dismiss, Edit, ResortNote, SetStaffOnly
from soptui.model.session import Note
from soptui.wording import Wording

if TYPE_CHECKING:
    from soptui.lens.coaching import Answer


class Coaching:
    """Lets the coach ask about what is on the map, when it is quiet."""

    def __init__(
        self,
        table: Holder,
        guide: Coach,
        capture: CaptureLine,
        quiet: QuietLine,
        wording: Wording,
    ) -> None:
        self._table = table
        self._coach = guide
        guide.show = self.show
        self._capture = capture
        self._quiet = quiet
        self._wording = wording
        self._newest = ""
        self._turn = 0

    def changed(self, newest: str) -> None:
        """Something on the map is new: look at it as soon as it is quiet."""
        self._newest = newest
        self._turn += 1
        if self._table.is_room:
            self._coach.hush()  # it was asked for once
        if self._capture.is_attached:
            self._wait(self._turn)

    def linked(self, edit: Edit) -> tuple[Edit, ...]:
        """Return a change with what it answers, if the coach waits for that."""
        return self._coach.linked(edit)

    def forget(self) -> None:
        """Take nothing for an answer any more: somebody has gone elsewhere."""
        self._coach.await_answer(None)

    def reword(self) -> None:
        """Ask in the words as they are now."""
        self._coach.reword()
        self.changed(self._newest)

    def show(self) -> None:
        """Show the question that stands, or that there is none any more."""
        self._quiet.suggest(self._coach.question)
        self._capture.invite(self._coach.asks is not None)

    def answer(self) -> bool:
        """Take the question up: go to where its answer belongs; False if there is none."""
        question, asked = self._coach.question, self._coach.hush()
        if asked is None:
            return False
        from soptui.lens.coaching import answer_to  # noqa: PLC0415 - not for the first frame

        item = self._table.history.session.find(asked.item) if asked.item else None
        if asked.item and item is None:
            return True  # it is gone, and with it the question
        answer = answer_to(asked, item.column if isinstance(item, Note) else None)
        if answer is not None:
            self._go(answer)
            self._table.tell(question)  # to be read while it is answered
        return True

    def pass_over(self) -> bool:
        """Never ask this again in this session; False if nothing is asked."""
        asked = self._coach.pass_over()
        if asked is None:
            return False
        self._table.do(Dismiss(asked.key))
        self._table.tell(self._wording.say("coach.dismissed"))
        return True

    def switch(self) -> bool:
        """Switch the coach on or off, for good; say which it is now."""
        is_on = self._coach.switch()
        self._capture.post_message(Chosen("coach", is_on))
        self._table.tell(self._wording.say("coach.on" if is_on else "coach.off"))
        if is_on:
            self.changed(self._newest)
        return is_on

    def rest(self, *, resting: bool) -> None:
        """Ask nothing while the room reads along; and then go on."""
        self._coach.hush()
        if not resting:
            self.changed(self._newest)

    def ask_once(self) -> None:
        """Ask what is most to be asked, though the room reads along; or take it away again."""
        if self._coach.hush() is None:
            look = self._look(self._turn, asked=True)
            self._capture.screen.run_worker(look, group="coach", exclusive=True)

    def _go(self, answer: "Answer") -> None:
        from soptui.lens.coaching import Begin, Change, KeepIn, Resort  # noqa: PLC0415

        match answer:
            case Change():
                item = self._table.history.session.find(answer.item)
                if item is not None:
                    self._table.type()
                    self._capture.edit(item, whole=False, at=answer.part)
            case Begin():
                self._coach.await_answer(answer)
                self._table.type()
                self._capture.begin(answer.kind, answer.column)
            case Resort():
                self._table.do(ResortNote(answer.item, answer.section))
                if (item := self._table.history.session.find(answer.item)) is not None:
                    self._table.type()
                    self._capture.edit(item)
            case KeepIn():
                self._table.do(SetStaffOnly(answer.item, staff_only=True))

    def _wait(self, turn: int) -> None:
        self._capture.screen.set_timer(coach.QUIET, lambda: self._perhaps(turn))

    def _perhaps(self, turn: int) -> None:
        if turn != self._turn or not self._capture.is_attached or self._table.is_room:
            return  # something newer waits, or nobody wants to be asked
        if self._capture.is_busy or not self._capture.screen.is_active:
            self._wait(turn)
        else:
            self._capture.screen.run_worker(self._look(turn), group="coach", exclusive=True)

    async def _look(self, turn: int, *, asked: bool = False) -> None:
        was_room, session = self._table.is_room, self._table.history.session
        try:
            shown = replace(self._table.shown_session, dismissed=session.dismissed)
            await self._coach.look(shown if was_room else session, self._newest, asked=asked)
            if self._table.is_room is not was_room:
                self._coach.hush()  # what is asked is about what only some may see
            if asked and self._coach.asks is None:
                self._quiet.tell(self._wording.say("room.no_question"))
            if self._coach.trouble:
                self._table.tell(self._coach.trouble)
                self._coach.trouble = ""
        except Exception as error:  # of any kind: the coach must never end a meeting
            self._coach.is_on = False
            if isinstance(self._capture.screen.app, CalmApp):
                self._capture.screen.app.on_slip(error)
            self._table.tell(self._wording.say("coach.broken"))
        if self._capture.is_busy and turn == self._turn and not asked:
            self._coach.hush()
            self._wait(turn)
