"""Jargon: the longest form, each once, and never where it means something else."""

import pytest

from soptui.lens.finding import Kind
from tests.lens.reading import found

JARGON = (
    "the kids were removed on Tuesday",
    "they removed the two older kids",
    "Amari was placed with Rosa",
    "placed in a group home",
    "mom is using again",
    "dad is clean and sober",
    "mom has been clean for 60 days",
    "Daniel is inconsistent with visits",
    "mom is manipulating the kids",
    "she manipulates the worker",
    "Noah shuts down when asked",
    "the minor was crying",
    "history of domestic violence",
    "he was high on meth",
    "mom is in denial about it",
    "call the collaterals",
    "clients refused services",
    "a pattern of leaving",
    "he is a runaway",
    "she disclosed at school",
    "their home is chaotic",
    "Ray is isolated",
)
PLAIN = (
    "Rosa placed second in the bake sale",
    "he placed the keys on the hook",
    "she removed the broken glass before Lily woke",
    "the cast was removed on Friday",
    "Teresa is using a calendar on the wall",
    "Keisha is using her sister's car",
    "the bathroom was clean and the beds were made",
    "kids came to school clean and fed",
    "the factory shut down last spring",
    "he used the truck as collateral",
    "the soup has the right consistency",
    "Mateo manipulates small blocks with both hands",
    "a minor cut on his thumb",
    "history of asthma on mom's side",
    "the pills are high on the top shelf",
    "the denial letter from housing came",
    "her nail clients come on Saturdays",
    "a pattern of stars on her quilt",
    "a runaway shopping cart hit the car",
    "the landlord disclosed the mold",
    "the bus was delayed an hour",
    "an isolated road behind the farm",
    "AP class is hard for him",
    "they go to church services on Sundays",
    "the app crashed and the laptop shut down",
)


@pytest.mark.parametrize("text", JARGON)
def test_a_label_is_asked_about(text: str) -> None:
    assert found(f"~ {text}", Kind.JARGON)


@pytest.mark.parametrize("text", PLAIN)
def test_a_false_friend_is_left_alone(text: str) -> None:
    assert not found(f"~ {text}", Kind.JARGON)


def test_the_longest_form_wins_and_each_is_asked_about_once() -> None:
    findings = found("~ medical neglect, and medical neglect again", Kind.JARGON)

    assert [one.words for one in findings] == ["medical neglect"]


def test_a_positive_label_is_asked_about_where_it_makes_a_strength_look_like_safety() -> None:
    assert found("+ mom is bonded with Lily", Kind.JARGON)
    assert not found("~ mom is bonded with Lily", Kind.JARGON)


def test_short_capitals_count_only_as_capitals() -> None:
    assert found("~ he has ODD", Kind.JARGON)
    assert not found("~ he has odd socks", Kind.JARGON)


def test_what_frames_the_map_is_left_alone() -> None:
    assert not found(":hopes that we reunify || :agreements no jargon, be engaged", Kind.JARGON)
