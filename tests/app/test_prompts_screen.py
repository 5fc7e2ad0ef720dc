"""The questions to ask, by real keys: the list, the pages, and one large to the room."""

from pathlib import Path

import pytest
from textual.events import Key

from soptui.app.large import enlarged
from soptui.app.screens.prompts_screen import PromptsScreen
from soptui.library import Library
from soptui.wording import load_wording
from tests.app.conftest import Enter, Room
from tests.app.test_look import seen

LONG = "10 is: the child is safe enough for us to close. 0 is: it is certain to happen again."


def listed(room: Room) -> list[str]:
    """Return the lines of the list."""
    return [line.strip() for line in room.screen.split("\n")[2:-2] if line.strip()]


async def test_f4_asks_about_the_column_that_is_aimed_at(enter: Enter) -> None:
    """You should see the opening questions, each kind under its name."""
    async with enter() as room:
        await room.press("f4")
        assert room.line("prompts-heading").startswith("What are we worried about?")
        assert listed(room)[:2] == [
            "OPENING",
            "What has happened to the child that made somebody worried enough to call?",
        ]
        seen(room, "prompts-80x24")
        await room.press("escape", "tab", "f4")
        assert room.line("prompts-heading").startswith("What's working well?")


async def test_what_was_said_last_changes_what_is_asked_next(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Dan drank and drove\n")
        await room.press("f4")

        assert listed(room)[0] == "IMPACT ON THE CHILD"


async def test_tab_turns_the_pages_and_comes_round(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f4")
        seen = []
        for _ in range(5):
            await room.press("tab")
            seen.append(room.line("prompts-heading").split("  ")[0])
        await room.press("shift+tab")
        assert room.line("prompts-heading").startswith("Everybody's number, 0 to 10")

    assert seen == [
        "What's working well?",
        "What needs to happen next?",
        "Who is in the safety network?",
        "Everybody's number, 0 to 10",
        "What are we worried about?",
    ]


@pytest.mark.parametrize("key", ["enter", "space"])
@pytest.mark.parametrize("back", ["enter", "r", "x", "tab", "down", "space", "f4"])
async def test_one_is_shown_large_and_any_key_comes_back(enter: Enter, key: str, back: str) -> None:
    """You should see one question in the middle, and nothing else."""
    async with enter() as room:
        await room.press("f4", "down", key)
        lines = [line.strip() for line in room.screen.split("\n")]
        assert list(filter(None, lines)) == [
            "If you could only worry about one",
            "thing tonight, which one would it be?",
        ]
        assert lines[10:13] == [
            "If you could only worry about one",
            "",
            "thing tonight, which one would it be?",
        ]
        if back == "f4":
            return
        await room.press(back)
        assert listed(room)[0] == "OPENING"
        assert room.line("prompts-heading").startswith("What are we worried about?")
        await room.press("enter")
        assert "thing tonight" in room.screen  # it stands where one was


@pytest.mark.parametrize("shown", [["f4"], ["f4", "enter"]])
async def test_escape_leads_to_the_map_from_both(enter: Enter, shown: list[str]) -> None:
    async with enter() as room:
        await room.press(*shown, "escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("f4 tab tab", "What needs to happen next?"),
        ("f4 enter", "What is your sense of the impact on the child?"),
        ("f4 tab enter", "What is going right in this family"),
        ("f4 enter enter tab", "What's working well?"),
        ("f4 escape", "Type what the room says"),
        ("f4 enter escape escape", "Esc goes back to typing"),
    ],
)
async def test_keys_in_one_breath_are_taken_in_their_order(
    enter: Enter, keys: str, shown: str
) -> None:
    async with enter() as room:
        await room.type("one\n")
        for key in keys.split():
            room.app.post_message(Key(key, "\r" if key == "enter" else None))
        await room.pilot.pause()
        await room.pilot.pause()

        assert shown in room.screen


async def test_whoever_types_on_is_told_where_they_are(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f4")
        await room.type("Mom")

        assert room.line("prompts-told") == "These are questions to ask: Esc goes back to typing"


async def test_nothing_of_the_map_is_shown_or_changed(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Dan drank ^Odette\n@ Rosa / aunt / inner / drives / 555 0100\n")
        before = room.session
        await room.press("f4", "enter", "x", "tab", "enter")
        for said in ("Dan", "Odette", "Rosa", "555"):
            assert said not in room.screen
        await room.press("escape")

        assert room.session == before


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (100, 30), (160, 48)])
async def test_it_fits_in_any_window_and_follows_it(enter: Enter, size: tuple[int, int]) -> None:
    async with enter(size=size) as room:
        await room.press("f4", "tab", "tab", "tab", "tab", "enter")
        shown = " ".join(room.screen.split())
        assert shown.endswith("Where are you today?")
        await room.pilot.resize_terminal(60, 12)
        await room.pilot.pause()
        assert " ".join(room.screen.split()) == shown
        await room.press("x")
        assert listed(room)[0] == "THE NUMBER"


async def test_spanish_is_asked_in_spanish(enter: Enter, wording: object) -> None:
    async with enter() as room:
        room.app._wording.become(load_wording("es"))
        await room.press("f4")

        assert listed(room)[0] == "PARA EMPEZAR"


def own(library: Library, text: str) -> Path:
    folder = library.home.words
    folder.mkdir(parents=True)
    (folder / "prompts.tsv").write_text(text, encoding="utf-8")
    return folder


async def test_an_agency_asks_its_own(enter: Enter, library: Library) -> None:
    folder = own(library, "worried\topening\tWhat brings [us] here?\nworried\tour_kind\tWho?")
    async with enter() as room:
        room.app._wording.become(load_wording("en", folder))
        await room.press("f4")
        assert listed(room)[1] == "What brings [us] here?"
        await room.press("end")
        assert listed(room)[-2:] == ["OUR KIND", "Who?"]


async def test_an_agencys_file_that_cannot_be_used_is_told_and_ours_stay(
    enter: Enter, library: Library
) -> None:
    folder = own(library, "elsewhere\topening\tWhat brings us here?")
    async with enter() as room:
        room.app._wording.become(load_wording("en", folder))
        await room.press("f4")

        assert listed(room)[0] == "OPENING"
        assert "for a column that soptui has no questions" in " ".join(room.screen.split())


async def test_no_screen_is_left_behind(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f4", "f4", "f4", "escape", "escape", "escape")

        assert not any(isinstance(screen, PromptsScreen) for screen in room.app.screen_stack)


def test_the_lines_are_few_even_and_far_apart() -> None:
    assert enlarged("What is the plan?", 80, 24) == "What is the plan?"
    lines = enlarged(LONG, 80, 24).split("\n\n")
    assert [len(line) for line in lines] == [41, 43]
    assert " ".join(lines) == LONG
    assert max(map(len, enlarged(LONG * 2, 300, 48).split("\n\n"))) <= 60


def test_where_there_is_little_room_the_lines_come_closer_and_then_fill_it() -> None:
    assert enlarged(LONG, 40, 10).count("\n") == 6
    assert enlarged(LONG, 40, 5) == "\n".join(enlarged(LONG, 40, 10).split("\n\n"))
    assert max(map(len, enlarged(LONG, 40, 3).split("\n"))) > 30
    assert " ".join(enlarged(LONG, 4, 2).split("\n")).startswith("10")
    assert enlarged("", 80, 24) == ""
