"""Other programs at the same file: a second writer, a tidy user, a sync client."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.faults.apart import Apart, Line
from bench.faults.keepers import KEEPERS, SESSION_ID, SOPTUI, Book, Keeper, SoptuiBook, texts_of
from bench.faults.notes import Add, Texts, a_text, some_texts
from bench.faults.verdicts import Outcome, Verdict, found_in
from soptui.home import Home
from soptui.storage.lock import SessionLocked, take
from soptui.storage.saver import Saver, SaveStatus

START = some_texts(5)
WITHOUT_LOCK = "two writers, no lock"
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Written:
    """What one of two writers was told: acknowledged notes, refusals, and whether it was let in."""

    saved: Texts
    refused: int
    let_in: bool = True


def others(*, quick: bool) -> Iterator[tuple[str, dict[str, Outcome]]]:
    """Go through what others can do, with what became of each keeper's notes."""
    rounds, each = (4, 30) if quick else (30, 60)
    yield (
        f"{WITHOUT_LOCK}, {rounds} times 2 x {each} notes",
        {name: two_writers(keeper, rounds, each) for name, keeper in KEEPERS.items()},
    )
    yield (
        f"two writers, each asks for the lock, {rounds} times 2 x {each} notes",
        {
            name: two_writers(keeper, rounds, each, locks=True)
            if keeper is SOPTUI
            else Outcome(Verdict.FINE, "it has no lock")
            for name, keeper in KEEPERS.items()
        },
    )
    yield (
        "the file is deleted under it",
        {name: interfered(keeper, replaces=False) for name, keeper in KEEPERS.items()},
    )
    yield (
        "the file is replaced under it",
        {name: interfered(keeper, replaces=True) for name, keeper in KEEPERS.items()},
    )


def two_writers(keeper: Keeper, rounds: int, each: int, *, locks: bool = False) -> Outcome:
    """Let two processes add to the same notes, and count what is not there in the end."""
    unreadable = missing = saved = refused = turned_away = 0
    for turn in range(rounds):
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room)
            keeper.fill(folder, START)
            told = _written_by_two(keeper, folder, (10_000 * (2 * turn + 1), each), locks=locks)
            found = found_in(keeper, folder)
        unreadable += found is None
        missing += sum(len(set(one.saved) - set(found or ())) for one in told)
        saved += sum(len(one.saved) for one in told)
        refused += sum(one.refused for one in told)
        turned_away += sum(not one.let_in for one in told)
    counts = f"{missing} of {saved} acknowledged missing, {refused} refused"
    if locks:
        counts += f", second writer turned away {turned_away} of {rounds} times"
    if unreadable:
        return Outcome(Verdict.UNREADABLE, f"{unreadable} of {rounds} files; {counts}")
    return Outcome(Verdict.LOST if missing or not saved else Verdict.FINE, counts)


def _written_by_two(
    keeper: Keeper, folder: Path, numbers: tuple[int, int], *, locks: bool
) -> list[Written]:
    first, each = numbers
    ranges = [range(first, first + each), range(first + each, first + 2 * each)]
    with (
        Apart(_write, keeper.name, folder, ranges[0], locks=locks) as one,
        Apart(_write, keeper.name, folder, ranges[1], locks=locks) as other,
    ):
        writers = (one, other)
        for writer in writers:
            writer.hear()
        for writer in writers:
            writer.line.send("begin")
        told: list[Written] = [writer.hear() for writer in writers]
        for writer in writers:
            writer.line.send("close")
        for writer in writers:
            writer.hear()
        return told


def _write(line: Line, name: str, folder: Path, numbers: range, *, locks: bool) -> None:
    """Add notes one by one; whoever is refused opens the notes anew and goes on."""
    keeper = KEEPERS[name]
    held = None  # a lock that nobody holds on to is given back
    if locks:
        try:
            held = take(Home(folder).locks, SESSION_ID, datetime.now(UTC))
        except SessionLocked:
            numbers = range(0)
    let_in = bool(numbers)
    book: Book | None = None
    saved, refused = [], 0
    line.send("ready")
    line.recv()
    for text in map(a_text, numbers):
        try:
            book = book or keeper.open(folder)
            book.do(Add(text))
        except Exception:
            refused, book = refused + 1, None
        else:
            saved.append(text)
    line.send(Written(tuple(saved), refused, let_in))
    line.recv()
    with suppress(Exception):
        if book:
            book.close()
    line.send("closed")
    if held is not None:
        held.release()


def interfered(keeper: Keeper, *, replaces: bool) -> Outcome:
    """Delete or replace the file while it is worked with; whose notes are there afterwards?"""
    others_texts = tuple(map(a_text, range(400, 410)))
    with tempfile.TemporaryDirectory() as room:
        folder, other = Path(room, "ours"), Path(room, "theirs")
        for place in (folder, other):
            place.mkdir()
        keeper.fill(folder, START)
        keeper.fill(other, others_texts)
        with Apart(_work_on, keeper.name, folder) as process:
            process.hear()
            if replaces:
                shutil.copyfile(keeper.file(other), moved := folder / "moved")
                moved.replace(keeper.file(folder))
            else:
                keeper.file(folder).unlink()
            process.line.send("go on")
            written: Written = process.hear()
            told: str = process.hear()
        found = _everything(keeper, folder)
    wanted = {*written.saved, *(others_texts if replaces else ())}
    there = len(written.saved) - len(set(written.saved) - found)
    counts = f"{there} of {len(written.saved)} acknowledged there, {told}"
    return Outcome(Verdict.FINE if wanted <= found else Verdict.LOST, counts)


def _work_on(line: Line, name: str, folder: Path) -> None:
    keeper = KEEPERS[name]
    book = LiveBook(SOPTUI.open(folder)) if keeper is SOPTUI else keeper.open(folder)
    saved, refused = list(START), 0
    texts = map(a_text, range(700, 706))
    book.do(Add(first := next(texts)))
    saved.append(first)
    line.send("ready")
    line.recv()
    for text in texts:
        try:
            book.do(Add(text))
        except Exception:
            refused += 1
        else:
            saved.append(text)
    with suppress(Exception):
        book.close()
    line.send(Written(tuple(saved), refused))
    line.send(book.told if isinstance(book, LiveBook) else f"{refused} refused")


class NotSaved(Exception):
    """The saver said that the last change is not on disk."""


class LiveBook:
    """A session as the screen holds it: changes go to the saver, which says how it stands."""

    def __init__(self, book: SoptuiBook) -> None:
        self._book = book
        assert book.revision is not None
        self._saver = Saver(book.store, book.revision, lambda _: None)
        self._status = SaveStatus()

    def do(self, change: Add) -> None:
        self._book.session = self._book.edit(change).apply(self._book.session)
        self._saver.put(self._book.session)
        until = time.monotonic() + _PATIENCE
        while not (self._saver.status.saved or self._saver.status.problem):
            if time.monotonic() > until:
                raise NotSaved
            time.sleep(0.01)
        if not self._saver.status.saved:
            raise NotSaved

    def close(self) -> None:
        self._status = self._saver.close()

    @property
    def told(self) -> str:
        """What a person was told in the end."""
        if self._status.kept_as:
            return f"kept beside as {self._status.kept_as}"
        return "all saved" if self._status.saved else "refused, and said so"


def _everything(keeper: Keeper, folder: Path) -> set[str]:
    """Return every text that can still be read somewhere in the folder."""
    if keeper is not SOPTUI:
        return set(found_in(keeper, folder) or ())
    store = SOPTUI.store(folder)
    readable = [one.id for one in store.list() if not one.problem]
    return {text for name in readable for text in texts_of(store.open(name).session)}
