"""Board mode, by real keys against what was saved."""

import pytest

from soptui.library import Library
from soptui.model.alphabet import Column, Section
from soptui.model.session import Agreement, Knows
from soptui.model.unfinished import Unfinished
from soptui.storage.drafts import DraftFile
from tests.app.conftest import MORNING, Enter, Room


def _texts(room: Room) -> list[str]:
    return [note.text for note in room.session.notes]


async def test_escape_walks_the_notes_and_escape_goes_back_to_typing(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", "up", "delete", "escape")
        await room.type("three\n")

        assert [note.text for note in room.saved.notes] == ["two", "three"]


async def test_board_mode_needs_something_to_walk_to(enter: Enter) -> None:
    async with enter() as room:
        await room.press("escape")
        assert room.line("quiet-line").startswith("Nothing on the map yet")
        await room.type("one\n")

        assert [note.text for note in room.saved.notes] == ["one"]


@pytest.mark.parametrize(
    ("keys", "section", "column"),
    [
        (["minus"], Section.PAST_HARM, Column.WORRIED),
        (["minus", "minus"], Section.HARM_STATEMENT, Column.WORRIED),
        (["exclamation_mark"], Section.DANGER_STATEMENT, Column.WORRIED),
        (["tilde"], Section.COMPLICATING_FACTOR, Column.WORRIED),
        (["question_mark"], Section.GRAY_AREA, Column.WORRIED),
        (["plus"], Section.STRENGTH, Column.WORKING),
        (["plus", "plus"], Section.ACT_OF_PROTECTION, Column.WORKING),
        (["asterisk"], Section.SAFETY_GOAL, Column.NEXT),
        (["greater_than_sign"], Section.NEXT_STEP, Column.NEXT),
        (["quotation_mark"], Section.CHILD_VOICE, Column.WORRIED),
        (["minus", "full_stop"], Section.HEARD, Column.WORRIED),
    ],
)
async def test_a_sigil_re_sorts_the_selected_note(
    enter: Enter, keys: list[str], section: Section, column: Column
) -> None:
    async with enter() as room:
        await room.type("Dan drives after drinking\n")
        await room.press("escape", *keys)

        [note] = room.saved.notes
    assert (note.section, note.column) == (section, column)
    assert note.text == "Dan drives after drinking"


async def test_enter_edits_a_note_and_the_parts_of_a_statement(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives\n")
        await room.press("escape", "enter")
        assert room.line("capture-line").startswith("! danger 4/5")
        await room.press("shift+tab")
        await room.type("on Fridays\nMateo is hurt\n\n")

        [danger] = room.saved.notes
    assert danger.text == "Rosa is worried that Dan drives on Fridays, and Mateo is hurt."


async def test_e_edits_the_sentence_and_keeps_the_parts(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives\n")
        await room.press("escape", "e")
        await room.type(" He agrees.\n")

        [danger] = room.saved.notes
    assert danger.text == "Rosa is worried that Dan drives. He agrees."
    assert danger.parts[:2] == ("Rosa", "Dan drives")


async def test_m_then_arrows_then_enter_moves_a_note(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", "m", "up", "right", "enter", "escape")

        two, one = sorted(room.saved.notes, key=lambda note: note.text, reverse=True)
    assert (two.text, two.column) == ("two", Column.WORKING)
    assert one.column is Column.WORRIED


async def test_escape_puts_a_held_note_back(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        before = room.session
        await room.press("escape", "m", "up", "right", "escape")

        assert room.session == before


@pytest.mark.parametrize(("key", "texts"), [("K", ["two", "one"]), ("J", ["one", "two"])])
async def test_shifted_letters_move_without_holding(
    enter: Enter, key: str, texts: list[str]
) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", key)

        assert _texts(room) == texts


async def test_staff_only_is_marked_and_taken_back(enter: Enter) -> None:
    async with enter() as room:
        await room.type("She has a new number\n")
        await room.press("escape", "s")
        assert "staff only" in room.screen
        [kept] = room.session.notes
        await room.press("s")

        [shared] = room.saved.notes
    assert (kept.staff_only, shared.staff_only) == (True, False)


async def test_l_links_a_goal_to_one_danger_after_the_other(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives\n! Leo / Dan shouts\n* Dan / Leo / he walks\n")
        first, second, _ = room.session.notes
        await room.press("escape")
        answers = []
        for _ in range(3):
            await room.press("l")
            answers.append(room.session.notes[2].answers)

        assert room.saved.notes[2].answers == second.id
    assert answers == [None, first.id, second.id]


async def test_a_pair_carries_the_same_number(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives\n* Dan / Leo / he walks\n")

        assert "!1 Rosa" in room.screen
        assert "*1 Dan" in room.screen


async def test_r_brings_back_what_was_removed(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\nthree\n")
        await room.press("escape", "up", "delete", "r")

        assert [note.text for note in room.saved.notes] == ["one", "two", "three"]


async def test_find_dims_and_walks_only_what_holds_the_words(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Dan drinks\nRosa calls\nDan shouts\n")
        await room.press("escape", "slash")
        await room.type("dan")
        assert room.line("quiet-line").startswith("2 found")
        assert "Rosa calls" in room.screen
        await room.press("enter", "home", "down", "delete")

        assert [note.text for note in room.saved.notes] == ["Dan drinks", "Rosa calls"]


async def test_a_member_is_edited_with_one_key_each(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt / inner\n")
        await room.press("escape", "a", "a", "k", "k", "p")

        [member] = room.saved.members
    assert (member.agreement, member.knows, member.paid) == (Agreement.AGREED, Knows.SOME, True)


async def test_marks_are_walked_to_edited_and_removed(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n# Rosa / 4 / why / how\n# Leo / 6 / a / b\n")
        await room.press("escape", "home", "enter")
        assert room.line("capture-line").startswith("# safety mark 1/4")
        await room.press("tab")
        await room.press("ctrl+u")
        await room.type("7\n\n\n")
        await room.press("escape", "left", "delete")

        [mark] = room.saved.marks
    assert (mark.who, mark.value) == ("Rosa", 7)


async def test_what_was_said_about_a_mark_shows_while_it_is_selected(enter: Enter) -> None:
    async with enter() as room:
        await room.type("# Rosa / 4 / he [called] me / a month\n")
        await room.press("escape")

        assert room.line("quiet-line") == "Rosa: he [called] me · one higher: a month"


async def test_undo_in_board_mode_says_what_it_undid(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("escape", "plus", "ctrl+z")

        assert room.line("quiet-line") == "Undid: re-sort note"
        assert room.session.notes[0].section is Section.HEARD


async def test_who_said_it_shows_while_a_note_is_selected(enter: Enter) -> None:
    async with enter() as room:
        await room.type("He hides the bottles ^Odette\n")
        await room.press("escape")

        assert room.line("quiet-line") == "said by Odette"


async def test_text_pasted_over_the_board_goes_to_the_capture_line(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("escape")
        await room.paste("delete dad")
        await room.press("enter")

        assert [note.text for note in room.saved.notes] == ["one", "delete dad"]


async def test_a_statement_that_is_re_sorted_and_back_has_its_parts_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives / on Fridays / Mateo is hurt\n")
        before = room.session.notes
        await room.press("escape", "minus", "exclamation_mark")

        assert room.saved.notes == before


@pytest.mark.parametrize(
    "keys",
    [
        ["m", "down", "escape"],
        ["m", "right", "ctrl+z", "escape"],
        ["m", "minus", "ctrl+z", "escape"],
        ["m", "up", "up", "left", "escape"],
    ],
)
async def test_giving_up_a_move_takes_nothing_else_back(enter: Enter, keys: list[str]) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", *keys)

        assert sorted(_texts(room)) == ["one", "two"]
        assert all(note.column is Column.WORRIED for note in room.session.notes)


async def test_a_key_that_is_no_move_puts_the_note_down(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", "m", "delete", "up")

        assert _texts(room) == ["one"]


async def test_letters_that_mean_nothing_say_where_one_is(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("escape", "b", "h", "backspace")

        assert room.line("quiet-line").startswith("You are on the board")
        assert _texts(room) == ["one"]


async def test_a_half_typed_line_outlives_an_edit(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\nhalf a thought")
        await room.press("escape", "enter", "enter", "up", "enter")

        assert [note.text for note in room.saved.notes] == ["one", "half a thought"]


async def test_a_note_that_replaces_an_undone_one_shows_its_own_words(enter: Enter) -> None:
    async with enter() as room:
        for number in range(40):
            await room.type(f"wrong {number}\n")
            await room.press("ctrl+z")
            await room.type(f"right {number}\n")

        assert "wrong" not in room.screen


async def test_find_and_tab_lead_to_the_board(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Dan drinks\n@ Will / soccer coach\n")
        await room.press("escape", "slash")
        await room.type("soccer")
        await room.press("tab", "delete", "escape", "escape")
        await room.type("on we go\n")

        saved = room.saved
    assert not saved.members
    assert [note.text for note in saved.notes] == ["Dan drinks", "on we go"]


async def test_what_is_not_found_leads_back_to_typing(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Dan drinks\n# Rosa / 4\n")
        await room.press("escape", "slash")
        await room.type("tennis\n")
        assert room.line("quiet-line").startswith("Nothing on the map")
        await room.type("on we go\n")

        assert room.saved.notes[-1].text == "on we go"


async def test_removing_the_last_of_a_column_selects_another(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n+ two\n")
        await room.press("escape", "delete", "delete", "escape")
        await room.type("three\n")

        assert _texts(room) == ["three"]


async def test_clicking_a_note_selects_it(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.pilot.click("#view-worried", offset=(4, 1))
        await room.press("delete")

        assert _texts(room) == ["two"]


async def test_clicking_an_empty_column_aims_at_it(enter: Enter) -> None:
    async with enter() as room:
        await room.pilot.click("#view-next", offset=(4, 8))
        await room.type("call Leo\n")

        [note] = room.saved.notes
    assert note.column is Column.NEXT


async def test_a_long_note_can_be_read_to_its_end(enter: Enter) -> None:
    async with enter() as room:
        await room.paste(" ".join(f"word{number}" for number in range(300)))
        await room.press("enter")
        assert "word299" not in room.screen
        await room.press(*["pagedown"] * 9)
        assert "word299" in room.screen


async def test_what_is_entered_elsewhere_outlives_a_note_that_was_being_moved(
    enter: Enter,
) -> None:
    """You should see the note put down where it was carried to, and Esc take nothing back."""
    async with enter() as room:
        await room.type("one\ntwo\n")
        await room.press("escape", "m", "up", "f2")
        room.app.screen.query_one("#field-purpose").focus()
        await room.type("agree on a plan")
        await room.press("escape", "escape")

        assert room.saved.details.purpose == "agree on a plan"
        assert [note.text for note in room.saved.notes] == ["two", "one"]


async def test_an_export_puts_down_a_note_that_is_being_moved(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\ntwo\nthe neighbor called it in\n")
        await room.press("escape", "m", "up", "ctrl+e", "ctrl+s", "ctrl+o", "escape", "escape")

        assert len(room.saved.overrides) == 1
        assert [note.text for note in room.saved.notes] == [
            "one",
            "the neighbor called it in",
            "two",
        ]


async def test_what_was_unfinished_and_is_kept_outlives_a_move(
    enter: Enter, library: Library
) -> None:
    opening = library.create("K.'s family")
    assert opening.drafts is not None
    DraftFile(opening.drafts).write(Unfinished(line="from before"), MORNING)
    async with enter(opening) as room:
        await room.press("escape")
        await room.type("one\ntwo\n")
        await room.press("escape", "m", "up")
        await room.app.run_action("unfinished", room.app.screen)
        await room.press("enter", "escape", "escape")

        assert sorted(note.text for note in room.saved.notes) == ["from before", "one", "two"]
