"""The details: what frames the map, field by field, kept as each one is left."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur, Paste
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from soptui.app.holder import Holder
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.library import new_item_id
from soptui.model.alphabet import Detail, Roster
from soptui.model.edits import DescribeSession, Edit, SetDetails, SetPeople
from soptui.model.grammar import blank
from soptui.model.session import Details, Person, Session
from soptui.model.text import clean, cleaned
from soptui.wording import Wording

LONGEST_MEETING = 1440


class DetailsScreen(Screen[None]):
    """A form; leaving a field keeps it, and so does leaving the screen."""

    CSS_PATH = "details_screen.tcss"
    BINDINGS = [
        Binding("escape,f2", "close", "Back to the map", id="details.close"),
        Binding("tab", "app.focus_next", "Next field", id="details.next"),
    ]

    def __init__(self, wording: Wording, holder: Holder) -> None:
        super().__init__()
        self._wording = wording
        self._holder = holder

    @property
    def _session(self) -> Session:
        return self._holder.history.session

    def compose(self) -> ComposeResult:
        """One field below the other, its name at the left."""
        say, session = self._wording.say, self._session
        yield Static(Content(f" {say('details.heading')}"), id="details-heading")
        with VerticalScroll(id="details", can_focus=False), Grid(id="details-fields"):
            for name, value in (
                ("title", session.title),
                ("setting", session.setting),
                ("minutes", str(session.minutes)),
            ):
                yield Static(Content(say(f"details.{name}")), classes="label")
                yield Entry(value=value, id=f"field-{name}")
            yield Static(Content(say("details.family")), classes="label")
            yield _area(_family(session.people), "field-family")
            for detail in Detail:
                yield Static(_detail_label(detail, self._wording), classes="label")
                yield _area(session.details.of(detail), f"field-{detail.value}")
        yield KeyHints()

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#field-title", Entry).focus()

    @on(DescendantBlur)
    def _keep(self) -> None:
        for edit in self._edits():
            self._holder.do(edit)

    def may_leave(self) -> bool:
        """Keep what is typed; then nothing is lost by leaving."""
        self._keep()
        return True

    def action_close(self) -> None:
        """Keep everything and go back to the map."""
        self._keep()
        self.dismiss()

    def _edits(self) -> tuple[Edit, ...]:
        minutes = self._line("minutes")
        planned = int(minutes) if minutes.isascii() and minutes.isdecimal() else 0
        if not 1 <= planned <= LONGEST_MEETING:
            planned = self._session.minutes
            self.query_one("#field-minutes", Entry).start(str(planned))
        texts = {detail.value: self._text(detail.value) for detail in Detail}
        return (
            DescribeSession(self._line("title"), self._line("setting"), planned),
            SetPeople(people_from(self._text("family"), self._session.people)),
            SetDetails(replace(Details(), **texts)),
        )

    def _line(self, name: str) -> str:
        return cleaned(self.query_one(f"#field-{name}", Input).value)

    def _text(self, name: str) -> str:
        return cleaned(self.query_one(f"#field-{name}", TextArea).text, lines=True)


class Area(SwiftKeys, TextArea):
    """Several lines of text, with the gate that every text passes."""

    OWN_KEYS = frozenset({"enter"})

    async def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text, lines=True).text, *self.selection)


def people_from(text: str, before: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return the family that these lines name; a line that stands as it was keeps its person.

    A line is a name, an age and a relationship, with slashes between them.
    """
    known: dict[str, list[Person]] = {}
    for person in before:
        known.setdefault(_person_line(person), []).append(person)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(known[line].pop(0) if known.get(line) else _person(line) for line in lines)


def _person(line: str) -> Person:
    name, age, relationship = blank(Roster.PERSON).put(line).parts
    if not name:
        name, age, relationship = line, "", ""
    return Person(id=new_item_id(), name=name, age=age, relationship=relationship)


def _family(people: tuple[Person, ...]) -> str:
    return "\n".join(_person_line(person) for person in people)


def _person_line(person: Person) -> str:
    return " / ".join((person.name, person.age, person.relationship)).rstrip(" /")


def _area(text: str, field_id: str) -> Area:
    return Area(text, id=field_id, compact=True, tab_behavior="focus", soft_wrap=True)


def _detail_label(detail: Detail, wording: Wording) -> Content:
    name = wording.name(detail)
    help_text = wording.say(f"kind.{detail.value}.help")
    return Content.assemble(name[:1].upper() + name[1:], "\n", (help_text, "$muted"))
