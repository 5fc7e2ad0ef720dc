"""Changes to what frames the map."""

from dataclasses import dataclass, replace
from typing import ClassVar

from soptui.model.alphabet import Detail
from soptui.model.session import Details, NameMode, Session

LONGEST_MEETING = 24 * 60


@dataclass(frozen=True, slots=True)
class AddDetail:
    """Add a line to one field of the details."""

    label: ClassVar[str] = "add detail"
    field: Detail
    text: str

    def apply(self, session: Session) -> Session:
        before = session.details.of(self.field)
        after = f"{before}\n{self.text}" if before else self.text
        return replace(session, details=replace(session.details, **{self.field.value: after}))


@dataclass(frozen=True, slots=True)
class SetDetails:
    """Change what frames the map."""

    label: ClassVar[str] = "edit details"
    details: Details

    def apply(self, session: Session) -> Session:
        return replace(session, details=self.details)


@dataclass(frozen=True, slots=True)
class DescribeSession:
    """Name the session, the kind of meeting and its planned minutes."""

    label: ClassVar[str] = "edit details"
    title: str
    setting: str
    minutes: int

    def apply(self, session: Session) -> Session:
        minutes = max(1, min(LONGEST_MEETING, self.minutes))
        return replace(session, title=self.title, setting=self.setting, minutes=minutes)


@dataclass(frozen=True, slots=True)
class ReadNames:
    """Choose how the room reads the names."""

    label: ClassVar[str] = "names in the room"
    mode: NameMode

    def apply(self, session: Session) -> Session:
        same = session.names_as is self.mode
        return session if same else replace(session, names_as=self.mode)
