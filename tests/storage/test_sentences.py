"""Every sentence that storage says to a person: what is wrong, what is safe, and what to do.

Each is brought about for real. None of them holds a word of what was typed in a session.
"""

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from soptui.model.session import Session
from soptui.storage import lock, versions
from soptui.storage.codec import decode, encode
from soptui.storage.json_writer import Writer
from soptui.storage.lock import SessionLocked
from soptui.storage.snapshots import Snapshots
from soptui.storage.store import (
    ChangedElsewhere,
    DamagedSession,
    NotReachable,
    Revision,
    StoreError,
    Summary,
    UnknownSession,
)
from soptui.storage.strict_json import MAX_BYTES, MAX_DEPTH, MAX_VALUES, NotStrictError
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session
from tests.storage.faulty import FaultyDisk

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=timezone(timedelta(hours=-8)))
SECRET = "Daniel was seen at the school"
FIRST, SECOND, THEIRS = (a_session(a_note(number, SECRET)) for number in (1, 2, 3))
LARGE = a_session(*(a_note(number, f"{SECRET} " * 500) for number in range(400)))


@dataclass(frozen=True)
class Desk:
    """Where somebody works: the folders, and the lock that another may hold."""

    path: Path

    @property
    def sessions(self) -> Path:
        return self.path / "sessions"

    @property
    def aside(self) -> Path:
        return self.path / "aside"

    @property
    def locks(self) -> Path:
        return self.path / "locks"

    @property
    def file(self) -> Path:
        return self.sessions / f"{ID}.json"

    @property
    def previous(self) -> Path:
        return self.sessions / f"{ID}.json.bak"

    @property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.path / "snapshots", lambda: NOW)

    def store(self) -> TinyStore:
        """The folders as a program sees them that has just started."""
        return TinyStore(self.sessions, aside=self.aside, pause=lambda _: None)

    def put(self, raw: bytes, name: str = f"{ID}.json") -> None:
        self.sessions.mkdir(exist_ok=True)
        (self.sessions / name).write_bytes(raw)

    def restore(self, version: Path) -> None:
        versions.restore(version, ID, self.sessions, self.snapshots, NOW)

    def take(self, **changes: Any) -> None:
        """Take the session while another writes it, and with changes has said so."""
        held = lock.take(self.locks, ID, NOW)
        note = {"user": "rosa", "host": "desk-3", "process": 4242, "since": NOW.isoformat()}
        (self.locks / ID / "writer.json").write_text(json.dumps(note | changes))
        try:
            lock.take(self.locks, ID, NOW)
        finally:
            held.release()


def full(folder: Path) -> FaultyDisk:
    """A disk on which one folder takes nothing more."""
    return FaultyDisk(lambda _: True, lambda: OSError(errno.ENOSPC, "full"), under=folder)


def content_of(session: Session, **changes: Any) -> bytes:
    return json.dumps({"session": {"1": encode(session) | changes}}).encode()


# ---- a session that cannot be opened ----


def no_session_yet(desk: Desk) -> None:
    desk.store().open("last")


def none_that_can_be_read(desk: Desk) -> None:
    desk.put(b"")
    desk.store().open("last")


def none_of_this_id(desk: Desk) -> None:
    desk.store().open(ID)


def only_the_version_before(desk: Desk) -> None:
    desk.put(b"", desk.previous.name)
    desk.store().open(ID)


def no_id_at_all(desk: Desk) -> None:
    desk.store().open("../elsewhere")


def a_damaged_file(desk: Desk) -> None:
    desk.put(b"")
    desk.store().open(ID)


def a_damaged_file_before_a_whole_one(desk: Desk) -> None:
    desk.store().save(SECOND, desk.store().create(FIRST))
    a_damaged_file(desk)


def two_damaged_files(desk: Desk) -> None:
    desk.put(b"{", desk.previous.name)
    a_damaged_file(desk)


def several_faults(desk: Desk) -> None:
    desk.put(content_of(FIRST, minutes=0, title=7))
    desk.store().open(ID)


def a_folder_of_no_use(desk: Desk) -> None:
    desk.sessions.write_text("in the way")
    desk.store().open(ID)


def a_folder_that_cannot_be_listed(desk: Desk) -> None:
    desk.sessions.write_text("in the way")
    desk.store().list()


def a_link_to_itself(desk: Desk) -> None:
    desk.sessions.mkdir()
    desk.file.symlink_to(desk.file)
    desk.store().open(ID)


# ---- a session that cannot be saved ----


def a_full_disk(desk: Desk) -> None:
    store = desk.store()
    revision = store.create(FIRST)
    with full(desk.sessions)():
        store.save(SECOND, revision)


def more_than_a_file_may_hold(desk: Desk) -> None:
    store = desk.store()
    store.save(LARGE, store.create(FIRST))


def an_id_that_is_taken(desk: Desk) -> None:
    desk.store().create(FIRST)
    desk.store().create(SECOND)


def somebody_was_quicker(desk: Desk) -> None:
    revision = desk.store().create(FIRST)
    desk.store().save(THEIRS, revision)
    desk.store().save(SECOND, revision)


def a_file_that_was_removed_before(desk: Desk) -> None:
    revision = desk.store().create(FIRST)
    desk.file.unlink()
    desk.store().save(SECOND, revision)


def a_file_that_was_damaged_before(desk: Desk) -> None:
    revision = desk.store().create(FIRST)
    desk.put(b"")
    desk.store().save(SECOND, revision)


def a_file_that_was_changed(desk: Desk) -> None:
    store = desk.store()
    revision = store.create(FIRST)
    desk.put(content_of(THEIRS))
    store.save(SECOND, revision)


def a_file_that_was_removed(desk: Desk) -> None:
    store = desk.store()
    revision = store.create(FIRST)
    desk.file.unlink()
    store.save(SECOND, revision)


def a_file_that_was_made(desk: Desk) -> None:
    store = desk.store()
    with suppress(NotReachable), full(desk.sessions)():
        store.create(FIRST)  # begun, so that the next try goes on with it
    link = os.link

    def quicker(*names: Any) -> None:
        desk.put(content_of(THEIRS))
        link(*names)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", quicker)
        store.create(FIRST)


# ---- what has no place for now ----


def no_place_aside(desk: Desk) -> None:
    TinyStore(desk.sessions).put_aside(FIRST, Revision("r"))


def a_full_disk_aside(desk: Desk) -> None:
    with full(desk.aside)():
        desk.store().put_aside(FIRST, Revision("r"))


def more_than_may_wait_aside(desk: Desk) -> None:
    desk.store().put_aside(LARGE, Revision("r"))


def what_waited_and_stays(desk: Desk) -> None:
    store = desk.store()
    store.put_aside(FIRST, Revision("r"))
    with full(desk.aside)():
        store.drop_aside(ID)


# ---- the way back ----


def back_to_a_damaged_version(desk: Desk) -> None:
    desk.put(b"{", desk.previous.name)
    desk.restore(desk.previous)


def back_to_one_that_grows_too_large(desk: Desk) -> None:
    notes = (a_note(number, "word " * 40 + "end") for number in range(14_000))
    tables = {"session": {"1": encode(a_session(*notes))}}
    desk.put(json.dumps(tables, separators=(",", ":")).encode(), desk.previous.name)
    desk.restore(desk.previous)


def back_on_a_full_disk(desk: Desk) -> None:
    desk.store().save(SECOND, desk.store().create(FIRST))
    with full(desk.sessions)():
        desk.restore(desk.previous)


def back_while_what_waits_cannot_be_put_away(desk: Desk) -> None:
    desk.store().put_aside(SECOND, desk.store().create(FIRST))
    with full(desk.aside)():
        versions.put_away(ID, desk.aside, desk.previous)


# ---- one writer a session ----


def written_today(desk: Desk) -> None:
    desk.take()


def written_since_yesterday(desk: Desk) -> None:
    desk.take(since=(NOW - timedelta(days=1)).isoformat())


def written_by_nobody_known(desk: Desk) -> None:
    desk.take(process="none")


def a_lock_on_a_full_disk(desk: Desk) -> None:
    with full(desk.locks)():
        lock.take(desk.locks, ID, NOW)


def a_lock_that_always_goes(desk: Desk) -> None:
    def gone(_: Path) -> lock.LetGo:
        raise FileNotFoundError

    lock.take(desk.locks, ID, NOW, gone)


def a_lock_without_an_id(desk: Desk) -> None:
    lock.take(desk.locks, "../elsewhere", NOW)


class Told(NamedTuple):
    """What somebody meets, and the sentences that they read then."""

    meets: Callable[[Desk], None]
    kind: type[StoreError]
    what: str
    advice: str = ""


LIST = "`soptui list` shows those there are."
AS_IT_WAS = "It was left as it is."
EXPORT = "Your work is still here: export a copy of it."
READ_AGAIN = "Nothing was changed: put that right, and try again."
READ_HERE = "It can be read here meanwhile; close it there to write it here."
EMPTY = f"{ID}.json cannot be read (file: empty)."

TOLD = [
    Told(no_session_yet, UnknownSession, "There is no session yet. `soptui new` starts one."),
    Told(
        none_that_can_be_read,
        UnknownSession,
        "No session there can be read. `soptui list` says what is wrong with each.",
    ),
    Told(none_of_this_id, UnknownSession, f"There is no session {ID}.", LIST),
    Told(
        only_the_version_before,
        UnknownSession,
        f"There is no session {ID}. The version before it is kept as {ID}.json.bak.",
        LIST,
    ),
    Told(no_id_at_all, UnknownSession, f"That cannot be the id of a session. {LIST}"),
    Told(a_damaged_file, DamagedSession, EMPTY, AS_IT_WAS),
    Told(
        a_damaged_file_before_a_whole_one,
        DamagedSession,
        EMPTY,
        f"{AS_IT_WAS} The version before it is whole and beside it, as {ID}.json.bak.",
    ),
    Told(
        two_damaged_files,
        DamagedSession,
        EMPTY,
        f"{AS_IT_WAS} The version before it, {ID}.json.bak, cannot be read either.",
    ),
    Told(
        several_faults,
        DamagedSession,
        f"{ID}.json cannot be read (title: not a text, and 1 more).",
        AS_IT_WAS,
    ),
    Told(
        a_folder_of_no_use,
        NotReachable,
        "The sessions in {sessions} could not be read: not a directory.",
        READ_AGAIN,
    ),
    Told(
        a_folder_that_cannot_be_listed,
        NotReachable,
        "The sessions in {sessions} could not be read: not a directory.",
        READ_AGAIN,
    ),
    Told(
        a_link_to_itself,
        NotReachable,
        f"The sessions in {{sessions}} could not be read: {os.strerror(errno.ELOOP).lower()}.",
        READ_AGAIN,
    ),
    Told(
        a_full_disk,
        NotReachable,
        "The session could not be saved in {sessions}: the disk is full.",
        "Nothing is lost while soptui stays open: put that right, and it is saved by itself.",
    ),
    Told(
        more_than_a_file_may_hold,
        NotReachable,
        f"{ID}.json cannot be saved: what it would hold is larger than 5 MB.",
        "What was saved before is still there.",
    ),
    Told(
        an_id_that_is_taken,
        ChangedElsewhere,
        f"There is already a session {ID}, so it was not written over.",
        "Start yours under another id.",
    ),
    Told(
        somebody_was_quicker,
        ChangedElsewhere,
        f"Session {ID} was saved by somebody else since it was opened, so it was not written over.",
        EXPORT,
    ),
    Told(
        a_file_that_was_removed_before,
        ChangedElsewhere,
        f"{ID}.json was removed by another program.",
        EXPORT,
    ),
    Told(a_file_that_was_damaged_before, ChangedElsewhere, EMPTY, EXPORT),
    Told(
        a_file_that_was_changed,
        ChangedElsewhere,
        f"{ID}.json was changed by another program, so it was not written over.",
        EXPORT,
    ),
    Told(
        a_file_that_was_removed,
        ChangedElsewhere,
        f"{ID}.json was removed by another program, so it was not written over.",
        EXPORT,
    ),
    Told(
        a_file_that_was_made,
        ChangedElsewhere,
        f"{ID}.json was made by another program, so it was not written over.",
        EXPORT,
    ),
    Told(
        no_place_aside,
        NotReachable,
        "There is no place to keep work aside.",
        "Export a copy of it.",
    ),
    Told(
        a_full_disk_aside,
        NotReachable,
        "The session could not be kept aside in {aside} either: the disk is full.",
        "Export a copy of it.",
    ),
    Told(
        more_than_may_wait_aside,
        NotReachable,
        "The session cannot be kept aside: what it would hold is larger than 5 MB.",
        "Export a copy of it.",
    ),
    Told(
        what_waited_and_stays,
        NotReachable,
        "It is saved, but what was kept aside in {aside} could not be removed: the disk is full.",
    ),
    Told(
        back_to_a_damaged_version,
        DamagedSession,
        f"{ID}.json.bak cannot be read (file: not JSON from line 1 on).",
        AS_IT_WAS,
    ),
    Told(
        back_to_one_that_grows_too_large,
        DamagedSession,
        f"{ID}.json.bak cannot be read (file: larger than 5 MB).",
        AS_IT_WAS,
    ),
    Told(
        back_on_a_full_disk,
        NotReachable,
        f"Session {ID} could not be brought back in {{sessions}}: the disk is full.",
        "Nothing is lost: put that right, and try again.",
    ),
    Told(
        back_while_what_waits_cannot_be_put_away,
        NotReachable,
        f"Session {ID} is back, but what waited aside in {{aside}} could not be put away: the "
        "disk is full.",
        "Nothing is lost: put that right, and go back again before it is opened.",
    ),
    Told(
        written_today,
        SessionLocked,
        f"Session {ID} is being written by rosa on desk-3 since 14:02 (process 4242).",
        READ_HERE,
    ),
    Told(
        written_since_yesterday,
        SessionLocked,
        f"Session {ID} is being written by rosa on desk-3 since 2026-11-22 14:02 (process 4242).",
        READ_HERE,
    ),
    Told(
        written_by_nobody_known,
        SessionLocked,
        f"Session {ID} is being written by another soptui.",
        READ_HERE,
    ),
    Told(
        a_lock_on_a_full_disk,
        NotReachable,
        f"Session {ID} could not be taken for writing in {{locks}}/{ID}: the disk is full.",
        READ_AGAIN,
    ),
    Told(
        a_lock_that_always_goes,
        NotReachable,
        f"Session {ID} could not be taken for writing in {{locks}}/{ID}: "
        f"{os.strerror(errno.EBUSY).lower()}.",
        READ_AGAIN,
    ),
    Told(a_lock_without_an_id, UnknownSession, "That cannot be the id of a session."),
]


def named(told: Told) -> str:
    return told.meets.__name__.replace("_", " ")


@pytest.mark.parametrize("told", TOLD, ids=named)
def test_who_meets_it_is_told_in_these_words(tmp_path: Path, told: Told) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(told.kind) as raised:
        told.meets(desk)

    what = told.what.format(sessions=desk.sessions, aside=desk.aside, locks=desk.locks)
    assert raised.value.what == what
    assert str(raised.value) == f"{what} {told.advice}".rstrip()
    assert SECRET not in str(raised.value)


def test_every_kind_of_refusal_is_among_them() -> None:
    assert {told.kind for told in TOLD} == {*StoreError.__subclasses__()}


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


DAMAGE = {
    b"": "file: empty",
    b"\n\n": "file: empty",
    b'{\n"session"': "file: not JSON from line 2 on",
    b"\xff": "file: not UTF-8",
    b'{"session": {"1": {"title": "a", "title": "b"}}}': "file: a key that stands twice",
    b'{"session": {"1": {"minutes": NaN}}}': "file: a number that is not finite",
    b'{"session": {"1": {"minutes": 1e999}}}': "file: a number that is too large",
    b'{"session": {"1": {"minutes": ' + b"9" * 5000 + b"}}}": "file: a number that is too large",
    b'{"session": {"1": {"title": "\\ud800"}}}': "file: a text with half a character",
    b'{"session": ' + nested(MAX_DEPTH) + b"}": "file: nested too deeply",
    b'{"session": ' + nested(200_000) + b"}": "file: nested too deeply",
    b"[" + b"1," * MAX_VALUES + b"1]": "file: more values than a session has",
    b" " * (MAX_BYTES + 1): "file: larger than 5 MB",
    b"[]": "file: not a file of soptui",
    b"{}": "file: not a file of soptui",
    b'{"session": {"1": {}, "2": {}}}': "file: not a file of soptui",
    content_of(replace(FIRST, id="another")): "id: not the one that the file is named for",
    content_of(FIRST, format=0): "format: not a format of soptui",
    content_of(FIRST, format=7): ("format: made by a newer soptui (format 7, this one reads 4)"),
    content_of(FIRST).replace(b'"minutes": 60, ', b""): "minutes: missing",
    content_of(FIRST, minutes=0): "minutes: not from 1 to 1440",
}


@pytest.mark.parametrize("raw", DAMAGE, ids=range(len(DAMAGE)))
def test_what_is_wrong_with_a_file_is_told_in_these_words(tmp_path: Path, raw: bytes) -> None:
    desk = Desk(tmp_path)
    desk.put(raw)
    told = f"{ID}.json cannot be read ({DAMAGE[raw]}). {AS_IT_WAS}"

    with pytest.raises(DamagedSession) as raised:
        desk.store().open(ID)
    assert str(raised.value) == told
    assert raised.value.faults == (DAMAGE[raw],)
    assert desk.store().list() == (Summary(ID, "", None, 0, told),)


def test_what_is_no_file_is_told_in_these_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.file.mkdir(parents=True)

    with pytest.raises(DamagedSession) as raised:
        desk.store().open(ID)
    assert str(raised.value) == f"{ID}.json cannot be read (file: not a file). {AS_IT_WAS}"


def test_a_file_that_is_not_ours_is_told_in_these_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put(b"", "K7F3 (conflicted copy).json")

    [summary] = desk.store().list()
    assert (summary.id, summary.problem) == (
        "K7F3 (conflicted copy)",
        "This file is not named as soptui names sessions; a sync program may have copied it. It "
        "was left as it is.",
    )


REFUSED_VALUES: list[tuple[object, str]] = [
    (float("inf"), "a number that is too large"),
    (10**5000, "a number that is too large"),
    ("\ud800", "a text with half a character"),
    ({1: "a"}, "a key that is not a text"),
    ((1, 2), "a tuple, which JSON does not have"),
    (json.loads(nested(MAX_DEPTH)), "nested too deeply"),
    ("x" * MAX_BYTES, "larger than 5 MB"),
]


@pytest.mark.parametrize(("value", "words"), REFUSED_VALUES, ids=range(len(REFUSED_VALUES)))
def test_why_a_file_cannot_hold_a_value_is_told_in_these_words(value: object, words: str) -> None:
    with pytest.raises(NotStrictError) as raised:
        Writer().dumps({"session": {"1": {"field": value}}})
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", f"{ID}.json cannot be read (file: not JSON from line 1 on)"),
        (
            content_of(FIRST),
            f"{ID}.json cannot be read (aside: does not say what it was based on)",
        ),
    ],
    ids=["damaged", "based on nothing"],
)
def test_what_waits_and_cannot_be_used_is_told_in_these_words(
    tmp_path: Path, raw: bytes, why: str
) -> None:
    desk = Desk(tmp_path)
    desk.aside.mkdir()
    (desk.aside / desk.file.name).write_bytes(raw)

    taken = desk.store().take_back(ID)
    assert taken
    assert taken.problem == (
        f"Something of session {ID} was kept aside and cannot be used ({why}). It was left as it "
        "is, and the session as it was."
    )


def test_a_place_that_still_takes_nothing_is_told_in_these_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.store().put_aside(SECOND, desk.store().create(FIRST))

    with full(desk.sessions)():
        taken = desk.store().take_back(ID)
    assert taken
    assert taken.problem == (
        f"What was entered last in session {ID} is kept aside, and could not be put in its place "
        "(the disk is full). Put that right, and it is saved by itself."
    )


def test_a_save_without_an_earlier_version_is_told_in_these_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.snapshots.folder.write_text("in the way")
    store = TinyStore(desk.sessions, snapshots=desk.snapshots)
    store.create(FIRST)

    assert store.warning == "Saved, but no earlier version could be kept (not a directory)."


def test_a_disk_that_does_not_answer_is_told_in_these_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    store = desk.store()
    monkeypatch.setattr("soptui.storage.aside._PATIENCE", 0)

    with store._aside._turn, pytest.raises(NotReachable) as raised:
        store.put_aside(FIRST, Revision("r"))
    assert str(raised.value) == (
        f"The session could not be kept aside in {desk.aside} either: the disk does not answer. "
        "Export a copy of it."
    )


def test_what_is_no_document_is_told_in_these_words() -> None:
    with pytest.raises(DamagedSession) as raised:
        decode([])
    assert str(raised.value) == (
        "The session cannot be read (session: not an object). Nothing was changed in it."
    )
