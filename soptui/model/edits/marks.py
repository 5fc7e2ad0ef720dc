"""Changes to everybody's numbers at once."""

from dataclasses import dataclass, replace
from typing import ClassVar

from soptui.model.alphabet import Scale
from soptui.model.session import Mark, Session


@dataclass(frozen=True, slots=True)
class RevealMarks:
    """Show all hidden numbers of one scale, in the same moment."""

    label: ClassVar[str] = "reveal numbers"
    scale: Scale

    def apply(self, session: Session) -> Session:
        def reveal(mark: Mark) -> Mark:
            closed = mark.hidden and mark.scale is self.scale
            return replace(mark, hidden=False) if closed else mark

        marks = tuple(reveal(mark) for mark in session.marks)
        return session if marks == session.marks else replace(session, marks=marks)
