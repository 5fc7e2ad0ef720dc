"""What is said, line by line: it is only ever appended, and no line acts on the terminal."""

from typing import TextIO

from soptui.model.text import shown

_SPOKEN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "✓": "", "→": "->"}
)
"""Marks that braille spells out in cells of their own, and what is read as easily."""

PROMPT = "> "


class Voice:
    """Says one fact a line: first what it is, then what it says."""

    def __init__(self, stream: TextIO, *, prompts: bool) -> None:
        self._stream = stream
        self._prompts = prompts
        self.is_heard = True

    def say(self, role: str, text: str = "") -> None:
        """Say one fact; a text of several lines is several facts."""
        for line in text.splitlines() or [""]:
            self.line(f"{role}: {line}" if line else role)

    def line(self, text: str) -> None:
        """Say one line, whatever is in it."""
        spoken = shown(" ".join(text.split())).translate(_SPOKEN).replace(" · ", ", ")
        self._put(f"{spoken.strip()}\n")

    def prompt(self) -> None:
        """Say that it is the other's turn, where somebody may be waiting for that."""
        if self._prompts:
            self._put(PROMPT)

    def end_line(self) -> None:
        """Leave the line that somebody was typing in."""
        if self._prompts:
            self._put("\n")

    def _put(self, text: str) -> None:
        if not self.is_heard:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # nobody reads any more: what is typed is still kept
            self.is_heard = False
