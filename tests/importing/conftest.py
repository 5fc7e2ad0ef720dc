"""The shipped example, for the tests of files that come in."""

import pytest

from soptui.example import EXAMPLE, shipped
from soptui.model.session import Session


@pytest.fixture(scope="session")
def example() -> Session:
    """The made-up session that soptui ships."""
    return shipped(EXAMPLE)
