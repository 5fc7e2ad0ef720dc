"""Every edit by its values: what it changes, and that it changes nothing else."""

from dataclasses import replace

import pytest

from soptui.model.alphabet import Column, Detail, Section, resorted_by
from soptui.model.edits import (
    AddDetail,
    AddEntries,
    DescribeSession,
    Edit,
    LinkGoal,
    MoveNote,
    ReadNames,
    RemoveItem,
    ResortNote,
    RestateNote,
    RestoreNote,
    ReviseItem,
    RewordNote,
    SetDetails,
    SetPeople,
    SetStaffOnly,
    ShiftNote,
)
from soptui.model.history import History
from soptui.model.session import Details, NameMode, Session
from tests.builders import (
    WORDING,
    a_danger,
    a_full_session,
    a_goal,
    a_mark,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)
from tests.model.invariants import check

EDITS: list[Edit] = [
    AddEntries((a_note(id="new"),)),
    AddEntries((a_member(id="new"),)),
    AddEntries((a_person(id="new"),)),
    AddEntries((a_mark(id="new"),)),
    AddEntries((a_note(id="new"), a_note(id="newer"))),
    RewordNote("heard-1", "Ana drank"),
    RestateNote("danger-1", ("Rosa", "he drives", "", "Mateo is hurt", ""), "In our words."),
    ResortNote("heard-1", Section.COMPLICATING_FACTOR),
    MoveNote("heard-1", Column.NEXT),
    RemoveItem("danger-1"),
    RestoreNote(a_note(id="new"), 2),
    SetStaffOnly("heard-1", True),
    LinkGoal("goal-1", None),
    ReviseItem(a_member(paid=True)),
    ReviseItem(a_person(age="7")),
    ReviseItem(a_mark(value=5)),
    SetPeople((a_person(age="7"),)),
    SetDetails(Details(purpose="another")),
    AddDetail(Detail.PLUS, "we listened"),
    DescribeSession("B.'s family", "unit meeting", 90),
    ReadNames(NameMode.ROLE),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_every_edit_can_be_undone_and_redone(edit: Edit) -> None:
    start = History(a_full_session())
    done = start.do(edit)

    assert done.session != start.session
    assert done.edit is edit
    assert done.undo().session == start.session
    assert done.undo().redo().session == done.session
    check(done.session)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_every_edit_has_a_name_in_words(edit: Edit) -> None:
    assert WORDING.edit(edit.label)


@pytest.mark.parametrize(
    "edit",
    [
        AddEntries(()),
        AddEntries((a_note(id="heard-1"),)),
        AddEntries((a_member(id="heard-1"),)),
        RewordNote("nobody", "x"),
        RewordNote("member-1", "x"),
        RestateNote("nobody", (), "x"),
        ResortNote("nobody", Section.STRENGTH),
        ResortNote("danger-1", Section.DANGER_STATEMENT),
        MoveNote("nobody", Column.NEXT),
        MoveNote("heard-1", Column.WORRIED),
        ShiftNote("nobody", 1),
        ShiftNote("heard-1", 1),
        RemoveItem("nobody"),
        RestoreNote(a_note(id="heard-1"), 0),
        RestoreNote(a_note(id="person-1"), 0),
        SetStaffOnly("nobody", True),
        LinkGoal("nobody", "danger-1"),
        LinkGoal("heard-1", "danger-1"),
        LinkGoal("goal-1", "nobody"),
        LinkGoal("goal-1", "heard-1"),
        LinkGoal("goal-1", "danger-1"),
        ReviseItem(a_member(id="nobody")),
        ReviseItem(a_person(id="member-1")),
        ReviseItem(a_mark(id="nobody")),
    ],
    ids=lambda edit: f"{edit.label} {getattr(edit, 'note_id', '')}",
)
def test_an_edit_of_what_is_not_there_changes_nothing(edit: Edit) -> None:
    start = History(a_full_session())

    assert edit.apply(start.session) == start.session
    assert start.do(edit) is start


def test_entries_go_to_the_end_of_their_lists() -> None:
    start = a_full_session()
    items = (a_mark(id="m"), a_note(id="n"), a_person(id="p"), a_member(id="s"), a_note(id="o"))
    session = AddEntries(items).apply(start)

    assert session.notes == (*start.notes, items[1], items[4])
    assert session.members == (*start.members, items[3])
    assert session.people == (*start.people, items[2])
    assert session.marks == (*start.marks, items[0])


def test_an_id_stands_for_one_thing() -> None:
    twice = AddEntries((a_note("one", id="new"), a_note("two", id="new"), a_person(id="new")))

    assert [note.text for note in twice.apply(a_session()).notes] == ["one"]
    assert SetPeople((a_person(id="heard-1"),)).apply(a_full_session()).people == ()


def test_a_new_goal_lets_the_goal_that_was_there_keep_its_danger() -> None:
    goals = (a_goal(id="second", answers="danger-1"), a_goal(id="third", answers="nobody"))
    session = AddEntries(goals).apply(a_full_session())

    assert [note.answers for note in session.in_section(Section.SAFETY_GOAL)] == [
        "danger-1",
        None,
        None,
    ]


def test_a_danger_and_its_goal_can_come_together() -> None:
    session = AddEntries((a_goal(answers="danger-1"), a_danger())).apply(a_session())

    assert session.goal_for("danger-1") == a_goal(answers="danger-1")


def test_rewording_keeps_everything_else() -> None:
    danger = a_danger(said_by="Leo", staff_only=True)

    assert RewordNote("danger-1", "new").apply(a_session(danger)) == a_session(
        replace(danger, text="new")
    )
    assert RewordNote("danger-1", "new", "").apply(a_session(danger)) == a_session(
        replace(danger, text="new", said_by="")
    )


def test_parts_that_are_not_of_the_section_stay_out() -> None:
    edit = RestateNote("note-1", ("a", "b"), "new", "Leo")

    assert edit.apply(a_session(a_note())) == a_session(a_note("new", said_by="Leo"))
    danger = a_danger(id="note-1")
    assert edit.apply(a_session(danger)).note("note-1").parts == danger.parts


@pytest.mark.parametrize("to", Section)
@pytest.mark.parametrize("start", Section)
def test_re_sorting_moves_a_note_and_keeps_its_sentence(start: Section, to: Section) -> None:
    note = a_statement(start, "Rosa", "he drives", id="n", said_by="Leo", staff_only=True)
    note = replace(note, parts=note.parts if len(note.parts) > 2 else ())
    session = ResortNote("n", to).apply(a_session(note))
    sorted_note = session.note("n")

    check(session)
    assert sorted_note.section is to
    assert (sorted_note.text, sorted_note.said_by, sorted_note.staff_only) == (
        note.text,
        "Leo",
        True,
    )
    if start is to:
        assert sorted_note == note
    elif sorted_note.parts:
        assert "".join(sorted_note.parts) == note.text


def test_a_heard_sentence_becomes_the_main_part_so_that_the_others_can_be_asked_for() -> None:
    session = ResortNote("note-1", Section.DANGER_STATEMENT).apply(a_session(a_note()))
    [note] = session.notes

    assert note.parts == ("", note.text, "", "", "")
    assert note.missing == ("worried", "impact")


def test_a_danger_that_is_one_no_more_lets_its_goal_go() -> None:
    for edit in (
        ResortNote("danger-1", Section.PAST_HARM),
        MoveNote("danger-1", Column.NEXT),
        RemoveItem("danger-1"),
    ):
        session = edit.apply(a_full_session())
        assert session.note("goal-1").answers is None
        check(session)


def test_a_goal_that_is_one_no_more_answers_nothing() -> None:
    for edit in (ResortNote("goal-1", Section.NEXT_STEP), MoveNote("goal-1", Column.WORKING)):
        assert edit.apply(a_full_session()).goal_for("danger-1") is None


@pytest.mark.parametrize("to", Column)
@pytest.mark.parametrize("section", Section)
def test_carrying_a_note_to_another_column(section: Section, to: Column) -> None:
    note = a_statement(section, "Rosa", "he drives", id="n")
    note = replace(note, parts=note.parts if len(note.parts) > 2 else ())
    session = MoveNote("n", to).apply(a_session(note))
    moved = session.note("n")

    check(session)
    assert (moved.column, moved.text) == (to, note.text)
    stays = note.column is to or section in (Section.HEARD, Section.CHILD_VOICE)
    assert moved.section is (section if stays else Section.HEARD)


def order(session: Session) -> str:
    return "".join(note.id for note in session.notes)


@pytest.mark.parametrize(
    ("note_id", "by", "after"),
    [
        ("a", +1, "xcay"),
        ("c", -1, "cxay"),
        ("a", -1, "xcay"),
        ("c", +1, "axyc"),
        ("a", -9, "axcy"),
        ("c", +9, "axcy"),
        ("x", +1, "acyx"),
    ],
)
def test_shifting_a_note_passes_its_neighbors_of_the_same_section(
    note_id: str, by: int, after: str
) -> None:
    strength = Section.STRENGTH
    session = a_session(
        a_note("one", id="a"),
        a_note("two", id="x", section=strength),
        a_note("three", id="c"),
        a_note("four", id="y", section=strength),
    )
    shifted = ShiftNote(note_id, by).apply(session)

    def beside(state: Session, section: Section) -> str:
        return "".join(note.id for note in state.in_section(section))

    moved = {"a": Section.HEARD, "c": Section.HEARD, "x": strength}[note_id]
    other = strength if moved is Section.HEARD else Section.HEARD
    assert beside(shifted, other) == beside(session, other)
    before, at = beside(session, moved), beside(session, moved).index(note_id)
    inside = 0 <= at + by < len(before)
    expected = list(before)
    if inside:
        expected.insert(at + by, expected.pop(at))
    assert beside(shifted, moved) == "".join(expected)


def test_shifting_stays_in_the_column() -> None:
    voice = Section.CHILD_VOICE
    session = a_session(
        a_note(id="a", section=voice, column=Column.WORRIED),
        a_note(id="b", section=voice, column=Column.NEXT),
    )

    assert ShiftNote("a", 1).apply(session) == session


def test_a_removed_note_comes_back_to_its_place() -> None:
    history = History(a_full_session()).do(RemoveItem("heard-1"))
    found = history.last_removed()
    assert found is not None

    assert history.do(RestoreNote(*found)).session == a_full_session()


def test_a_goal_comes_back_without_its_danger_when_that_has_another_goal_by_now() -> None:
    history = History(a_full_session()).do(RemoveItem("goal-1"))
    found = history.last_removed()
    assert found is not None
    history = history.do(AddEntries((a_goal(id="second", answers="danger-1"),)))
    session = history.do(RestoreNote(*found)).session

    check(session)
    assert session.note("second").answers == "danger-1"
    assert session.note("goal-1").answers is None


@pytest.mark.parametrize(("place", "after"), [(0, "nab"), (1, "anb"), (99, "abn"), (-1, "nab")])
def test_a_note_comes_back_as_near_to_its_place_as_there_is_one(place: int, after: str) -> None:
    session = a_session(a_note(id="a"), a_note(id="b"))

    assert order(RestoreNote(a_note(id="n"), place).apply(session)) == after


def test_one_danger_has_one_goal() -> None:
    start = a_session(
        a_danger(), a_danger(id="danger-2"), a_goal(answers="danger-1"), a_goal(id="goal-2")
    )
    session = LinkGoal("goal-2", "danger-1").apply(start)

    assert session.note("goal-1").answers is None
    assert session.goal_for("danger-1") == session.note("goal-2")
    assert LinkGoal("goal-2", "danger-2").apply(session).goal_for("danger-1") is None


def test_details_gather_line_by_line() -> None:
    session = AddDetail(Detail.PLUS, "we listened").apply(a_session())
    session = AddDetail(Detail.PLUS, "on time").apply(session)

    assert session.details == Details(plus="we listened\non time")


@pytest.mark.parametrize(("minutes", "kept"), [(90, 90), (0, 1), (-5, 1), (9999, 1440)])
def test_a_meeting_lasts_from_a_minute_to_a_day(minutes: int, kept: int) -> None:
    session = DescribeSession("B.", "coaching", minutes).apply(a_session())

    assert (session.title, session.setting, session.minutes) == ("B.", "coaching", kept)


@pytest.mark.parametrize(
    ("sigil", "now", "to"),
    [
        ("-", Section.HEARD, Section.PAST_HARM),
        ("-", Section.PAST_HARM, Section.HARM_STATEMENT),
        ("-", Section.HARM_STATEMENT, Section.PAST_HARM),
        ("+", Section.STRENGTH, Section.ACT_OF_PROTECTION),
        ("!", Section.DANGER_STATEMENT, Section.DANGER_STATEMENT),
        ("@", Section.HEARD, None),
        ("#", Section.HEARD, None),
        ("x", Section.HEARD, None),
        ("", Section.STRENGTH, None),
    ],
)
def test_a_key_sends_a_note_where_its_sigil_says(
    sigil: str, now: Section, to: Section | None
) -> None:
    assert resorted_by(sigil, now) is to
