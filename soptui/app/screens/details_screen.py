"""The details: what frames the map, field by field, kept as each one is left."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from soptui.app.holder import Holder
from soptui.app.screens.closing import ClosesOnce
from soptui.app.widgets.area import Area
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.key_hints import KeyHints
from soptui.app.widgets.names_choice import NamesChoice
from soptui.library import new_item_id
from soptui.model.alphabet import Detail
from soptui.model.edits import ReadNames
from soptui.model.framing import FAMILY, FIELDS, LINES, edits_from, minutes_from, texts_of
from soptui.model.session import NameMode, Session
from soptui.model.text import cleaned
from soptui.model.unfinished import Field
from soptui.wording import Wording

_FIELD = "field-"


class DetailsScreen(ClosesOnce, Screen[None]):
    """A form; leaving a field keeps it, and so does leaving the screen."""

    AUTO_FOCUS = ""  # a focus that goes elsewhere at once would enter what is only half typed
    CSS_PATH = "details_screen.tcss"
    BINDINGS = [
        Binding("escape,f2", "close", "Back to the map", id="details.close"),
        Binding("tab", "app.focus_next", "Next field", id="details.next"),
    ]

    def __init__(self, wording: Wording, holder: Holder, typed: Field | None = None) -> None:
        super().__init__()
        self._wording = wording
        self._holder = holder
        self._typed = typed
        texts = texts_of(self._session)
        if typed:
            texts[typed.name] = typed.text
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._lines = {name: Entry(texts[name], id=f"{_FIELD}{name}") for name in LINES}
        self._lines["setting"].choose_from(wording.settings)
        self._names = NamesChoice(wording, self._session.names_as, self._read_names)
        self._areas = {name: _area(texts[name], name) for name in FIELDS if name not in LINES}
        for detail in Detail:
            if choices := wording.choices(detail):
                self._areas[detail.value].choose_from(choices)

    @property
    def _session(self) -> Session:
        return self._holder.history.session

    def compose(self) -> ComposeResult:
        """One field below the other, its name at the left."""
        say = self._wording.say
        yield Static(Content(f" {say('details.heading')}"), id="details-heading")
        with VerticalScroll(id="details", can_focus=False), Grid(id="details-fields"):
            for name, line in self._lines.items():
                yield Static(Content(say(f"details.{name}")), classes="label")
                yield line
            yield Static(Content(say("details.family")), classes="label")
            yield self._areas[FAMILY]
            for detail in Detail:
                yield Static(_detail_label(detail, self._wording), classes="label")
                yield self._areas[detail.value]
            yield Static(Content(say("room.names.label")), classes="label")
            yield self._names
        yield KeyHints(self._wording)

    def on_mount(self) -> None:
        """Begin with the name, or where typing was left."""
        name = self._typed.name if self._typed else LINES[0]
        (self._lines.get(name) or self._areas[name]).focus()

    @on(Input.Changed)
    def _line_typed(self, message: Input.Changed) -> None:
        self._holder.keeping.fill(_name_of(message.input.id), message.value)

    @on(TextArea.Changed)
    def _area_typed(self, message: TextArea.Changed) -> None:
        self._holder.keeping.fill(_name_of(message.text_area.id), message.text_area.text)

    def _read_names(self, mode: NameMode) -> None:
        self._holder.do(ReadNames(mode))

    @on(DescendantBlur)
    def _enter(self) -> None:
        minutes = self._lines["minutes"]
        if minutes_from(cleaned(minutes.value)) is None:
            minutes.start(str(self._session.minutes))
        texts = {name: self._text(name) for name in FIELDS}
        for edit in edits_from(texts, self._session, new_item_id):
            self._holder.do(edit)
        self._holder.keeping.filled()

    def may_leave(self) -> bool:
        """Enter what is typed; then nothing is lost by leaving."""
        self._enter()
        return True

    def action_close(self) -> None:
        """Enter everything and go back to the map."""
        self._enter()
        self.dismiss()

    def _text(self, name: str) -> str:
        return self._lines[name].value if name in self._lines else self._areas[name].text


def _name_of(field_id: str | None) -> str:
    return (field_id or "").removeprefix(_FIELD)


def _area(text: str, name: str) -> Area:
    return Area(text, id=f"{_FIELD}{name}", compact=True, tab_behavior="focus", soft_wrap=True)


def _detail_label(detail: Detail, wording: Wording) -> Content:
    name = wording.name(detail)
    help_text = wording.say(f"kind.{detail.value}.help")
    return Content.assemble(name[:1].upper() + name[1:], "\n", (help_text, "$muted"))
