"""The coach, line by line: it asks when it is asked, and otherwise says that it would.

The coach itself is the app's; here its questions are said, and their answers typed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from soptui.model.draft import Draft, blank
from soptui.model.edits import Dismiss, Edit, ResortNote, SetStaffOnly
from soptui.model.grammar import reopen
from soptui.model.session import Note

if TYPE_CHECKING:
    from soptui.app.coach import Coach
    from soptui.lens.coaching import Answer
    from soptui.plain.table import Table


class Asking:
    """Lets the coach ask about what is on the map."""

    def __init__(self, table: "Table", own: Path | None) -> None:
        self._table = table
        self._own = own
        self._coach: Coach | None = None
        self._announced = ""
        self.is_on = table.place.chosen.coach

    def changed(self, newest: str) -> None:
        """Something on the map is new: say so if there is a question that was not there."""
        if not self.is_on or self._table.is_reading:
            return
        self._look(newest)
        asks = self._coach.asks if self._coach else None
        key = asks.key if asks else ""
        if key and key != self._announced:
            self._table.tell("plain.coach_waits")
        self._announced = key

    def ask(self) -> None:
        """Say the question that helps most now, and what it is about."""
        self._look(self._table.newest)
        coach, table = self._coach, self._table
        if coach is None or coach.asks is None:
            table.tell("plain.coach_silent")
            return
        self._announced = coach.asks.key
        table.tell("plain.coach_asks", question=coach.question)
        item = table.session.find(coach.asks.item) if coach.asks.item else None
        if item is not None:
            table.tell("plain.coach_about", what=table.reader.line(item, table.session))

    def switch(self, *, is_on: bool) -> None:
        """Have it say by itself that there is a question, or only when it is asked."""
        self.is_on = is_on
        self._table.tell("plain.coach_on" if is_on else "plain.coach_off")

    def answer(self, text: str) -> bool:
        """Take the question up, with what was typed for it; False if nothing is asked."""
        coach, table = self._coach, self._table
        asked = coach.hush() if coach else None
        if coach is None or asked is None:
            return False
        from soptui.lens.coaching import answer_to  # noqa: PLC0415 - loads a lens

        item = table.session.find(asked.item) if asked.item else None
        answer = answer_to(asked, item.column if isinstance(item, Note) else None)
        if (asked.item and item is None) or answer is None:
            table.tell("plain.coach_talk")
            if text:
                table.line.say(text)
            return True
        self._go(coach, answer, text)
        return True

    def pass_over(self) -> bool:
        """Never ask this again in this session; False if nothing is asked."""
        passed = self._coach.pass_over() if self._coach else None
        if passed is None:
            return False
        if self._table.do(Dismiss(passed.key)):
            self._table.tell("plain.coach_passed")
        return True

    def linked(self, edit: Edit) -> tuple[Edit, ...]:
        """Return a change with what it answers, if the coach waits for that."""
        return self._coach.linked(edit) if self._coach else (edit,)

    def _go(self, coach: "Coach", answer: "Answer", text: str) -> None:
        from soptui.lens.coaching import Begin, Change, KeepIn, Resort  # noqa: PLC0415

        table = self._table
        match answer:
            case Change():
                item = table.session.find(answer.item)
                if item is not None:
                    draft = reopen(item)
                    to = draft.at if answer.part is None else answer.part
                    self._type(draft.go(to - draft.at) if draft.asks_parts else draft, text)
            case Begin():
                if answer.column is not None:
                    table.line.aim = answer.column
                coach.await_answer(answer)
                self._type(blank(answer.kind), text)
            case Resort():
                table.do(ResortNote(answer.item, answer.section))
                item = table.session.find(answer.item)
                if item is not None:
                    table.tell_item(item)
                    self._type(reopen(item), text)
            case KeepIn():
                table.do(SetStaffOnly(answer.item, staff_only=True))
                item = table.session.find(answer.item)
                if item is not None:
                    table.tell_item(item)

    def _type(self, draft: Draft, text: str) -> None:
        line = self._table.line
        line.begin(draft)
        if text:
            line.say(text)

    def _look(self, newest: str) -> None:
        import asyncio  # noqa: PLC0415 - the coach of the app reads beside its loop

        from soptui.app.coach import Coach  # noqa: PLC0415 - a start has nothing to ask

        table = self._table
        if self._coach is None:
            self._coach = Coach(table.wording, self._own, table.place.clock)
        try:
            asyncio.run(self._coach.look(table.session, newest, asked=True))
        except Exception as error:  # of any kind: the coach must never end a meeting
            from soptui.fault_report import where_it_broke  # noqa: PLC0415

            self.is_on = False
            table.tell("plain.coach_broken", where=where_it_broke(error))
        if self._coach.trouble:
            table.voice.line(self._coach.trouble)
            self._coach.trouble = ""
