"""What stands under each heading of a copy, and what is left out of it."""

import tomllib
from dataclasses import replace

import pytest

from soptui.export.blocks import Run, ours, theirs
from soptui.export.profile import Profile
from soptui.model.alphabet import Column, Section
from soptui.model.session import Note, Session
from soptui.resources import resource
from soptui.wording import Wording
from tests.builders import (
    a_danger,
    a_goal,
    a_member,
    a_note,
    a_person,
    a_session,
    a_statement,
)
from tests.export.writing import markdown

CASE_FILE = Profile.CASE_FILE
A_HARM = a_statement(Section.HARM_STATEMENT, "It was reported", "Daniel", "hit Mateo", id="harm-1")


def shown(session: Session, wording: Wording, profile: Profile = CASE_FILE) -> list[str]:
    return markdown(session, wording, profile).splitlines()


@pytest.mark.parametrize("profile", [Profile.CASE_FILE, Profile.FAMILY, Profile.TRAINING])
def test_the_three_questions_stand_in_the_order_that_is_asked_for(
    example: Session, wording: Wording, profile: Profile
) -> None:
    order = (Column.NEXT, Column.WORRIED, Column.WORKING)
    usual = markdown(example, wording, profile)
    written = markdown(example, wording, profile, order=order)
    headings = [f"## {wording.question(column)}" for column in Column]

    def asked(text: str) -> list[str]:
        return [line for line in text.splitlines() if line in headings]

    assert asked(usual) == headings
    assert asked(written) == [headings[2], headings[0], headings[1]]
    assert sorted(written.splitlines()) == sorted(usual.splitlines())  # and nothing else changes


@pytest.mark.parametrize(
    ("note", "headings"),
    [
        (A_HARM, ["## Statements and goals", "### Harm"]),
        (a_danger(), ["## Statements and goals", "### Danger statements and safety goals"]),
        (a_goal(), ["## Statements and goals", "### Danger statements and safety goals"]),
    ],
)
def test_one_statement_alone_has_its_headings_and_no_others(
    note: Note, headings: list[str], wording: Wording
) -> None:
    lines = shown(a_session(note), wording)

    assert [line for line in lines if line.startswith("##")] == headings


def test_a_statement_that_is_for_staff_says_what_it_is_and_that_it_is(wording: Wording) -> None:
    hidden = replace(a_danger(), staff_only=True)

    assert f"- Danger (staff only): {hidden.text}" in shown(a_session(hidden), wording)


@pytest.mark.parametrize("text", ['"Nana sings"', "“Nana sings”", "«Nana sings»"])
def test_a_childs_words_that_were_typed_with_quotation_marks_get_no_more(
    text: str, wording: Wording
) -> None:
    said = a_note(text, section=Section.CHILD_VOICE)

    assert f"- {text}" in shown(a_session(said), wording)


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("call the school",), "- Call the school (still open: who, by when)"),
        (
            ("call the school", "", "Friday"),
            "- Call the school (by when: Friday; still open: who)",
        ),
        (
            ("call the school", "Dee", "", "Ana"),
            "- Call the school (who: Dee; checks: Ana; still open: by when)",
        ),
    ],
)
def test_a_next_step_says_what_is_known_of_it_and_what_is_still_open(
    parts: tuple[str, ...], line: str, wording: Wording
) -> None:
    step = a_statement(Section.NEXT_STEP, *parts)

    assert line in shown(a_session(step), wording)


def test_what_nobody_said_of_a_person_leaves_no_empty_brackets_or_commas(wording: Wording) -> None:
    session = a_session(
        people=(a_person("Mateo", age="", relationship="child"), a_person("Ana", relationship="")),
        members=(a_member("Leo", relationship="", does=""),),
    )

    lines = shown(session, wording)

    assert "- Mateo, child" in lines
    assert "- Ana (6)" in lines
    assert [line for line in lines if line.startswith("- Leo")] == ["- Leo (not asked yet)"]


def test_the_familys_copy_has_numbers_only_when_they_are_asked_for(
    example: Session, wording: Wording
) -> None:
    assert "of 10" not in markdown(example, wording, Profile.FAMILY)

    with_numbers = markdown(example, wording, Profile.FAMILY, marks=True).splitlines()
    numbers = {f"- {mark.who}: {mark.value} of 10" for mark in example.marks}
    assert numbers
    assert numbers <= set(with_numbers)


def test_our_words_are_written_as_they_stand_and_peoples_are_data() -> None:
    assert ours("*Draft.*") == Run("*Draft.*", ours=True)
    assert theirs("*so* sad") == Run("*so* sad", ours=False)


def test_an_agency_can_put_markup_into_its_own_words() -> None:
    words = tomllib.loads(resource("words", "en.toml").read_text(encoding="utf-8"))
    words["export"]["draft"] = "**Draft.** See <https://sop.example/draft>."

    assert "**Draft.** See <https://sop.example/draft>." in shown(a_session(), Wording(words))


def test_a_text_stays_on_its_line_whatever_is_in_it() -> None:
    """A line that began anew could begin a heading, a list or a rule."""
    assert theirs("first\n# second") == Run("first # second", ours=False)
