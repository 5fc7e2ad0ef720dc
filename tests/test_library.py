"""Opening a session: who writes it, what waited for it, and what a person is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from soptui.home import Home
from soptui.library import Library, Opening
from soptui.storage import lock
from soptui.storage.store import UnknownSession
from soptui.storage.tinydb_store import TinyStore
from tests.builders import a_note

ROSA = a_note("Rosa has a key")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(Home(tmp_path))
    yield library
    library.close()


def put_aside(opening: Opening) -> None:
    """The state before is in its place, the latest one only aside."""
    session = replace(opening.stored.session, notes=(ROSA,))
    opening.store.put_aside(session, opening.stored.revision)


def test_one_library_writes_and_the_other_reads_until_it_is_closed(tmp_path: Path) -> None:
    first, second = Library(Home(tmp_path)), Library(Home(tmp_path))
    session_id = first.create("K.'s family").stored.session.id

    refused = second.open(session_id)
    assert refused.is_reading
    assert refused.writer is not None
    assert refused.drafts is None, "what the writer types is not this one's to keep"

    first.close()
    assert not second.open(session_id).is_reading
    second.close()


def test_a_session_that_cannot_be_opened_is_not_held(library: Library) -> None:
    with pytest.raises(UnknownSession):
        library.open("2026-01-01-none")

    assert list(library.home.locks.iterdir()) == []


def test_what_was_put_aside_is_back_when_it_is_opened(library: Library) -> None:
    opening = library.create("K.'s family")
    put_aside(opening)
    library.close()

    again = Library(library.home).open(opening.stored.session.id)
    assert [note.text for note in again.stored.session.notes] == [ROSA.text]
    assert again.told == ("What could not be saved last time is back in its place.",)
    assert list(library.home.aside.iterdir()) == []


def test_what_was_put_aside_is_kept_beside_what_somebody_else_saved(library: Library) -> None:
    opening = library.create("K.'s family")
    put_aside(opening)
    library.close()
    session = opening.stored.session
    TinyStore(library.home.sessions).save(
        replace(session, title="K.'s map"), opening.stored.revision
    )

    again = Library(library.home).open(session.id)
    assert again.stored.session.title == "K.'s map"
    assert f"{session.id}-2" in again.told[0]
    assert library.read(f"{session.id}-2").notes == (ROSA,)


def test_what_waits_is_in_what_is_printed(library: Library) -> None:
    opening = library.create("K.'s family")
    put_aside(opening)

    assert Library(library.home).read(opening.stored.session.id).notes == (ROSA,)


def test_people_work_on_where_no_lock_can_be_made(library: Library) -> None:
    session_id = library.create("K.'s family").stored.session.id
    library.close()
    library.home.locks.rmdir()
    library.home.locks.write_text("in the way")

    opening = Library(library.home).open(session_id)
    assert not opening.is_reading
    assert "Nobody else is kept from writing this session too" in opening.told[0]


def test_somebody_on_another_computer_is_named(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_host", lambda: "desk-3")
    session_id = library.create("K.'s family").stored.session.id
    note = library.home.locks / session_id / "writer.json"
    left = note.read_bytes()
    library.close()
    note.parent.mkdir()
    note.write_bytes(left)

    monkeypatch.setattr(lock, "_host", lambda: "laptop-2")
    opening = Library(library.home).open(session_id)
    assert not opening.is_reading
    assert "on desk-3 may be writing this too" in opening.told[0]


def test_what_a_kill_left_is_swept_away(library: Library) -> None:
    session_id = library.create("K.'s family").stored.session.id
    library.close()
    left = library.home.sessions / f".{session_id}.json.0123abcd.tmp"
    left.write_bytes(b"{")

    Library(library.home).open(session_id)
    assert not left.exists()
