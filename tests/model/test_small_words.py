"""What a sentence needs from the few small words that soptui knows: one or several, a name, a verb.

Facilitators read these sentences aloud to a family: "Rosa are worried" would be ours, not theirs.
"""

import pytest

from soptui.model.alphabet import Section
from soptui.model.speech import Speech
from tests.builders import COMPOSER

SPEECH = COMPOSER.speech
WITHOUT_LISTS = Speech()


def who_worries(part: str) -> str:
    return COMPOSER.sentence(Section.DANGER_STATEMENT, (part, "he drinks"))


def who_differs(part: str) -> str:
    return COMPOSER.sentence(Section.DANGER_STATEMENT, ("", "he drinks", "", "", part))


@pytest.mark.parametrize("part", ["Rosa & Leo", "Rosa + Leo", "the aunts,", "the aunts (both)"])
def test_several_people_are(part: str) -> None:
    assert " are worried" in who_worries(part)


@pytest.mark.parametrize(
    "part",
    [
        *("the princess", "the campus", "his sis", "the neighbor's", "DCFS"),
        *("(a neighbor)", "Rosa (aunts and uncles)"),
    ],
)
def test_one_person_is_whatever_the_word_ends_in(part: str) -> None:
    assert " is worried" in who_worries(part)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Rosa are worried", "Rosa are worried that he drinks."),
        ("Rosa, Leo are worried that", "Rosa and Leo are worried that he drinks."),
    ],
)
def test_whoever_typed_the_verb_keeps_it_once(typed: str, sentence: str) -> None:
    assert who_worries(typed) == sentence


@pytest.mark.parametrize(
    ("typed", "as_list"),
    [
        ("Rosa, Leo", "Rosa and Leo"),
        ("Rosa, Leo,", "Rosa and Leo"),
        ("Rosa ,Leo", "Rosa and Leo"),
        ("Rosa,  Leo", "Rosa and Leo"),
        ("Rosa, Leo + Ana", "Rosa, Leo + Ana"),
        ("Rosa; Leo;", "Rosa and Leo"),
        (",", ","),
    ],
)
def test_the_last_comma_of_a_list_is_read_as_and(typed: str, as_list: str) -> None:
    assert SPEECH.as_list(typed) == as_list


@pytest.mark.parametrize("name", ["Daniel", "Daniel.", "Ana Maria de Soto", "Grandma (Rosa)"])
def test_a_bare_name_sees_it_differently(name: str) -> None:
    assert who_differs(name) == f"He drinks. {name.rstrip('.')} sees it differently."


@pytest.mark.parametrize(
    "text", ["no", "(no)", "Ana might", "Ana does", "Ana never", "all of this is new"]
)
def test_whatever_is_more_than_a_name_stands_as_it_was_said(text: str) -> None:
    assert who_differs(text) == f"He drinks. {text[0].upper()}{text[1:]}."


def test_no_said_loudly_is_no_name_either() -> None:
    assert who_differs("no!") == "He drinks. No!"


def test_words_behind_no_name_at_all_belong_to_nobody() -> None:
    assert "sees it" not in who_differs(": it was once")


@pytest.mark.parametrize(
    ("part", "front"),
    [
        ("be hurt", "the child could"),
        ("(be hurt)", "the child could"),
        ("“never” be hurt", "the child could"),
        ("could be hurt", "the child"),
        ("Mateo is hurt", ""),
        ("never", ""),
        ("no longer, ever", ""),
    ],
)
def test_a_part_that_begins_with_its_verb_is_given_its_subject(part: str, front: str) -> None:
    assert SPEECH.subject_for(part, "the child", "could") == front


def test_a_subject_may_need_nothing_beside_it() -> None:
    assert SPEECH.subject_for("be hurt", "the child", "") == "the child"


def test_a_caregiver_who_was_typed_with_will_gets_no_second_one() -> None:
    sentence = COMPOSER.sentence(Section.SAFETY_GOAL, ("Daniel will", "", "call Leo"))

    assert sentence == "Daniel will show everyone that Daniel will call Leo."


@pytest.mark.parametrize(
    ("part", "inside"),
    [
        ("The agency", "the agency"),
        ("They, too, are hurt", "they, too, are hurt"),
        ("THE agency", "THE agency"),
        ("Rosa", "Rosa"),
    ],
)
def test_only_small_words_lose_their_capital_letter_inside_a_sentence(
    part: str, inside: str
) -> None:
    assert SPEECH.within(part) == inside


def test_words_that_the_template_says_already_are_left_out_before_the_part_is_fitted_in() -> None:
    parts = ("Ana", "called", "", "by The aunt")

    assert COMPOSER.sentence(Section.ACT_OF_PROTECTION, parts) == "Ana called (seen by the aunt)."


def test_a_language_without_lists_knows_no_small_words() -> None:
    assert not WITHOUT_LISTS.is_many("We")
    assert WITHOUT_LISTS.subject_for("be hurt", "the child", "could") == ""
    assert WITHOUT_LISTS.within("The agency") == "The agency"
