"""Typing at the capture line, by real keys against what was saved."""

import pytest

from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Circle
from tests.app.conftest import Enter


async def test_a_typed_line_lands_in_the_column_aimed_at(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom drinks on Fridays\n")
        await room.press("tab")
        await room.type("She calls Rosa\n")

        worried, working = room.saved.notes
    assert (worried.column, worried.text) == (Column.WORRIED, "Mom drinks on Fridays")
    assert (working.column, working.text) == (Column.WORKING, "She calls Rosa")


@pytest.mark.parametrize(
    ("line", "section", "text"),
    [
        ("- He hit Noah", Section.PAST_HARM, "He hit Noah"),
        ("~ They moved twice", Section.COMPLICATING_FACTOR, "They moved twice"),
        ("? Maybe he drinks", Section.GRAY_AREA, "Maybe he drinks"),
        ("+ She sings to him", Section.STRENGTH, "She sings to him"),
        ("\" I like it at Nana's", Section.CHILD_VOICE, "I like it at Nana's"),
        (
            "! Rosa, Leo / Dan drives after drinking / on Fridays / Mateo is hurt",
            Section.DANGER_STATEMENT,
            "Rosa and Leo are worried that Dan drives after drinking on Fridays, "
            "and Mateo is hurt.",
        ),
        ("> Put the plan on the fridge / Rosa / Fri", Section.NEXT_STEP, None),
    ],
)
async def test_a_sigil_says_what_a_line_is(
    enter: Enter, line: str, section: Section, text: str | None
) -> None:
    async with enter() as room:
        await room.type(line + "\n")

        [note] = room.saved.notes
    assert note.section is section
    assert text is None or note.text == text


async def test_a_burst_of_lines_lands_whole_and_in_order(enter: Enter) -> None:
    lines = [f"note {number} said quickly" for number in range(25)]
    async with enter() as room:
        await room.type("".join(line + "\n" for line in lines))

        assert [note.text for note in room.saved.notes] == lines


async def test_a_statement_is_built_part_by_part_and_forms_in_its_column(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa\nDan drives after drinking\n")
        assert room.line("quiet-line").startswith("when most likely?")
        assert room.line("capture-line").startswith("! danger 3/5")
        assert "Rosa is worried that" in room.screen
        await room.type("\n")

        [danger] = room.saved.notes
    assert danger.parts == ("Rosa", "Dan drives after drinking", "", "", "")
    assert danger.missing == ("impact",)


async def test_a_sigil_in_an_empty_part_begins_the_next_entry(enter: Enter) -> None:
    async with enter() as room:
        await room.type('++ Rosa\n- he fell\n! " I like it here\n')

        act, harm, voice = room.saved.notes
    assert (act.section, act.parts[0]) == (Section.ACT_OF_PROTECTION, "Rosa")
    assert (harm.section, harm.text) == (Section.PAST_HARM, "he fell")
    assert (voice.section, voice.text) == (Section.CHILD_VOICE, "I like it here")


async def test_a_message_goes_when_the_next_line_is_added(enter: Enter) -> None:
    async with enter() as room:
        await room.type("# Rosa / eleven\n")
        assert room.line("quiet-line")
        await room.type("on we go\n")
        assert not room.line("quiet-line")


async def test_tab_and_shift_tab_walk_through_the_parts(enter: Enter) -> None:
    async with enter() as room:
        await room.type("> put up the plan")
        await room.press("tab")
        await room.type("Rosa")
        await room.press("shift+tab")
        await room.type(" today")
        await room.press("tab", "tab")
        await room.type("Friday\n\n")

        [step] = room.saved.notes
    assert step.parts == ("put up the plan today", "Rosa", "Friday", "")


async def test_escape_puts_a_statement_aside_and_up_takes_it_up_again(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa\nDan drives")
        await room.press("escape")
        assert "put aside" in room.line("quiet-line")
        await room.type("something else first\n")
        assert "! Rosa is worried that" in room.screen
        await room.press("up")
        await room.type(" after drinking\n\n")

        texts = [note.text for note in room.saved.notes]
    assert texts == ["something else first", "Rosa is worried that Dan drives after drinking."]


async def test_a_member_a_mark_and_a_person_of_the_family(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt / inner / drives him / 555 0100\n")
        await room.type("# Rosa / 4 / he called / a month\n## Leo / 7\n")
        await room.type("& Mateo / 6 / child\n:purpose see who can help\n")

        saved = room.saved
    [member], [safety, wellbeing], [person] = saved.members, saved.marks, saved.people
    assert (member.name, member.circle, member.contact) == ("Rosa", Circle.INNER, "555 0100")
    assert (safety.scale, safety.value, safety.higher) == (Scale.SAFETY, 4, "a month")
    assert (wellbeing.scale, wellbeing.who) == (Scale.WELLBEING, "Leo")
    assert (person.name, person.age) == ("Mateo", "6")
    assert saved.details.purpose == "see who can help"


async def test_a_rating_that_is_no_number_is_kept_as_heard_and_said_so(enter: Enter) -> None:
    async with enter() as room:
        await room.type("# Rosa / eleven\n")
        assert room.line("quiet-line").startswith("Kept as a heard note")

        [note] = room.saved.notes
    assert note.section is Section.HEARD
    assert {"Rosa", "eleven"} <= set(note.text.split())


async def test_who_said_it_is_kept_but_not_on_the_board(enter: Enter) -> None:
    async with enter() as room:
        await room.type("He hides the bottles ^Odette\n")
        assert "Odette" not in room.screen

        [note] = room.saved.notes
    assert (note.text, note.said_by) == ("He hides the bottles", "Odette")


async def test_up_on_an_empty_line_edits_the_last_entry(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom drinks ^Odette\n")
        await room.press("up")
        assert "Mom drinks ^Odette" in room.line("capture-line")
        await room.press("home")
        await room.type("On Fridays ")
        await room.press("enter")

        [note] = room.saved.notes
    assert (note.text, note.said_by) == ("On Fridays Mom drinks", "Odette")


async def test_several_pasted_lines_are_offered_as_several_notes(enter: Enter) -> None:
    async with enter() as room:
        await room.type("before ")
        await room.paste("- one\n* two\n\n3. three\n")
        assert "3 pasted lines" in room.line("quiet-line")
        assert not room.session.notes
        await room.press("enter")
        assert room.line("capture-line").endswith("before")

        assert [note.text for note in room.saved.notes] == ["one", "two", "three"]


async def test_escape_drops_the_offer_of_pasted_lines(enter: Enter) -> None:
    async with enter() as room:
        await room.paste("one\ntwo")
        await room.press("escape")
        await room.type("three\n")

        assert [note.text for note in room.saved.notes] == ["three"]


async def test_one_pasted_line_goes_where_the_cursor_is(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom ")
        await room.paste("drinks \x1b[31mon\x1b[0m Fridays")
        await room.press("enter")

        [note] = room.saved.notes
    assert note.text == "Mom drinks [31mon[0m Fridays"


async def test_a_known_name_is_offered_and_right_takes_it(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Grandma Rosa / aunt\n")
        await room.type("When Gra")
        assert room.line("capture-line").endswith("When Grandma Rosa")
        await room.press("right")
        await room.type(" calls\n")

        [note] = room.saved.notes
    assert note.text == "When Grandma Rosa calls"


async def test_it_was_reported_is_offered_for_a_harm_statement(enter: Enter) -> None:
    async with enter() as room:
        await room.type("-- ")
        await room.press("right", "enter")
        await room.type("Dan\nhit Noah\nhis lip bled\n")

        [note] = room.saved.notes
    assert note.text == "It was reported that Dan hit Noah. His lip bled."


async def test_undo_takes_back_typing_first_and_then_changes(enter: Enter) -> None:
    async with enter() as room:
        await room.type("first note\nsecond half")
        await room.press("ctrl+z")
        assert room.line("capture-line").endswith("second")
        await room.press("ctrl+z", "ctrl+z")
        assert room.line("quiet-line") == "Undid: add note"
        assert not room.session.notes
        await room.press("ctrl+y")

        assert [note.text for note in room.saved.notes] == ["first note"]


async def test_ctrl_backspace_deletes_to_the_left(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom drinks often")
        await room.press("ctrl+backspace", "ctrl+backspace")
        await room.type("sings\n")

        [note] = room.saved.notes
    assert note.text == "Mom sings"


async def test_a_long_line_is_kept_whole(enter: Enter) -> None:
    long = " ".join(f"word{number}" for number in range(1500))
    async with enter() as room:
        await room.paste(long)
        await room.press("enter")

        [note] = room.saved.notes
    assert note.text == long


async def test_a_new_goal_is_paired_with_the_newest_danger_without_one(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives\n! Leo / Dan shouts\n* Dan / Leo / he walks out\n")

        _, danger, goal = room.saved.notes
    assert goal.answers == danger.id


async def test_what_people_type_is_never_markup(enter: Enter) -> None:
    line = "[name withheld] said [/] and [@click=app.quit]x[/] <b> \\[ :smile: #tag"
    async with enter() as room:
        await room.type(line + "\n")
        assert "[name withheld]" in room.screen

        [note] = room.saved.notes
    assert note.text == line


async def test_an_edit_that_changed_nothing_leaves_nothing_aside(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom drinks ^Odette\n")
        await room.press("up", "escape", "up")
        assert "Mom drinks ^Odette" in room.line("capture-line")
        await room.type("!")
        await room.press("escape")
        assert "put aside" in room.line("quiet-line")
        await room.press("up", "enter")

        [note] = room.saved.notes
    assert (note.text, note.said_by) == ("Mom drinks", "Odette!")


async def test_spaces_at_the_ends_of_a_paste_stay_between_words(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom")
        await room.paste(" drinks ")
        await room.type("often\n")

        [note] = room.saved.notes
    assert note.text == "Mom drinks often"


async def test_a_second_paste_adds_to_the_first_offer(enter: Enter) -> None:
    async with enter() as room:
        await room.paste("one\ntwo")
        await room.paste("three\nfour")
        await room.press("enter")

        assert [note.text for note in room.saved.notes] == ["one", "two", "three", "four"]


async def test_a_sigil_before_words_keeps_the_cursor_between_them(enter: Enter) -> None:
    async with enter() as room:
        await room.type("abc def")
        await room.press("home")
        await room.type("- X")
        await room.press("enter")

        [note] = room.saved.notes
    assert (note.section, note.text) == (Section.PAST_HARM, "Xabc def")


async def test_who_said_something_is_offered_only_behind_the_caret(enter: Enter) -> None:
    async with enter() as room:
        await room.type("He drinks ^Odette\nOde")
        assert not room.line("capture-line").endswith("Odette")
        await room.press("ctrl+u")
        await room.type("He sings ^Ode")
        assert room.line("capture-line").endswith("^Odette")


async def test_contacts_stay_off_the_board_while_they_are_typed(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa\naunt\ninner\ndrives\n555 0100")
        await room.press("escape")
        assert "aunt" in room.screen
        assert "0100" not in room.screen


async def test_a_statement_is_seen_while_it_is_typed_in_one_breath(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives ")
        assert "! Rosa is worried that" in room.screen


async def test_ctrl_z_leaves_a_sign_a_step_or_the_entry(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n! ")
        await room.press("ctrl+z")
        assert room.line("capture-line").startswith("worried")
        await room.type("! Rosa\n")
        await room.press("ctrl+z")
        assert room.line("capture-line").startswith("! danger 1/5")
        await room.press("ctrl+z")
        assert "put aside" in room.line("quiet-line")
        await room.press("ctrl+z")

        assert not room.session.notes
