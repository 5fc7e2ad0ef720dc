"""A power cut during a save: the save is watched once, and every state it may leave is read."""

import sys
import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from bench.faults import strace
from bench.faults.keepers import KEEPERS, Keeper
from bench.faults.notes import Texts, changed
from bench.faults.one_save import CHANGES, READY, SAVED
from bench.faults.power_cut import (
    Acknowledged,
    Left,
    Linked,
    Made,
    MadeFolder,
    Removed,
    Renamed,
    Sized,
    Start,
    Step,
    Synced,
    SyncedFolder,
    Wrote,
    left_by_a_cut,
)
from bench.faults.strace import Call, Traced, module
from bench.faults.tables import Table
from bench.faults.verdicts import Tally, Verdict, found_in, judged

WATCHED = (
    *("open", "openat", "creat", "read", "write", "pwrite64", "lseek", "close", "fsync"),
    *(
        "fdatasync",
        "ftruncate",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
    ),
    *("mkdir", "mkdirat", "writev"),
)
_WHOLE = 64 * 1024 * 1024
"""Bytes of a write that strace is to write down: all of them."""


def power_table(*, quick: bool) -> Table:  # noqa: ARG001 - it takes seconds as it is
    """Read every state that a power cut may leave of a save."""
    table = Table(
        "Power cut during a save",
        "One save is watched by strace. From its calls follows every state that the disk may be "
        "in after a power cut at any moment: names late; data that was not synced lost, torn, or "
        "zeros. Each state is read, by one who knows whether the save had been acknowledged. "
        "0 of n: no harm in any of n states.",
        ("save", *(f"{name}: states" for name in KEEPERS)),
    )
    if not strace.is_here():
        table.skipped = strace.MISSING
        return table
    for what in CHANGES:
        tallies = {name: cut_everywhere(keeper, what) for name, keeper in KEEPERS.items()}
        table.add(what, *tallies.values())
        if tallies["soptui"].bad:
            table.find(what, str(tallies["soptui"]))
    print("  all saves", file=sys.stderr)
    return table


def cut_everywhere(keeper: Keeper, what: str) -> Tally:
    """Watch one save, and judge every state that a power cut during it may leave."""
    before, change = CHANGES[what]
    with tempfile.TemporaryDirectory() as room:
        folder, log = Path(room, "data"), Path(room, "log")
        folder.mkdir()
        if before:
            keeper.fill(folder, before)
        start = start_of(folder)
        steps = steps_of(watched(keeper, what, folder, log), folder, start)
    return judged_cuts(keeper, left_by_a_cut(start, steps), before, changed(before, change))


def judged_cuts(keeper: Keeper, cuts: Iterable[Left], before: Texts, after: Texts) -> Tally:
    """Read every state that a power cut may leave, and judge it."""
    tally = Tally()
    for left in cuts:
        with tempfile.TemporaryDirectory() as room:
            lay_out(left, folder := Path(room, "left"))
            allowed = (after,) if left.acknowledged else (before, after)
            verdict = judged(found_in(keeper, folder), allowed)
        late = left.acknowledged and verdict is not Verdict.FINE
        tally.add(verdict, "also after it said saved" if late else "")
    return tally


def start_of(folder: Path) -> Start:
    """Return what is in a folder now, all of it surely on the disk."""
    paths = sorted(folder.rglob("*"))
    files = [path for path in paths if path.is_file()]
    return Start(
        frozenset(str(path.relative_to(folder)) for path in paths if path.is_dir()),
        {str(path.relative_to(folder)): at for at, path in enumerate(files)},
        {at: path.read_bytes() for at, path in enumerate(files)},
    )


def lay_out(left: Left, folder: Path) -> None:
    """Make a folder hold what a power cut has left."""
    folder.mkdir()
    for name in sorted(left.folders):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in left.files:
        (folder / name).write_bytes(content)


def watched(keeper: Keeper, what: str, folder: Path, log: Path) -> list[Call]:
    """Make one save under strace, and return its calls with all that they wrote."""
    command = module("bench.faults.one_save", keeper.name, str(folder), what)
    options = ("-xx", "-s", str(_WHOLE), "-e", "trace=" + ",".join(f"?{name}" for name in WATCHED))
    with Traced(command, log, *options) as process:
        heard = [process.hear()]
        process.go_on()
        heard.append(process.hear())
        process.go_on()
        process.end()
        if heard != [READY, SAVED]:
            raise RuntimeError(f"{keeper.name}: {what} fails by itself")
        return process.calls()


class _Open:
    """A file descriptor of the folder, and where it stands."""

    def __init__(self, file: int | None, folder: str = "", *, appends: bool = False) -> None:
        self.file, self.folder, self.appends = file, folder, appends
        self.at = 0


def steps_of(calls: list[Call], folder: Path, start: Start) -> list[Step]:
    """Return what the calls did below a folder, step by step."""
    watcher = _Watcher(folder, start)
    for call in calls:
        watcher.see(call)
    return watcher.steps


class _Watcher:
    """Follows the calls of a process, and notes what they do below one folder."""

    def __init__(self, folder: Path, start: Start) -> None:
        self.steps: list[Step] = []
        self._root = f"{folder}/".encode()
        self._names, self._folders = dict(start.names), set(start.folders) | {"."}
        self._sizes = {file: len(content) for file, content in start.contents.items()}
        self._numbers = count(len(start.names))
        self._open: dict[int, _Open] = {}

    def see(self, call: Call) -> None:
        """Note one call."""
        if call.result is None or call.result < 0:
            return
        opened = None if call.descriptor is None else self._open.get(call.descriptor)
        match call.name:
            case "open" | "openat" | "creat":
                self._see_opened(call)
            case "writev":
                if call.texts[:1] == (f"{SAVED}\n".encode(),):
                    self.steps.append(Acknowledged())
            case _ if opened is None or opened.file is None:
                if opened and call.name in ("fsync", "fdatasync"):
                    self.steps.append(SyncedFolder(opened.folder))
                elif opened and call.name == "close":
                    del self._open[call.descriptor or 0]
                else:
                    self._see_named(call)
            case _:
                self._see_used(call, opened, opened.file)

    def _see_opened(self, call: Call) -> None:
        assert call.result is not None
        self._open.pop(call.result, None)
        path = self._local(call.texts[0])
        if path is None:
            return
        if path in self._folders:
            self._open[call.result] = _Open(None, path)
            return
        if path not in self._names:
            self._names[path] = next(self._numbers)
            self._sizes[self._names[path]] = 0
            self.steps.append(Made(path, self._names[path]))
        elif "O_TRUNC" in call.arguments or call.name == "creat":
            self._size(self._names[path], 0)
        appends = "O_APPEND" in call.arguments
        self._open[call.result] = _Open(self._names[path], appends=appends)

    def _see_named(self, call: Call) -> None:
        paths = [self._local(text) for text in call.texts]
        match call.name.removesuffix("2").removesuffix("at"), *paths:
            case "rename", str(old), str(path):
                self._names[path] = self._names.pop(old)
                self.steps.append(Renamed(old, path))
            case "link", str(old), str(path):
                self._names[path] = self._names[old]
                self.steps.append(Linked(old, path))
            case "unlink", str(path):
                del self._names[path]
                self.steps.append(Removed(path))
            case "mkdir", str(path):
                self._folders.add(path)
                self.steps.append(MadeFolder(path))

    def _see_used(self, call: Call, opened: _Open, file: int) -> None:
        assert call.result is not None
        match call.name:
            case "read" | "lseek":
                opened.at = call.result + (opened.at if call.name == "read" else 0)
            case "write":
                at = self._sizes[file] if opened.appends else opened.at
                self._write(file, at, call.texts[0][: call.result])
                opened.at = at + call.result
            case "pwrite64":
                self._write(file, _last_number(call), call.texts[0][: call.result])
            case "ftruncate":
                self._size(file, _last_number(call))
            case "fsync" | "fdatasync":
                self.steps.append(Synced(file))
            case "close":
                del self._open[call.descriptor or 0]

    def _write(self, file: int, at: int, data: bytes) -> None:
        self._sizes[file] = max(self._sizes[file], at + len(data))
        self.steps.append(Wrote(file, at, data))

    def _size(self, file: int, size: int) -> None:
        if size != self._sizes[file]:
            self._sizes[file] = size
            self.steps.append(Sized(file, size))

    def _local(self, path: bytes) -> str | None:
        if path == self._root[:-1]:
            return "."
        return path.removeprefix(self._root).decode() if path.startswith(self._root) else None


def _last_number(call: Call) -> int:
    return int(call.arguments.rsplit(",", 1)[1])
