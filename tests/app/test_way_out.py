"""What the app says: never markup, and never what would act on a terminal."""

import re
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import OptionList

from soptui.app.app import SoptuiApp
from soptui.app.left_out import told as left_out_told
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.line import Line
from soptui.app.widgets.whole_letters import LeftOut
from soptui.home import Home
from soptui.library import Library
from soptui.model.text import shown
from soptui.storage.store import Summary
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import Wording
from tests.app.conftest import Enter, Room
from tests.app.exporting import told
from tests.corpus import AS_TYPED, CLEANED, WITH_BRACKETS

HOSTILE = "a\x1b]0;owned\x07\x9b31m\u202e[name] [/ b"
AS_SHOWN = "a�]0;owned��31m�[name] [/ b"


@pytest.mark.parametrize("name", CLEANED)
def test_a_name_shows_a_mark_for_each_hidden_character(name: str) -> None:
    text = CLEANED[name]

    assert len(shown(text)) == len(text)
    assert all(char >= " " or char == "\n" for char in shown(text))
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("name", WITH_BRACKETS)
def test_a_name_of_letters_is_shown_as_it_is(name: str) -> None:
    assert shown(WITH_BRACKETS[name]) == WITH_BRACKETS[name]


def test_names_in_any_script_are_shown_as_they_are() -> None:
    for text in AS_TYPED.values():
        assert shown(text) == text
    for text in ("José’s «Datei».json", "✓ ↑ …", "two\nlines"):
        assert shown(text) == text


async def test_what_is_said_at_the_edge_is_never_markup(enter: Enter) -> None:
    async with enter() as room:
        room.app.notify(HOSTILE, title=HOSTILE, markup=True)
        await room.pilot.pause()
        [said] = room.app._notifications

        assert (said.message, said.title, said.markup) == (AS_SHOWN, AS_SHOWN, False)


async def test_a_line_shows_what_acts_as_a_mark_and_keeps_its_looks(enter: Enter) -> None:
    async with enter() as room:
        line = room.app.screen.query_one("#quiet-line", Line)
        line.say(Content(" ") + Content(HOSTILE).stylize("bold"))

        said = AS_SHOWN.replace("owned�", "owned")  # Content itself leaves out a bell
        assert line.shown.plain == f" {said}"
        assert [(span.start, span.end) for span in line.shown.spans] == [(1, 1 + len(said))]


async def test_a_home_of_any_name_is_written_to_and_does_nothing(
    tmp_path: Path, wording: Wording
) -> None:
    library = Library(Home(tmp_path / "\x1b]0;x\x9bm\u202e[/ b"))
    app = SoptuiApp(
        library, wording, shipped_themes(), theme=DEFAULT_THEME, first=library.create("K.")
    )
    async with app.run_test(size=(160, 48)) as pilot:
        room = Room(app, pilot, library)
        await room.press("ctrl+e")
        assert "�]0;x�m�[/ b" in room.screen
        await room.press("ctrl+s")
        await told(room, "Written to")
        assert not re.search("[\x1b\x9b\u202e]", room.screen)
        app.finish()
    [written] = library.home.exports.iterdir()
    assert written.name.endswith("-case-file.md")


async def test_a_field_is_never_begun_with_what_would_act(enter: Enter) -> None:
    async with enter() as room:
        entry = room.app.screen.query_one("#capture", Entry)
        entry.start(HOSTILE)

        assert entry.value == AS_SHOWN


async def test_a_file_with_any_name_is_listed_and_does_nothing(enter: Enter) -> None:
    from soptui.app.screens.sessions_screen import SessionsScreen
    from soptui.wording import load_wording

    summary = Summary(id=HOSTILE, title="", started=None, notes=0, problem="no session")
    async with enter() as room:
        room.app.push_screen(SessionsScreen((summary,), load_wording()))
        await room.pilot.pause()
        prompt = room.app.screen.query_one(OptionList).get_option_at_index(0).prompt

        assert isinstance(prompt, Content)
        assert AS_SHOWN in prompt.plain


async def test_a_command_is_named_as_it_is_called(enter: Enter) -> None:
    async with enter() as room:
        theme = next(iter(shipped_themes().values()))
        object.__setattr__(theme, "label", "[name withheld] [/ b")
        room.app._themes["made-up"] = theme
        await room.press("ctrl+p")
        for search in ("", "withheld"):
            await room.type(search)
            await room.pilot.wait_for_animation()
            await room.pilot.pause()
            for _ in range(200):
                if "[name withheld] [/ b" in room.screen:
                    break
                await room.pilot.pause(0.01)
                await room.press("down")
            assert "[name withheld] [/ b" in room.screen


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (LeftOut(1), "1 hidden character left out"),
        (LeftOut(3), "3 hidden characters left out"),
        (LeftOut(0, 20), "The last 20 characters did not fit and were left out"),
        (
            LeftOut(2, 7),
            "2 hidden characters left out · The last 7 characters did not fit and were left out",
        ),
    ],
)
def test_what_was_left_out_is_told_in_words(
    left_out: LeftOut, words: str, wording: Wording
) -> None:
    assert left_out_told(left_out, wording) == words
