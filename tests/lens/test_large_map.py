"""What the lenses are timed with: a map that no memory can help with."""

from bench.large_map import large_map
from soptui.model.alphabet import Section
from tests.lens.reading import review, wording


def test_no_two_notes_of_a_large_map_are_alike() -> None:
    session = large_map(120, 1, wording())

    assert len(session.notes) == 120
    assert len({note.text for note in session.notes}) == 120


def test_another_seed_gives_another_map() -> None:
    one, other = ({note.text for note in large_map(60, seed, wording()).notes} for seed in (1, 2))

    assert len(one & other) < 20


def test_half_of_a_large_map_are_statements_and_there_is_much_to_ask() -> None:
    session = large_map(120, 1, wording())
    sections = [note.section for note in session.notes]
    heavy = {
        Section.PAST_HARM, Section.HARM_STATEMENT, Section.DANGER_STATEMENT, Section.SAFETY_GOAL,
    }  # fmt: skip

    assert sum(section in heavy for section in sections) == 60
    assert len({finding.kind for finding in review().findings(session)}) > 8
