"""The questions that sort a heard note: few, with words, and every answer leads somewhere."""

from collections.abc import Iterator

import pytest

from soptui.model.alphabet import Roster, Section, form_of
from soptui.model.sorting import FIRST, Question
from soptui.wording import load_wording

Path = tuple[int, ...]


def ends(question: Question, path: Path = ()) -> Iterator[tuple[Path, Section | Roster]]:
    for digit, answer in enumerate(question.answers, 1):
        if isinstance(answer.to, Question):
            yield from ends(answer.to, (*path, digit))
        else:
            yield (*path, digit), answer.to


def questions(question: Question) -> Iterator[Question]:
    yield question
    for answer in question.answers:
        if isinstance(answer.to, Question):
            yield from questions(answer.to)


ALL = tuple(questions(FIRST))


def test_the_tree_is_that_of_the_practice() -> None:
    assert dict(ends(FIRST)) == {
        (1, 1, 1): Section.PAST_HARM,
        (1, 1, 2): Section.DANGER_STATEMENT,
        (1, 1, 3): Section.COMPLICATING_FACTOR,
        (1, 2, 1): Section.ACT_OF_PROTECTION,
        (1, 2, 2): Section.STRENGTH,
        (1, 3, 1): Section.SAFETY_GOAL,
        (1, 3, 2): Section.NEXT_STEP,
        (1, 3, 3): Roster.MEMBER,
        (2, 1): Section.GRAY_AREA,
        (2, 2): Section.NEXT_STEP,
        (3,): Section.CHILD_VOICE,
    }


def test_every_section_that_is_heard_first_can_be_reached() -> None:
    composed_later = {Section.HARM_STATEMENT, Section.HEARD}

    assert {to for _, to in ends(FIRST)} == {*Section, Roster.MEMBER} - composed_later


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.asks)
def test_a_question_has_two_or_three_answers(question: Question) -> None:
    assert 2 <= len(question.answers) <= 3


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_answer_is_one_short_line_with_what_it_makes_of_the_note(language: str) -> None:
    wording = load_wording(language)
    for question in ALL:
        assert wording.say(question.asks).endswith("?")
        for answer in question.answers:
            line = f"1 {wording.say(answer.says)}"
            if not isinstance(answer.to, Question):
                line += f"   {form_of(answer.to).sigil} {wording.name(answer.to)}"
            assert len(line) <= 68, line


def test_no_words_are_left_over() -> None:
    used = {question.asks for question in ALL}
    used |= {answer.says for question in ALL for answer in question.answers}
    words = load_wording()._words["sorting"]

    assert used == {
        f"sorting.{table}.{name}"
        for table, names in words.items()
        if isinstance(names, dict)
        for name in names
    }
