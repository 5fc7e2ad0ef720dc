"""A walk through every screen, and what is drawn there: letters and strokes, on which surface."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.screen import Screen

from docs.seeing import Rgb
from soptui.app.app import SoptuiApp
from soptui.app.screens.export_screen import ExportScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.widgets.title_line import Standing, TitleLine
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.draft import read_line
from soptui.model.session import Agreement, Circle, Knows
from soptui.model.unfinished import Unfinished
from soptui.storage.drafts import DraftFile
from soptui.themes import ThemeFile
from soptui.wording import load_wording
from tests.app.conftest import MORNING, Room
from tests.app.exporting import looked
from tests.builders import a_full_session, a_member, a_note

WINDOW = (100, 30)
LEFT = Unfinished(
    drafts=(read_line("! Grandma Rosa / Daniel drives"), read_line("she sings")),
    lines=("one", "two"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One piece of a line as it is drawn: what, in which color, on which, and how else."""

    text: str
    front: Rgb
    back: Rgb
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A first screen, and what is done from there: `<keys>` by name, anything else typed."""

    opens: Callable[[Library], Opening | None]
    steps: tuple[str, ...]
    size: tuple[int, int] = WINDOW


def _demo(library: Library) -> Opening:
    return library.demo()


def _empty(library: Library) -> Opening:
    return library.create("K.'s family", "unit meeting")


def _start(library: Library) -> None:
    """Begin where something was left, and where a session is damaged."""
    _left(library)
    (library.home.sessions / "2026-01-05-example.json").write_bytes(b"")


def _left(library: Library) -> Opening:
    opening = library.create("K.'s family", "unit meeting")
    assert opening.drafts is not None
    DraftFile(opening.drafts).write(LEFT, MORNING)
    return opening


def _full(library: Library) -> Opening:
    """A map with something of everything, and somebody in every circle."""
    opening = library.create("K.'s family", "unit meeting")
    told = zip((*Circle, None), Agreement, Knows, strict=True)
    members = tuple(
        a_member(f"Odette {at}", id=f"o-{at}", circle=circle, agreement=agreement)
        for at, (circle, agreement, _) in enumerate(told)
    )
    full = a_full_session()
    session = replace(
        opening.stored.session,
        notes=(*full.notes, a_note("Ana never calls back", id="label-1")),
        people=full.people,
        marks=full.marks,
        members=(*full.members, *members),
    )
    return replace(opening, stored=replace(opening.stored, session=session))


def _elsewhere(library: Library) -> Opening:
    """A session that somebody else is writing."""
    writer = Library(library.home, clock=library.clock)
    opening = _full(writer)
    opening.store.save(opening.stored.session, opening.stored.revision)
    return library.open("last")


VISITS = {
    "start": Visit(_start, ("", "<down>", "<f1>", "<escape>", "<o>", "<down>", "<enter>")),
    "sessions": Visit(_start, ("<o>",)),
    "empty map": Visit(_empty, ("", "<tab>", "<tab>")),
    "map": Visit(
        _demo,
        ("", "<tab>", "+ Gran", "<escape><escape>", "<ctrl+u>", "! Rosa\n", "Dan drives\n"),
    ),
    "wide map": Visit(_demo, ("",), (160, 48)),
    "room": Visit(_demo, ("<f5>", "- a word", "<ctrl+u><f5>")),
    "zoom": Visit(_full, ("<f6>", "<escape>", "<down><f6>", "<f6>")),
    "curtain": Visit(_demo, ("<f9>", "<f9>")),
    "small map": Visit(_demo, ("", "Leo"), (40, 10)),
    "low map": Visit(_full, ("", "<escape>"), (80, 12)),
    "board": Visit(
        _full,
        ("<escape>", "<left>", "<right><right>", "<m>", "<escape><slash>", "Rosa", "<enter>"),
    ),
    "marks": Visit(_full, ("<escape><home>", "<down>", "<enter>", "<escape><escape>")),
    "help": Visit(_demo, ("<f1>", "<down><down><pagedown>"), (80, 24)),
    "wide help": Visit(_demo, ("<f1>",), (160, 48)),
    "details": Visit(
        _full,
        ("<f2>", "Agree on a plan", "<ctrl+a>", "<tab>", "<tab>clo", "<tab><tab><tab><tab>"),
    ),
    "export": Visit(
        _full,
        ("<ctrl+e>", "<down>", "<tab>", "<tab>", "<space>", "<f4>", "<enter>", "<ctrl+s>"),
    ),
    "wide export": Visit(_demo, ("<ctrl+e><down><down>", "<right>", "<ctrl+s>"), (160, 48)),
    "written": Visit(_full, ("<ctrl+e><ctrl+r>", "<escape><ctrl+s>", "<ctrl+r>", "<delete>")),
    "questions": Visit(_demo, ("<f4>", "<down>", "<tab>", "<space>", "<escape>", "<enter>")),
    "circles": Visit(_full, ("<f3>", "<down>", "<down><down>", "<a>", "<b>", "Leo")),
    "no circles": Visit(_empty, ("<f3>", "<space>", "<n>")),
    "scale": Visit(_full, ("<f10>", "<tab>", "<up>", "<escape>", "Leo 4", "\n")),
    "no scale": Visit(_empty, ("<f10>", "Leo", "<ctrl+u>Leo\n", "7")),
    "dangers": Visit(_full, ("<ctrl+g>", "<down>", "<down><down>", "<l>", "<e>")),
    "no dangers": Visit(_empty, ("<ctrl+g>",)),
    "sorting": Visit(_full, ("<escape><end>t", "<down>", "<1>", "<1>")),
    "unfinished": Visit(_left, ("", "<down>", "<delete>")),
    "low unfinished": Visit(_left, ("", "<down>"), (80, 12)),
    "reading": Visit(_elsewhere, ("", "<down>")),
    "palette": Visit(_demo, ("<ctrl+p>", "<down><down>", "expo", "<ctrl+u>qqqq")),
}


async def tour(
    theme: ThemeFile, homes: Path, names: Iterable[str] = VISITS
) -> AsyncIterator[tuple[str, Room]]:
    """Go through the screens in a theme; stop wherever something is to be seen."""
    numbers = count()
    for name in names:
        visit = VISITS[name]
        async with _entered(visit, theme, homes / f"{name} {next(numbers)}") as room:
            for step in visit.steps:
                await _do(room, step)
                yield name, room
            if name == "map":
                async for _ in _struck(room):
                    yield name, room


async def _struck(room: Room) -> AsyncIterator[None]:
    """Show what seldom shows: toasts, and that nothing can be saved."""
    for severity in ("information", "warning", "error"):
        room.app.notify("Rosa's key is with Leo", title="Told", severity=severity)
    await room.press("tab")
    yield
    screen = room.app.screen
    assert isinstance(screen, SessionScreen)
    standing = Standing(minutes=4, is_saved=False, failing_since=MORNING + timedelta(minutes=1))
    screen.query_one(TitleLine).show(screen.session, standing)
    await room.pilot.pause()
    yield


@asynccontextmanager
async def _entered(visit: Visit, theme: ThemeFile, home: Path) -> AsyncIterator[Room]:
    library = Library(Home(home), clock=lambda: MORNING)
    first = visit.opens(library)
    if first is None:
        library.close()  # or what was left is still somebody's
        library = Library(Home(home), clock=lambda: MORNING)
    app = SoptuiApp(library, load_wording(), {theme.name: theme}, theme=theme.name, first=first)
    async with app.run_test(size=visit.size) as pilot:
        await pilot.pause()
        yield Room(app, pilot, library)
        app.finish()
    library.close()


async def _do(room: Room, step: str) -> None:
    while step:
        if step.startswith("<"):
            key, _, step = step[1:].partition(">")
            await room.press(key)
        else:
            typed, sign, rest = step.partition("<")
            await room.type(typed)
            step = sign + rest
    await room.pilot.pause()
    if isinstance(room.app.screen, ExportScreen):
        await looked(room)


def drawn(app: SoptuiApp) -> Iterator[Drawn]:
    """Return every piece of the screen as it is drawn now, without what a dialog covers."""
    screen = app.screen
    for y, line in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _ in line:
            if text.strip() and not _is_veil(screen, x, y):
                yield _piece(text, style or Style())
            x += cell_len(text)


def _is_veil(screen: Screen[object], x: int, y: int) -> bool:
    """Say whether this is the screen below, which shimmers through while it cannot be used."""
    widget, _ = screen.get_widget_at(x, y)
    return widget is screen


def _piece(text: str, style: Style) -> Drawn:
    front, back = _rgb(style.color), _rgb(style.bgcolor)
    if style.reverse:
        front, back = back, front
    names = ("bold", "italic", "underline", "reverse", "dim", "blink")
    return Drawn(text, front, back, " ".join(name for name in names if getattr(style, name)))


def _rgb(color: Color | None) -> Rgb:
    assert color is not None, "it is drawn in a color that is left to the terminal"
    red, green, blue = color.get_truecolor()
    return red, green, blue
