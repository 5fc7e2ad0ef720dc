"""Made-up sessions to measure with: as many notes as wanted, over the three columns."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soptui.model.alphabet import Column, Section, sections_of
from soptui.model.session import Note, Session
from soptui.storage.tinydb_store import TinyStore

SESSION_ID = "2026-11-23-meet"
_STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_WHO = ("Rosa", "Leo", "Ana", "Grandma", "The neighbor", "Mateo's teacher")
_DID = ("called", "came over", "stayed upstairs", "took Mateo to school", "drove home late")
_WHEN = ("on Friday night", "twice in March", "before anybody asked", "after the party was over")
_SO = ("so that he was not alone", "and nobody answered the door", "while the baby slept")


def a_meeting(notes: int) -> Session:
    """Return a session with so many notes; the same one every time."""
    chance = random.Random(notes)
    return Session(
        id=SESSION_ID,
        title="Made-up meeting",
        started=_STARTED,
        notes=tuple(_note(at, chance) for at in range(notes)),
    )


def a_home(folder: Path, notes: int) -> Path:
    """Make a home for soptui that holds such a session, and return it."""
    TinyStore(folder / "sessions").create(a_meeting(notes))
    return folder


def _note(at: int, chance: random.Random) -> Note:
    column = list(Column)[at % 3]
    plain = [section for section in sections_of(column) if section is not Section.CHILD_VOICE]
    return Note(
        id=f"n{at}",
        section=chance.choice(plain),
        column=column,
        text=" ".join(chance.choice(some) for some in (_WHO, _DID, _WHEN, _SO)),
        added=_STARTED + timedelta(seconds=at),
    )
