"""Changes to what is asked: a question that is not wanted, a guard that was overridden."""

from dataclasses import dataclass, replace
from typing import ClassVar

from soptui.model.session import Override, Session


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Do not ask this again in this session; `key` is what stays the same of a question."""

    label: ClassVar[str] = "dismiss question"
    key: str

    def apply(self, session: Session) -> Session:
        if self.key in session.dismissed:
            return session
        return replace(session, dismissed=(*session.dismissed, self.key))


@dataclass(frozen=True, slots=True)
class RecordOverride:
    """Record that a copy was let out although a guard held it back (practice notes 7)."""

    label: ClassVar[str] = "override guard"
    overrides: tuple[Override, ...]

    def apply(self, session: Session) -> Session:
        return replace(session, overrides=(*session.overrides, *self.overrides))
