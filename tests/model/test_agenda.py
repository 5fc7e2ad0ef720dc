"""How a meeting runs: its steps over its planned minutes, and which kind of meeting it is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.model.agenda import (
    Preset,
    Step,
    agenda,
    column_order,
    is_step,
    planned,
    preset_of,
    step_at,
)
from soptui.model.alphabet import Column
from soptui.wording import Wording, languages, load_wording

LINES = ("5 purpose", "15 worries", "10 next steps")
WORDINGS = [load_wording(language) for language in languages()]


def test_the_steps_take_their_minutes() -> None:
    assert agenda(LINES, 30) == (
        Step("purpose", 0, 5),
        Step("worries", 5, 20),
        Step("next steps", 20, 30),
    )


def test_in_a_longer_meeting_every_step_is_longer() -> None:
    assert [step.end for step in agenda(LINES, 90)] == [15, 60, 90]


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=20),
    st.integers(1, 1440),
)
def test_however_long_it_is_the_steps_fill_it_without_a_gap(shares: list[int], whole: int) -> None:
    steps = agenda([f"{share} x" for share in shares], whole)

    assert (steps[0].start, steps[-1].end, len(steps)) == (0, whole, len(shares))
    assert all(one.end == next_.start for one, next_ in pairwise(steps))
    assert all(step_at(steps, minute) is not None for minute in range(whole))


def test_one_step_is_now_and_none_before_and_after() -> None:
    steps = agenda(LINES, 30)

    assert [getattr(step_at(steps, minute), "name", None) for minute in (-1, 0, 4, 5, 29, 30)] == [
        *(None, "purpose", "purpose", "worries", "next steps", None)
    ]


def test_a_meeting_without_steps_has_none() -> None:
    assert agenda((), 60) == ()
    assert step_at((), 3) is None


@pytest.mark.parametrize("line", ["", "worries", "0 worries", "5", "5 ", "-5 worries", "5000 x"])
def test_what_is_no_step_is_known(line: str) -> None:
    assert not is_step(line)
    assert agenda([line, "5 purpose"], 10) == (Step("purpose", 0, 10),)


CALLED = [(Preset.UNIT, "unit meeting"), (Preset.COACHING, "coaching"), (Preset.CFT, "CFT")]


@pytest.mark.parametrize(
    ("setting", "preset"),
    [
        ("unit meeting", Preset.UNIT),
        ("coaching", Preset.COACHING),
        ("Coaching, Tuesday", Preset.COACHING),
        ("cft at school", Preset.CFT),
        ("CFT.", Preset.CFT),
        ("", Preset.UNIT),
        ("coachings", Preset.UNIT),
        ("RED team", Preset.UNIT),
    ],
)
def test_a_kind_of_meeting_is_known_by_its_name(setting: str, preset: Preset) -> None:
    assert preset_of(setting, CALLED) is preset


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.language)
def test_every_preset_has_an_agenda_and_a_name_by_which_it_is_known(wording: Wording) -> None:
    assert len(wording.settings) == len(Preset)
    for preset, name in zip(Preset, wording.settings, strict=True):
        assert wording.preset(name) is preset
        lines = wording.steps(name)
        assert all(map(is_step, lines))
        assert 5 <= len(lines) <= 9
        assert all(len(step.name) <= 32 for step in agenda(lines, 60))


def test_a_preset_takes_as_long_and_is_known_in_every_language() -> None:
    for wording in WORDINGS:
        found = [planned(wording.steps(name)) for name in wording.settings]
        assert found == [60, 45, 90, 45]
        for other in WORDINGS:
            assert [other.preset(name) for name in wording.settings] == list(Preset)


def test_with_a_family_what_works_well_comes_first() -> None:
    family_first = (Column.WORKING, Column.WORRIED, Column.NEXT)

    assert column_order((), Preset.CFT) == family_first
    assert column_order((), Preset.UNIT) == tuple(Column)
    assert column_order(tuple(Column), Preset.CFT) == tuple(Column)
