"""What is really drawn can be read: on its own surface, in few colors, and without any."""

import os
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import Input, TextArea

from docs.seeing import DEFICIENCIES, Rgb, as_seen, contrast, difference, in_256_colors, rgb
from soptui.app import launch
from soptui.app.commands import Palette
from soptui.themes import DEFAULT_THEME, ThemeFile, shipped_themes
from tests.app.tour import Drawn, drawn, tour

SHIPPED = shipped_themes()
DOCUMENT = Path(__file__).parents[2] / "docs" / "themes.md"
SCREENS = Path(launch.__file__).parent / "screens"
COLUMNS = ("worried", "working", "next")

TEXT, EDGE = 7.0, 3.0
TEXT_IN_256 = {"soptui-light": 6.0}
"""Of the 256 colors only one amber is dark enough for white: 6.7 to 1; what is darker is red."""

APART = 12.0
"""CIEDE2000 between columns: from about 10 on colors differ at a glance; letters are thin."""

TEXT_IN_GRAY = 6.0
"""Textual makes the grays itself, and not quite as light as the colors were."""

WITH_A_CHOICE = (
    "start",
    "sessions",
    "palette",
    "export",
    "questions",
    "circles",
    "scale",
    "sorting",
)


@pytest.fixture(params=list(SHIPPED.values()), ids=list(SHIPPED))
def theme(request: pytest.FixtureRequest) -> ThemeFile:
    shipped: ThemeFile = request.param
    return shipped


def is_edge(text: str) -> bool:
    """Say whether this is a stroke or a bar, and nothing to read."""
    return all("\u2500" <= char <= "\u259f" for char in text if not char.isspace())


def faint(name: str, pieces: Iterable[Drawn]) -> Iterator[str]:
    """Return what has too little contrast to what it is drawn on."""
    for piece in pieces:
        least = EDGE if is_edge(piece.text) else TEXT
        coarse = EDGE if is_edge(piece.text) else TEXT_IN_256.get(name, TEXT)
        true = contrast(piece.front, piece.back)
        few = contrast(in_256_colors(piece.front), in_256_colors(piece.back))
        if true < least or few < coarse:
            yield f"{true:.2f} (in 256 colors {few:.2f}): {piece}"


async def all_drawn(theme: ThemeFile, homes: Path) -> tuple[set[Drawn], set[str]]:
    """Return everything that is drawn on the way through all screens, and the screens' names."""
    found: dict[tuple[Rgb, Rgb, bool], Drawn] = {}
    screens = set()
    async for _, room in tour(theme, homes):
        screens.add(type(room.app.screen).__name__)
        for piece in drawn(room.app):
            found[piece.front, piece.back, is_edge(piece.text)] = piece
    return set(found.values()), screens


async def test_everything_that_is_drawn_can_be_read(theme: ThemeFile, tmp_path: Path) -> None:
    found, screens = await all_drawn(theme, tmp_path)

    assert sorted(faint(theme.name, found)) == []
    assert screens >= {Palette.__name__} | set(every_screen())
    told(theme, found)


def every_screen() -> Iterator[str]:
    for path in SCREENS.glob("*_screen.py"):
        if path.stem != "present_screen":  # an app of its own; it draws the same board
            yield "".join(word.title() for word in path.stem.split("_"))


def told(theme: ThemeFile, found: set[Drawn]) -> None:
    """Compare what was measured with what the document says of it; `RENEW=1` writes it anew."""
    letters = [piece for piece in found if not is_edge(piece.text)]
    strokes = [piece for piece in found if is_edge(piece.text)]
    row = [
        min(contrast(piece.front, piece.back) for piece in letters),
        min(contrast(in_256_colors(p.front), in_256_colors(p.back)) for p in letters),
        min(contrast(piece.front, piece.back) for piece in strokes),
        apart(theme, ""),
        *(apart(theme, deficiency) for deficiency in DEFICIENCIES),
    ]
    line = f"| {theme.label} | " + " | ".join(f"{number:.1f}" for number in row) + " |"
    text = DOCUMENT.read_text(encoding="utf-8")
    if os.environ.get("RENEW"):
        kept = [
            line
            if old.startswith(f"| {theme.label} |") and old.count("|") == line.count("|")
            else old
            for old in text.split("\n")
        ]
        DOCUMENT.write_text(text := "\n".join(kept), encoding="utf-8")
    assert line in text.split("\n")


def apart(theme: ThemeFile, deficiency: str) -> float:
    """Return how far apart the two columns are that look most alike, also in 256 colors."""
    found = []
    for part in ("", "-aim"):
        colors = [rgb(theme.variables[f"{column}{part}"]) for column in COLUMNS]
        for seen in (colors, [in_256_colors(color) for color in colors]):
            by_them = [as_seen(color, deficiency) for color in seen] if deficiency else seen
            found += [difference(one, other) for one, other in combinations(by_them, 2)]
    return min(found)


@pytest.mark.parametrize("deficiency", ["", *DEFICIENCIES])
def test_the_columns_look_different_to_everybody(theme: ThemeFile, deficiency: str) -> None:
    assert apart(theme, deficiency) >= APART


async def test_nothing_is_lost_without_colors(
    theme: ThemeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is chosen, aimed at and new stands out by how light it is, and by bars."""
    monkeypatch.setenv("NO_COLOR", "1")
    chosen = dict.fromkeys(WITH_A_CHOICE, False)
    found: set[tuple[Rgb, Rgb, bool]] = set()
    bars, aimed = set(), False
    async for visit, room in tour(theme, tmp_path, (*WITH_A_CHOICE, "board", "map")):
        pieces = list(drawn(room.app))
        found |= {(piece.front, piece.back, is_edge(piece.text)) for piece in pieces}
        page = gray(theme.base["background"])
        grounds = {piece.back for piece in pieces}
        if visit in chosen and gray(theme.variables["chosen"]) in grounds:
            chosen[visit] = contrast(gray(theme.variables["chosen"]), page) >= EDGE
        bars |= {piece.text for piece in pieces if is_edge(piece.text)} & {"▌", "▎"}
        aim, beside = (gray(theme.variables[f"worried-{part}"]) for part in ("aim", "bar"))
        aimed = aimed or (aim in grounds and contrast(aim, beside) >= EDGE)

    assert all(len({*front}) == len({*back}) == 1 for front, back, _ in found)
    for front, back, edge in found:
        assert contrast(front, back) >= (EDGE if edge else TEXT_IN_GRAY), (front, back)
    assert all(chosen.values()), chosen
    assert bars == {"▌", "▎"}
    assert aimed


def gray(color: str) -> Rgb:
    """Return what Textual draws in place of a color where there shall be none."""
    return Color.parse(color).monochrome.rgb


async def test_nothing_moves_and_nothing_blinks(tmp_path: Path) -> None:
    theme = shipped_themes()[DEFAULT_THEME]  # the colors make no difference here
    async for visit, room in tour(
        theme, tmp_path, ("map", "details", "export", "palette", "scale")
    ):
        assert not [piece for piece in drawn(room.app) if "blink" in piece.attributes]
        fields = [*room.app.screen.query(Input), *room.app.screen.query(TextArea)]
        assert fields, visit
        assert not [field for field in fields if field.cursor_blink]


def test_animations_are_off_whatever_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEXTUAL_FPS", "TEXTUAL_DISABLE_KITTY_KEY", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    launch._settle_environment()

    assert os.environ["TEXTUAL_ANIMATIONS"] == "none"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_measured_as_wcag_does(one: str, other: str, expected: float) -> None:
    assert contrast(rgb(one), rgb(other)) == pytest.approx(expected, abs=0.01)
    assert contrast(rgb(other), rgb(one)) == contrast(rgb(one), rgb(other))


def test_differences_are_measured_as_ciede2000_does() -> None:
    assert difference(rgb("#ffffff"), rgb("#000000")) == pytest.approx(100, abs=0.01)
    assert difference(rgb("#ff0000"), rgb("#00ff00")) == pytest.approx(86.61, abs=0.05)
    assert difference(rgb("#0000ff"), rgb("#ff00ff")) == pytest.approx(32.4, abs=0.5)
    assert difference(rgb("#808080"), rgb("#808080")) == 0


def test_whoever_lacks_a_cone_sees_grays_as_they_are_and_red_and_green_alike() -> None:
    for deficiency in DEFICIENCIES:
        assert difference(as_seen((128, 128, 128), deficiency), (128, 128, 128)) < 1
    red, green = rgb("#c04040"), rgb("#707030")
    for deficiency in ("protanopia", "deuteranopia"):
        alike = difference(as_seen(red, deficiency), as_seen(green, deficiency))
        assert alike < difference(red, green) / 2
