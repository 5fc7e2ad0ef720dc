"""What is done with one state of a session, so that it is kept whatever happens to its file."""

from dataclasses import replace

from soptui.model.session import Session
from soptui.storage.store import ChangedElsewhere, Revision, SessionStore, StoreError


class Keeping:
    """Keeps a session in its place; where that was changed elsewhere, beside it from then on.

    `kept_as` is the id that it then has in the store. Whoever hands it over need not know:
    it comes and goes with the id that it had.
    """

    def __init__(self, store: SessionStore, revision: Revision) -> None:
        self.kept_as = ""
        self._store = store
        self._revision = revision
        self._aside: Session | None = None

    def save(self, session: Session) -> None:
        """Save a state of the session; it is on disk on return.

        Raises:
            StoreError: it is not.
        """
        if self._aside is not None:
            # What waits there is never to be older than what stands in its place: whoever
            # starts after a crash would take it for the work of somebody else.
            self.put_aside(session)
        try:
            self._revision = self._store.save(self._named(session), self._revision)
        except ChangedElsewhere:
            stored = self._store.keep_beside(session)
            self.kept_as, self._revision = stored.session.id, stored.revision

    def put_aside(self, session: Session) -> bool:
        """Put a state aside that could not be saved, unless it is there; say whether it is."""
        if self._aside is not session:
            try:
                self._store.put_aside(self._named(session), self._revision)
            except Exception:  # whatever it is: that it is not aside says enough
                return False
            self._aside = session
        return True

    def settle(self, session: Session) -> str:
        """Clear away what was put aside, now that all is saved; return what is to be told."""
        self._aside = None
        warning = self._store.warning
        for session_id in dict.fromkeys((session.id, self.kept_as or session.id)):
            try:
                self._store.drop_aside(session_id)
            except Exception as error:  # whatever it is, the session is saved
                warning = warning or (str(error) if isinstance(error, StoreError) else "")
        return warning

    def _named(self, session: Session) -> Session:
        return replace(session, id=self.kept_as) if self.kept_as else session
