"""What is said of saving is so: nothing is called saved that no disk has."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from soptui.following import Following, find_shown
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.session import Session
from soptui.plain.table import PATIENCE, Place, Table
from soptui.plain.voice import Voice
from soptui.settings import Settings
from soptui.storage.store import NotReachable, Revision
from soptui.storage.tinydb_store import TinyStore
from soptui.wording import load_wording

FULL = "The disk is full."


@dataclass
class Disk:
    """What refuses to save for as long as it is full."""

    is_full: bool = True


class FullStore(TinyStore):
    """A store on a disk that may be full."""

    disk: Disk

    def save(self, session: Session, revision: Revision) -> Revision:
        if self.disk.is_full:
            raise NotReachable(FULL)
        return super().save(session, revision)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(Home(tmp_path))
    yield library
    library.close()


def a_table(library: Library, opening: Opening) -> tuple[Table, io.StringIO]:
    said = io.StringIO()
    place = Place(
        load_wording(),
        Voice(said, prompts=False),
        library.clock,
        Settings(coach=False),
        library.home.config,
        PATIENCE,
    )
    return Table(opening, place), said


def test_a_disk_that_is_full_is_told_at_the_entry_and_the_end(library: Library) -> None:
    opening = library.create("K.'s family")
    store, disk = FullStore(library.home.sessions, aside=library.home.aside), Disk()
    store.disk = disk
    table, said = a_table(library, replace(opening, store=store))
    table.take("- he fell")
    table.settle()
    table.take("/save")

    assert said.getvalue().count(f"attention: {FULL}") == 2
    assert "saved: " not in said.getvalue()

    disk.is_full = False
    table.take("+ slept")
    while not table.wait_for_disk(1.0).saved:
        pass
    table.settle()
    assert said.getvalue().endswith("saved: all of it again\n")
    assert table.close() == 0
    assert [note.text for note in library.read("last").notes] == ["he fell", "slept"]


def test_an_end_without_a_disk_is_no_success(library: Library) -> None:
    opening = library.create("K.'s family")
    store = FullStore(library.home.sessions, aside=library.home.aside)
    store.disk = Disk()
    table, said = a_table(library, replace(opening, store=store))
    table.take("- he fell")

    assert table.close() == 1
    assert "saved: " not in said.getvalue()
    assert "kept aside on disk" in said.getvalue()


def test_it_is_saved_when_that_is_said(library: Library) -> None:
    opening = library.create("K.'s family")
    table, said = a_table(library, opening)
    table.take("- he fell")
    table.take("/save")

    assert said.getvalue().endswith("saved: all that was entered is on disk\n")
    stored = TinyStore(library.home.sessions).open(opening.stored.session.id)
    assert stored.session == table.session
    table.close()


def test_a_second_screen_follows_but_for_the_curtain(library: Library) -> None:
    table, _ = a_table(library, library.create("K.'s family"))
    wording = load_wording()
    following = Following(find_shown(library.home, "last"), wording, lambda seen: None)

    def seen() -> list[str] | None:
        session = following.look().session
        return None if session is None else [note.text for note in session.notes]

    def becomes(texts: list[str] | None) -> None:
        for _ in range(3000):
            if seen() == texts:
                return
            table.wait_for_disk(0.01)
        raise AssertionError(seen())

    table.take("- he fell")
    table.take("+ for staff")
    table.take("/staff 2")
    becomes(["he fell"])
    table.take("/curtain")
    becomes(None)
    table.take("/curtain")
    becomes(["he fell"])
    table.close()
    becomes(None)
