"""The outline of notes that were taken elsewhere: headings, and one line for each note.

Whiteboards, e-mails and word processors write lists in a hundred ways. Read as a heading is
what is written as one (`# so`, underlined), and a line that is only a heading's name. What
goes on in the next line, indented or broken at the margin, is one note.

Signs: `!`, `++`, `~`, `?`, `@`, `&` and `"` in front of a line are always those of the
alphabet. `-`, `--`, `*`, `+` and `>` are bullets, as everywhere else, unless the file is
clearly written in signs: two different ones of the first stand in front of its lines.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from soptui.model.alphabet import BY_SIGIL, Detail, Form, Roster, Scale, Section
from soptui.model.grammar import rating

CAPITALS = 7
"""The level of a heading that is only known by its name."""

_RULE = re.compile(r"[-=*_~·─━ ]{3,}")
_UNDERLINE = re.compile(r"(=+|-{2,}|─{2,}|━{2,})")
_HASHES = re.compile(r"(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?")
_BULLET = re.compile(r"([-*+•‣◦▪●○■□–—·>\uf0a7\uf0b7]|--)(?=\s|$)\s*")
_BOX = re.compile(r"\[[ xX✓]?\]\s+|[☐☑☒✓✔]\s+")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+")
_FIRST = re.compile(r"(\S+)(?:\s+|$)")
_NARROW, _WIDE = 60, 100
_LONGEST_HEADING = 400
_ALWAYS = {"!", "++", "~", "?", "@", "&", '"', "#", "##"}
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, or a note with the sign in front of it, if that is one of the alphabet.

    `level` is that of a heading, and 0 for a note; `depth` is how far a note is indented.
    """

    text: str
    level: int = 0
    depth: int = 0
    form: Form | None = None
    listed: bool = False


def outline(lines: list[str], is_name: Callable[[str], bool]) -> Iterator[Entry]:
    """Go through the headings and the notes; `is_name` knows what a heading can be called."""
    signs = in_signs(lines)
    numbered = sum(bool(_NUMBER.match(line.strip())) for line in lines) > 1
    width = _width(lines)
    note: Entry | None = None
    before, at = "", 0
    while at < len(lines):
        line, below = lines[at], lines[at + 1].strip() if at + 1 < len(lines) else ""
        bare = line.strip()
        at += 1
        heading = _heading(bare, below, is_name, signs=signs) if bare else None
        if heading is None and bare and not _RULE.fullmatch(bare):
            entry = _note(line, signs=signs, numbered=numbered)
            if note is not None and before and _goes_on(note, before, line, entry, width):
                note = replace(note, text=f"{note.text} {bare}")
            else:
                if note is not None:
                    yield note
                note = entry
        elif bare:
            if note is not None:
                yield note
            note = None
            if heading is not None:
                at += heading.text != "" and _is_underline(below)
                yield heading
        elif note is not None:
            yield note
            note = None
        before = line
    if note is not None:
        yield note


def in_signs(lines: list[str]) -> bool:
    """Say whether a file is clearly written in the signs of the alphabet."""
    firsts = (_FIRST.match(line.strip()) for line in lines)
    found = {first[1] for first in firsts if first}
    details = any(f":{detail.value}" in found for detail in Detail)
    return len(found & (_ALWAYS - {"#", "##"})) + details >= _ENOUGH


def _heading(bare: str, below: str, is_name: Callable[[str], bool], *, signs: bool) -> Entry | None:
    if len(bare) > _LONGEST_HEADING:
        return None
    hashes = _HASHES.fullmatch(bare)
    if hashes and not _is_mark(hashes[2]) and not (signs and " / " in bare):
        return Entry(hashes[2].strip("* "), len(hashes[1]))
    if _is_underline(below) and not _BULLET.match(bare) and len(bare) <= _WIDE:
        return Entry(bare.strip("* "), 1 if below[0] in "=━" else 2)
    return Entry(bare, CAPITALS) if is_name(bare) and not _BULLET.match(bare) else None


def _is_underline(line: str) -> bool:
    return bool(_UNDERLINE.fullmatch(line)) and len(line) > 2


def _is_mark(text: str) -> bool:
    pieces = [piece.strip() for piece in text.split(" / ")]
    return len(pieces) > 1 and rating(pieces[1]) is not None


def _note(line: str, *, signs: bool, numbered: bool) -> Entry:
    """Return a line without what makes it an item of a list."""
    bare = line.strip()
    depth = len(line) - len(line.lstrip(" "))
    form = _sign(bare, signs=signs)
    if form is not None:
        return Entry(bare[len(form.sigil) :].strip(), 0, depth, form, listed=True)
    rest = bare
    if bullet := _BULLET.match(rest):
        rest = rest[bullet.end() :]
    elif numbered and (number := _NUMBER.match(rest)):
        rest = rest[number.end() :]
    listed = rest != bare
    rest = rest[box.end() :] if (box := _BOX.match(rest)) else rest
    if rest[:1] == "\\" and _sign(rest[1:], signs=True):  # said not to be a sign
        return Entry(rest[1:], 0, depth, listed=True)
    inner = _sign(rest, signs=False)
    if inner is not None:
        return Entry(rest[len(inner.sigil) :].strip(), 0, depth, inner, listed=True)
    return Entry(rest, 0, depth, listed=listed or bool(box))


def _sign(text: str, *, signs: bool) -> Form | None:
    """Return the form that a line is written in, by the sign in front of it."""
    first = _FIRST.match(text)
    form = BY_SIGIL.get(first[1].casefold()) if first else None
    if first is None or form is None or not text[first.end() :].strip():
        return None
    if isinstance(form.kind, Scale):
        return form if _is_mark(text[first.end() :]) or (signs and " / " in text) else None
    step = form.kind is Section.NEXT_STEP and " / " in text
    always = form.sigil in _ALWAYS or isinstance(form.kind, Roster | Detail) or step
    return form if signs or always else None


def _goes_on(note: Entry, before: str, line: str, entry: Entry, width: int) -> bool:
    """Say whether a line goes on with the note above it."""
    if entry.listed:
        return False
    if entry.depth > note.depth and (note.listed or entry.depth - note.depth > 1):
        return True
    bare = line.strip()
    was_full = len(before) + 1 + len(bare.split(" ", 1)[0]) > width
    return width > 0 and was_full and (note.listed or bare[:1].islower())


def _width(lines: list[str]) -> int:
    """Return where the lines were broken, or 0 if they were not."""
    longest = max(map(len, lines), default=0)
    return longest if _NARROW <= longest <= _WIDE else 0
