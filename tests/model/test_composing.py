"""Sentences that a coach would write, from parts as people type them in a hurry."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soptui.model.alphabet import FORMS, Section, form_of
from soptui.model.composing import Composer
from soptui.model.speech import Speech
from soptui.model.text import cleaned
from tests.builders import COMPOSER
from tests.strategies import FRAGMENTS, lines

DANGER, HARM = Section.DANGER_STATEMENT, Section.HARM_STATEMENT
ACT, GOAL, STEP = Section.ACT_OF_PROTECTION, Section.SAFETY_GOAL, Section.NEXT_STEP
STATEMENTS = [DANGER, HARM, ACT, GOAL, STEP]


def said(section: Section, *parts: str) -> str:
    return COMPOSER.sentence(section, parts)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            (
                "It was reported",
                "Daniel (dad)",
                "on March 3 drank eight beers and drove Mateo home",
                "Mateo's forehead was cut and he needed four stitches",
            ),
            "It was reported that Daniel (dad) on March 3 drank eight beers and drove Mateo home."
            " Mateo's forehead was cut and he needed four stitches.",
        ),
        (("It was reported that", "Daniel", "hit Mateo"), "It was reported that Daniel hit Mateo."),
        (
            ("It was reported that on March 3", "Daniel", "hit Mateo."),
            "It was reported that on March 3 Daniel hit Mateo.",
        ),
        (
            ("The agency learned", "that Ray", "hit Teresa"),
            "The agency learned that Ray hit Teresa.",
        ),
        (("It was reported", "The dad", "He hit Leo"), "It was reported that the dad he hit Leo."),
        (("", "Daniel", "Daniel hit Mateo."), "Daniel hit Mateo."),
        (("", "Grandma Rosa", "grandma Rosa left"), "Grandma Rosa left."),
        (("", "", "hit Mateo", "was cut"), "… hit Mateo. The child was cut."),
        (("", "Ray", "hit Teresa", "so that Lily fell"), "Ray hit Teresa, so that Lily fell."),
        (("", "Ray", "hit Teresa.", "And Noah hid."), "Ray hit Teresa, and Noah hid."),
        (("", "Ray", "drove with a .12", "they hid"), "Ray drove with a .12. They hid."),
        (("", "Ray", "came at 8 p.m.", ""), "Ray came at 8 p.m."),
        (("", "Ray", 'said "go."', 'Lily said "no!"'), 'Ray said "go." Lily said "no!"'),
        (("", "Ray", "said ...", ""), "Ray said ..."),
        (("", "Will", "went home", "Will was hurt"), "Will went home. Will was hurt."),
        (("It was reported", "", "", ""), "It was reported that … …"),
        (("", "", "", "Mateo was cut"), "… … Mateo was cut."),
    ],
)
def test_harm_statements(parts: tuple[str, ...], sentence: str) -> None:
    assert said(HARM, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("the agency", "Ana will drink", "when Leo is away", "Maria could be hurt"),
            "The agency is worried that Ana will drink when Leo is away, and Maria could be hurt.",
        ),
        (
            ("Rosa and Leo are worried that", "Ana will drink"),
            "Rosa and Leo are worried that Ana will drink.",
        ),
        (("Rosa is worried", "that Ana drinks"), "Rosa is worried that Ana drinks."),
        (("Rosa, Leo is worried", "Ana drinks"), "Rosa and Leo is worried that Ana drinks."),
        (("Rosa,the agency,", "Ana drinks"), "Rosa and the agency are worried that Ana drinks."),
        (("Rosa, Leo & Ana", "he drinks"), "Rosa, Leo & Ana are worried that he drinks."),
        (("Rosa, Leo, and Ana", "he drinks"), "Rosa, Leo, and Ana are worried that he drinks."),
        (("Rosa (aunt, 52)", "he drinks"), "Rosa (aunt, 52) is worried that he drinks."),
        (
            ("Rosa (aunt, 52), Leo", "he drinks"),
            "Rosa (aunt, 52) and Leo are worried that he drinks.",
        ),
        (("Luis", "he drinks"), "Luis is worried that he drinks."),
        (("his boss", "he drinks"), "His boss is worried that he drinks."),
        (("the grandparents", "he drinks"), "The grandparents are worried that he drinks."),
        (("We", "he drinks"), "We are worried that he drinks."),
        (("Mr. Odom", "he drinks"), "Mr. Odom is worried that he drinks."),
        (("Rosa K.", "he drinks"), "Rosa K. is worried that he drinks."),
        (("Rosa.", "He drinks.", "On Fridays."), "Rosa is worried that he drinks on Fridays."),
        (("", "he drinks", "", "and Mateo could be hurt."), "He drinks, and Mateo could be hurt."),
        (("", "he drinks", "", "be hurt"), "He drinks, and the child could be hurt."),
        (("", "he drinks", "", "Be hurt"), "He drinks, and the child could be hurt."),
        (("", "he drinks", "", "could be hurt"), "He drinks, and the child could be hurt."),
        (("", "he drinks", "", "and could be hurt"), "He drinks, and the child could be hurt."),
        (("", "he drinks", "", "is hurt"), "He drinks, and the child is hurt."),
        (("", "he drinks", "", "never sleep"), "He drinks, and the child could never sleep."),
        (("", "he drinks", "", "Hope is hurt"), "He drinks, and Hope is hurt."),
        (("", "he drinks", "", "The child could drown"), "He drinks, and the child could drown."),
        (("", "", "", "Mateo drowns"), "…, and Mateo drowns."),
        (("", "he drinks", "", "", "Daniel"), "He drinks. Daniel sees it differently."),
        (
            ("", "he drinks", "", "", "Daniel, Ana: it was once"),
            "He drinks. Daniel and Ana see it differently: it was once.",
        ),
        (("", "he drinks", "", "", "no"), "He drinks. No."),
        (("Rosa, two aunts", "he drinks"), "Rosa and two aunts are worried that he drinks."),
        (
            ("the 1,000 friends group", "he sleeps"),
            "The 1,000 friends group is worried that he sleeps.",
        ),
        (("", "he drinks", "", "", "Daniel disagrees"), "He drinks. Daniel disagrees."),
        (
            ("", "he drinks", "", "", "Daniel sees it differently: it was once."),
            "He drinks. Daniel sees it differently: it was once.",
        ),
        (("that", "he drinks", ""), "That is worried that he drinks."),
    ],
)
def test_danger_statements(parts: tuple[str, ...], sentence: str) -> None:
    assert said(DANGER, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("Ana", "called Rosa", "on three Fridays", "Rosa"),
            "Ana called Rosa on three Fridays (seen by Rosa).",
        ),
        (
            ("Ana", "Ana called Rosa.", "On Fridays.", "by Rosa."),
            "Ana called Rosa on Fridays (seen by Rosa).",
        ),
        (("Ana", "called", "", "seen by Rosa, Leo"), "Ana called (seen by Rosa, Leo)."),
        (("Ana", "called her", "her first week"), "Ana called her her first week."),
        (("", "called Rosa"), "… called Rosa."),
    ],
)
def test_acts_of_protection(parts: tuple[str, ...], sentence: str) -> None:
    assert said(ACT, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            (
                "Daniel",
                "Grandma Rosa, Leo, the agency",
                "Leo drives Mateo when Daniel drinks",
                "Mateo rides only with an adult who is sober",
                "six months in a row",
            ),
            "Daniel will work with Grandma Rosa, Leo and the agency to show everyone that Leo"
            " drives Mateo when Daniel drinks, so that Mateo rides only with an adult who is sober."
            " Everyone needs to see this for six months in a row.",
        ),
        (
            (
                "Daniel will",
                "work with Rosa",
                "to show everyone that he calls",
                "so that Leo is safe",
                "for six months",
            ),
            "Daniel will work with Rosa to show everyone that he calls, so that Leo is safe."
            " Everyone needs to see this for six months.",
        ),
        (
            ("Daniel", "Rosa", "call Leo before he drinks", "is safe", "until June"),
            "Daniel will work with Rosa to show everyone that Daniel will call Leo before he"
            " drinks, so that the child is safe. Everyone needs to see this until June.",
        ),
        (
            ("Ray, Teresa", "", "will not shout", "", "Every week"),
            "Ray, Teresa will show everyone that Ray, Teresa will not shout."
            " Everyone needs to see this every week.",
        ),
        (
            ("Will", "", "he calls", "Will can sleep"),
            "Will will show everyone that he calls, so that Will can sleep.",
        ),
        (
            ("Ana", "", "not drink", "wake up to breakfast", "at least 3 months"),
            "Ana will show everyone that Ana will not drink, so that the child can wake up to"
            " breakfast. Everyone needs to see this for at least 3 months.",
        ),
        (("Daniel",), "Daniel will show everyone that …"),
        (("", "Rosa", "leave"), "… will work with Rosa to show everyone that … will leave."),
    ],
)
def test_safety_goals(parts: tuple[str, ...], sentence: str) -> None:
    assert said(GOAL, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("put the plan up.", "Rosa", "Fri Dec 4", "the worker"),
            "Put the plan up · Rosa · Fri Dec 4 · the worker checks",
        ),
        (("call", "", "", "Leo checks by phone"), "Call · Leo checks by phone"),
        (("", "Rosa"), "… · Rosa"),
    ],
)
def test_next_steps(parts: tuple[str, ...], sentence: str) -> None:
    assert said(STEP, *parts) == sentence


@pytest.mark.parametrize("section", STATEMENTS)
def test_nothing_said_makes_no_sentence(section: Section) -> None:
    assert said(section, *("" for _ in form_of(section).parts)) == ""
    assert said(section) == ""


@pytest.mark.parametrize(
    "text", ["{who} [x] {", "<b>[/", "\\1 \\g<0>", "%s {0}", "…", "[", "| a |"]
)
@pytest.mark.parametrize("section", STATEMENTS)
def test_what_people_type_is_no_template(section: Section, text: str) -> None:
    assert text in said(section, *(text for _ in form_of(section).parts))


def test_a_language_without_lists_still_makes_sentences() -> None:
    plain = Composer(COMPOSER.templates, Speech(conjunction="y"))

    assert plain.sentence(DANGER, ("Rosa, Leo", "bebe", "", "sufre", "Ana")).startswith(
        "Rosa y Leo are"
    )
    assert Composer({}).sentence(DANGER, ("a", "", "b", "", "")) == "a b"


def words(text: str) -> set[str]:
    return {
        key
        for word in re.split(r"[\s,;]+", text)
        if (key := word.strip("\"'“”‘’().,;:!?…·\u200c\u200d").casefold())
    }


SHORT = (
    st.lists(
        st.sampled_from(
            [
                "Rosa",
                "the",
                "The",
                "agency,",
                "will",
                "Will",
                "that",
                "and",
                "be",
                "hurt",
                "is",
                "for",
                "until",
                "worried",
                "are",
                "so",
                "with",
                "to",
                "show",
                "everyone",
                "by",
                "seen",
                "checks",
                "p.m.",
                "K.",
                ".",
                ",",
                ";",
                "…",
                ":",
                "·",
                "(",
                ")",
                "Daniel:",
                "no.",
                "ñ",
                "İ",
                "ß",
                "/",
                "could",
            ]
        ),
        max_size=5,
    )
    .map(" ".join)
    .map(cleaned)
)


@given(st.sampled_from(STATEMENTS), st.lists(st.one_of(SHORT, lines), min_size=5, max_size=5))
@example(GOAL, ["will", "with", "that", "so that", "for"])
@example(DANGER, ["is worried that", "that", "that", "and", "it"])
@example(DANGER, [",", ";", ".", ",", ":"])
@example(HARM, ["that", "that", "that", "so", ""])
@example(DANGER, ["0,0", "", "", "", "http://e.x"])
@example(DANGER, ["", "", "", "", "0,0"])
@example(DANGER, [",\u0301", "", "", "", ",\u0301"])
@example(ACT, ["i\u0307", "\u0390", "ß", "ŉ", ""])
def test_a_sentence_holds_every_word_of_every_part(section: Section, texts: list[str]) -> None:
    parts = tuple(texts[: len(form_of(section).parts)])
    sentence = said(section, *parts)

    assert words(" ".join(parts)) <= words(sentence)
    assert "  " not in sentence
    assert " , " not in f"{sentence} "
    assert sentence == cleaned(sentence)
    assert bool(sentence) is any(parts)


@pytest.mark.parametrize("section", [kind for kind in FORMS if isinstance(kind, Section)])
@pytest.mark.parametrize(
    "text", ["a " * 10_000, "(" * 20_000, "," * 20_000, "".join(FRAGMENTS[:40]) * 80]
)
def test_no_statement_takes_long(section: Section, text: str) -> None:
    start = time.process_time()
    said(section, *(cleaned(text) for _ in form_of(section).parts))

    assert time.process_time() - start < 1


def test_every_blank_of_a_template_is_a_part_of_its_form() -> None:
    for section, template in COMPOSER.templates.items():
        names = set(re.findall(r"\{(\w+)", template)) | set(re.findall(r"~@(\w+)", template))
        assert names == {part.name for part in form_of(section).parts}
        assert form_of(section).composed
    assert set(COMPOSER.templates) == {
        kind for kind, form in FORMS.items() if isinstance(kind, Section) and form.composed
    }


@pytest.mark.parametrize(
    ("section", "typed", "sentence"),
    [
        (DANGER, "The agency is worried that Ray will hit Lily", None),
        (DANGER, "we're worried that Ray will hit Lily.", "We're worried that Ray will hit Lily."),
        (HARM, "It was reported that Ray hit Lily and she cried", None),
        (GOAL, "Ray will show everyone that Leo drives", None),
        (DANGER, "The agency is worried that", "The agency is worried that …"),
        (DANGER, "Grandma Rosa", "Grandma Rosa is worried that …"),
    ],
)
def test_a_sentence_that_is_typed_whole_stays_as_it_is(
    section: Section, typed: str, sentence: str | None
) -> None:
    assert said(section, typed, *[""] * 4) == (sentence or f"{typed}.")
