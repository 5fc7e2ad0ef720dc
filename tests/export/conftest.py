"""The shipped example and the English words, for the tests of exports."""

import json

import pytest

from soptui.model.session import Session
from soptui.resources import resource
from soptui.storage.codec import decode
from soptui.wording import Wording, load_wording


@pytest.fixture(scope="session")
def wording() -> Wording:
    return load_wording()


@pytest.fixture(scope="session")
def example() -> Session:
    """The made-up session that soptui ships."""
    stored = json.loads(resource("sessions", "example.json").read_text(encoding="utf-8"))
    return decode(stored["session"]["1"])
