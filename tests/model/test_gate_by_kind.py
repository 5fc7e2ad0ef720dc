"""The gate, kind by kind: every character that people write comes in, none that hides does."""

import unicodedata

import pytest

from soptui.model.text import MAX_CHARACTERS, MAX_MARKS, Cleaned, clean, cleaned, filtered

PLANES = (*range(0x20000), *range(0xE0000, 0xE1100))
"""All letters in common use, all emoji, and the plane of tags."""

# Format characters that can be seen: the signs that stand around Arabic and Syriac numbers.
SEEN = {"ARABIC", "SYRIAC", "KAITHI"}
# Letters by their category that are drawn as nothing at all.
BLANK = {
    *("COMBINING GRAPHEME JOINER", "KHMER VOWEL INHERENT AQ", "KHMER VOWEL INHERENT AA"),
    *("HANGUL FILLER", "HALFWIDTH HANGUL FILLER", "MONGOLIAN FREE VARIATION SELECTOR ONE"),
    *("HANGUL CHOSEONG FILLER", "HANGUL JUNGSEONG FILLER"),
    *(f"MONGOLIAN FREE VARIATION SELECTOR {number}" for number in ("TWO", "THREE", "FOUR")),
}
NEVER_LETTERS = {
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
}
# Nothing is assigned there, and what will be is drawn as nothing.
WILL_BE_HIDDEN = {0x2065, *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000)}


def comes_in(char: str) -> bool:
    name, category = unicodedata.name(char, ""), unicodedata.category(char)
    if name in BLANK or ord(char) in NEVER_LETTERS:
        return False
    match category:
        case "Cc" | "Cs" | "Zl" | "Zp":
            return False
        case "Cf":
            joins = name.startswith("ZERO WIDTH") and name.endswith("JOINER")
            return joins or (name.split(" ")[0] in SEEN and name != "ARABIC LETTER MARK")
        case "Mn" | "Me":
            return True
    return ord(char) not in WILL_BE_HIDDEN


def test_every_character_comes_in_unless_it_acts_or_hides() -> None:
    chars = [chr(code) for code in PLANES if chr(code) != "日"]
    wrong = []
    for at in range(0, len(chars), 5_000):
        some = chars[at : at + 5_000]
        kept = filtered("".join(f"日{char}" for char in some)).text.split("日")[1:]
        wrong += [
            f"U+{ord(char):04X}"
            for char, left in zip(some, kept, strict=True)
            if left != (char if comes_in(char) else "")
        ]

    assert wrong == []


def test_a_line_break_comes_in_only_where_there_may_be_several_lines() -> None:
    assert filtered("one\ntwo") == Cleaned("onetwo", 1)
    assert filtered("one\ntwo", lines=True) == Cleaned("one\ntwo", 0)
    assert cleaned("one\ntwo") == "one two"


def test_lines_that_become_one_keep_the_spaces_that_are_not_at_their_ends() -> None:
    assert cleaned("one  two \n  three") == "one  two three"
    assert cleaned("one\u00a0\ntwo") == "one\u00a0 two"
    assert cleaned(" X \nX") == "X X"


def test_words_that_are_written_in_tags_are_not_smuggled_in() -> None:
    """Tags are letters that no screen shows: a note could say to a program what nobody sees."""
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore 0 and 9 all")

    assert clean(f"She calls{hidden}") == Cleaned("She calls", len(hidden))
    assert clean(f"👧{hidden}") == Cleaned("👧", len(hidden))
    assert clean(hidden) == Cleaned("", len(hidden))


@pytest.mark.parametrize("letter", "09az")
def test_a_flag_holds_letters_and_digits(letter: str) -> None:
    flag = f"🏴{chr(0xE0000 + ord(letter))}\U000e007f"

    assert clean(flag) == Cleaned(flag, 0)


@pytest.mark.parametrize("sign", "/:`{ AZ~")
def test_a_flag_holds_no_other_signs(sign: str) -> None:
    assert clean(f"🏴{chr(0xE0000 + ord(sign))}") == Cleaned("🏴", 1)


def test_behind_the_end_of_a_flag_there_is_no_more_of_it() -> None:
    scotland = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

    assert clean(f"{scotland}\U000e0061\U000e007f") == Cleaned(scotland, 2)
    assert clean(f"{scotland}{scotland}") == Cleaned(scotland * 2, 0)


@pytest.mark.parametrize("mark", ["\u0316", "\u20dd", "\u20e3", "\ufe0f", "\U000e0100"])
def test_a_letter_holds_only_so_many_marks_of_any_kind(mark: str) -> None:
    assert filtered(f"日{mark * 40}") == Cleaned(f"日{mark * MAX_MARKS}", 40 - MAX_MARKS)


@pytest.mark.parametrize("mark", ["\u0316", "\u20dd", "\ufe0f"])
@pytest.mark.parametrize("before", ["", " ", "a ", "\u3000"])
def test_a_mark_on_nothing_stays_out(mark: str, before: str) -> None:
    assert filtered(f"{before}{mark}b") == Cleaned(f"{before}b", 1)


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_nothing_ends_in_a_joiner(joiner: str) -> None:
    assert clean(f"سلام{joiner}") == Cleaned("سلام", 1)
    assert clean(f"{joiner}سلام") == Cleaned("سلام", 1)
    assert clean(f"سلام{joiner}{joiner}سلام") == Cleaned(f"سلام{joiner}سلام", 1)


def test_a_joiner_joins_no_latin_letters() -> None:
    latin = [
        chr(code)
        for code in (*range(0x41, 0x2B0), *range(0x1E00, 0x1F00))
        if chr(code).isalpha() and unicodedata.name(chr(code), "").startswith("LATIN")
    ]
    assert len(latin) > 700

    assert all(filtered(f"{one}\u200d{one}") == Cleaned(one * 2, 1) for one in latin)
    assert all(filtered(f"{one}\u200d{one}").dropped == 0 for one in "ἀμщбאس日क👩")


@pytest.mark.parametrize("letter", ["a", "日"])
def test_each_line_has_room_for_as_much_as_the_first(letter: str) -> None:
    full = letter * MAX_CHARACTERS
    kept = f"{full}\n{full}\n日"

    assert clean(kept, lines=True) == Cleaned(kept, 0)
    assert clean(f"{full}{letter * 3}\n{full}{letter * 4}\n日", lines=True) == Cleaned(kept, 0, 7)
    assert clean(f"{full}{letter}\x00") == Cleaned(full, 1, 1)
