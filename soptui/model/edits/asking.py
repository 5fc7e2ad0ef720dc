"""Changes beside the map: a question not wanted, a guard overridden, a copy written."""

from dataclasses import dataclass, replace
from typing import ClassVar

from soptui.model.session import Exported, Override, Session


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


@dataclass(frozen=True, slots=True)
class RecordExport:
    """Record that a copy was written; one that went to the same place before is no more."""

    label: ClassVar[str] = "export"
    exported: Exported

    def apply(self, session: Session) -> Session:
        others = (one for one in session.exports if one.path != self.exported.path)
        return replace(session, exports=(*others, self.exported))


@dataclass(frozen=True, slots=True)
class ForgetExport:
    """Forget a copy that is no more."""

    label: ClassVar[str] = "delete copy"
    path: str

    def apply(self, session: Session) -> Session:
        kept = tuple(one for one in session.exports if one.path != self.path)
        return session if kept == session.exports else replace(session, exports=kept)
