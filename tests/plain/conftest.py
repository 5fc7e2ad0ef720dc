"""A sitting, typed from a script: lines in, lines out."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from soptui.home import Home
from soptui.library import Library, Opening
from soptui.plain.ears import Ears
from soptui.plain.run import Sitting
from soptui.plain.voice import Voice
from soptui.settings import write_choice
from soptui.wording import load_wording


class Typist:
    """Somebody at the lines: what is said to them, and what is kept."""

    def __init__(self, home: Path) -> None:
        self.library = Library(Home(home))
        self.language = "en"
        self.code = -1

    def sit(self, first: Opening | None, *lines: str) -> list[str]:
        """Type these lines, then nothing more; return what was said."""
        said = io.StringIO()
        ears = Ears(io.StringIO("".join(f"{line}\n" for line in lines)))
        wording = load_wording(self.language)
        voice = Voice(said, prompts=False)
        self.code = Sitting(self.library, wording, ears, voice).to_the_end(first)
        self.library.close()
        return said.getvalue().splitlines()

    def new(self, *lines: str) -> list[str]:
        """Type these lines into a new session, and leave out how it is greeted and left."""
        return self.sit(self.library.create("K.'s family"), *lines)[3:-1]


Sits = Callable[..., list[str]]


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(tmp_path)


@pytest.fixture
def silent(typist: Typist) -> Typist:
    """Nobody asks anything by itself."""
    write_choice(typist.library.home.config, "coach", False)
    return typist
