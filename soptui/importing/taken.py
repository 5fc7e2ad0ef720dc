"""What was made of a file: a session, how it was read, and what a person should know of it."""

from dataclasses import dataclass
from enum import StrEnum

from soptui.model.session import Session


class Reading(StrEnum):
    """A way to read a file."""

    JSON = "json"
    MARKDOWN = "md"
    TEXT = "txt"
    NOTES = "notes"


class CannotTake(Exception):
    """A file cannot be taken in; the message says why and what to do, in whole sentences."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A session made of a file.

    `unplaced` counts the lines that fit nowhere and stand at the end as heard notes;
    `remarks` are whole sentences for the person who brought the file, without a word of it.
    """

    session: Session
    reading: Reading
    unplaced: int = 0
    remarks: tuple[str, ...] = ()
