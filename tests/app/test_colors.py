"""Themes of one's own while soptui runs: taken on when they change, and never a danger."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.command import CommandList

from soptui.app import colors
from soptui.app.app import SoptuiApp
from soptui.app.commands import Palette
from soptui.home import Home
from soptui.library import Library
from soptui.settings import read_settings
from soptui.themes import DEFAULT_THEME, load_themes
from soptui.wording import load_wording
from tests.app.conftest import MORNING, Enter, Room

LAKE = 'name = "lake"\nlabel = "Lake"\nbackground = "#102030"\n[variables]\nnote = "#fefefe"\n'


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colors, "LOOK", 0.01)


def write(home: Path, text: str, name: str = "lake.toml") -> None:
    (home / "themes").mkdir(parents=True, exist_ok=True)
    (home / "themes" / name).write_text(text, encoding="utf-8")


class InColors:
    """An app with a person's themes, drawn in one of them."""

    def __init__(self, home: Path, theme: str) -> None:
        self.library = Library(Home(home), clock=lambda: MORNING)
        themes, reports = load_themes([home / "themes"])
        self.app = SoptuiApp(
            self.library,
            load_wording(),
            themes,
            theme=theme,
            first=self.library.demo(),
            reports=reports,
        )

    async def until(self, room: Room, true: Callable[[], bool]) -> None:
        for _ in range(2000):
            if true():
                return
            await room.pilot.pause(0.005)
        raise AssertionError(f"it never was\n{room.screen}")


def drawn_on(room: Room) -> set[str]:
    """Return the grounds that letters stand on now."""
    found = set()
    for line in room.app.screen._compositor.render_strips():
        for _, style, _ in line:
            if style and style.bgcolor and style.bgcolor.triplet:
                found.add(style.bgcolor.triplet.hex)
    return found


def watchers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "theme"]


async def test_a_theme_that_changes_on_disk_is_taken_on(tmp_path: Path) -> None:
    write(tmp_path, LAKE)
    case = InColors(tmp_path, "lake")
    async with case.app.run_test() as pilot:
        room = Room(case.app, pilot, case.library)
        await room.type("half a li")
        assert "#102030" in drawn_on(room)

        write(tmp_path, LAKE.replace("#102030", "#203040"))
        await case.until(room, lambda: "#203040" in drawn_on(room))
        assert "#102030" not in drawn_on(room)
        assert "half a li" in room.line("capture-line")
        case.app.finish()
    case.library.close()


async def test_a_fault_is_told_once_and_the_colors_stay(tmp_path: Path) -> None:
    """You should see one sentence, and after the fault is mended the new colors."""
    write(tmp_path, LAKE)
    case = InColors(tmp_path, "lake")
    async with case.app.run_test(size=(100, 30)) as pilot:
        room = Room(case.app, pilot, case.library)
        await pilot.pause()
        write(tmp_path, LAKE.replace("#102030", "blurple"))
        await case.until(room, lambda: bool(case.app._notifications))
        [told] = case.app._notifications
        assert told.message == (
            'lake.toml is not used as it stands: "background" must be a color written '
            '"#rrggbb". The colors from before stay.'
        )
        assert "#102030" in drawn_on(room)

        write(tmp_path, LAKE.replace("#102030", "#000000"))
        await case.until(room, lambda: "#000000" in drawn_on(room))
        assert len(case.app._notifications) == 1
        case.app.finish()
    case.library.close()


async def test_a_file_that_is_gone_or_half_there_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, LAKE)
    case = InColors(tmp_path, "lake")
    async with case.app.run_test() as pilot:
        room = Room(case.app, pilot, case.library)
        await case.until(room, lambda: bool(watchers()))
        path = tmp_path / "themes" / "lake.toml"
        path.rename(path.with_suffix(".old"))  # as some editors save
        write(tmp_path, LAKE.replace("#102030", "#304050"))
        await case.until(room, lambda: "#304050" in drawn_on(room))
        assert not case.app._notifications
        case.app.finish()
    case.library.close()


async def test_only_the_file_of_a_theme_of_ones_own_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, LAKE)
    case = InColors(tmp_path, DEFAULT_THEME)
    async with case.app.run_test() as pilot:
        room = Room(case.app, pilot, case.library)
        case.app._colors.follow()
        await case.until(room, lambda: watchers() == [])
        case.app._colors.use("lake")
        await case.until(room, lambda: len(watchers()) == 1)
        assert read_settings(case.library.home.config).theme == "lake"
        case.app._colors.use(DEFAULT_THEME)
        await case.until(room, lambda: watchers() == [])
        case.app._colors.use("lake")
        case.app.finish()
    for thread in watchers():
        thread.join(10)
    assert watchers() == []
    case.library.close()


async def test_a_disk_that_hangs_holds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, LAKE)
    hanging, back = threading.Event(), threading.Event()

    def hang(path: Path) -> object:
        hanging.set()
        back.wait(60)
        return None

    monkeypatch.setattr(colors, "_stamp", hang)
    case = InColors(tmp_path, "lake")
    async with case.app.run_test() as pilot:
        room = Room(case.app, pilot, case.library)
        await case.until(room, hanging.is_set)
        await room.type("- it goes on\n")
        assert "it goes on" in room.screen
        assert all(thread.daemon for thread in watchers())
        case.app.finish()
    back.set()
    case.library.close()


async def test_a_new_theme_can_be_chosen_and_one_that_is_gone_cannot(tmp_path: Path) -> None:
    write(tmp_path, LAKE)
    case = InColors(tmp_path, DEFAULT_THEME)
    async with case.app.run_test(size=(100, 40)) as pilot:
        room = Room(case.app, pilot, case.library)
        write(tmp_path, LAKE.replace("ake", "oam"), "loam.toml")
        write(tmp_path, "name = ", "odd.toml")
        (tmp_path / "themes" / "lake.toml").unlink()
        await room.press("ctrl+p")
        await room.type("colors loam")
        await case.until(room, lambda: "Colors: Loam" in room.screen)
        assert "Lake" not in room.screen
        assert ["odd.toml" in told.message for told in case.app._notifications] == [True]
        await room.press("enter")
        await case.until(room, lambda: "#102030" in drawn_on(room))

        await room.press("ctrl+p", "escape")  # nothing new: nothing is told twice
        assert len(case.app._notifications) == 1
        case.app.finish()
    case.library.close()


async def test_a_theme_that_is_renamed_in_its_file_stays_the_one_in_use(tmp_path: Path) -> None:
    write(tmp_path, LAKE)
    case = InColors(tmp_path, "lake")
    async with case.app.run_test() as pilot:
        room = Room(case.app, pilot, case.library)
        await case.until(room, lambda: bool(watchers()))
        write(tmp_path, LAKE.replace('"lake"', '"pond"').replace("#102030", "#405060"))
        await case.until(room, lambda: "#405060" in drawn_on(room))
        assert read_settings(case.library.home.config).theme == "pond"
        case.app.finish()
    case.library.close()


async def test_what_is_found_while_soptui_is_left_does_no_harm(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+p")
        palette = room.app.screen
        assert isinstance(palette, Palette)
        found = palette.query_one(CommandList)
        await found.remove()
        palette._refresh_command_list(found, [], True)
