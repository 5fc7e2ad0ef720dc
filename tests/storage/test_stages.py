"""The stage on disk: told at once, private, never a word, and shut where it is not understood."""

import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soptui.model.alphabet import Column
from soptui.model.stage import Stage
from soptui.storage import disk
from soptui.storage.lock import LetGo, by_folder, take
from soptui.storage.stages import StageWriter, read_stage, stage_of, sweep_stages

ID = "2026-11-23-k7f3"
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
OPEN = Stage(
    zoom="next",
    newest="a1b2c3",
    sees_newest=True,
    tops={Column.WORRIED: "c13da58a", Column.WORKING: "", Column.NEXT: "n-7"},
)
DRAWN = Stage(curtain=True)
TOLD: dict[str, object] = {
    "curtain": False,
    "is_over": False,
    "zoom": "next",
    "newest": "a1b2c3",
    "sees_newest": True,
    "goes_on_as": "",
    "tops": {"worried": "c13da58a"},
}
LONG = 20.0  # only a test that fails waits this long


def until(so: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    end = time.monotonic() + LONG
    while not so():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.002)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stage_of(tmp_path / "state" / "stages", ID)


@pytest.fixture
def writer(path: Path) -> Iterator[StageWriter]:
    writer = StageWriter(path, again=0.01)
    yield writer
    writer.close()


def raw(path: Path, **changed: object) -> None:
    """Put a stage there that somebody made by hand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(TOLD | changed), encoding="utf-8")


def test_what_is_put_is_what_is_read(writer: StageWriter, path: Path) -> None:
    writer.put(OPEN)
    until(lambda: read_stage(path) == OPEN)
    writer.put(DRAWN)
    until(lambda: read_stage(path) == DRAWN)


def test_the_last_of_many_is_what_stays(writer: StageWriter, path: Path) -> None:
    for number in range(500):
        writer.put(Stage(newest=f"n{number}"))
    until(lambda: read_stage(path) == Stage(newest="n499"))
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="permissions are others there")
def test_only_its_owner_can_read_it(path: Path) -> None:
    path.parent.mkdir(parents=True, mode=0o777)
    path.parent.chmod(0o777)
    before = os.umask(0)
    try:
        writer = StageWriter(path)
        writer.put(OPEN)
        until(path.exists)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        writer.close()
    finally:
        os.umask(before)


def test_ids_that_are_words_are_left_out(writer: StageWriter, path: Path) -> None:
    """In a file that somebody else has made an id may be anything."""
    words = "Mateo was hurt"
    tops = {Column.WORRIED: words, Column.NEXT: "ok"}
    writer.put(Stage(zoom=words, newest="x" * 65, tops=tops))
    until(path.exists)

    assert b"Mateo" not in path.read_bytes()
    assert read_stage(path) == Stage(tops={Column.WORRIED: "", Column.NEXT: "ok"})


@pytest.mark.parametrize(
    "changed",
    [
        {"curtain": 1},
        {"curtain": None},
        {"is_over": "false"},
        {"zoom": None},
        {"zoom": "../../etc/passwd"},
        {"newest": "\u202eabc"},
        {"newest": "x" * 65},
        {"newest": "a\n"},
        {"goes_on_as": ["a"]},
        {"tops": []},
        {"tops": {"worried": 7}},
        {"tops": {"elsewhere": "a b"}},
        {"more": "x" * 5000},
    ],
    ids=str,
)
def test_a_stage_that_is_not_ours_is_none(path: Path, changed: dict[str, object]) -> None:
    raw(path)
    assert read_stage(path) is not None

    raw(path, **changed)
    assert read_stage(path) is None


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\0" * 300,
        b"\xff\xfe",
        b"[" * 4000,
        b"null",
        b"[]",
        b'"curtain"',
        b'{"curtain": NaN}',
        b"9" * 4000,
        json.dumps(TOLD).encode("utf-16"),
        json.dumps(TOLD).encode()[:-9],
        json.dumps(TOLD).encode().replace(b"{", b'{"curtain": true,', 1),
    ],
    ids=range(13),
)
def test_a_damaged_stage_is_none(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(text)

    assert read_stage(path) is None


def test_columns_that_nobody_knows_are_passed_over(path: Path) -> None:
    raw(path, tops={"worried": "a", "elsewhere": "b"})

    assert read_stage(path) == Stage(
        zoom="next", newest="a1b2c3", sees_newest=True, tops={Column.WORRIED: "a"}
    )


@pytest.mark.skipif(os.name != "posix", reason="there are none there")
def test_no_link_is_followed_and_no_pipe_waited_for(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    raw(elsewhere)
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    assert read_stage(path) is None

    path.unlink()
    os.mkfifo(path)
    assert read_stage(path) is None

    path.unlink()
    path.mkdir()
    assert read_stage(path) is None


@pytest.mark.skipif(os.name != "posix", reason="there are none there")
def test_what_a_link_leads_to_is_not_written(
    writer: StageWriter, path: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("as it was", encoding="utf-8")
    path.parent.mkdir(parents=True)
    path.symlink_to(kept)

    writer.put(OPEN)
    until(lambda: read_stage(path) == OPEN)
    assert kept.read_text(encoding="utf-8") == "as it was"


def test_it_comes_back_when_its_folder_was_removed(writer: StageWriter, path: Path) -> None:
    writer.put(OPEN)
    until(path.exists)
    path.unlink()
    path.parent.rmdir()

    writer.put(DRAWN)
    until(lambda: read_stage(path) == DRAWN)


def test_what_cannot_be_told_is_not_shown_and_told_as_soon_as_it_can(
    writer: StageWriter, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody goes on looking at a map because the disk was too full for a curtain."""
    writer.put(OPEN)
    until(path.exists)
    refused: list[int] = []

    def refuse(descriptor: int, _: bytes) -> None:
        refused.append(descriptor)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write_all", refuse)
        writer.put(DRAWN)
        until(lambda: len(refused) > 2)
        assert list(path.parent.iterdir()) == []

    until(lambda: read_stage(path) == DRAWN)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything is refused nothing"
)
def test_a_folder_without_permission_does_no_harm(writer: StageWriter, path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.parent.chmod(0o500)
    try:
        writer.put(OPEN)
    finally:
        path.parent.parent.chmod(0o700)
    until(lambda: read_stage(path) == OPEN)


def test_a_file_where_the_folder_should_be_does_no_harm(writer: StageWriter, path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("in the way", encoding="utf-8")
    writer.put(OPEN)
    writer.put(DRAWN)
    path.parent.unlink()

    until(lambda: read_stage(path) == DRAWN)


def test_nothing_is_left_when_it_is_over(path: Path) -> None:
    writer = StageWriter(path)
    writer.put(OPEN)
    until(path.exists)
    writer.close()

    assert list(path.parent.iterdir()) == []
    writer.put(OPEN)
    writer.close()
    assert list(path.parent.iterdir()) == []


def test_a_stage_that_cannot_go_says_that_it_is_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = StageWriter(path)
    writer.put(OPEN)
    until(path.exists)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        writer.close()

    assert read_stage(path) == Stage(curtain=True, is_over=True)


def test_without_a_place_nothing_is_told() -> None:
    writer = StageWriter(None)
    writer.put(OPEN)
    writer.go_on_as("2026-11-23-k7f3-2")
    writer.close()

    assert writer._writer is None


def test_who_follows_is_sent_to_the_id_it_goes_on_as(writer: StageWriter, path: Path) -> None:
    second, third = (path.with_name(f"{ID}-{number}.json") for number in (2, 3))
    writer.put(OPEN)
    writer.go_on_as(f"{ID}-2")
    until(lambda: read_stage(path) == Stage(curtain=True, goes_on_as=f"{ID}-2"))
    assert read_stage(second) == OPEN

    writer.go_on_as(f"{ID}-3")
    until(lambda: read_stage(second) == Stage(curtain=True, goes_on_as=f"{ID}-3"))
    assert read_stage(path) == read_stage(second)
    writer.put(DRAWN)
    until(lambda: read_stage(third) == DRAWN)
    writer.close()
    assert list(path.parent.iterdir()) == []


def test_it_goes_on_only_under_an_id(writer: StageWriter, path: Path) -> None:
    writer.go_on_as("../../elsewhere")
    writer.put(OPEN)

    until(lambda: read_stage(path) == OPEN)


def test_what_a_kill_left_of_writing_goes_with_the_next(writer: StageWriter, path: Path) -> None:
    path.parent.mkdir(parents=True)
    disk.spare_name(path).write_text("half", encoding="utf-8")
    writer.put(OPEN)
    until(lambda: [found.name for found in path.parent.iterdir()] == [path.name])


def test_old_stages_that_nobody_shows_are_swept(tmp_path: Path) -> None:
    folder, locks = tmp_path / "stages", tmp_path / "locks"
    kept = take(locks, "2026-11-22-shown", NOW)
    names = ("2026-11-22-shown.json", "2026-11-22-left.json", ".2026-11-22-x.json.0a1b2c3d.tmp")
    for name in names:
        raw(folder / name)
    sweep_stages(folder, locks)
    assert {found.name for found in folder.iterdir()} == set(names), "they are of today"

    for name in names:
        os.utime(folder / name, (0, 0))
    sweep_stages(folder, locks)
    assert [found.name for found in folder.iterdir()] == ["2026-11-22-shown.json"]
    kept.release()
    sweep_stages(tmp_path / "nowhere", locks)


def test_who_only_looks_keeps_nobody_from_writing(tmp_path: Path) -> None:
    """After a kill the folder of a lock is still there, and a second screen looks at it."""
    looks = iter((True, True, False))

    def looked_at(place: Path) -> LetGo:
        if next(looks):
            raise BlockingIOError
        return by_folder(place)

    take(tmp_path, ID, NOW, looked_at).release()

    assert next(looks, None) is None
