"""What every change to a session has in common."""

from typing import Protocol

from soptui.model.session import Session


class Edit(Protocol):
    """One change to a session, small and with a name.

    It returns a new session and never fails: what it names may be gone by then, and it
    then changes nothing. `label` names the change: a key of the wording's `edits`.
    """

    @property
    def label(self) -> str:
        """What the change is called."""

    def apply(self, session: Session) -> Session:
        """Return the session after the change."""
