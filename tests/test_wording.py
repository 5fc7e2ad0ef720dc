"""Everything that can stand on a map has its words, and they are short enough."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import soptui
from soptui.model.alphabet import FORMS, Column, Detail, Form, Section
from soptui.model.session import Agreement, Circle, Knows
from soptui.resources import resource
from soptui.wording import PartWords, Wording, load_wording
from tests.builders import WORDING

COMPOSED = [form for form in FORMS.values() if form.composed]


def named(form: Form) -> str:
    return form.kind.value


@pytest.mark.parametrize("form", FORMS.values(), ids=named)
def test_every_kind_of_entry_has_a_name_a_heading_and_a_line_of_help(form: Form) -> None:
    assert WORDING.name(form.kind)
    assert WORDING.heading(form.kind).isupper()
    assert WORDING.say(f"kind.{form.kind.value}.help")


@pytest.mark.parametrize("form", COMPOSED, ids=named)
def test_every_part_is_asked_for_in_few_words(form: Form) -> None:
    for at, part in enumerate(form.parts):
        words = WORDING.part(form, at)
        assert words.ask
        assert words.hint
        assert words.missing
        assert len(words.ask) <= 40, part
        assert len(words.hint) <= 50, part
        assert len(f" {form.sigil} {WORDING.name(form.kind)} 5/5  {words.ask} ") <= 68, part


@pytest.mark.parametrize("form", COMPOSED, ids=named)
def test_words_are_kept_for_parts_that_exist_only(form: Form) -> None:
    assert set(WORDING._words["kind"][form.kind.value]["part"]) == {p.name for p in form.parts}


def test_a_plain_note_has_nothing_to_ask() -> None:
    form = FORMS[Section.PAST_HARM]

    assert WORDING.part(form, 0) == PartWords("", "", "")
    assert WORDING.missing(form, form.missing(("",))) == "text"


def test_what_is_missing_is_said_in_words() -> None:
    form = FORMS[Section.DANGER_STATEMENT]

    assert WORDING.missing(form, form.missing(("Rosa", "he drives"))) == "impact on the child"


@pytest.mark.parametrize("column", Column)
def test_every_column_has_its_question(column: Column) -> None:
    assert WORDING.question(column).endswith("?")
    assert WORDING.short(column)
    assert WORDING.say(f"column.{column.value}.empty")


@pytest.mark.parametrize(
    "key",
    [f"circle.{circle}" for circle in Circle]
    + [f"knows.{knows}" for knows in Knows]
    + [f"agreement.{agreement}" for agreement in Agreement]
    + [f"kind.{detail}.name" for detail in Detail],
)
def test_every_choice_has_words(key: str) -> None:
    assert WORDING.say(key) or key == "knows.unknown"


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (
            Section.HARM_STATEMENT,
            "It was reported that Daniel (dad) on March 3 drank and drove Mateo home."
            " Mateo's forehead was cut: four stitches.",
        ),
        (
            Section.DANGER_STATEMENT,
            "Grandma Rosa and the agency are worried that Daniel will drive after drinking when he"
            " picks Mateo up on Fridays, and Mateo could be badly hurt in a crash."
            " Daniel sees it differently: he says it happened once.",
        ),
        (
            Section.ACT_OF_PROTECTION,
            "Ana called Rosa before drinking on three Fridays in November (seen by Rosa).",
        ),
        (
            Section.SAFETY_GOAL,
            "Daniel will work with Grandma Rosa, Leo and the agency to show everyone that Leo"
            " drives Mateo on any day that Daniel drinks, so that Mateo rides only with an adult"
            " who is sober. Everyone needs to see this for six months in a row.",
        ),
        (
            Section.NEXT_STEP,
            "Put the Friday plan on the fridge · Rosa · Fri Dec 4 · the worker checks",
        ),
    ],
)
def test_the_examples_make_a_good_sentence(section: Section, sentence: str) -> None:
    form = FORMS[section]
    hints = tuple(WORDING.part(form, at).hint for at in range(len(form.parts)))

    assert WORDING.composer.sentence(section, hints) == sentence


def test_the_lists_of_small_words_are_lower_case_and_say_each_once() -> None:
    for name, words in WORDING._words["speech"].items():
        assert len(words) == len(set(words)), name
        assert all(word == word.lower() for word in words), name


def test_blanks_are_filled_as_data() -> None:
    words = Wording({"x": {"undid": "Undid: {edit}", "plain": "{edit}"}})

    assert words.say("x.undid", edit="{who} [/]") == "Undid: {who} [/]"
    assert words.say("x.plain") == "{edit}"
    with pytest.raises(KeyError):
        words.say("x.nothing")


def test_days_are_spoken() -> None:
    assert WORDING.day(date(2026, 11, 23)) == "23 Nov"
    assert WORDING.day(date(2026, 1, 3), long=True) == "3 Jan 2026"


def test_every_word_on_the_screen_is_clean() -> None:
    def texts(words: Mapping[str, Any]) -> list[str]:
        found: list[str] = []
        for value in words.values():
            if isinstance(value, Mapping):
                found += texts(value)
            else:
                found += [value] if isinstance(value, str) else value
        return found

    for text in texts(WORDING._words):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b-\u200f]", text), text


CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(soptui.__file__).parent.rglob("*.py")
)


def test_every_word_that_is_asked_for_is_there() -> None:
    keys = re.findall(r"""say\(\s*["'](\w+\.[\w.]+)["']""", CODE)

    assert len(keys) > 40
    for key in keys:
        load_wording().say(key)


@pytest.mark.parametrize("table", ["title", "capture", "board", "status", "palette", "ending"])
def test_no_words_of_the_app_are_left_over(table: str) -> None:
    words = tomllib.loads(resource("words", "en.toml").read_text(encoding="utf-8"))[table]
    used = set(re.findall(r"""["']((?:\w+\.)+\w+)["']""", CODE))

    assert {f"{table}.{name}" for name in words} - used == set()
