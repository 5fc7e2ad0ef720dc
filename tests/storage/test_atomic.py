"""The storage under TinyDB, with TinyDB's own calls."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from soptui.storage import disk
from soptui.storage.atomic import AtomicStorage
from soptui.storage.store import ChangedElsewhere, DamagedSession, NotReachable


def test_tinydb_works_on_it(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "file.json", storage=AtomicStorage) as database:
        table = database.table("t")
        table.insert(Document({"a": 1}, doc_id=1))
        table.update({"b": 2}, doc_ids=[1])

    again = TinyDB(tmp_path / "file.json", storage=AtomicStorage)
    assert again.table("t").all() == [{"a": 1, "b": 2}]


def test_a_change_that_failed_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    table = TinyDB(tmp_path / "file.json", storage=AtomicStorage).table("t")
    table.insert(Document({"a": 1}, doc_id=1))

    def half(document: MutableMapping[Any, Any]) -> None:
        document["a"] = 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        table.update(half, doc_ids=[1])
    with pytest.raises(NotReachable):
        table.update({"a": float("nan")}, doc_ids=[1])

    assert table.all() == [{"a": 1}]


@pytest.mark.parametrize("key", ["01", " 1", "1 ", "１", "1_0", "-1", "", "x"])
def test_ids_that_tinydb_would_run_together_are_refused(tmp_path: Path, key: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(f'{{"t": {{"1": {{}}, "{key}": {{}}}}}}', encoding="utf-8")

    with pytest.raises(DamagedSession, match="not a file of soptui"):
        AtomicStorage(path)


def test_a_file_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    storage = AtomicStorage(tmp_path / "file.json")

    assert storage.read() is None
    assert storage.revision is None
    assert list(tmp_path.iterdir()) == []


def behind(monkeypatch: pytest.MonkeyPatch, step: str, path: Path, content: bytes) -> None:
    """Let somebody else save a file, whole, right behind a step of a save of ours."""
    real = getattr(disk, step)

    def and_then(*arguments: Any) -> None:
        real(*arguments)
        if path not in arguments:
            return
        monkeypatch.setattr(disk, step, real)
        theirs = path.with_name("theirs")
        theirs.write_bytes(content)
        theirs.replace(path)

    monkeypatch.setattr(disk, step, and_then)


def test_who_saves_while_ours_is_being_written_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.json"
    table = TinyDB(path, storage=AtomicStorage).table("t")
    table.insert(Document({"a": 1}, doc_id=1))
    behind(monkeypatch, "keep_as", path, b'{"t": {"1": {"a": "theirs"}}}')

    with pytest.raises(ChangedElsewhere):
        table.update({"a": 2}, doc_ids=[1])

    assert path.read_bytes() == b'{"t": {"1": {"a": "theirs"}}}'
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file.json", "file.json.bak"]


def test_who_saves_right_after_ours_is_not_taken_for_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.json"
    table = TinyDB(path, storage=AtomicStorage).table("t")
    table.insert(Document({"a": 1}, doc_id=1))
    behind(monkeypatch, "replace", path, b'{"t": {"1": {"a": "theirs"}}}')
    table.update({"a": 2}, doc_ids=[1])

    with pytest.raises(ChangedElsewhere):
        table.update({"a": 3}, doc_ids=[1])
    assert path.read_bytes() == b'{"t": {"1": {"a": "theirs"}}}'
