"""A session as JSON, for other programs and for `soptui import`."""

import json
from collections.abc import Callable
from dataclasses import replace

from soptui.export.profile import Profile, visible
from soptui.model.session import Session

SCHEMA = 1


def to_json(
    session: Session,
    profile: Profile,
    encode: Callable[[Session], dict[str, object]],
    *,
    marks: bool = False,
) -> str:
    """Return a copy of a session as the document that storage keeps, with its schema.

    The encoder is handed in: an export knows no storage. A number that is hidden from the
    room stays out, with whose it is: the document has no other place for it.
    """
    copied = visible(session, profile, marks=marks)
    shown = tuple(mark for mark in copied.marks if not mark.hidden)
    document = encode(replace(copied, marks=shown))
    return json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2) + "\n"
