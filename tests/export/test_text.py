"""A session as plain text: what a field that keeps letters only still tells."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len

from soptui.export.blocks import Bullet, Document, Labelled, linear, plain
from soptui.export.lettering import allowed
from soptui.export.material import Material
from soptui.export.profile import Profile
from soptui.export.text import WIDTH, to_text, wrapped
from soptui.model.alphabet import Section
from soptui.model.session import Session
from soptui.wording import Wording, load_wording
from tests import corpus
from tests.export.hostile import SESSIONS
from tests.export.writing import material

HOSTILE = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


def words_of(document: Document) -> list[str]:
    """Return every word as it is to be read, signs first; no heading has a colon yet."""
    words: list[str] = []
    for block in linear(document.blocks):
        text = plain(block.line)
        if isinstance(block, Labelled):
            text = f"{block.label}: {text}"
        if isinstance(block, Bullet | Labelled):
            text = f"{block.sign} {text}"
        words += [word for word in allowed(text).replace("\n", " ").split(" ") if word]
    return words


def without_lines(text: str) -> str:
    """Return the text without the lines under headings, spaces, and colons behind headings."""
    kept: list[str] = []
    for line in text.split("\n"):
        is_rule = kept and set(line) in ({"="}, {"-"}) and cell_len(line) <= WIDTH
        kept += [] if is_rule else [line]
    return "".join("".join(kept).split(" "))


def is_whole(made: Material) -> None:
    text = to_text(made).decode()
    expected = "".join(words_of(made.document))
    # Rules and colons of headings are ours and may only be more, never less.
    rest = iter("".join(text.replace("\n", " ").split(" ")))
    assert all(letter in rest for letter in expected)
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\t" not in text
    for line in text.split("\n"):
        assert line == line.rstrip(" ")
        body = line.strip(" ")
        assert cell_len(line) <= WIDTH or " " not in re.sub(r"^\S{1,2} ", "", body)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_the_example_is_there_in_order(
    example: Session, profile: Profile, language: str
) -> None:
    made = material(example, load_wording(language), profile, marks=True)
    is_whole(made)

    text = to_text(made).decode()
    said = without_lines(text).replace(":", "")
    assert said == "".join(words_of(made.document)).replace(":", "")


@HOSTILE
@given(session=SESSIONS)
def test_a_hostile_session_is_its_words(session: Session) -> None:
    is_whole(material(session, marks=True))


@pytest.mark.parametrize("text", corpus.TEXTS.values(), ids=corpus.TEXTS.keys())
def test_nothing_that_acts_comes_out(example: Session, wording: Wording, text: str) -> None:
    notes = tuple(replace(note, text=text, parts=()) for note in example.notes)
    written = to_text(material(replace(example, title=text, notes=notes), wording)).decode()

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)


def test_a_goal_stands_under_its_danger_with_its_sign(example: Session, wording: Wording) -> None:
    lines = to_text(material(example, wording)).decode().split("\n")

    at = next(at for at, line in enumerate(lines) if line.startswith("! Danger: "))
    answer = next(line for line in lines[at + 1 :] if not line.startswith("  ") or "*" in line)
    assert answer.startswith("    * Safety goal: ")
    assert lines[:2] == [example.title, "=" * cell_len(example.title)]
    at = lines.index("Next steps")
    assert lines[at + 1] == "-" * 10
    assert lines[at + 2].startswith("> ")


def test_plain_punctuation_on_request_and_letters_stay(example: Session, wording: Wording) -> None:
    [note] = example.in_section(Section.PAST_HARM)[:1]
    said = "José — “no”…\u00a0said ‘it’ → ½ · ñandú 日本"
    session = example.with_notes((replace(note, text=said, said_by=""),))

    assert f"- {said}\n" in to_text(material(session, wording)).decode()
    assert "- José -- \"no\"... said 'it' -> 1/2 * ñandú 日本\n" in (
        to_text(material(session, wording, ascii=True)).decode()
    )


def test_of_ours_nothing_but_ascii_is_left_in_english(example: Session, wording: Wording) -> None:
    empty = Session(id="new", title="New session", started=example.started)

    assert to_text(material(empty, wording)) == (
        b"New session\n===========\n\nDate: 23 Nov 2026\nCopy: case file\n\n"
        b"Draft. People's judgement, not an SDM result.\n\n"
        b"Confidential (W&I Code 827). Only for people who may see this case file.\n"
    )


def test_wide_letters_count_two_and_words_stay_whole() -> None:
    assert wrapped("日本 日本 日本", "- ", "  ", 11) == ["- 日本 日本", "  日本"]
    assert wrapped("a " + "x" * 20 + " b", "- ", "  ", 10) == ["- a", "  " + "x" * 20, "  b"]
    assert wrapped("", "- ", "  ") == ["-"]


def test_the_same_session_is_the_same_text(example: Session, wording: Wording) -> None:
    assert to_text(material(example, wording)) == to_text(material(example, wording))
