"""What a second screen gets to see: what is shown now, at once, and nothing after it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soptui.demo_rooms import newest_room
from soptui.following import DEMO, Following, Seen, Shown, find_shown
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.storage.stages import StageWriter, read_stage, stage_of
from soptui.storage.store import StoreError, UnknownSession
from tests.builders import WORDING, a_note

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG = 20.0  # only a test that fails waits this long

WRITER = """
import sys
from pathlib import Path
from soptui.home import Home
from soptui.library import Library
from soptui.model.stage import Stage
from soptui.storage.stages import StageWriter, read_stage
opening = Library(Home(Path(sys.argv[1]))).open("last")
writer = StageWriter(opening.stage)
writer.put(Stage(newest="n0"))
while read_stage(opening.stage) != Stage(newest="n0"):
    pass
print("shown", flush=True)
sys.stdin.read()
"""


class Told:
    """What a following has told, as it comes."""

    def __init__(self, shown: Shown) -> None:
        self.all: list[Seen] = []
        self.following = Following(shown, WORDING, self.all.append)

    def until(self, so: Callable[[Seen], bool]) -> Seen:
        end = time.monotonic() + LONG
        while not (self.all and so(self.all[-1])):
            assert time.monotonic() < end, f"it never was: {self.all[-1:]}"
            time.sleep(0.005)
        return self.all[-1]


@contextmanager
def told(shown: Shown) -> Iterator[Told]:
    found = Told(shown)
    found.following.start()
    try:
        yield found
    finally:
        found.following.close()
        found.following._watch.join(LONG)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(Home(tmp_path), clock=lambda: MORNING)
    yield library
    library.close()


@pytest.fixture
def opening(library: Library) -> Opening:
    return library.create("K.'s family", "unit meeting")


@pytest.fixture
def writer(opening: Opening) -> Iterator[StageWriter]:
    writer = StageWriter(opening.stage, again=0.01)
    yield writer
    writer.close()


def shown_of(library: Library, opening: Opening) -> Shown:
    return find_shown(library.home, opening.stored.session.id)


def saved(opening: Opening, *notes: str) -> Session:
    """Save a session with these notes over whatever is there."""
    session_id = opening.stored.session.id
    added = tuple(a_note(text, id=f"n{number}") for number, text in enumerate(notes))
    grown = replace(opening.stored.session, notes=added)
    opening.store.save(grown, opening.store.open(session_id).revision)
    return grown


def texts(seen: Seen) -> list[str]:
    return [note.text for note in seen.session.notes] if seen.session else []


def is_dark(seen: Seen) -> bool:
    return seen.session is None


def put(writer: StageWriter, path: Path | None, stage: Stage) -> None:
    """Put a stage and wait until it is there."""
    assert path is not None
    writer.put(stage)
    end = time.monotonic() + LONG
    while read_stage(path) != stage:
        assert time.monotonic() < end
        time.sleep(0.002)


def test_what_is_saved_is_seen_and_what_is_drawn_is_not(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    with told(shown_of(library, opening)) as room:
        room.until(is_dark)
        writer.put(Stage())
        room.until(lambda seen: seen.session is not None)
        saved(opening, "Ana called Rosa")
        room.until(lambda seen: texts(seen) == ["Ana called Rosa"])
        writer.put(Stage(newest="n0", zoom="next"))
        room.until(lambda seen: seen.stage == Stage(newest="n0", zoom="next"))
        writer.put(Stage(curtain=True))
        assert room.until(lambda seen: seen.stage.curtain).session is None


def test_the_same_is_told_once(library: Library, opening: Opening, writer: StageWriter) -> None:
    put(writer, opening.stage, Stage())
    following = Following(shown_of(library, opening), WORDING, lambda _: None)
    first = following.look()

    assert first.session is not None
    assert following.look() == first
    assert following.look().session is first.session


def test_what_the_room_may_not_see_is_not_in_it(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    session = opening.stored.session
    secret = a_note("Who reported it", id="s", staff_only=True)
    notes = (a_note("Call 555-0142", id="n", said_by="Odette"), secret)
    opening.store.save(replace(session, notes=notes), opening.stored.revision)

    seen = Following(shown_of(library, opening), WORDING, lambda _: None).look()

    assert texts(seen) == ["Call •••"]
    assert seen.session
    assert seen.session.notes[0].said_by == ""


def test_nothing_is_written_and_no_lock_is_taken(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    before = every_file(library.home.path)
    following = Following(shown_of(library, opening), WORDING, lambda _: None)
    assert following.look().session is not None

    assert every_file(library.home.path) == before
    writer.close()
    library.close()
    before = every_file(library.home.path)
    assert following.look().session is None
    assert every_file(library.home.path) == before


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_session_that_is_opened_later_appears_by_itself(
    library: Library, opening: Opening
) -> None:
    library.close()
    with told(shown_of(library, opening)) as room:
        room.until(is_dark)
        again = library.open("last")
        writer = StageWriter(again.stage)
        writer.put(Stage())
        room.until(lambda seen: seen.session is not None)
        writer.close()
        room.until(is_dark)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal there")
def test_it_is_over_when_the_writer_is_killed(library: Library, opening: Opening) -> None:
    saved(opening, "Ana called Rosa")
    library.close()
    command = [sys.executable, "-c", WRITER, str(library.home.path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "shown\n"
        with told(shown_of(library, opening)) as room:
            room.until(lambda seen: texts(seen) == ["Ana called Rosa"])
            child.kill()
            child.wait()
            assert room.until(is_dark).stage.is_over
            # Its stage is still there, and counts for nothing until somebody writes again.
            assert opening.stage
            assert read_stage(opening.stage) == Stage(newest="n0")
            assert library.open("last").stored.session.notes
            room.until(lambda seen: texts(seen) == ["Ana called Rosa"])


@pytest.mark.parametrize("left", [b"", b"{", b"\0" * 5000, b'{"curtain": false}'], ids=repr)
def test_a_stage_that_nobody_understands_shows_nothing(
    library: Library, opening: Opening, writer: StageWriter, left: bytes
) -> None:
    put(writer, opening.stage, Stage())
    with told(shown_of(library, opening)) as room:
        room.until(lambda seen: seen.session is not None)
        assert opening.stage
        opening.stage.write_bytes(left)
        room.until(is_dark)
        writer.put(Stage(newest="n1"))
        room.until(lambda seen: seen.stage.newest == "n1")


def test_a_stage_that_was_removed_shows_nothing(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    following = Following(shown_of(library, opening), WORDING, lambda _: None)
    assert following.look().session is not None
    assert opening.stage
    opening.stage.unlink()

    assert is_dark(following.look())


def test_a_session_that_is_gone_or_damaged_stays_as_it_was_seen(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    saved(opening, "Ana called Rosa")
    shown = shown_of(library, opening)
    file = library.home.sessions / f"{shown.session_id}.json"
    whole = file.read_bytes()
    following = Following(shown, WORDING, lambda _: None)
    assert texts(following.look()) == ["Ana called Rosa"]

    file.write_bytes(whole[:-40])
    assert texts(following.look()) == ["Ana called Rosa"]
    file.unlink()
    assert texts(following.look()) == ["Ana called Rosa"]
    file.write_bytes(whole.replace(b"Ana called Rosa", b"Rosa called Ana"))
    assert texts(following.look()) == ["Rosa called Ana"]


def test_a_damaged_session_is_not_read_again_at_every_look(
    library: Library, opening: Opening, writer: StageWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(writer, opening.stage, Stage())
    following = Following(shown_of(library, opening), WORDING, lambda _: None)
    file = library.home.sessions / f"{opening.stored.session.id}.json"
    file.write_bytes(b"{")
    reads: list[str] = []
    really = following._store.open

    def counted(session_id: str) -> object:
        reads.append(session_id)
        return really(session_id)

    monkeypatch.setattr("soptui.following.monotonic", lambda: 1000.0)
    monkeypatch.setattr(following._store, "open", counted)
    for _ in range(20):
        assert is_dark(following.look())
    assert len(reads) == 1


def test_no_look_breaks_while_it_is_saved_again_and_again(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    saved(opening, "0")
    ended = threading.Event()

    def save() -> None:
        for number in range(60):
            saved(opening, *map(str, range(number)))
        ended.set()

    saving = threading.Thread(target=save)
    following = Following(shown_of(library, opening), WORDING, lambda _: None)
    saving.start()
    while not ended.is_set():
        assert following.look().session is not None
    saving.join()
    assert len(texts(following.look())) == 59


def test_it_goes_on_with_the_id_that_the_writer_goes_on_as(
    library: Library, opening: Opening, writer: StageWriter
) -> None:
    put(writer, opening.stage, Stage())
    ours = saved(opening, "What we typed")
    with told(shown_of(library, opening)) as room:
        room.until(lambda seen: texts(seen) == ["What we typed"])
        beside = opening.store.keep_beside(replace(ours, title="Ours"))
        assert opening.take_over
        opening.take_over(beside.session.id)
        saved(opening, "What somebody else typed")
        writer.go_on_as(beside.session.id)
        room.until(lambda seen: seen.session is not None and seen.session.title == "Ours")
        first_of_it = next(
            at for at, seen in enumerate(room.all) if seen.session and seen.session.title == "Ours"
        )
        assert all(seen.session is not None for seen in room.all[1:first_of_it]), "no dark between"
        writer.put(Stage(newest="n0"))
        room.until(lambda seen: seen.stage.newest == "n0")


def test_two_stages_that_name_each_other_show_nothing(library: Library, opening: Opening) -> None:
    assert opening.stage
    first, second = opening.stored.session.id, "2026-11-23-other"
    other = StageWriter(stage_of(opening.stage.parent, second))
    writer = StageWriter(opening.stage)
    put(writer, opening.stage, Stage(curtain=True, goes_on_as=second))
    put(other, stage_of(opening.stage.parent, second), Stage(curtain=True, goes_on_as=first))
    following = Following(shown_of(library, opening), WORDING, lambda _: None)

    assert all(is_dark(following.look()) for _ in range(4))
    other.close()
    writer.close()


def test_what_is_not_there_cannot_be_followed(library: Library) -> None:
    with pytest.raises(StoreError):
        find_shown(library.home, "last")
    with pytest.raises(StoreError):
        find_shown(library.home, "2026-11-23-none")
    with pytest.raises(UnknownSession, match="No demo is open"):
        find_shown(library.home, DEMO)


def test_a_demo_that_is_open_can_be_followed(library: Library) -> None:
    opening = library.demo()
    shown = find_shown(library.home, DEMO)
    writer = StageWriter(opening.stage)
    put(writer, shown.stage, Stage())

    seen = Following(shown, WORDING, lambda _: None).look()
    writer.close()

    assert seen.session
    assert seen.session.id == opening.stored.session.id
    assert shown.stage == opening.stage


def test_of_several_demos_the_one_begun_last_is_meant(library: Library) -> None:
    first = library.demo()
    other = Library(library.home, clock=lambda: MORNING)
    second = other.demo()
    assert first.stage
    assert second.stage
    for opening, began in ((first, 1_000), (second, 2_000)):
        assert opening.stage
        os.utime(library.home.locks / opening.stage.parent.name, (began, began))
    assert newest_room(library.home) == second.stage.parent

    StageWriter(first.stage).put(Stage())  # however much happens in the first
    os.utime(first.stage.parent, (3_000, 3_000))
    assert newest_room(library.home) == second.stage.parent
    other.close()
    assert newest_room(library.home) == first.stage.parent


def test_a_demo_that_was_killed_is_not_open(library: Library) -> None:
    (library.home.demos / "demo-0a1b2c3d" / "sessions").mkdir(parents=True)
    (library.home.demos / "a-file").write_text("x", encoding="utf-8")
    assert newest_room(library.home) is None

    (library.home.locks / "demo-0a1b2c3d").mkdir(parents=True)  # as a kill leaves it
    assert newest_room(library.home) is None
