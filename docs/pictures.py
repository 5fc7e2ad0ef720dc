"""Draw every picture that the documents show: `make pictures`.

Each is the made-up demo on a fixed day, so a picture changes only when what soptui shows does,
and a test says when it has. The documents show the SVG; the PNG beside it is for slides and
mail. Whoever reads our documents asks no other host for anything: fonts of the web are taken out.
"""

import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from soptui.app.app import SoptuiApp
from soptui.app.screens.export_screen import ExportScreen
from soptui.home import Home
from soptui.library import Library
from soptui.settings import Settings
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import load_wording

IMAGES = Path(__file__).with_name("images")
DAY = datetime.fromisoformat("2026-11-23T09:00:00-08:00")

FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
LETTERS = 'font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace'
TITLE = 'font-family: Arial, "Liberation Sans", sans-serif'


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its name, its words for who cannot see it, and the document that shows it."""

    name: str
    alt: str
    document: str

    @property
    def png(self) -> Path:
        """Return where it is as PNG."""
        return IMAGES / f"{self.name}.png"

    @property
    def shown(self) -> Path:
        """Return the file that the document shows."""
        return self.png


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen(Picture):
    """The demo in a terminal, after some keys: by name, or all of a text in one piece."""

    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    theme: str = DEFAULT_THEME

    @property
    def svg(self) -> Path:
        """Return where it is as SVG."""
        return IMAGES / f"{self.name}.svg"

    @property
    def shown(self) -> Path:
        """Return the file that the document shows."""
        return self.svg


_BOARD = ("escape", "right", "down")

SCREENS = (
    Screen(
        name="map",
        alt="The demo: three columns of notes, everybody's marks, and the line to type in",
        document="README.md",
        keys=(*"+ Kai packs his own", "space", *"bag now"),
        size=(100, 30),
    ),
    Screen(
        name="room",
        alt="Room view: the three columns fill the window, without counts, hints or contacts",
        document="README.md",
        keys=("f5",),
    ),
    Screen(
        name="zoom",
        alt="Zoom: the first danger statement in large rows, and its parts below, each by its name",
        document="README.md",
        keys=("escape", "home", "f6"),
    ),
    Screen(
        name="export",
        alt="The export screen: whom the copy is for, what is held back and why, and the copy "
        "as it will look",
        document="docs/export.md",
        keys=("ctrl+e", "down", "enter", "ctrl+u", *"~/Documents/family-copy.md"),
        size=(100, 30),
    ),
    Screen(
        name="circles",
        alt="The safety network: an inner, a middle and an outer circle with the people in each, "
        "who has agreed to what, who is paid to be there, and a question for who is chosen",
        document="docs/practice.md",
        keys=("f3",),
        size=(100, 30),
    ),
    Screen(
        name="scale",
        alt="The scale round: four people by name on one line from 0 to 10, and why the first "
        "of them said 3 and not less",
        document="docs/practice.md",
        keys=("f10",),
    ),
    Screen(
        name="soptui-dark",
        alt="The demo in the dark theme: three columns with amber, teal and violet headings, "
        "and one note selected",
        document="docs/themes.md",
        keys=_BOARD,
        size=(100, 30),
        theme="soptui-dark",
    ),
    Screen(
        name="soptui-light",
        alt="The same in the light theme: dark letters on white, the selected note on dark blue",
        document="docs/themes.md",
        keys=_BOARD,
        size=(100, 30),
        theme="soptui-light",
    ),
    Screen(
        name="soptui-contrast",
        alt="The same in high contrast: white letters on black, the selected note black on white",
        document="docs/themes.md",
        keys=_BOARD,
        size=(100, 30),
        theme="soptui-contrast",
    ),
)

PAGE = Picture(
    name="page",
    alt="The page in a browser: the same three columns in letters that fill a projector's picture",
    document="README.md",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Picture):
    """A page of a kept copy as it comes out of a printer."""

    copy: str
    page: int = 1


PAPERS = (
    Paper(
        name="paper-docx",
        alt="The first page of a Word copy: title, facts, the notices, harm, danger and goals",
        document="docs/export.md",
        copy="example.case-file.docx",
    ),
    Paper(
        name="paper-pdf",
        alt="The first page of a PDF copy, with the line of confidentiality and the page number",
        document="docs/export.md",
        copy="example.case-file.pdf",
    ),
    Paper(
        name="paper-html",
        alt="The web page as it is printed: the three questions beside each other",
        document="docs/export.md",
        copy="example.case-file.html",
        page=2,
    ),
)

PICTURES = (*SCREENS, PAGE, *PAPERS)


async def drawn(screen: Screen) -> str:
    """Return a screen as SVG: the same one each time."""
    themes = shipped_themes()
    with tempfile.TemporaryDirectory() as home:
        library = Library(Home(Path(home)), clock=lambda: DAY)
        app = SoptuiApp(
            library,
            load_wording(),
            themes,
            theme=screen.theme,
            first=library.demo(),
            chosen=Settings(coach=False, curtain=0),  # neither comes by itself on a slow machine
        )
        async with app.run_test(size=screen.size) as pilot:
            await pilot.pause()
            await pilot.press(*screen.keys)
            while _is_looking(app.screen):
                await pilot.pause(0.01)
            await pilot.pause()
            svg = app.export_screenshot(title="soptui demo", simplify=True)
        app.finish()
        library.close()
    return _on_its_own(svg, screen)


def _is_looking(shown: object) -> bool:
    """Say whether a screen still reads beside what is typed, and will change by itself."""
    if not isinstance(shown, ExportScreen):
        return False
    look = shown.look
    return look is None or not look.is_whole or look.copy != shown.wanted


def _on_its_own(svg: str, screen: Screen) -> str:
    """Return an SVG that asks nobody for anything, says what it shows, and has ids of its own."""
    svg = FONTS.sub("", svg)
    svg = svg.replace("font-family: Fira Code, monospace", LETTERS)
    svg = svg.replace("font-family: arial", TITLE)
    svg = re.sub(r"<!--.*?-->", f"<title>{escape(screen.alt, quote=False)}</title>", svg, count=1)
    svg = re.sub(r"terminal-\d+", screen.name, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def fingerprint(source: str) -> str:
    """Return what a PNG remembers of what it was made from."""
    return sha256(source.encode()).hexdigest()


def draw_all() -> None:
    """Draw every picture anew, and clear away what is none any more."""
    # They need what only `make pictures` installs.
    from docs import page, png  # noqa: PLC0415
    from docs import paper as paper_pages  # noqa: PLC0415

    IMAGES.mkdir(exist_ok=True)
    for screen in SCREENS:
        svg = asyncio.run(drawn(screen))
        screen.svg.write_text(svg, encoding="utf-8", newline="\n")
        screen.png.write_bytes(png.small(png.rendered(svg), fingerprint(svg)))
    if page.has_browser():
        PAGE.png.write_bytes(png.small(page.photograph(), fingerprint(page.source())))
    else:
        print("There is no Chromium here: the picture of the page is left as it is.")
    for paper in PAPERS:
        taken = paper_pages.photograph(paper.copy, paper.page)
        if taken is None:
            print(f"Nothing here prints {paper.copy}: its picture is left as it is.")
        else:
            made_from = fingerprint(paper_pages.source(paper.copy))
            paper.png.write_bytes(png.small(taken, made_from))
    wanted = {picture.png for picture in PICTURES} | {screen.svg for screen in SCREENS}
    for other in set(IMAGES.iterdir()) - wanted:
        other.unlink()


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)  # pictures have colors, whoever draws them
    draw_all()
