"""Room view, by real keys: the map alone, and nothing private on the wall."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from soptui.app import coach
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.widgets.column_view import ColumnView
from soptui.library import Library, Opening
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import (
    Agreement,
    Circle,
    Mark,
    Member,
    NameMode,
    Note,
    Person,
    Session,
)
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_look import seen

PRIVATE = (
    *("Delgado", "delgado", "Quiroga", "Alvarez", "555", "0142", "rosa@", "Elm", "WITHHELD"),
    *("staff", "missing", "saved", "Odette", "hidden"),
)
"""Letters that stand on this map, and never on the wall."""


def note(number: int, section: Section, column: Column, text: str, **more: object) -> Note:
    added = MORNING + timedelta(minutes=number)
    made = Note(id=f"n{number}", section=section, column=column, text=text, added=added)
    return replace(made, **more)  # type: ignore[arg-type]


NOTES = (
    note(
        1,
        Section.DANGER_STATEMENT,
        Column.WORRIED,
        "Rosa Quiroga is worried that Marcus Delgado drives after drinking.",
        parts=("Rosa Quiroga", "Marcus Delgado drives after drinking", "", "", ""),
        said_by="Odette",
    ),
    note(2, Section.DANGER_STATEMENT, Column.WORRIED, "WITHHELD danger", staff_only=True),
    note(3, Section.PAST_HARM, Column.WORRIED, "Police at 12 Elm Street, call 555-0142"),
    note(4, Section.STRENGTH, Column.WORKING, "delgado slept at rosa's twice"),
    note(5, Section.SAFETY_GOAL, Column.NEXT, "Nights with Ms. Alvarez", answers="n1"),
    note(6, Section.SAFETY_GOAL, Column.NEXT, "WITHHELD goal", answers="n2", staff_only=True),
    note(7, Section.HEARD, Column.WORRIED, "WITHHELD newest", staff_only=True),
)


def a_session(session: Session) -> Session:
    return replace(
        session,
        title="The Delgado family",
        notes=NOTES,
        members=(
            Member(
                id="m1",
                name="Rosa Quiroga",
                relationship="grandmother",
                circle=Circle.INNER,
                does="sleeps over",
                contact="rosa@example.org 555 0142",
                agreement=Agreement.AGREED,
            ),
            Member(id="m2", name="Ms. Alvarez", relationship="teacher"),
        ),
        people=(
            Person(id="p1", name="Marcus Delgado", age="34", relationship="father"),
            Person(id="p2", name="Kai Delgado", age="7"),
        ),
        marks=(
            Mark(id="k1", scale=Scale.SAFETY, who="Marcus Delgado", value=4, why="Delgado tries"),
        ),
    )


Watch = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def opening(library: Library) -> Opening:
    made = library.create("", "unit meeting")
    return replace(made, stored=replace(made.stored, session=a_session(made.stored.session)))


@pytest.fixture
def room_view(enter: Enter, opening: Opening) -> Watch:
    """Open the map, and let the room read along."""

    @asynccontextmanager
    async def room_view(size: tuple[int, int] = (80, 24), **changed: object) -> AsyncIterator[Room]:
        session = replace(opening.stored.session, **changed)  # type: ignore[arg-type]
        opened = replace(opening, stored=replace(opening.stored, session=session))
        async with enter(opened, size=size) as room:
            room.app.animation_level = "none"
            await room.press("f5")
            yield room

    return room_view


def screen_of(room: Room) -> SessionScreen:
    [screen] = (s for s in room.app.screen_stack if isinstance(s, SessionScreen))
    return screen


def private(room: Room, *but: str) -> list[str]:
    """The private words on the screen."""
    return [word for word in PRIVATE if word not in but and word in room.screen]


@pytest.mark.parametrize("mode", NameMode)
async def test_nothing_private_is_on_the_wall(room_view: Watch, mode: NameMode) -> None:
    """You should see the map alone, and no surname, contact or staff-only note."""
    async with room_view(names_as=mode) as room:
        assert private(room) == []
        assert "room view" in room.screen
        assert room.app.screen.query_one("#key-hints").display is False


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (40, 10)])
async def test_at_every_size(room_view: Watch, size: tuple[int, int]) -> None:
    """You should see the same at every size."""
    async with room_view(size) as room:
        assert private(room) == []


async def test_the_pictures(room_view: Watch) -> None:
    """You should see three columns with blank lines between the notes, where they fit."""
    async with room_view() as room:
        seen(room, "room-80x24")


async def test_the_demo_in_room_view(enter: Enter, library: Library) -> None:
    """You should see statements parted by blank lines, numbers, and nothing but the map."""
    async with enter(library.demo()) as room:
        room.app.animation_level = "none"
        await room.press("f5")
        seen(room, "room-demo-80x24")


async def test_f5_again_leaves(room_view: Watch) -> None:
    """You should see everything again, as it was before."""
    async with room_view() as room:
        await room.press("f5")
        assert "The Delgado family" in room.screen
        assert "WITHHELD newest" in room.screen
        assert "555-0142" in room.screen
        assert room.app.screen.query_one("#key-hints").display is True


async def test_what_staff_only_notes_leave_is_not_even_their_number(room_view: Watch) -> None:
    """You should see the first pair without a second one, and no count of notes."""
    async with room_view() as room:
        lines = room.screen.split("\n")
        assert any("!1 " in line for line in lines)
        assert "!2" not in room.screen
        assert "*2" not in room.screen
        assert not any(sign.isdigit() for sign in lines[2])


async def test_names_are_read_as_the_session_says(room_view: Watch) -> None:
    """You should see initials, and after Ctrl+P another way."""
    async with room_view(names_as=NameMode.INITIALS) as room:
        assert "Marcus" not in room.screen
        screen_of(room).read_names(NameMode.ROLE)
        await room.pilot.pause()
        assert "M.D." not in room.screen
        assert "father" in room.screen.lower()
        await room.press("ctrl+z")
        assert room.session.names_as is NameMode.INITIALS


async def test_what_is_typed_lands_on_the_wall_masked(room_view: Watch) -> None:
    """You should see the new note marked, without the surname."""
    async with room_view() as room:
        await room.type("- Marcus Delgado hit the wall\n")
        assert room.session.notes[-1].text == "Marcus Delgado hit the wall"
        assert "█" in room.screen
        assert private(room) == []


async def test_a_surname_that_is_typed_becomes_bullets(room_view: Watch) -> None:
    """You should see bullets as soon as the name is known to be one."""
    async with room_view() as room:
        await room.type("Marcus Delgado, 555-0142 ")
        assert room.line("capture").endswith("Marcus •••••••, ••••••••")
        assert private(room) == []


async def test_a_statement_forms_masked(room_view: Watch) -> None:
    """You should see the draft in its column, and what is asked for on the line."""
    async with room_view() as room:
        await room.type("! Rosa Quiroga, Ms. Alvarez\n")
        assert private(room) == []
        assert "who might do what?" in room.line("capture-line")
        await room.type("Marcus Delgado leaves ")
        assert private(room) == []


async def test_a_contact_is_typed_in_bullets(room_view: Watch) -> None:
    """You should see bullets where the contact is typed, in parts and in one breath."""
    async with room_view() as room:
        await room.type("@ Inés / aunt / inner / calls / ines at work")
        assert "ines" not in room.screen
        assert "Inés / aunt / inner / calls / •••• •• ••••" in room.line("capture")
        await room.type("\n@ Tasha\nfriend\nouter\ndrives\n12 rue du Bac")
        assert "rue" not in room.screen
        assert room.session.members[-1].contact == "ines at work"


async def test_the_surname_of_somebody_new_is_typed_in_bullets(room_view: Watch) -> None:
    """You should see the first name on the line and in the draft, and on the map."""
    async with room_view() as room:
        await room.type("@ Tom Barlow")
        assert "Tom ••••••" in room.line("capture")
        await room.type("\nuncle ")
        assert "Barlow" not in room.screen
        assert "Tom · uncle" in room.screen
        await room.type("\n\n")
        assert "Barlow" not in room.screen
        assert room.session.members[-1].name == "Tom Barlow"


async def test_who_said_it_is_typed_in_bullets(room_view: Watch) -> None:
    async with room_view() as room:
        await room.type("a quiet week ^Odette")
        assert private(room) == []
        await room.type("\n")
        assert room.session.notes[-1].said_by == "Odette"


async def test_no_surname_is_offered(room_view: Watch) -> None:
    """You should see the first name completed, and nothing more."""
    async with room_view() as room:
        await room.type("Mar")
        assert room.line("capture").endswith("Marcus")
        await room.press("ctrl+u")
        await room.type("Del")
        assert private(room) == []


async def test_a_staff_only_note_that_was_being_edited_is_bullets(
    enter: Enter, opening: Opening
) -> None:
    async with enter(opening) as room:
        room.app.animation_level = "none"
        await room.press("up")
        assert "WITHHELD newest" in room.line("capture")
        await room.press("f5")
        assert private(room) == []


async def test_up_takes_up_the_newest_that_is_shown(room_view: Watch) -> None:
    """You should see the newest note that is there; a staff-only one is not."""
    async with room_view() as room:
        await room.press("up")
        assert private(room) == []
        assert "Nights with Ms. A" in room.screen
        await room.press("escape")
        screen_of(room).edit("n7")
        await room.pilot.pause()
        assert room.line("capture") != "WITHHELD newest"
        assert private(room) == []


async def test_board_mode_walks_what_is_shown(room_view: Watch) -> None:
    """You should see the bar on shown notes only, and who said it nowhere."""
    async with room_view() as room:
        await room.press("escape")
        ids = set()
        for _ in range(12):
            ids.add(screen_of(room)._board.cursor)
            assert private(room) == []
            await room.press("down")
        for key in ("right", "right", "left", "end", "down", "up"):
            await room.press(key)
            ids.add(screen_of(room)._board.cursor)
            assert private(room) == []
        assert not ids & {"n2", "n6", "n7"}
        assert {"n1", "n3", "k1"} <= ids


async def test_s_takes_a_note_off_the_wall(room_view: Watch) -> None:
    async with room_view() as room:
        await room.press("escape", "s")
        assert room.session.note("n1").staff_only
        assert "worried that" not in room.screen


async def test_searching_finds_what_is_shown(room_view: Watch) -> None:
    """You should see nothing found for what is only behind the mask."""
    async with room_view() as room:
        await room.press("escape", "/")
        await room.type("withheld")
        assert not screen_of(room)._board.lanes.count
        await room.press("ctrl+u")
        await room.type("drinking")
        assert screen_of(room)._board.lanes.count == 1


@pytest.mark.parametrize("key", ["f3", "f10", "ctrl+g", "f4"])
async def test_what_shows_the_map_another_way_is_masked(room_view: Watch, key: str) -> None:
    """You should see circles, numbers and dangers as the room reads the names."""
    async with room_view() as room:
        await room.press(key)
        assert len(room.app.screen_stack) == 2
        assert private(room) == []
        for step in ("down", "down", "up", "tab"):
            await room.press(step)
            assert private(room) == []
        await room.press("escape")


async def test_the_circles_write_the_whole_name_and_show_the_masked_one(room_view: Watch) -> None:
    async with room_view() as room:
        await room.press("f3", "a")
        assert private(room) == []
        await room.press("w")
        await room.type("Marcus Delgado drinking\n")
        assert private(room) == []
        member = next(m for m in room.session.members if m.id == "m1")
        assert member.agreement is not Agreement.AGREED
        assert (member.name, member.contact) == ("Rosa Quiroga", "rosa@example.org 555 0142")
        assert member.watches == "Marcus Delgado drinking"


async def test_the_scale_round_writes_the_whole_and_shows_the_masked(room_view: Watch) -> None:
    async with room_view() as room:
        await room.press("f10", "plus")
        assert room.session.notes[-1].text == "Delgado tries"
        await room.type("Marcus Delgado 6\n")
        assert private(room) == []
        assert [(mark.who, mark.value) for mark in room.session.marks] == [("Marcus Delgado", 6)]


async def test_sorting_shows_the_note_masked(room_view: Watch) -> None:
    async with room_view() as room:
        await room.press("escape", "t")
        assert len(room.app.screen_stack) == 2
        assert private(room) == []


@pytest.mark.parametrize("key", ["f2", "ctrl+e"])
async def test_what_is_not_for_the_room_is_asked_for_twice(room_view: Watch, key: str) -> None:
    """You should see one sentence first, and the screen only after the same key again."""
    async with room_view() as room:
        await room.press(key)
        assert len(room.app.screen_stack) == 1
        assert "not for the room" in room.screen
        assert private(room) == []
        await room.press(key)
        assert len(room.app.screen_stack) == 2


async def test_between_both_times_something_else_counts(room_view: Watch) -> None:
    async with room_view() as room:
        await room.press("f2", "ctrl+e")
        assert len(room.app.screen_stack) == 1
        await room.press("f5", "f5", "ctrl+e")
        assert len(room.app.screen_stack) == 1
        await room.press("ctrl+z", "ctrl+e")
        assert len(room.app.screen_stack) == 2


async def test_the_coach_is_silent_until_it_is_asked(
    room_view: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """You should see one question after F8, with no private word, and none before."""
    monkeypatch.setattr(coach, "QUIET", 3600)

    def is_told(room: Room) -> bool:
        return room.app.screen.query_one("#quiet-line").display

    async def settled(room: Room) -> None:
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()

    async with room_view() as room:
        await room.type("She has a drinking history\n")
        coaching = screen_of(room)._coaching
        coaching._perhaps(coaching._turn)  # it is quiet now
        await settled(room)
        assert not is_told(room)
        await room.press("f8")
        await settled(room)
        assert is_told(room)
        assert "?" in room.line("quiet-line")
        assert private(room) == []
        await room.press("f8")
        assert not is_told(room)


async def test_a_column_comes_to_rest_where_the_newest_stands(enter: Enter) -> None:
    """You should see the note that was just entered, however long its column is."""
    async with enter() as room:
        await room.press("f5")
        await room.type("".join(f"worry number {n}\n" for n in range(40)))
        view = room.app.screen.query_one("#view-worried", ColumnView)
        while view.scroll_y != view.scroll_target_y:
            await room.pilot.pause(0.05)
        await room.pilot.pause()
        assert "worry number 39" in room.screen
        await room.press("pageup")
        while view.scroll_y != view.scroll_target_y:
            await room.pilot.pause(0.05)
        await room.pilot.pause()
        assert "worry number 39" not in room.screen


async def test_blank_lines_stand_between_notes_for_as_long_as_they_fit(enter: Enter) -> None:
    """You should see notes apart at first, and closer when the column is full."""
    async with enter() as room:
        room.app.animation_level = "none"
        await room.press("f5")
        view = room.app.screen.query_one("#view-worried", ColumnView)
        for count in range(1, 30):
            await room.type(f"worry {count}\n")
            lines = [view._lines[at].text for at in range(len(view._lines))]
            assert [text for text in lines if text.startswith("worry")] == [
                f"worry {n}" for n in range(1, count + 1)
            ]
            assert (lines.count("") > 1) is (1 < count <= 10), (count, lines)


async def test_a_failing_save_is_still_told(room_view: Watch) -> None:
    """You should see that it is not saved, and nothing else of how it stands."""
    async with room_view() as room:
        screen = screen_of(room)
        title = screen._title
        session, standing = title._told
        title.show(session, replace(standing, failing_since=MORNING))
        await room.pilot.pause()
        assert "NOT SAVED since" in room.screen
        assert private(room) == []
