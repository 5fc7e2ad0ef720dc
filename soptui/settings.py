"""What a person has chosen for good: `settings.toml` in the home's config folder.

theme = "soptui-light"

[keys]                  # other keys, by the name of what they do
"board.move" = "v"
"""

import json
import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from soptui.storage import disk

_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The theme that was chosen, and keys in place of soptui's own; `problem` if unreadable."""

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read_settings(config: Path) -> Settings:
    """Return what was chosen; a file that cannot be used chooses nothing, and says so."""
    try:
        chosen = tomllib.loads((config / _NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        return Settings(problem=f"{_NAME} cannot be read, so nothing in it is used.")
    theme, keys = chosen.get("theme"), chosen.get("keys", {})
    texts = isinstance(keys, dict) and all(isinstance(key, str) for key in keys.values())
    return Settings(
        theme if isinstance(theme, str) else None,
        keys if texts else {},
        "" if texts else f"The [keys] of {_NAME} must be names and keys, so none is used.",
    )


def write_theme_name(config: Path, name: str) -> None:
    """Remember a theme; where that is not possible it is chosen for this time only."""
    path = config / _NAME
    spare = config / f".{_NAME}.{os.urandom(4).hex()}.tmp"
    with suppress(OSError, ValueError):
        disk.make_folder(config)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if line.partition("=")[0].strip() != "theme"]
        # A JSON string is a TOML string.
        text = "\n".join([f"theme = {json.dumps(name)}", *kept]) + "\n"
        with disk.no_leftover(spare):
            disk.write_new(spare, text.encode("utf-8"))
            disk.replace(spare, path)
