"""How wide letters are, roughly, before anybody knows the font; and lines that fit.

A drawing is made without the font it will be shown in, so every letter is taken to be as wide
as in the wider of the usual fonts: what is placed by it may stand loosely, never too close.
"""

import re
from unicodedata import category, east_asian_width

from soptui.model.letters import edge_from

_NARROW = frozenset(" .,:;'’‘!|ijl()[]/\\`·Iftr-")
_BROAD = frozenset("mwMWQGO@%&—…")
# A word, or a part of one that ends in a hyphen; and whether a space stands before it.
_WORD = re.compile(r"(\s*)([^\s-]*-+(?=[^\s-])|\S+)")
_UNWANTED = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """Return the text without the characters that no XML and no web page can hold."""
    return _UNWANTED.sub("", text)


def width_of(text: str, size: float) -> float:
    """Return at most how wide a line is in letters of a size."""
    return size * sum(map(_share, text))


def _share(char: str) -> float:
    if char in _NARROW:
        return 0.38
    if char in _BROAD:
        return 0.95
    if char < "\u0300":
        return 0.74 if char.isupper() else 0.6
    if category(char)[0] == "M" or char == "\u200d":
        return 0.0
    return 1.1 if east_asian_width(char) in "WF" or category(char) == "So" else 0.85


def broken(text: str, width: float, size: float) -> list[str]:
    """Return the text in lines of at most this width; a word is broken only if it must be."""
    lines: list[str] = []
    line = ""
    for gap, word in _WORD.findall(text):
        longer = f"{line} {word}" if line and gap else line + word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size)
        lines += full
    return [*lines, line] if line or not lines else lines


def at_most(lines: list[str], count: int) -> list[str]:
    """Return no more than so many of the lines; the last one says when there is more."""
    return lines if len(lines) <= count else [*lines[: count - 1], f"{lines[count - 1][:-1]}…"]


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    used, start = 0.0, 0
    while start < len(word):
        end = edge_from(word, start + 1)
        letter = word[start:end]
        wide = width_of(letter, size)
        if used + wide > width and pieces[-1]:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used, start = used + wide, end
    return pieces
