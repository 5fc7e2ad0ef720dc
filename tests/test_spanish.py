"""The Spanish words: all of them, as many blanks, short enough, and no English left between."""

import json
import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from soptui.app.screens.help_screen import alphabet, keys
from soptui.export.blocks import Heading, Labelled, Run
from soptui.export.profile import Profile
from soptui.model.alphabet import FORMS, Column, Detail, Form, Section
from soptui.model.session import Session
from soptui.resources import resource
from soptui.storage.codec import decode
from soptui.wording import UnknownLanguage, languages, load_wording
from tests.builders import COMPOSER, a_note, a_session
from tests.export.writing import blocks

ENGLISH, SPANISH = load_wording("en"), load_wording("es")


def leaves(words: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


EN = dict(leaves(ENGLISH._words))
ES = {key: text for key, text in leaves(SPANISH._words) if not key.startswith("keys.")}
SAID = {key: text for key, text in ES.items() if isinstance(text, str)}
TEMPLATES = {key for key in SAID if key.endswith(".template")}

SAME = {
    *("Ana", "Rosa", "Daniel", "Mateo", "4", "6", "", "soptui", "JSON", "DEMO"),
    *("Markdown", "HTML", "Word", "PDF"),
    *("{day} {month}", "{day} {month} {year}"),
}


def test_the_languages_are_called_as_they_call_themselves() -> None:
    assert languages() == {"en": "English", "es": "Español"}


@pytest.mark.parametrize("language", ["fr", "", "..", "../words/en", "EN", "en.toml", "e" * 500])
def test_a_language_that_is_not_there_is_named_with_those_that_are(language: str) -> None:
    with pytest.raises(UnknownLanguage, match="It has them in: en, es") as told:
        load_wording(language)

    assert len(str(told.value)) < 120


def test_it_says_at_its_head_that_it_awaits_a_review() -> None:
    text = resource("words", "es.toml").read_text(encoding="utf-8")

    assert "AWAITS A REVIEW" in text[:400]


def test_there_is_a_spanish_word_for_every_english_one_and_no_more() -> None:
    assert sorted(ES) == sorted(EN)
    assert {key: type(ES[key]) for key in EN} == {key: type(EN[key]) for key in EN}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_have_the_same_blanks() -> None:
    for key, text in SAID.items():
        if key in TEMPLATES:
            names = set(re.findall(r"\{(\w+)", text))
            assert names == set(re.findall(r"\{(\w+)", str(EN[key]))), key
        else:
            assert blanks(text) == blanks(str(EN[key])), key


def test_no_english_is_left_over() -> None:
    assert {text for key, text in SAID.items() if text == EN[key]} <= SAME


def test_no_english_word_stands_between_the_spanish_ones() -> None:
    english = r"\b(the|and|of|is|are|to|with|what|who|note|notes|goal|danger|child|staff|Press)\b"
    for key, text in SAID.items():
        assert not re.search(english, re.sub(r"\{@?\w+|~@\w+", "", text)), key


def test_every_question_and_exclamation_is_opened() -> None:
    for key, text in SAID.items():
        plain = "" if key in TEMPLATES else re.sub(r"- ! ~ \? \+ \* >", "", text)
        assert plain.count("?") == plain.count("¿"), key


def test_small_words_are_lower_case_and_said_once() -> None:
    for key, words in ES.items():
        if key.startswith("speech."):
            assert len(words) == len(set(words)), key
            assert all(word == word.lower() for word in words), key


TOLD = ("status.", "board.", "capture.", "reading.", "gate.", "unfinished.", "lens.")


def test_what_is_told_on_one_line_fits_as_the_english_does() -> None:
    long = [
        key
        for key, text in SAID.items()
        if key.startswith(TOLD) and len(text) > max(77, len(str(EN[key])))
    ]

    assert long == []


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind.value)
def test_what_the_capture_line_asks_fits_into_a_small_window(form: Form) -> None:
    name = SPANISH.name(form.kind)
    assert SPANISH.heading(form.kind).isupper()
    for at, part in enumerate(form.parts):
        words = SPANISH.part(form, at)
        assert len(words.ask) <= 40, part
        assert len(words.hint) <= 50, part
        assert len(f" {form.sigil} {name} 5/5  {words.ask} ") <= 68, part


@pytest.mark.parametrize("column", Column)
def test_a_question_takes_two_lines_of_a_narrow_column_at_most(column: Column) -> None:
    assert len(SPANISH.question(column)) <= 28
    assert len(SPANISH.short(column)) <= 10


def test_the_help_fits_as_the_english_does() -> None:
    """You should see both halves of it whole, at 80 columns and at 120."""
    groups = ("typing", "board", "always")
    assert max(map(len, keys(SPANISH, *groups).plain.splitlines())) <= 40
    assert max(map(len, keys(SPANISH, "reading").plain.splitlines())) <= 76
    assert max(map(len, alphabet(SPANISH).plain.splitlines()[:-1])) <= 38
    assert max(map(len, alphabet(SPANISH, explained=True).plain.splitlines()[:-1])) <= 72
    assert all(
        len(SPANISH.name(form.kind)) < 22
        for form in FORMS.values()
        if not isinstance(form.kind, Detail)
    )
    for group in (*groups, "reading"):
        english, spanish = (w.say(f"help.{group}.keys").count("\n") for w in (ENGLISH, SPANISH))
        assert spanish == english
    for foot in ("foot", "foot_reading"):
        assert len(SPANISH.say(f"help.{foot}")) <= 78


@pytest.fixture(scope="module")
def example() -> Session:
    stored = json.loads(resource("sessions", "example.json").read_text(encoding="utf-8"))
    return decode(stored["session"]["1"])


def ours(profile: Profile, session: Session, *, spanish: bool) -> list[str]:
    found: list[str] = []
    for block in blocks(session, SPANISH if spanish else ENGLISH, profile, marks=True):
        found += [block.label] if isinstance(block, Labelled) else []
        found += [run.text for run in block.line if isinstance(run, Run) and run.ours]
    return found


@pytest.mark.parametrize("profile", Profile)
def test_a_spanish_copy_of_an_english_session_has_no_english_of_ours(
    profile: Profile, example: Session
) -> None:
    """You should see Spanish around what people said, which stays as they said it."""
    english = set(ours(profile, example, spanish=False))
    spanish = set(ours(profile, example, spanish=True))

    allowed = re.compile(r"""[\s"():;,.-]*(\d{1,2} \w{3} \d{4})?[\s"():;,.-]*""")
    assert {text for text in english & spanish if not allowed.fullmatch(text)} == set()


@pytest.mark.parametrize(
    ("profile", "headings"),
    [
        (
            Profile.CASE_FILE,
            [
                *("Declaraciones y metas", "¿Qué nos preocupa?", "¿Qué está funcionando bien?"),
                *("¿Qué tiene que pasar ahora?", "Red de seguridad", "Seguridad, del 0 al 10"),
                *("Bienestar, del 0 al 10", "Próximos pasos", "Detalles", "Familia"),
            ],
        ),
        (
            Profile.FAMILY,
            [
                "Lo que ya pasó, lo que podría pasar, lo que queremos ver",
                *("¿Qué nos preocupa?", "¿Qué está funcionando bien?"),
                *("¿Qué tiene que pasar ahora?", "Personas que ayudan", "Quién hace qué ahora"),
                *("Más sobre esta reunión", "La familia"),
            ],
        ),
        (Profile.STATEMENTS, ["Declaraciones y metas"]),
    ],
)
def test_each_copy_has_its_own_headings(
    profile: Profile, headings: list[str], example: Session
) -> None:
    assert headings == [
        "".join(run.text for run in block.line)
        for block in blocks(example, SPANISH, profile)
        if isinstance(block, Heading) and block.level == 2
    ]


def test_a_step_is_taken_apart_whatever_language_it_was_typed_in() -> None:
    parts = ("call Leo", "Rosa", "Fri Dec 4", "Ana")
    text = COMPOSER.sentence(Section.NEXT_STEP, parts)
    typed = a_note(text, section=Section.NEXT_STEP, parts=parts)
    by_hand = a_note("call Leo, Ana checks", section=Section.NEXT_STEP, parts=parts)

    for note, expected in ((typed, {"quién: ", "revisa: "}), (by_hand, set())):
        found = set(ours(Profile.CASE_FILE, a_session(note), spanish=True))
        assert found & {"quién: ", "revisa: "} == expected
