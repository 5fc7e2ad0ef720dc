"""The marks that people type at the end of a part, where the sentence goes on behind them."""

import pytest

from soptui.model.alphabet import Section
from soptui.model.sewing import capital
from tests.builders import COMPOSER

DANGER, HARM, ACT = Section.DANGER_STATEMENT, Section.HARM_STATEMENT, Section.ACT_OF_PROTECTION


def said(section: Section, *parts: str) -> str:
    return COMPOSER.sentence(section, parts)


@pytest.mark.parametrize("mark", [",", ";", ":", ".", " ;"])
def test_a_mark_that_would_part_a_sentence_that_goes_on_is_left_out(mark: str) -> None:
    sentence = said(DANGER, "", f"he drinks{mark}", "", "Mateo is hurt")

    assert sentence == "He drinks, and Mateo is hurt."


@pytest.mark.parametrize("mark", ["!", "?", "…", ")", '"'])
def test_any_other_mark_stays(mark: str) -> None:
    assert said(DANGER, "", f"he drinks{mark}", "on Fridays") == f"He drinks{mark} on Fridays."


@pytest.mark.parametrize("word", ["Leo.", "him.", "is."])
def test_the_stop_behind_a_word_is_left_out(word: str) -> None:
    sentence = said(DANGER, "", f"he hits {word}", "on Fridays")

    assert sentence == f"He hits {word.rstrip('.')} on Fridays."


@pytest.mark.parametrize("word", ["p.m.", "K.", "Jr.", '"M.', "(J.", "“Jr.", "..."])
def test_the_stop_of_an_abbreviation_belongs_to_it(word: str) -> None:
    assert said(DANGER, "", f"he hits {word}", "on Fridays") == f"He hits {word} on Fridays."


def test_an_abbreviation_earlier_in_a_part_does_not_keep_the_stop_at_its_end() -> None:
    sentence = said(DANGER, "", "he came at 8 p.m. and left.", "", "Mateo hid")

    assert sentence == "He came at 8 p.m. and left, and Mateo hid."


def test_a_space_before_a_mark_goes_and_the_mark_stays() -> None:
    assert said(ACT, "Ana", "called Rosa , Leo ; and Dee", "on Fridays ,", "") == (
        "Ana called Rosa, Leo; and Dee on Fridays."
    )


@pytest.mark.parametrize(
    ("text", "begun"),
    [("ana", "Ana"), ("íñigo", "Íñigo"), ("ßa", "ßa"), ("ŉ", "ŉ"), ("", ""), ("A", "A")],
)
def test_a_letter_that_has_no_capital_of_its_own_stays_as_it_was_typed(
    text: str, begun: str
) -> None:
    assert capital(text) == begun
