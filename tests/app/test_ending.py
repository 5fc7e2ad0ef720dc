"""The end of the process: either the app leaves by itself, or it is rescued; never both."""

import os
import threading
from pathlib import Path

import pytest

from soptui.app import calm_app
from soptui.app import ending as module
from soptui.app.calm_app import PAUSE
from soptui.app.ending import Ending
from tests.app.conftest import Enter


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The codes that the process would have ended with at once."""
    codes: list[int] = []
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(os, "_exit", codes.append)
    return codes


def test_an_app_that_left_is_not_rescued(tmp_path: Path, exits: list[int]) -> None:
    rescued: list[str] = []
    ending = Ending(tmp_path, lambda _: True, lambda: rescued.append("rescued"))
    ending.has_left()
    ending.tell(143)
    ending._watch()

    assert (rescued, exits) == ([], [])


def test_an_app_that_does_not_leave_is_rescued(tmp_path: Path, exits: list[int]) -> None:
    rescued: list[str] = []
    ending = Ending(tmp_path, lambda _: False, lambda: rescued.append("rescued"))
    ending.tell(143)
    ending.tell(1)
    ending._watch()

    assert (rescued, exits) == (["rescued"], [143])


def test_it_cannot_leave_any_more_while_it_is_rescued(tmp_path: Path, exits: list[int]) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def rescue() -> None:
        begun.set()
        go_on.wait(10)

    ending = Ending(tmp_path, lambda _: True, rescue)
    ending.tell(1)
    watching = threading.Thread(target=ending._watch, daemon=True)
    watching.start()
    assert begun.wait(10)
    leaving = threading.Thread(target=ending.has_left, daemon=True)
    leaving.start()
    leaving.join(0.1)
    go_on.set()
    watching.join(10)

    assert leaving.is_alive(), "it went on beside the rescue, whose exit cuts it off"
    assert exits == [1]


async def test_garbage_is_cleared_away_once_in_a_pause(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[int] = []
    monkeypatch.setattr(calm_app, "collect", lambda: cleared.append(1))
    async with enter() as room:
        for idle in (0, PAUSE - 1, PAUSE, PAUSE + 5, PAUSE + 10, 2, PAUSE):
            room.app.while_nobody_types(idle)

    assert len(cleared) == 2
