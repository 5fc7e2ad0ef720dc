"""Where the files that come with soptui are.

Themes and examples stand at the top of the checkout, where people look for them, and the
built package carries them inside.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(folder: str, name: str = "") -> Path:
    """Return a shipped folder, or a file in it."""
    inside = _PACKAGE / folder
    return (inside if inside.is_dir() else _PACKAGE.parent / folder) / name
