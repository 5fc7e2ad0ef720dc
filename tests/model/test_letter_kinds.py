"""Whole kinds of letters, as Unicode names them: a cursor stands inside none of their letters."""

import unicodedata
from itertools import product

import pytest

from soptui.model.letters import is_edge

BY_NAME: dict[str, str] = {
    name: char
    for code in (*range(0x1100, 0x1200), *range(0xA960, 0xD7FF), *range(0x1F1E6, 0x1F400), 0xE0001)
    if (name := unicodedata.name(char := chr(code), ""))
} | {unicodedata.name(chr(code)): chr(code) for code in range(0xE0020, 0xE0080)}


def named(*starts: str) -> list[str]:
    return [char for name, char in BY_NAME.items() if name.startswith(starts)]


LEADS = named("HANGUL CHOSEONG")
VOWELS = named("HANGUL JUNGSEONG")
TRAILS = named("HANGUL JONGSEONG")
SYLLABLES = named("HANGUL SYLLABLE")
REGIONS = named("REGIONAL INDICATOR")
SKINS = named("EMOJI MODIFIER")


def letters(text: str) -> int:
    return sum(is_edge(text, at) for at in range(len(text)))


def test_every_korean_syllable_that_is_typed_in_its_parts_is_one_letter() -> None:
    assert (len(LEADS), len(VOWELS), len(TRAILS)) == (125, 95, 137)

    assert all(letters(lead + vowel) == 1 for lead, vowel in product(LEADS, VOWELS))
    assert all(letters(vowel + trail) == 1 for vowel, trail in product(VOWELS, TRAILS))
    assert all(
        letters(lead + LEADS[0] + VOWELS[0] + trail) == 1 for lead, trail in product(LEADS, TRAILS)
    )


def test_a_korean_part_that_comes_too_late_begins_a_letter_of_its_own() -> None:
    assert all(letters(vowel + lead) == 2 for vowel, lead in product(VOWELS, LEADS))
    assert all(letters(trail + lead) == 2 for trail, lead in product(TRAILS, LEADS))
    assert all(letters(trail + vowel) == 2 for trail, vowel in product(TRAILS, VOWELS))
    assert all(letters(lead + trail) == 2 for lead, trail in product(LEADS, TRAILS))


def test_a_korean_syllable_takes_only_the_parts_it_still_lacks() -> None:
    assert len(SYLLABLES) == 11_172
    for syllable in SYLLABLES:
        is_open = len(unicodedata.normalize("NFD", syllable)) == 2
        assert letters(LEADS[0] + syllable) == 1
        assert letters(syllable + VOWELS[-1]) == (1 if is_open else 2)
        assert letters(syllable + TRAILS[-1]) == 1
        assert letters(syllable + syllable) == 2
        assert letters(TRAILS[0] + syllable) == 2
    assert letters(f"{LEADS[0]}日") == letters(f"日{TRAILS[0]}") == letters(f"豈{VOWELS[0]}") == 2


def test_every_accent_belongs_to_the_letter_before_it() -> None:
    accents = [chr(code) for code in range(0x300, 0x370)]

    assert all(letters(f"q{accent}{accent}q") == 2 for accent in accents)
    assert all(letters(f"日{accent}") == 1 for accent in accents)


def test_two_regions_are_one_flag_and_a_third_begins_another() -> None:
    assert len(REGIONS) == 26

    assert all(letters(one + two) == 1 for one, two in product(REGIONS, REGIONS))
    assert all(letters("🇲🇽" + one) == 2 for one in REGIONS)
    assert all(letters("日" + one + two) == 2 for one, two in product(REGIONS, REGIONS))


def test_a_tone_of_skin_and_the_tags_of_a_flag_belong_to_what_stands_before_them() -> None:
    assert len(SKINS) == 5
    assert all(letters(f"👍{skin}") == 1 for skin in SKINS)
    tags = [char for name, char in BY_NAME.items() if name.startswith(("TAG ", "CANCEL TAG"))]
    assert len(tags) == 96
    assert all(letters(f"🏴{tag}") == 1 for tag in tags)


@pytest.mark.parametrize(
    "emoji",
    [
        "🙂\u200d↔\ufe0f",  # a face and an arrow: a head that shakes
        "👁\ufe0f\u200d🗨\ufe0f",
        "👨🏽\u200d⚕\ufe0f",
        "🧑\u200d\U0001faff",  # not an emoji yet
        "\u2049\ufe0f\u200d🔥",
        "🔥\u200d\u303d",
    ],
)
def test_pictures_that_are_joined_are_one_letter(emoji: str) -> None:
    assert letters(emoji) == 1
    assert letters(f"日{emoji}") == 2


@pytest.mark.parametrize("text", ["日\u200d🔥", "🔥\u200d日", "ا\u200d🔥", "日\ufe0f\u200d🔥"])
def test_a_joiner_joins_pictures_to_nothing_else(text: str) -> None:
    assert letters(text) == 2


@pytest.mark.parametrize("linked", ["क्ष", "क्\u200dष", "क\u093c्ष", "क्त्व", "ક્ષ"])
def test_consonants_that_lost_their_vowel_are_written_into_the_next(linked: str) -> None:
    assert letters(linked) == 1
    assert letters(f"日{linked}") == 2


@pytest.mark.parametrize("apart", ["कष", "काष", "क\u093cष", "日本"])
def test_consonants_that_kept_it_are_not(apart: str) -> None:
    assert letters(apart) == 2
