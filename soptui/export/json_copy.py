"""A session as JSON, for other programs and for `soptui import`."""

import json
from dataclasses import replace

from soptui.export.material import Material

SCHEMA = 1


def to_json(material: Material) -> bytes:
    """Return a copy as the document that storage keeps, with its schema.

    A number that is hidden from the room stays out, with whose it is: the document has no
    other place for it.
    """
    session = material.session
    shown = tuple(mark for mark in session.marks if not mark.hidden)
    document = material.encode(replace(session, marks=shown))
    text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2) + "\n"
    return text.encode()
