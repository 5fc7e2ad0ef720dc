"""A session as JSON, for other programs and for `soptui import`."""

import json
from collections.abc import Callable

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

    The encoder is handed in: an export knows no storage.
    """
    document = encode(visible(session, profile, marks=marks))
    return json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2) + "\n"
