"""A hidden number is told nowhere until all are shown: neither drawn, printed nor exported."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from soptui.export.profile import Profile
from soptui.model.alphabet import Scale
from soptui.model.edits import AddEntries, RevealMarks, ReviseItem
from soptui.model.grammar import enter, is_unchanged, read_line, reopen, to_edit
from soptui.model.history import History
from soptui.model.session import Mark, Session
from soptui.model.unfinished import entered_since
from soptui.printing import print_map
from soptui.storage.codec import decode, encode
from tests.builders import COMPOSER, WORDING, a_desk, a_mark, a_session
from tests.export.writing import json_copy, markdown

HIDDEN = replace(a_mark("Odette", 7, why="sevenfold", higher="eightfold"), hidden=True)
SHOWN = a_mark("Leo", 3, id="mark-2", why="threefold", higher="fourfold")
ELSEWHERE = replace(HIDDEN, id="mark-3", scale=Scale.WELLBEING)


def a_round() -> Session:
    return a_session(marks=(HIDDEN, SHOWN, ELSEWHERE))


def printed(session: Session) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    print_map(session, WORDING, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_all_of_one_scale_are_shown_in_one_edit_that_can_be_undone() -> None:
    start = History(a_round())
    done = start.do(RevealMarks(Scale.SAFETY))

    assert [mark.hidden for mark in done.session.marks] == [False, False, True]
    assert done.undo().session == start.session
    assert WORDING.edit(RevealMarks.label)


def test_showing_when_nothing_is_hidden_changes_nothing() -> None:
    session = a_session(marks=(SHOWN,))

    assert RevealMarks(Scale.SAFETY).apply(session) is session


def test_the_printed_map_says_that_there_is_a_number_and_not_which() -> None:
    text = printed(a_session(marks=(HIDDEN,)))

    assert "has a number, not shown yet" in text
    assert "Odette" in text
    assert "7" not in text
    assert "fold" not in text
    assert "threefold" in printed(a_round())


WITH_NUMBERS = (Profile.CASE_FILE, Profile.FAMILY, Profile.TRAINING)


@pytest.mark.parametrize("profile", WITH_NUMBERS)
def test_a_copy_says_that_there_is_a_number_and_not_which(profile: Profile) -> None:
    text = markdown(a_round(), WORDING, profile, marks=True)

    assert "Odette: has a number, not shown yet" in text
    assert "7 of 10" not in text
    assert "sevenfold" not in text
    assert "eightfold" not in text
    assert "3 of 10" in text


def test_a_json_copy_leaves_a_hidden_number_out() -> None:
    text = json_copy(a_round(), Profile.CASE_FILE)

    assert "Odette" not in text
    assert "threefold" in text


def test_a_hidden_number_is_kept_in_the_file() -> None:
    assert decode(encode(a_round())) == a_round()


def test_a_mark_that_is_opened_again_does_not_show_it_and_keeps_it() -> None:
    draft = reopen(HIDDEN)
    assert draft.parts == ("Odette", "", "sevenfold", "eightfold")
    assert draft.at == 0
    session = a_round()

    assert to_edit(draft, a_desk(session)) == ReviseItem(HIDDEN)
    assert is_unchanged(draft, session)
    changed = draft.go(+2).put("he called")
    assert to_edit(changed, a_desk(session)) == ReviseItem(replace(HIDDEN, why="he called"))
    assert not is_unchanged(changed, session)


def test_a_new_number_takes_the_place_of_the_hidden_one() -> None:
    draft, _ = enter(reopen(HIDDEN).go(+1), "5")

    assert to_edit(draft, a_desk(a_round())) == ReviseItem(replace(HIDDEN, value=5))


def test_what_the_disk_does_not_hold_yet_is_kept_with_its_number() -> None:
    [entered] = entered_since(a_session(), a_session(marks=(HIDDEN,)), COMPOSER)

    assert entered.draft.parts[1] == "7"


def test_a_number_from_the_capture_line_joins_a_hidden_round() -> None:
    def added(session: Session, line: str) -> Mark:
        edit = to_edit(read_line(line), a_desk(session))
        assert isinstance(edit, AddEntries)
        [mark] = edit.items
        assert isinstance(mark, Mark)
        return mark

    assert added(a_session(marks=(HIDDEN,)), "# Ana / 4").hidden
    assert not added(a_session(marks=(HIDDEN,)), "## Ana / 4").hidden
    assert not added(a_session(marks=(SHOWN,)), "# Ana / 4").hidden
