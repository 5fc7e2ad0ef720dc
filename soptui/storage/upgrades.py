"""Documents of an older format, brought up to the newest before they are read.

Only what a format did not know yet is filled in: what is missing otherwise is a fault.
"""

_NOTE: dict[str, object] = {"revises": None}
_MEMBER: dict[str, object] = {"watches": "", "backup": ""}
_MARK: dict[str, object] = {"hidden": False}
_SESSION: dict[str, object] = {"dismissed": [], "overrides": []}
_NAMES: dict[str, object] = {"names_as": "first"}
_EXPORTS: dict[str, object] = {"exports": []}
_ITEMS = {"notes": _NOTE, "members": _MEMBER, "marks": _MARK}


def brought_up(document: object) -> object:
    """Return a document in the newest format, if it is in an older one; else as it is."""
    if type(document) is not dict or type(document.get("format")) is not int:
        return document
    newer = _from_first(document) if document["format"] == 1 else document
    newer = _from_second(newer) if newer["format"] == 2 else newer
    return _from_third(newer) if newer["format"] == 3 else newer


def _from_first(document: dict[str, object]) -> dict[str, object]:
    """Format 2 knows revised labels, back-ups, hidden marks and dismissed questions."""
    newer = _SESSION | document | {"format": 2}
    for name, added in _ITEMS.items():
        items = newer.get(name)
        if type(items) is list:
            newer[name] = [added | item if type(item) is dict else item for item in items]
    return newer


def _from_second(document: dict[str, object]) -> dict[str, object]:
    """Format 3 knows how the room reads the names."""
    return _NAMES | document | {"format": 3}


def _from_third(document: dict[str, object]) -> dict[str, object]:
    """Format 4 knows where copies were written to."""
    return _EXPORTS | document | {"format": 4}
