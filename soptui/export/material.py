"""What a copy is made of, the same for every format."""

from collections.abc import Callable
from dataclasses import dataclass

from soptui.export.blocks import Document
from soptui.export.document import document
from soptui.export.profile import Profile
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A session as these readers may see it, and how a format is to write it.

    `order` is which question comes first; `ascii` asks for plain quotation marks and dashes
    where a format can do without better ones; `template` is an agency's own Word file, as it
    is. `encode` makes a session what storage keeps: an export knows no storage.
    """

    session: Session
    wording: Wording
    profile: Profile = Profile.CASE_FILE
    order: tuple[Column, ...] = tuple(Column)
    ascii: bool = False
    template: bytes | None = None
    encode: Callable[[Session], dict[str, object]]

    @property
    def document(self) -> Document:
        """All that the copy says, in its order."""
        return document(self.session, self.wording, self.profile, order=self.order)


class FormatMissing(Exception):
    """This format needs a package that is not installed; the message is a whole sentence."""


class TemplateRefused(Exception):
    """An agency's template cannot be used; the message is a whole sentence."""
