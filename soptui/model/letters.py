"""Where one letter ends and the next begins, as people see letters.

One letter on the screen can be many characters: an emoji family, a flag, a skin tone, a
Hindi conjunct, a Korean syllable, a letter with its marks. A cursor stands between
letters, never inside one, and Backspace takes a whole one.

The rules are those of Unicode (its Annex 29); where they would need large tables, fewer
places count as an end, never more.
"""

from unicodedata import category

# Every letter of western languages stands before this, and each of them stands alone.
_FIRST_MARK = "\u0300"
_JOINER = "\u200d"
# Not marks by their category, but they belong to what stands before them as marks do.
_FOLLOWERS = frozenset("\u0e33\u0eb3\u200c\u200d\uff9e\uff9f")
# Arabic and Indic signs that belong to what stands behind them.
_HEADS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    "\U000110bd\U000110cd\U000111c2\U000111c3\U000113d1\U0001193f\U00011941"
    "\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"
)
# Signs that take the vowel from a letter, so that the next one is written into it.
_LINKERS = frozenset(
    "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\u1cf5\u1cf6\ua9c0\uaaf6"
    "\U00010a3f\U00011133\U000113d0\U0001193e\U00011a3a\U00011a47\U00011a99\U00011f42"
)
_PICTURES = frozenset("\u203c\u2049\u3030\u303d")


def is_edge(text: str, at: int) -> bool:
    """Say whether no letter goes on across this place."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if after < _FIRST_MARK:
        return before not in _HEADS or after == "\n"
    if before == "\n":
        return True
    if _belongs_to_before(after):
        return False
    if before < _FIRST_MARK:
        return True
    return not (
        before in _HEADS
        or _is_one_syllable(before, after)
        or _is_linked(text, at)
        or _is_joined_picture(text, at)
        or _is_second_half_of_a_flag(text, at)
    )


def edge_at(text: str, at: int) -> int:
    """Return this place, or where the letter begins that goes on across it."""
    at = min(max(at, 0), len(text))
    while not is_edge(text, at):
        at -= 1
    return at


def edge_from(text: str, at: int) -> int:
    """Return this place, or where the letter ends that goes on across it."""
    at = min(max(at, 0), len(text))
    while not is_edge(text, at):
        at += 1
    return at


def _belongs_to_before(char: str) -> bool:
    return (
        category(char)[0] == "M"
        or char in _FOLLOWERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # the tags of a flag
    )


def _is_one_syllable(before: str, after: str) -> bool:
    # Korean: a leading consonant, a vowel, a trailing consonant; or both of the first, or all.
    if _is_lead(before):
        return _is_lead(after) or _is_vowel(after) or "\uac00" <= after <= "\ud7a3"
    if _is_vowel(before) or ("\uac00" <= before <= "\ud7a3" and (ord(before) - 0xAC00) % 28 == 0):
        return _is_vowel(after) or _is_trail(after)
    return (_is_trail(before) or "\uac00" <= before <= "\ud7a3") and _is_trail(after)


def _is_lead(char: str) -> bool:
    return "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c"


def _is_vowel(char: str) -> bool:
    return "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6"


def _is_trail(char: str) -> bool:
    return "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb"


def _is_linked(text: str, at: int) -> bool:
    if category(text[at]) != "Lo":
        return False
    for before in reversed(text[max(0, at - 24) : at]):
        if before in _LINKERS:
            return True
        if before != _JOINER and category(before) != "Mn":
            return False
    return False


def _is_joined_picture(text: str, at: int) -> bool:
    if text[at - 1] != _JOINER or not _is_picture(text[at]):
        return False
    at -= 2
    while at > 0 and _belongs_to_before(text[at]):
        at -= 1
    return at >= 0 and _is_picture(text[at])


def _is_picture(char: str) -> bool:
    # What is not assigned yet may be an emoji of a later year.
    return category(char) in ("So", "Sm", "Cn") or char in _PICTURES


def _is_second_half_of_a_flag(text: str, at: int) -> bool:
    start = at
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return _is_flag_letter(text[at]) and (at - start) % 2 == 1


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
