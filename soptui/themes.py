"""Theme files: the colors of the app as TOML, shipped ones and an agency's or a person's own.

Every value is checked here, because one bad color would end the app later. Nothing here
needs the terminal toolkit, so the command line can list themes without loading it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from soptui.model.alphabet import Column
from soptui.resources import resource
from soptui.storage import disk
from soptui.toml_file import NotToml, brief, read_toml

DEFAULT_THEME = "soptui-dark"

BASE = frozenset(
    {
        *("primary", "secondary", "accent", "foreground", "background", "surface", "panel"),
        *("success", "warning", "error"),
    }
)
"""The toolkit's own colors, at the top of a theme file."""

VARIABLES = frozenset(
    f"{column}{part}" for column in Column for part in ("", "-bar", "-aim", "-aim-text")
) | {
    *("section", "sigil", "statement", "note", "newest", "staff", "open", "dim", "rule"),
    *(
        "selected",
        "selected-text",
        "chosen",
        "chosen-text",
        "title",
        "title-bar",
        "muted",
        "hint",
        "hint-key",
    ),
    *("saved", "unsaved", "unsaved-text"),
    *("chip", "chip-text", "capture", "capture-text", "ghost"),
}
"""The colors that the stylesheets use by what they are for, in a file's [variables]."""

_FALLBACK = {True: "soptui-dark", False: "soptui-light"}
_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_FAULTS_SHOWN = 3


class ThemeError(Exception):
    """A theme file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """The colors of one theme, complete and checked, each as `#rrggbb`.

    `path` is the file that a person may be changing; none, if it comes with soptui.
    """

    name: str
    label: str
    dark: bool
    base: Mapping[str, str]
    variables: Mapping[str, str]
    path: Path | None = None


def load_themes(folders: Sequence[Path]) -> tuple[dict[str, ThemeFile], tuple[str, ...]]:
    """Return the shipped themes and those of these folders by name, and what is wrong.

    A later theme takes the place of an earlier one of the same name. A file that cannot
    be used is left out, with one sentence that says which and why.
    """
    themes = shipped_themes()
    fallback = _fallback(themes)
    reports: list[str] = []
    for folder in filter(Path.is_dir, folders):
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except OSError as error:
            reports.append(
                f"The themes in {brief(str(folder), 80)} were left out: {disk.why(error)}. The "
                "others still work."
            )
            continue
        for path in paths:
            try:
                theme = read_theme(path, fallback)
            except ThemeError as error:
                reports.append(
                    f"The theme {brief(path.name)} was left out: {error}. The others still work."
                )
            else:
                themes[theme.name] = theme
    return themes, tuple(reports)


def shipped_themes() -> dict[str, ThemeFile]:
    """Return the themes that come with soptui, by name."""
    themes = [read_theme(path, {}) for path in sorted(resource("themes").glob("*.toml"))]
    return {theme.name: theme for theme in themes}


def read_own(path: Path) -> ThemeFile:
    """Read a person's own theme once more.

    Raises:
        ThemeError: it cannot be read, is not a theme, or has a fault.
    """
    return read_theme(path, _fallback(shipped_themes()))


def _fallback(shipped: Mapping[str, ThemeFile]) -> dict[bool, ThemeFile]:
    return {dark: shipped[name] for dark, name in _FALLBACK.items()}


def read_theme(path: Path, fallback: Mapping[bool, ThemeFile]) -> ThemeFile:
    """Read one theme file; the fallback of the same darkness fills in what it leaves out.

    Raises:
        ThemeError: it cannot be read, is not a theme, or has a fault.
    """
    data = _parse(path)
    dark = data.get("dark", True)
    table = data.get("variables", {})
    given = {key: value for key, value in data.items() if key in BASE}
    faults = list(_faults(data, table))
    if faults:
        raise ThemeError(_several(faults))
    base, variables = _colors(given), _colors(table)
    if dark in fallback:
        base = {**fallback[dark].base, **base}
        variables = {**fallback[dark].variables, **variables}
    elif missing := sorted((BASE - base.keys()) | (VARIABLES - variables.keys())):
        raise ThemeError(_several([f'it has no "{key}"' for key in missing]))
    name = data["name"]
    label = brief(data.get("label", name)) or name
    own = path if fallback else None
    return ThemeFile(name, label, dark, MappingProxyType(base), MappingProxyType(variables), own)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except FileNotFoundError as error:
        raise ThemeError("it leads to no file") from error
    except NotToml as error:
        raise ThemeError(str(error)) from error


def _faults(data: Mapping[str, Any], table: object) -> Iterable[str]:
    name = data.get("name")
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        yield "it needs a name of small letters, digits and hyphens"
    if not isinstance(data.get("label", ""), str):
        yield '"label" must be text'
    if not isinstance(data.get("dark", True), bool):
        yield '"dark" must be true or false'
    top = {key: data[key] for key in data if key not in ("name", "label", "dark", "variables")}
    yield from _color_faults(top, BASE)
    if isinstance(table, dict):
        yield from _color_faults(table, VARIABLES)
    else:
        yield '"variables" must be a table'


def _color_faults(colors: Mapping[str, Any], known: frozenset[str]) -> Iterable[str]:
    for key, value in colors.items():
        if key not in known:
            yield f'"{brief(key)}" is no color of a theme'
        elif not (isinstance(value, str) and _COLOR.fullmatch(value.lower())):
            yield f'"{key}" must be a color written "#rrggbb"'


def _colors(table: Mapping[str, str]) -> dict[str, str]:
    return {key: _long(value.lower()) for key, value in table.items()}


def _long(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(digit * 2 for digit in color[1:])


def _several(faults: Sequence[str]) -> str:
    more = len(faults) - _FAULTS_SHOWN
    said = "; ".join(faults[:_FAULTS_SHOWN])
    return said if more <= 0 else f"{said}; and {more} more"
