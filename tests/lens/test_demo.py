"""The demo shows every lens at work; a clean session is left in peace."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from soptui.lens.finding import Kind
from soptui.lens.review import Review
from soptui.model.session import Session
from soptui.resources import resource
from soptui.storage.codec import decode
from soptui.wording import load_wording


def shipped(name: str) -> Session:
    stored = json.loads(resource("sessions", name).read_text(encoding="utf-8"))
    [document] = stored["session"].values()
    return decode(document)


@pytest.fixture(scope="module")
def shown() -> Counter[Kind]:
    return Counter(one.kind for one in Review(load_wording()).findings(shipped("demo.json")))


@pytest.mark.parametrize("kind", Kind)
def test_the_demo_shows_every_lens(shown: Counter[Kind], kind: Kind) -> None:
    assert shown[kind]


def test_a_session_in_which_all_was_asked_and_answered_is_left_in_peace() -> None:
    session, review = shipped("example.json"), Review(load_wording())
    rough = {one.item for one in review.findings(session)}
    assert 0 < len(rough) < 6
    clean = replace(
        session,
        notes=tuple(note for note in session.notes if note.id not in rough),
        members=tuple(member for member in session.members if member.id not in rough),
    )

    assert len(clean.notes) > 40
    assert review.findings(clean) == ()
