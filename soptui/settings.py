"""What a person has chosen for good: `settings.toml` in the home's config folder.

theme = "soptui-light"
language = "es"
coach = false                               # it asks nothing until F8 lets it
columns = ["working", "worried", "next"]    # from left to right
curtain = 15                                # minutes in which nothing is done; 0: never
word_template = "~/county.docx"             # an agency's own Word file, for copies

[keys]                  # other keys, by the name of what they do
"board.move" = "v"
"""

import json
import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from soptui.model.agenda import Preset, column_order
from soptui.model.alphabet import Column
from soptui.model.text import cleaned
from soptui.storage import disk
from soptui.toml_file import NotToml, read_toml
from soptui.wording import is_spoken, languages

_NAME = "settings.toml"
_LONGEST_THEME = 40
_MOST_MINUTES = 24 * 60
_TEMPLATES = (".docx", ".dotx")
_KEY = re.compile(r"(?:[a-z]+\+)*\w{1,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen: a theme, keys in place of soptui's own, a language, whether the coach
    asks, the order of the columns, after how many minutes the curtain is drawn by itself
    (0: never), and an agency's Word file; `problem` says what of it could not be used."""

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    language: str | None = None
    coach: bool = True
    columns: tuple[Column, ...] = ()
    curtain: int = 15
    word_template: str = ""

    def order(self, preset: Preset) -> tuple[Column, ...]:
        """Return the order of the columns in a kind of meeting, from left to right."""
        return column_order(self.columns, preset)


def read_settings(config: Path) -> Settings:
    """Return what was chosen; a file that cannot be used chooses nothing, and says so."""
    try:
        chosen = read_toml(config / _NAME)
    except FileNotFoundError:
        return Settings()
    except NotToml as error:
        return Settings(problem=f"Nothing in {_NAME} is used: {error}.")
    usable = {name: chosen[name] for name in _USABLE if name in chosen}
    faults = [name for name, value in usable.items() if not _USABLE[name](value)]
    for name in faults:
        del usable[name]
    if "columns" in usable:
        usable["columns"] = tuple(Column(name) for name in usable["columns"])
    return Settings(**usable, problem=" ".join(_told(name) for name in faults))


def write_choice(config: Path, name: str, value: str | int) -> None:
    """Remember what was chosen; where that is not possible it is chosen for this time only."""
    path = config / _NAME
    with suppress(OSError, ValueError, NotToml):
        # A string, a number or a truth of JSON is one of TOML.
        text = "\n".join([f"{name} = {json.dumps(value)}", *_other_lines(path, name)])
        if tomllib.loads(text)[name] == value:  # or the next start could read none of it
            disk.make_folder(config)
            disk.put(path, text.encode("utf-8"))


def _other_lines(path: Path, name: str) -> list[str]:
    """Return the lines that choose something else.

    Raises:
        NotToml: they cannot be read, and so must not be written over either.
    """
    try:
        read_toml(path)
    except FileNotFoundError:
        return [""]
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    top = next((at for at, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    kept = [line for line in lines[:top] if line.partition("=")[0].strip() != name]
    return [*kept, *lines[top:]]


def _told(name: str) -> str:
    match name:
        case "theme":
            wanted = "must be the name of one, so none is used"
        case "keys":
            return f"The [keys] of {_NAME} must be names and keys, so none is used."
        case "language":
            wanted = f"must be one of {', '.join(languages())}, so it is not used"
        case "coach":
            wanted = "must be true or false, so it asks"
        case "curtain":
            wanted = f"must be whole minutes, or 0 for never, so it is {Settings().curtain}"
        case "word_template":
            wanted = "must be the path of a Word file (.docx), so none is used"
        case _:
            wanted = f"must be {', '.join(Column)} in any order, so it is not used"
    return f"The {name} of {_NAME} {wanted}."


def _may_name_a_theme(theme: object) -> bool:
    return isinstance(theme, str) and cleaned(theme) == theme and len(theme) <= _LONGEST_THEME


def _may_be_keys(keys: object) -> bool:
    return isinstance(keys, dict) and all(_are_keys(key) for key in keys.values())


def _are_keys(value: object) -> bool:
    """Say whether this is a key, or several with commas between: v, ctrl+n, up,down."""
    keys = [key.strip() for key in value.split(",")] if isinstance(value, str) else [""]
    return all(_KEY.fullmatch(key) or (len(key) == 1 and cleaned(key) == key) for key in keys)


def _may_be_a_language(language: object) -> bool:
    return isinstance(language, str) and is_spoken(language)


def _are_all_columns(names: object) -> bool:
    return isinstance(names, list) and sorted(map(str, names)) == sorted(Column)


def _may_be_a_template(path: object) -> bool:
    is_named = isinstance(path, str) and cleaned(path) == path
    return is_named and str(path).lower().endswith(_TEMPLATES)


def _may_be_minutes(minutes: object) -> bool:
    return type(minutes) is int and 0 <= minutes <= _MOST_MINUTES


_USABLE: dict[str, Callable[[object], bool]] = {
    "theme": _may_name_a_theme,
    "keys": _may_be_keys,
    "language": _may_be_a_language,
    "coach": lambda value: isinstance(value, bool),
    "columns": _are_all_columns,
    "curtain": _may_be_minutes,
    "word_template": _may_be_a_template,
}
