"""What there is of a session, whole or not, and the way back that destroys nothing."""

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from soptui.model.session import Session
from soptui.storage.json_writer import Writer
from soptui.storage.snapshots import Snapshots, snapshots_in
from soptui.storage.store import DamagedSession, NotReachable, UnknownSession
from soptui.storage.strict_json import MAX_BYTES
from soptui.storage.tinydb_store import TinyStore
from soptui.storage.versions import Version, VersionKind, put_away, restore, verify, versions
from tests.storage.builders import ID, a_note, a_session
from tests.storage.faulty import FaultyDisk, KilledError

NOW = datetime(2026, 11, 23, 14, 2, 5, tzinfo=timezone(timedelta(hours=-8)))
STAMP = "20261123T220205Z"
MINUTE = timedelta(minutes=1)
FIRST = a_session(a_note(1))
SECOND = a_session(a_note(1), a_note(2))
THIRD = a_session(a_note(1), a_note(2), a_note(3))
DAMAGE = {"empty": b"", "cut": b'{"session": {"1": {"format": 1, ', "NULs": bytes(4096)}


class Home:
    """The folders of a home, and its clock."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.sessions = path / "sessions"
        self.aside = path / "state" / "aside"
        self.snapshots = Snapshots(path / "state" / "snapshots", lambda: self.now)
        self.file = self.sessions / f"{ID}.json"
        self.previous = self.sessions / f"{ID}.json.bak"

    def store(self, *, keeps: bool = False) -> TinyStore:
        return TinyStore(
            self.sessions, aside=self.aside, snapshots=self.snapshots if keeps else None
        )

    def save(self, *states: Session, keeps: bool = False) -> None:
        store = self.store(keeps=keeps)
        revision = store.create(states[0])
        for state in states[1:]:
            self.now += 10 * MINUTE
            revision = store.save(state, revision)

    def opened(self) -> Session:
        return self.store().open(ID).session

    def versions(self) -> tuple[Version, ...]:
        return versions(self.sessions, self.snapshots.folder, self.aside, ID)

    def restore(self, path: Path) -> Path | None:
        return restore(path, ID, self.sessions, self.snapshots, self.now)

    def all_that_is_kept(self) -> list[bytes]:
        folders = (self.sessions, self.snapshots.folder)
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return [path.read_bytes() for path in files]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def changed(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def raw_of(session: Session, folder: Path) -> bytes:
    TinyStore(folder).create(session)
    return (folder / f"{session.id}.json").read_bytes()


def test_all_there_is_newest_first(home: Home) -> None:
    home.save(FIRST, SECOND, THIRD, keeps=True)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    evidence = home.sessions / f"{ID}.json.damaged-{STAMP}"
    evidence.write_bytes(b"{")
    changed(home.file, NOW + 30 * MINUTE)
    changed(home.previous, NOW + 25 * MINUTE)
    changed(home.aside / f"{ID}.json", NOW + 40 * MINUTE)

    found = home.versions()

    assert [(version.name, version.notes) for version in found] == [
        ("aside", 2),
        ("now", 3),
        ("previous", 2),
        (f"snapshot {local(NOW + 20 * MINUTE)}", 3),
        (f"snapshot {local(NOW + 10 * MINUTE)}", 2),
        (f"snapshot {local(NOW)}", 1),
        (f"damaged {local(NOW)}", 0),
    ]
    assert [version.kind for version in found] == [
        VersionKind.ASIDE,
        VersionKind.NOW,
        VersionKind.PREVIOUS,
        *[VersionKind.SNAPSHOT] * 3,
        VersionKind.DAMAGED,
    ]
    assert [version.problem for version in found] == [""] * 6 + ["file: not JSON from line 1 on"]
    assert found[0].changed == NOW + 40 * MINUTE
    assert {version.path for version in found[:3]} == {
        home.file,
        home.previous,
        home.aside / f"{ID}.json",
    }


def test_where_there_is_nothing_there_is_no_version(home: Home) -> None:
    assert home.versions() == ()
    home.store().create(a_session(id="another"))
    assert home.versions() == ()


def test_what_was_kept_of_the_aside_folder_is_there_too(home: Home) -> None:
    home.aside.mkdir(parents=True)
    (home.aside / f"{ID}.json.0123abcd.kept").write_bytes(b"{")
    (home.aside / f"{ID}.json.0123abcd.tmp").write_bytes(b"{")
    changed(home.aside / f"{ID}.json.0123abcd.kept", NOW)

    [version] = home.versions()
    assert (version.name, version.kind) == (f"kept aside {local(NOW)}", VersionKind.KEPT_ASIDE)


def test_no_two_have_one_name(home: Home) -> None:
    home.save(FIRST)
    for _ in range(3):
        home.snapshots.keep(ID, home.file)
    changed(home.file, NOW + MINUTE)

    name = f"snapshot {local(NOW)}"
    found = home.versions()
    assert [version.name for version in found] == ["now", f"{name} (3)", f"{name} (2)", name]
    assert [version.path.stem[len(STAMP) :] for version in found[1:]] == ["-3", "-2", ""]


def test_a_file_that_is_linked_has_its_other_versions_where_it_is(home: Home) -> None:
    home.save(FIRST, SECOND)
    away = home.sessions.parent / "away"
    away.mkdir()
    for path in (home.file, home.previous):
        path.replace(away / path.name)
    home.file.symlink_to(away / home.file.name)

    assert {version.path for version in home.versions()} == {
        away / home.file.name,
        away / home.previous.name,
    }
    home.restore(away / home.previous.name)
    assert home.file.is_symlink()
    assert home.opened() == FIRST


@pytest.mark.parametrize("raw", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_wherever_it_is(home: Home, raw: bytes) -> None:
    home.save(FIRST, SECOND, keeps=True)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    for version in home.versions():
        version.path.write_bytes(raw)

    problems = [version.problem for version in home.versions()]
    assert len(problems) == 5
    assert all(problem.startswith("file: ") for problem in problems)


def in_the_way(path: Path, what: str) -> None:
    path.unlink(missing_ok=True)
    match what:
        case "folder":
            path.mkdir()
            (path / "inside").write_text("kept")
        case "pipe":
            os.mkfifo(path)
        case "link to itself":
            path.symlink_to(path)
        case "link to a folder":
            outside = path.parent.parent / "outside"
            outside.mkdir(exist_ok=True)
            (outside / "inside").write_text("kept")
            path.symlink_to(outside)
        case "link to a pipe":
            outside = path.parent.parent / "a pipe"
            if not outside.exists():
                os.mkfifo(outside)
            path.symlink_to(outside)
        case "link into nothing":
            path.symlink_to(path.parent / "unplugged" / path.name)
        case "device":
            path.symlink_to("/dev/zero")
        case "large":
            with path.open("wb") as file:
                file.truncate(6 * 1024 * 1024)
            path.chmod(0o644)


LINKS = ["link to itself", "link to a folder", "link to a pipe"]


@pytest.mark.parametrize("what", ["folder", "pipe", *LINKS, "device", "large"])
def test_what_is_no_file_is_told_and_never_waited_for(home: Home, what: str) -> None:
    home.save(FIRST, SECOND, keeps=True)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    for path in (home.file, home.previous, home.aside / f"{ID}.json"):
        in_the_way(path, what)

    found = {version.name: version.problem for version in home.versions()}
    assert all(found[name].startswith("file: ") for name in ("now", "previous", "aside"))
    assert [problem for name, problem in found.items() if "snapshot" in name] == ["", ""]


def test_folders_that_cannot_be_read_are_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.save(FIRST, SECOND, keeps=True)

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", forbidden)
    monkeypatch.setattr(os, "listdir", forbidden)
    monkeypatch.setattr("soptui.storage.disk.read_file", forbidden)

    found = {version.name.split(" ")[0]: version.problem for version in home.versions()}
    assert found["now"] == "file: cannot be read: permission denied"
    assert set(found) == {"now", "previous", "snapshot"}
    assert all(found.values())


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-1, datetime(1970, 1, 1, tzinfo=UTC)),
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (32_503_679_999, datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (32_503_680_000, datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (2**60, datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_first_and_the_last_moment_that_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, seconds: int, told: datetime
) -> None:
    home.save(FIRST)
    found = os.stat_result((0o100600, 0, 0, 1, 0, 0, 0, seconds, seconds, seconds))

    def lstat(path: Path) -> os.stat_result:  # as a disk says it that keeps such times
        if path == home.file:
            return found
        raise FileNotFoundError

    monkeypatch.setattr(Path, "lstat", lstat)
    assert [version.changed for version in home.versions()] == [told]


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_a_file_of_another_century_can_be_told(home: Home, year: int) -> None:
    home.save(FIRST)
    changed(home.file, datetime(year, 1, 2, tzinfo=UTC))

    [version] = home.versions()
    assert 1970 <= version.changed.year < 3000
    assert version.changed.astimezone()


def test_a_session_of_another_id_is_no_version(home: Home) -> None:
    home.save(FIRST, SECOND)
    home.store().create(a_session(id="another"))
    home.previous.write_bytes((home.sessions / "another.json").read_bytes())

    problems = {version.name: version.problem for version in home.versions()}
    assert problems["previous"] == "id: not the one that the file is named for"
    with pytest.raises(DamagedSession):
        home.restore(home.previous)
    assert home.opened() == SECOND


@pytest.mark.parametrize("hostile", ["", "..", "../x", "a/b", "a\0b", "CON", "last"])
def test_an_id_is_never_a_path(home: Home, hostile: str) -> None:
    with pytest.raises(UnknownSession):
        versions(home.sessions, home.snapshots.folder, home.aside, hostile)
    with pytest.raises(UnknownSession):
        restore(home.file, hostile, home.sessions, home.snapshots, NOW)


@pytest.mark.parametrize("raw", DAMAGE.values(), ids=DAMAGE)
def test_the_version_before_takes_the_place_of_a_damaged_file(home: Home, raw: bytes) -> None:
    home.save(FIRST, SECOND)
    home.file.write_bytes(raw)
    home.file.chmod(0o644)

    evidence = home.restore(home.previous)

    assert home.opened() == FIRST
    assert evidence == home.sessions / f"{ID}.json.damaged-{STAMP[:9]}221205Z"
    assert evidence.read_bytes() == raw
    assert evidence.stat().st_mode & 0o777 == 0o600
    assert home.file.stat().st_mode & 0o777 == 0o600
    assert [version.problem == "" for version in home.versions()].count(False) == 1
    assert [summary.id for summary in home.store().list()] == [ID]


def test_a_snapshot_takes_the_place_of_a_whole_file_which_becomes_one(home: Home) -> None:
    home.save(FIRST, SECOND, THIRD, keeps=True)
    home.now += MINUTE
    before = home.file.read_bytes()
    first = snapshots_in(home.snapshots.folder, ID)[0]

    kept = home.restore(first.path)

    assert home.opened() == FIRST
    assert kept
    assert kept == snapshots_in(home.snapshots.folder, ID)[-1].path
    assert kept.read_bytes() == before
    assert home.restore(kept)
    assert home.opened() == THIRD


def test_what_was_put_aside_becomes_the_session_itself(home: Home) -> None:
    home.save(FIRST)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    home.restore(home.aside / f"{ID}.json")

    store = home.store()
    opened = store.open(ID)
    assert opened.session == SECOND
    assert list(json.loads(home.file.read_bytes())) == ["session"]
    store.save(THIRD, opened.revision)
    assert home.opened() == THIRD


def waiting(home: Home) -> Path:
    """A session that was saved, and what waits to take its place."""
    home.save(FIRST)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    return home.aside / f"{ID}.json"


def test_what_waits_is_put_away_as_a_version_where_another_was_chosen(home: Home) -> None:
    waits = waiting(home)
    raw = waits.read_bytes()

    put_away(ID, home.aside, home.previous)

    [kept] = [one for one in home.versions() if one.kind is VersionKind.KEPT_ASIDE]
    assert kept.path.read_bytes() == raw
    assert list(home.aside.iterdir()) == [kept.path]
    assert home.store().take_back(ID) is None
    assert home.opened() == FIRST
    home.restore(kept.path)
    assert home.opened() == SECOND


@pytest.mark.parametrize("by", ["its name", "a link", "another way"])
def test_what_waits_goes_if_it_was_what_was_chosen(home: Home, by: str) -> None:
    waits = waiting(home)
    chosen = {
        "its name": waits,
        "a link": home.aside.parent / "link",
        "another way": home.aside / ".." / "aside" / waits.name,
    }[by]
    if by == "a link":
        chosen.symlink_to(waits)
    home.restore(chosen)

    put_away(ID, home.aside, chosen)

    assert list(home.aside.iterdir()) == []
    assert home.opened() == SECOND


def test_where_nothing_waits_nothing_is_put_away(home: Home) -> None:
    home.save(FIRST)
    put_away(ID, home.aside, home.file)
    put_away(ID, home.aside, home.aside / f"{ID}.json")

    assert not home.aside.exists()
    with pytest.raises(UnknownSession):
        put_away("../x", home.aside, home.file)


def test_what_cannot_be_put_away_still_waits(home: Home) -> None:
    waits = waiting(home)
    disk = FaultyDisk(
        lambda _: True, lambda: OSError(errno.EIO, "broken"), under=home.aside, calls=("replace",)
    )
    with pytest.raises(NotReachable, match="is back, but what waited aside"), disk():
        put_away(ID, home.aside, home.file)
    assert home.versions()[0].path == waits

    put_away(ID, home.aside, home.file)
    assert not waits.exists()


def test_a_file_as_large_as_may_be_is_kept_as_a_snapshot(home: Home) -> None:
    home.save(FIRST, SECOND)
    raw = home.file.read_bytes()
    home.file.write_bytes(raw + b" " * (MAX_BYTES - len(raw)))

    kept = home.restore(home.previous)

    assert kept
    assert kept == snapshots_in(home.snapshots.folder, ID)[-1].path
    assert kept.stat().st_size == MAX_BYTES


def test_a_session_that_is_gone_comes_back(home: Home) -> None:
    home.save(FIRST, SECOND, keeps=True)
    for path in list(home.sessions.iterdir()):
        path.unlink()
    home.sessions.rmdir()

    assert home.restore(snapshots_in(home.snapshots.folder, ID)[-1].path) is None
    assert home.opened() == SECOND
    assert home.sessions.stat().st_mode & 0o777 == 0o700


def test_a_session_that_is_gone_comes_back_where_its_link_leads(home: Home) -> None:
    home.save(FIRST, SECOND, keeps=True)
    away = home.sessions.parent / "away"
    away.mkdir()
    home.file.unlink()
    home.file.symlink_to(away / home.file.name)
    home.restore(snapshots_in(home.snapshots.folder, ID)[-1].path)

    assert home.file.is_symlink()
    assert (away / home.file.name).is_file()
    assert home.opened() == SECOND


def test_the_file_itself_may_be_chosen(home: Home) -> None:
    home.save(FIRST, SECOND)
    home.restore(home.file)

    assert home.opened() == SECOND


@pytest.mark.parametrize("what", ["folder", "pipe", *LINKS, "link into nothing", "large"])
def test_what_is_no_file_of_ours_is_moved_out_of_the_way(home: Home, what: str) -> None:
    home.save(FIRST, SECOND)
    in_the_way(home.file, what)

    evidence = home.restore(home.previous)

    assert home.opened() == FIRST
    assert home.file.is_file()
    assert evidence
    assert os.path.lexists(evidence)
    if "folder" in what:
        assert (evidence / "inside").read_text() == "kept"
    if "link" in what:
        assert evidence.is_symlink()
        assert evidence.parent == home.sessions
    if what == "large":
        assert evidence.stat().st_size == 6 * 1024 * 1024
        assert evidence.stat().st_mode & 0o777 == 0o600


def test_evidence_is_never_written_over(home: Home) -> None:
    home.save(FIRST, SECOND)
    kept = []
    for raw in (b"one", b"two", b"three"):
        home.file.write_bytes(raw)
        kept.append(home.restore(home.previous))

    assert [path.read_bytes() for path in kept if path] == [b"one", b"two", b"three"]
    names = [version.name for version in home.versions() if version.problem]
    moment = local(home.now)
    assert sorted(names) == [
        f"damaged {moment}",
        f"damaged {moment} (2)",
        f"damaged {moment} (3)",
    ]


def test_where_there_are_no_links_evidence_is_a_copy(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    home.save(FIRST, SECOND)
    home.file.write_bytes(b"{")
    monkeypatch.setattr(os, "link", no_links)
    evidence = home.restore(home.previous)

    assert evidence
    assert evidence.read_bytes() == b"{"
    assert home.opened() == FIRST


def test_what_is_too_large_is_never_read_to_be_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    home.save(FIRST, SECOND)
    in_the_way(home.file, "large")
    monkeypatch.setattr(os, "link", fails)
    monkeypatch.setattr(Path, "read_bytes", fails)

    assert home.restore(home.previous)
    assert home.opened() == FIRST


def test_evidence_is_on_disk_before_anything_takes_its_place(home: Home) -> None:
    home.save(FIRST, SECOND)
    home.file.write_bytes(b"{")
    with FaultyDisk()() as disk:
        evidence = home.restore(home.previous)
    assert evidence
    between = disk.seen[
        disk.seen.index(f"replace {evidence.name}") : disk.seen.index(f"replace {home.file.name}")
    ]

    synced = between.index("open sessions")
    assert between[synced + 1].startswith("fsync")


def test_a_file_that_may_not_be_looked_at_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    home.save(FIRST)
    monkeypatch.setattr(Path, "lstat", forbidden)
    monkeypatch.setattr("soptui.storage.disk.read_file", forbidden)

    found = {version.name: version for version in home.versions()}
    assert found["now"].problem == "file: cannot be read: permission denied"
    assert found["now"].changed == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("raw", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_version_is_refused_and_nothing_changes(home: Home, raw: bytes) -> None:
    home.save(FIRST, SECOND)
    home.previous.write_bytes(raw)
    before = {path: path.read_bytes() for path in home.sessions.iterdir()}

    with pytest.raises(DamagedSession, match=rf"{ID}\.json\.bak cannot be read"):
        home.restore(home.previous)
    with pytest.raises(DamagedSession):
        home.restore(home.sessions / "gone")
    assert {path: path.read_bytes() for path in home.sessions.iterdir()} == before
    assert not home.snapshots.folder.exists()


def test_one_that_our_own_layout_makes_too_large_is_refused(home: Home, tmp_path: Path) -> None:
    home.save(FIRST)
    notes = (a_note(number, "word " * 40 + "end") for number in range(13_500))
    tables = {"session": {"1": _document(a_session(*notes))}}
    raw = json.dumps(tables, separators=(",", ":")).encode()
    assert len(raw) < 5 * 1024 * 1024
    (tmp_path / f"{ID}.json").write_bytes(raw)

    with pytest.raises(DamagedSession, match="larger than 5 MB"):
        home.restore(tmp_path / f"{ID}.json")
    assert home.opened() == FIRST


def _document(session: Session) -> dict[str, Any]:
    from soptui.storage.codec import encode

    return encode(session)


Prepare = Callable[[Home], tuple[Path, bytes]]


def a_damaged_file(home: Home) -> tuple[Path, bytes]:
    home.save(FIRST, SECOND)
    home.file.write_bytes(b"damaged")
    return home.previous, b"damaged"


def a_whole_file(home: Home) -> tuple[Path, bytes]:
    home.save(FIRST, SECOND)
    return home.previous, home.file.read_bytes()


def a_large_file(home: Home) -> tuple[Path, bytes]:
    home.save(FIRST, SECOND)
    in_the_way(home.file, "large")
    return home.previous, bytes(6 * 1024 * 1024)


def no_file(home: Home) -> tuple[Path, bytes]:
    home.save(FIRST, SECOND)
    home.file.unlink()
    return home.previous, home.previous.read_bytes()


CASES: list[Prepare] = [a_damaged_file, a_whole_file, a_large_file, no_file]


def steps_of(folder: Path, prepare: Prepare) -> int:
    home = Home(folder / "counted")
    chosen, _ = prepare(home)
    with FaultyDisk()() as disk:
        home.restore(chosen)
    return len(disk.seen)


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("prepare", CASES)
def test_a_kill_at_any_step_destroys_nothing(
    tmp_path: Path, prepare: Prepare, too_late: bool
) -> None:
    steps = steps_of(tmp_path, prepare)
    assert steps > 10
    for step in range(steps):
        home = Home(tmp_path / str(step))
        chosen, before = prepare(home)
        wanted = chosen.read_bytes()
        disk = FaultyDisk(
            lambda n, step=step: n >= step,  # type: ignore[misc]
            too_late=too_late,
        )
        with pytest.raises(KilledError), disk():
            home.restore(chosen)

        if prepare in (a_damaged_file, a_whole_file):
            assert home.file.read_bytes() in (before, wanted)
        kept = home.all_that_is_kept()
        assert before in kept
        assert wanted in kept
        home.restore(chosen)
        assert home.opened() == FIRST
        assert before in home.all_that_is_kept()


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("prepare", CASES)
def test_an_error_at_any_step_is_said_and_can_be_made_good(
    tmp_path: Path, prepare: Prepare, too_late: bool
) -> None:
    said = 0
    for step in range(steps_of(tmp_path, prepare)):
        home = Home(tmp_path / str(step))
        chosen, before = prepare(home)
        disk = FaultyDisk(
            lambda n, step=step: n == step,  # type: ignore[misc]
            lambda: OSError(errno.EIO, "Input/output error"),
            too_late,
        )
        try:
            with disk():
                home.restore(chosen)
        except NotReachable as error:
            said += 1
            assert "input/output error" in str(error)
            assert before in home.all_that_is_kept()
        home.restore(chosen)
        assert home.opened() == FIRST
        assert before in home.all_that_is_kept()
    assert said > 8


def test_a_whole_file_of_any_kind_has_no_fault(home: Home, tmp_path: Path) -> None:
    home.save(FIRST, SECOND, keeps=True)
    home.store().put_aside(SECOND, home.store().open(ID).revision)
    copy = tmp_path / "What I kept (1).json"
    copy.write_bytes(home.file.read_bytes())
    evidence = home.sessions / f"{ID}.json.damaged-{STAMP}"
    evidence.write_bytes(home.file.read_bytes())
    every = [version.path for version in home.versions()]

    assert len(every) == 6
    assert {path: verify(path) for path in (*every, copy)} == dict.fromkeys((*every, copy), ())


def test_a_file_is_verified_also_by_its_name(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = raw_of(a_session(id="another"), tmp_path / "other")
    home.save(FIRST, SECOND, keeps=True)
    for version in home.versions():
        version.path.write_bytes(another)
        assert verify(version.path) == ("id: not the one that the file is named for",)
    place = snapshots_in(home.snapshots.folder, ID)[0].path
    monkeypatch.chdir(place.parent)
    assert verify(Path(place.name)) == ("id: not the one that the file is named for",)
    monkeypatch.chdir(tmp_path)
    (tmp_path / place.name).write_bytes(another)
    assert verify(Path(place.name)) == ()


def test_a_copy_is_verified_by_the_id_that_its_name_begins_with(home: Home, tmp_path: Path) -> None:
    another = raw_of(a_session(id="another"), tmp_path / "other")
    for name in (f"{ID}.json.old.json", f"{ID}.json", f"{ID}.json.kept"):
        (tmp_path / name).write_bytes(another)
        assert verify(tmp_path / name) == ("id: not the one that the file is named for",)


def test_the_version_before_is_kept_where_something_older_is_chosen(home: Home) -> None:
    home.save(FIRST, SECOND, THIRD)
    before = {home.previous.read_bytes(), home.file.read_bytes()}
    older = home.sessions / "older.json"
    older.write_bytes(raw_of(FIRST, home.sessions.parent / "earlier"))

    home.restore(older)

    snapshots = {one.path.read_bytes() for one in snapshots_in(home.snapshots.folder, ID)}
    assert snapshots == before
    home.restore(home.previous)
    assert len(snapshots_in(home.snapshots.folder, ID)) == 3, "it is the session itself now"


def test_a_version_before_that_is_of_another_session_is_not_kept_as_one(
    home: Home, tmp_path: Path
) -> None:
    another = raw_of(a_session(id="another"), tmp_path / "other")
    home.save(FIRST, keeps=True)
    home.previous.write_bytes(another)

    home.restore(home.file)

    kept = [path.read_bytes() for path in home.snapshots.folder.rglob("*.json")]
    assert kept == [home.file.read_bytes()] * 2


def test_what_is_kept_of_one_moment_is_all_told(home: Home) -> None:
    home.aside.mkdir(parents=True)
    for token in ("0123abcd", "89abcdef"):
        (home.aside / f"{ID}.json.{token}.kept").write_bytes(b"{")
        changed(home.aside / f"{ID}.json.{token}.kept", NOW)

    name = f"kept aside {local(NOW)}"
    assert [version.name for version in home.versions()] == [f"{name} (2)", name]


def test_every_fault_is_named_by_its_path(home: Home) -> None:
    home.save(FIRST)
    tables = json.loads(home.file.read_bytes())
    tables["session"]["1"]["minutes"] = 0
    tables["session"]["1"]["notes"][0]["section"] = "Ana"
    home.file.write_bytes(Writer().dumps(tables))

    faults = verify(home.file)
    assert len(faults) == 2
    assert {fault.split(":")[0] for fault in faults} == {"minutes", "notes[0].section"}
    [version] = home.versions()
    assert version.problem == f"{faults[0]}, and 1 more"


def test_what_is_not_there_has_one_fault(tmp_path: Path) -> None:
    assert verify(tmp_path / "gone.json") == ("file: is not there",)
    assert verify(tmp_path) == ("file: not a file",)
    for number, raw in enumerate((b"{}", b'{"other": {"1": {}}}', b'{"session": {"7": {}}}')):
        copy = tmp_path / f"A copy {number}.json"
        copy.write_bytes(raw)
        assert verify(copy) == ("file: not a file of soptui",)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    [fault] = verify(tmp_path / "loop")
    assert fault.startswith("file: cannot be read: ")
