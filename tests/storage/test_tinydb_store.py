"""A folder of sessions: kept whole, or refused by name."""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soptui.model.session import Session
from soptui.storage import lock
from soptui.storage.codec import encode
from soptui.storage.store import (
    ChangedElsewhere,
    DamagedSession,
    NotReachable,
    SessionStore,
    StoreError,
    Summary,
    UnknownSession,
)
from soptui.storage.strict_json import MAX_BYTES
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, SESSIONS, STARTED, a_full_session, a_note, a_session

SECRET = "Daniel was seen at the school"
BEFORE = a_session(a_note(1))
AFTER = a_session(a_note(2))


@pytest.fixture
def store(tmp_path: Path) -> TinyStore:
    return TinyStore(tmp_path / "sessions")


def file_of(store: TinyStore, session_id: str = ID) -> Path:
    return store.folder / f"{session_id}.json"


def previous_of(store: TinyStore) -> Path:
    return store.folder / f"{ID}.json.bak"


def again(store: TinyStore) -> TinyStore:
    """The same folder, seen by a program that has just started."""
    return TinyStore(store.folder)


def put_file(store: TinyStore, content: bytes, session_id: str = ID) -> Path:
    store.folder.mkdir(parents=True, exist_ok=True)
    file_of(store, session_id).write_bytes(content)
    return file_of(store, session_id)


def content_of(session: Session, **changes: Any) -> bytes:
    return json.dumps({"session": {"1": encode(session) | changes}}).encode()


def test_it_is_what_the_app_asks_for(store: TinyStore) -> None:
    asked: SessionStore = store
    assert asked.list() == ()


def test_a_session_is_there_when_the_program_starts_again(store: TinyStore) -> None:
    first = store.create(a_full_session())
    opened = again(store).open(ID)
    second = store.save(AFTER, first)

    assert opened.session == a_full_session()
    assert opened.revision == first != second
    assert again(store).open("last").session == AFTER


def test_the_file_is_one_document_in_a_table_that_tinydb_reads(store: TinyStore) -> None:
    store.create(a_full_session())

    expected = {"session": {"1": encode(a_full_session())}}
    text = file_of(store).read_text(encoding="utf-8")
    assert text == json.dumps(expected, indent=1, ensure_ascii=False) + "\n"


@settings(max_examples=15)
@given(states=st.lists(SESSIONS, min_size=1, max_size=4))
def test_whatever_is_saved_can_be_opened(
    tmp_path_factory: pytest.TempPathFactory, states: list[Session]
) -> None:
    store = TinyStore(tmp_path_factory.mktemp("home"))
    revision = store.create(states[0])
    for state in states:
        revision = store.save(state, revision)
        assert again(store).open(ID).session == state


def test_a_revision_is_known_by_the_content_alone_and_by_every_soptui(store: TinyStore) -> None:
    """What waits aside says which one it was based on: another program has to know it again."""
    revision = store.create(BEFORE)

    raw = file_of(store).read_bytes()
    assert revision == again(store).open(ID).revision
    assert revision == hashlib.blake2b(raw, digest_size=16).hexdigest()
    assert store.warning == again(store).warning == ""


def test_the_version_before_is_kept_with_every_save(store: TinyStore) -> None:
    revision = store.create(BEFORE)
    assert not previous_of(store).exists()

    before = file_of(store).read_bytes()
    revision = store.save(AFTER, revision)
    assert previous_of(store).read_bytes() == before

    before = file_of(store).read_bytes()
    store.save(BEFORE, revision)
    assert previous_of(store).read_bytes() == before


def test_saving_does_not_read_what_was_read_before(
    store: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = store.create(BEFORE)
    opened = again(store)
    opened.open(ID)
    monkeypatch.setattr("soptui.storage.disk.read_file", lambda *_: pytest.fail("read again"))

    revision = opened.save(AFTER, revision)
    opened.save(BEFORE, revision)


def test_a_new_session_is_not_read_to_be_saved(
    store: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soptui.storage.disk.read_file", lambda *_: pytest.fail("read again"))

    store.save(AFTER, store.create(BEFORE))


DAMAGED = {
    "empty": b"",
    "blank": b"\n\n",
    "NULs": b"\0" * 4096,
    "cut": content_of(BEFORE)[:-20],
    "tail": content_of(BEFORE) + content_of(AFTER)[-30:],
    "latin-1": f'{{"x": "{SECRET} ñ"}}'.encode("latin-1"),
    "list": b"[]",
    "text": f'"{SECRET}"'.encode(),
    "no table": b"{}",
    "empty table": b'{"session": {}}',
    "other table": b'{"_default": {"1": {}}}',
    "two tables": content_of(BEFORE)[:-1] + b', "more": {}}',
    "two documents": b'{"session": {"1": {}, "2": {}}}',
    "odd document id": b'{"session": {"01": {}}}',
    "list of documents": b'{"session": [{}]}',
    "document is a text": b'{"session": {"1": "x"}}',
    "twin keys": b'{"session": {"1": {"title": "a", "title": "b"}}}',
    "NaN": content_of(BEFORE).replace(b'"minutes": 60', b'"minutes": NaN'),
    "deep": b'{"session": {"1": ' + b"[" * 500_000,
    "missing field": content_of(BEFORE).replace(b'"minutes": 60, ', b""),
    "unknown field": content_of(BEFORE, **{SECRET: 1}),
    "control characters": content_of(BEFORE, title=f"{SECRET}\x1b[2J"),
    "newer": content_of(BEFORE, format=5),
    "another id": content_of(a_session(id="another")),
    "too large": b" " * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_refused_by_name_and_left_alone(store: TinyStore, content: bytes) -> None:
    file = put_file(store, content)

    with pytest.raises(DamagedSession) as raised:
        store.open(ID)
    with pytest.raises((DamagedSession, ChangedElsewhere)):
        store.save(AFTER, again(store).create(a_session(id="other")))
    with pytest.raises(ChangedElsewhere):
        store.create(AFTER)

    assert file.read_bytes() == content
    assert str(raised.value).startswith(f"{ID}.json cannot be read (")
    assert SECRET not in str(raised.value) + "".join(raised.value.faults)


@pytest.mark.parametrize("size", range(0, len(content_of(BEFORE)), 7))
def test_a_torn_file_is_never_opened(store: TinyStore, size: int) -> None:
    put_file(store, content_of(BEFORE)[:size])
    with pytest.raises(DamagedSession):
        store.open(ID)

    put_file(store, content_of(BEFORE)[:size] + b"\0" * (len(content_of(BEFORE)) - size) or b"")
    if size < len(content_of(BEFORE)):
        with pytest.raises(DamagedSession):
            store.open(ID)


def test_the_refusal_says_where_the_version_before_is(store: TinyStore) -> None:
    store.save(AFTER, store.create(BEFORE))
    put_file(store, b"")

    with pytest.raises(DamagedSession) as raised:
        again(store).open(ID)

    assert str(raised.value) == (
        f"{ID}.json cannot be read (file: empty). It was left as it is. The version before it is "
        f"whole and beside it, as {ID}.json.bak."
    )
    assert raised.value.previous == f"{ID}.json.bak"
    [summary] = again(store).list()
    assert summary.problem == str(raised.value)


@pytest.mark.parametrize("content", [b"", content_of(a_session(id="another")), b"\0" * 99])
def test_the_refusal_says_when_the_version_before_is_damaged_too(
    store: TinyStore, content: bytes
) -> None:
    store.save(AFTER, store.create(BEFORE))
    put_file(store, b"")
    previous_of(store).write_bytes(content)

    with pytest.raises(DamagedSession) as raised:
        again(store).open(ID)

    assert str(raised.value) == (
        f"{ID}.json cannot be read (file: empty). It was left as it is. The version before it, "
        f"{ID}.json.bak, cannot be read either."
    )
    assert raised.value.previous == ""
    assert (file_of(store).read_bytes(), previous_of(store).read_bytes()) == (b"", content)


def test_a_newer_format_says_so(store: TinyStore) -> None:
    put_file(store, content_of(BEFORE, format=5))

    with pytest.raises(
        DamagedSession, match=r"made by a newer soptui \(format 5, this one reads 4"
    ):
        store.open(ID)


def test_a_byte_order_mark_does_no_harm(store: TinyStore) -> None:
    put_file(store, b"\xef\xbb\xbf" + content_of(BEFORE))

    opened = store.open(ID)
    assert opened.session == BEFORE
    store.save(AFTER, opened.revision)
    assert again(store).open(ID).session == AFTER


def replaced(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(content_of(a_session(a_note(9))))
    other.replace(file)


def edited(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Rosa", b"Odet"))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def made_large(file: Path) -> None:
    file.write_bytes(b" " * (MAX_BYTES + 1))


def turned_into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def removed(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize(
    "change", [replaced, edited, emptied, made_large, turned_into_a_folder, removed]
)
def test_what_another_program_changed_is_not_written_over(store: TinyStore, change: Any) -> None:
    revision = store.create(BEFORE)
    file = file_of(store)
    change(file)
    left = file.read_bytes() if file.is_file() else file.exists()

    for _ in range(2):
        with pytest.raises(ChangedElsewhere, match="Your work is still here"):
            store.save(AFTER, revision)

    assert (file.read_bytes() if file.is_file() else file.exists()) == left
    assert not [path for path in store.folder.iterdir() if path.suffix == ".tmp"]


def test_a_file_as_large_as_may_be_is_opened_and_saved(store: TinyStore) -> None:
    raw = content_of(BEFORE)
    file = put_file(store, raw + b" " * (MAX_BYTES - len(raw)))
    opened = store.open(ID)
    assert opened.session == BEFORE
    os.utime(file, (1, 1))

    store.save(AFTER, opened.revision)

    assert again(store).open(ID).session == AFTER
    assert previous_of(store).stat().st_size == MAX_BYTES


def test_a_file_that_was_only_touched_is_no_change(store: TinyStore) -> None:
    revision = store.create(BEFORE)
    os.utime(file_of(store), (1, 1))
    revision = store.save(AFTER, revision)
    content = file_of(store).read_bytes()
    file_of(store).unlink()
    file_of(store).write_bytes(content)

    assert store.save(BEFORE, revision)

    opened = again(store)
    revision = opened.open(ID).revision
    os.utime(file_of(store), (2, 2))
    assert opened.save(AFTER, revision)


def test_a_stamp_differs_once_somebody_has_saved(store: TinyStore) -> None:
    assert store.stamp(ID) is None
    revision = store.create(BEFORE)
    stamp = store.stamp(ID)
    assert stamp
    assert stamp == again(store).stamp(ID)

    again(store).save(AFTER, revision)
    assert store.stamp(ID) != stamp
    assert store.stamp("another") is None


def test_of_two_who_opened_it_the_second_to_save_is_refused(store: TinyStore) -> None:
    store.create(BEFORE)
    one, other = again(store), again(store)
    at_one, at_other = one.open(ID).revision, other.open(ID).revision
    at_one = one.save(AFTER, at_one)

    with pytest.raises(ChangedElsewhere):
        other.save(BEFORE, at_other)
    with pytest.raises(ChangedElsewhere):
        one.save(BEFORE, at_other)

    assert again(store).open(ID).session == AFTER
    assert one.save(BEFORE, at_one)


def test_an_id_is_given_once(store: TinyStore) -> None:
    store.create(BEFORE)

    for seen in (store, again(store)):
        with pytest.raises(ChangedElsewhere, match="already a session"):
            seen.create(AFTER)
    assert store.exists(ID)
    assert not store.exists("another")


def test_a_previous_generation_alone_is_not_written_over(store: TinyStore) -> None:
    store.save(AFTER, store.create(BEFORE))
    file_of(store).unlink()

    with pytest.raises(UnknownSession, match=f"kept as {ID}.json.bak"):
        again(store).open(ID)
    with pytest.raises(ChangedElsewhere):
        again(store).create(AFTER)


HOSTILE = [
    "",
    ".",
    "..",
    "../../x",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:\\x",
    "con",
    "CON",
    "nul",
    "com1",
    "lpt9",
    "a.json",
    "a\0b",
    "a\nb",
    "a b",
    "-a",
    "a-",
    "a--b",
    "é",
    "１",
    "\x1b]0;x\x07",
    "x" * 900,
    "K7F3",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_an_id_is_never_a_path(store: TinyStore, hostile: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: store.open(hostile),
        lambda: store.exists(hostile),
        lambda: store.create(a_session(id=hostile)),
        lambda: store.save(a_session(id=hostile), store.open(ID).revision),
    ]
    for attempt in attempts:
        with pytest.raises(UnknownSession) as raised:
            attempt()
        assert "\x1b" not in str(raised.value)
        assert raised.value.exit_code == 2
    assert not store.folder.exists()


def test_there_is_no_last_session_where_there_is_none(store: TinyStore) -> None:
    with pytest.raises(UnknownSession, match="There is no session yet"):
        store.open("last")
    with pytest.raises(UnknownSession, match="There is no session another"):
        store.open("another")

    assert not store.folder.exists()


def test_the_list_is_newest_first_and_survives_what_cannot_be_read(store: TinyStore) -> None:
    for name, days in (("old", -3), ("new", 1), ("middle", 0)):
        store.create(a_session(a_note(1), id=name, started=STARTED + timedelta(days=days)))
    put_file(store, b"", "empty")
    put_file(store, b"{", "new (conflicted copy \x1b)")
    (store.folder / "folder.json").mkdir()
    (store.folder / "loop.json").symlink_to(store.folder / "loop.json")
    os.mkfifo(store.folder / "pipe.json")
    (store.folder / ".hidden.json").write_text("x")
    (store.folder / "notes.txt").write_text("x")

    found = store.list()

    assert [summary.id for summary in found[:3]] == ["new", "middle", "old"]
    assert found[0] == Summary("new", "K.'s family", STARTED + timedelta(days=1), 1)
    problems = {summary.id: summary.problem for summary in found[3:]}
    assert set(problems) == {"empty", "folder", "loop", "pipe", "new (conflicted copy )"}
    assert problems["empty"] == "empty.json cannot be read (file: empty). It was left as it is."
    assert problems["pipe"].startswith("pipe.json cannot be read (file: not a file)")
    assert all(problems.values())
    assert store.open("last").session.id == "new"


def test_of_two_that_started_together_the_last_changed_is_newer(store: TinyStore) -> None:
    for name in ("b", "a", "c"):
        store.create(a_session(id=name))
    for at, name in enumerate(("b", "c", "a")):
        os.utime(file_of(store, name), ns=(at, at))

    assert [summary.id for summary in store.list()] == ["a", "c", "b"]


def test_where_nothing_can_be_read_there_is_no_last(store: TinyStore) -> None:
    put_file(store, b"")

    with pytest.raises(UnknownSession, match="No session there can be read"):
        store.open("last")


def test_a_link_is_followed_and_stays_a_link(store: TinyStore, tmp_path: Path) -> None:
    store.create(BEFORE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file_of(store).replace(elsewhere / f"{ID}.json")
    file_of(store).symlink_to(elsewhere / f"{ID}.json")

    opened = store.open(ID)
    store.save(AFTER, opened.revision)

    assert file_of(store).is_symlink()
    assert again(store).open(ID).session == AFTER


def test_a_folder_that_cannot_be_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = TinyStore(tmp_path / "file" / "sessions")

    with pytest.raises(NotReachable, match="Nothing is lost while soptui stays open"):
        store.create(BEFORE)
    with pytest.raises(NotReachable, match="Nothing was changed"):
        store.list()


def test_what_may_not_be_read_is_not_said_to_be_empty(
    store: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create(BEFORE)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(NotReachable, match="permission denied"):
        patch.setattr(os, "listdir", forbidden)
        store.list()
    with monkeypatch.context() as patch:
        patch.setattr("soptui.storage.disk.read_file", forbidden)
        [summary] = store.list()
        with pytest.raises(NotReachable, match="permission denied"):
            store.open(ID)
    assert summary.problem == f"{ID}.json cannot be read: permission denied."


def test_more_than_a_file_may_hold_is_refused_before_the_disk_is_touched(store: TinyStore) -> None:
    revision = store.create(BEFORE)
    large = a_session(*(a_note(number, "word " * 3000 + "end") for number in range(400)))

    with pytest.raises(NotReachable, match="larger than 5 MB"):
        store.save(large, revision)

    assert again(store).open(ID).session == BEFORE
    assert store.save(AFTER, revision)


def test_every_refusal_is_one_kind_of_error() -> None:
    assert lock.SessionLocked.exit_code == 3  # the one that is not at home in `store`
    codes = {kind.__name__: kind.exit_code for kind in StoreError.__subclasses__()}

    assert codes == {
        "UnknownSession": 2,
        "DamagedSession": 2,
        "ChangedElsewhere": 3,
        "NotReachable": 3,
        "SessionLocked": 3,
    }
