"""Every byte that reaches a real terminal, while hostile words are typed, pasted and shown.

Each screen is given the whole corpus; then what was sent to the terminal is compared, kind
by kind, with what the same screens send for harmless words.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.terminal import Terminal, environment
from soptui.model.alphabet import Column, Detail, Scale, Section, form_of
from soptui.model.session import Circle, Details, Mark, Member, Note, Person, Session
from soptui.model.text import cleaned
from soptui.storage.tinydb_store import TinyStore
from tests.corpus import LONG, TEXTS, WITH_BRACKETS
from tests.terminal_audit import kinds

SOPTUI = (sys.executable, "-m", "soptui")
ESCAPE, ENTER, TAB, LEAVE_FIELD = "\x1b", "\r", "\t", "\x15"
GIVEN_BACK = b"\x1b[?1049l"
HARMLESS = ["She sings", "¿Quién? 👩\u200d👩\u200d👧 日本語 می\u200cخواهم", "x" * 10_000]
SIGILS = (
    "",
    "- ",
    "-- ",
    "! ",
    "~ ",
    "? ",
    "+ ",
    "++ ",
    "* ",
    "> ",
    '" ',
    "@ ",
    "# ",
    "& ",
    ":hopes ",
)


def as_typed(text: str) -> str:
    """A text as keys bring it: Enter, Tab, Escape and the like are no letters."""
    return "".join(c for c in text if c >= " " and c != "\x7f").encode("utf-8", "replace").decode()


def as_pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~".encode("utf-8", "replace").decode()


def as_it_comes(text: str) -> str:
    """A text from a terminal that does not say that it is pasted."""
    return text.encode("utf-8", "replace").decode()


class Place:
    """Somewhere to type: the words that are seen there, the keys that lead to it."""

    def __init__(self, words: str, *keys: str, after: str = "") -> None:
        self.words, self.keys, self.after = words, keys, after


Hand = Callable[[str], str]
hands = pytest.mark.parametrize("hand", [as_typed, as_pasted])


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[Terminal]:
    command = (*SOPTUI, *arguments, "--home", str(home))
    env = {**environment(), "HOME": str(home)}
    with Terminal(command, env) as terminal:
        yield terminal


def go(terminal: Terminal, *strokes: str) -> None:
    """Strike keys one after the other, each when the last was answered, if it ever is."""
    for stroke in strokes:
        seen, until = len(terminal.raw), time.monotonic() + 0.6
        terminal.press(stroke)
        while len(terminal.raw) == seen and time.monotonic() < until:
            terminal.listen(0.02)
        terminal.quiet(0.1)


def give(terminal: Terminal, *strokes: str) -> None:
    """Strike keys one after the other, each as soon as something was drawn for the last."""
    for stroke in strokes:
        terminal.press(stroke)
        terminal.quiet(0.02)


def shows(terminal: Terminal, texts: Iterable[str], columns: slice = slice(None)) -> bool:
    """Wait until every text is to be read on the screen, wrapped or not."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        terminal.settle()
        read = " ".join(" ".join(row[columns] for row in terminal.display.rows).split())
        if all(" ".join(text.split()) in read for text in texts):
            return True
    return False


def kinds_sent(terminal: Terminal) -> Counter[str]:
    terminal.settle()
    if GIVEN_BACK in terminal.raw:
        pytest.fail(f"it has left, with {terminal.wait()}: {terminal.raw[-400:]!r}")
    return kinds(terminal.raw)


def full_session(words: Sequence[str]) -> Session:
    """A session that holds all of these texts in every place that a text can have."""
    texts = [text for text in map(cleaned, words) if text]
    started = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def word(at: int) -> str:
        return texts[at % len(texts)]

    notes = [
        Note(
            id=f"n{section.value}{at}",
            section=section,
            column=form_of(section).column or Column.WORRIED,
            text=word(at),
            parts=tuple(word(at + n) for n, _ in enumerate(form_of(section).parts))
            if form_of(section).composed
            else (),
            said_by=word(at + 1),
            added=started,
        )
        for section in Section
        for at in range(0, len(texts), 1 if section is Section.HEARD else 5)
    ]
    members = [
        Member(id=f"m{at}", name=word(at), relationship=word(at + 1), circle=Circle.INNER,
               does=word(at + 2), contact=word(at + 3))
        for at in range(6)
    ]  # fmt: skip
    marks = [
        Mark(id=f"r{at}", scale=Scale.SAFETY, who=word(at), value=at, why=word(at), higher=word(at))
        for at in range(6)
    ]
    people = [
        Person(id=f"p{at}", name=word(at), age="6", relationship=word(at + 1)) for at in range(6)
    ]
    lines = "\n".join(texts)
    return Session(
        id="2026-11-23-test",
        title=word(0),
        started=started,
        setting=word(1),
        details=replace(Details(), **{detail.value: lines for detail in Detail}),
        notes=tuple(notes),
        members=tuple(members),
        marks=tuple(marks),
        people=tuple(people),
    )


def keep(session: Session, home: Path) -> None:
    TinyStore(home / "sessions").create(session)


def look_at_everything(terminal: Terminal) -> None:
    """Go through every screen that shows what is stored."""
    terminal.wait_for("What are we worried about?")
    go(terminal, *["\x1b[6~"] * 3, ESCAPE, *["\x1b[B"] * 5, "\x1b[C", "\x1b[C")
    go(terminal, "l", "s", "\x1a", "\x19", "\x1b[3~", "r", ENTER, ESCAPE, ESCAPE)
    go(terminal, "/", "a", ENTER, ESCAPE, ESCAPE, "Mu", "\x1b[C", LEAVE_FIELD, "! ", ESCAPE)
    go(terminal, "\x1bOQ", *[TAB] * 12, ESCAPE)  # the details
    go(terminal, "\x05", "\x1b[6~", "\x1b[B", "\x1b[B", "\x1b[B", "\x1b[6~", ENTER, ENTER, ENTER)
    go(terminal, ESCAPE, "\x1bOP", ESCAPE, "\x10", "ex", ESCAPE)


def look_at_the_list(terminal: Terminal) -> None:
    terminal.wait_for("Open a session")
    go(terminal, "o", "t", "\x1b[B", ESCAPE, "\x1bOP", ESCAPE, "\x10", ESCAPE)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The kinds of sequences that soptui sends for harmless words."""
    home = tmp_path_factory.mktemp("harmless")
    keep(full_session(HARMLESS), home)
    with running(home, "open", "last") as terminal:
        look_at_everything(terminal)
        go(terminal, LEAVE_FIELD, as_pasted("She sings\nHe cooks"), ENTER, ESCAPE)
        go(terminal, "\x1bOQ", "\x15\x1b[200~a\u202eb\x1b[201~", ESCAPE)
        sent = kinds_sent(terminal)
    with running(home) as terminal:
        look_at_the_list(terminal)
        sent += kinds_sent(terminal)
    return frozenset(sent)


def test_stored_words_are_shown_and_never_obeyed(tmp_path: Path, drawn: frozenset[str]) -> None:
    keep(full_session(list(TEXTS.values())), tmp_path)
    with running(tmp_path, "open", "last") as terminal:
        look_at_everything(terminal)
        assert kinds_sent(terminal).keys() - drawn == set()


def test_the_list_of_sessions_shows_names_and_never_obeys_them(
    tmp_path: Path, drawn: frozenset[str]
) -> None:
    for at, text in enumerate(TEXTS.values()):
        session = replace(full_session([text]), id=f"2026-11-23-t{at}")
        keep(session, tmp_path)
    (tmp_path / "sessions" / "\x1b]0;owned\x07\x9b2J\u202e[red].json").write_text("{}")
    with running(tmp_path) as terminal:
        look_at_the_list(terminal)
        assert kinds_sent(terminal).keys() - drawn == set()


def test_names_are_shown_with_their_brackets(tmp_path: Path) -> None:
    for at, text in enumerate(WITH_BRACKETS.values()):
        keep(replace(full_session([text]), id=f"2026-11-23-t{at}"), tmp_path)
    with running(tmp_path) as terminal:
        terminal.wait_for("Open a session")
        go(terminal, "o")
        terminal.wait_for("Which session?")
        terminal.press("t")
        assert shows(terminal, WITH_BRACKETS.values())


@hands
def test_the_map_takes_any_words(tmp_path: Path, drawn: frozenset[str], hand: Hand) -> None:
    with running(tmp_path, "new") as terminal:
        terminal.wait_for("What are we worried about?")
        for at, text in enumerate(TEXTS.values()):
            give(terminal, SIGILS[at % len(SIGILS)], hand(text), ENTER * 6)
        assert kinds_sent(terminal).keys() - drawn == set()


def test_words_stand_on_the_map_with_their_brackets(tmp_path: Path) -> None:
    with running(tmp_path, "new") as terminal:
        terminal.wait_for("What are we worried about?")
        for text in WITH_BRACKETS.values():
            give(terminal, text, ENTER)
        assert shows(terminal, WITH_BRACKETS.values(), slice(3, 52))


@pytest.mark.parametrize(
    "place",
    [
        Place("/ Find", "a note\r", ESCAPE, "/"),
        Place("Name of the session", "\x1bOQ"),
        Place("Name of the session", "\x1bOQ", *[TAB] * 4),
        Place("Write to", "\x05", ENTER, LEAVE_FIELD, after="\x13"),
        Place("Search", "\x10"),
        Place("A sign, a space", "\x1bOP"),
        Place("board", "a note\r", ESCAPE),
    ],
    ids=["find", "name", "area", "export path", "palette", "help", "board"],
)
@hands
def test_no_screen_sends_what_it_is_given(
    tmp_path: Path, drawn: frozenset[str], place: Place, hand: Hand
) -> None:
    with running(tmp_path, "new") as terminal:
        terminal.wait_for("What are we worried about?")
        go(terminal, *place.keys)
        assert shows(terminal, [place.words])
        give(terminal, *(hand(text) for name, text in TEXTS.items() if name not in LONG))
        give(terminal, place.after)
        assert kinds_sent(terminal).keys() - drawn == set()


@hands
def test_the_start_screen_sends_nothing_that_it_is_given(
    tmp_path: Path, drawn: frozenset[str], hand: Hand
) -> None:
    keep(full_session(["She sings"]), tmp_path)
    with running(tmp_path) as terminal:
        terminal.wait_for("Open a session")
        give(terminal, *map(hand, TEXTS.values()))
        assert kinds_sent(terminal).keys() - drawn == set()


def test_a_paste_that_does_not_say_so_is_only_keys(tmp_path: Path, drawn: frozenset[str]) -> None:
    with running(tmp_path, "new") as terminal:
        terminal.wait_for("What are we worried about?")
        give(terminal, *map(as_it_comes, TEXTS.values()))
        assert kinds_sent(terminal).keys() - drawn == set()


NAME = "\x1b]0;owned\x07\x9b2J\u202e\x1b[31m[red] [/ b"


def printed(home: Path, *arguments: str) -> str:
    """All that a command prints on a terminal."""
    env = {**environment(), "SOPTUI_HOME": str(home)}
    with Terminal([*SOPTUI, *arguments], env) as terminal:
        terminal.quiet(gap=30)
        assert terminal.ended
        return terminal.raw.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "last"),
        ("show", NAME),
        ("locate",),
        ("locate", "sessions"),
        ("locate", NAME),
        ("verify",),
        ("verify", NAME),
        ("restore", NAME),
        ("export", "last"),
        ("export", "last", "-o", f"no/{NAME}"),
        ("export", "last", "-o", f"~{NAME}"),
        (NAME,),
        (f"--{NAME}",),
        ("list", f"--{NAME}"),
        ("export", "last", "-f", NAME),
    ],
    ids=range(16),
)
def test_a_command_prints_names_and_arguments_and_they_do_nothing(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    home = tmp_path / NAME.replace("/", "")
    keep(full_session(list(TEXTS.values())), home)
    (home / "sessions" / f"{NAME.replace('/', '')}.json").write_text("{}")

    text = printed(home, *arguments)
    # `show` is drawn in plain colors; nothing else is colored at all.
    sent = {kind for kind in kinds(text.encode()) if not kind.startswith("SGR ")}
    assert sent == set()
    assert "\x1b[31m" not in text
    assert "SGR " not in "".join(kinds(text.encode())) or arguments[0] == "show"
    assert text.strip()


def test_what_is_left_out_of_a_name_on_the_command_line_is_told(tmp_path: Path) -> None:
    env = {**environment(), "SOPTUI_HOME": str(tmp_path)}
    # A title as a terminal passes it on that does not speak UTF-8.
    with Terminal([*SOPTUI, "new", os.fsdecode(b"Jos\xe9 \x1b[2J")], env) as terminal:
        terminal.wait_for("What are we worried about?")
        assert b"soptui: 2 hidden characters left out." in terminal.raw
        assert (
            "\x1b[2J" not in terminal.raw.decode("utf-8", "surrogateescape").partition("?1049h")[0]
        )
        terminal.settle()
        assert "Jos [2J" in terminal.display.rows[0]
