"""Snapshots: one for every ten minutes of change, seven days of them, and clocks that lie."""

import errno
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.storage.snapshots import Snapshots, snapshots_in
from soptui.storage.strict_json import MAX_BYTES
from tests.storage.faulty import FaultyDisk, KilledError

ID = "2026-11-23-k7f3"
NOW = datetime(2026, 11, 23, 14, 2, 5, tzinfo=timezone(timedelta(hours=-8)))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Clock:
    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """A session that is saved again and again, and its snapshots."""

    def __init__(self, tmp_path: Path) -> None:
        self.clock = Clock()
        self.folder = tmp_path / "state" / "snapshots"
        self.snapshots = Snapshots(self.folder, self.clock)
        self.file = tmp_path / f"{ID}.json"
        self.times = 0

    def save(self, after: timedelta = timedelta()) -> None:
        """Replace the file as a save does, and note it."""
        self.clock.now += after
        self.times += 1
        spare = self.file.with_suffix(".tmp")
        spare.write_text(f"{self.times}")
        spare.replace(self.file)
        self.snapshots.note(ID, self.file)

    def start_again(self) -> None:
        self.snapshots = Snapshots(self.folder, self.clock)

    def put(self, *moments: datetime, session_id: str = ID) -> None:
        place = self.folder / session_id
        place.mkdir(parents=True, exist_ok=True)
        for moment in moments:
            (place / f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.json").write_text("x")

    @property
    def kept(self) -> dict[str, str]:
        return {one.path.name: one.path.read_text() for one in snapshots_in(self.folder, ID)}

    @property
    def moments(self) -> list[datetime]:
        return [one.taken for one in snapshots_in(self.folder, ID)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_the_first_save_is_kept_and_then_one_of_ten_minutes(desk: Desk) -> None:
    for minutes in (0, 1, 8, 1, 1, 8):
        desk.save(minutes * MINUTE)

    assert desk.kept == {"20261123T220205Z.json": "1", "20261123T221205Z.json": "4"}
    desk.save(MINUTE)
    assert desk.moments == [NOW, NOW + 10 * MINUTE, NOW + 20 * MINUTE]


def test_a_pause_keeps_nothing_and_the_next_change_does(desk: Desk) -> None:
    desk.save()
    desk.save(3 * HOUR)

    assert list(desk.kept.values()) == ["1", "2"]


def test_the_ten_minutes_go_on_over_a_new_start(desk: Desk) -> None:
    desk.save()
    desk.start_again()
    desk.save(9 * MINUTE)
    assert list(desk.kept.values()) == ["1"]
    desk.start_again()
    desk.save(MINUTE)
    assert list(desk.kept.values()) == ["1", "3"]


def test_each_session_has_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.save()
    desk.snapshots.note("another", desk.file)
    desk.snapshots.note("another", desk.file)

    assert len(desk.kept) == 1
    assert [one.path.parent.name for one in snapshots_in(desk.folder, "another")] == ["another"]


def test_a_clock_that_was_set_back_stops_nothing(desk: Desk) -> None:
    desk.save()
    desk.save(-HOUR)
    desk.save(9 * MINUTE)
    assert list(desk.kept.values()) == ["2", "1"]
    desk.save(MINUTE)
    assert list(desk.kept.values()) == ["2", "4", "1"]


def test_a_snapshot_of_the_future_is_as_none_also_after_a_new_start(desk: Desk) -> None:
    desk.put(NOW + 70 * 365 * DAY, NOW + MINUTE)
    desk.save()
    desk.start_again()
    desk.save(timedelta(seconds=30))

    assert list(desk.kept.values()) == ["1", "x", "x"]


def test_of_one_second_two_are_kept(desk: Desk) -> None:
    desk.file.write_text("one")
    first = desk.snapshots.keep(ID, desk.file)
    desk.file.write_text("two")
    second = desk.snapshots.keep(ID, desk.file)
    desk.file.write_text("three")
    desk.snapshots.keep(ID, desk.file)

    assert (first.name, second.name) == ("20261123T220205Z.json", "20261123T220205Z-2.json")
    assert list(desk.kept.values()) == ["one", "two", "three"]


def test_what_writes_into_the_file_does_not_reach_a_snapshot(desk: Desk) -> None:
    desk.save()
    with desk.file.open("r+") as file:
        file.write("damaged")

    assert list(desk.kept.values()) == ["1"]


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777], ids=oct)
def test_snapshots_are_for_their_owner_only(desk: Desk, umask: int) -> None:
    desk.file.write_text("1")
    desk.file.chmod(0o644)
    before = os.umask(umask)
    try:
        desk.snapshots.note(ID, desk.file)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in desk.folder.rglob("*")}
    assert modes == {ID: 0o700, "20261123T220205Z.json": 0o600}
    assert desk.folder.stat().st_mode & 0o777 == 0o700


def test_it_is_written_synced_renamed_and_synced_again(desk: Desk) -> None:
    desk.save()
    with FaultyDisk()() as disk:
        desk.save(10 * MINUTE)
    name = "20261123T221205Z.json"
    steps = [step for step in disk.seen if not step.startswith(("stat", "close"))]
    steps = steps[steps.index(f"replace {desk.file.name}") + 1 :]

    assert [step.split(".")[0] if ".tmp" in step else step for step in steps] == [
        "open ",
        "fchmod",
        "write",
        "fsync",
        f"replace {name}",
        "unlink ",
        f"open {ID}",
        "fsync",
    ]


def test_a_save_between_snapshots_asks_the_disk_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save()
    asked: list[Any] = []
    monkeypatch.setattr(os, "scandir", lambda *args: asked.append(args))
    monkeypatch.setattr(os, "listdir", lambda *args: asked.append(args))
    with FaultyDisk()() as disk:
        desk.snapshots.note(ID, desk.file)

    assert (asked, disk.seen) == ([], [])


def about_to_note(folder: Path) -> Desk:
    desk = Desk(folder)
    desk.file.parent.mkdir(parents=True)
    desk.file.write_text("whole")
    return desk


def steps_of_the_first_note(folder: Path) -> int:
    desk = about_to_note(folder / "counted")
    with FaultyDisk()() as disk:
        desk.snapshots.note(ID, desk.file)
    return len(disk.seen)


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
def test_an_error_at_any_step_is_told_and_the_next_save_makes_it_good(
    tmp_path: Path, too_late: bool
) -> None:
    told = 0
    for step in range(steps_of_the_first_note(tmp_path)):
        desk = about_to_note(tmp_path / str(step))
        disk = FaultyDisk(
            lambda n, step=step: n == step,  # type: ignore[misc]
            lambda: OSError(errno.EIO, "broken"),
            too_late,
        )
        try:
            with disk():
                desk.snapshots.note(ID, desk.file)
        except OSError as error:
            assert error.errno == errno.EIO
            told += 1
        desk.snapshots.note(ID, desk.file)
        assert set(desk.kept.values()) == {"whole"}
        assert [name for name in names(desk.folder) if name.endswith(".tmp")] == []
    assert told > 10


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
def test_a_kill_at_any_step_leaves_whole_snapshots_only(tmp_path: Path, too_late: bool) -> None:
    for step in range(steps_of_the_first_note(tmp_path)):
        desk = about_to_note(tmp_path / str(step))
        disk = FaultyDisk(
            lambda n, step=step: n >= step,  # type: ignore[misc]
            too_late=too_late,
        )
        with pytest.raises(KilledError), disk():
            desk.snapshots.note(ID, desk.file)
        assert set(desk.kept.values()) <= {"whole"}


def test_where_nothing_can_be_kept_the_caller_is_told(desk: Desk) -> None:
    desk.folder.parent.mkdir()
    desk.folder.write_text("in the way")

    with pytest.raises(OSError, match=r"snapshots"):
        desk.save()


def test_a_file_that_is_too_large_to_be_a_session_is_not_copied(desk: Desk) -> None:
    with desk.file.open("wb") as file:
        file.truncate(5 * 1024 * 1024 + 1)

    with pytest.raises(OSError, match="too large"):
        desk.snapshots.note(ID, desk.file)
    assert desk.kept == {}


@pytest.mark.parametrize("hostile", ["", "..", "../x", "a/b", "a\0b", "CON", "last"])
def test_an_id_is_never_a_path(desk: Desk, hostile: str) -> None:
    desk.file.write_text("x")
    with pytest.raises(OSError, match="nvalid"):
        desk.snapshots.note(hostile, desk.file)

    assert not desk.folder.exists()


def test_no_snapshot_goes_where_a_link_leads(desk: Desk, tmp_path: Path) -> None:
    desk.folder.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (desk.folder / ID).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="nvalid"):
        desk.save()
    assert names(tmp_path / "elsewhere") == []


def test_what_is_older_than_seven_days_goes(desk: Desk) -> None:
    old = [NOW - 7 * DAY - timedelta(seconds=1), NOW - 8 * DAY, NOW - 30 * DAY]
    young = [NOW - 7 * DAY, NOW - DAY, NOW - HOUR]
    desk.put(*old, *young)
    desk.put(*old, *young, session_id="another")

    assert desk.snapshots.prune() == ()
    assert desk.moments == young
    assert [one.taken for one in snapshots_in(desk.folder, "another")] == young


def test_the_newest_of_a_session_stays_however_old(desk: Desk) -> None:
    desk.put(NOW - 20 * DAY, NOW - 21 * DAY)
    desk.put(NOW - HOUR, session_id="another")
    desk.snapshots.prune()

    assert desk.moments == [NOW - 20 * DAY]


@pytest.mark.parametrize("years", [2, 10, 70])
def test_a_clock_that_jumps_far_ahead_removes_nothing(desk: Desk, years: int) -> None:
    moments = [NOW - days * DAY for days in (6, 3, 1)]
    desk.put(*moments)
    desk.clock.now = NOW + years * 365 * DAY
    for _ in range(3):
        desk.save(HOUR)
        assert desk.snapshots.prune() == ()
    assert desk.moments[:3] == moments

    desk.clock.now = NOW
    desk.snapshots.prune()
    assert desk.moments[:3] == moments


def test_a_clock_that_says_so_on_a_second_day_is_believed(desk: Desk) -> None:
    """Somebody comes back after more than a year: nothing is kept for ever."""
    desk.put(NOW - 2 * DAY, NOW - DAY)
    desk.clock.now = NOW + 400 * DAY
    desk.save()
    desk.snapshots.prune()
    assert len(desk.moments) == 3

    desk.clock.now += DAY
    desk.snapshots.prune()
    assert desk.moments == [NOW + 400 * DAY]


def test_after_half_a_year_away_the_first_start_prunes(desk: Desk) -> None:
    desk.put(NOW - 3 * DAY, NOW - 2 * DAY, NOW - DAY)
    desk.clock.now = NOW + 180 * DAY
    desk.snapshots.prune()

    assert desk.moments == [NOW - DAY]


def test_a_clock_that_jumps_back_removes_nothing(desk: Desk) -> None:
    moments = [NOW - days * DAY for days in (6, 3, 1)]
    desk.put(*moments)
    desk.clock.now = datetime(1970, 1, 1, tzinfo=UTC)
    assert desk.snapshots.prune() == ()

    assert desk.moments == moments


def test_what_is_not_named_as_a_snapshot_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    desk.put(NOW - 20 * DAY, NOW - DAY)
    place = desk.folder / ID
    foreign = [
        "20200101T000000Z.json.bak",
        "20200101T000000Z-1.json",
        "20200101T000000Z-02.json",
        "20200101T000000z.json",
        "20201345T000000Z.json",
        "２０200101T000000Z.json",
        "2020-01-01.json",
        "notes.txt",
        "00010101T000000Z.json",
        "99991231T235959Z.json",
        ".20200101T000000Z.json.xyz.tmp",
        ".20201345T000000Z.json.0123abcd.tmp",
    ]
    for name in foreign:
        (place / name).write_text("x")
    (place / "20200102T000000Z.json").mkdir()
    outside = tmp_path / "outside.json"
    outside.write_text("kept")
    (place / "20200103T000000Z.json").symlink_to(outside)
    (desk.folder / "No Session").mkdir()
    (desk.folder / "20200101T000000Z.json").write_text("x")
    away = tmp_path / "away"
    away.mkdir()
    for moment in ("20200101T000000Z", "20200102T000000Z"):
        (away / f"{moment}.json").write_text("kept")
    (desk.folder / "linked").symlink_to(away)
    before = set(desk.folder.rglob("*"))

    assert desk.snapshots.prune() == ()
    gone = before - set(desk.folder.rglob("*"))
    assert [path.name for path in gone] == [f"{NOW - 20 * DAY + 8 * HOUR:%Y%m%dT%H%M%SZ}.json"]
    assert len(list(away.iterdir())) == 2
    assert outside.read_text() == "kept"


def test_what_a_kill_left_goes_with_its_time(desk: Desk) -> None:
    desk.put(NOW - DAY)
    place = desk.folder / ID
    old, older = ".20261101T000000Z.json.0123abcd.tmp", ".20261101T000000Z-12.json.0123abcd.tmp"
    young = ".20261122T000000Z.json.0123abcd.tmp"
    for name in (old, older, young):
        (place / name).write_text("x")

    assert desk.snapshots.prune() == ()
    assert not (place / old).exists()
    assert not (place / older).exists()
    assert (place / young).exists()


def test_empty_folders_go(desk: Desk) -> None:
    desk.put()
    desk.put(NOW, session_id="another")

    assert desk.snapshots.prune() == ()
    assert [path.name for path in desk.folder.iterdir()] == ["another"]


def test_where_there_is_nothing_nothing_is_made(desk: Desk) -> None:
    assert desk.snapshots.prune() == ()
    assert snapshots_in(desk.folder, ID) == ()
    assert not desk.folder.exists()


def test_what_cannot_be_removed_is_named_and_the_rest_goes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put(NOW - 20 * DAY, NOW - 19 * DAY, NOW - DAY)
    desk.put(session_id="empty")
    unlink = os.unlink
    held = snapshots_in(desk.folder, ID)[0].path

    def hold(path: Path, **_: object) -> None:
        if path == held:
            raise PermissionError(errno.EACCES, "held")
        unlink(path)

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(os, "unlink", hold)
    monkeypatch.setattr(os, "rmdir", refuse)

    assert set(desk.snapshots.prune()) == {held, desk.folder / "empty"}
    assert desk.moments == [NOW - 20 * DAY, NOW - DAY]


def test_a_folder_that_cannot_be_read_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put(NOW - 20 * DAY, NOW - 19 * DAY)
    desk.put(NOW - 20 * DAY, NOW - DAY, session_id="another")
    scandir = os.scandir

    def forbidden(path: Path) -> Any:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "forbidden")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    closed = desk.folder / ID
    assert desk.snapshots.prune() == (closed,)
    assert [one.taken for one in snapshots_in(desk.folder, "another")] == [NOW - DAY]
    closed = desk.folder
    assert desk.snapshots.prune() == (closed,)


@given(
    ages=st.lists(st.integers(-(10**6), 40 * 10**6), max_size=20),
    jump=st.integers(-80, 80) | st.just(0),
)
def test_whatever_a_clock_says_one_of_the_past_stays_and_none_of_the_week_goes(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int], jump: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("clock"))
    desk.put(*(NOW - timedelta(seconds=age) for age in ages))
    before = desk.moments
    desk.clock.now = NOW + jump * 365 * DAY
    desk.snapshots.prune()
    after, now = desk.moments, desk.clock.now

    assert [moment for moment in before if moment >= now - 7 * DAY] == [
        moment for moment in after if moment >= now - 7 * DAY
    ]
    assert max(before, default=None) == max(after, default=None)
    if jump > 3 or jump < 0:
        assert after == before


def test_a_snapshot_of_this_very_moment_counts(desk: Desk) -> None:
    desk.put(NOW)
    desk.save()

    assert list(desk.kept.values()) == ["x"]


def test_what_is_exactly_seven_days_old_stays(desk: Desk) -> None:
    second = timedelta(seconds=1)
    desk.put(NOW - 7 * DAY - second, NOW - 7 * DAY, NOW - 2 * DAY)
    place = desk.folder / ID
    for moment in (NOW - 7 * DAY - second, NOW - 7 * DAY):
        (place / f".{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.json.0123abcd.tmp").touch()

    assert desk.snapshots.prune() == ()
    assert desk.moments == [NOW - 7 * DAY, NOW - 2 * DAY]
    assert [name for name in names(place) if name.endswith(".tmp")] == [
        f".{(NOW - 7 * DAY).astimezone(UTC):%Y%m%dT%H%M%SZ}.json.0123abcd.tmp"
    ]


def test_of_what_lies_in_the_past_the_newest_stays_also_from_this_moment(desk: Desk) -> None:
    desk.put(NOW - 30 * DAY, NOW - 20 * DAY, NOW)
    desk.snapshots.prune()

    assert desk.moments == [NOW]


@pytest.mark.parametrize(
    ("newest_before", "stays"),
    [(DAY, 1), (DAY - timedelta(seconds=1), 2), (366 * DAY, 1), (367 * DAY, 2)],
    ids=["a day ago", "today", "a leap year ago", "longer ago"],
)
def test_a_clock_is_believed_from_a_day_to_a_year_after_the_last_day_of_work(
    desk: Desk, newest_before: timedelta, stays: int
) -> None:
    desk.put(NOW - 3000 * DAY, NOW - newest_before)
    desk.snapshots.prune()

    assert len(desk.moments) == stays


def test_a_snapshot_is_as_large_as_a_session_may_be(desk: Desk) -> None:
    desk.file.write_bytes(b" " * MAX_BYTES)
    assert desk.snapshots.keep(ID, desk.file).stat().st_size == MAX_BYTES

    desk.file.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        desk.snapshots.keep(ID, desk.file)
    assert len(desk.moments) == 1
