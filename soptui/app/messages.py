"""What screens ask of the app."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from soptui.library import Library, Opening


@dataclass
class OpeningWanted(Message):
    """Something is to be opened."""

    opens: Callable[[Library], Opening]
