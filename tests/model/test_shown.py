"""Names that no person typed, such as a file's: what hides or acts in them is seen."""

import pytest

from soptui.model.text import shown, split_lines


@pytest.mark.parametrize(
    "name",
    ["2026-11-23-example", "/home/Íñigo/notes.md", "会議.md", "می\u200cخواهم", "👩\u200d👧.md", ""],
)
def test_a_name_in_anybodys_letters_is_shown_as_it_is(name: str) -> None:
    assert shown(name) == name


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202egnp.exe", "a\ufffdgnp.exe"),
        ("a\u3164b", "a\ufffdb"),
        ("\u200b", "\ufffd"),
        ("a\udcffb\x00", "a\ufffdb\ufffd"),
        ("\ufffe\U000e0041", "\ufffd\ufffd"),
        ("نص\u200f ١", "نص\ufffd ١"),
    ],
)
def test_each_character_that_hides_or_acts_has_its_mark(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_a_message_of_several_lines_keeps_them() -> None:
    assert shown("one\ntwo\x07") == "one\ntwo\ufffd"


def test_a_text_is_parted_wherever_any_program_breaks_a_line() -> None:
    text = "a\r\nb\nc\rd\x0be\x0cf\x85g\u2028h\u2029i\tj"

    assert split_lines(text) == [*"abcdefgh", "i\tj"]
