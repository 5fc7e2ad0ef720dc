"""Commands about what is being typed, what frames the map, the coach, and the session itself."""

from typing import TYPE_CHECKING

from soptui.app.stepping import step_back, step_forward
from soptui.model.alphabet import Column
from soptui.model.draft import Draft
from soptui.model.edits import RevealMarks
from soptui.model.framing import FIELDS, edits_from
from soptui.model.unfinished import Field, Pasted, edits_for
from soptui.plain.reading import scales

if TYPE_CHECKING:
    from soptui.plain.table import Table


def aim(column: Column, table: "Table", rest: str) -> None:
    """Have plain lines go under a column; what is typed behind it, too."""
    table.aim_at(column)
    if rest:
        table.line.say(rest)


def undo(table: "Table", _: str) -> None:
    """Take back the last part that was typed, or else the last change."""
    if not table.line.undo():
        before, told = step_back(table.history, table.wording)
        table.become(before)
        table.voice.line(told)


def redo(table: "Table", _: str) -> None:
    """Make the change again that was taken back last."""
    after, told = step_forward(table.history, table.wording)
    table.become(after)
    table.voice.line(told)


def step(by: int, table: "Table", _: str) -> None:
    """Ask for the next part, or the one before."""
    if not table.line.step(by):
        table.tell("plain.nothing_asked")


def clear(table: "Table", _: str) -> None:
    """Empty the part that is asked for."""
    if not table.line.clear_part():
        table.tell("plain.nothing_asked")


def resume(table: "Table", _: str) -> None:
    """Go on with what was put aside."""
    if not table.line.resume():
        table.tell("plain.nothing_aside")


def drop(table: "Table", _: str) -> None:
    """Give up what was typed and was no command."""
    table.tell("plain.dropped", count=len(table.line.offered))
    table.line.offered = ()


def details(table: "Table", rest: str) -> None:
    """Read what frames the map, or say one field of it anew."""
    word, _, text = rest.partition(" ")
    if not text.strip():
        table.read_again()
        for line in table.reader.details(table.session):
            table.voice.line(line)
        return
    fields = {table.wording.say(f"plain.field.{name}"): name for name in FIELDS}
    name = (fields | {name: name for name in FIELDS}).get(word.casefold())
    if name is None:
        table.tell("plain.no_field")
    elif table.do(*edits_from({name: text.strip()}, table.session, table.desk().new_id)):
        table.voice.say(table.wording.say(f"plain.field.{name}"), text.strip())
        table.asking.changed("")
    else:
        table.tell("plain.unchanged")


def scale(table: "Table", rest: str) -> None:
    """Read everybody's number, or show those that are hidden."""
    hidden = tuple(RevealMarks(one) for one in scales(table.session))
    if rest and rest.casefold() in (table.wording.say("plain.reveal"), "reveal"):
        if not hidden:
            table.tell("scale.nothing_hidden")
            return
        table.do(*hidden)
    table.read_again()
    for line in table.reader.whole(table.session, "scale"):
        table.voice.line(line)


def unfinished(table: "Table", rest: str) -> None:
    """Say what was left unfinished before; put one of it on the map, or give it up."""
    waiting = table.keeping.waiting
    number, _, word = rest.partition(" ")
    at = int(number) - 1 if number.isascii() and number.isdecimal() and len(number) < 6 else -1
    if not 0 <= at < len(waiting):
        table.tell("plain.unfinished_count", count=len(waiting))
        for place, piece in enumerate(waiting, 1):
            match piece.what:
                case Pasted(lines):
                    told = "; ".join(lines)
                case Field(name, text):
                    told = f"{table.wording.say(f'plain.field.{name}')}, {text}"
                case Draft() as draft:
                    spoken = " / ".join(draft.parts).rstrip(" /")
                    told = f"{table.wording.name(draft.kind)}, {spoken}"
            table.voice.say(table.wording.say("plain.unfinished", number=place), told)
        return
    piece = waiting[at]
    if word.casefold() in (table.wording.say("plain.command.drop"), "drop"):
        table.keeping.decide(piece)
        table.tell("plain.dropped", count=1)
    elif table.do(*edits_for(piece, table.desk())):
        table.keeping.decide(piece)
        table.tell("plain.unfinished_kept")


def coach(table: "Table", rest: str) -> None:
    """Ask what helps most now; or switch on or off that the coach says it would."""
    say = table.wording.say
    is_on = rest.casefold() in (say("plain.on"), "on")
    if is_on or rest.casefold() in (say("plain.off"), "off"):
        from soptui.settings import write_choice  # noqa: PLC0415 - seldom chosen

        table.asking.switch(is_on=is_on)
        write_choice(table.place.config, "coach", is_on)
    else:
        table.asking.ask()


def answer(table: "Table", rest: str) -> None:
    """Answer what the coach asks; without a text, be asked for it."""
    if not table.asking.answer(rest):
        table.tell("plain.coach_not_asking")
        if rest:
            table.line.offer(rest)
            table.tell("plain.offered", count=len(table.line.offered))


def pass_over(table: "Table", _: str) -> None:
    """Have the coach not ask this again in this session."""
    if not table.asking.pass_over():
        table.tell("plain.coach_not_asking")


def curtain(table: "Table", _: str) -> None:
    """Draw the curtain on second screens, or lift it."""
    table.is_curtained = not table.is_curtained
    table.restage()
    table.tell("plain.curtain_drawn" if table.is_curtained else "plain.curtain_lifted")


def write(table: "Table", _: str) -> None:
    """Write a session that was only read, if nobody else does by now."""
    if table.is_reading:
        table.wants_to_write = table.wants_out = True
    else:
        table.tell("plain.writing_already")


def leave(table: "Table", _: str) -> None:
    """Leave; what would be lost by it is said first, and then it is to be said again."""
    lost = table.would_be_lost
    if lost and not table.was_warned:
        table.tell("plain.attention", what=lost)
        table.tell("plain.quit_again")
        table.is_warned = True
    else:
        table.wants_out = True
