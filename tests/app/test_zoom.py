"""F6, by real keys: one column or one statement fills the screen, and typing goes on."""

from dataclasses import replace

import pytest

from soptui.app.screens.session_screen import SessionScreen
from soptui.app.widgets.zoom_view import ZoomView
from soptui.library import Library, Opening
from soptui.model.alphabet import Column, Section
from soptui.model.session import Note, Session
from soptui.wording import Wording, load_wording
from tests.app.conftest import Enter, Room
from tests.app.test_look import seen
from tests.builders import a_danger, a_full_session, a_goal, a_note

WORRIED, WORKING = "W h a t   a r e   w e   w o r r i e d", "W h a t ' s   w o r k i n g"


def opened(library: Library, *notes: Note, session: Session | None = None) -> Opening:
    """Return a session with these notes, to open."""
    opening = library.create("K.'s family", "unit meeting")
    stored = opening.stored
    session = session or replace(stored.session, notes=notes)
    return replace(opening, stored=replace(stored, session=replace(session, id=stored.session.id)))


async def at_rest(room: Room) -> Room:
    """Wait until nothing scrolls any more."""
    await room.pilot.wait_for_scheduled_animations()
    await room.pilot.pause()
    return room


def zoom(room: Room) -> str:
    """What is zoomed."""
    [screen] = (s for s in room.app.screen_stack if isinstance(s, SessionScreen))
    return screen.zoom


@pytest.fixture
def demo(library: Library) -> Opening:
    return library.demo()


async def test_f6_fills_the_screen_with_the_column_aimed_at(enter: Enter, demo: Opening) -> None:
    """You should see one question in a broad bar, short lines far apart, and the line to type."""
    async with enter(demo) as room:
        await room.press("f6")
        assert zoom(room) == "worried"
        seen(room, "zoom-80x24")
        await room.press("f6")
        assert zoom(room) == ""
        assert "What's working well?" in room.screen


async def test_f6_in_board_mode_fills_it_with_a_statement_and_its_parts(
    enter: Enter, demo: Opening
) -> None:
    """You should see the sentence large, and under it what was said to each question."""
    async with enter(demo) as room:
        await room.press("escape", "f6")
        assert zoom(room) == next(
            note.id for note in room.session.notes if note.section is Section.DANGER_STATEMENT
        )
        seen(room, "zoom-danger-80x24")


async def test_on_anything_else_its_column_is_zoomed(enter: Enter, library: Library) -> None:
    opening = opened(library, a_note("she calls", section=Section.STRENGTH))
    async with enter(opening) as room:
        await room.press("escape", "f6")
        assert zoom(room) == "working"
        assert WORKING in room.screen
        await room.type("another\n")
        assert room.saved.notes[-1].column is Column.WORKING


async def test_typing_goes_on_and_the_newest_is_marked_and_in_view(
    enter: Enter, library: Library
) -> None:
    """You should see the last of many notes, with a bar before it, as soon as it is entered."""
    opening = opened(library, *(a_note(f"note {at}", id=f"n{at}") for at in range(30)))
    async with enter(opening) as room:
        await room.press("f6")
        assert "note 29" not in room.screen
        await room.type("the next one\n")
        await at_rest(room)
        [line] = [line for line in room.screen.split("\n") if "the next one" in line]
        assert line.strip().startswith("█")
        assert room.screen.count("█") == 1
        await room.press("pageup")
        await at_rest(room)
        assert "the next one" not in room.screen
        await room.press("pagedown")
        await at_rest(room)
        assert "the next one" in room.screen
        assert room.saved.notes[-1].text == "the next one"


async def test_what_goes_elsewhere_is_told(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger())) as room:
        await room.press("f6")
        await room.type("+ she calls\n")
        assert "she calls" not in room.screen
        assert "not in what is shown here" in room.line("quiet-line")
        await room.type("he drinks\n")
        assert "not in what is shown here" not in room.screen


async def test_tab_goes_to_the_next_column(enter: Enter, demo: Opening) -> None:
    async with enter(demo) as room:
        await room.press("f6", "tab")
        assert (zoom(room), WORKING in room.screen) == ("working", True)
        await room.press("shift+tab")
        assert (zoom(room), WORRIED in room.screen) == ("worried", True)


async def test_a_statement_is_seen_as_it_is_built(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f6")
        assert "Nothing yet" in room.screen
        await room.type("! Grandma Rosa, the agency\nDaniel drives ")
        assert "agency are worried that Daniel drives. !" in " ".join(room.screen.split())


@pytest.mark.parametrize("key", ["f6", "escape"])
async def test_it_is_left_to_where_one_was(enter: Enter, library: Library, key: str) -> None:
    """From board mode back to the board, with the cursor where it was; else to typing."""
    async with enter(opened(library, a_danger(), a_goal())) as room:
        await room.press("escape", "right", "f6")
        assert zoom(room) == "goal-1"
        await room.press(key)
        assert room.app.screen.focused is room.app.screen.query_one("#board")
        await room.press("enter")
        assert "goal 1/5" in room.line("capture-line")

    async with enter(opened(library, a_danger())) as room:
        await room.press("f6", key)
        assert zoom(room) == ""
        await room.type("on we go\n")
        assert room.saved.notes[-1].text == "on we go"


async def test_escape_steps_out_of_what_is_built_first(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f6")
        await room.type("! Rosa")
        await room.press("escape")
        assert zoom(room) == "worried"
        await room.press("escape")
        assert zoom(room) == ""


async def test_a_statement_that_is_gone_leaves_its_place_to_a_column(
    enter: Enter, library: Library
) -> None:
    async with enter() as room:
        await room.type("! Rosa / Dan drives / at night / Mateo is hurt\n")
        await room.press("escape", "f6")
        assert "D A N G E R" in room.screen
        await room.press("ctrl+z", "ctrl+z")
        assert zoom(room) == "worried"
        assert "Dan drives" not in room.screen


async def test_what_is_private_is_never_large(enter: Enter, library: Library) -> None:
    """You should see no staff-only note, no surname, no number, no quiet lines for who writes."""
    session = replace(
        a_full_session(),
        people=(replace(a_full_session().people[0], name="Mateo Kandinsky"),),
        notes=(
            *a_full_session().notes,
            a_note("Mateo Kandinsky hid, call 555-0142", id="named"),
            a_danger(id="private", staff_only=True),
        ),
    )
    async with enter(opened(library, session=session), size=(100, 60)) as room:
        for _ in Column:
            await room.press("tab", *(["f6"] if not zoom(room) else []))
            for private in ("Kandinsky", "555-0142", "the new address", "staff", "family"):
                assert private not in room.screen
        assert "Mateo hid, call •••" in room.screen


async def test_a_statement_for_staff_only_is_not_zoomed(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger(staff_only=True))) as room:
        await room.press("escape", "f6")
        assert zoom(room) == ""
        assert "Only the team may see this" in room.line("quiet-line")


def shown_to_the_room(room: Room) -> bool:
    """Whether it is room view now."""
    assert isinstance(room.app.screen, SessionScreen)
    return room.app.screen.is_room


async def test_room_view_is_as_it_was_when_zoom_is_left(enter: Enter, demo: Opening) -> None:
    async with enter(demo) as room:
        await room.press("f6")
        assert shown_to_the_room(room)
        await room.press("f6")
        assert not shown_to_the_room(room)
        await room.press("f5", "f6", "f6")
        assert shown_to_the_room(room)


async def test_f5_goes_from_zoom_to_the_map_in_room_view_and_never_to_what_is_private(
    enter: Enter, demo: Opening
) -> None:
    async with enter(demo) as room:
        await room.press("f6", "f5")
        assert (zoom(room), shown_to_the_room(room)) == ("", True)
        await room.press("f6", "f6")
        assert (zoom(room), shown_to_the_room(room)) == ("", True)
        await room.press("f5")
        assert not shown_to_the_room(room)


async def test_in_room_view_a_statement_is_zoomed_too(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger())) as room:
        await room.press("f5", "escape", "f6")
        assert "D A N G E R" in room.screen
        assert "Who might do what?" in room.screen


async def test_whoever_has_typed_meanwhile_goes_on_typing(enter: Enter, library: Library) -> None:
    async with enter(opened(library, a_danger())) as room:
        await room.press("escape", "f6")
        await room.type("one\n")
        await room.press("f6")
        await room.type("two\n")
        assert [note.text for note in room.session.notes[1:]] == ["one", "two"]


async def test_it_is_said_in_another_language_at_once(
    enter: Enter, demo: Opening, wording: Wording
) -> None:
    async with enter(demo, size=(100, 30)) as room:
        await room.press("f6")
        wording.become(load_wording("es"))
        screen = room.app.screen
        assert isinstance(screen, SessionScreen)
        screen.reword()
        await room.pilot.pause()
        assert "¿ Q u é   n o s   p r e o c u p a ?" in room.screen
        assert "PELIGRO ──" in room.screen


@pytest.mark.parametrize("size", [(20, 5), (2, 1), (40, 10), (300, 100)])
async def test_any_size_will_do(enter: Enter, demo: Opening, size: tuple[int, int]) -> None:
    async with enter(demo, size=size) as room:
        for keys in (("f6",), ("tab",), ("f6", "escape", "f6"), ("pagedown", "f6")):
            await room.press(*keys)
        await room.press("f6")
        await room.pilot.resize_terminal(80, 24)
        await room.pilot.pause()
        assert zoom(room)
        assert any(line.strip() for line in room.screen.split("\n"))


async def test_it_keeps_its_place_and_its_typing_when_the_window_changes(
    enter: Enter, library: Library
) -> None:
    opening = opened(library, *(a_note(f"note {at}", id=f"n{at}") for at in range(30)))
    async with enter(opening) as room:
        await room.press("f6")
        await room.type("the last\nhalf ty")
        for size in ((40, 12), (160, 48), (80, 24)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
            assert "the last" in room.screen
            assert "half ty" in room.line("capture-line")


async def test_a_click_leaves_the_typing_where_it_is(enter: Enter, demo: Opening) -> None:
    async with enter(demo) as room:
        await room.press("f6")
        await room.pilot.click(ZoomView, offset=(10, 10))
        await room.type("said\n")
        assert room.session.notes[-1].text == "said"
