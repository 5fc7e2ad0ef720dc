"""`soptui show`: the map on a terminal."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from soptui.model.session import Session
from soptui.printing import print_map
from soptui.resources import resource
from soptui.storage.codec import decode
from soptui.wording import load_wording

WORDING = load_wording()
EXAMPLE = decode(
    json.loads(resource("sessions", "example.json").read_text(encoding="utf-8"))["session"]["1"]
)
QUESTIONS = ("What are we worried about?", "What's working well?", "What needs to happen next?")


def drawn(session: Session, width: int, *, terminal: bool = False, encoding: str = "utf-8") -> str:
    """Return what is printed, as a screen of this width would get it."""
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(
        file=file,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
    )
    print_map(session, WORDING, console)
    file.seek(0)
    return file.read()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 89])
def test_a_narrow_terminal_shows_one_question_below_the_other(width: int) -> None:
    lines = drawn(EXAMPLE, width).splitlines()

    heads = [line.split(" ─")[0] for line in lines if line.startswith(QUESTIONS)]
    assert heads == list(QUESTIONS)
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [90, 100, 160])
def test_a_wide_terminal_shows_the_questions_side_by_side(width: int) -> None:
    lines = drawn(EXAMPLE, width).splitlines()

    [head] = [line for line in lines if QUESTIONS[0] in line]
    assert all(question in head for question in QUESTIONS)
    assert max(map(len, lines)) <= width


def test_every_note_stands_behind_its_sigil() -> None:
    seen = words(drawn(EXAMPLE, 80))

    for sigil, text in (
        ("--", "It was reported that Renata (mom) drank vodka"),
        ("++", "Renata put a chain and a bell on the front door"),
        (">", "Get the log of August 22 · Sam · Fri Dec 4"),
        ('"', "I want Mom to wake up first, not me."),
        ("@", "Inés · Renata's mother · inner · sleeps over when Renata calls"),
    ):
        assert f" {sigil} {text}" in seen
    assert all(words(note.text) in seen for note in EXAMPLE.notes)


def test_what_is_open_and_what_is_for_staff_is_said() -> None:
    seen = words(drawn(EXAMPLE, 80))

    assert "Renata and Priya (open: by when)" in seen
    assert "with both of them in the room. (staff only)" in seen


def test_each_person_has_their_own_number_on_the_line() -> None:
    seen = drawn(EXAMPLE, 80)

    assert "Renata  0 ────────────6 · · · · 10  I called my mom" in seen
    assert "Dee     0 ──────3 · · · · · · · 10  No child has been" in seen


@pytest.mark.parametrize(
    ("value", "line"), [(0, "0 0 · · · · · · · · · · 10 "), (10, f"0 {'─' * 20}10 10 ")]
)
def test_the_ends_of_the_scale_can_be_drawn(value: int, line: str) -> None:
    session = replace(EXAMPLE, marks=(replace(EXAMPLE.marks[0], value=value),))

    assert line in drawn(session, 80)


def test_contacts_stay_out() -> None:
    assert "555-" not in drawn(EXAMPLE, 160)


def test_peoples_brackets_are_words() -> None:
    text = "[name withheld] said [red]no[/red] [/ [@click=app.quit]x[/] :smile: [sic]"
    session = replace(
        EXAMPLE,
        title=text,
        setting=text,
        notes=(replace(EXAMPLE.notes[0], text=text),),
        members=(replace(EXAMPLE.members[0], name=text, does=text),),
        marks=(replace(EXAMPLE.marks[0], why=text, higher=text),),
    )

    assert drawn(session, 700).count(text) == 7


def test_it_is_plain_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in drawn(EXAMPLE, 100)
    assert "\x1b[" in drawn(EXAMPLE, 100, terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in drawn(EXAMPLE, 100, terminal=True)


def test_an_old_encoding_gets_lines_it_can_draw() -> None:
    seen = drawn(EXAMPLE, 100, encoding="latin-1")

    assert "0 ------------6 . . . . 10" in seen


def test_an_empty_session_is_three_questions() -> None:
    seen = drawn(Session(id="new", title="New session", started=EXAMPLE.started), 80)

    assert all(question in seen for question in QUESTIONS)
