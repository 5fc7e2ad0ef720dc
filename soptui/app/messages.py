"""What screens ask of the app."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from soptui.library import Library, Opening


@dataclass
class OpeningWanted(Message):
    """Something is to be opened; with the id of a session, other versions can be offered."""

    opens: Callable[[Library], Opening]
    session_id: str = ""


@dataclass
class Chosen(Message):
    """Somebody has chosen something for good."""

    name: str
    value: str | int
