"""A session as Markdown that also reads well where it is pasted as plain text."""

from soptui.export.blocks import Block, Bullet, Heading, Labelled, Line, Paragraph
from soptui.export.document import document
from soptui.export.escape import escape
from soptui.export.profile import Profile
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.wording import Wording


def to_markdown(
    session: Session,
    wording: Wording,
    profile: Profile = Profile.CASE_FILE,
    *,
    marks: bool = False,
    order: tuple[Column, ...] = tuple(Column),
) -> str:
    """Return a copy of a session as Markdown: headings and short lists, no tables."""
    text = ""
    before: Block | None = None
    for block in document(session, wording, profile, marks=marks, order=order):
        in_list = isinstance(before, Bullet | Labelled) and isinstance(block, Bullet | Labelled)
        text += "" if before is None else "\n" if in_list else "\n\n"
        text += _written(block)
        before = block
    return text + "\n"


def _written(block: Block) -> str:
    match block:
        case Heading(line, level):
            return "#" * level + " " + _inline(line)
        case Paragraph(line):
            return _inline(line)
        case Bullet(line, depth):
            return "  " * depth + "- " + _inline(line)
        case Labelled(label, line, depth):
            return f"{'  ' * depth}- {label}: {_inline(line, starts=False)}".rstrip()


def _inline(line: Line, *, starts: bool = True) -> str:
    written = ""
    for at, run in enumerate(line):
        then = "".join(after.text for after in line[at + 1 : at + 2])
        first = starts and not at
        written += run.text if run.ours else escape(run.text, starts=first, then=then)
    return written
