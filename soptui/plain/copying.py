"""Commands that let a copy out, and the one thing that holds it back: who reported."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soptui.copies import Copy
    from soptui.model.edits import RecordExport
    from soptui.plain.table import Table
    from soptui.wording import Wording

_READERS = ("family", "training", "statements", "steps")
_MORE = ("numbers", "contacts")


def export(table: "Table", rest: str) -> None:
    """Write a copy: whom it is for, what it is as a file, and what more is in it."""
    from soptui.letting_out import held_back, places  # noqa: PLC0415 - seldom asked for

    table.held = None
    copy = _copy(rest, table.wording)
    if copy is None:
        table.tell("plain.no_copy")
        return
    table.read_again()
    held = held_back(copy, table.session, table.wording)
    if not held:
        _write(table, copy)
        return
    key = "exporting.held_reading" if table.is_reading else "plain.held"
    table.tell(key, places=places(held))
    if not table.is_reading:
        table.held = lambda: _let_out(table, copy)


def let_out(table: "Table", _: str) -> None:
    """Write what was held back just before, on purpose, and record that."""
    if table.held is None:
        table.tell("plain.nothing_held")
    else:
        table.held()
        table.held = None


def _copy(rest: str, wording: "Wording") -> "Copy | None":
    """Return the copy that some words ask for, in whatever order; None if it cannot be meant."""
    from soptui.copies import Copy  # noqa: PLC0415 - seldom asked for
    from soptui.export.formats import FORMATS, Format  # noqa: PLC0415
    from soptui.export.profile import Profile  # noqa: PLC0415

    said = [_word(word, wording) for word in rest.casefold().split()]
    readers = [word for word in said if word in _READERS]
    kinds = [Format(word) for word in said if word in list(Format)]
    more = {word for word in said if word in _MORE}
    if len(readers) + len(kinds) + len(more) < len(said) or len(readers) > 1 or len(kinds) > 1:
        return None
    kind = kinds[0] if kinds else Format.MARKDOWN
    profiles = dict(zip(_READERS, list(Profile)[1:], strict=True))
    profile = profiles[readers[0]] if readers else FORMATS[kind].profiles[0]
    if profile not in FORMATS[kind].profiles or (more and profile is not Profile.FAMILY):
        return None
    return Copy(kind, profile, marks="numbers" in more, contacts="contacts" in more)


def _word(word: str, wording: "Wording") -> str:
    """Return what a word means, in the words of the language or in English."""
    ours = {"marks": "numbers"}
    for name in ("family", "training", "statements", "steps", "marks", "contacts"):
        if word in (wording.say(f"plain.{name}"), ours.get(name, name)):
            return ours.get(name, name)
    return word


def _let_out(table: "Table", copy: "Copy") -> None:
    from soptui.letting_out import held_back, override  # noqa: PLC0415 - seldom asked for

    held = held_back(copy, table.session, table.wording)
    if table.do(override(held, copy, datetime.now(UTC).replace(microsecond=0))):
        table.tell("plain.let_out")
    _write(table, copy)


def _write(table: "Table", copy: "Copy") -> None:
    from soptui.copies import (  # noqa: PLC0415 - seldom asked for
        CopyError,
        content_of,
        path_for,
        read_template,
        remembered,
        write_copy,
    )
    from soptui.export.formats import Format  # noqa: PLC0415

    folder, template = table.opening.exports, table.place.chosen.word_template
    path = path_for(copy, table.session, folder)
    try:
        letterhead = read_template(template) if copy.format is Format.WORD and template else None
        content = content_of(copy, table.session, table.wording, table.order, letterhead)
        write_copy(path, content, own_folder=folder)
    except CopyError as error:
        table.tell("exporting.failed", why=error)
        return
    table.tell("exporting.wrote", path=path)
    _tell_withheld(table, copy)
    edit = remembered(copy, path, table.place.clock())
    if table.is_reading:
        _leave_word(table, edit)
    else:
        table.do(edit)


def _tell_withheld(table: "Table", copy: "Copy") -> None:
    """Say what the copy holds back, and why."""
    from soptui.copies import shown_in  # noqa: PLC0415 - seldom asked for
    from soptui.export.account import account  # noqa: PLC0415

    say = table.wording.say
    withheld = account(table.session, shown_in(copy, table.session, table.wording)).withheld
    if withheld:
        reasons = (say(f"leaving.{one.reason}", count=one.count) for one in withheld)
        table.voice.say(say("leaving.held"), "; ".join(reasons))


def _leave_word(table: "Table", edit: "RecordExport") -> None:
    """Keep for the session that a copy was written: who writes it now will know."""
    from soptui.home import Home  # noqa: PLC0415 - seldom asked for
    from soptui.written import leave_word  # noqa: PLC0415

    with suppress(OSError):
        leave_word(Home(table.opening.exports.parent), table.session.id, edit.exported)
