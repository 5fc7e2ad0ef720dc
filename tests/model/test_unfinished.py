"""What is typed and on no saved map: what there is to decide on, and what keeping it does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from soptui.model.alphabet import Column, Detail, Roster, Scale, Section
from soptui.model.draft import Draft, read_line
from soptui.model.edits import AddEntries, RewordNote, SetStaffOnly
from soptui.model.framing import FIELDS, edits_from, texts_of
from soptui.model.grammar import reopen
from soptui.model.history import History
from soptui.model.session import Note, Session
from soptui.model.unfinished import (
    Entered,
    Field,
    Pasted,
    Piece,
    Unfinished,
    edits_for,
    entered_since,
    fields_since,
)
from tests.builders import (
    COMPOSER,
    NOW,
    a_danger,
    a_desk,
    a_full_session,
    a_mark,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)
from tests.strategies import edits_of, sessions

EMPTY = a_session()
DANGER = Draft(Section.DANGER_STATEMENT, ("Rosa", "", "", "", ""), 1)
LATER = NOW + timedelta(minutes=5)


def whats(unfinished: Unfinished, session: Session = EMPTY) -> list[object]:
    return [piece.what for piece in unfinished.pieces(session, NOW)]


def keep(piece: Piece, session: Session = EMPTY) -> Session:
    history = History(session)
    for edit in edits_for(piece, a_desk(session)):
        history = history.do(edit)
    return history.session


@pytest.mark.parametrize(
    "unfinished",
    [
        Unfinished(),
        Unfinished(line="   ", aim=Column.NEXT),
        Unfinished(draft=Draft(Section.STRENGTH, ("",))),
        Unfinished(draft=Draft(Section.DANGER_STATEMENT, ("",) * 5, 2), line=" "),
    ],
)
def test_a_sign_without_words_is_nothing(unfinished: Unfinished) -> None:
    assert unfinished.is_empty
    assert unfinished.is_quiet
    assert unfinished.pieces(EMPTY, NOW) == ()


@pytest.mark.parametrize(
    "unfinished",
    [
        Unfinished(line="half a"),
        Unfinished(draft=DANGER),
        Unfinished(drafts=(DANGER,)),
        Unfinished(lines=("one",)),
        Unfinished(fields=(Field("purpose", "to see"),)),
        Unfinished(entered=(Entered(reopen(a_note())),)),
    ],
)
def test_anything_typed_is_something(unfinished: Unfinished) -> None:
    assert not unfinished.is_quiet
    assert not unfinished.is_empty
    [piece] = unfinished.pieces(EMPTY, NOW)
    assert piece.typed == NOW


def test_what_waits_is_something_though_nobody_types() -> None:
    waits = Unfinished(waiting=(Piece(DANGER, NOW),))

    assert waits.is_quiet
    assert not waits.is_empty
    assert waits.pieces(EMPTY, LATER) == (Piece(DANGER, NOW),)


def test_a_line_is_read_as_it_would_be_entered() -> None:
    assert whats(Unfinished(line="- he hit Noah ^Odette")) == [
        Draft(Section.PAST_HARM, ("he hit Noah",), said_by="Odette")
    ]
    assert whats(Unfinished(line="half a li")) == [read_line("half a li")]


def test_the_line_is_put_into_the_part_that_was_asked_for() -> None:
    [built] = whats(Unfinished(draft=DANGER, line="Daniel drives after dr"))

    assert built == replace(DANGER, parts=("Rosa", "Daniel drives after dr", "", "", ""))


def test_pieces_come_in_the_order_they_were_begun_with_what_waited_first() -> None:
    aside, waited = read_line("put aside"), read_line("from yesterday")
    everything = Unfinished(
        line="now",
        drafts=(aside,),
        lines=("pasted",),
        fields=(Field("hopes", "to be home"),),
        entered=(Entered(reopen(a_note("entered"))),),
        waiting=(Piece(waited, NOW - timedelta(days=1), Column.NEXT),),
        aim=Column.WORKING,
    )

    pieces = everything.pieces(EMPTY, NOW)
    assert [piece.what for piece in pieces] == [
        waited,
        read_line("entered"),
        aside,
        read_line("now"),
        Pasted(("pasted",)),
        Field("hopes", "to be home"),
    ]
    assert [piece.column for piece in pieces][:3] == [Column.NEXT, Column.WORRIED, Column.WORKING]


def test_the_same_piece_is_there_once() -> None:
    piece = Piece(DANGER, NOW)

    assert Unfinished(drafts=(DANGER,), waiting=(piece,)).pieces(EMPTY, NOW) == (piece,)


def test_what_was_entered_is_dropped_once_the_session_has_it() -> None:
    note, other = a_note("she sings", id="n1"), a_note("he walks", id="n2")
    now = a_session(note, other)
    entered = entered_since(EMPTY, now, COMPOSER)

    assert [each.draft.editing for each in entered] == ["n1", "n2"]
    assert whats(Unfinished(entered=entered), now) == []
    assert whats(Unfinished(entered=entered), a_session(note)) == [read_line("he walks")]


@pytest.mark.parametrize(
    "item",
    [
        a_note("she sings", said_by="Odette", section=Section.STRENGTH),
        a_note("I like it at Nana's.", section=Section.CHILD_VOICE, column=Column.WORKING),
        a_danger(said_by="Rosa"),
        a_statement(Section.DANGER_STATEMENT, "Rosa", "he drives"),
        replace(a_danger(), text="Rosa said it in her own words."),
        a_note("the new address", staff_only=True, column=Column.NEXT),
        a_member(contact="next door"),
        a_person(),
        a_mark(),
    ],
    ids=lambda item: f"{type(item).__name__} {item.id}",
)
def test_what_was_entered_and_lost_is_entered_again_as_it_was(item: object) -> None:
    session = AddEntries((item,)).apply(EMPTY)  # type: ignore[arg-type]
    unfinished = Unfinished(entered=entered_since(EMPTY, session, COMPOSER))
    [piece] = unfinished.pieces(EMPTY, NOW)

    [again] = keep(piece).items()
    if isinstance(item, Note) and isinstance(again, Note):
        again = replace(again, parts=item.parts)  # a sentence of its own has given up its parts
    assert replace(again, id=item.id) == item  # type: ignore[attr-defined]


def test_an_edit_that_the_disk_does_not_have_is_offered_as_an_edit() -> None:
    before = a_session(a_note("she sings"))
    after = RewordNote("note-1", "she sings to him").apply(before)
    unfinished = Unfinished(entered=entered_since(before, after, COMPOSER))

    assert whats(unfinished, after) == []
    [piece] = unfinished.pieces(before, NOW)
    assert keep(piece, before) == after


def test_what_was_only_moved_is_nothing_to_decide_on() -> None:
    before = a_full_session()
    after = SetStaffOnly("heard-1", staff_only=True).apply(before)

    assert whats(Unfinished(entered=entered_since(before, after, COMPOSER)), before) == []


def test_an_edit_that_says_what_the_map_says_is_no_piece() -> None:
    note = a_note("she sings", said_by="Odette")
    session = a_session(note, a_danger())

    for item in session.notes:
        draft = reopen(item)
        assert whats(Unfinished(draft=draft, line=draft.parts[draft.at]), session) == []
    changed = replace(reopen(note), parts=("she sings to him",))
    assert whats(Unfinished(drafts=(changed,)), session) == [changed]


def test_an_edit_of_what_is_gone_is_a_new_entry() -> None:
    draft = replace(reopen(a_note("she sings")), parts=("she sings loudly",))
    [piece] = Unfinished(drafts=(draft,)).pieces(EMPTY, NOW)

    assert piece.what == read_line("she sings loudly")
    [note] = keep(piece).notes
    assert note.text == "she sings loudly"


@pytest.mark.parametrize(
    ("unfinished", "item"),
    [
        (Unfinished(line="she sings ^Odette"), a_note("she sings", said_by="Odette")),
        (
            Unfinished(line="! Rosa / he drives"),
            a_statement(Section.DANGER_STATEMENT, "Rosa", "he drives"),
        ),
        (Unfinished(line="# Rosa / 4"), a_mark(why="", higher="")),
        (Unfinished(line="@ Rosa / aunt"), a_member(circle=None, does="")),
        (Unfinished(lines=("one", "two")), None),
        (Unfinished(line=":purpose to see"), None),
    ],
)
def test_what_was_saved_in_the_last_moment_is_no_piece(
    unfinished: Unfinished, item: Note | None
) -> None:
    session = a_session(a_note("one", id="n1"), a_note("two", id="n2"))
    session = AddEntries((item,)).apply(session) if item else session
    session = replace(session, details=replace(session.details, purpose="why\nto see"))

    assert whats(unfinished, session) == []
    assert whats(unfinished, EMPTY) != []


def test_the_same_words_said_long_ago_are_another_note() -> None:
    session = a_session(a_note("she sings", added=NOW - timedelta(minutes=1)))

    assert whats(Unfinished(line="she sings"), session) == [read_line("she sings")]


def test_a_map_is_not_searched_for_each_of_its_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    session = a_session(*(a_note(f"note {at}", id=f"n{at}") for at in range(50)))
    searched: list[str] = []
    monkeypatch.setattr(Session, "find", lambda _, item_id: searched.append(item_id))

    assert whats(Unfinished(line="note 49"), session) == []
    assert whats(Unfinished(line="she sings"), session) == [read_line("she sings")]
    assert searched == []


def test_half_a_statement_is_kept_and_its_missing_parts_stay_open() -> None:
    [note] = keep(Piece(DANGER, NOW)).notes

    assert note.section is Section.DANGER_STATEMENT
    assert note.missing == ("action", "impact")


def test_a_piece_goes_to_the_column_that_was_aimed_at() -> None:
    [note] = keep(Piece(read_line("she sings"), NOW, Column.WORKING)).notes

    assert note.column is Column.WORKING


def test_a_piece_that_was_for_staff_stays_for_staff() -> None:
    draft = replace(read_line("the address"), staff_only=True)
    piece = Piece(draft, NOW)
    [note] = keep(piece).notes

    assert piece.staff_only
    assert note.staff_only
    assert not Piece(Pasted(("the address",)), NOW).staff_only


def test_an_entry_that_was_lost_stays_for_staff_while_it_is_typed_on() -> None:
    entered = entered_since(EMPTY, a_session(a_danger(staff_only=True)), COMPOSER)
    [piece] = Unfinished(entered=entered).pieces(EMPTY, NOW)
    assert isinstance(piece.what, Draft)

    typed_on = piece.what.go(+1).put("he drives").go(-1)
    [again] = Unfinished(draft=typed_on, line="Odette").pieces(EMPTY, NOW)
    [note] = keep(again).notes
    assert (note.parts[:2], note.staff_only) == (("Odette", "he drives"), True)


def test_an_edit_of_a_staff_note_that_is_gone_becomes_one_for_staff() -> None:
    draft = reopen(a_note("the address", staff_only=True)).put("the new address")

    [note] = keep(Piece(draft, NOW)).notes
    assert (note.text, note.staff_only) == ("the new address", True)


def test_a_mark_without_its_number_stays_for_staff_as_a_heard_note() -> None:
    draft = replace(read_line("# Rosa"), staff_only=True)

    [note] = keep(Piece(draft, NOW)).notes
    assert note.staff_only


def test_pasted_lines_become_so_many_notes() -> None:
    kept = keep(Piece(Pasted(("one", "two")), NOW, Column.NEXT))

    assert [(note.text, note.column) for note in kept.notes] == [
        ("one", Column.NEXT),
        ("two", Column.NEXT),
    ]


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_kept_in_its_place_and_the_others_stay(name: str) -> None:
    session = a_full_session()
    text = {"minutes": "90", "family": "Ana / 6 / child"}.get(name, "new words")
    kept = keep(Piece(Field(name, text), NOW), session)

    assert texts_of(kept) == {**texts_of(session), name: text}
    assert whats(Unfinished(fields=(Field(name, text),)), kept) == []
    assert whats(Unfinished(fields=(Field(name, text),)), session) == [Field(name, text)]


@pytest.mark.parametrize("text", ["soon", "", "0", "1441", "９０", "99999999999", "-5"])
def test_minutes_that_are_none_change_nothing(text: str) -> None:
    session = a_full_session()

    assert keep(Piece(Field("minutes", text), NOW), session) == session


def test_fields_that_were_changed_are_those_that_say_something_else() -> None:
    before = a_full_session()
    after = replace(
        before,
        title="M.'s family",
        people=(),
        details=replace(before.details, plus="all came"),
    )

    assert fields_since(before, after) == (
        Field("title", "M.'s family"),
        Field("plus", "all came"),
    )
    assert fields_since(before, replace(before, notes=())) == ()


@given(sessions())
def test_a_form_that_nobody_typed_in_changes_nothing(session: Session) -> None:
    history = History(session)
    for edit in edits_from(texts_of(session), session, a_desk().new_id):
        history = history.do(edit)

    assert texts_of(history.session) == texts_of(session)


@given(sessions().flatmap(lambda session: edits_of(session).map(lambda edit: (session, edit))))
def test_after_any_edit_a_session_that_has_it_leaves_nothing_to_decide_on(
    made: tuple[Session, object],
) -> None:
    before, edit = made
    after = edit.apply(before)  # type: ignore[attr-defined]
    unfinished = Unfinished(
        entered=entered_since(before, after, COMPOSER), fields=fields_since(before, after)
    )

    assert unfinished.pieces(after, NOW) == ()
    assert entered_since(after, after, COMPOSER) == ()


def test_kinds_that_are_not_notes_are_told_apart() -> None:
    session = a_session(members=(a_member(circle=None, does=""),), marks=(a_mark(),))

    assert whats(Unfinished(line="& Rosa / aunt"), session) == [
        Draft(Roster.PERSON, ("Rosa", "aunt", ""))
    ]
    assert whats(Unfinished(line="## Rosa / 4"), session) == [
        Draft(Scale.WELLBEING, ("Rosa", "4", "", ""))
    ]
    assert whats(Unfinished(line=":hopes to be home"), session) == [
        Draft(Detail.HOPES, ("to be home",))
    ]
