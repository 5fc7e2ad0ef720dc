"""The screens around the map: start, sessions, help, details, palette."""

from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from soptui.app.screens.sessions_screen import SessionsScreen
from soptui.app.screens.start_screen import StartScreen
from soptui.library import Library
from soptui.model.session import Person
from soptui.settings import read_settings
from tests.app.conftest import Enter


async def test_the_start_screen_shows_no_familys_name(enter: Enter, library: Library) -> None:
    library.create("The Marsh family")
    async with enter(start=True) as room:
        assert "Marsh" not in room.screen
        await room.press("o")
        assert "23 Nov 2026" in room.screen
        assert "Marsh" not in room.screen
        await room.press("t")
        assert "The Marsh family" in room.screen
        await room.press("t")
        assert "Marsh" not in room.screen


async def test_n_begins_a_new_session_at_the_capture_line(enter: Enter) -> None:
    async with enter(start=True) as room:
        await room.press("n")
        await room.type("first words\n")

        assert [note.text for note in room.saved.notes] == ["first words"]


async def test_enter_on_the_start_screen_begins_too(enter: Enter) -> None:
    async with enter(start=True) as room:
        await room.press("enter")
        await room.type("first words\n")

        assert [note.text for note in room.saved.notes] == ["first words"]


async def test_a_session_is_chosen_from_the_list(enter: Enter, library: Library) -> None:
    chosen = library.create("one").stored.session.id
    library.close()
    async with enter(start=True) as room:
        await room.press("o")
        assert isinstance(room.app.screen, SessionsScreen)
        await room.press("enter")

        assert room.session.id == chosen


async def test_the_demo_is_a_copy_that_leaves_nothing_behind(
    enter: Enter, library: Library
) -> None:
    async with enter(start=True) as room:
        await room.press("d")
        assert "DEMO" in room.line("title-line")
        await room.type("a line in the demo\n")
        assert room.session.notes[-1].text == "a line in the demo"

    assert library.list() == ()


async def test_a_damaged_session_is_named_and_the_screen_stays(
    enter: Enter, library: Library
) -> None:
    damaged = library.create("one").stored.session.id
    library.home.sessions.joinpath(f"{damaged}.json").write_text("{")
    async with enter(start=True) as room:
        assert isinstance(room.app.screen, StartScreen)
        await room.press("o")
        assert "cannot be read" in room.screen


async def test_help_shows_the_whole_alphabet_on_one_screen(enter: Enter) -> None:
    """You should see every sigil with its name, and the keys, at 80x24."""
    async with enter() as room:
        await room.press("f1")
        for shown in ("past harm", "## wellbeing mark", ":parking", "all actions, leave"):
            assert shown in room.screen
        await room.press("escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]


async def test_details_are_kept_as_each_field_is_left(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2")
        room.app.screen.query_one("#field-title", Input).value = ""
        await room.type("M.'s family")
        await room.press("tab", "tab", "ctrl+u")
        await room.type("90")
        await room.press("tab")
        assert (room.session.title, room.session.minutes) == ("M.'s family", 90)
        await room.type("Mateo / 6 / child")
        await room.press("tab")
        await room.type("See who can help")
        await room.press("escape")
        await room.press("ctrl+z")
        assert room.session.details.purpose == ""
        await room.press("ctrl+y")

        saved = room.saved
    [mateo] = saved.people
    assert mateo == Person(id=mateo.id, name="Mateo", age="6", relationship="child")
    assert saved.details.purpose == "See who can help"


async def test_minutes_that_are_no_number_change_nothing(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2", "tab", "tab", "ctrl+u")
        await room.type("soon")
        await room.press("escape")

        assert room.session.minutes == 60


async def test_the_palette_has_every_action_and_no_screenshot(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+p")
        assert isinstance(room.app.screen, CommandPalette)
        await room.pilot.pause()
        listed = room.app.screen.query_one(OptionList)
        names = " ".join(str(option.prompt) for option in listed.options)
    for action in ("Board", "Undo", "Export", "Details", "Help", "Colors"):
        assert action in names
    assert "creenshot" not in names


async def test_leaving_with_unfinished_text_is_asked_once(enter: Enter) -> None:
    async with enter() as room:
        await room.type("half a li")
        await room.press("ctrl+q")
        assert room.line("quiet-line").startswith("There is unfinished text")
        await room.type("ne\n")

        assert [note.text for note in room.saved.notes] == ["half a line"]


async def test_the_palette_acts_on_the_board_from_the_capture_line(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("ctrl+p")
        await room.type("Staff-only")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        await room.press("enter")
        await room.pilot.pause()

        assert room.session.notes[0].staff_only


async def test_a_theme_is_chosen_in_the_palette_and_remembered(
    enter: Enter, library: Library
) -> None:
    async with enter() as room:
        await room.press("ctrl+p")
        await room.type("Colors: High")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        await room.press("enter")
        await room.pilot.pause()

        assert room.app.theme == "soptui-contrast"
    assert read_settings(library.home.config).theme == "soptui-contrast"


async def test_enter_in_a_field_of_the_details_goes_on_and_keeps_it(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2", "enter", "enter", "escape")

        assert room.session.title == "K.'s family"


async def test_leaving_from_the_details_keeps_the_field(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2")
        await room.type(" and friends")
        await room.press("ctrl+q")

        assert room.saved.title == "K.'s family and friends"


async def test_looking_at_the_details_changes_nothing(enter: Enter) -> None:
    async with enter() as room:
        await room.type("& Baby\n& Baby\n& Ana/Maria / 6 / child\n")
        before = room.session
        await room.press("f2", "escape")

        assert room.session == before


async def test_hidden_characters_stay_out_of_the_details(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2", "tab", "tab", "tab")
        await room.paste("Ana\x1b[2J\u202e / 6")
        await room.press("escape")

        [ana] = room.saved.people
    assert ana.name == "Ana[2J"


async def test_a_demo_is_not_left_with_unfinished_text_unasked(enter: Enter) -> None:
    async with enter() as room:
        await room.paste("one\ntwo")
        await room.press("ctrl+q")
        assert room.line("quiet-line").startswith("There is unfinished text")
        await room.press("enter")

        assert len(room.saved.notes) == 2
