"""What a copy says, straight from a session, for tests."""

from soptui.export.blocks import Document, LinearBlock, linear
from soptui.export.json_copy import to_json
from soptui.export.markdown import to_markdown
from soptui.export.material import Material
from soptui.export.profile import Profile, visible
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.storage.codec import encode
from soptui.wording import Wording, load_wording

ORDER = tuple(Column)


def material(
    session: Session,
    wording: Wording | None = None,
    profile: Profile = Profile.CASE_FILE,
    *,
    marks: bool = False,
    contacts: bool = False,
    order: tuple[Column, ...] = ORDER,
    ascii: bool = False,  # noqa: A002 - as the material calls it
    template: bytes | None = None,
) -> Material:
    """Return what a copy of this session for these readers is made of."""
    return Material(
        session=visible(session, profile, marks=marks, contacts=contacts),
        wording=wording or load_wording(),
        profile=profile,
        order=order,
        ascii=ascii,
        template=template,
        encode=encode,
    )


def document(
    session: Session,
    wording: Wording,
    profile: Profile = Profile.CASE_FILE,
    *,
    marks: bool = False,
    contacts: bool = False,
) -> Document:
    """Return the document of a copy."""
    return material(session, wording, profile, marks=marks, contacts=contacts).document


def blocks(
    session: Session,
    wording: Wording,
    profile: Profile = Profile.CASE_FILE,
    *,
    marks: bool = False,
    contacts: bool = False,
) -> list[LinearBlock]:
    """Return the blocks of a copy's document, one below the other."""
    copy = document(session, wording, profile, marks=marks, contacts=contacts)
    return list(linear(copy.blocks))


def markdown(
    session: Session,
    wording: Wording,
    profile: Profile = Profile.CASE_FILE,
    *,
    marks: bool = False,
    contacts: bool = False,
    order: tuple[Column, ...] = ORDER,
) -> str:
    """Return a copy as Markdown."""
    made = material(session, wording, profile, marks=marks, contacts=contacts, order=order)
    return to_markdown(made).decode()


def json_copy(session: Session, profile: Profile, *, marks: bool = False) -> str:
    """Return a copy as JSON."""
    return to_json(material(session, None, profile, marks=marks)).decode()
