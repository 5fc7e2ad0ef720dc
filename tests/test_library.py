"""Opening a session: who writes it, what waited for it, and what a person is told."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from soptui.app.keeping import LastSaver
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.unfinished import Unfinished
from soptui.storage import lock, versions
from soptui.storage.drafts import DraftFile
from soptui.storage.store import NotReachable, StoreError, UnknownSession
from soptui.storage.tinydb_store import TinyStore
from soptui.storage.versions import VersionKind
from tests.builders import a_note

ROSA = a_note("Rosa has a key")
LONG = 20.0  # only a test that fails waits this long


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


def test_what_was_tried_out_in_a_demo_goes_even_after_a_kill(tmp_path: Path) -> None:
    killed, running = Library(Home(tmp_path)), Library(Home(tmp_path))
    killed.demo()
    [left] = killed.home.demos.iterdir()
    killed._locks.pop().release()  # as the system does for a process that dies
    running.demo()
    [stays] = running.home.demos.iterdir()
    assert stays != left

    third = Library(Home(tmp_path))
    third.demo()
    assert len(list(third.home.demos.iterdir())) == 2, "what is in use stays"
    third.close()
    running.close()
    assert list(third.home.demos.iterdir()) == []


def test_old_snapshots_are_cleared_away(library: Library) -> None:
    session_id = library.create("K.'s family").stored.session.id
    [kept] = (library.home.snapshots / session_id).iterdir()
    moment = library.clock().astimezone(UTC)
    for days in (8, 9):
        old = (moment - timedelta(days=days)).strftime("%Y%m%dT%H%M%SZ")
        kept.with_name(f"{old}.json").write_bytes(kept.read_bytes())
    library.tidy()

    assert list(kept.parent.iterdir()) == [kept]


def test_the_id_that_a_session_goes_on_under_is_held_as_well(library: Library) -> None:
    opening = library.create("K.'s family")
    session = opening.stored.session
    other = TinyStore(library.home.sessions)
    other.save(replace(session, title="theirs"), other.open(session.id).revision)
    saver = LastSaver(opening, lambda _: None, lambda _: None)
    saver.put(replace(session, notes=(ROSA,)))
    kept_as = saver.close(LONG).kept_as

    assert kept_as == f"{session.id}-2"
    second = Library(library.home)
    assert second.open(kept_as).is_reading
    assert second.open(session.id).is_reading
    library.close()
    assert not second.open(kept_as).is_reading
    second.close()


def test_looking_for_unfinished_text_leaves_the_locks_as_they_are(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = library.create("K.'s family")
    session_id = opening.stored.session.id
    assert opening.drafts is not None
    opening.drafts.parent.mkdir(parents=True, exist_ok=True)
    DraftFile(opening.drafts).write(Unfinished(line="half a line"), library.clock())
    assert Library(library.home).unfinished() == (), "it is being written"
    note = library.home.locks / session_id / "writer.json"
    left = note.read_bytes()
    library.close()
    assert [name for name, _ in library.unfinished()] == [session_id]
    assert not note.parent.exists()

    note.parent.mkdir()
    note.write_bytes(left)
    monkeypatch.setattr(lock, "_host", lambda: "laptop-2")
    assert library.unfinished() == (), "somebody elsewhere may be writing it"
    assert note.read_bytes() == left


# ---- going back ----


def test_what_waits_aside_does_not_undo_going_back(library: Library) -> None:
    opening = library.create("K.'s family")
    session_id = opening.stored.session.id
    put_aside(opening)
    library.close()
    before = {version.name: version for version in library.versions(session_id)}
    library.go_back(session_id, before["now"].path)

    again = Library(library.home).open(session_id)
    assert again.stored.session == opening.stored.session
    assert again.told == ()
    kept = [one for one in library.versions(session_id) if one.kind is VersionKind.KEPT_ASIDE]
    assert [(one.notes, one.problem) for one in kept] == [(1, "")]
    assert "aside" not in {one.name for one in library.versions(session_id)}


def test_what_waits_aside_can_be_gone_back_to(library: Library) -> None:
    opening = library.create("K.'s family")
    session_id = opening.stored.session.id
    put_aside(opening)
    library.close()
    library.go_back(session_id, library.home.aside / f"{session_id}.json")

    assert list(library.home.aside.iterdir()) == []
    again = Library(library.home).open(session_id)
    assert again.stored.session.notes == (ROSA,)
    assert again.told == ()


def test_what_waits_aside_stays_where_going_back_fails(library: Library) -> None:
    opening = library.create("K.'s family")
    session_id = opening.stored.session.id
    put_aside(opening)
    library.close()
    with pytest.raises(StoreError):
        library.go_back(session_id, library.home.sessions / "none.json")

    assert Library(library.home).open(session_id).stored.session.notes == (ROSA,)


def test_it_is_said_when_what_waits_aside_cannot_be_put_away(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = library.create("K.'s family")
    session_id = opening.stored.session.id
    put_aside(opening)
    library.close()

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(versions, "keep_untaken", refused)
    with pytest.raises(NotReachable, match="is back, but what waited aside"):
        library.go_back(session_id, library.home.sessions / f"{session_id}.json")
    assert Library(library.home).open(session_id).stored.session.notes == (ROSA,)
