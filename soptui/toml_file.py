"""Small files of settings that people write by hand, and that may therefore hold anything.

The reader of the standard library takes the square of what a key of many parts is long, in
time and in memory: 16 KB of dots are 270 MB. So there are limits before it is asked.
"""

import tomllib
from pathlib import Path
from typing import Any

from soptui.model.text import cleaned
from soptui.storage import disk

_LARGEST = 128 * 1024
_LONGEST_LINE = 400


class NotToml(Exception):
    """A file cannot be used; the message goes on where "it" begins."""


def brief(text: str, most: int = 40) -> str:
    """Return what can be shown of a text that came from a file."""
    text = cleaned(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file of settings holds.

    Raises:
        FileNotFoundError: there is none.
        NotToml: there is one, but it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited on for ever
            raise NotToml("it is no file")
        raw = disk.read_file(path, _LARGEST)
        if len(raw) > _LARGEST:
            raise NotToml(f"it is larger than {_LARGEST // 1024} KB")
        text = raw.decode("utf-8-sig")
        if any(len(line) > _LONGEST_LINE for line in text.split("\n")):
            raise NotToml(f"it has a line of more than {_LONGEST_LINE} characters")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotToml(f"it cannot be read ({disk.why(error)})") from error
    except UnicodeDecodeError as error:
        raise NotToml("it is not a text file") from error
    except (ValueError, RecursionError) as error:
        raise NotToml(f"it is not TOML ({brief(str(error), 80)})") from error
