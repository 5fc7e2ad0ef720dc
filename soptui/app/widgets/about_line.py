"""The line on which it is said what a person watches for, and who is their back-up."""

from typing import Protocol

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from soptui.app.half_typed import HalfTyped
from soptui.app.holder import Holder
from soptui.app.network import told_about
from soptui.app.widgets.entry import Entry
from soptui.model.alphabet import Column, Section
from soptui.model.draft import Draft
from soptui.model.session import Member


class AboutOwner(Protocol):
    """What the line belongs to."""

    def rest(self) -> None:
        """Take what is typed, and go back to the circles."""


class AboutEntry(Entry):
    """The typing part; leaving it keeps what is typed."""

    BINDINGS = [
        Binding("enter", "submit", "Keep", tooltip="Keep what is typed", id="circles.keep"),
        Binding("escape", "submit", "Keep and go back", show=False),
    ]

    def __init__(self, line: "AboutLine", owner: AboutOwner) -> None:
        self._line = line
        self._owner = owner
        super().__init__(id="about-entry")

    def take(self) -> None:
        """Hand the line over in the same turn."""
        self._owner.rest()

    def watch_value(self, value: str) -> None:
        """Have every letter kept, however it came."""
        super().watch_value(value)
        self._line.keep(value)


class AboutLine(Horizontal):
    """One thing about one person; what is half typed is kept, whatever ends the program."""

    def __init__(self, holder: Holder, owner: AboutOwner) -> None:
        super().__init__(id="about-line")
        self._holder = holder
        self._chip = Static(id="about-chip")
        self._about: tuple[str, str, str] | None = None
        self._half = HalfTyped(holder, Column.WORKING)
        self.entry = AboutEntry(self, owner)
        self.display = False

    def compose(self) -> ComposeResult:
        """Put whom it is about at the left, the typing at the right."""
        yield self._chip
        yield self.entry

    @property
    def is_open(self) -> bool:
        """Whether something is being typed here."""
        return self._about is not None

    def begin(self, member: Member, field: str, label: str) -> None:
        """Type `watches` or `backup` of a person, as it stands on the map."""
        self._chip.update(Content(f" {self._holder.as_shown(member.name)} · {label} "))
        self.entry.names = tuple(name for name in self._holder.names if name != member.name)
        self.entry.veil = self._holder.veil
        self.entry.start(getattr(member, field))
        self._about = (member.id, field, label)
        self.display = True

    def keep(self, value: str) -> None:
        """Keep what is half typed; as it is no part of an entry, it is kept as a heard note."""
        if self._about is None:
            return
        draft = None
        member = self._member
        _, field, label = self._about
        if member is not None and told_about(member, field, value) is not None:
            draft = Draft(Section.HEARD, (f"{member.name} · {label}: {value}",))
        self._half.keep(draft)

    def end(self) -> Member | None:
        """Stop typing; return the person with what was typed, if that says anything new.

        What is half typed is let go of by `entered`, when it is there.
        """
        about, member = self._about, self._member
        self._about = None
        self.display = False
        if about is None or member is None:
            return None
        return told_about(member, about[1], self.entry.value)

    def entered(self) -> None:
        """Let go of what was half typed: it is on the map now."""
        self._half.let_go()

    @property
    def _member(self) -> Member | None:
        item = self._holder.history.session.find(self._about[0]) if self._about else None
        return item if isinstance(item, Member) else None
