"""The text in a file, whatever program has written it: its encoding found, its lines kept apart.

A file that holds no text is told from one that does before a word of it is read.
"""

import codecs
import unicodedata
from collections.abc import Iterator

from soptui.importing.taken import CannotTake
from soptui.model.letters import edge_at
from soptui.model.text import MAX_CHARACTERS, cleaned, filtered, is_plain, split_lines

MOST_LINES = 100_000
_KINDS = (
    (b"%PDF", "This is a PDF. Copy its text into a plain text file (.txt), and import that."),
    (b"{\\rtf", "This is a Rich Text file. Save it as plain text (.txt) first."),
    (b"PK\x03\x04", "This is a Word file, or another that is zipped. Save it as plain text first."),
    (b"\xd0\xcf\x11\xe0", "This is an old Word file. Save it as plain text (.txt) first."),
)
_NO_TEXT = "This is no text. Save it as plain text (.txt) first."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST = "\ufffd"
_BREAKS_AND_TABS = frozenset("\t\n\r\x0b\x0c\x1a\x85")
_LOOKED_AT = 4096
_TAB = 4


def text_in(raw: bytes) -> str:
    """Return the text in a file's bytes.

    Raises:
        CannotTake: there is none.
    """
    for start, told in _KINDS:
        if raw.lstrip()[:8].startswith(start):
            raise CannotTake(told)
    text = _decoded(raw)
    if not text.strip():
        raise CannotTake("There is nothing in it.")
    odd = sum(map(_is_odd, text[:_LOOKED_AT]))
    if odd * 20 > len(text[:_LOOKED_AT]):  # people's texts have none, programs' files many
        raise CannotTake(_NO_TEXT)
    return text


def lines_in(text: str) -> list[str]:
    """Return the lines of a text as the gate for incoming text lets them through.

    The blanks in front of a line stay, tabs as four of them. Nothing is cut.

    Raises:
        CannotTake: there are more than any session has.
    """
    lines = split_lines(text)
    if len(lines) > MOST_LINES:
        raise CannotTake("It has more lines than a session can hold. Import it in parts.")
    return [_through_the_gate(line) for line in lines]


def in_pieces(text: str) -> Iterator[str]:
    """Go through a text in pieces that are no longer than a note can be."""
    return (piece for piece in map(cleaned, _short(text)) if piece)


def _decoded(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(raw):
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    # Cut in a letter it is still UTF-8; what Windows wrote long ago has no whole letters of it.
    whole = sum(char >= "\x80" and char != _LOST for char in text)
    if whole >= text.count(_LOST):
        return text
    text = raw.decode("cp1252", "replace")
    if _LOST in text or "\x00" in text:
        raise CannotTake(_NO_TEXT)
    return text


def _wide(raw: bytes) -> str:
    """Return the UTF-16 that a file without a mark is in: every second byte is nothing."""
    head = raw[:_LOOKED_AT]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.6 and odd < half * 0.1 else ""


def _is_odd(char: str) -> bool:
    return char not in _BREAKS_AND_TABS and unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs")


def _through_the_gate(line: str) -> str:
    line = line.replace("\t", " " * _TAB)
    bare = line.lstrip(" ")
    indent = " " * (len(line) - len(bare))
    if is_plain(bare):
        return indent + bare.rstrip()
    return indent + "".join(map(_let_through, _short(bare))).rstrip()


def _let_through(text: str) -> str:
    """Return what the gate lets through of a text; what composes then is looked at again."""
    while (kept := unicodedata.normalize("NFC", filtered(text).text)) != text:
        text = kept
    return text


def _short(text: str) -> Iterator[str]:
    """Go through a text in pieces that the gate lets through at once; nothing is left out."""
    while len(text) > MAX_CHARACTERS:
        at = text.rfind(" ", 1, MAX_CHARACTERS)
        at = at if at > 0 else edge_at(text, MAX_CHARACTERS) or MAX_CHARACTERS
        yield text[:at]
        text = text[at:]
    yield text
