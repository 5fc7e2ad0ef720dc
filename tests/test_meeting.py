"""A whole made-up meeting, typed into a real terminal, and every word again afterwards."""

import re
import sys
from pathlib import Path

import pytest

from soptui.copies import Copy, content_of
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.home import Home
from soptui.library import Library
from soptui.model.alphabet import FORMS, Section
from soptui.wording import load_wording

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment

MEETING = Path(__file__).with_name("data") / "meeting.txt"
LINES = MEETING.read_text(encoding="utf-8").splitlines()


def test_every_sigil_is_in_the_meeting() -> None:
    sigils = {line.split(" ")[0] for line in LINES}

    assert len(LINES) == 50
    assert {form.sigil for form in FORMS.values() if ":" not in form.sigil} - sigils == {""}


def test_every_word_of_a_meeting_is_in_the_notes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "soptui", "--home", str(tmp_path), "new", "M.'s family"]
    with Terminal(command, environment()) as terminal:
        terminal.wait_for("Type what the room says")
        for line in LINES:
            terminal.press(line + "\r")
            terminal.listen(0)
        terminal.wait_for("said at the door")
        terminal.press("\x11")
        while not terminal.ended:
            terminal.listen(0.1)

    session = Library(Home(tmp_path)).open("last").stored.session
    markdown = content_of(
        Copy(Format.MARKDOWN, Profile.CASE_FILE), session, load_wording()
    ).decode()
    found = set(re.findall(r"\w+", markdown.replace("\\", "").casefold()))
    typed = {word for line in LINES for word in re.findall(r"\w+", line.casefold())}
    assert typed - found == {"agreements"} - found  # the one sigil that is a word itself
    assert len(session.in_section(Section.DANGER_STATEMENT)) == 2
    assert [len(session.members), len(session.marks), len(session.people)] == [5, 5, 3]
    assert all(note.answers for note in session.in_section(Section.SAFETY_GOAL))
