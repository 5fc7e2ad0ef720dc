"""A line while it is typed: its sigil, its parts, and who said it.

Pure functions. Nothing typed is ever refused, and nothing of it is left out.
"""

import re
from dataclasses import dataclass, replace

from soptui.model.alphabet import BY_SIGIL, Form, Kind, Section, form_of
from soptui.model.text import cleaned, split_lines

_FIRST_WORD = re.compile(r"(\S+)\s")
_SEPARATOR = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
_MOST_NAMES = 3
_DASH = re.compile(r"\s*(?:[-*+·•‣◦▪●○■□–—\uf0a7\uf0b7]\s+(?:\[[ xX]?\]\s+)?)")
_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry while it is typed: what it is, its parts so far, and the part asked for.

    `editing` is the id of the item that it changes, if it is not a new one; with
    `whole`, the sentence of a statement is typed and not its parts. A note that is made
    of it is for staff only if it is, and a number hidden from the room.
    """

    kind: Kind
    parts: tuple[str, ...]
    at: int = 0
    said_by: str = ""
    editing: str | None = None
    whole: bool = False
    staff_only: bool = False
    hidden: bool = False

    @property
    def form(self) -> Form:
        """How this kind of entry is written."""
        return form_of(self.kind)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed yet."""
        return not any(self.parts)

    @property
    def asks_parts(self) -> bool:
        """Whether it is typed part by part."""
        return self.form.composed and not self.whole

    def put(self, text: str) -> "Draft":
        """Set the part asked for; several at once where the text has separators.

        To show a line while it is typed, put each state of it into the draft as it was
        when the part was asked for, not into the draft that was shown before.
        """
        texts, said_by = self.pieces(text)
        parts = self.parts[: self.at] + texts + self.parts[self.at + len(texts) :]
        return replace(self, parts=parts, said_by=self._speakers(said_by))

    def pieces(self, text: str) -> tuple[tuple[str, ...], str]:
        """Return the parts that a text fills, from the one asked for on, and who said it.

        Only parts that are still empty are filled behind the one asked for: what is in
        the others is nowhere else.
        """
        elsewhere = any(part for at, part in enumerate(self.parts) if at != self.at)
        typed = cleaned(text)
        text, said_by = split_said_by(typed, alone=self.asks_parts)
        if self.asks_parts and not elsewhere and not text.strip("/ "):
            text, said_by = typed, ""  # somebody who says nothing is a part
        later = self.parts[self.at + 1 :]
        room = next((at for at, part in enumerate(later, 1) if part), len(later) + 1)
        if not self.asks_parts or room == 1 or text == self.parts[self.at]:
            return (text,), said_by
        found = _SEPARATOR.split(text, maxsplit=room - 1)
        return tuple(cleaned(piece) for piece in found), said_by

    def go(self, by: int) -> "Draft":
        """Ask for another part, as far as there are any."""
        return replace(self, at=max(0, min(len(self.parts) - 1, self.at + by)))

    def _speakers(self, said_by: str) -> str:
        if not said_by or self.editing is not None:
            return said_by or self.said_by
        known = [name for name in self.said_by.split(", ") if name]
        return ", ".join(known if said_by in known else [*known, said_by])


def begin(line: str) -> tuple[Draft, str] | None:
    """Return the draft that a line's sigil opens and the text behind it, if it has one.

    A sigil counts as the first thing on the line, followed by a space.
    """
    found = _FIRST_WORD.match(line)
    form = BY_SIGIL.get(found[1].casefold()) if found else None
    return (blank(form.kind), line[found.end() :]) if found and form else None


def blank(kind: Kind) -> Draft:
    """Return a draft of this kind with nothing in it."""
    return Draft(kind, ("",) * len(form_of(kind).parts))


def read_line(line: str) -> Draft:
    """Return what one typed line says, its sigil and its separators read."""
    line = cleaned(line)
    opened = begin(line)
    if opened is not None:
        draft, rest = opened
        return draft.put(rest)
    if line.startswith("\\") and line[1:].casefold().startswith(tuple(BY_SIGIL)):
        line = line[1:]
    return blank(Section.HEARD).put(line)


def enter(draft: Draft, text: str) -> tuple[Draft, bool]:
    """Take Enter on the part asked for; return the draft and whether it is finished.

    Enter on an empty part or on the last one finishes, and so does a line that had
    separators; otherwise the next part is asked for.
    """
    in_one_breath = len(draft.pieces(text)[0]) > 1
    filled = draft.put(text)
    last = filled.at == len(filled.parts) - 1 or not draft.asks_parts
    if last or in_one_breath or not filled.parts[filled.at]:
        return filled, True
    return filled.go(+1), False


def split_said_by(text: str, *, alone: bool = False) -> tuple[str, str]:
    """Return the text and who said it, where it ends in `^` and a name.

    Up to three words can be a name; a text that is nothing else stays a text, unless
    `alone`.
    """
    before, sign, name = text.rpartition("^")
    stands = before[-1:].isspace() or (alone and not before)
    if not (sign and stands and name[:1].isalpha() and len(name.split()) <= _MOST_NAMES):
        return text, ""
    return before.rstrip(), name


def pasted(text: str) -> tuple[str, ...]:
    """Return the lines of pasted text that hold something, their list bullets dropped.

    A number only counts as a bullet in a list of several: "911. She called" is not one.
    """
    lines = [line for line in map(cleaned, split_lines(text)) if line]
    listed = sum(bool(_DASH.match(line) or _NUMBER.match(line)) for line in lines) > 1
    return tuple(bare for line in lines if (bare := _without_bullet(line, numbered=listed)))


def _without_bullet(line: str, *, numbered: bool) -> str:
    bullet = _DASH.match(f"{line} ") or (_NUMBER.match(f"{line} ") if numbered else None)
    return cleaned(line[bullet.end() :]) if bullet else line
