"""The pictures in the documents show soptui as it is."""

import re
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from docs.page import has_browser, source
from docs.paper import source as paper_source
from docs.pictures import (
    IMAGES,
    PAGE,
    PAPERS,
    PICTURES,
    SCREENS,
    Paper,
    Picture,
    Screen,
    drawn,
    fingerprint,
)
from docs.png import made_from

REPOSITORY = IMAGES.parent.parent
DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")
ANEW = "`make pictures` draws them anew"
A_CELL, A_ROW = 12.2, 24.4
MOST_BYTES = 220_000

every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
every_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)


@pytest.fixture(autouse=True)
def in_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


def place(element: ElementTree.Element) -> tuple[int, int]:
    """The row and the column at which a piece of a picture begins."""
    return int(float(element.get("y", "")) / A_ROW), round(float(element.get("x", "")) / A_CELL)


def rows(svg: str) -> list[list[tuple[str, str, str]]]:
    """What a picture shows, cell by cell: a letter, how it is drawn, and the color under it.

    How Textual puts cells together into pieces is not a part of what anybody sees.
    """
    root = ElementTree.fromstring(svg)
    looks = dict(re.findall(r"\.([\w-]+) \{ (fill[^}]*?) \}", svg))
    cells: dict[tuple[int, int], tuple[str, str, str]] = {}
    for area in root.iterfind(".//{*}rect[@shape-rendering]"):
        row, column = place(area)
        for at in range(round(float(area.get("width", "")) / A_CELL)):
            cells[row, column + at] = (" ", "", area.get("fill", ""))
    for piece in root.iterfind(".//{*}text[@clip-path]"):
        row, column = place(piece)
        for letter in (piece.text or "").replace("\xa0", " ").rstrip("\n"):
            under = cells.get((row, column), ("", "", ""))[2]
            look = "" if letter == " " else looks[piece.get("class", "")]
            cells[row, column] = (letter, look, under)
            column += cell_len(letter)
    last_row, last_column = (max(at) for at in zip(*cells, strict=True))
    nothing = (" ", "", "")
    return [
        [cells.get((row, column), nothing) for column in range(last_column + 1)]
        for row in range(last_row + 1)
    ]


def letters(row: list[tuple[str, str, str]] | None) -> str:
    return "".join(letter for letter, _, _ in row or ()).rstrip()


@every_screen
async def test_every_picture_shows_soptui_as_it_is(screen: Screen) -> None:
    now = rows(await drawn(screen))
    kept = rows(screen.svg.read_text(encoding="utf-8"))

    changed = [
        f"{at:2}  it shows  {letters(old)}\n    it is     {letters(new)}"
        for at, (old, new) in enumerate(zip_longest(kept, now))
        if old != new
    ]
    assert not changed, f"{screen.svg.name} is stale: {ANEW}\n" + "\n".join(changed)


@every_screen
def test_a_picture_is_read_cell_by_cell(screen: Screen) -> None:
    """What is compared is all of the window, with its letters and its colors."""
    read = rows(screen.svg.read_text(encoding="utf-8"))

    assert (len(read[0]), len(read)) == screen.size
    grounds = {ground for row in read for _, _, ground in row}
    assert "" not in grounds
    assert len(grounds) > 2
    assert len({look for row in read for _, look, _ in row}) > 4


def test_another_letter_or_another_color_is_another_picture() -> None:
    svg = SCREENS[0].svg.read_text(encoding="utf-8")
    read = rows(svg)
    aim = read[1][0][2]

    assert rows(svg.replace("packs", "packt")) != read
    assert rows(svg.replace(f'fill="{aim}"', 'fill="#123456"')) != read
    assert rows(re.sub(r"(\{ fill: )#\w{6}", r"\1#123456", svg, count=1)) != read


async def test_a_picture_is_the_same_each_time() -> None:
    board = SCREENS[-1]
    assert await drawn(board) == await drawn(board)


@every_screen
def test_a_picture_asks_no_other_host_for_anything(screen: Screen) -> None:
    svg = screen.svg.read_text(encoding="utf-8")

    assert set(re.findall(r"https?:[^\"'\s]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in svg
    assert set(re.findall(r"url\((.)", svg)) == {"#"}
    families = set(re.findall(r"font-family: ([^;]*)", svg))
    assert len(families) == 2
    assert all(family.endswith(("monospace", "sans-serif")) for family in families)


@every_screen
def test_a_picture_says_what_it_shows(screen: Screen) -> None:
    """You should hear it where nothing but the file itself is opened."""
    root = ElementTree.fromstring(screen.svg.read_text(encoding="utf-8"))
    assert root.findtext("{*}title") == screen.alt


@every_screen
def test_the_ids_in_a_picture_are_its_own(screen: Screen) -> None:
    svg = screen.svg.read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]*)"', svg)

    assert ids
    assert all(one.startswith(f"{screen.name}-") for one in ids)
    assert len(set(ids)) == len(ids)


@every_screen
def test_every_png_was_made_from_the_svg_beside_it(screen: Screen) -> None:
    svg = screen.svg.read_text(encoding="utf-8")
    assert made_from(screen.png) == fingerprint(svg), f"{screen.png.name} is stale: {ANEW}"


@pytest.mark.skipif(not has_browser(), reason="only Chromium can draw it anew")
def test_the_picture_of_the_page_shows_it_as_it_is() -> None:
    assert made_from(PAGE.png) == fingerprint(source()), f"page.png is stale: {ANEW}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_page_shows_the_kept_copy(paper: Paper) -> None:
    assert made_from(paper.png) == fingerprint(paper_source(paper.copy)), f"stale: {ANEW}"


@every_picture
def test_a_png_is_whole_and_small(picture: Picture) -> None:
    png = picture.png.read_bytes()

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND\xaeB`\x82")
    assert len(png) < MOST_BYTES


def test_no_picture_was_made_from_nothing(tmp_path: Path) -> None:
    """What has no note, or is no PNG, was made from nothing that is known."""
    other = tmp_path / "other.png"
    for content in (b"", b"GIF89a", PAGE.png.read_bytes()[:33]):
        other.write_bytes(content)
        assert made_from(other) == ""


def test_the_documents_show_every_picture_with_its_words() -> None:
    shown = [
        (document.relative_to(REPOSITORY).as_posix(), found["alt"], document.parent / found["path"])
        for document in DOCUMENTS
        for found in SHOWN.finditer(document.read_text(encoding="utf-8"))
    ]

    assert sorted(shown) == sorted((one.document, one.alt, one.shown) for one in PICTURES)
    assert all("<img" not in document.read_text(encoding="utf-8") for document in DOCUMENTS)


def test_no_picture_is_left_over() -> None:
    wanted = {one.png for one in PICTURES} | {one.svg for one in SCREENS}

    assert set(IMAGES.iterdir()) == wanted
    strays = {path for path in (REPOSITORY / "docs").glob("*.*") if path.suffix in {".png", ".svg"}}
    assert strays == set()
