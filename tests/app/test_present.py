"""A second screen: what is shown is seen there, and nothing that is not."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from soptui.app.present_app import PresentApp
from soptui.app.screens.present_screen import PresentScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.widgets.column_view import ColumnView
from soptui.app.widgets.present_board import PresentBoard
from soptui.following import DEMO, Seen, Shown, find_shown
from soptui.library import Library, Opening
from soptui.model.alphabet import Column, Section
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.settings import Settings
from soptui.storage.stages import StageWriter, read_stage
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import Wording, load_wording
from tests.app.conftest import Enter, Room
from tests.app.test_unfinished import until
from tests.builders import a_danger, a_goal, a_note

MANY = tuple(a_note(f"Worry number {number}", id=f"n{number}") for number in range(40))
STAFF = a_note("Who reported it", id="secret", staff_only=True)


class Second:
    """A running second screen, and what stands on it."""

    def __init__(self, app: PresentApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> str:
        """The letters on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(s.text for s in line).rstrip() for line in lines)

    async def until(self, so: Callable[[str], bool]) -> str:
        """Wait for something that is shown elsewhere."""
        for _ in range(2000):
            if so(self.screen):
                return self.screen
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never was\n{self.screen}")

    async def shows(self, *texts: str) -> str:
        """Wait until all of these texts are shown."""
        return await self.until(lambda screen: all(text in screen for text in texts))

    async def hides(self, *texts: str) -> str:
        """Wait until none of these texts is shown."""
        return await self.until(lambda screen: not any(text in screen for text in texts))

    async def press(self, *keys: str) -> None:
        """Press keys by name."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def view(self, column: Column) -> ColumnView:
        """One column."""
        return self.app.screen.query_one(f"#view-{column.value}", ColumnView)


Present = Callable[..., AbstractAsyncContextManager[Second]]
NOBODY = "Nobody is showing this session"
CURTAIN = "The curtain is drawn"


@pytest.fixture
def present(library: Library, wording: Wording) -> Present:
    """Open a second screen."""

    @asynccontextmanager
    async def present(
        shown: Shown,
        *,
        size: tuple[int, int] = (80, 24),
        words: Wording = wording,
        chosen: Settings | None = None,
    ) -> AsyncIterator[Second]:
        app = PresentApp(shown, words, shipped_themes()[DEFAULT_THEME], chosen=chosen)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Second(app, pilot)

    return present


@pytest.fixture
def opening(library: Library) -> Opening:
    return library.create("K.'s family", "unit meeting")


def shown_of(library: Library, opening: Opening) -> Shown:
    return find_shown(library.home, opening.stored.session.id)


def saved(opening: Opening, session: Session) -> Opening:
    """Save a session, and return it as it is opened then."""
    opening.store.save(session, opening.store.open(session.id).revision)
    return replace(opening, stored=opening.store.open(session.id))


def on_stage(room: Room) -> Stage:
    """The stage that the session screen has put."""
    screen = room.app.screen_stack[0]
    assert isinstance(screen, SessionScreen)
    path = screen._opening.stage
    assert path is not None
    return read_stage(path) or Stage(is_over=True)


def typing(room: Room) -> SessionScreen:
    [screen] = (one for one in room.app.screen_stack if isinstance(one, SessionScreen))
    return screen


# Both at once: what is done in one is seen in the other.


async def test_what_is_entered_is_seen(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await room.type("Ana called Rosa\n")
        await second.shows("K.'s family", "Ana called Rosa")
        assert "█" in second.screen
        await room.press("ctrl+z")
        await second.hides("Ana called Rosa")


async def test_what_only_the_team_may_see_leaves_no_trace(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=(MANY[0], STAFF)))
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await room.type("Call 555-0142 ^Odette\n")
        screen = await second.shows("Worry number 0", "Call •••")
        for private in ("reported", "0142", "Odette", "staff", "saved", "Enter", "READ ONLY"):
            assert private not in screen


async def test_it_scrolls_as_they_do(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=MANY))
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await second.shows("Worry number 0")
        await room.press("pagedown")
        await until(room, lambda: bool(on_stage(room).tops.get(Column.WORRIED)))
        top = int(on_stage(room).tops[Column.WORRIED].removeprefix("n"))
        assert top > 3
        await second.hides(f"Worry number {top - 1}\n", "Worry number 0 ")
        assert f"Worry number {top}" in second.screen.split("\n")[3]
        await room.press("pageup")
        await second.shows("Worry number 0")


async def test_what_was_just_said_is_in_view_on_a_lower_screen(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=MANY))
    shown = shown_of(library, opening)
    async with (
        present(shown, size=(80, 17)) as second,
        enter(opening, size=(80, 40)) as room,
    ):
        await second.shows("Worry number 0")
        for number in range(3):
            await room.type(f"The newest of {number}\n")
            await second.shows(f"The newest of {number}")


async def test_it_zooms_as_they_do(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=(*MANY[:2], a_danger())))
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await second.shows("Worry number 1", "K.'s family")
        await room.press("f6")
        await second.shows("w o r r i e d", "Worry number 1")
        assert "K.'s family" not in second.screen
        assert "working" not in second.screen
        await room.press("f6")
        await second.shows("What's working", "K.'s family")


async def test_it_reads_on_in_what_is_large_as_they_do(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=MANY[:30]))
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await second.shows("Worry number 1")
        await room.press("f6")
        await second.shows("w o r r i e d", "Worry number 0")
        await room.press("pagedown", "pagedown")
        await second.hides("Worry number 0")
        await room.type("The newest\n")
        await second.shows("The newest", "w o r r i e d")
        await room.press("f6")
        await second.shows("What's working")


async def test_a_zoomed_statement_that_goes_makes_room_for_the_map(
    present: Present, library: Library, opening: Opening
) -> None:
    danger = a_danger()
    saved(opening, replace(opening.stored.session, notes=(*MANY[:1], danger)))
    async with present(shown_of(library, opening)) as second:
        writer = StageWriter(opening.stage)
        writer.put(Stage(zoom=danger.id))
        await second.hides("Worry number 0", NOBODY)
        saved(opening, replace(opening.stored.session, notes=MANY[:1]))
        await second.shows("Worry number 0")
        writer.close()


async def test_behind_their_curtain_it_is_dark(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    opening = saved(opening, replace(opening.stored.session, notes=MANY[:3]))
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await second.shows("Worry number 1")
        typing(room).curtained(is_drawn=True)
        screen = await second.hides("Worry", "K.'s")
        assert CURTAIN in screen
        assert screen.split() == CURTAIN.split()
        await room.type("Said behind it\n")
        await until(room, lambda: on_stage(room).newest == room.session.notes[-1].id)
        assert second.screen == screen
        typing(room).curtained(is_drawn=False)
        await second.shows("Worry number 1", "Said behind it")


async def test_a_curtain_that_is_drawn_at_once_is_told_at_once(
    enter: Enter, library: Library, opening: Opening
) -> None:
    async with enter(opening) as room:
        typing(room).curtained(is_drawn=True)
        await until(room, lambda: on_stage(room).curtain)


async def test_it_goes_dark_when_they_leave(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    async with present(shown_of(library, opening)) as second:
        async with enter(opening) as room:
            await room.type("Ana called Rosa\n")
            await second.shows("Ana called Rosa")
        screen = await second.shows(NOBODY)
        assert screen.split() == NOBODY.split()
        assert opening.stage is not None
        assert list(opening.stage.parent.iterdir()) == []


async def test_the_demo_can_be_followed(enter: Enter, present: Present, library: Library) -> None:
    demo = library.demo()
    async with present(find_shown(library.home, DEMO)) as second, enter(demo) as room:
        await room.type("Ana called Rosa\n")
        await second.shows("Ana called Rosa")


async def test_it_says_that_it_goes_on_under_another_id(
    enter: Enter, present: Present, library: Library, opening: Opening
) -> None:
    async with present(shown_of(library, opening)) as second, enter(opening) as room:
        await room.type("Ana called Rosa\n")
        await second.shows("Ana called Rosa")
        theirs = replace(room.session, notes=MANY[:1])
        Library(library.home)._store.save(
            theirs, library._store.open(theirs.id).revision
        )  # a program that asks for no lock
        await room.type("Rosa called Ana\n")
        screen = await second.shows("Rosa called Ana", f"goes on as {theirs.id}-2")
        assert "Worry number 0" not in screen


# The stage that the session screen puts.


async def test_the_stage_never_names_what_only_the_team_may_see(
    enter: Enter, library: Library, opening: Opening
) -> None:
    staff = tuple(replace(note, staff_only=True) for note in MANY[5:35])
    notes = (*MANY[:5], *staff, *MANY[35:])
    opening = saved(opening, replace(opening.stored.session, notes=notes))
    hidden = {note.id for note in staff}
    async with enter(opening) as room:
        await until(room, lambda: on_stage(room) != Stage(is_over=True))
        tops = set()
        for _ in range(4):
            await room.press("pagedown")
            screen = typing(room)
            screen._put_stage()
            wanted = screen._stage_writer
            assert wanted is not None
            await until(room, lambda w=wanted: w._wanted == w._written)  # type: ignore[misc]
            tops.add(on_stage(room).tops[Column.WORRIED])
        assert tops <= {note.id for note in notes} - hidden
        assert tops

        await room.type("Ana called Rosa\n")
        said = room.session.notes[-1].id
        await until(room, lambda: on_stage(room).newest == said)
        typing(room)._newest = MANY[10].id
        typing(room)._put_stage()
        assert on_stage(room).newest == said
        await room.press("escape")
        await room.press("end", "s")
        assert room.session.notes[-1].staff_only
        await until(room, lambda: on_stage(room).newest == "")


async def test_a_key_puts_no_stage(
    enter: Enter, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(opening) as room:
        await until(room, lambda: on_stage(room) == Stage(tops=on_stage(room).tops))
        puts: list[Stage] = []
        monkeypatch.setattr(StageWriter, "put", lambda _, stage: puts.append(stage))
        await room.type("Ana called Rosa, and Rosa called Ana")
        await room.pilot.pause(0.1)
        assert puts == []
        await room.type("\n")
        await until(room, lambda: bool(puts))
        assert len(puts) == 1


# By itself.


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (40, 10), (20, 5), (1, 1)])
async def test_it_stands_in_every_size(
    present: Present, library: Library, opening: Opening, size: tuple[int, int]
) -> None:
    notes = (*MANY, a_danger(), a_goal())
    saved(opening, replace(opening.stored.session, notes=notes))
    async with present(shown_of(library, opening), size=size) as second:
        writer = StageWriter(opening.stage)
        for zoom in ("", "next", a_danger().id):
            tops = {Column.WORRIED: "n20"}
            writer.put(Stage(newest="n39", tops=tops, zoom=zoom))
            await until_seen(second, Stage(newest="n39", tops=tops, zoom=zoom))
            await second.pilot.resize_terminal(80, 24)
            await second.pilot.pause()
            await second.pilot.resize_terminal(*size)
            await second.pilot.pause()
        writer.close()


async def until_seen(second: Second, stage: Stage) -> None:
    screen = second.app.screen
    assert isinstance(screen, PresentScreen)
    await second.until(lambda _: screen._seen is not None and screen._seen.stage == stage)


async def test_its_own_curtain(present: Present, library: Library, opening: Opening) -> None:
    saved(opening, replace(opening.stored.session, notes=MANY[:2]))
    writer = StageWriter(opening.stage)
    async with present(shown_of(library, opening)) as second:
        writer.put(Stage())
        await second.shows("Worry number 1")
        for key in ("f9", "ctrl+l"):
            await second.press(key)
            assert second.screen.split() == CURTAIN.split()
            writer.put(Stage(newest=key.replace("+", "-")))
            await until_seen(second, Stage(newest=key.replace("+", "-")))
            assert second.screen.split() == CURTAIN.split()
            await second.press(key)
            await second.shows("Worry number 1")
        writer.close()
        await second.shows(NOBODY)
        await second.press("f9")
        assert second.screen.split() == CURTAIN.split()


@pytest.mark.parametrize("key", ["q", "Q", "escape", "ctrl+q"])
async def test_it_is_left(present: Present, library: Library, opening: Opening, key: str) -> None:
    async with present(shown_of(library, opening)) as second:
        await second.shows(NOBODY)
        assert second.app.is_running
        await second.press(key)
        assert not second.app.is_running


async def test_no_other_key_does_anything(
    present: Present, library: Library, opening: Opening
) -> None:
    saved(opening, replace(opening.stored.session, notes=MANY[:2]))
    before = every_file(library.home.path)
    writer = StageWriter(opening.stage)
    async with present(shown_of(library, opening)) as second:
        writer.put(Stage())
        screen = await second.shows("Worry number 1")
        await second.press(
            *("a", "enter", "delete", "s", "m", "right", "tab", "up", "pagedown", "home", "slash"),
            *("ctrl+z", "ctrl+p", "ctrl+e", "ctrl+c", "f1", "f2", "f3", "f4", "f5", "f6", "f10"),
        )
        second.app.notify("Somebody says something")
        await second.pilot.pause()
        assert second.screen == screen
        assert len(second.app.screen_stack) == 1
    writer.close()
    assert every_file(library.home.path) == before


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("language", "told"), [("en", (CURTAIN, NOBODY)), ("es", ("El telón está", "Nadie está"))]
)
async def test_it_speaks(
    present: Present, library: Library, opening: Opening, language: str, told: tuple[str, str]
) -> None:
    async with present(shown_of(library, opening), words=load_wording(language)) as second:
        await second.shows(told[1])
        await second.press("f9")
        assert told[0] in second.screen


async def test_hostile_words_are_only_words(
    present: Present, library: Library, opening: Opening
) -> None:
    notes = (a_note("[bold red]not markup[/] $primary [@click=app.bell]x[/]", id="n0"),)
    hostile = replace(opening.stored.session, title="[b]K.[/b] [red", notes=notes)
    saved(opening, hostile)
    writer = StageWriter(opening.stage)
    async with present(shown_of(library, opening), size=(160, 24)) as second:
        writer.put(Stage())
        await second.shows("[b]K.[/b] [red", "[bold red]not markup[/] $primary")
        writer.close()


async def test_the_columns_stand_in_the_order_that_was_chosen(
    present: Present, library: Library, opening: Opening
) -> None:
    chosen = Settings(columns=(Column.NEXT, Column.WORKING, Column.WORRIED))
    writer = StageWriter(opening.stage)
    async with present(shown_of(library, opening), chosen=chosen) as second:
        writer.put(Stage())
        screen = await second.shows("worried about", "working well")
        writer.close()
    [line] = [line for line in screen.split("\n") if "working well" in line]
    assert line.index("needs to happen") < line.index("working well") < line.index("worried about")


async def test_the_newest_decides_which_column_a_small_window_shows(
    present: Present, library: Library, opening: Opening
) -> None:
    step = a_note("Rosa calls", id="step", section=Section.NEXT_STEP)
    saved(opening, replace(opening.stored.session, notes=(*MANY[:2], step)))
    writer = StageWriter(opening.stage)
    async with present(shown_of(library, opening), size=(40, 20)) as second:
        writer.put(Stage(newest="n1"))
        await second.shows("Worry number 1")
        writer.put(Stage(newest="step"))
        await second.shows("Rosa calls")
        assert "Worry" not in second.screen
        writer.close()


def test_a_board_that_is_looked_at_asks_for_nothing(wording: Wording, opening: Opening) -> None:
    board = PresentBoard(wording, opening.stored.session)

    assert not board.can_focus
    assert list(board._bindings) == []


async def test_what_comes_behind_the_end_is_heard_by_nobody(
    present: Present, library: Library, opening: Opening
) -> None:
    async with present(shown_of(library, opening)) as second:
        screen = second.app.screen
        assert isinstance(screen, PresentScreen)
    screen._hear(Seen(opening.stored.session, Stage()))
