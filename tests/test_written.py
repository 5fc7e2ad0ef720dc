"""Copies that were written while somebody else had the session open."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from soptui.home import Home
from soptui.library import Library
from soptui.model.session import Exported
from soptui.storage.store import Revision
from soptui.written import forget, leave_word, taken_up, waiting
from tests.builders import NOW

FIRST = Exported(path="/notes/a.md", format="md", copy="family", made=NOW)
SECOND = replace(FIRST, path="/notes/b.docx", format="docx", made=NOW + timedelta(hours=1))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def a_kept_session(home: Home) -> str:
    library = Library(home)
    session_id = library.create("K.'s family").stored.session.id
    library.close()
    return session_id


def test_the_session_knows_of_them_when_it_is_opened_again(home: Home) -> None:
    session_id = a_kept_session(home)
    leave_word(home, session_id, SECOND)
    leave_word(home, session_id, FIRST)
    leave_word(home, "2026-01-01-aaaa", FIRST)  # another's

    library = Library(home)
    opened = library.open(session_id)
    library.close()

    assert opened.stored.session.exports == (FIRST, SECOND)
    assert Library(home).read(session_id).exports == (FIRST, SECOND)
    assert waiting(home, session_id) == ()
    assert waiting(home, "2026-01-01-aaaa") == (FIRST,)


def test_they_wait_on_while_somebody_else_writes(home: Home) -> None:
    session_id = a_kept_session(home)
    writer = Library(home)
    writer.open(session_id)
    leave_word(home, session_id, FIRST)

    assert Library(home).open(session_id).stored.session.exports == ()
    assert waiting(home, session_id) == (FIRST,)
    writer.close()


def test_where_the_session_cannot_be_saved_they_wait_on(home: Home) -> None:
    session_id = a_kept_session(home)
    leave_word(home, session_id, FIRST)
    library = Library(home)
    stored = library.open(session_id).stored
    stale = replace(stored, revision=Revision("another"))
    leave_word(home, session_id, SECOND)

    assert taken_up(library._store, stale, home) == stale
    assert waiting(home, session_id) == (SECOND,)
    library.close()


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"[]", b"{}", b'{"path": 1, "format": 2, "copy": 3, "made": 4}', b"null"]
)
def test_what_says_nothing_of_use_is_passed_over(home: Home, raw: bytes) -> None:
    session_id = a_kept_session(home)
    leave_word(home, session_id, FIRST)
    (home.written / f"{session_id}.00000000.json").write_bytes(raw)

    assert waiting(home, session_id) == (FIRST,)


def test_one_that_was_deleted_is_forgotten(home: Home) -> None:
    for exported in (FIRST, SECOND):
        leave_word(home, "2026-01-01-aaaa", exported)
    forget(home, "2026-01-01-aaaa", FIRST.path)

    assert waiting(home, "2026-01-01-aaaa") == (SECOND,)


def test_only_its_owner_can_read_them(home: Home) -> None:
    leave_word(home, "2026-01-01-aaaa", FIRST)
    [path] = home.written.iterdir()

    assert path.stat().st_mode & 0o777 == 0o600
