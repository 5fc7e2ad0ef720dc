"""A note that is re-sorted back finds the parts it had: a key pressed twice loses nothing."""

from soptui.model.alphabet import Section
from soptui.model.edits import AddEntries, RemoveItem, ResortNote, RestoreNote, RewordNote
from soptui.model.history import History
from tests.builders import a_danger, a_note, a_session

DANGER, HARM = Section.DANGER_STATEMENT, Section.PAST_HARM


def test_the_parts_are_those_it_had_when_it_last_stood_there() -> None:
    history = History(a_session(a_danger())).do(ResortNote("danger-1", HARM))
    note = history.session.note("danger-1")

    assert note.parts == ()
    assert history.earlier_parts(note, DANGER) == a_danger().parts


def test_they_are_found_behind_any_number_of_edits() -> None:
    history = History(a_session(a_danger(), a_note("x", id="other")))
    history = history.do(ResortNote("danger-1", HARM))
    for text in ("one", "two", "three"):
        history = history.do(RewordNote("other", text))

    assert history.earlier_parts(history.session.note("danger-1"), DANGER) == a_danger().parts


def test_a_note_that_was_reworded_since_has_no_parts_from_before() -> None:
    history = History(a_session(a_danger())).do(ResortNote("danger-1", HARM))
    history = history.do(RewordNote("danger-1", "He drinks."))

    assert history.earlier_parts(history.session.note("danger-1"), DANGER) == ()


def test_a_section_it_never_stood_in_has_nothing_of_it() -> None:
    history = History(a_session(a_danger())).do(ResortNote("danger-1", HARM))

    note = history.session.note("danger-1")
    assert history.earlier_parts(note, Section.SAFETY_GOAL) == ()
    assert History(a_session(a_danger())).earlier_parts(a_danger(), DANGER) == ()


def test_what_was_there_before_it_was_removed_is_not_looked_for() -> None:
    """From its return on it is a note like a new one; its removal is the end of its story."""
    history = History(a_session(a_danger())).do(ResortNote("danger-1", HARM))
    note = history.session.note("danger-1")
    history = history.do(RemoveItem("danger-1")).do(RestoreNote(note, 0))

    assert history.earlier_parts(note, DANGER) == ()


def test_a_new_note_has_no_parts_from_before() -> None:
    note = a_note("he drives", section=HARM)
    history = History(a_session(a_danger())).do(AddEntries((note,)))

    assert history.earlier_parts(note, DANGER) == ()
