"""Every byte that a real terminal gets in room view: no private word is among them."""

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.terminal import Terminal, environment
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Mark, Member, NameMode, Note, Person, Session
from soptui.storage.tinydb_store import TinyStore

STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PRIVATE = (b"Delgado", b"delgado", b"Quiroga", b"555", b"0142", b"WITHHELD", b"Odette")
F3, F5, F10 = "\x1bOR", "\x1b[15~", "\x1b[21~"
CTRL_G, ESCAPE, UP, DOWN, RIGHT = "\x07", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C"

NOTES = (
    (Section.DANGER_STATEMENT, Column.WORRIED, "Marcus Delgado drives after drinking", False),
    (Section.PAST_HARM, Column.WORRIED, "call 555-0142 about delgado", False),
    (Section.STRENGTH, Column.WORKING, "Quiroga's house is calm", False),
    (Section.NEXT_STEP, Column.NEXT, "WITHHELD step", True),
)
SESSION = Session(
    id="20261123-090000-abcd",
    title="The Delgado family",
    started=STARTED,
    notes=tuple(
        Note(
            id=f"n{at}",
            section=section,
            column=column,
            text=text,
            added=STARTED,
            said_by="Odette",
            staff_only=private,
        )
        for at, (section, column, text, private) in enumerate(NOTES)
    ),
    members=(Member(id="m1", name="Rosa Quiroga", relationship="aunt", contact="555 0142"),),
    people=(Person(id="p1", name="Marcus Delgado", age="34", relationship="father"),),
    marks=(Mark(id="k1", scale=Scale.SAFETY, who="Marcus Delgado", value=4, why="Delgado tries"),),
)


def letters(raw: bytes) -> bytes:
    """What is left of the bytes when the moves and the colors between them are taken out."""
    return re.sub(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|.)", b"", raw)


@pytest.mark.parametrize("mode", [NameMode.FIRST, NameMode.ROLE])
def test_no_private_word_is_sent_after_f5(tmp_path: Path, mode: NameMode) -> None:
    """Walk, search, circles, numbers, dangers: from F5 on nothing private goes out."""
    sessions = tmp_path / "sessions"
    sessions.mkdir(mode=0o700)
    TinyStore(sessions).create(replace(SESSION, names_as=mode))
    command = (sys.executable, "-m", "soptui", "open", SESSION.id, "--home", str(tmp_path))
    with Terminal(command, {**environment(), "HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Delgado")
        terminal.quiet(0.5)
        assert any(word in letters(terminal.raw) for word in PRIVATE)
        at = len(terminal.raw)
        terminal.press(F5)
        terminal.wait_for("room view")
        strokes = (
            *(ESCAPE, DOWN, DOWN, RIGHT, RIGHT, DOWN, ESCAPE),
            *(F3, DOWN, "a", ESCAPE, F10, UP, ESCAPE, ESCAPE, CTRL_G, DOWN, RIGHT, ESCAPE),
            *(ESCAPE, UP, ESCAPE, "+ a calm week\r"),
        )
        for stroke in strokes:
            terminal.press(stroke)
            terminal.quiet(0.15)
        terminal.wait_for("calm week")
        sent = terminal.raw[at:]

    for raw in (sent, letters(sent)):
        assert [word for word in PRIVATE if word in raw] == []
