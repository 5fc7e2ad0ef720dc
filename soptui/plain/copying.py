"""Commands that let a copy out, and the one thing that holds it back: who reported."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soptui.copies import Copy
    from soptui.plain.table import Table


def export(table: "Table", rest: str) -> None:
    """Write a copy: the case file, the family's, with numbers or not, or JSON."""
    from soptui.copies import Copy, Format  # noqa: PLC0415 - seldom asked for
    from soptui.export.profile import Profile  # noqa: PLC0415
    from soptui.letting_out import held_back, places  # noqa: PLC0415

    say = table.wording.say
    words = set(rest.casefold().split())
    is_family = bool(words & {say("plain.family"), "family"})
    with_marks = bool(words & {say("plain.marks"), "numbers"})
    is_json = "json" in words
    known = {say("plain.family"), "family", say("plain.marks"), "numbers", "json"}
    table.held = None
    if words - known or (is_json and len(words) > 1) or (with_marks and not is_family):
        table.tell("plain.no_copy")
        return
    table.read_again()
    profile = Profile.FAMILY if is_family else Profile.CASE_FILE
    copy = Copy(Format.JSON if is_json else Format.MARKDOWN, profile, marks=with_marks)
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


def _let_out(table: "Table", copy: "Copy") -> None:
    from soptui.letting_out import held_back, override  # noqa: PLC0415 - seldom asked for

    held = held_back(copy, table.session, table.wording)
    if table.do(override(held, copy, datetime.now(UTC).replace(microsecond=0))):
        table.tell("plain.let_out")
    _write(table, copy)


def _write(table: "Table", copy: "Copy") -> None:
    from soptui.copies import CopyError, path_for, text_of, write_copy  # noqa: PLC0415

    folder = table.opening.exports
    path = path_for(copy, table.session, folder)
    text = text_of(copy, table.session, table.wording, table.order)
    try:
        write_copy(path, text, own_folder=folder)
    except CopyError as error:
        table.tell("exporting.failed", why=error)
    else:
        table.tell("exporting.wrote", path=path)
