"""What a person has chosen for good: `settings.toml` in the home's config folder.

theme = "soptui-light"

[keys]                  # other keys, by the name of what they do
"board.move" = "v"
"""

import json
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from soptui.model.text import cleaned
from soptui.storage import disk
from soptui.toml_file import NotToml, read_toml

_NAME = "settings.toml"
_LONGEST_THEME = 40
_KEY = re.compile(r"(?:[a-z]+\+)*\w{1,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """The theme that was chosen, and keys in place of soptui's own; `problem` if unreadable."""

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read_settings(config: Path) -> Settings:
    """Return what was chosen; a file that cannot be used chooses nothing, and says so."""
    try:
        chosen = read_toml(config / _NAME)
    except FileNotFoundError:
        return Settings()
    except NotToml as error:
        return Settings(problem=f"Nothing in {_NAME} is used: {error}.")
    theme, keys = chosen.get("theme"), chosen.get("keys", {})
    problem = ""
    if theme is not None and not _may_name_a_theme(theme):
        theme, problem = None, f"The theme of {_NAME} must be the name of one, so none is used."
    if not (isinstance(keys, dict) and all(_are_keys(key) for key in keys.values())):
        keys, problem = {}, f"The [keys] of {_NAME} must be names and keys, so none is used."
    return Settings(theme, keys, problem)


def write_theme_name(config: Path, name: str) -> None:
    """Remember a theme; where that is not possible it is chosen for this time only."""
    path = config / _NAME
    with suppress(OSError, ValueError, NotToml):
        # A JSON string is a TOML string.
        text = "\n".join([f"theme = {json.dumps(name)}", *_other_lines(path)])
        if tomllib.loads(text)["theme"] == name:  # or the next start could read none of it
            disk.make_folder(config)
            disk.put(path, text.encode("utf-8"))


def _other_lines(path: Path) -> list[str]:
    """Return the lines that choose no theme.

    Raises:
        NotToml: they cannot be read, and so must not be written over either.
    """
    try:
        read_toml(path)
    except FileNotFoundError:
        return [""]
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    top = next((at for at, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    kept = [line for line in lines[:top] if line.partition("=")[0].strip() != "theme"]
    return [*kept, *lines[top:]]


def _may_name_a_theme(theme: object) -> bool:
    return isinstance(theme, str) and cleaned(theme) == theme and len(theme) <= _LONGEST_THEME


def _are_keys(value: object) -> bool:
    """Say whether this is a key, or several with commas between: v, ctrl+n, up,down."""
    keys = [key.strip() for key in value.split(",")] if isinstance(value, str) else [""]
    return all(_KEY.fullmatch(key) or (len(key) == 1 and cleaned(key) == key) for key in keys)
