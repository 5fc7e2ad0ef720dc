"""What is chosen of a copy: whom it is for, as which file, and with what in it.

Up and down choose the copy, left and right its format, wherever one is among them; so the
usual takes no Tab.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets.option_list import Option

from soptui.app.widgets.line import Line
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_row import Choices
from soptui.copies import Copy
from soptui.export.formats import FORMATS, Format
from soptui.export.profile import Profile
from soptui.model.session import NameMode
from soptui.wording import Wording, languages

T = TypeVar("T")

_AROUND = 3
"""The cells beside a choice: one between, and one at each of its sides."""


class CopyList(SwiftKeys, Choices):
    """The copies, each with a line of help."""

    BINDINGS = [
        Binding("left", "screen.turn_format(-1)", "Format before", show=False),
        Binding("right", "screen.turn_format(1)", "Next format", show=False),
        Binding("enter", "screen.go_on", "Where it goes", show=False),
        Binding("space", "app.focus_next", show=False),
    ]

    def __init__(self, wording: Wording) -> None:
        rows = {profile: (wording.say(f"exporting.copy.{profile}")) for profile in Profile}
        wide = max(map(len, rows.values()))
        super().__init__(
            *(
                Option(
                    Content(f" {name:<{wide}}").stylize("bold")
                    + Content.styled(f"  {wording.say(f'exporting.help.{profile}')}", "$muted"),
                    id=profile.value,
                )
                for profile, name in rows.items()
            ),
            id="copies",
            compact=True,
        )

    @property
    def profile(self) -> Profile:
        """The copy that is chosen."""
        return list(Profile)[self.highlighted or 0]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: a tick that is set or not, or one of several ways."""

    name: str
    text: str
    is_on: bool = False


class _Place(NamedTuple):
    """Where a choice is drawn: in which line, up to which cell."""

    line: int
    end: int
    at: int


class ChoiceRow(SwiftKeys, Line, can_focus=True):
    """Some choices in a row: the arrows go from one to the next."""

    BINDINGS = [
        Binding("left", "go(-1)", "Left", show=False),
        Binding("right", "go(1)", "Right", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "screen.go_on", "Where it goes", show=False),
    ]

    def __init__(self, row_id: str, label: str, take: Callable[[str], None]) -> None:
        super().__init__(row_id)
        self.take = take
        self._label = f" {label} "
        self._choices: tuple[Choice, ...] = ()
        self._places: list[_Place] = []
        self.at = 0

    def show(self, choices: tuple[Choice, ...]) -> None:
        """Show these."""
        if [one.name for one in choices] != [one.name for one in self._choices]:
            self.at = 0
        self._choices = choices
        self.draw()

    def draw(self) -> None:
        """Draw them as they are now, each of them whole."""
        row, used = Content.styled(self._label, "bold $section"), len(self._label)
        self._places = []
        for at, choice in enumerate(self._choices):
            wide = cell_len(choice.text) + _AROUND
            if used + wide > self.size.width > 0:
                row, used = row + Content(f"\n{'':{len(self._label)}}"), len(self._label)
                line = self._places[-1].line + 1 if self._places else 0
            else:
                line = self._places[-1].line if self._places else 0
            row += Content(" ") + Content.styled(f" {choice.text} ", self._look(at, choice))
            used += wide
            self._places.append(_Place(line, used, at))
        self.say(row, layout=True)

    def on_resize(self) -> None:
        """Set them in lines that fit."""
        self.draw()

    def on_focus(self) -> None:
        """Show where one is."""
        self.draw()

    def on_blur(self) -> None:
        """Show that one is elsewhere."""
        self.draw()

    def action_go(self, by: int) -> None:
        """Go to the next one, or the one before."""
        if self._choices:
            self.at = (self.at + by) % len(self._choices)
            self.draw()

    def on_click(self, event: Click) -> None:
        """Take what was clicked at."""
        here = [one for one in self._places if one.line == event.y and event.x < one.end]
        if here:
            self.at = here[0].at
            self.take(self._choices[self.at].name)

    def _look(self, at: int, choice: Choice) -> str:
        if self.has_focus and at == self.at:
            return "bold $chosen-text on $chosen"
        return "bold" if choice.is_on else "$muted"


class FormatRow(ChoiceRow):
    """The kinds of files that a copy can be; where one stands is what is chosen."""

    BINDINGS = [
        Binding("space", "go(1)", "Next format", show=False),
    ]

    def choose(self, name: str) -> None:
        """Stand on a format."""
        names = [choice.name for choice in self._choices]
        self.at = names.index(name) if name in names else 0
        self.draw()

    def action_go(self, by: int) -> None:
        """Choose the next one, or the one before."""
        super().action_go(by)
        self.take(self._choices[self.at].name)

    def _look(self, at: int, choice: Choice) -> str:  # noqa: ARG002 - the one it stands on is it
        if at != self.at:
            return "$muted"
        return "bold $chosen-text on $chosen" if self.has_focus else "bold $chip-text on $chip"


class TickRow(ChoiceRow):
    """What more is in the copy, or how it is written."""

    BINDINGS = [
        Binding(
            "space", "tick", "Change", tooltip="Tick it, or choose another way", id="export.tick"
        ),
    ]

    def action_tick(self) -> None:
        """Change the one that one stands on."""
        if self._choices:
            self.take(self._choices[self.at].name)


class CopyChoices(Vertical):
    """All that is chosen of a copy; `chosen` is told when something of it is another."""

    def __init__(self, wording: Wording, copy: Copy, chosen: Callable[[], None]) -> None:
        super().__init__(id="copy-choices")
        self._wording = wording
        self._chosen = chosen
        self._all = copy
        # Kept, and not looked up: keys come before they are on the screen, and after.
        self._list = CopyList(wording)
        self._formats = FormatRow("formats", wording.say("exporting.as"), self._take_format)
        self._ticks = TickRow("ticks", wording.say("exporting.with"), self._take_tick)
        self._list.highlighted = list(Profile).index(copy.profile)

    def compose(self) -> ComposeResult:
        """One below the other."""
        yield self._list
        yield self._formats
        yield self._ticks

    def begin(self) -> None:
        """Begin with whom it is for."""
        self._list.focus()

    @property
    def copy(self) -> Copy:
        """The copy that is chosen, with what it can have of all that was chosen."""
        wanted, profile = self._all, self._list.profile
        kind = wanted.format
        if profile not in FORMATS[kind].profiles:
            kind = Format.MARKDOWN
        family = profile is Profile.FAMILY
        return Copy(
            kind,
            profile,
            marks=wanted.marks and family,
            contacts=wanted.contacts and family,
            names=None if profile is Profile.TRAINING else wanted.names,
            ascii=wanted.ascii and kind is Format.TEXT,
            language=wanted.language,
        )

    def turn_format(self, by: int) -> None:
        """Choose the next format, or the one before."""
        self._formats.action_go(by)

    def show(self) -> None:
        """Show what there is to choose for the copy that is chosen."""
        say, copy = self._wording.say, self.copy
        self._formats.show(
            tuple(
                Choice(kind.value, say(f"exporting.format.{kind}"))
                for kind in Format
                if copy.profile in FORMATS[kind].profiles
            )
        )
        self._formats.choose(copy.format.value)
        self._ticks.show(tuple(self._choices(copy)))

    def _choices(self, copy: Copy) -> Iterator[Choice]:
        say = self._wording.say
        if copy.profile is Profile.FAMILY:
            yield _tick("marks", say("exporting.marks"), is_on=copy.marks)
            yield _tick("contacts", say("exporting.contacts"), is_on=copy.contacts)
        if copy.profile is not Profile.TRAINING:
            mode = copy.names
            how = say(f"room.names.{mode.value}") if mode else say("exporting.as_written")
            yield Choice("names", f"{say('exporting.names')}: {how}", mode is not None)
        language = copy.language or self._wording.language
        yield Choice(
            "language", f"{say('exporting.language')}: {languages()[language]}", bool(copy.language)
        )
        if copy.format is Format.TEXT:
            yield _tick("ascii", say("exporting.ascii"), is_on=copy.ascii)

    def _take_format(self, name: str) -> None:
        self._become(replace(self._all, format=Format(name)))

    def _take_tick(self, name: str) -> None:
        copy = self._all
        match name:
            case "marks":
                copy = replace(copy, marks=not copy.marks)
            case "contacts":
                copy = replace(copy, contacts=not copy.contacts)
            case "ascii":
                copy = replace(copy, ascii=not copy.ascii)
            case "names":
                copy = replace(copy, names=_next(copy.names, (None, *NameMode)))
            case _:
                codes = tuple(languages())
                code = _next(copy.language or self._wording.language, codes)
                copy = replace(copy, language="" if code == self._wording.language else code)
        self._become(copy)

    def _become(self, copy: Copy) -> None:
        self._all = copy
        self._chosen()


def _tick(name: str, text: str, *, is_on: bool) -> Choice:
    return Choice(name, f"[{'x' if is_on else ' '}] {text}", is_on)


def _next(one: T, ways: tuple[T, ...]) -> T:
    return ways[(ways.index(one) + 1) % len(ways)]
