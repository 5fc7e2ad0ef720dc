"""How often each lens is right, over all examples: never again less than once reached."""

import pytest

from bench.lens_examples import examples
from bench.lenses import score
from soptui.lens.finding import Kind

FLOORS: dict[Kind, tuple[float, float]] = {
    Kind.REPORTER: (0.90, 0.83),
    Kind.PART2: (0.91, 0.87),
    Kind.IMPACT: (0.96, 0.83),
    Kind.JARGON: (0.89, 0.96),
    Kind.TENSE: (0.88, 0.91),
    Kind.CHILD_BLAMED: (0.96, 0.87),
    Kind.SEVERAL_WORRIES: (0.96, 0.83),
    Kind.AGENCY_ALONE: (0.96, 0.91),
    Kind.TOO_LONG: (0.96, 0.91),
    Kind.DEAD_MAN: (0.88, 0.96),
    Kind.VAGUE_GOAL: (0.96, 0.87),
    Kind.SERVICE: (0.92, 0.96),
    Kind.NO_TIME: (0.96, 0.91),
    Kind.NO_NETWORK: (0.96, 0.91),
    Kind.UNPAIRED: (0.96, 0.96),
    Kind.PROTECTION: (0.91, 0.87),
    Kind.NEXT_STEP: (0.91, 0.91),
    Kind.NETWORK: (0.91, 0.96),
    Kind.BALANCE: (0.96, 0.96),
}
"""Precision and recall, a few points under what was reached."""


@pytest.mark.parametrize("kind", FLOORS)
def test_a_lens_is_right_as_often_as_it_was(kind: Kind) -> None:
    seen, held_back = score(kind, held_back=False), score(kind, held_back=True)
    hits = seen.hits + held_back.hits
    wrong = len(seen.wrong) + len(held_back.wrong)
    missed = len(seen.missed) + len(held_back.missed)
    precision, recall = FLOORS[kind]

    assert hits / (hits + wrong) >= precision
    assert hits / (hits + missed) >= recall


def test_every_lens_with_examples_has_a_floor() -> None:
    assert {kind for kind in Kind if any(examples(kind))} == set(FLOORS)
