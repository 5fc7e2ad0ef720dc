"""What a text in a file may hold: nothing that the gate for incoming text would stop.

Text is cleaned when it is typed, but a part cut from a clean line, or a sentence made of
several, need not be clean itself. So it is settled when it is written: a file that was
saved can always be opened.
"""

import re

from soptui.model.text import MAX_CHARACTERS, cleaned

_GAP = re.compile(r"([ \n])")


def is_clean(text: str, *, lines: bool = False) -> bool:
    """Say whether cleaning would leave the text as it is, however long it is in all."""
    return _cleaned(text, lines) == text


def settled(text: str, *, lines: bool = False) -> str:
    """Return the text as a file may hold it; nearly always, that is the text itself."""
    while (clean := _cleaned(text, lines)) != text:  # ends: each turn leaves something out
        text = clean
    return text


def _cleaned(text: str, lines: bool) -> str:
    if len(text) <= MAX_CHARACTERS:
        return cleaned(text, lines=lines)
    # The gate cuts what is too long to be typed at once; what grew long must stay whole.
    pieces = _GAP.split(text if lines else text.replace("\n", " "))
    return "".join(piece if at % 2 else cleaned(piece) for at, piece in enumerate(pieces)).strip()
