"""The one gate for text that comes in: keys, paste, command line, import, file.

People's letters stay, whatever their script; what could act on a terminal or hide from a
reader goes: control characters, bidi overrides, invisible format characters, tag
characters outside flags, and floods of marks on one letter.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 20_000
"""The most that one line keeps."""

MAX_MARKS = 8
_MAX_TAGS = 7

# What most lines are made of; nothing in it changes, hides or composes.
_PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f‘’“”–—…·]*")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u3164\uffa0"
    "\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8"
)
# Arabic and Syriac number signs count as format characters, but are seen.
_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
_LAST_TAG = "\U000e007f"
_FLAG = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,7}\U000e007f?)")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text that is safe to keep and show; how many characters were left out, or did not fit."""

    text: str
    dropped: int
    cut: int = 0


def clean(text: str, *, lines: bool = False) -> Cleaned:
    """Return the text in NFC without what is not people's letters.

    One line unless `lines`; breaks then become spaces. Cleaning twice changes nothing.
    """
    if _PLAIN.fullmatch(text):
        return Cleaned(text[:MAX_CHARACTERS].strip(), 0, max(0, len(text) - MAX_CHARACTERS))
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    if not lines and "\n" in text:
        text = " ".join(line for line in (part.strip(" ") for part in text.split("\n")) if line)
    dropped = cut = 0
    while True:  # what stays can compose, or end in a space, and be less than it was
        left = filtered(text, lines=lines)
        ended = left.text.rstrip(_JOINERS)
        dropped += left.dropped + len(left.text) - len(ended)
        cut += left.cut
        kept = unicodedata.normalize("NFC", ended).strip()
        if kept == text:
            return Cleaned(text, dropped, cut)
        text = kept


def cleaned(text: str, *, lines: bool = False) -> str:
    """Return only the text of `clean`."""
    return clean(text, lines=lines).text


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, whatever breaks them."""
    return _BREAKS.split(text)


def is_plain(text: str) -> bool:
    """Say whether nothing in the text changes, hides or composes: what most lines are made of."""
    return _PLAIN.fullmatch(text) is not None


def shown(text: str) -> str:
    """Return a text of ours, such as a file's name, with a mark for each hidden character.

    What a person typed has passed `clean`; a name on a disk, or an argument, has not.
    """
    if text.isprintable() and _HIDDEN.isdisjoint(text):
        return text
    pieces = _FLAG.split(text)  # every second one is a flag
    return "".join(piece if at % 2 else _marked(piece) for at, piece in enumerate(pieces))


def filtered(text: str, *, lines: bool = False) -> Cleaned:
    """Return what the gate lets through, as it is: not composed, its ends not trimmed."""
    out: list[str] = []
    base = ""  # the letter that marks and joiners belong to
    marks = tags = cut = 0
    room = MAX_CHARACTERS
    for char in text:
        category = unicodedata.category(char)
        if char in _JOINERS:
            stays = _can_be_joined(base) and out[-1] not in _JOINERS
        elif category in ("Mn", "Me") and char not in _HIDDEN:
            marks = (marks or _marks_in(base)) + _marks_in(char)
            stays = base != "" and marks <= MAX_MARKS
        elif "\U000e0030" <= char <= _LAST_TAG:
            stays = 0 < tags <= _MAX_TAGS and _is_flag_tag(char)
            tags = 0 if char == _LAST_TAG else tags + stays
        else:
            stays = lines if char == "\n" else _is_seen(char, category)
            if stays:
                base = "" if char.isspace() else char
                marks, tags = 0, int(char == _BLACK_FLAG)
                room = MAX_CHARACTERS + 1 if char == "\n" else room
        if stays and room:
            out.append(char)
            room -= 1
        elif stays:
            cut += 1
    return Cleaned("".join(out), len(text) - len(out) - cut, cut)


def _marks_in(letter: str) -> int:
    # Those that are part of it count: "é" is one character, or two.
    parts = unicodedata.normalize("NFD", letter)
    return sum(unicodedata.category(part) in ("Mn", "Me") for part in parts)


def _marked(text: str) -> str:
    return "".join(char if _may_be_shown(char) else "\ufffd" for char in text)


def _may_be_shown(char: str) -> bool:
    category = unicodedata.category(char)
    is_mark = category in ("Mn", "Me") and char not in _HIDDEN
    return is_mark or char in _JOINERS or char == "\n" or _is_seen(char, category)


def _is_seen(char: str, category: str) -> bool:
    if category in ("Cc", "Cs", "Zl", "Zp") or char in _HIDDEN:
        return False
    if category == "Cf":
        return char in _SEEN
    code = ord(char)
    unassigned = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE0FFF
    return not unassigned


def _is_flag_tag(char: str) -> bool:
    # The flags of England, Scotland, Texas …: a black flag, letters and digits, an end.
    return (
        "\U000e0030" <= char <= "\U000e0039"
        or "\U000e0061" <= char <= "\U000e007a"
        or char == _LAST_TAG
    )


def _can_be_joined(base: str) -> bool:
    # A joiner joins emoji, Arabic or Indic letters, never Latin ones or spaces.
    return base > "\u02af" and not "\u1e00" <= base <= "\u1eff"
