"""The power goes at any moment: whatever a disk may then hold, what was saved is there.

A disk keeps what it was told to sync. Of the rest, names may be as they were at any moment
since, and files may have come without their content: not at all, by half, or as zeros.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from soptui.model.session import Session
from soptui.storage.store import Revision
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, a_note, a_session

FIRST = a_session(a_note(1))
SECOND = a_session(a_note(1), a_note(2, "a sober adult stays on Fridays"))
THIRD = a_session(a_note(2, "the plan is on the fridge"))

Names = dict[str, int]
LOSSES: dict[str, Callable[[bytes], bytes]] = {
    "kept": lambda raw: raw,
    "lost": lambda _: b"",
    "torn": lambda raw: raw[: len(raw) // 2],
    "zeroed": lambda raw: b"\0" * len(raw),
}


@dataclass
class Platter:
    """What a disk may hold of a folder while something is done to it."""

    root: Path
    files: dict[int, bytes] = field(default_factory=dict)
    """The content of each file, by a number that stays the same under any name."""
    unsynced: set[int] = field(default_factory=set)
    folders: dict[Path, list[Names]] = field(default_factory=dict)
    """The names in each folder: as they were when it was synced, and at every moment since."""
    opened: dict[int, Path | int] = field(default_factory=dict)
    states: list[dict[Path, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in (self.root, *(path for path in self.root.rglob("*") if path.is_dir())):
            self.folders[folder] = [{}]
            for path in folder.iterdir():
                self.folders[folder][0][path.name] = self.new(
                    path.read_bytes() if path.is_file() else b""
                )

    def new(self, content: bytes) -> int:
        self.files[number := len(self.files)] = content
        return number

    def rename(self, change: Callable[[Names], object], folder: Path) -> None:
        names = dict(self.folders[folder][-1])
        change(names)
        self.folders[folder].append(names)

    def after(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        """Learn of a call that was made."""
        match name:
            case "mkdir":
                path = Path(args[0])
                self.folders[path] = [{}]
                self.rename(lambda names: names.update({path.name: self.new(b"")}), path.parent)
            case "open":
                path = Path(args[0])
                if path.is_dir():
                    self.opened[result] = path
                elif args[1] & os.O_CREAT:
                    self.opened[result] = number = self.new(b"")
                    self.rename(lambda names: names.update({path.name: number}), path.parent)
            case "write":
                written = self.opened[args[0]]
                assert isinstance(written, int)
                self.files[written] += bytes(args[1][:result])
                self.unsynced.add(written)
            case "fsync":
                synced = self.opened[args[0]]
                if isinstance(synced, int):
                    self.unsynced.discard(synced)
                else:
                    del self.folders[synced][:-1]
            case "link":
                source, target = map(Path, args)
                number = self.folders[source.parent][-1][source.name]
                self.rename(lambda names: names.update({target.name: number}), target.parent)
            case "replace":
                source, target = map(Path, args)
                assert source.parent == target.parent
                self.rename(
                    lambda names: names.update({target.name: names.pop(source.name)}), target.parent
                )
            case "unlink":
                path = Path(args[0])
                self.rename(lambda names: names.pop(path.name), path.parent)
        self.states += self.possible()

    def possible(self) -> Iterator[dict[Path, bytes]]:
        """Return everything that may be found if the power goes now."""
        for combined in product(*self.folders.values()):
            names = dict(zip(self.folders, combined, strict=True))
            for loss in LOSSES.values() if self.unsynced else [LOSSES["kept"]]:
                yield {
                    folder / name: (loss if number in self.unsynced else LOSSES["kept"])(
                        self.files[number]
                    )
                    for folder in names
                    if self.is_there(folder, names)
                    for name, number in names[folder].items()
                    if folder / name not in names
                }

    def is_there(self, folder: Path, names: dict[Path, Names]) -> bool:
        if folder == self.root:
            return True
        return folder.name in names[folder.parent] and self.is_there(folder.parent, names)

    @contextmanager
    def watched(self) -> Iterator[None]:
        calls = ("mkdir", "open", "write", "fsync", "link", "replace", "unlink")
        with pytest.MonkeyPatch.context() as patch:
            for name in calls:
                patch.setattr(os, name, self.watching(name, getattr(os, name)))
            yield

    def watching(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            self.after(name, args, result)
            return result

        return call


def a_store(folder: Path) -> TinyStore:
    return TinyStore(folder / "sessions", aside=folder / "aside")


def creates(folder: Path) -> Callable[[], object]:
    return lambda: a_store(folder).create(FIRST)


def saved(folder: Path) -> tuple[TinyStore, Revision]:
    store = a_store(folder)
    return store, store.save(SECOND, store.create(FIRST))


def saves(folder: Path) -> Callable[[], object]:
    store, revision = saved(folder)
    return lambda: store.save(THIRD, revision)


def puts_aside(folder: Path) -> Callable[[], object]:
    store, revision = saved(folder)
    return lambda: store.put_aside(THIRD, revision)


def puts_aside_again(folder: Path) -> Callable[[], object]:
    store, revision = saved(folder)
    store.put_aside(FIRST, revision)
    return lambda: store.put_aside(THIRD, revision)


def takes_back(folder: Path) -> Callable[[], object]:
    puts_aside(folder)()
    return lambda: a_store(folder).take_back(ID)


WORK: dict[str, tuple[Callable[[Path], Callable[[], object]], Session | None, Session]] = {
    "the first save of all": (creates, None, FIRST),
    "a save": (saves, SECOND, THIRD),
    "putting aside": (puts_aside, SECOND, THIRD),
    "putting aside again": (puts_aside_again, FIRST, THIRD),
    "taking back": (takes_back, THIRD, THIRD),
}


def found_in(state: dict[Path, bytes], old: Path, new: Path) -> Session | None:
    """Return the session that is there when the power is back."""
    for path, raw in state.items():
        place = new / path.relative_to(old)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
    store = a_store(new)
    store.sweep(ID)
    taken = store.take_back(ID)
    assert taken is None or not taken.problem
    summaries = store.list()
    assert [summary.problem for summary in summaries] == [""] * len(summaries)
    return store.open(ID).session if summaries else None


@pytest.mark.parametrize(("prepare", "before", "after"), WORK.values(), ids=WORK.keys())
def test_a_power_cut_at_any_moment_leaves_what_was_saved(
    tmp_path: Path,
    prepare: Callable[[Path], Callable[[], object]],
    before: Session | None,
    after: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    act = prepare(home)
    disk = Platter(home)
    with disk.watched():
        act()
    saved_states = list(disk.possible())

    monkeypatch.setattr(os, "fsync", lambda _: None)
    distinct = {tuple(sorted(state.items())) for state in disk.states}
    assert len(distinct) > 5
    for number, state in enumerate(distinct):
        found = found_in(dict(state), home, tmp_path / f"{number}")
        assert found in (before, after)
    for number, whole in enumerate(saved_states):
        assert found_in(whole, home, tmp_path / f"saved-{number}") == after
