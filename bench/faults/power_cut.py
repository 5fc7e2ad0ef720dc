"""What a disk may hold after a power cut: every state that the rules allow.

A name (made, renamed, linked, removed) reaches the disk late, but in its folder's order, and
surely once the folder was synced. What was written into a file since its last sync may be
there, half there, not at all, or, where the file grew, there as zeros; and of several writes
perhaps only the last.
So it is enumerated by Pillai and others in "All File Systems Are Not Created Equal" (2014).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Made:
    """A file got its first name."""

    path: str
    file: int


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A folder was made."""

    path: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name was changed; what had the new one before has it no more."""

    old: str
    path: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A file got a second name."""

    old: str
    path: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A name was removed."""

    path: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes were written into a file."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sized:
    """A file was cut or stretched."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written into a file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class SyncedFolder:
    """The names in a folder are on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program said that all was saved."""


Naming = Made | MadeFolder | Renamed | Linked | Removed
Writing = Wrote | Sized
Step = Naming | Writing | Synced | SyncedFolder | Acknowledged


class Fate(Enum):
    """What became of the writes that nobody waited for."""

    LOST = "lost"
    THERE = "there"
    ZEROS = "zeros"
    TORN = "torn"
    ONLY_LAST = "only the last"


@dataclass(frozen=True, slots=True)
class Start:
    """What was on the disk before: folders, names of files, and what they hold."""

    folders: frozenset[str]
    names: Mapping[str, int]
    contents: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Left:
    """What is on the disk after a cut, and whether the save had been acknowledged by then."""

    acknowledged: bool
    folders: frozenset[str]
    files: tuple[tuple[str, bytes], ...]


def left_by_a_cut(start: Start, steps: Sequence[Step]) -> frozenset[Left]:
    """Return every state that a power cut may leave, at whatever moment it comes."""
    return frozenset(
        left for moment in range(len(steps) + 1) for left in _at(start, steps[:moment])
    )


def _at(start: Start, steps: Sequence[Step]) -> Iterator[Left]:
    acknowledged = any(isinstance(step, Acknowledged) for step in steps)
    files = {step.file for step in steps if isinstance(step, Wrote | Sized)}
    loose = [file for file in sorted(files) if _pending(steps, file)]
    for names, folders in _names(start, steps):
        for fates in product(Fate, repeat=len(loose)):
            fate = dict(zip(loose, fates, strict=True))
            yield Left(
                acknowledged,
                folders,
                tuple(
                    (name, _content(start, steps, file, fate.get(file, Fate.THERE)))
                    for name, file in sorted(names.items())
                ),
            )


def _names(start: Start, steps: Sequence[Step]) -> Iterator[tuple[dict[str, int], frozenset[str]]]:
    """Go through the names that may be there: of each folder a first part of its changes."""
    namings = [step for step in enumerate(steps) if isinstance(step[1], Naming)]
    by_folder: dict[str, list[int]] = {}
    for at, step in namings:
        assert isinstance(step, Naming)
        by_folder.setdefault(_folder(step.path), []).append(at)
    ways = []
    for folder, places in by_folder.items():
        synced = max(
            (at for at, step in enumerate(steps) if step == SyncedFolder(folder)), default=-1
        )
        sure = sum(at < synced for at in places)
        ways.append([places[:kept] for kept in range(sure, len(places) + 1)])
    for way in product(*ways):
        kept = sorted(at for places in way for at in places)
        yield _named(start, [steps[at] for at in kept])


def _named(start: Start, namings: Sequence[Step]) -> tuple[dict[str, int], frozenset[str]]:
    names, folders = dict(start.names), set(start.folders)
    for step in namings:
        match step:
            case MadeFolder(path):
                folders.add(path)
            case Made(path, file):
                names[path] = file
            case Renamed(old, path) if old in names:
                names[path] = names.pop(old)
            case Linked(old, path) if old in names:
                names[path] = names[old]
            case Removed(path):
                names.pop(path, None)
    # What is in a folder that never reached the disk is nowhere.
    held = {name: file for name, file in names.items() if _is_held(_folder(name), folders)}
    return held, frozenset(folder for folder in folders if _is_held(folder, folders))


def _is_held(folder: str, folders: set[str]) -> bool:
    return folder == "." or (folder in folders and _is_held(_folder(folder), folders))


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _pending(steps: Sequence[Step], file: int) -> list[Writing]:
    """Return what was written into a file since it was synced last."""
    return _writings(steps, file)[len(_writings(steps[: _sync(steps, file)], file)) :]


def _sync(steps: Sequence[Step], file: int) -> int:
    return max((at for at, step in enumerate(steps) if step == Synced(file)), default=0)


def _writings(steps: Sequence[Step], file: int) -> list[Writing]:
    return [step for step in steps if isinstance(step, Wrote | Sized) and step.file == file]


def _content(start: Start, steps: Sequence[Step], file: int, fate: Fate) -> bytes:
    pending = _pending(steps, file)
    written = _writings(steps, file)
    content = bytearray(start.contents.get(file, b""))
    for step in written[: len(written) - len(pending)]:
        _put(content, step)
    match fate:
        case Fate.LOST:
            pending = []
        case Fate.ONLY_LAST:
            pending = pending[-1:]
    for at, step in enumerate(pending):
        torn = fate is Fate.TORN and at == len(pending) - 1
        _put(content, step, zeros=fate is Fate.ZEROS, torn=torn)
    return bytes(content)


def _put(content: bytearray, step: Writing, *, zeros: bool = False, torn: bool = False) -> None:
    match step:
        case Sized(_, size):
            del content[size:]
            content.extend(bytes(max(0, size - len(content))))
        case Wrote(_, at, data):
            data = data[: len(data) // 2] if torn else data
            content.extend(bytes(max(0, at + len(data) - len(content))))
            if not zeros:  # only what is new in a file can be zeros: the rest keeps what it had
                content[at : at + len(data)] = data
