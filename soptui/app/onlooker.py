"""Who holds the session of a board that is only looked at: nothing can be done to it there."""

from soptui.model.alphabet import Column
from soptui.model.edits import Edit
from soptui.model.history import History
from soptui.model.session import Session


class Onlooker:
    """Holds a session as the room may see it."""

    is_room = True
    veil = None

    def __init__(self, session: Session) -> None:
        self.history = History(session)

    @property
    def shown_session(self) -> Session:
        """The session: nothing that may not be seen has come here."""
        return self.history.session

    def see(self, session: Session) -> None:
        """Hold the session as it is now."""
        self.history = History(session)

    def as_shown(self, text: str) -> str:
        """Return a text as it stands: what is here may be seen."""
        return text

    def do(self, edit: Edit) -> None:
        """Change nothing."""

    def become(self, history: History) -> None:
        """Change nothing."""

    def tell(self, text: str) -> None:
        """Say nothing."""

    def edit(self, item_id: str, *, whole: bool = False) -> None:
        """Change nothing."""

    def type(self, column: Column | None = None) -> None:
        """Change nothing."""

    def find(self) -> None:
        """Look for nothing."""
