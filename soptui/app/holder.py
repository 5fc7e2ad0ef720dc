"""What the board and the capture line ask of the screen that holds the session.

They call it plainly and do not post messages: a message is answered later, when newer
keys have already been read, and a fast typist's words would land in the wrong place.
"""

from collections.abc import Callable
from typing import Protocol

from soptui.app.keeping import Keeping
from soptui.model.alphabet import Column, Kind
from soptui.model.edits import Edit
from soptui.model.grammar import Desk
from soptui.model.history import History
from soptui.model.session import Item, Session


class BoardHolder(Protocol):
    """Who holds the session that a board shows."""

    @property
    def history(self) -> History:
        """The session with all its states."""

    @property
    def is_room(self) -> bool:
        """Whether the room reads along: nothing private may be seen then."""

    @property
    def shown_session(self) -> Session:
        """The session as it may be shown now; what is shown is never what is written."""

    def as_shown(self, text: str) -> str:
        """Return a text as it may be shown now."""

    @property
    def veil(self) -> Callable[[str], str] | None:
        """What lays bullets over what is private in a line that is typed, if the room reads it."""

    def do(self, edit: Edit) -> None:
        """Make a change: the one door."""

    def become(self, history: History) -> None:
        """Take on another state of the session."""

    def tell(self, text: str) -> None:
        """Say something on the quiet line."""

    def edit(self, item_id: str, *, whole: bool = False) -> None:
        """Go to the capture line with something that is on the map."""

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line, and aim at a column if one is named."""

    def find(self) -> None:
        """Look for words."""


class Holder(BoardHolder, Protocol):
    """Who holds the session that is typed at."""

    @property
    def keeping(self) -> Keeping:
        """What keeps all that is typed, whatever ends the program."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are offered while they are typed."""

    def desk(self) -> Desk:
        """Return what an entry needs to become an edit now."""

    def begin(self, kind: Kind, column: Column | None = None) -> None:
        """Go to the capture line and begin a new entry; what is half typed is put aside."""

    def newest(self) -> Item | None:
        """Return what was said last."""

    def draw(self) -> None:
        """Draw what is not on the screen as it should be."""

    def walk(self) -> None:
        """Go to the board."""

    def answer(self) -> bool:
        """Take up what the coach asks; False if it asks nothing."""

    def pass_over(self) -> bool:
        """Have the coach not ask this again; False if it asks nothing."""

    @property
    def is_finding(self) -> bool:
        """Whether somebody is looking for words."""

    def found(self, words: str) -> None:
        """Go through what holds these words; no words: everything is shown again."""
