"""The colors: legible on a projector, also with 256 colors, and never the cause of a crash."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from docs.seeing import contrast, in_256_colors, rgb
from soptui.app.theme import FROM_OURS, textual_theme, variables
from soptui.resources import resource
from soptui.themes import BASE, DEFAULT_THEME, VARIABLES, ThemeFile, load_themes, shipped_themes

SHIPPED = shipped_themes()
COLUMNS = ("worried", "working", "next")

# Which color may stand on which ground; what is drawn is read off in tests/app/test_contrast.py.
PAGE = ("background", "surface")  # the board and the screens; dialogs over them
BARS = ("title-bar", "panel")
TEXT_ON: dict[str, tuple[str, ...]] = {
    "foreground": (*PAGE, *BARS),
    "primary": PAGE,
    "secondary": PAGE,
    "accent": PAGE,
    "success": PAGE,
    "warning": PAGE,
    "error": PAGE,
    "worried": (*PAGE, "worried-bar"),
    "working": (*PAGE, "working-bar"),
    "next": (*PAGE, "next-bar"),
    "worried-aim-text": ("worried-aim",),
    "working-aim-text": ("working-aim",),
    "next-aim-text": ("next-aim",),
    "section": PAGE,
    "sigil": PAGE,
    "statement": (*PAGE, *BARS),
    "note": (*PAGE, *BARS),
    "selected-text": ("selected",),
    "chosen-text": ("chosen",),
    "ghost": (*PAGE, *BARS, "capture"),
    "dim": ("background",),
    "staff": PAGE,
    "open": PAGE,
    "title": (*PAGE, *BARS),
    "muted": (*PAGE, *BARS, "capture"),
    "saved": ("title-bar", "panel"),
    "unsaved-text": ("unsaved",),
    "chip-text": ("chip",),
    "capture-text": ("capture",),
    "hint-key": (*PAGE, *BARS),
    "hint": (*PAGE, *BARS),
}
EDGES_ON: dict[str, tuple[str, ...]] = {
    "rule": (*PAGE, *BARS),
    "newest": PAGE,
    "selected-text": ("selected",),  # the bar beside the selected note
    "chosen": (*PAGE, *BARS, "capture"),
    "chip": (*PAGE, "capture"),
    **{f"{column}-aim": ("background", f"{column}-bar") for column in COLUMNS},
}
GROUNDS = {
    *("background", "surface", "panel", "title-bar", "capture"),
    *("selected", "chosen", "unsaved", "chip"),
    *(f"{column}-{part}" for column in COLUMNS for part in ("bar", "aim")),
}
SET_OFF = GROUNDS - {"background", "surface"}

WHOLE = """
name = "lake"
label = "Lake"
dark = false
primary = "#036"
[variables]
worried = "#AA5500"
"""


def too_low(
    theme: ThemeFile, table: dict[str, tuple[str, ...]], least: float, least_256: float
) -> list[str]:
    colors = {**theme.base, **theme.variables}
    found = []
    for name, grounds in table.items():
        for ground in grounds:
            front, back = rgb(colors[name]), rgb(colors[ground])
            true = contrast(front, back)
            coarse = contrast(in_256_colors(front), in_256_colors(back))
            if true < least or coarse < least_256:
                found.append(f"{name} on {ground}: {true:.2f}, in 256 colors {coarse:.2f}")
    return found


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(params=list(SHIPPED.values()), ids=list(SHIPPED))
def theme(request: pytest.FixtureRequest) -> ThemeFile:
    shipped: ThemeFile = request.param
    return shipped


def test_three_themes_are_shipped_and_the_default_is_one() -> None:
    assert set(SHIPPED) == {"soptui-dark", "soptui-light", "soptui-contrast"}
    assert DEFAULT_THEME in SHIPPED
    assert [theme.dark for theme in SHIPPED.values()] == [True, True, False]


def test_every_color_has_its_place_in_the_contrast_tables() -> None:
    assert set(TEXT_ON) | set(EDGES_ON) | GROUNDS == BASE | VARIABLES


def test_text_can_be_read(theme: ThemeFile) -> None:
    assert too_low(theme, TEXT_ON, 7, 6) == []


def test_the_selected_note_stands_out_by_its_ground_or_by_the_bar_on_it(theme: ThemeFile) -> None:
    page = rgb(theme.base["background"])
    parts = [rgb(theme.variables[name]) for name in ("selected", "selected-text")]
    assert max(contrast(part, page) for part in parts) >= 3
    assert max(contrast(in_256_colors(part), in_256_colors(page)) for part in parts) >= 3


def test_edges_can_be_seen(theme: ThemeFile) -> None:
    assert too_low(theme, EDGES_ON, 3, 3) == []


def test_bars_are_set_off_from_the_page_also_in_256_colors(theme: ThemeFile) -> None:
    colors = {**theme.base, **theme.variables}
    page = in_256_colors(rgb(colors["background"]))
    assert [name for name in SET_OFF if in_256_colors(rgb(colors[name])) == page] == []


def test_the_columns_have_hues_of_their_own_also_in_256_colors(theme: ThemeFile) -> None:
    for part in ("", "-aim"):
        hues = {in_256_colors(rgb(theme.variables[f"{c}{part}"])) for c in COLUMNS}
        assert len(hues) == 3


def test_no_worry_is_red(theme: ThemeFile) -> None:
    for part in ("", "-bar", "-aim"):
        red, green, blue = rgb(theme.variables[f"worried{part}"])
        assert green >= 0.6 * red
        assert green >= blue


def test_a_shipped_file_leaves_nothing_out(theme: ThemeFile) -> None:
    path = resource("themes", f"{theme.name}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(data) == BASE | {"name", "label", "dark", "variables"}
    assert set(data["variables"]) == VARIABLES


def test_an_own_theme_needs_to_say_only_what_it_changes(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    themes, reports = load_themes([tmp_path])
    lake, light = themes["lake"], SHIPPED["soptui-light"]

    assert reports == ()
    assert (lake.label, lake.dark) == ("Lake", False)
    assert lake.base["primary"] == "#003366"
    assert lake.variables["worried"] == "#aa5500"
    assert lake.base["background"] == light.base["background"]
    assert lake.variables["working"] == light.variables["working"]


def test_an_own_theme_may_take_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, 'name = "soptui-dark"\nprimary = "#ffffff"')
    themes, reports = load_themes([tmp_path])

    assert reports == ()
    assert themes["soptui-dark"].base["primary"] == "#ffffff"
    assert themes["soptui-dark"].label == "soptui-dark"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "needs a name"),
        ('name = "Bad Name"', "needs a name"),
        ("name = 7", "needs a name"),
        ('name = "x"\nlabel = 7', '"label" must be text'),
        ('name = "x"\ndark = "yes"', '"dark" must be true or false'),
        ('name = "x"\ndark = []', '"dark" must be true or false'),
        ('name = "x"\nvariables = 3', '"variables" must be a table'),
        ('name = "x"\nprimray = "#fff"', '"primray" is no color of a theme'),
        ('name = "x"\n[variables]\nwored = "#fff"', '"wored" is no color of a theme'),
        ('name = "x"\n[variables]\nprimary = "#fff"', '"primary" is no color of a theme'),
        ('name = "x"\nprimary = "blurple"', '"primary" must be a color'),
        ('name = "x"\nprimary = "#ggg"', '"primary" must be a color'),
        ('name = "x"\nprimary = "#fff\\n"', '"primary" must be a color'),
        ('name = "x"\nprimary = 12', '"primary" must be a color'),
        ('name = "x"\n[primary]\na = 1', '"primary" must be a color'),
        ("name = ", "is not TOML"),
        ("a = " + "[" * 390, "is not TOML"),
        ("a = " + "[\n" * 20_000, "is not TOML"),
        ("#" * 140_000, "larger than 128 KB"),
        ("# a line\n" * 20_000, "larger than 128 KB"),
        ("#" * 500, "line of more than 400"),
        ("a = " + "9" * 5000, "line of more than 400"),
        ("a" + ".a" * 8000 + " = 1", "line of more than 400"),
        ("[a" + ".a" * 8000 + "]\n" + "k = 1\n" * 3000, "line of more than 400"),
    ],
)
def test_a_broken_theme_is_named_and_left_out(tmp_path: Path, text: str, why: str) -> None:
    write(tmp_path, text, "broken.toml")
    write(tmp_path, WHOLE, "whole.toml")
    themes, [report] = load_themes([tmp_path])

    assert set(themes) == {*SHIPPED, "lake"}
    assert report.startswith("The theme broken.toml was left out: ")
    assert why in report
    assert report.endswith("The others still work.")
    assert "\n" not in report


def test_many_faults_are_told_in_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, 'name = "x"\n' + "\n".join(f"wrong{i} = 1" for i in range(9)))
    _, [report] = load_themes([tmp_path])

    assert "; and 6 more" in report
    assert len(report) < 300


def test_what_is_no_text_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\xff\xfe")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.toml").mkdir()
    themes, reports = load_themes([tmp_path])

    assert set(themes) == set(SHIPPED)
    assert [report.split()[2] for report in reports] == ["folder.toml", "gone.toml", "picture.toml"]


def test_control_characters_in_a_theme_reach_no_screen(tmp_path: Path) -> None:
    write(tmp_path, 'name = "x"\nlabel = "a\\u001b[31mb"\n', "good.toml")
    write(tmp_path, 'name = "x"\n"\\u001b]0;" = 1', "zz.toml")
    themes, [report] = load_themes([tmp_path])

    assert "\x1b" not in themes["x"].label + report


def test_the_names_of_files_and_folders_reach_no_screen_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "the\x1b]0;mes"
    folder.mkdir()
    write(folder, "name = ", "a\x1b[31m\u202eb\n.toml")
    _, [report] = load_themes([folder])
    assert report.startswith("The theme a[31mb .toml was left out: ")
    assert report.isprintable()

    write(tmp_path, "name = ", "x" * 200 + ".toml")
    assert all(len(report) < 200 for report in load_themes([tmp_path])[1])


def test_a_folder_that_cannot_be_read_is_told_without_what_acts_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    folder = tmp_path / "the\x1b]0;mes"
    folder.mkdir()
    monkeypatch.setattr(Path, "iterdir", forbidden)
    _, [report] = load_themes([folder])

    assert report.isprintable()
    assert report.endswith("were left out: permission denied. The others still work.")


def test_a_label_is_short_enough_to_be_shown(tmp_path: Path) -> None:
    write(tmp_path, f'name = "x"\nlabel = "{"long " * 60}"')
    themes, _ = load_themes([tmp_path])

    assert len(themes["x"].label) == 40


@pytest.mark.parametrize("what", ["folder", "pipe", "link to itself", "device", "large"])
def test_what_is_no_theme_file_is_left_out_and_never_waited_for(tmp_path: Path, what: str) -> None:
    path = tmp_path / "odd.toml"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to itself":
            path.symlink_to(path)
        case "device":
            path.symlink_to("/dev/zero")
        case _:
            with path.open("wb") as file:
                file.truncate(100 * 1024 * 1024)
    write(tmp_path, WHOLE, "whole.toml")
    themes, [report] = load_themes([tmp_path])

    assert set(themes) == {*SHIPPED, "lake"}
    assert report.startswith("The theme odd.toml was left out: it ")


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert load_themes([tmp_path / "themes"])[1] == ()


def test_themes_are_read_without_the_toolkit() -> None:
    code = "import sys, soptui.themes as t; t.load_themes([]); sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_toolkits_own_variables_follow_ours(theme: ThemeFile) -> None:
    known = textual_theme(theme).to_color_system().generate()
    unknown = set(FROM_OURS) - set(known)

    assert unknown == set(), "Textual has no such variables (any more)"
    assert set(FROM_OURS.values()) <= BASE | VARIABLES
    assert not set(VARIABLES) & set(known), "a name of ours would take Textual's place"


async def test_the_app_takes_every_theme_and_draws_in_its_colors(theme: ThemeFile) -> None:
    class Sample(App[None]):
        def compose(self) -> ComposeResult:
            yield Input(placeholder="Type")

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return variables(theme)

    app = Sample()
    app.register_theme(textual_theme(theme))
    app.theme = theme.name
    async with app.run_test():
        assert app.theme_variables["worried"] == theme.variables["worried"]
        assert app.screen.styles.background.hex.lower() == theme.base["background"]
        assert app.query_one(Input).styles.color.hex.lower() == theme.base["foreground"]
