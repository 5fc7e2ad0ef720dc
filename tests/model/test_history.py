"""Undo and redo without limit, as laws over any edits."""

from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from soptui.model.alphabet import Column, Section
from soptui.model.edits import (
    AddEntries,
    Edit,
    ForgetExport,
    MoveNote,
    RecordExport,
    RecordOverride,
    RemoveItem,
    ResortNote,
    RestoreNote,
    RewordNote,
    ShiftNote,
)
from soptui.model.grammar import read_line, to_edit
from soptui.model.history import History
from soptui.model.session import Exported, Override, Session
from tests.builders import NOW, WORDING, a_desk, a_full_session, a_note, a_session
from tests.model.invariants import check
from tests.strategies import EXAMPLES, any_text, edits_of, sessions


class Meeting(RuleBasedStateMachine):
    """Anything that could be done to a session, in any order."""

    @initialize(session=sessions())
    def begin(self, session: Session) -> None:
        self.history = History(session)
        self.states = [session]
        self.undone: list[Session] = []
        self.number = 0

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        self._do(data.draw(edits_of(self.history.session)))

    @rule(line=any_text, aim=st.sampled_from(Column))
    def type_a_line(self, line: str, aim: Column) -> None:
        self.number += 1
        desk = a_desk(self.history.session, aim=aim, new_id=lambda: f"typed-{self.number}")
        if edit := to_edit(read_line(line), desk):
            self._do(edit)

    @rule()
    def undo(self) -> None:
        self.history = self.history.undo()
        if len(self.states) > 1:
            self.undone.append(self.states.pop())

    @rule()
    def redo(self) -> None:
        self.history = self.history.redo()
        if self.undone:
            self.states.append(self.undone.pop())

    @precondition(lambda self: self.history.last_removed() is not None)
    @rule()
    def bring_back(self) -> None:
        found = self.history.last_removed()
        assert found is not None
        self._do(RestoreNote(*found))
        assert self.history.session.find(found[0].id) is not None

    @invariant()
    def the_session_is_the_one_it_should_be(self) -> None:
        if not hasattr(self, "history"):
            return
        check(self.history.session)
        assert self.history.session == self.states[-1]
        assert (self.history.before is None) == (len(self.states) == 1)
        assert (self.history.after is None) == (not self.undone)

    def teardown(self) -> None:
        if not hasattr(self, "history"):
            return
        history, steps = self.history, len(self.states) - 1
        for _ in range(steps):
            history = history.undo()
        assert history.session == self.states[0]
        assert history.undo() is history
        for _ in range(steps):
            history = history.redo()
        assert history.session == self.states[-1]

    def _do(self, edit: Edit) -> None:
        assert WORDING.edit(edit.label)
        before = self.history
        self.history = before.do(edit)
        if self.history is not before:
            self.states.append(self.history.session)
            self.undone.clear()


def test_any_edits_in_any_order_keep_every_rule_and_can_be_undone() -> None:
    run_state_machine_as_test(
        Meeting,
        settings=settings(max_examples=max(40, EXAMPLES // 4), stateful_step_count=25),
    )


@settings(max_examples=EXAMPLES // 2)
@given(sessions(), st.data())
def test_undo_then_redo_is_as_if_nothing_happened(session: Session, data: st.DataObject) -> None:
    done = History(session).do(data.draw(edits_of(session)))

    assert done.undo().session == session
    assert done.undo().redo().session == done.session


def test_a_new_edit_gives_up_what_was_undone() -> None:
    history = History(a_full_session()).do(RewordNote("heard-1", "one")).undo()
    history = history.do(RewordNote("heard-1", "two"))

    assert history.redo() is history
    assert history.undo().redo().session == history.session
    assert history.before is not None
    assert history.before.after is None, "what was given up is not kept in secret"


def test_an_edit_that_changes_nothing_leaves_what_was_undone() -> None:
    history = History(a_full_session()).do(RewordNote("heard-1", "one")).undo()
    text = a_full_session().note("heard-1").text

    assert history.do(RewordNote("heard-1", text)) is history
    assert history.redo().session.note("heard-1").text == "one"


def test_undo_and_redo_stay_where_there_is_nothing_more() -> None:
    history = History(a_full_session())

    assert history.undo() is history
    assert history.redo() is history


def test_the_notes_that_were_removed_come_back_newest_first() -> None:
    history = History(a_full_session())
    for item_id in ("heard-1", "member-1", "strength-1"):
        history = history.do(RemoveItem(item_id))
    history = history.do(RewordNote("voice-1", "I like it here."))
    back = []
    while found := history.last_removed():
        back.append(found[0].id)
        history = history.do(RestoreNote(*found))

    assert back == ["strength-1", "heard-1"]


def test_an_undone_removal_is_no_removal() -> None:
    history = History(a_full_session()).do(RemoveItem("heard-1")).undo()

    assert history.last_removed() is None
    assert History(a_full_session()).do(AddEntries((a_note(),))).undo().last_removed() is None


def test_ten_thousand_edits_are_no_burden() -> None:
    history = History(a_session())
    for number in range(10_000):
        history = history.do(RewordNote("n", str(number)))
        history = history.do(AddEntries((a_note(id="n"),)))
    assert history.last_removed() is None
    while history.before is not None:
        history = history.undo()

    assert history.session == a_session()


@pytest.mark.parametrize(
    "edit",
    [
        AddEntries((a_note(id="new"),)),
        RewordNote("2500", "new words"),
        ResortNote("2500", Section.STRENGTH),
        MoveNote("2500", Column.NEXT),
        ShiftNote("2500", -1),
        RemoveItem("2500"),
        RestoreNote(a_note(id="new"), 2500),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_an_edit_costs_little_on_a_map_of_five_thousand_notes(edit: Edit) -> None:
    note = a_note()
    history = History(a_session(*(replace(note, id=str(number)) for number in range(5_000))))
    took = []
    for _ in range(7):
        start = perf_counter()
        history.do(edit)
        took.append(perf_counter() - start)

    assert min(took) < 0.005, "about 0.3 ms here; the rest is for a busy machine"


WRITTEN = Exported(path="/notes/a.md", format="md", copy="family", made=NOW)
LET_OUT = Override(about="heard-1", copy="family", made=NOW)


def test_that_a_copy_has_left_is_no_step_and_outlives_undoing() -> None:
    """Ctrl+Z after an export takes back the last note, and not what the session knows of it."""
    history = History(a_full_session()).do(RewordNote("heard-1", "one"))
    left = history.do(RecordExport(WRITTEN)).do(RecordOverride((LET_OUT,)))
    known = (*a_full_session().overrides, LET_OUT)

    assert left.before is history.before
    undone = left.undo()
    assert undone.session.note("heard-1") == a_full_session().note("heard-1")
    assert (undone.session.exports, undone.session.overrides) == ((WRITTEN,), known)
    assert undone.redo().session == left.session


def test_a_copy_that_was_written_while_something_was_undone_is_known_ever_after() -> None:
    history = History(a_full_session()).do(RewordNote("heard-1", "one")).undo()
    again = history.do(RecordExport(WRITTEN)).redo()

    assert again.session.note("heard-1").text == "one"
    assert again.session.exports == (WRITTEN,)
    assert again.do(ForgetExport(WRITTEN.path)).undo().session.exports == ()


def test_a_copy_in_the_place_of_another_is_the_only_one_there() -> None:
    newer = replace(WRITTEN, copy="case-file")
    other = replace(WRITTEN, path="/notes/b.md")
    session = a_session()
    for exported in (WRITTEN, other, newer):
        session = RecordExport(exported).apply(session)

    assert session.exports == (other, newer)
    assert ForgetExport("/nowhere").apply(session) is session
