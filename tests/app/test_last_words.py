"""What is said when soptui has ended by a fault, and what does not end it."""

import pytest

from soptui.app.launch import _Run
from soptui.library import Library
from soptui.wording import Wording
from tests.app.conftest import Enter


async def test_it_names_the_session_that_was_written(
    enter: Enter, library: Library, wording: Wording
) -> None:
    opening = library.create("K.'s family")
    run = _Run(library, wording, opening)
    async with enter(opening) as room:
        run._app = room.app
        run._ending.fault = "KeyError in a.py, line 1"
        run._ending._is_reported.set()

        assert f"`soptui open {opening.stored.session.id}` goes on with it" in run._said(None)


async def test_of_a_demo_it_promises_nothing(
    enter: Enter, library: Library, wording: Wording
) -> None:
    opening = library.demo()
    run = _Run(library, wording, opening)
    async with enter(opening) as room:
        run._app = room.app
        run._ending.fault = "KeyError in a.py, line 1"
        run._ending._is_reported.set()

        assert "soptui open" not in run._said(None)
        assert "Your sessions are as they were." in run._said(None)


def test_tidying_up_that_fails_is_reported_and_ends_nothing(
    library: Library, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(library, "tidy", fail)
    run = _Run(library, wording, None)
    run._tidy()

    assert (run._ending.code, run._ending.fault) == (0, "")
    [report] = library.home.reports.glob("*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
