"""A kill, or an error, at every single system call of a save."""

import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.faults import strace
from bench.faults.keepers import SOPTUI, STOCK, Keeper
from bench.faults.notes import Texts, changed
from bench.faults.one_save import CHANGES, FAILED, READY, SAVED
from bench.faults.strace import Call, Traced, module, tracing
from bench.faults.tables import Table
from bench.faults.verdicts import Tally, Verdict, found_in, judged

CHANGING = (
    *("open", "openat", "creat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "chmod", "fchmod", "fchmodat"),
)
"""The calls that a disk can refuse while it is written to."""

LOOKING = ("close", "stat", "lstat", "newfstatat", "statx")
"""Calls that seldom fail, but may."""

SYNCS = ("fsync", "fdatasync")
ERRORS = ("ENOSPC", "EIO", "EACCES")


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: the process is killed, or an error comes, once or from then on."""

    error: str = ""
    stays: bool = False

    def __str__(self) -> str:
        if not self.error:
            return "kill -9"
        return f"{self.error} from there on" if self.stays else f"{self.error} once"


FAULTS = (Fault(), *(Fault(error, stays) for stays in (False, True) for error in ERRORS))
QUICK = (Fault(), Fault("ENOSPC"), Fault("EIO", stays=True))


class NotStruckError(Exception):
    """The fault did not strike where it was meant to."""


def calls_table(*, quick: bool) -> Table:
    """Strike every system call of a save, one run for each."""
    table = Table(
        "A fault at every system call of a save",
        "strace kills the process, or lets the call fail, at each call in turn that touches the "
        "folder; then the file is read. Unreadable, lost: as it says. Ghost: reported as "
        "failed, and written behind the back afterwards. Swallowed: the disk refused to sync, "
        "and the save was called good. 0 of n: no harm at any of n calls.",
        ("save", "fault", STOCK.name, SOPTUI.name),
    )
    if not strace.is_here():
        table.skipped = strace.MISSING
        return table
    for what in CHANGES:
        for fault in QUICK if quick else FAULTS:
            stock, ours = (struck_everywhere(keeper, what, fault) for keeper in (STOCK, SOPTUI))
            table.add(what, fault, stock, ours)
            if ours.bad:
                table.find(f"{what}, {fault}", str(ours))
        print(f"  {what}", file=sys.stderr)
    return table


def struck_everywhere(keeper: Keeper, what: str, fault: Fault) -> Tally:
    """Make the same save again and again, with the fault at each of its calls in turn."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as room:
        save = Save(keeper, what, Path(room))
        for at, name in enumerate(save.calls()):
            # A disk that may never be looked at again is not there: nothing to test.
            if not (fault.stays and name in LOOKING):
                tally.add(save.struck(at, fault), name)
    return tally


def verdict_of(
    said: str,
    reported: Texts | None,
    left: Texts | None,
    before: Texts,
    after: Texts,
    *,
    promised: bool,
) -> Verdict:
    """Judge a save by what it said, what could be read at that moment, and what in the end.

    `promised` says that a sync failed which "saved" stands for.
    """
    if said == SAVED:
        verdict = judged(left, (after,))
        return Verdict.SWALLOWED if verdict is Verdict.FINE and promised else verdict
    if said == FAILED and reported == before and left == after:
        return Verdict.GHOST
    return judged(left, (before, after))


class Save:
    """One kind of save by one keeper, to be made as often as wanted."""

    def __init__(self, keeper: Keeper, what: str, room: Path) -> None:
        self._keeper, self._what, self._room = keeper, what, room
        self._before, change = CHANGES[what]
        self._after = changed(self._before, change)
        self._pristine = room / "before"
        self._pristine.mkdir()
        if self._before:
            keeper.fill(self._pristine, self._before)
        self._runs = 0
        self._plan: list[Call] = []

    def calls(self) -> list[str]:
        """Return the names of the save's calls that touch its folder, in order."""
        return [call.name for call in self._dry_run() if self._is_ours(call)]

    def struck(self, at: int, fault: Fault) -> Verdict:
        """Make the save with a fault at one of its calls, and judge what is left.

        Raises:
            NotStruckError: it struck elsewhere, three times over.
        """
        for _ in range(3):
            options = self._injection(at, fault)
            try:
                said, found, calls = self._run(*options)
            except NotStruckError:  # it struck before the save
                self._plan = []
                continue
            ours = [call for call in calls if self._is_ours(call)]
            struck = next((k for k, call in enumerate(ours) if call.injected), None)
            if not fault.error:
                struck = len(ours) - 1 if ours and ours[-1].result is None else None
            plan = [call for call in self._plan if self._is_ours(call)]
            skipped = len(plan) - len(self.calls())  # those before the save
            if struck == at + skipped and ours[struck].name == plan[struck].name:
                states = (*found, self._before, self._after)
                return verdict_of(said, *states, promised=self._is_promised(plan, struck, fault))
            self._plan = []  # something outside has changed how often is called what
        raise NotStruckError(f"{self._keeper.name}: {self._what}, {fault} at call {at}")

    def _is_promised(self, plan: list[Call], struck: int, fault: Fault) -> bool:
        """Say whether the fault is at a sync that "saved" stands for.

        What comes after the last sync beside the file is for snapshots: the save is good
        without them.
        """
        beside = f"/{self._keeper.file(Path()).parent}".removesuffix("/.")
        syncs = [
            k
            for k, call in enumerate(plan)
            if call.name in SYNCS and beside in call.arguments and "/state" not in call.arguments
        ]
        return bool(fault.error) and plan[struck].name in SYNCS and struck <= max(syncs)

    def _dry_run(self) -> list[Call]:
        if not self._plan:
            said, _, self._plan = self._run()
            if said != SAVED:
                raise NotStruckError(f"{self._keeper.name}: {self._what} fails by itself")
        return self._plan[self._begin() :]

    def _begin(self) -> int:
        """Return where in the plan the save begins: behind the word "ready"."""
        return 1 + next(at for at, call in enumerate(self._plan) if call.name == "writev")

    def _injection(self, at: int, fault: Fault) -> list[str]:
        """Return strace's options for a fault at one of our calls, and perhaps all after it."""
        self._dry_run()
        begin = self._begin()
        ours = [k for k, call in enumerate(self._plan) if k >= begin and self._is_ours(call)]
        here, end = ours[at], "+" if fault.stays else ""
        struck = self._plan[here]
        before = Counter(call.name for call in self._plan[:here] if call.process == struck.process)
        how = f"error={fault.error}" if fault.error else "signal=KILL"
        names = CHANGING if fault.stays else (struck.name,)
        known = {call.name for call in self._plan} | {struck.name, "unlink", "link", "rename"}
        return [
            option
            for name in names
            if name in known
            for option in ("-e", f"inject={name}:{how}:when={before[name] + 1}{end}")
        ]

    def _run(self, *options: str) -> tuple[str, tuple[Texts | None, Texts | None], list[Call]]:
        """Make the save once; return what it said, what could be read then and in the end."""
        self._runs += 1
        folder = self._room / f"run-{self._runs}"
        shutil.copytree(self._pristine, folder)
        self._folder = folder
        command = module("bench.faults.one_save", self._keeper.name, str(folder), self._what)
        watched = tracing((*CHANGING, *LOOKING, "writev"))
        with Traced(command, self._room / "log", *watched, *options) as process:
            if process.hear() != READY:
                raise NotStruckError(f"{self._keeper.name}: {self._what} never began")
            process.go_on()
            said = process.hear()
            reported = self._read()
            process.go_on()
            process.end()
            left, calls = self._read(), process.calls()
        shutil.rmtree(folder)
        return said, (reported, left), calls

    def _read(self) -> Texts | None:
        """Read a copy: a reader must not disturb what it reads."""
        copy = self._room / "copy"
        shutil.copytree(self._folder, copy)
        found = found_in(self._keeper, copy)
        shutil.rmtree(copy)
        return found

    def _is_ours(self, call: Call) -> bool:
        return f"{self._room}/run-" in call.arguments
