"""Our plain text back: headings that are underlined, signs in front of items, broken lines.

Where its lines were broken is not where they will be broken again, and a field may have
changed its signs: what is read is taken as it stands, and compared with nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from soptui.importing.copies import Kind, kinds_of
from soptui.importing.markdown import read_copy
from soptui.importing.pieces import Piece, Shape
from soptui.importing.taken import Reading, Taken
from soptui.model.alphabet import BY_SIGIL, Section
from soptui.wording import Wording

_HEAD = 60
_DEPTH = 4
_UNDERLINES = {"=": 1, "-": 2}


def from_text(
    lines: list[str], wordings: Iterable[Wording], now: datetime, new_id: Callable[[], str]
) -> Taken | None:
    """Return the session in a plain text copy, or None if the file is no copy of ours."""
    spoken = tuple(wordings)
    head = [f"- {line.strip()}" for line in lines[:_HEAD]]
    for kind in kinds_of(head, spoken):
        pieces = tuple(_pieces(lines, kind))
        if any(piece.shape is Shape.HEADING for piece in pieces):
            return read_copy(kind, spoken, (pieces, ()), (now, new_id), reading=Reading.TEXT)
    return None


def _pieces(lines: list[str], kind: Kind) -> Iterator[Piece]:
    """Go through what a copy is made of, each broken line put together again."""
    section = chapter = ""
    for depth, said in _whole(lines, kind.notices):
        if depth < 0:
            section, chapter = "", said if depth == -2 else chapter
            yield Piece(Shape.HEADING, -depth, said, said)
            continue
        under = kind.first_headings.get(chapter)
        over = kind.second_headings(under) if under is not None else {}
        name = said if said in over else said.removesuffix(":")
        if not depth and name in over:
            section = name
            yield Piece(Shape.HEADING, 3, name, said)
        elif not depth and said in kind.notices:
            yield Piece(Shape.PARAGRAPH, 0, said, said)
        else:
            bare = said if section == kind.say(Section.HEARD.value) else _without_sign(said)
            yield Piece(Shape.ITEM, depth, bare, said)


def _whole(lines: list[str], notices: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Go through the lines that begin something, with what goes on in those below.

    An item comes with its depth, a heading with its level below zero.
    """
    waiting: list[tuple[int, str]] = []
    for line in lines:
        bare = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if len(bare) > 1 and bare[0] in _UNDERLINES and not bare.strip(bare[0]) and waiting:
            yield -_UNDERLINES[bare[0]], " ".join(said for _, said in waiting)
            waiting = []
        elif not bare:
            yield from _together(waiting, notices)
            waiting = []
        elif waiting and indent not in (0, _DEPTH):
            depth, said = waiting.pop()
            waiting.append((depth, f"{said} {bare}"))
        else:
            waiting.append((indent // _DEPTH, bare))
    yield from _together(waiting, notices)


def _together(lines: list[tuple[int, str]], notices: frozenset[str]) -> list[tuple[int, str]]:
    """Return lines as one where together they are a sentence of ours."""
    whole = " ".join(said for _, said in lines)
    return [(0, whole)] if whole in notices else lines


def _without_sign(text: str) -> str:
    sign, _, rest = text.partition(" ")
    return rest.strip() if sign in BY_SIGIL and rest else text
