"""The gate for incoming text: people's letters stay, what could act or hide goes."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soptui.model import text as gate
from soptui.model.text import MAX_CHARACTERS, MAX_MARKS, clean, cleaned
from tests.strategies import any_text

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0001\U000e0020]"
)
FLOOD = re.compile(f"[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]{{{MAX_MARKS + 1}}}")


@given(any_text, st.booleans())
@example(" \u0301a", False)
@example("e\u200b\u0301\u200dx", False)
@example("س\u200c ", False)
@example("a" + ("\u0301" * 8 + "\x00") * 9, False)
@example("a" + "\u0344" * 12, False)
@example("x\n\u0301", True)
def test_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)

    assert clean(once.text, lines=lines) == gate.Cleaned(once.text, 0)


@given(any_text, st.booleans())
def test_nothing_that_acts_or_hides_comes_through(text: str, lines: bool) -> None:
    kept = cleaned(text, lines=lines)

    assert not FORBIDDEN.search(kept.replace("\n", "") if lines else kept)
    assert not FLOOD.search(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    kept.encode("utf-8")


@given(any_text, st.booleans())
@example("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", False)
def test_what_the_gate_lets_through_is_shown_as_it_is(text: str, lines: bool) -> None:
    kept = cleaned(text, lines=lines)

    assert gate.shown(kept) == kept


@given(any_text)
@example("\U000e0041\u2028\x9b\ud83d")
def test_nothing_that_acts_or_hides_is_shown(text: str) -> None:
    seen = gate.shown(text)

    assert len(seen) == len(text)
    assert not FORBIDDEN.search(seen.replace("\n", ""))
    assert gate.shown(seen) == seen


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_the_quick_way_is_only_quicker(text: str) -> None:
    quick = clean(text)
    slow = clean(f"{text}\u4e00")  # a letter that is not on the quick way

    assert slow.text.removesuffix("\u4e00").strip() == quick.text
    assert slow.dropped == quick.dropped


def test_every_letter_on_the_quick_way_is_kept_by_the_slow_one() -> None:
    quick = [chr(code) for code in range(0x10000) if gate._PLAIN.fullmatch(chr(code))]

    assert len(quick) > 400
    assert all(gate.filtered(f"x{char}x") == gate.Cleaned(f"x{char}x", 0) for char in quick)
    assert all(unicodedata.normalize("NFC", f"a{char}a") == f"a{char}a" for char in quick)


@pytest.mark.parametrize(
    "text",
    [
        "¿Quién cuidó a Íñigo? ¡Nadie!",
        "👩‍👩‍👧 and 👨🏽‍🦰 and ❤️‍🔥",
        "🇲🇽 🇺🇸",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "می‌خواهم به خانه بروم",
        "السَّلَامُ عَلَيْكُمْ",
        "שָׁלוֹם",
        "क्‍ष and क्‌ष",
        "1️⃣ first",
        "tiếng Việt, Nguyễn",
        "ครูบอกว่าเด็กหิว",
        "한국어 각",
        "[name withheld] <b>x</b> =1+1 ../ | # %s {who}",
    ],
)
def test_people_can_write_in_their_own_letters(text: str) -> None:
    assert clean(text) == gate.Cleaned(unicodedata.normalize("NFC", text), 0)


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("a\x00b", "ab", 1),
        ("\x1b[31mred", "[31mred", 1),
        ("a\u202eb\u202c", "ab", 2),
        ("e\u0301", "é", 0),
        ("caf\u200be\u0301", "café", 1),
        ("a\u200db", "ab", 1),
        ("a" + "\u0316" * 12, "a" + "\u0316" * 8, 4),
        ("a\U000e0041\U000e0042", "a", 2),
        ("🏴" + "\U000e0061" * 30, "🏴" + "\U000e0061" * 7, 23),
        ("x\ufe00" + "\U000e0100" * 20, "x\ufe00" + "\U000e0100" * 7, 13),
        ("half \ud83d pair", "half  pair", 1),
        ("one\r\ntwo\x0b three\u2028four", "one two three four", 0),
        ("tab\there", "tab here", 0),
        ("  spaces \n ", "spaces", 0),
    ],
)
def test_what_is_left_out_is_counted(text: str, kept: str, dropped: int) -> None:
    assert clean(text) == gate.Cleaned(kept, dropped)


def test_several_lines_stay_several_lines_when_asked() -> None:
    assert cleaned("one\r\ntwo\u2029three", lines=True) == "one\ntwo\nthree"


def test_a_line_ends_at_the_most_it_can_keep_but_a_paste_of_many_lines_does_not() -> None:
    assert clean("a" * (MAX_CHARACTERS + 5)) == gate.Cleaned("a" * MAX_CHARACTERS, 0, 5)
    assert clean("é\u4e00" * MAX_CHARACTERS).cut == MAX_CHARACTERS
    many = "\n".join("x" * 300 for _ in range(200))
    assert clean(many, lines=True) == gate.Cleaned(many, 0)


@pytest.mark.parametrize(
    "text",
    [
        "\x00" + " " * 100_000 + "x",
        "\u4e00" + "\n \t" * 33_000,
        "a" + "\u0301\u0327" * 50_000,
        "🏴" + "\U000e0061" * 100_000,
        "\u200d" * 100_000,
        "é\u4e00" * 50_000,
    ],
    ids=["spaces", "breaks", "marks", "tags", "joiners", "letters"],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    clean(text)

    assert time.process_time() - start < 1.5
