"""A fault of our own is told without a word of what anybody typed."""

import sys
from pathlib import Path

import pytest

from soptui.faults import where_it_broke
from soptui.home import Home
from soptui.library import Library

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment

BROKEN = """
from soptui.app.screens.session_screen import SessionScreen
from soptui.cli import main

done = SessionScreen.do

def do(self, edit):
    done(self, edit)
    secret = "Mateo, 555 0100"
    if len(self.session.notes) == 2:
        raise ValueError("near " + secret)

SessionScreen.do = do
main()
"""


def test_where_it_broke_names_a_line_and_no_words() -> None:
    try:
        int("Mateo")
    except ValueError as error:
        told = where_it_broke(error)

    assert told.startswith("ValueError in test_faults.py, line ")
    assert "Mateo" not in told


def test_the_app_ends_calmly_and_what_was_typed_is_on_disk(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BROKEN, "--home", str(tmp_path), "new"]
    with Terminal(command, environment()) as terminal:
        terminal.wait_for("Type what the room says")
        terminal.press("first words\r")
        terminal.wait_for("first words")
        terminal.press("second words\r")
        while not terminal.ended:
            terminal.listen(0.1)
        terminal.settle()
        shown = " ".join("\n".join(terminal.display.rows).split())

    assert "stop because of a fault of its own (ValueError in" in shown
    for private in ("Mateo", "555 0100", "secret", "Traceback"):
        assert private not in shown
    session = Library(Home(tmp_path)).open("last").stored.session
    assert [note.text for note in session.notes] == ["first words", "second words"]
