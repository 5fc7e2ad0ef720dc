"""An agency's own words: any few of them, over soptui's, whatever else the file holds."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.home import Home
from soptui.model.alphabet import Column, Kind, Section, form_of
from soptui.own_words import with_own_words
from soptui.resources import resource
from soptui.wording import Wording, load_wording

DANGER = Section.DANGER_STATEMENT


def own(folder: Path, text: str, language: str = "en") -> Wording:
    folder.joinpath(f"{language}.toml").write_text(text, encoding="utf-8")
    return load_wording(language, folder)


def test_they_have_a_place_in_the_home(tmp_path: Path) -> None:
    assert Home(tmp_path).words == tmp_path / "words"


def test_no_file_and_no_folder_are_no_trouble(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none", tmp_path / "none" / "there"):
        words = load_wording("en", folder)
        assert (words.question(Column.NEXT), words.reports) == ("What needs to happen next?", ())


def test_without_a_file_nothing_is_loaded_for_it(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from soptui.wording import load_wording;"
        "load_wording('en', pathlib.Path(sys.argv[1]));"
        "print('soptui.own_words' in sys.modules, 'soptui.toml_file' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "False"]


def test_a_few_words_take_the_place_of_soptuis_and_the_others_stay(tmp_path: Path) -> None:
    words = own(
        tmp_path,
        '[column.next]\nquestion = "What is the plan?"\n'
        '[kind.strength]\nheading = "GOOD THINGS"\n[capture]\nexample = "like {hint}"',
    )

    assert words.reports == ()
    assert words.question(Column.NEXT) == "What is the plan?"
    assert words.short(Column.NEXT) == "next"
    assert words.heading(Section.STRENGTH) == "GOOD THINGS"
    assert words.say("capture.example", hint="x") == "like x"


def test_each_language_has_a_file_of_its_own(tmp_path: Path) -> None:
    own(tmp_path, '[column.next]\nquestion = "What is the plan?"')

    assert load_wording("es", tmp_path).question(Column.NEXT) == "¿Qué tiene que pasar ahora?"
    spanish = own(tmp_path, '[column.next]\nquestion = "¿Cuál es el plan?"', "es")
    assert spanish.question(Column.NEXT) == "¿Cuál es el plan?"


def test_an_own_template_makes_the_sentence(tmp_path: Path) -> None:
    words = own(
        tmp_path,
        "[kind.danger_statement]\n"
        'template = "[{worried&} {worried?fears|fear}: ]{action…}[ {when}][ ({impact})]'
        '[; {differently}]."',
    )

    assert words.reports == ()
    assert words.composer.sentence(DANGER, ("Rosa, Leo", "he drives", "", "a crash")) == (
        "Rosa and Leo fear: he drives (a crash)."
    )


def test_own_small_words_take_the_place_of_a_list(tmp_path: Path) -> None:
    words = own(tmp_path, '[speech]\nplurals = ["The Twins", "folks"]')

    assert words.reports == ()
    assert words.composer.speech.is_many("Folks here")
    assert not words.composer.speech.is_many("we")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_copy_of_the_shipped_file_is_an_own_file(language: str, tmp_path: Path) -> None:
    text = resource("words", f"{language}.toml").read_text(encoding="utf-8")

    words = own(tmp_path, text, language)

    assert words.reports == ()
    assert words._words == load_wording(language)._words


USED = "What needs to happen next?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[colunm.next]\nquestion = 'x'", '"colunm" is no word of soptui\'s'),
        ("[column.next]\nqestion = 'x'", '"column.next.qestion" is no word of soptui\'s'),
        ("[column.next]\nquestion = 7", '"column.next.question" must be text'),
        ("[column.next]\nquestion = ['x']", '"column.next.question" must be text'),
        ("[column.next.question]\nx = 'x'", '"column.next.question" must be text'),
        ("column = 'x'", '"column" must be a table'),
        ("[column]\nnext = []", '"column.next" must be a table'),
        ("[column.next]\nquestion = '{'", '"column.next.question" must have no {blanks}'),
        ("[column.next]\nquestion = 'x {who}'", '"column.next.question" must have no {blanks}'),
        ("[column.next]\nquestion = '<b>x</b>'", '"column.next.question" must not hold "<"'),
        ("[column.next]\nquestion = 'a &lt; b'", '"column.next.question" must not hold "&lt;"'),
        ("[export]\ndraft = '[x](y)'", '"export.draft" must not hold "["'),
        (f"[column.next]\nquestion = '''{'x ' * 190}\n{'x ' * 190}'''", "is too long"),
        ("[status]\nundid = 'Undid'", '"status.undid" must have the blanks {edit}'),
        ("[status]\nundid = '{edit!r}'", '"status.undid" must have the blanks {edit}'),
        ("[status]\nundid = '{edit:>9999999}'", '"status.undid" must have the blanks {edit}'),
        ("[status]\nundid = '{edit.__class__}'", '"status.undid" must have the blanks {edit}'),
        ("[status]\nundid = '{edit} {}'", '"status.undid" must have the blanks {edit}'),
        ("[status]\nundid = '{edit} }'", '"status.undid" must have the blanks {edit}'),
        ("[date]\nmonths = ['x']", '"date.months" must have 12 words'),
        ("[date]\nmonths = 'Jan'", '"date.months" must be a list of words'),
        ("[speech]\nplurals = [1]", '"speech.plurals" must be a list of words'),
        ("[speech]\nplurals = ['<b>']", '"speech.plurals" must hold words only'),
        ("[kind.strength]\ntemplate = 'x'", '"kind.strength.template" is no word of soptui\'s'),
        ("[kind.next_step]\ntemplate = '{what}'", '"kind.next_step.template" must have the blanks'),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(text: str, told: str, tmp_path: Path) -> None:
    words = own(tmp_path, text)

    [report] = words.reports
    assert report.startswith("Your own words in en.toml: ")
    assert told in report
    assert report.endswith(".")
    assert words._words == load_wording()._words


@pytest.mark.parametrize(
    "template",
    [
        "{what} {who} {by}",
        "{what} {who} {by} {checks} {nobody}",
        "{what} {who} {by} {checks~@nobody|x}",
        "{what} {who} {by} {checks} {",
        "{what} {who} {by} {checks} }",
        "{what} {who} {by} [{checks}",
        "{what} {who} {by} {checks}]",
        "[{what} [{who}] {by}] {checks}",
        "{what} {who} {by} {checks!r}",
        "{what} {who} {by} {checks?one}",
        "{what} {who} {by} {checks} {?}",
    ],
)
def test_a_template_must_have_a_blank_for_each_part_and_no_other(
    template: str, tmp_path: Path
) -> None:
    words = own(tmp_path, f"[kind.next_step]\ntemplate = '{template}'")

    assert words.reports == (
        'Your own words in en.toml: "kind.next_step.template" must have the blanks of'
        " {by} {checks} {what} {who}, so soptui's own stays.",
    )


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xff", "it is not a text file"),
        (b"[[[", "it is not TOML"),
        (b"x = '" + b"y" * 500 + b"'", "it has a line of more than 400 characters"),
        (b"# x\n" * 40_000, "it is larger than 128 KB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(raw: bytes, told: str, tmp_path: Path) -> None:
    tmp_path.joinpath("en.toml").write_bytes(raw)

    words = load_wording("en", tmp_path)

    [report] = words.reports
    assert report.startswith(f"None of your own words in en.toml is used: {told}")
    assert words.question(Column.NEXT) == USED


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("en.toml").mkdir()

    assert load_wording("en", tmp_path).reports == (
        "None of your own words in en.toml is used: it is no file.",
    )


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    own(tmp_path, "")
    tmp_path.chmod(0)
    try:
        [report] = load_wording("en", tmp_path).reports
    finally:
        tmp_path.chmod(stat.S_IRWXU)

    assert report.startswith("None of your own words in en.toml is used: ")


def test_many_faults_are_not_told_one_by_one(tmp_path: Path) -> None:
    words = own(tmp_path, "\n".join(f"x{number} = 'x'" for number in range(30)))

    assert len(words.reports) == 6
    assert words.reports[-1] == "Your own words in en.toml: 25 more cannot be used."


def test_what_hides_or_steers_a_terminal_goes(tmp_path: Path) -> None:
    words = own(
        tmp_path,
        '[column.next]\nquestion = "What\\u001b[2J \\u202enext\\u200b?"\n'
        '[show]\nwhy = "why:   "\n[help.always]\nkeys = """\nF1 | \\u001b]0;x\\u0007help\n"""',
    )

    assert words.question(Column.NEXT).isprintable()
    assert words.say("show.why") == "why: "
    assert words.say("help.always.keys").splitlines() == ["F1 | ]0;xhelp"]


def leaves(words: object) -> list[str]:
    if isinstance(words, dict):
        return [text for value in words.values() for text in leaves(value)]
    return words if isinstance(words, list) else [str(words)]


keys = st.sampled_from(
    [
        *("column", "next", "question", "kind", "next_step", "template", "speech", "plurals"),
        *("status", "undid", "date", "months", "part", "what", "ask", "language", "conjunction"),
        *("x", ""),
    ]
)
texts = st.text(st.sampled_from("{}[]?|~@<>=&^…!:. whatedi\n\x1b\u202eñ"), max_size=20)
values = st.recursive(
    st.one_of(texts, st.integers(), st.booleans(), st.lists(texts, max_size=12)),
    lambda inner: st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=4))
def test_no_file_makes_soptui_fail(found: dict[str, object]) -> None:
    """Whatever stands in the file, everything can still be said, and statements be made."""
    shipped = load_wording()._words
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soptui.own_words.read_toml", lambda _path: found)
        merged, reports = with_own_words(shipped, Path("en.toml"))
    words = Wording(merged, reports)

    assert all(text.replace("\n", "").isprintable() for text in [*reports, *leaves(merged)])
    words.say("status.undid", edit="x")
    words.question(Column.NEXT)
    for section in words.composer.templates:
        parts = tuple(part.name for part in form_of(section).parts)
        assert all(part in words.composer.sentence(section, parts).casefold() for part in parts)
        for at in range(len(parts)):
            words.part(form_of(section), at)


def test_words_can_change_while_they_are_held() -> None:
    """In the middle of a meeting: whoever holds the words says others from then on."""
    words = load_wording()
    kind: Kind = Section.STRENGTH
    assert words.composer.sentence(Section.NEXT_STEP, ("a", "", "", "Ana")) == "A · Ana checks"

    words.become(load_wording("es"))

    assert words.name(kind) == "fortaleza"
    assert words.composer.sentence(Section.NEXT_STEP, ("a", "", "", "Ana")) == "A · Ana lo revisa"
    words.become(load_wording())
    assert words.name(kind) == "strength"
    assert words.composer.sentence(Section.NEXT_STEP, ("a", "", "", "Ana")) == "A · Ana checks"
