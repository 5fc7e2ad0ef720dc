"""A large map to measure the lenses with: every note says something else, as people would.

Names, days, numbers, acts and what came of them are drawn by chance, and the same for the
same seed. So no text is read twice, and nothing that is kept from one can help with another.
"""

import random
from string import Formatter

from bench.lens_examples import session_of
from soptui.model.session import Session
from soptui.wording import Wording

FORMS = (
    (
        "{Adult} is non-compliant and lacks insight about what happened on {day}",
        "{Helper} says {Adult} was {late} and {child} missed {thing} {n} times in {month}",
        "{Adult} told the worker {n} times that {child} does not want to go to {place}",
        "Unit met about {child} and {Helper} came {late}, {Adult} minimizes {thing}",
    ),
    (
        "- On {month} {n} {Adult} was drunk and drove {child} home and {child} {effect}",
        "- {Adult} left {child} alone for {n} hours on {day} while {Adult} was at {place}",
        "- {Adult} hit {child} with a belt because {child} would not eat {thing}, {n} marks",
        "-- DCFS, {Helper} / {Adult} / yelled and threw {thing} at {child} on {day} / {child} "
        "{effect}",
    ),
    (
        "! DCFS, {Helper} / {Adult} will {act} again / on {day}s after {thing} / {child} could "
        "be hurt in a crash",
        "! {Helper}, {Adult} / {Adult} might {act} and leave {child} / when {Adult} is {late} / "
        "{child} could be {effect}",
        "! worker / {Adult} could {act} in front of {child} / at {place} / {child} will be "
        "scared for {n} nights",
        "! We are worried that {Adult} will {act} when {Helper} is at {place} and {child} could "
        "get burned",
    ),
    (
        "+ {Helper} called {Adult} before {Adult} {did}, so {Helper} took {child} on {day}",
        "+ {Adult} works {n} shifts at {place} and loves {child}",
        "++ {Adult} / asked {Helper} to take {child} to {place} / on {day}s in {month} / "
        "{child} was not there",
        "+ {child} has {thing} and goes to {place} with {Helper} every {day}",
    ),
    (
        "* {Adult} / {Helper} / will call {Helper} when {Adult} is {late} / so that {child} "
        "sleeps / {n} months",
        "* {Adult} / {Helper}, {Adult2} / will not {act} when {child} is home / so {child} has "
        "{thing} / until {month}",
        "* {Adult} / the worker / will attend parenting class at {place} / {child} is safe / "
        "{n} weeks",
        "* {Adult} will hand the keys to {Helper} every {day} and read to {child} until {month} "
        "{n}",
    ),
    (
        "> {Helper} puts the plan on the fridge / {Helper} / {day}",
        "> Call {place} about {thing} for {child} / {Adult} / by {month} {n}",
        "> {Adult} and {Helper} visit {place} / we / soon",
        "> {Adult} brings {thing} to {Helper} before {day}",
    ),
)  # fmt: skip
"""One row for each kind of note; drawn from in turn, half of the notes are statements in parts."""

LIKE_THE_DEMO = (29, 14, 4, 12, 5, 8)
"""How many notes of each row a worked mapping has: those of the demo, by their sections."""

WORDS = {
    "Adult": "Daniel|Keisha|Ray|Teresa|Mom|Dad|Stepdad|her boyfriend",
    "Adult2": "Grandpa|Uncle Leo|Bianca|Aunt Joy",
    "Helper": "Rosa|Odette|MGM|Aunt Carla|Grandma|Ms. Cole|Uncle Theo|the neighbor Bea|Coach Dunn",
    "child": "Mateo|Amari|Lily|Noah|the baby|the kids|the older boy|her daughter",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "month": "January|March|April|June|July|September|October|December",
    "late": "late|angry|tired|drunk|asleep on the couch|sick again|upset with Rosa|out all night",
    "thing": "his inhaler|dinner|the red bike|her homework|the asthma medicine|a birthday party|"
    "the school bus|swim lessons|two bottles|the rent money|his glasses|court",
    "place": "school|the store|the park|the clinic|work|church|the laundromat|the library|"
    "his cousin's|the shelter|the motel on 5th|daycare",
    "effect": "cried all night|would not sleep|had a bruise|hid in the closet|wet the bed|"
    "got a black eye|missed a week of school|stopped talking",
    "act": "drink|drive after drinking|hit and yell|use meth|fall asleep|fight with Ray|smoke|"
    "lose it and throw plates|forget the medicine|let Leo back in",
    "n": "|".join(map(str, range(2, 30))),
    "did": "drank|drove|yelled|left|used|fell asleep|got loud|went to the bar",
}
_WORDS = {name: words.split("|") for name, words in WORDS.items()}


def large_map(
    notes: int, seed: int, wording: Wording, *, weights: tuple[int, ...] = (1, 1, 1, 1, 1, 1)
) -> Session:
    """Return a map of so many notes, no two of them alike, with so many of each row in turn."""
    chance = random.Random(seed)
    rows = [row for row, weight in zip(FORMS, weights, strict=True) for _ in range(weight)]
    lines: dict[str, None] = {}
    while len(lines) < notes:
        lines.setdefault(_line(chance, chance.choice(rows[len(lines) % len(rows)])))
    return session_of(" || ".join(lines), wording)


def _line(chance: random.Random, form: str) -> str:
    """Return a line of a form; a name that stands in it twice is the same person's."""
    names = [name for _, name, _, _ in Formatter().parse(form) if name]
    drawn = {name: chance.choice(_WORDS[name]) for name in names}
    return form.format(**drawn)
