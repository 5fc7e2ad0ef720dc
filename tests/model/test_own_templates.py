"""Templates of an agency's own: they may use every sign that a template knows, anywhere."""

from soptui.model.alphabet import Section
from soptui.model.composing import Composer

HARM = Section.HARM_STATEMENT


def said(template: str, *parts: str) -> str:
    return Composer({HARM: template}).sentence(HARM, parts)


def test_a_part_that_is_missing_leaves_no_sign_unless_one_is_asked_for() -> None:
    template = "{who…} left {known}."

    assert said(template, "at night", "Ana") == "Ana left at night."
    assert said(template, "", "Ana") == "Ana left."
    assert said(template, "at night", "") == "… left at night."


def test_who_is_missing_counts_as_one() -> None:
    template = "{who…} {who?goes|go} home, as {known} knows."

    assert said(template, "Dee", "Ana, Leo") == "Ana, Leo go home, as Dee knows."
    assert said(template, "Dee", "Ana") == "Ana goes home, as Dee knows."
    assert said(template, "Dee", "") == "… goes home, as Dee knows."


def test_a_blank_that_no_template_knows_is_left_out() -> None:
    assert said("{who…} {?!}left.", "", "Ana") == "Ana left."


def test_the_same_words_before_and_in_a_part_are_said_once_however_they_are_split() -> None:
    template = "{who…} said {?!}that {did…}."

    assert said(template, "", "Ana", "said that he left") == "Ana said that he left."
