"""The export screen while it is still reading: another choice, and leaving, do no harm."""

from collections.abc import Iterator
from threading import Event

import pytest

from soptui.app.screens.export_screen import ExportScreen
from soptui.copies import Copy
from soptui.copy_look import CopyLook, CopyReader
from soptui.export.profile import Profile
from soptui.model.session import Session
from tests.app.conftest import Enter
from tests.app.exporting import looked, page, until


class Gate:
    """Lets one look at a copy after the other go on."""

    def __init__(self) -> None:
        self.begun: list[Profile] = []
        self.goes_on = Event()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Let looking at a copy take until somebody says so."""
    gate, at_once = Gate(), CopyReader.page

    def slowly(reader: CopyReader, copy: Copy, session: Session) -> CopyLook:
        gate.begun.append(copy.profile)
        assert gate.goes_on.wait(60)
        return at_once(reader, copy, session)

    monkeypatch.setattr(CopyReader, "page", slowly)
    yield gate
    gate.goes_on.set()


async def test_the_latest_choice_wins_and_those_between_are_not_read(
    enter: Enter, gate: Gate
) -> None:
    async with enter() as room:
        await room.type("+ she sings\n")
        await room.press("ctrl+e", "down", "down", "down", "up", "up")
        gate.goes_on.set()
        await looked(room)

        assert gate.begun == [Profile.CASE_FILE, Profile.FAMILY]
        assert "for the family" in page(room).lower()


async def test_keys_are_read_while_a_copy_is_looked_at(enter: Enter, gate: Gate) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "down", "enter", "ctrl+u")
        await room.type("here.md")
        assert "Write to  here.md" in room.screen
        assert page(room) == ""
        gate.goes_on.set()
        await looked(room)


async def test_leaving_before_it_is_read(enter: Enter, gate: Gate) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "down", "escape")
        assert not isinstance(room.app.screen, ExportScreen)
        gate.goes_on.set()
        await room.type("a note\n")
        await until(room, lambda: bool(room.session.notes))

        assert room.app.is_running
        assert room.saved.notes[-1].text == "a note"


async def test_a_fault_in_looking_ends_nothing_and_another_copy_can_be_looked_at(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = CopyReader.page

    def breaks(reader: CopyReader, copy: Copy, session: Session) -> CopyLook:
        if copy.profile is Profile.CASE_FILE:
            raise ZeroDivisionError("she sings")
        return at_once(reader, copy, session)

    monkeypatch.setattr(CopyReader, "page", breaks)
    async with enter() as room:
        await room.type("+ she sings\n")
        await room.press("ctrl+e")
        said = await looked(room)
        assert "a fault of its own (ZeroDivisionError" in said
        assert "sings" not in said
        await room.press("down")
        await looked(room)
        assert "she sings" in page(room)
