"""A file read into a session: which reading it takes, and what comes of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from soptui.importing.json_file import from_json
from soptui.importing.letters import lines_in, text_in
from soptui.importing.markdown import from_markdown
from soptui.importing.notes import from_notes
from soptui.importing.taken import CannotTake, Reading, Taken
from soptui.importing.text_copy import from_text
from soptui.model.agenda import planned
from soptui.model.edits.details import LONGEST_MEETING
from soptui.model.session import Session
from soptui.storage.codec import decode, encode
from soptui.wording import Wording

_NOT_A_COPY = "This is no copy that soptui has written. Without --as md it is read as notes."
_NOTHING = "There is nothing in it that could be kept."
_JSON = (".json",)
_WORDS = (".md", ".markdown", ".txt", ".text")


def session_from(
    raw: bytes,
    wordings: Iterable[Wording],
    now: datetime,
    new_id: Callable[[], str],
    *,
    name: str = "",
    reading: Reading | None = None,
) -> Taken:
    """Return what was made of a file; `wordings` are the words it may be in, ours first.

    Raises:
        CannotTake: nothing can be made of it.
    """
    if reading is None and _is_json(raw, name.casefold()):
        reading = Reading.JSON
    if reading is Reading.JSON:
        return from_json(raw)
    spoken = tuple(wordings)
    lines = lines_in(text_in(raw))
    taken = None
    if reading is not Reading.NOTES:
        taken = from_markdown(lines, spoken, now, new_id)
    if taken is None and reading is None:
        taken = from_text(lines, spoken, now, new_id)
    if taken is None and reading is Reading.MARKDOWN:
        raise CannotTake(_NOT_A_COPY)
    taken = taken or from_notes(lines, spoken, now, new_id)
    session = taken.session
    if not (any(session.items()) or any(vars_of(session))):
        raise CannotTake(_NOTHING)
    minutes = min(planned(spoken[0].steps(session.setting)), LONGEST_MEETING)
    # Texts are kept as storage writes them, so that what is shown is what will be there.
    kept = decode(encode(replace(session, minutes=minutes)))
    return replace(taken, session=kept)


def vars_of(session: Session) -> tuple[str, ...]:
    """Return the texts of a session that stand in no item."""
    details = session.details
    names = type(details).__dataclass_fields__
    return (session.title, session.setting, *(str(getattr(details, name)) for name in names))


def _is_json(raw: bytes, name: str) -> bool:
    if name.endswith((*_JSON, *_WORDS)):
        return name.endswith(_JSON)
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
