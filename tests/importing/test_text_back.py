"""Our plain text comes back, its broken lines put together and its signs read."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from soptui.export.profile import Profile
from soptui.export.text import to_text
from soptui.importing.reading import session_from
from soptui.importing.taken import Reading, Taken
from soptui.model.session import Session
from soptui.storage.codec import encode
from soptui.wording import load_wording
from tests.export.hostile import SESSIONS
from tests.export.writing import markdown, material

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
WORDINGS = {language: load_wording(language) for language in ("en", "es")}
WORD = re.compile(r"[^\W_]+")


def new_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def taken(text: bytes) -> Taken:
    return session_from(text, tuple(WORDINGS.values()), NOW, new_ids())


@pytest.mark.parametrize("language", WORDINGS)
@pytest.mark.parametrize("profile", Profile)
def test_the_example_comes_back_whole(profile: Profile, language: str, example: Session) -> None:
    wording = WORDINGS[language]
    came = taken(to_text(material(example, wording, profile, marks=True)))

    assert (came.reading, came.unplaced) == (Reading.TEXT, 0)
    assert markdown(came.session, wording, profile, marks=True) == markdown(
        example, wording, profile, marks=True
    )


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(SESSIONS)
def test_no_word_of_any_copy_is_left_out(session: Session) -> None:
    copied = to_text(material(session, WORDINGS["en"]))
    kept = " ".join(WORD.findall(str(encode(taken(copied).session)))).casefold()
    words = [word for note in session.notes for word in WORD.findall(note.text)]

    assert [word for word in words if len(word) < 20 and word.casefold() not in kept] == []
