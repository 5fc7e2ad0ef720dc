"""How a piece of unfinished text is shown: as it would stand on the map, and what it is."""

from textual.content import Content

from soptui.app.rows import CONTACT, draft_row
from soptui.app.scale_line import BOX, before_number
from soptui.model.alphabet import Detail, Roster, Section
from soptui.model.draft import Draft
from soptui.model.session import Session
from soptui.model.unfinished import Field, Pasted, Piece
from soptui.wording import Wording

MOST = 400
"""The most characters that are shown of one piece; it is kept whole."""

_FIELD = ":"
_PASTE = "≡"


def piece_row(piece: Piece, session: Session, wording: Wording, when: str = "") -> Content:
    """Return a piece's sign and words, and below them what it is, and when it was typed."""
    match piece.what:
        case Draft() as draft:
            sigil, text = draft.form.sigil, _draft_text(draft, wording)
            tags = _draft_tags(draft, piece, session, wording)
        case Pasted(lines):
            sigil, text = _PASTE, " · ".join(lines)
            tags = [wording.say("unfinished.pasted", count=len(lines))]
        case Field(name, text):
            sigil, text = _FIELD, text.replace("\n", " · ")
            tags = [wording.say("unfinished.field", name=_field_name(name, wording))]
    if piece.staff_only:
        tags.append(wording.say("board.staff_only"))
    shown = f"{text[:MOST]}…" if len(text) > MOST else text or "…"
    first = Content.styled(f"{sigil} ", "bold $sigil") if sigil else Content("")
    below = Content.styled(" · ".join([*tags, *filter(None, [when])]), "$muted")
    return first + Content(shown) + Content("\n") + below


def _draft_text(draft: Draft, wording: Wording) -> str:
    if draft.hidden:
        name = before_number(draft.parts[0])
        return f"{name} {BOX}" if name else BOX
    if draft.whole:
        return draft.parts[0]
    return draft_row(draft, wording, 0).text


def _draft_tags(draft: Draft, piece: Piece, session: Session, wording: Wording) -> list[str]:
    tags = [wording.name(draft.kind)]
    if isinstance(draft.kind, Section) and draft.form.column is None:
        tags.append(wording.short(piece.column))
    if draft.editing and session.find(draft.editing):
        tags.append(wording.say("unfinished.change"))
    elif draft.asks_parts and not draft.hidden and (missing := draft.form.missing(draft.parts)):
        tags.append(wording.say("board.open", parts=wording.missing(draft.form, missing)))
    if draft.kind is Roster.MEMBER and any(draft.parts[CONTACT:]):
        tags.append(wording.say("unfinished.contact"))
    return tags


def _field_name(name: str, wording: Wording) -> str:
    if name in set(Detail):
        return wording.name(Detail(name))
    return wording.say(f"details.{name}").split(":")[0]
