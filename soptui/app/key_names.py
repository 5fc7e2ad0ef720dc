"""Keys by the names that stand on a keyboard."""

from textual.keys import format_key

_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "delete": "Del",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "home": "Home",
    "end": "End",
}


def key_name(key: str) -> str:
    """Return what a key is called: ^Z, F1, Esc, or the sign itself."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    if key[0] == "f" and key[1:].isdecimal():
        return key.upper()
    return _NAMES.get(key) or (key if len(key) == 1 else format_key(key))
