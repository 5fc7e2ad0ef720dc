"""Commands that say something and change nothing."""

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from soptui.model.agenda import agenda, step_at
from soptui.model.alphabet import FORMS, Column
from soptui.plain.reading import place_of

if TYPE_CHECKING:
    from soptui.plain.table import Table
    from soptui.wording import Wording

_MOST_PROMPTS = 5
_SAVING = 5.0
_SIGNS = {
    "-": "minus",
    "!": "bang",
    "~": "tilde",
    "?": "question",
    "+": "plus",
    "*": "star",
    ">": "greater",
    '"': "quote",
    "@": "at",
    "&": "ampersand",
    "#": "number",
    ":": "colon",
}


def whole(table: "Table", rest: str) -> None:
    """Read the map, or one place of it."""
    table.read_again()
    place = place_of(rest, table.wording) if rest else ""
    if place is None:
        table.tell("plain.no_place")
        return
    for line in table.reader.whole(table.session, place):
        table.voice.line(line)


def last(table: "Table", _: str) -> None:
    """Say what was entered last."""
    table.read_again()
    notes = table.session.notes
    item = table.session.find(table.newest) or max(
        reversed(notes), key=lambda note: note.added, default=None
    )
    if item is None:
        table.tell("plain.nothing_yet")
    else:
        table.tell_item(item)


def find(table: "Table", rest: str) -> None:
    """Say what holds some words."""
    table.read_again()
    found = table.reader.found(rest, table.session) if rest else ()
    table.tell("plain.found", count=len(found))
    for line in found:
        table.voice.line(line)


def example(table: "Table", _: str) -> None:
    """Say an example of what is asked for, or what it usually is."""
    draft, wording = table.line.draft, table.wording
    if draft is None:
        table.tell("plain.nothing_asked")
    elif draft.asks_parts:
        table.tell("plain.example", hint=wording.part(draft.form, draft.at).hint)
    else:
        for choice in wording.choices(draft.kind) or (
            wording.say(f"kind.{draft.kind.value}.help"),
        ):
            table.tell("plain.example", hint=choice)


def prompts(table: "Table", rest: str) -> None:
    """Say questions to ask: the first few of a page, or all of it."""
    from soptui.lens.lexicon import BadTable  # noqa: PLC0415 - loads a lens
    from soptui.lens.prompts import PAGES, Prompts  # noqa: PLC0415

    wording = table.wording
    word, _, more = rest.partition(" ")
    every = wording.say("plain.all")
    if word.casefold() in (every, "all"):
        word, more = "", word
    page = place_of(word, wording) if word else table.line.aim.value
    if page is None or page not in PAGES:
        table.tell("plain.no_place")
        return
    try:
        asked = Prompts(wording.language, table.opening.words)
    except BadTable as error:
        table.voice.line(str(error))
        asked = Prompts(wording.language)
    groups = asked.page(table.session, page, table.place.clock())
    questions = [
        (_name_of(group.name_on(page), wording), question)
        for group, found in groups
        for question in found
    ]
    is_all = more.strip().casefold() in (every, "all")
    for name, question in questions if is_all else questions[:_MOST_PROMPTS]:
        table.voice.say(name, question)
    if not is_all and (left := len(questions) - _MOST_PROMPTS) > 0:
        table.tell("plain.more_prompts", count=left)


def save(table: "Table", _: str) -> None:
    """Say whether all that was entered is on disk, and wait a moment for it."""
    if table.is_reading:
        table.tell("plain.reading_only")
        return
    status = table.wait_for_disk(_SAVING)
    if status.problem:
        table.tell("plain.attention", what=status.problem)
    elif status.saved:
        table.tell("plain.saved_demo" if table.opening.is_demo else "plain.saved")
    else:
        table.tell("plain.saving")


def state(table: "Table", _: str) -> None:
    """Say where one is: the session, the time, the aim, and whether all is saved."""
    session, wording = table.session, table.wording
    table.voice.say(wording.say("plain.title"), session.title or wording.say("title.untitled"))
    minutes = int(monotonic() - table.begun) // 60
    table.tell("plain.time", now=minutes, planned=session.minutes)
    step = step_at(agenda(wording.steps(session.setting), session.minutes), minutes)
    if step is not None:
        table.tell("plain.step", step=step.name, end=step.end)
    table.tell("plain.aim", column=wording.question(table.line.aim))
    for column in Column:
        count = len(session.under(column))
        table.voice.say(wording.short(column), wording.say("plain.entries", count=count))
    if table.line.draft is not None:
        table.line.ask()
    if table.line.aside:
        table.tell("plain.aside_waits", count=len(table.line.aside))
    if table.line.offered:
        table.tell("plain.offered", count=len(table.line.offered))
    save(table, "")


def signs(wording: "Wording") -> Iterator[str]:
    """Go through the signs that begin an entry, each by its name: many are not read aloud."""
    for form in FORMS.values():
        if form.sigil:
            mark = form.sigil.removeprefix(":") if form.sigil[1:].isalpha() else ""
            signs_only = form.sigil.removesuffix(mark) if mark else form.sigil
            named = [wording.say(f"plain.sign.{_SIGNS[char]}") for char in signs_only]
            spoken = " ".join((*named, mark)).strip()
            about = wording.say(f"kind.{form.kind.value}.help")
            yield f"{wording.name(form.kind)}: {form.sigil} ({spoken}): {about}"


def _name_of(kind: str, wording: "Wording") -> str:
    try:
        return wording.say(f"prompts.kind.{kind}").capitalize()
    except KeyError:  # a kind of an agency's own
        return kind
