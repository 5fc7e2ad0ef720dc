"""A session as a document: which chapters, in which order."""

from itertools import chain

from soptui.export import people
from soptui.export.blocks import Document
from soptui.export.chapters import Chapters
from soptui.export.profile import Profile, visible
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.wording import Wording


def document(
    session: Session,
    wording: Wording,
    profile: Profile,
    *,
    marks: bool = False,
    order: tuple[Column, ...] = tuple(Column),
) -> Document:
    """Return the document of what this copy may show; what is empty is left out.

    The statements come first: they are what is read aloud and copied into the record. The
    three questions follow in this order.
    """
    chapters = Chapters(visible(session, profile, marks=marks), wording, profile)
    return tuple(
        chain(
            chapters.header(),
            chapters.statements(),
            chapters.map(order),
            people.network(chapters),
            people.marks(chapters),
            chapters.steps(),
            chapters.details(),
            people.family(chapters),
        )
    )
