"""The sentences that the rules were made with: what was found stays found.

They say nothing about how often a lens is right: the rules were made to fit them. Those
figures come from `examples`, of which half is held back. What is not found yet, or found
where it should not be, is marked so in the table.
"""

from pathlib import Path

import pytest

from soptui.lens.finding import Kind
from tests.lens.reading import found

FOLDER = Path(__file__).parent / "examples_made_with"
KINDS = (Kind.REPORTER, Kind.PART2, Kind.SEVERAL_WORRIES, Kind.VAGUE_GOAL, Kind.PROTECTION)


def made_with() -> list[tuple[Kind, str, str, str]]:
    """Return the kind of each sentence, what is expected, whether it is reached, and it itself."""
    return [
        (kind, expect, reached, entry)
        for kind in KINDS
        for line in (FOLDER / f"{kind.value}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for expect, reached, entry in [line.split("\t")]
    ]


@pytest.mark.parametrize(("kind", "expect", "reached", "entry"), made_with())
def test_what_a_rule_was_made_for_stays_found(
    kind: Kind, expect: str, reached: str, entry: str
) -> None:
    is_found = bool(found(entry, kind))

    assert (is_found is (expect == "yes")) is (reached == "yes"), "say so in the table"


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough_of_each_and_some_that_are_harmless(kind: Kind) -> None:
    mine = [expect for one, expect, _, _ in made_with() if one is kind]

    assert mine.count("yes") >= 60
    assert mine.count("no") >= 30


def test_none_of_them_is_one_of_the_examples() -> None:
    examples = Path(__file__).parent / "examples"
    given = {
        line.split("\t")[1]
        for kind in KINDS
        for line in (examples / f"{kind.value}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    }

    assert given.isdisjoint(entry for *_, entry in made_with())
