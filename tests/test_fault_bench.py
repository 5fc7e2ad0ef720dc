"""The fault bench itself: what it calls fine must be fine, and what is not it must see."""

import math
import signal
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the fault bench is for Linux", allow_module_level=True)

from bench.display import Display
from bench.faults import strace
from bench.faults.calls import Fault, struck_everywhere, verdict_of
from bench.faults.damage import SPOILT, opened
from bench.faults.deaths import Event, struck
from bench.faults.keepers import CACHED, SOPTUI, STOCK, Keeper
from bench.faults.kill import Work, kills, left_after
from bench.faults.mortal import modes_left_on
from bench.faults.notes import Add, Remove, Reword, changed, some_texts, states
from bench.faults.one_save import CHANGES
from bench.faults.others import interfered, two_writers
from bench.faults.power import judged_cuts, start_of, steps_of, watched
from bench.faults.power_cut import (
    Acknowledged,
    Left,
    Made,
    MadeFolder,
    Renamed,
    Sized,
    Start,
    Step,
    Synced,
    SyncedFolder,
    Wrote,
    left_by_a_cut,
)
from bench.faults.programs import STOCK_APP
from bench.faults.run import TABLES, main
from bench.faults.strace import calls_in
from bench.faults.tables import Table
from bench.faults.typing_kills import longest_shown
from bench.faults.values import CONNECT, half_updated, same, saved
from bench.faults.verdicts import Outcome, Tally, Verdict, judged

START = some_texts(6)
NOTHING = Start(frozenset(), {}, {})
needs_strace = pytest.mark.skipif(not strace.is_here(), reason="strace is not installed here")
both = pytest.mark.parametrize("keeper", [STOCK, SOPTUI], ids=lambda keeper: keeper.name)


def files(left: Left) -> dict[str, bytes]:
    return dict(left.files)


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def a_new_file(*, synced: bool, folder_synced: bool) -> list[Step]:
    """A file written beside another and renamed over it, with the syncs or without."""
    steps: list[Step] = [Made("s.tmp", 1), Wrote(1, 0, b"new and whole")]
    steps += [Synced(1)] if synced else []
    steps += [Renamed("s.tmp", "s")]
    steps += [SyncedFolder(".")] if folder_synced else []
    return [*steps, Acknowledged()]


ONE_FILE = Start(frozenset(), {"s": 0}, {0: b"old"})


def acknowledged_in(start: Start, steps: list[Step]) -> set[bytes]:
    """Everything that the file may hold after a cut behind the word "saved"."""
    cuts = left_by_a_cut(start, steps)
    return {files(left)["s"] for left in cuts if left.acknowledged}


def test_a_file_that_is_written_over_may_be_torn_after_it_was_called_saved() -> None:
    start = Start(frozenset(), {"s": 0}, {0: b"[1, 2, 3]"})
    steps: list[Step] = [Wrote(0, 0, b"[1, 2]"), Synced(0), Sized(0, 6), Acknowledged()]

    assert acknowledged_in(start, steps) == {b"[1, 2]", b"[1, 2] 3]"}


def test_a_write_that_nobody_waited_for_may_be_lost_torn_or_zeros() -> None:
    start = Start(frozenset(), {"s": 0}, {0: b""})
    found = {files(left)["s"] for left in left_by_a_cut(start, [Wrote(0, 0, b"abcd")])}

    assert found == {b"", b"abcd", b"ab", bytes(4)}


def test_what_stood_in_a_file_never_turns_to_zeros() -> None:
    start = Start(frozenset(), {"s": 0}, {0: b"old"})
    found = {files(left)["s"] for left in left_by_a_cut(start, [Wrote(0, 0, b"newer")])}

    assert found == {b"old", b"newer", b"ned", b"old\0\0"}


def test_a_new_file_that_is_synced_and_renamed_is_whole_at_every_moment() -> None:
    steps = a_new_file(synced=True, folder_synced=True)

    assert acknowledged_in(ONE_FILE, steps) == {b"new and whole"}
    assert {files(left)["s"] for left in left_by_a_cut(ONE_FILE, steps)} == {
        b"old",
        b"new and whole",
    }


def test_a_rename_that_nobody_waited_for_may_be_undone() -> None:
    steps = a_new_file(synced=True, folder_synced=False)

    assert acknowledged_in(ONE_FILE, steps) == {b"old", b"new and whole"}


def test_a_renamed_file_that_was_not_synced_may_be_empty() -> None:
    steps = a_new_file(synced=False, folder_synced=True)

    assert b"" in acknowledged_in(ONE_FILE, steps)


def test_a_file_in_a_folder_that_never_reached_the_disk_is_nowhere() -> None:
    within: list[Step] = [Made("f/s", 0), Wrote(0, 0, b"new"), Synced(0), SyncedFolder("f")]
    lost = left_by_a_cut(NOTHING, [MadeFolder("f"), *within, Acknowledged()])
    kept = left_by_a_cut(NOTHING, [MadeFolder("f"), SyncedFolder("."), *within, Acknowledged()])

    assert {left.files for left in lost if left.acknowledged} == {(), (("f/s", b"new"),)}
    assert {left.files for left in kept if left.acknowledged} == {(("f/s", b"new"),)}


def test_the_log_of_a_save_becomes_its_steps() -> None:
    log = f"""\
7 openat(AT_FDCWD, "{hexed("/d/sessions/s.tmp")}", O_WRONLY|O_CREAT|O_EXCL, 0600) = 3
7 write(3, "{hexed("new")}", 3 <unfinished ...>
8 openat(AT_FDCWD, "{hexed("/elsewhere/x")}", O_WRONLY) = 9
7 <... write resumed>) = 3
7 fsync(3) = 0
7 close(3) = 0
7 rename("{hexed("/d/sessions/s.tmp")}", "{hexed("/d/sessions/s")}") = 0
7 openat(AT_FDCWD, "{hexed("/d/sessions")}", O_RDONLY) = 3
7 fsync(3) = -1 EIO (Input/output error) (INJECTED)
7 fsync(3) = 0
7 writev(1, [{{iov_base="{hexed("saved" + chr(10))}", iov_len=6}}], 1) = 6
7 unlink("{hexed("/d/sessions/s.tmp")}") = -1 ENOENT (No such file or directory)
"""
    calls = list(calls_in(log))
    start = Start(frozenset({"sessions"}), {}, {})

    assert [call.name for call in calls if call.injected] == ["fsync"]
    assert steps_of(calls, Path("/d"), start) == [
        Made("sessions/s.tmp", 0),
        Wrote(0, 0, b"new"),
        Synced(0),
        Renamed("sessions/s.tmp", "sessions/s"),
        SyncedFolder("sessions"),
        Acknowledged(),
    ]


@needs_strace
def test_a_store_that_does_not_sync_is_caught(tmp_path: Path) -> None:
    what = "a note deleted"
    before, change = CHANGES[what]
    after = changed(before, change)
    folder = tmp_path / "data"
    folder.mkdir()
    SOPTUI.fill(folder, before)
    start = start_of(folder)
    steps = steps_of(watched(SOPTUI, what, folder, tmp_path / "log"), folder, start)
    hasty = [step for step in steps if not isinstance(step, Synced)]

    whole = judged_cuts(SOPTUI, left_by_a_cut(start, steps), before, after)
    broken = judged_cuts(SOPTUI, left_by_a_cut(start, hasty), before, after)

    assert whole.total > 5
    assert whole.bad == 0
    assert broken.bad > 0


@needs_strace
def test_a_kill_between_the_sync_and_the_cut_is_caught() -> None:
    tally = struck_everywhere(STOCK, "a note deleted", Fault())

    assert tally.count(Verdict.UNREADABLE) == 2
    assert "fsync" in str(tally)
    assert "ftruncate" in str(tally)


def test_a_save_is_judged_by_what_it_said_and_what_is_there() -> None:
    old, new = ("a",), ("a", "b")

    def verdict(said: str, reported: object, left: object, *, promised: bool = False) -> Verdict:
        return verdict_of(said, reported, left, old, new, promised=promised)  # type: ignore[arg-type]

    assert verdict("saved", new, new) is Verdict.FINE
    assert verdict("saved", new, new, promised=True) is Verdict.SWALLOWED
    assert verdict("saved", old, old) is Verdict.LOST
    assert verdict("failed", old, old) is Verdict.FINE
    assert verdict("failed", old, new) is Verdict.GHOST
    assert verdict("failed", new, new) is Verdict.FINE  # the safe direction
    assert verdict("failed", None, None) is Verdict.UNREADABLE
    assert verdict("", old, new) is Verdict.FINE  # it was killed
    assert verdict("", old, ("b",)) is Verdict.LOST


def test_every_change_can_be_foretold() -> None:
    assert changed(("a", "b"), Add("c")) == ("a", "b", "c")
    assert changed(("a", "b"), Reword(0, "c")) == ("c", "b")
    assert changed(("a", "b"), Remove(0)) == ("b",)
    lengths = [len(texts) for texts in states("mix", START, 8)]
    assert lengths == [6, 7, 8, 8, 7, 8, 9, 9, 8]


@both
def test_a_killed_work_is_judged_by_how_much_was_acknowledged(
    keeper: Keeper, tmp_path: Path
) -> None:
    keeper.fill(tmp_path, START)
    book = keeper.open(tmp_path)
    for text in [texts[-1] for texts in states("append", START, 3)][1:]:
        book.do(Add(text))
    book.close()

    verdicts = [left_after(keeper, tmp_path, "append", START, told) for told in (1, 2, 3, 4)]

    assert verdicts == [Verdict.LOST, Verdict.FINE, Verdict.FINE, Verdict.LOST]
    keeper.file(tmp_path).write_bytes(b'{"cut')
    assert left_after(keeper, tmp_path, "append", START, 3) is Verdict.UNREADABLE


def test_work_that_is_only_in_memory_is_lost_with_every_kill() -> None:
    assert kills(CACHED, Work("append", 6, 3)).count(Verdict.LOST) == 3
    assert kills(SOPTUI, Work("append", 6, 3)).bad == 0


def test_judging_compares_every_text() -> None:
    assert judged(("a",), [("a",), ("b",)]) is Verdict.FINE
    assert judged(("a", "b"), [("a",)]) is Verdict.LOST
    assert judged((), [("a",)]) is Verdict.LOST
    assert judged(None, [("a",)]) is Verdict.UNREADABLE


def test_a_tally_tells_harm_by_kind_and_place() -> None:
    tally = Tally()
    assert str(tally) == "-"
    tally.add(Verdict.FINE, "write")
    assert (str(tally), tally.bad) == ("0 of 1", 0)
    tally.add(Verdict.LOST, "fsync")
    assert (str(tally), tally.bad) == ("**1 of 2 lost** (fsync)", 1)
    assert str(Outcome(Verdict.GHOST, "there")) == "**ghost**: there"


def test_a_deleted_or_replaced_file_is_seen_to_cost_stock_its_work() -> None:
    for replaces in (False, True):
        assert interfered(STOCK, replaces=replaces).verdict is Verdict.LOST
        assert interfered(SOPTUI, replaces=replaces).verdict is Verdict.FINE


def test_of_two_writers_who_ask_one_is_turned_away() -> None:
    outcome = two_writers(SOPTUI, 2, 5, locks=True)

    assert outcome.verdict is Verdict.FINE
    assert "turned away 2 of 2" in outcome.told


def test_values_are_compared_down_to_their_types() -> None:
    assert same([1, {"a": math.nan}], [1, {"a": math.nan}])
    assert not same([1, 2], (1, 2))
    assert not same({"1": "a"}, {1: "a"})
    assert not same({"1": "b"}, {1: "a", "1": "b"})
    assert not same(1, True)


@pytest.mark.parametrize(
    ("value", "stock", "cached"),
    [
        (math.nan, Verdict.UNREADABLE, Verdict.UNREADABLE),
        ((1, 2), Verdict.CHANGED, Verdict.CHANGED),
        ("Ana \ud800", Verdict.LOST, Verdict.LOST),
        (b"Ana", Verdict.FINE, Verdict.LOST),
        ("Ana", Verdict.FINE, Verdict.FINE),
    ],
    ids=["not a number", "tuple", "half a character", "bytes", "text"],
)
def test_a_value_that_comes_back_as_another_is_seen(
    value: object, stock: Verdict, cached: Verdict
) -> None:
    found = [saved(connect, value).verdict for connect in CONNECT.values()]

    assert found == [stock, cached, Verdict.FINE]


def test_half_a_change_is_seen() -> None:
    found = [half_updated(connect).verdict for connect in CONNECT.values()]

    assert found == [Verdict.FINE, Verdict.CHANGED, Verdict.FINE]


def test_a_file_that_is_trusted_and_written_over_is_seen() -> None:
    for what in ("an empty file (as a power cut leaves it)", 'ids "1" and "01"'):
        spoil, meant = SPOILT[what]
        assert opened(STOCK, spoil, meant).verdict is Verdict.TRUSTED
        assert opened(SOPTUI, spoil, meant).verdict is Verdict.FINE


def test_modes_that_a_program_leaves_on_are_seen() -> None:
    on = b"\x1b[?1049h\x1b[?1000;1006h\x1b[?25l\x1b[>1u\x1b[?7l"

    assert modes_left_on(on) == {b"1049", b"1000", b"1006", b"25", b"keys"}
    assert modes_left_on(on + b"\x1b[?1006;1049l\x1b[?25h\x1b[<u") == {b"1000"}


def test_what_is_shown_is_counted_from_the_first_letter() -> None:
    display = Display(20, 2)
    for _ in display.replay([(0, b"> bcdefghk")]):
        pass

    assert longest_shown(display, "bcdefghij") == 7
    assert longest_shown(display, "cdefghij") == 6
    assert longest_shown(display, "xcdefghij") == 0


def test_what_a_signal_costs_a_stock_app_is_seen() -> None:
    seen = struck(STOCK_APP, Event("SIGTERM", lambda run: run.signal(signal.SIGTERM), "exit 143"))

    assert seen.harm == ["signal 15", "terminal not restored", "words left behind", "draft lost"]
    assert str(seen).startswith("**signal 15**, **terminal not restored**")


def test_a_key_that_costs_nothing_is_seen_to_cost_nothing() -> None:
    seen = struck(STOCK_APP, Event("a key", lambda run: run.settle()))

    assert seen.harm == []
    assert seen.facts == ["draft kept", "lives on"]


def test_a_table_is_markdown_whatever_stands_in_it() -> None:
    table = Table("Kills", "What was done.", ("a", "b"))
    table.add("x | y", 1)

    assert str(table).splitlines()[-3:] == ["| a      | b |", "| ------ | - |", "| x \\| y | 1 |"]
    table.skipped = strace.MISSING
    assert str(table).endswith(f"{strace.MISSING}\n")


def test_an_unknown_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["run", "--only", "kill,floods"])

    with pytest.raises(SystemExit, match="2"):
        main()
    assert "kill" in TABLES
