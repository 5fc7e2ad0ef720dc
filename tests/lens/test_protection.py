"""Strength is not safety: which of the two shelves of the middle column fits."""

import pytest

from soptui.lens.finding import Kind
from tests.lens.reading import found

ACTS = (
    "+ when Ray started yelling Teresa put both kids in the car and drove to grandpa's",
    "+ Keisha gave the pills to her sister on Friday night",
    "+ Daniel slept at Leo's the two times he had been drinking",
    "+ Teresa called 911 when ray came back",
    "+ grandpa comes and gets the kids whenever it gets loud",
    "+ Dev talked ray down on the porch and took him home for the night",
    "+ Daniel asked Rosa to keep Mateo on the weekend he relapsed",
    "+ keisha put a lock on the med cabinet after amari found the pills",
    "+ ray left the house before it got physical 3 times in october",
    "+ Teresa didn't let him in on saturday",
    "+ the neighbor took lily in while they fought",
    "+ Daniel walked home w mateo instead of driving last friday",
    "+ Leo took the car keys at the bbq",
    "+ Bri moved in so an adult is up in the morning",
)

STRENGTHS = (
    "+ Keisha loves her kids",
    "+ Daniel has a steady job",
    "+ Teresa attends her DV group every week",
    "+ Rosa is willing to take Mateo",
    "+ Noah is doing well in school",
    "+ keisha takes amari to the library on saturdays",
    "+ Ray coaches noah's soccer team",
    "+ Daniel will give Leo the keys",
    "+ Grandpa lives two blocks away",
    "+ Teresa reads to lily every night",
    "+ amari called her aunt when mom would not wake up",
    "+ the family goes to church",
)

NO_ACTS = (
    "++ Teresa / is a good mom",
    "++ Daniel / is in AA",
    "++ Keisha / completed parenting class",
    "++ Rosa / lives close by",
    "++ Daniel / will call Leo",
    "++ Ray / is sorry for what he did",
    "++ Teresa / cares a lot about the kids",
    "++ Keisha / has a lot of family support",
    "++ Teresa / knows the signs now",
)

SEEN_ACTS = (
    "++ Teresa / took the kids to grandpa's / in June",
    "++ Daniel / gave Leo his keys every friday",
    "++ Keisha / had her sister sleep over",
    "++ Rosa / drove Mateo home because Daniel had been drinking",
    "++ Ray / walked away and sat in the truck",
    "++ Leo / has picked Mateo up",
    "++ Keisha / flushed the pills",
    "++ Teresa / hid the kids at the neighbors",
)


@pytest.mark.parametrize("entry", ACTS)
def test_an_act_against_the_danger_may_be_more_than_a_strength(entry: str) -> None:
    assert [one.topic for one in found(entry, Kind.PROTECTION)] == ["act"]


@pytest.mark.parametrize("entry", STRENGTHS)
def test_what_is_good_and_stopped_nothing_is_a_strength(entry: str) -> None:
    assert not found(entry, Kind.PROTECTION)


@pytest.mark.parametrize("entry", NO_ACTS)
def test_a_quality_a_service_or_a_promise_is_no_act_of_protection(entry: str) -> None:
    assert [one.topic for one in found(entry, Kind.PROTECTION)] == ["quality"]


@pytest.mark.parametrize("entry", SEEN_ACTS)
def test_what_was_done_is_an_act_of_protection(entry: str) -> None:
    assert not found(entry, Kind.PROTECTION)
