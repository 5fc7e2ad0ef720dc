"""`soptui show`: the map of a session, drawn on the terminal with Rich.

People's words only ever become `Text`, never a string that Rich would read as markup.
"""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from soptui.model.alphabet import Column, Roster, Scale, Section, form_of, sections_of
from soptui.model.session import Circle, Mark, Member, Note, Session
from soptui.wording import Wording

WIDE = 90
"""From this many columns on, the three questions stand side by side."""

_SIGIL = "bold cyan"
_QUIET = "dim"
_OPEN = "yellow"
_BEST = 10


def print_map(
    session: Session,
    wording: Wording,
    console: Console,
    order: tuple[Column, ...] = tuple(Column),
) -> None:
    """Draw a session's map: three questions in this order, the network, everybody's numbers.

    Contacts stay out: a terminal is often looked at by two.
    """
    console.print(_header(session, wording))
    console.print()
    wide = console.width >= WIDE
    if wide:
        console.print(_side_by_side(session, wording, order))
    else:
        for column in order:
            console.print(_question(column, wording))
            console.print(Padding(Group(*_sections(session, column, wording)), (0, 1)))
    for block in _below(session, wording, drawn=not console.options.ascii_only):
        console.print(Padding(block, (0, 1)))


def _header(session: Session, wording: Wording) -> Text:
    day = wording.day(session.started.date(), long=True)
    counts = {column.value: str(len(session.under(column))) for column in Column}
    header = Text(" ").append(session.title, "bold")
    for text in filter(None, (session.setting, day, wording.say("show.counts", **counts))):
        header.append(" · ", _QUIET).append(text)
    return header


def _question(column: Column, wording: Wording) -> Rule:
    return Rule(Text(wording.question(column), "bold"), align="left", style=_QUIET)


def _side_by_side(session: Session, wording: Wording, order: tuple[Column, ...]) -> Table:
    table = Table(box=box.MINIMAL, expand=True, show_edge=False, border_style=_QUIET)
    for column in order:
        table.add_column(Text(wording.question(column), "bold"), ratio=1)
    table.add_row(*(Group(*_sections(session, column, wording)) for column in order))
    return table


def _sections(session: Session, column: Column, wording: Wording) -> Iterator[RenderableType]:
    under = session.under(column)
    # A note may stand where its section is not at home: it must not get lost.
    for section in dict.fromkeys((*sections_of(column), *Section)):
        notes = [note for note in under if note.section is section]
        if notes:
            yield _heading(wording.heading(section))
            yield _hanging(form_of(section).sigil, (_note(note, wording) for note in notes))
            yield Text()
    if column is form_of(Roster.MEMBER).column and session.members:
        yield _heading(wording.heading(Roster.MEMBER))
        sigil = form_of(Roster.MEMBER).sigil
        yield _hanging(sigil, (_member(member, wording) for member in _by_circle(session)))
        yield Text()


def _heading(text: str) -> Text:
    return Text(text, "bold")


def _hanging(sigil: str, texts: Iterable[Text]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=2, no_wrap=True)
    grid.add_column(ratio=1)
    for text in texts:
        grid.add_row(Text(sigil, _SIGIL), text)
    return grid


def _note(note: Note, wording: Wording) -> Text:
    text = Text(note.text, "italic" if note.section is Section.CHILD_VOICE else "")
    if note.missing:
        parts = wording.missing(form_of(note.section), note.missing)
        text.append(f" ({wording.say('show.open', parts=parts)})", _OPEN)
    if note.staff_only:
        text.append(f" ({wording.say('show.staff_only')})", _OPEN)
    return text


def _below(session: Session, wording: Wording, *, drawn: bool) -> Iterator[RenderableType]:
    for scale in Scale:
        marks = [mark for mark in session.marks if mark.scale is scale]
        if marks:
            yield _heading(wording.heading(scale))
            yield _marks(marks, wording, drawn=drawn)
            yield Text()


def _by_circle(session: Session) -> Iterator[Member]:
    for circle in (*Circle, None):
        yield from (member for member in session.members if member.circle is circle)


def _member(member: Member, wording: Wording) -> Text:
    text = Text(member.name, "bold")
    circle = wording.say(f"circle.{member.circle.value}") if member.circle else ""
    for words in filter(None, (member.relationship, circle, member.does)):
        text.append(f" · {words}", "not bold")
    standing = [
        wording.say(f"agreement.{member.agreement.value}"),
        wording.say(f"knows.{member.knows.value}"),
        wording.say("show.paid") if member.paid else "",
    ]
    return text.append(f" ({', '.join(filter(None, standing))})", "not bold dim")


def _marks(marks: Iterable[Mark], wording: Wording, *, drawn: bool) -> Table:
    """Draw each person's number on their own line; the spread shows, no average."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(max_width=16)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for mark in marks:
        if mark.hidden:
            grid.add_row(Text(mark.who, "bold"), Text(wording.say("show.hidden"), _QUIET), Text())
        else:
            grid.add_row(Text(mark.who, "bold"), _line(mark.value, drawn), _said(mark, wording))
    return grid


def _line(value: int, drawn: bool) -> Text:
    way, rest = ("──", " ·") if drawn else ("--", " .")
    text = Text("0 ", _QUIET).append(way * value, _QUIET).append(str(value), _SIGIL)
    text.append(rest * (_BEST - value), _QUIET)
    return text.append(" 10", _QUIET)


def _said(mark: Mark, wording: Wording) -> Text:
    text = Text(mark.why)
    if mark.higher:
        text.append("\n" if mark.why else "")
        text.append(wording.say("show.higher"), _QUIET).append(mark.higher)
    return text
