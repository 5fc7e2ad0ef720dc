"""Parts one by one and in one breath, who said it, and pasted lines."""

import pytest

from soptui.model.alphabet import Column, Section
from soptui.model.edits import AddEntries
from soptui.model.grammar import blank, enter, notes_from, pasted, read_line, split_said_by
from tests.builders import a_desk, a_note
from tests.model.typists import noted, typed


@pytest.mark.parametrize(
    ("rest", "parts"),
    [
        ("a", ("a", "", "", "", "")),
        ("a / b", ("a", "b", "", "", "")),
        ("a / / c", ("a", "", "c", "", "")),
        ("a / / / / e", ("a", "", "", "", "e")),
        ("/ b", ("", "b", "", "", "")),
        ("a /", ("a", "", "", "", "")),
        ("a / b / c / d / e / f / g", ("a", "b", "c", "d", "e / f / g")),
        ("and/or / 1/2 cup / //", ("and/or", "1/2 cup", "//", "", "")),
        ("a  /  b", ("a", "b", "", "", "")),
        ("a\n/\nb", ("a", "b", "", "", "")),
        ("a/ b", ("a/ b", "", "", "", "")),
    ],
)
def test_separators_part_a_line(rest: str, parts: tuple[str, ...]) -> None:
    assert read_line(f"! {rest}").parts == parts


def test_a_plain_note_is_not_parted() -> None:
    assert noted("- hit / kicked / bit").text == "hit / kicked / bit"


def test_enter_asks_for_part_after_part_and_ends_with_the_last() -> None:
    draft, parts = blank(Section.DANGER_STATEMENT), ["a", "b", "c", "d", "e"]
    for at, part in enumerate(parts):
        assert draft.at == at
        draft, finished = enter(draft, part)
        assert finished == (at == 4)

    assert draft.parts == tuple(parts)


def test_enter_on_an_empty_part_ends_the_entry() -> None:
    draft, finished = enter(typed(Section.DANGER_STATEMENT, "Rosa"), "  ")

    assert finished
    assert draft.parts == ("Rosa", "", "", "", "")


def test_enter_on_a_line_with_separators_ends_the_entry() -> None:
    draft, finished = enter(typed(Section.DANGER_STATEMENT, "Rosa"), "he drives / on Fridays")

    assert finished
    assert draft.parts == ("Rosa", "he drives", "on Fridays", "", "")


def test_separators_in_the_last_part_belong_to_its_text() -> None:
    draft, finished = enter(blank(Section.DANGER_STATEMENT).go(4), "Leo / Ana / nobody")

    assert finished
    assert draft.parts == ("", "", "", "", "Leo / Ana / nobody")


def test_going_back_and_forth_loses_nothing() -> None:
    draft = typed(Section.DANGER_STATEMENT, "Rosa", "he drives", "on Fridays")

    assert draft.go(-1).go(-9).go(+1).parts == draft.parts
    assert (draft.go(-9).at, draft.go(+9).at) == (0, 4)


def test_separators_put_nothing_over_a_part_that_is_filled_already() -> None:
    draft = typed(Section.DANGER_STATEMENT, "Rosa", "he drives", "", "Mateo is hurt")
    back, finished = enter(draft.go(-9), "Rosa / Leo / Ana")

    assert not finished
    assert back.parts[:2] == ("Rosa / Leo / Ana", "he drives")


@pytest.mark.parametrize(
    ("text", "rest", "who"),
    [
        ("Dad drinks ^Odette", "Dad drinks", "Odette"),
        ("Dad drinks ^Grandma Rosa Diaz", "Dad drinks", "Grandma Rosa Diaz"),
        ("Dad drinks ^Mr. Odom", "Dad drinks", "Mr. Odom"),
        ("Dad drinks ^Íñigo", "Dad drinks", "Íñigo"),
        ("Dad drinks ^رزا", "Dad drinks", "رزا"),
        ("Dad drinks ^Ana ^Leo", "Dad drinks ^Ana", "Leo"),
        ("Dad drinks ^Ana said so twice", "Dad drinks ^Ana said so twice", ""),
        ("Dad drinks ^", "Dad drinks ^", ""),
        ("Dad drinks ^ Ana", "Dad drinks ^ Ana", ""),
        ("x^2", "x^2", ""),
        ("x ^2", "x ^2", ""),
        ("^_^", "^_^", ""),
        ("^Odette", "^Odette", ""),
    ],
)
def test_a_name_behind_a_caret_at_the_end_says_who_said_it(text: str, rest: str, who: str) -> None:
    assert split_said_by(text) == (rest, who)
    note = noted(f"- {text}")
    assert (note.text, note.said_by) == (rest, who)


def test_who_said_it_belongs_to_the_whole_statement() -> None:
    for line in (
        "! Rosa / he drives ^Odette",
        "! Rosa / he drives / ^Odette",
        "! Rosa / he drives / / ^Odette",
    ):
        note = noted(line)
        assert (note.parts[:2], note.said_by) == (("Rosa", "he drives"), "Odette")
        assert not any(note.parts[2:])


def test_who_said_it_can_come_with_any_part() -> None:
    draft = typed(Section.DANGER_STATEMENT, "Rosa ^Odette", "he drives", "^Leo")

    assert draft.parts == ("Rosa", "he drives", "", "", "")
    assert draft.said_by == "Odette, Leo"


def test_a_line_that_is_shown_while_it_is_typed_says_the_name_once() -> None:
    draft = blank(Section.DANGER_STATEMENT).put("Rosa ^Odette").put("Rosa ^Odette")

    assert (draft.parts[0], draft.said_by) == ("Rosa", "Odette")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- one\n* two\n3. three\n• four", ("one", "two", "three", "four")),
        ("1) one\r\n(2) two\r\n12. twelve", ("one", "two", "twelve")),
        ("– one\n— two\n◦ three\n· four\n\uf0b7\tfive", ("one", "two", "three", "four", "five")),
        ("  - [ ] call\n  - [x] done", ("call", "done")),
        ("one\n\n \ntwo\u2028three", ("one", "two", "three")),
        ("911. She called twice\nthen he left", ("911. She called twice", "then he left")),
        ("-5 degrees\n- x", ("-5 degrees", "x")),
        ("- \n-\n* ok", ("ok",)),
        ("one", ("one",)),
        ("2024. a bad year\n1.5 hours", ("2024. a bad year", "1.5 hours")),
    ],
)
def test_pasted_lines_lose_their_bullets_and_nothing_else(
    text: str, lines: tuple[str, ...]
) -> None:
    assert pasted(text) == lines


def test_a_long_paste_is_kept_to_its_last_line() -> None:
    lines = tuple(f"line {number} {'word ' * 50}".strip() for number in range(500))

    assert pasted("\n".join(lines)) == lines


def test_pasted_lines_become_heard_notes_under_the_aim() -> None:
    edit = notes_from(("! Rosa / he drives", "late ^Odette"), a_desk(aim=Column.NEXT))

    assert edit == AddEntries(
        (
            a_note("! Rosa / he drives", id="new-1", column=Column.NEXT),
            a_note("late", id="new-2", column=Column.NEXT, said_by="Odette"),
        )
    )
