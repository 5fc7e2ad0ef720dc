"""The guards: who reported is never missed where words tell it, wherever they stand."""

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench.lens_examples import examples
from soptui.lens.finding import Kind
from soptui.lens.guards import Guard
from soptui.lens.lexicon import filled, shipped
from soptui.lens.tokens import Read
from soptui.model.alphabet import Section
from soptui.model.session import Details
from tests.builders import a_member, a_note, a_session, a_statement
from tests.lens.reading import found

DATA = Path(__file__).parent / "data"
GUARDS = {kind: Guard(kind, shipped("guards", "en")) for kind in (Kind.REPORTER, Kind.PART2)}
SAID = [
    (kind, *line.split(" ", 1))
    for kind in GUARDS
    for line in (DATA / f"{kind.value}.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("kind", "expect", "text"), SAID)
def test_it_warns_where_words_tell_it_and_nowhere_else(kind: Kind, expect: str, text: str) -> None:
    places = list(GUARDS[kind].find(Read(text)))

    assert bool(places) is (expect == "yes")


@pytest.mark.parametrize(("kind", "expect", "text"), SAID)
def test_a_pattern_that_is_passed_over_would_have_found_nothing(
    kind: Kind, expect: str, text: str
) -> None:
    guard, read = GUARDS[kind], Read(text)

    assert list(guard.find(read)) == list(guard.find(read, everything=True))


def test_no_pattern_is_passed_over_in_any_example() -> None:
    texts = [one.entry for kind in Kind for one in examples(kind)]
    differing = [
        at
        for at, text in enumerate(texts)
        for guard in GUARDS.values()
        if list(guard.find(Read(text))) != list(guard.find(Read(text), everything=True))
    ]

    assert differing == []


def test_what_is_found_does_not_overlap() -> None:
    places = list(GUARDS[Kind.REPORTER].find(Read("The RP, a neighbor, called it in to CPS.")))

    assert places
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))


def test_the_network_is_read() -> None:
    (finding,) = found("@ Ms. Cole / teacher, made the call", Kind.REPORTER)

    assert finding.text == "Ms. Cole / teacher, made the call"
    assert finding.text[finding.start : finding.end] == finding.words
    assert finding.item.startswith("n")
    assert finding.section is None


def test_every_field_of_a_member_is_read() -> None:
    plain = a_member("Odette", does="", contact="")
    for member in (
        replace(plain, name="the RP"),
        replace(plain, relationship="the RP"),
        replace(plain, does="the RP"),
        replace(plain, contact="the RP"),
    ):
        findings = found(a_session(members=(member,)), Kind.REPORTER)

        assert {one.item for one in findings} == {member.id}


def test_a_rating_and_the_family_are_read() -> None:
    assert found("# Rosa / 4 / the neighbor called it in / nothing", Kind.REPORTER)
    assert found("# Rosa / 4 / nothing / if the nurse had not called CPS", Kind.REPORTER)
    assert found("& Odette / 50 / aunt, she reported it", Kind.REPORTER)


def test_what_frames_the_map_is_read() -> None:
    details = Details(purpose="The school made the report", parking="is the RP willing to talk")

    findings = found(a_session(details=details), Kind.REPORTER)

    assert {(one.item, one.topic) for one in findings} == {
        ("", "details.purpose"),
        ("", "details.parking"),
    }


def test_a_title_is_read() -> None:
    assert found(a_session(title="Called in by the coach"), Kind.REPORTER)


def test_a_speaker_who_is_the_reporter_is_found() -> None:
    note = a_note(text="he heard shouting", said_by="neighbor (RP)")

    (finding,) = found(a_session(note), Kind.REPORTER)

    assert finding.item == note.id
    assert "RP" in finding.words
    assert (finding.start, finding.end) == (0, 0)


def test_a_part_that_its_sentence_hides_is_read() -> None:
    note = replace(
        a_statement(Section.HARM_STATEMENT, "the nurse called it in", "Ray", "hit", "she cried"),
        text="It was reported that Ray hit her and she cried.",
    )

    (finding,) = found(a_session(note), Kind.REPORTER)

    assert "called it in" in finding.words
    assert (finding.start, finding.end) == (0, 0)


def test_a_childs_own_words_can_tell_who_reported() -> None:
    assert found('" my teacher called it in', Kind.REPORTER)


@pytest.mark.parametrize(
    "said",
    ["THE NEIGHBOR CALLED IT IN", "the neıghbor (RP) called ıt in", "ſnitched by the CALLER"],
)
def test_capitals_and_odd_letters_hide_nothing(said: str) -> None:
    rows = filled(shipped("guards", "en"))
    slow = [
        match.span()
        for _, flags, _, pattern, *_ in (row for row in rows if row[0] == Kind.REPORTER)
        for match in re.finditer(pattern, said, re.IGNORECASE if flags == "i" else re.NOFLAG)
    ]
    places = list(GUARDS[Kind.REPORTER].find(Read(said), everything=True))

    assert slow
    assert all(any(start <= one[0] < end for start, end in places) for one in slow)
