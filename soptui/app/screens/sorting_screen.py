"""Sorting help: one question after the other, each answered by a digit."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from soptui.app.holder import Holder
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_row import WholeRow
from soptui.model.alphabet import Roster, Section, form_of
from soptui.model.edits import ResortNote
from soptui.model.session import Note
from soptui.model.sorting import FIRST, Answer, Question
from soptui.wording import Wording


class Answers(SwiftKeys, WholeRow, OptionList):
    """The few answers to a question."""


class SortingScreen(ClosesOnce, ModalScreen[None]):
    """Asks what a note is; the last answer re-sorts it, Esc leaves it as it is."""

    AUTO_FOCUS = ""
    CSS_PATH = "sorting_screen.tcss"
    BINDINGS = [
        *(Binding(str(n), f"answer({n})", f"Answer {n}", show=False) for n in (1, 2, 3)),
        Binding("backspace,left", "back", "One back", id="sorting.back", show=False),
        Binding("escape", "dismiss", "Leave it as it is", id="sorting.close", show=False),
    ]

    def __init__(self, wording: Wording, holder: Holder, note_id: str) -> None:
        super().__init__()
        self._wording = wording
        self._holder = holder
        self._note_id = note_id
        self._path = [FIRST]
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._question = Static(id="sorting-question")
        self._answers = Answers(id="sorting-answers", compact=True)

    def compose(self) -> ComposeResult:
        """Put the note over the question and its answers."""
        item = self._holder.shown_session.find(self._note_id)
        text = item.text if isinstance(item, Note) else ""
        with Vertical(id="sorting"):
            yield Static(Content(text), id="sorting-note")
            yield self._question
            yield self._answers
            yield Static(Content(self._wording.say("sorting.foot")), id="sorting-foot")

    def on_mount(self) -> None:
        """Ask the first question."""
        self.set_focus(self._answers)
        self._ask()

    def action_answer(self, number: int) -> None:
        """Give an answer; a digit that stands for none does nothing."""
        answers = self._path[-1].answers
        if not self.is_active or number > len(answers):
            return
        match answers[number - 1].to:
            case Question() as question:
                self._path.append(question)
                self._ask()
            case Section() as section:
                self.dismiss()
                self._sort(section)
            case Roster():
                self.dismiss()
                self._holder.type()
                self._holder.tell(self._wording.say("sorting.member"))

    def action_back(self) -> None:
        """Ask the question before once more."""
        if len(self._path) > 1:
            self._path.pop()
            self._ask()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None and event.option_id.startswith(self._path[-1].asks):
            self.action_answer(event.option_index + 1)

    def _sort(self, section: Section) -> None:
        history = self._holder.history
        note = history.session.find(self._note_id)
        if isinstance(note, Note):
            edit = ResortNote(note.id, section, history.earlier_parts(note, section))
            self._holder.do(edit)
            say = self._wording.say
            self._holder.tell(say("board.did", edit=self._wording.edit(edit.label)))

    def _ask(self) -> None:
        question = self._path[-1]
        self._question.update(Content(self._wording.say(question.asks)))
        self._answers.set_options(
            Option(self._row(number, answer), id=f"{question.asks}-{number}")
            for number, answer in enumerate(question.answers, 1)
        )
        self._answers.action_first()

    def _row(self, number: int, answer: Answer) -> Content:
        row = Content.styled(f"{number} ", "bold $sigil") + Content(self._wording.say(answer.says))
        if isinstance(answer.to, Question):
            return row
        form = form_of(answer.to)
        becomes = f"   {form.sigil} {self._wording.name(form.kind)}"
        return row + Content.styled(becomes, "$muted")
