"""Evidence is renamed, found again, and never written over."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soptui.storage.evidence import (
    copy_as_damaged,
    damaged_of,
    keep_as_damaged,
    keep_untaken,
    untaken_of,
)

NOW = datetime(2026, 11, 23, 22, 2, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-11-23-k7f3.json"


def test_what_is_damaged_is_named_for_the_moment_and_for_why(path: Path) -> None:
    names = []
    for why in ("damaged", "damaged", "newer"):
        path.write_text(why)
        kept = keep_as_damaged(path, NOW, why=why)
        assert kept.read_text() == why
        assert not path.exists()
        names.append(kept.name.removeprefix(path.name))

    assert names == [
        ".damaged-20261123T220205Z",
        ".damaged-20261123T220205Z-2",
        ".newer-20261123T220205Z",
    ]
    assert sorted(moment for _, moment in damaged_of(path) if moment) == [(NOW, 1), (NOW, 2)]


def test_a_copy_leaves_the_file_where_it_is(path: Path) -> None:
    path.write_bytes(b"{")

    kept = copy_as_damaged(path, NOW)

    assert path.read_bytes() == kept.read_bytes() == b"{"
    assert dict(damaged_of(path)) == {kept: (NOW, 1)}


def test_what_waited_is_kept_each_time_under_another_name(path: Path) -> None:
    assert keep_untaken(path) is None

    path.write_text("one")
    first = keep_untaken(path)
    path.symlink_to("nowhere")
    second = keep_untaken(path)

    assert not os.path.lexists(path)
    assert first != second
    assert {first, second} == {*untaken_of(path)}


def test_evidence_that_cannot_be_renamed_is_said(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        keep_as_damaged(path, NOW)


def test_only_what_is_named_after_the_file_is_found(path: Path) -> None:
    for name in (
        "2026-11-23-k7f3x.json.damaged-20261123T220205Z",
        f"{path.name}.bak",
        f"{path.name}.0123abcd.tmp",
        f"{path.name}x.kept",
        "other.kept",
    ):
        path.with_name(name).touch()
    by_hand = path.with_name(f"{path.name}.damaged-by-hand")
    by_hand.touch()

    assert [*damaged_of(path)] == [(by_hand, None)]
    assert [*untaken_of(path)] == []


def test_a_folder_that_is_not_there_holds_no_evidence(path: Path) -> None:
    nowhere = path.parent / "nowhere" / path.name

    assert [*damaged_of(nowhere)] == []
    assert [*untaken_of(nowhere)] == []
