"""A disk that is full, and one on which a file may not grow."""

import ctypes
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from bench.faults.apart import Apart, Line
from bench.faults.keepers import KEEPERS, Book, Keeper
from bench.faults.notes import Add, Texts, a_text, some_texts
from bench.faults.others import WITHOUT_LOCK, others
from bench.faults.tables import Table
from bench.faults.verdicts import Outcome, Verdict, found_in, judged

START = some_texts(5)
MOST = 1_500
"""Notes after which a disk that is still not full never will be; a cache holds 1,000."""

_OWN_MOUNTS = 0x00020000  # CLONE_NEWNS
_PRIVATE = 0x00040000 | 0x00004000  # MS_PRIVATE | MS_REC
_SPACE, _BALLAST, _LIMIT = 256 * 1024, 48 * 1024, 20_000

Starving = tuple[Path, Callable[[], object]]
"""Where there will be no room, and what makes room again."""


def disk_table(*, quick: bool) -> Table:
    """Fill the disk of each keeper, and let other programs at its file."""
    table = Table(
        "A full disk, and other programs",
        "Disk: notes are added until one is refused; then there is room again, one more is added, "
        "and all is closed. Others: what each acknowledged must be there afterwards, and what "
        "another program wrote as well. Each time what is read must be what was acknowledged, "
        "and nothing else. soptui never writes without its lock; two writers without it show what "
        "the look at the file before each save is good for alone, should there be no locks.",
        ("what happens", *KEEPERS),
    )
    for what in STARVED:
        if what == SMALL and os.geteuid() != 0:
            table.add(what, *("not tried: only root can mount a small disk" for _ in KEEPERS))
            continue
        outcomes = {name: starved(keeper, what) for name, keeper in KEEPERS.items()}
        _add(table, what, {name: first for name, (first, _) in outcomes.items()})
        _add(table, f"{what}; then there is room", {name: b for name, (_, b) in outcomes.items()})
    for what, found in others(quick=quick):
        # Nobody writes with soptui who was not given the lock: that row shows the second net.
        _add(table, what, found, counts=not what.startswith(WITHOUT_LOCK))
    return table


def _add(table: Table, what: str, outcomes: dict[str, Outcome], *, counts: bool = True) -> None:
    table.add(what, *outcomes.values())
    if counts and outcomes["soptui"].verdict is not Verdict.FINE:
        table.find(what, str(outcomes["soptui"]))
    print(f"  {what}", file=sys.stderr)


def starved(keeper: Keeper, how: str) -> tuple[Outcome, Outcome]:
    """Take a keeper's room away, and give it back; return what was there each time."""
    with (
        tempfile.TemporaryDirectory() as room,
        Apart(_starve, keeper.name, Path(room), how) as process,
    ):
        return process.hear(), process.hear()


def _starve(line: Line, name: str, room: Path, how: str) -> None:
    keeper = KEEPERS[name]
    with STARVED[how](room) as (folder, make_room):
        keeper.fill(folder, START)
        book = keeper.open(folder)
        saved, refused = list(START), ""
        for text in map(_long_text, range(1_000, 1_000 + MOST)):
            if refused := _refusal(book, text):
                break
            saved.append(text)
        line.send(_outcome(keeper, folder, tuple(saved), f"then {refused or 'no end'}"))
        make_room()
        refused = _refusal(book, more := a_text(5_000))
        saved += [] if refused else [more]
        told = f"next note {refused or 'saved'}"
        try:
            book.close()
        except Exception as error:
            told += f", closing {type(error).__name__}"
        line.send(_outcome(keeper, folder, tuple(saved), told))


def _long_text(number: int) -> str:
    return a_text(number) + ", and then they went home" * 12


def _refusal(book: Book, text: str) -> str:
    """Add a note; return what was raised, or nothing."""
    try:
        book.do(Add(text))
    except Exception as error:
        return type(error).__name__
    return ""


def _outcome(keeper: Keeper, folder: Path, saved: Texts, told: str) -> Outcome:
    found = found_in(keeper, folder)
    verdict = judged(found, (saved,))
    if found is not None and set(saved) < set(found):
        verdict = Verdict.GHOST
    there = len(set(found or ()) & set(saved))
    return Outcome(verdict, f"{there} of {len(saved)} there, {told}")


@contextmanager
def _small_disk(room: Path) -> Iterator[Starving]:
    """Mount a small disk that only this process sees: it is gone with it."""
    system = ctypes.CDLL(None, use_errno=True)
    _must(system.unshare(_OWN_MOUNTS))
    _must(system.mount(b"none", b"/", None, _PRIVATE, None))
    size = f"size={_SPACE},mode=700".encode()
    _must(system.mount(b"none", str(room).encode(), b"tmpfs", 0, size))
    ballast = room / "ballast"
    ballast.write_bytes(bytes(_BALLAST))
    folder = room / "notes"
    folder.mkdir()
    yield folder, ballast.unlink


def _must(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


@contextmanager
def _limited(room: Path) -> Iterator[Starving]:
    """Let no file of this process grow beyond a limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LIMIT, hard))
    yield room, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


SMALL = "a 256 KiB disk fills up"
STARVED: dict[str, Callable[[Path], AbstractContextManager[Starving]]] = {
    SMALL: _small_disk,
    "a file may not grow beyond 20 KB": _limited,
}
