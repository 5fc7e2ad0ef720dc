"""What the map as a whole tells: who does what by when, and who is really there."""

import pytest

from soptui.lens.finding import Kind, Level
from tests.lens.reading import found


def topics(entry: str, kind: Kind = Kind.NEXT_STEP) -> set[str]:
    return {one.topic for one in found(entry, kind)}


@pytest.mark.parametrize("who", ["tbd", "?", "we", "someone", "the team", "everyone", "", "TBA"])
def test_a_step_that_nobody_does(who: str) -> None:
    assert topics(f"> call the clinic / {who} / Fri") == {"who"}


@pytest.mark.parametrize("by", ["soon", "?", "when she has time", "asap", "ongoing", "tbd", ""])
def test_a_step_without_a_date(by: str) -> None:
    assert topics(f"> call the clinic / Priya / {by}") == {"when"}


@pytest.mark.parametrize(
    "by", ["Fri", "12/4", "before court", "next visit", "tonight", "Dec 4", "payday", "by Monday"]
)
def test_a_step_that_has_both(by: str) -> None:
    assert topics(f"> call the clinic / Priya / {by}") == set()


@pytest.mark.parametrize(
    "what",
    [
        "Rosa hands the keys back on Saturday",
        "rosa will call Daniel by friday",
        "Daniel calls Rosa tonight",
        "by Friday call the clinic (Daniel)",
    ],
)
def test_both_may_stand_in_the_words(what: str) -> None:
    assert topics(f"@ Rosa / grandma || > {what}") == set()


def test_a_day_that_belongs_to_a_thing_is_no_date() -> None:
    assert topics("> ask about his Friday shift / Leo") == {"when"}


def test_a_job_tells_who_is_paid() -> None:
    only = (
        "! Rosa / Ray will hit / / Lily is hurt || @ Ms. Tran / in-home counselor / inner / rides"
    )

    assert "only_paid" in topics(only, Kind.NETWORK)
    assert "only_paid" not in topics(f"{only} || @ Lou / neighbor", Kind.NETWORK)


def test_a_relative_is_not_paid_whatever_the_job() -> None:
    entry = "@ Dr. Lee / aunt, a nurse / inner / sleeps over on Fridays :: agreed"

    assert topics(entry, Kind.NETWORK) == set()


@pytest.mark.parametrize(
    ("entry", "topic"),
    [
        ("@ Lou / friend / inner :: agreed", "no_role"),
        ("@ Lou / friend / inner / support :: agreed", "no_role"),
        ("@ Lou / friend / inner / will be there for her :: agreed", "no_role"),
        ("@ Lou / friend / inner / drives on Fridays", "offered"),
        ("@ Lou / friend / inner / drives on Fridays :: asked", "awaited"),
        ("@ Lou / friend / inner / drives on Fridays :: declined", "declined"),
        ("@ Lou / friend / inner / drives :: agreed || ! Rosa / Ray will hit || @ B :: agreed",
         "no_role"),
        ("@ Lou / friend / outer / drives :: agreed || ! Rosa / Ray will hit", "nobody_in"),
    ],
)  # fmt: skip
def test_a_gap_in_the_network(entry: str, topic: str) -> None:
    assert topic in topics(entry, Kind.NETWORK)


def test_somebody_who_was_asked_is_asked_about_by_their_answer() -> None:
    (finding,) = found("@ Lou / friend / inner / drives on Fridays :: asked", Kind.NETWORK)

    assert finding.question == "They were asked. What did they answer?"
    assert finding.level is Level.ON_REQUEST


def test_what_a_member_does_is_shown_in_its_place() -> None:
    (finding,) = found("@ Lou / friend / inner / drives on Fridays", Kind.NETWORK)

    assert finding.words == "drives on Fridays"
    assert finding.text[finding.start : finding.end] == finding.words
