"""A session as a document: which chapters, in which order."""

from collections.abc import Iterable
from itertools import chain

from soptui.export import people
from soptui.export.blocks import Block, Document, theirs
from soptui.export.chapters import Chapters
from soptui.export.profile import Profile
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.wording import Wording


def document(
    session: Session,
    wording: Wording,
    profile: Profile,
    *,
    order: tuple[Column, ...] = tuple(Column),
) -> Document:
    """Return the document of a session that holds only what these readers may see.

    What is empty is left out. The statements come first: they are what is read aloud and
    copied into the record. The three questions follow in this order.
    """
    chapters = Chapters(session, wording, profile)
    return Document(
        title=(theirs(session.title),),
        confidential=chapters.say("confidential"),
        language=wording.language,
        blocks=tuple(chain(chapters.header(), *_chapters(chapters, order))),
    )


def _chapters(chapters: Chapters, order: tuple[Column, ...]) -> Iterable[Iterable[Block]]:
    match chapters.profile:
        case Profile.STATEMENTS:
            return (chapters.statements(),)
        case Profile.NEXT_STEPS:
            return (chapters.steps_of_each(),)
    return (
        chapters.statements(),
        chapters.map(order),
        people.network(chapters),
        people.marks(chapters),
        chapters.steps(),
        chapters.details(),
        people.family(chapters),
    )
