"""The journal of what is typed: whatever happens, the last state that was written is there."""

import errno
import json
import os
import stat
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.model.alphabet import FORMS, Column, Section, form_of
from soptui.model.draft import Draft
from soptui.model.framing import FIELDS, LINES
from soptui.model.text import cleaned
from soptui.model.unfinished import Entered, Field, Pasted, Piece, Unfinished
from soptui.storage import drafts as drafts_module
from soptui.storage.draft_lines import (
    FORMAT,
    MAX_FILE,
    Found,
    Trouble,
    line_of,
    read_drafts,
)
from soptui.storage.drafts import ROTATES_AT, DraftFile, DraftJournal, set_aside
from soptui.storage.strict_json import MAX_BYTES
from tests.storage import faulty
from tests.storage.faulty import FaultyDisk, KilledError
from tests.strategies import any_text, moments

LONG = 20.0  # only a test that fails waits this long
NOON = datetime(2026, 11, 23, 12, 0, 5, tzinfo=UTC)
NAME = "2026-11-23-k7f3.log"
FIRST = Unfinished(line="Ana called R")
SECOND = Unfinished(line="Ana called Rosa bef")
DANGER = Draft(Section.DANGER_STATEMENT, ("Rosa", "", "", "", ""), 1)
FULL = Unfinished(
    draft=DANGER,
    line="Daniel drives",
    drafts=(
        Draft(Section.HEARD, ("put aside",), said_by="Odette", editing="n1", whole=True),
        Draft(Section.HEARD, ("the address",), staff_only=True),
    ),
    lines=("one", "two"),
    fields=(Field("purpose", "to see\nwho helps"), Field("title", "K.'s family")),
    entered=(
        Entered(
            Draft(Section.STRENGTH, ("she sings",), editing="n2", staff_only=True), Column.WORKING
        ),
    ),
    aim=Column.NEXT,
    waiting=(
        Piece(DANGER, NOON - timedelta(days=1), Column.WORKING),
        Piece(Pasted(("three",)), NOON - timedelta(hours=2)),
        Piece(Field("hopes", "to be home"), NOON - timedelta(hours=1)),
    ),
)


CALLS = tuple(dict.fromkeys((*faulty.CALLS, "fdatasync", "ftruncate", "fstat")))


@pytest.fixture(autouse=True)
def every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the faulty disk see what only a journal calls, too."""
    monkeypatch.setattr(faulty, "CALLS", tuple(name for name in CALLS if hasattr(os, name)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts" / NAME


def held(path: Path) -> Unfinished:
    found = read_drafts(path)
    assert found.trouble is None
    return found.unfinished


def by_hand(document: Any) -> bytes:
    body = json.dumps(document).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def as_document(unfinished: Unfinished) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(line_of(unfinished, NOON)[9:])
    return document


# ---- what is written, and read again ----


@pytest.mark.parametrize("unfinished", [FIRST, FULL, Unfinished(fields=FULL.fields)])
def test_a_state_is_read_as_it_was_written(path: Path, unfinished: Unfinished) -> None:
    DraftFile(path).write(unfinished, NOON)

    assert read_drafts(path) == Found(unfinished, NOON)


def clean_lines() -> st.SearchStrategy[str]:
    return any_text.map(cleaned)


@st.composite
def typed_drafts(draw: st.DrawFn) -> Draft:
    kind = draw(st.sampled_from(list(FORMS)))
    whole = draw(st.booleans())
    count = 1 if whole else len(form_of(kind).parts)
    return Draft(
        kind,
        tuple(draw(clean_lines()) for _ in range(count)),
        draw(st.integers(0, count - 1)),
        draw(clean_lines()),
        draw(st.none() | st.just("n1")),
        whole,
        draw(st.booleans()),
    )


def typed_fields() -> st.SearchStrategy[Field]:
    return st.sampled_from(FIELDS).flatmap(
        lambda name: any_text.map(lambda t: Field(name, cleaned(t, lines=name not in LINES)))
    )


columns = st.sampled_from(Column)
pasted = st.lists(clean_lines(), max_size=3).map(tuple)
pieces = st.builds(Piece, typed_drafts() | pasted.map(Pasted) | typed_fields(), moments, columns)
states = st.builds(
    Unfinished,
    draft=st.none() | typed_drafts(),
    line=clean_lines(),
    drafts=st.lists(typed_drafts(), max_size=2).map(tuple),
    lines=pasted,
    fields=st.lists(typed_fields(), max_size=2).map(tuple),
    entered=st.lists(st.builds(Entered, typed_drafts(), columns), max_size=2).map(tuple),
    aim=columns,
    waiting=st.lists(pieces, max_size=2).map(tuple),
)


@given(states)
def test_any_state_comes_back(tmp_path_factory: pytest.TempPathFactory, state: Unfinished) -> None:
    path = tmp_path_factory.mktemp("drafts") / NAME
    DraftFile(path).write(state, NOON)

    found = read_drafts(path)
    assert found.trouble is None
    assert found.unfinished == (Unfinished() if state.is_empty else state)


@given(any_text)
def test_what_is_read_has_passed_the_gate(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("drafts") / NAME
    path.write_bytes(line_of(Unfinished(line=text, drafts=(DANGER,)), NOON))

    found = read_drafts(path)
    assert found.trouble is None
    assert found.unfinished.line == cleaned(text.encode("utf-8", "replace").decode())


def test_lines_of_before_are_read_where_no_draft_said_it_is_for_staff(path: Path) -> None:
    document = as_document(FULL)
    for draft in (document["draft"], *document["drafts"], document["waiting"][0]["draft"]):
        draft.pop("staff_only")
    document["entered"][0]["draft"].pop("staff_only")
    document["entered"][0]["staff_only"] = True
    for piece, staff_only in zip(document["waiting"], (True, False, False), strict=True):
        piece["staff_only"] = staff_only
    path.parent.mkdir(parents=True)
    path.write_bytes(by_hand(document))

    unfinished = held(path)
    assert unfinished.draft == DANGER
    assert [draft.staff_only for draft in unfinished.drafts] == [False, False]
    assert unfinished.entered == FULL.entered
    assert [piece.staff_only for piece in unfinished.waiting] == [True, False, False]
    assert unfinished.waiting[1:] == FULL.waiting[1:]


def test_the_last_of_many_states_counts(path: Path) -> None:
    file = DraftFile(path)
    for at in range(1, 40):
        file.write(Unfinished(line="a" * at), NOON + timedelta(seconds=at))

    assert read_drafts(path) == Found(Unfinished(line="a" * 39), NOON + timedelta(seconds=39))
    assert path.read_bytes().count(b"\n") == 39


def test_what_only_waits_keeps_the_moment_when_it_was_typed(path: Path) -> None:
    waits = Unfinished(waiting=FULL.waiting)
    DraftFile(path).write(waits, NOON)

    assert read_drafts(path) == Found(waits, NOON - timedelta(hours=1))


def test_only_its_owner_can_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        DraftFile(path).write(FIRST, NOON)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_no_file_holds_nothing(path: Path) -> None:
    assert read_drafts(path) == Found()
    path.parent.mkdir(parents=True)
    path.touch()
    assert read_drafts(path) == Found()


# ---- really gone ----


def test_when_nothing_is_unfinished_no_word_stays_behind(path: Path) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    file.write(FULL, NOON)
    file.write(Unfinished(aim=Column.NEXT), NOON)

    assert path.read_bytes() == b""
    file.write(SECOND, NOON)
    assert held(path) == SECOND
    file.write(Unfinished(), NOON)
    file.remove()
    assert not path.exists()
    file.remove()


@pytest.mark.parametrize(
    "before",
    [
        Unfinished(line="planted word"),
        Unfinished(draft=Draft(Section.DANGER_STATEMENT, ("planted", "", "", "", ""), 1)),
        Unfinished(drafts=(Draft(Section.HEARD, ("planted",)),)),
        Unfinished(drafts=(Draft(Section.HEARD, ("a",), said_by="planted"),)),
        Unfinished(lines=("planted",)),
        Unfinished(fields=(Field("hopes", "planted"),)),
        Unfinished(entered=(Entered(Draft(Section.HEARD, ("planted",))),)),
        Unfinished(waiting=(Piece(Draft(Section.HEARD, ("planted",)), NOON),)),
        Unfinished(waiting=(Piece(Pasted(("planted",)), NOON),)),
        Unfinished(waiting=(Piece(Field("hopes", "planted"), NOON),)),
    ],
    ids=range(10),
)
def test_words_that_are_given_up_leave_every_line(path: Path, before: Unfinished) -> None:
    stays = Piece(Draft(Section.HEARD, ("this stays",)), NOON)
    file = DraftFile(path)
    file.write(Unfinished(waiting=(stays,)), NOON)
    both = Unfinished(
        draft=before.draft,
        line=before.line,
        drafts=before.drafts,
        lines=before.lines,
        fields=before.fields,
        entered=before.entered,
        waiting=(stays, *before.waiting),
    )
    file.write(both, NOON)
    assert b"planted" in path.read_bytes()
    file.write(Unfinished(waiting=(stays,)), NOON)

    assert held(path) == Unfinished(waiting=(stays,))
    for other in path.parent.rglob("*"):
        assert b"planted" not in other.read_bytes()


def test_words_that_only_go_elsewhere_are_appended(path: Path) -> None:
    file = DraftFile(path)
    file.write(Unfinished(draft=DANGER, line="he drives"), NOON)
    parts = ("Rosa", "he drives", "", "", "")
    file.write(Unfinished(draft=Draft(Section.DANGER_STATEMENT, parts, 2)), NOON)
    file.write(Unfinished(drafts=(Draft(Section.DANGER_STATEMENT, parts, 2),)), NOON)

    assert path.read_bytes().count(b"\n") == 3


# ---- rotation, and folders that go away ----


def test_a_journal_that_was_emptied_is_gone_on_with(path: Path) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    same = path.stat().st_ino
    for state in (Unfinished(), SECOND):
        file.write(state, NOON)
        assert held(path) == state
        assert path.stat().st_ino == same


def test_only_what_is_typed_over_several_lines_comes_back_as_such(path: Path) -> None:
    document = as_document(FULL)
    document["line"] = "Daniel\ndrives"
    document["lines"] = ["one\nday"]
    document["fields"] = [["purpose", "to see\nwho helps"], ["title", "K.'s\nfamily"]]
    path.parent.mkdir(parents=True)
    path.write_bytes(by_hand(document))

    read = held(path)
    assert (read.line, read.lines) == ("Daniel drives", ("one day",))
    assert [field.text for field in read.fields] == ["to see\nwho helps", "K.'s family"]


def test_half_a_character_is_written_as_a_question_mark(path: Path) -> None:
    DraftFile(path).write(Unfinished(line="Ana \ud800 called"), NOON)

    assert held(path) == Unfinished(line="Ana ? called")


def test_a_journal_is_as_long_as_it_may_be_and_no_longer(path: Path) -> None:
    file, empty = DraftFile(path), len(line_of(Unfinished(line="x"), NOON)) - 1
    half = ROTATES_AT // 2
    for length in (half, half):
        file.write(Unfinished(line="x" * (length - empty)), NOON)
    assert path.stat().st_size == ROTATES_AT
    file.write(Unfinished(line="x"), NOON)
    assert path.stat().st_size == empty + 1
    for length in (half, half + 1):
        file.write(Unfinished(line="x" * (length - empty)), NOON)
    assert path.stat().st_size == half + 1


def test_a_long_journal_begins_anew(path: Path) -> None:
    file = DraftFile(path)
    most = 0
    for at in range(700):
        file.write(Unfinished(line=f"{at} " + "word " * 100), NOON)
        most = max(most, path.stat().st_size)
        if at % 50 == 0:
            assert held(path).line.startswith(f"{at} ")

    assert ROTATES_AT / 2 < most <= ROTATES_AT
    assert [other.name for other in path.parent.iterdir()] == [NAME]


def test_a_folder_that_was_removed_comes_back(path: Path) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    path.unlink()
    path.parent.rmdir()
    file.write(SECOND, NOON)
    assert held(path) == SECOND

    path.unlink()
    path.parent.rmdir()
    file.write(Unfinished(), NOON)
    file.write(SECOND, NOON)
    assert held(path) == SECOND


@pytest.mark.parametrize("raw", [b"", b"something else", b"x" * 5000])
def test_a_file_that_somebody_has_changed_is_written_anew(path: Path, raw: bytes) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    path.write_bytes(raw)
    file.write(SECOND, NOON)

    assert path.read_bytes() == line_of(SECOND, NOON)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_no_link_is_followed(path: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("not to be touched")
    path.parent.mkdir(parents=True)
    path.symlink_to(mine)
    file = DraftFile(path)
    file.write(FIRST, NOON)

    assert mine.read_text() == "not to be touched"
    assert held(path) == FIRST


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_no_link_is_followed_that_took_the_place_of_the_file(path: Path, tmp_path: Path) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    mine = tmp_path / "mine"
    mine.write_bytes(path.read_bytes())  # as long as the journal was
    path.unlink()
    path.symlink_to(mine)
    with pytest.raises(OSError, match="symbolic link"):
        file.write(SECOND, NOON)
    file.write(SECOND, NOON)

    assert mine.read_bytes() == line_of(FIRST, NOON)
    assert not path.is_symlink()
    assert held(path) == SECOND


def test_what_a_kill_left_is_cleared_away(path: Path) -> None:
    path.parent.mkdir(parents=True)
    left = path.with_name(f".{NAME}.0123abcd.tmp")
    left.write_bytes(line_of(FIRST, NOON))
    DraftFile(path).write(SECOND, NOON)

    assert [other.name for other in path.parent.iterdir()] == [NAME]


# ---- faults ----


def calls_of(path: Path, *states: Unfinished) -> list[str]:
    """Write the states; return what the system was asked for."""
    file = DraftFile(path)
    with FaultyDisk(calls=CALLS)() as disk:
        for state in states:
            file.write(state, NOON)
    return disk.seen


def steps(path: Path, *states: Unfinished) -> int:
    return len(calls_of(path, *states))


@pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="synced in another way here")
def test_every_state_is_synced_before_it_counts(tmp_path: Path) -> None:
    first = calls_of(tmp_path / "one" / NAME, FIRST)
    both = calls_of(tmp_path / "two" / NAME, FIRST, SECOND)
    none = calls_of(tmp_path / "three" / NAME, FIRST, Unfinished())

    assert both[len(first) :] == [f"open {NAME}", "fstat", "write", "fdatasync", "close"]
    assert none[len(first) :] == [f"open {NAME}", "ftruncate", "fdatasync", "close"]
    written = [call for call in first if call.split()[0] in ("write", "fsync", "replace")]
    assert written[-4:] == ["write", "fsync", f"replace {NAME}", "fsync"]


STORIES = {
    "the first": (FIRST,),
    "one more letter": (FIRST, SECOND),
    "given up": (Unfinished(line="a", lines=("b",)), Unfinished(lines=("b",))),
    "nothing left": (FIRST, Unfinished()),
    "after nothing": (FIRST, Unfinished(), SECOND),
}


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_kill_at_any_call_leaves_the_state_before_or_after(
    tmp_path: Path, story: tuple[Unfinished, ...], too_late: bool
) -> None:
    count = steps(tmp_path / "counted" / NAME, *story)
    assert count > 3
    for step in range(count):
        path = tmp_path / f"{step}" / NAME
        done: list[Unfinished] = [Unfinished()]
        file = DraftFile(path)
        disk = FaultyDisk(
            lambda n, step=step: n >= step,  # type: ignore[misc]
            too_late=too_late,
            calls=CALLS,
        )
        with pytest.raises(KilledError), disk():
            for state in story:
                file.write(state, NOON)
                done.append(state)

        now = held(path)
        assert now in (done[-1], story[len(done) - 1])
        DraftFile(path).write(FULL, NOON)  # the next start goes on
        assert held(path) == FULL
        assert [other.name for other in path.parent.iterdir()] == [NAME]


@pytest.mark.parametrize("too_late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_an_error_at_any_call_is_said_and_can_be_made_good(
    tmp_path: Path, story: tuple[Unfinished, ...], number: int, lasting: bool, too_late: bool
) -> None:
    *earlier, last = story
    before = steps(tmp_path / "before" / NAME, *earlier) if earlier else 0
    for step in range(before, steps(tmp_path / "counted" / NAME, *story)):
        path = tmp_path / f"{step}" / NAME
        file = DraftFile(path, lambda _: None)
        disk = FaultyDisk(
            lambda n, step=step: n == step or (lasting and n > step),  # type: ignore[misc]
            lambda: OSError(number, os.strerror(number)),
            too_late,
            calls=CALLS,
        )
        said = False
        with disk():
            for state in earlier:
                file.write(state, NOON)
            try:
                file.write(last, NOON)
            except OSError:
                said = True
        assert held(path) in (earlier[-1] if earlier else Unfinished(), last)
        if not said:
            assert held(path) == last
        file.write(FULL, NOON)
        assert held(path) == FULL


def test_a_disk_that_takes_one_byte_at_a_time_gets_them_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, raw: write(file, raw[:1]))
    file = DraftFile(path)
    file.write(FIRST, NOON)
    file.write(SECOND, NOON)

    assert held(path) == SECOND


def test_half_a_line_on_a_full_disk_does_not_spoil_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    write = os.write

    def full(descriptor: int, raw: bytes) -> int:
        if len(raw) < 20:
            raise OSError(errno.ENOSPC, "full")
        return write(descriptor, raw[:-15])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="full"):
        file.write(SECOND, NOON)
    assert held(path) == FIRST
    monkeypatch.setattr(os, "write", write)
    file.write(SECOND, NOON)

    assert held(path) == SECOND


# ---- torn, damaged, newer ----


def test_a_torn_end_is_not_there(path: Path) -> None:
    file = DraftFile(path)
    file.write(FIRST, NOON)
    file.write(SECOND, NOON)
    raw = path.read_bytes()
    first = len(line_of(FIRST, NOON))
    for cut in range(len(raw)):
        path.write_bytes(raw[:cut])
        found = read_drafts(path)
        assert found.trouble is None
        # A line that lacks only its end checks already.
        whole = SECOND if cut >= len(raw) - 1 else FIRST if cut >= first - 1 else Unfinished()
        assert found.unfinished == whole
        path.write_bytes(raw[:cut] + bytes(len(raw) - cut))
        assert read_drafts(path).trouble is None


def test_a_line_that_does_not_check_is_passed_over(path: Path) -> None:
    path.parent.mkdir(parents=True)
    good, bad = line_of(FIRST, NOON), line_of(SECOND, NOON).replace(b"Ana", b"Eva")
    path.write_bytes(b"\n\n" + good + bad + b"zz\nnothex!! {}\n-0000001 {}\n12345678\n")

    assert held(path) == FIRST


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    path.parent.mkdir(parents=True)
    raw = line_of(FIRST, NOON)
    for at in range(len(raw) - 1):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :])
        assert read_drafts(path).unfinished in (Unfinished(), FIRST)


STRANGE: list[Callable[[dict[str, Any]], Any]] = [
    lambda d: [],
    lambda d: "text",
    lambda d: {},
    lambda d: {**d, "format": "1"},
    lambda d: {**d, "format": True},
    lambda d: {**d, "format": 0},
    lambda d: {**d, "at": "yesterday"},
    lambda d: {**d, "at": "2026-11-23T12:00:00"},
    lambda d: {**d, "at": None},
    lambda d: {**d, "at": "0001-01-01T00:00:00+14:00"},
    lambda d: {**d, "at": "9999-12-31T23:59:59-14:00"},
    lambda d: {**d, "waiting": [{**d["waiting"][0], "at": "1999-12-31T23:59:59+00:00"}]},
    lambda d: {**d, "draft": {**d["draft"], "staff_only": 1}},
    lambda d: {**d, "entered": [{**d["entered"][0], "staff_only": None}]},
    lambda d: {**d, "waiting": [{**d["waiting"][1], "staff_only": "no"}]},
    lambda d: {**d, "more": 1},
    lambda d: {key: d[key] for key in d if key != "aim"},
    lambda d: {**d, "aim": "sideways"},
    lambda d: {**d, "aim": []},
    lambda d: {**d, "line": 5},
    lambda d: {**d, "line": None},
    lambda d: {**d, "draft": []},
    lambda d: {**d, "draft": {**d["draft"], "kind": "novel"}},
    lambda d: {**d, "draft": {**d["draft"], "kind": []}},
    lambda d: {**d, "draft": {**d["draft"], "parts": ["one"]}},
    lambda d: {**d, "draft": {**d["draft"], "parts": [1, 2, 3, 4, 5]}},
    lambda d: {**d, "draft": {**d["draft"], "at": 5}},
    lambda d: {**d, "draft": {**d["draft"], "at": -1}},
    lambda d: {**d, "draft": {**d["draft"], "at": True}},
    lambda d: {**d, "draft": {**d["draft"], "whole": 1}},
    lambda d: {**d, "draft": {**d["draft"], "editing": 7}},
    lambda d: {**d, "drafts": {}},
    lambda d: {**d, "lines": "one"},
    lambda d: {**d, "lines": [[]]},
    lambda d: {**d, "fields": [["purpose"]]},
    lambda d: {**d, "fields": [["surprise", "x"]]},
    lambda d: {**d, "entered": [d["draft"]]},
    lambda d: {**d, "waiting": [5]},
    lambda d: {**d, "waiting": [{}]},
    lambda d: {**d, "waiting": [{**d["waiting"][0], "lines": []}]},
]


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
def test_what_is_not_as_we_write_it_is_damaged(
    path: Path, strange: Callable[[dict[str, Any]], Any]
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(by_hand(as_document(FULL)))
    assert held(path) == FULL
    path.write_bytes(by_hand(strange(as_document(FULL))))

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", sorted(as_document(FULL)))
def test_a_line_without_one_of_its_names_is_damaged(path: Path, name: str) -> None:
    document = as_document(FULL)
    del document[name]
    path.parent.mkdir(parents=True)
    path.write_bytes(by_hand(document))

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


def test_a_pipe_is_damaged_and_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    found: list[Found] = []
    # Whoever waits for a pipe would wait for ever.
    reading = threading.Thread(target=lambda: found.append(read_drafts(path)), daemon=True)
    reading.start()
    reading.join(LONG)

    assert found == [Found(trouble=Trouble.DAMAGED)]


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"NaN", b'{"format":1,"format":1}', b"[" * 100_000, b"\xff\xfe", b"9" * 9999],
    ids=range(7),
)
def test_what_is_not_strict_json_is_damaged(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%08x %s\n" % (zlib.crc32(body), body))

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


@pytest.mark.parametrize("raw", [b"a\nb\n", b"\0\0\n", b"0" * 100 + b"\n", b"{}\n" * 1000])
def test_lines_of_which_none_checks_are_damage(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


def test_what_is_too_large_is_not_read(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


def test_what_is_no_file_is_damage_and_no_crash(path: Path) -> None:
    path.mkdir(parents=True)

    assert read_drafts(path) == Found(trouble=Trouble.DAMAGED)


def test_what_a_newer_soptui_wrote_is_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(by_hand({"format": FORMAT + 1, "whatever": [1, 2]}))

    assert read_drafts(path) == Found(trouble=Trouble.NEWER)


def test_evidence_is_kept_and_never_written_over(path: Path) -> None:
    path.parent.mkdir(parents=True)
    kept = []
    for text in ("one", "two", "three"):
        path.write_text(text)
        kept.append(set_aside(path, Trouble.DAMAGED, NOON))

    assert [other.read_text() for other in kept] == ["one", "two", "three"]
    assert kept[0].name == f"{NAME}.damaged-20261123T120005Z"
    assert not path.exists()


def test_more_than_a_line_may_hold_goes_without_the_paste(path: Path) -> None:
    paste = ("x" * 20_000,) * (MAX_BYTES // 20_000 + 1)
    waits = Piece(Pasted(paste), NOON)
    DraftFile(path).write(Unfinished(line="typed", lines=paste, waiting=(waits,)), NOON)

    assert held(path) == Unfinished(line="typed")


# ---- the thread ----


class Watch:
    """Hears of every change, and waits for a state of things."""

    def __init__(self) -> None:
        self.heard = 0
        self._news = threading.Condition()

    def __call__(self) -> None:
        with self._news:
            self.heard += 1
            self._news.notify_all()

    def until(self, count: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.heard >= count, LONG)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def journal(path: Path, watch: Watch) -> Iterator[DraftJournal]:
    journal = DraftJournal(
        path, watch, lambda: NOON, grace=0.001, interval=0.002, retry_after=0.001
    )
    yield journal
    journal.close(LONG)


def wait_until(true: Callable[[], bool]) -> None:
    waited = threading.Event()
    for _ in range(int(LONG / 0.005)):
        if true():
            return
        waited.wait(0.005)
    raise AssertionError("it never was")


def test_the_newest_state_is_written_by_itself(path: Path, journal: DraftJournal) -> None:
    for at in range(1, 50):
        journal.put(Unfinished(line="a" * at))
    wait_until(lambda: held(path).line == "a" * 49)
    journal.put(SECOND)
    wait_until(lambda: held(path) == SECOND)

    assert journal.problem == ""


def test_what_is_handed_over_last_is_written_at_the_end(path: Path, watch: Watch) -> None:
    journal = DraftJournal(path, watch, lambda: NOON, grace=LONG, interval=2 * LONG)
    journal.put(FIRST)
    journal.put(SECOND)
    assert journal.close(LONG)

    assert held(path) == SECOND
    journal.put(FIRST)
    assert not journal.close(LONG), "it came too late to be written"
    assert held(path) == SECOND


def test_what_could_not_be_written_at_the_end_is_told(path: Path, watch: Watch) -> None:
    path.mkdir(parents=True)  # in the way
    journal = DraftJournal(path, watch, lambda: NOON)
    journal.put(FIRST)
    assert not journal.close(LONG)


def test_an_end_without_anything_unfinished_leaves_no_file(
    path: Path, journal: DraftJournal
) -> None:
    journal.put(FIRST)
    wait_until(lambda: held(path) == FIRST)
    journal.put(Unfinished())
    journal.close(LONG)

    assert list(path.parent.iterdir()) == []


def test_its_thread_can_be_told_by_its_name(path: Path, watch: Watch) -> None:
    before = {*threading.enumerate()}
    journal = DraftJournal(path, watch, lambda: NOON)

    assert [thread.name for thread in {*threading.enumerate()} - before] == ["drafts"]
    assert journal.close(LONG)


def test_a_journal_that_nobody_wrote_in_leaves_no_trace(path: Path, journal: DraftJournal) -> None:
    journal.close(LONG)

    assert not path.parent.exists()


def test_an_empty_file_that_cannot_be_removed_does_no_harm(
    path: Path, journal: DraftJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.put(FIRST)
    wait_until(lambda: held(path) == FIRST)
    journal.put(Unfinished())
    wait_until(lambda: path.read_bytes() == b"")
    tried: list[DraftFile] = []

    def held_by_somebody(file: DraftFile) -> None:
        tried.append(file)
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(drafts_module.DraftFile, "remove", held_by_somebody)
    assert journal.close(LONG)
    assert len(tried) == 1
    assert held(path) == Unfinished()


class Gate:
    """Stands in for the file: it fails while it is shut, and can be held up."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.error: Exception | None = None
        self.opened = threading.Event()
        self.opened.set()
        self.reached = threading.Semaphore(0)
        write = DraftFile.write

        def through(file: DraftFile, unfinished: Unfinished, now: datetime) -> None:
            self.reached.release()
            assert self.opened.wait(LONG)
            if self.error is not None:
                raise self.error
            write(file, unfinished, now)

        monkeypatch.setattr(drafts_module.DraftFile, "write", through)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def test_handing_over_does_not_wait_for_the_disk(
    path: Path, gate: Gate, journal: DraftJournal
) -> None:
    gate.opened.clear()
    journal.put(FIRST)
    assert gate.reached.acquire(timeout=LONG)
    for at in range(1, 1000):  # the disk stands still all the while
        journal.put(Unfinished(line="a" * at))
    assert not path.exists()
    gate.opened.set()

    wait_until(lambda: held(path).line == "a" * 999)


@pytest.mark.parametrize(
    ("error", "why"),
    [(OSError(errno.ENOSPC, "No space"), "the disk is full"), (ValueError("Ana"), "ValueError")],
)
def test_a_failure_is_told_and_made_good_by_itself(
    gate: Gate, journal: DraftJournal, watch: Watch, error: Exception, why: str
) -> None:
    gate.error = error
    journal.put(FIRST)
    watch.until(1)
    assert journal.problem == why
    for _ in range(3):
        assert gate.reached.acquire(timeout=LONG)
    journal.put(SECOND)  # typing goes on
    assert watch.heard == 1
    gate.error = None
    watch.until(2)

    assert journal.problem == ""
    wait_until(lambda: held(journal.path) == SECOND)


def test_an_end_on_a_full_disk_leaves_what_was_there(
    path: Path, gate: Gate, journal: DraftJournal, watch: Watch
) -> None:
    journal.put(FIRST)
    wait_until(lambda: held(path) == FIRST)
    gate.error = OSError(errno.ENOSPC, "No space")
    journal.put(Unfinished())
    watch.until(1)
    journal.close(LONG)

    assert held(path) == FIRST


def test_an_end_tries_once_more_what_failed(path: Path, gate: Gate, watch: Watch) -> None:
    journal = DraftJournal(path, watch, lambda: NOON, grace=0, interval=0, retry_after=LONG)
    gate.error = OSError(errno.ENOSPC, "No space")
    journal.put(FIRST)
    watch.until(1)
    gate.error = None

    assert journal.close(LONG)
    assert held(path) == FIRST


def test_the_thread_outlives_a_screen_that_is_gone(path: Path, gate: Gate) -> None:
    def gone() -> None:
        raise RuntimeError

    journal = DraftJournal(path, gone, lambda: NOON, grace=0, interval=0, retry_after=0.001)
    gate.error = OSError(errno.EIO, "I/O")
    journal.put(FIRST)
    wait_until(lambda: journal.problem != "")
    gate.error = None
    wait_until(lambda: held(path) == FIRST)
    journal.close(LONG)
