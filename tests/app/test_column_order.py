"""The order of the columns: as a person has chosen it, or as it fits the kind of meeting."""

from dataclasses import replace

import pytest

from soptui.app.screens.reading_screen import ReadingScreen
from soptui.app.walking import Lanes
from soptui.library import Library
from soptui.model.alphabet import Column
from soptui.settings import Settings
from tests.app.conftest import MORNING, Enter, Room
from tests.builders import a_note

WORRIED, WORKING, NEXT = "worried about?", "working well?", "happen next?"


def questions(room: Room) -> list[str]:
    """The columns, from left to right."""
    top = "\n".join(room.screen.split("\n")[1:3])
    return sorted((WORRIED, WORKING, NEXT), key=top.find)


@pytest.mark.parametrize(
    ("setting", "chosen", "order"),
    [
        ("unit meeting", Settings(), [WORRIED, WORKING, NEXT]),
        ("CFT", Settings(), [WORKING, WORRIED, NEXT]),
        ("CFT", Settings(columns=tuple(Column)), [WORRIED, WORKING, NEXT]),
        ("", Settings(columns=(Column.NEXT, Column.WORRIED, Column.WORKING)), None),
    ],
)
async def test_the_columns_stand_as_chosen_or_as_fits_the_meeting(
    enter: Enter, library: Library, setting: str, chosen: Settings, order: list[str] | None
) -> None:
    opening = library.create("K.'s family", setting)
    async with enter(opening, size=(120, 30), chosen=chosen) as room:
        assert questions(room) == (order or [NEXT, WORRIED, WORKING])


async def test_an_empty_column_says_how_to_come_there(enter: Enter, library: Library) -> None:
    opening = library.create("K.'s family", "CFT")
    async with enter(opening, size=(160, 48)) as room:
        [line] = [line for line in room.screen.split("\n") if "Tab comes here" in line]
        told = [said.strip() for said in line.split("  ") if said.strip()]
    assert told == [
        "What has kept the child safe?",
        "Tab comes here. Type a worry and press Enter.",
        "Tab again. Who will do what, by when?",
    ]


async def test_typing_begins_in_the_first_and_tab_goes_on_to_the_right(
    enter: Enter, library: Library
) -> None:
    async with enter(library.create("K.'s family", "CFT")) as room:
        await room.type("one\n")
        await room.press("tab")
        await room.type("two\n")
        await room.press("tab")
        await room.type("three\n")
        await room.press("tab")
        await room.type("four\n")
        await room.press("shift+tab", "shift+tab")
        await room.type("five\n")

        columns = [note.column for note in room.saved.notes]
    assert columns == [
        *(Column.WORKING, Column.WORRIED, Column.NEXT, Column.WORKING),
        Column.WORRIED,
    ]


async def test_arrows_walk_and_carry_over_what_is_beside(enter: Enter, library: Library) -> None:
    async with enter(library.create("K.'s family", "CFT")) as room:
        await room.type("+ one\n- two\n")
        await room.press("escape", "left", "right", "s")
        assert [note.staff_only for note in room.session.notes] == [False, True]
        await room.press("H")
        assert [note.column for note in room.session.notes] == [Column.WORKING, Column.WORKING]
        await room.press("H", "L", "L")

        assert [note.column for note in room.saved.notes] == [Column.WORKING, Column.NEXT]


async def test_in_a_small_window_the_first_is_shown(enter: Enter, library: Library) -> None:
    async with enter(library.create("K.'s family", "CFT"), size=(40, 10)) as room:
        assert WORKING in room.screen
        assert WORRIED not in room.screen


async def test_who_reads_along_sees_them_in_the_same_order(enter: Enter, library: Library) -> None:
    elsewhere = Library(library.home, clock=lambda: MORNING)
    session = elsewhere.create("K.'s family", "CFT").stored.session
    async with enter(library.open(session.id), size=(120, 30)) as room:
        assert isinstance(room.app.screen, ReadingScreen)
        assert questions(room) == [WORKING, WORRIED, NEXT]
    elsewhere.close()


@pytest.mark.parametrize("reads_along", [False, True])
async def test_a_copy_stands_in_the_order_of_the_board(
    enter: Enter, library: Library, *, reads_along: bool
) -> None:
    elsewhere = Library(library.home, clock=lambda: MORNING)
    opening = elsewhere.create("K.'s family", "CFT")
    notes = tuple(a_note(id=f"note-{column}", column=column) for column in Column)
    filled = replace(opening.stored.session, notes=notes)
    opening.store.save(filled, opening.stored.revision)
    if not reads_along:
        elsewhere.close()
    async with enter(library.open(filled.id), size=(120, 30)) as room:
        await room.press("ctrl+e", "ctrl+s")
        [copy] = library.home.exports.iterdir()

    asked = [line for line in copy.read_text("utf-8").splitlines() if line.startswith("## What")]
    assert [question.split()[-2:] for question in asked] == [
        ["working", "well?"],
        ["worried", "about?"],
        ["happen", "next?"],
    ]
    elsewhere.close()


def test_lanes_are_walked_in_their_order() -> None:
    lanes = Lanes((("a",), (), ("b",)), order=(Column.WORKING, Column.NEXT, Column.WORRIED))

    assert lanes.column_of("b") is Column.WORRIED
    assert lanes.under(Column.WORKING) == ("a",)
    assert lanes.beside(Column.WORKING, +1) is Column.WORRIED
    assert lanes.beside(Column.WORKING, -1) is None
