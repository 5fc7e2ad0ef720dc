"""Half-typed text and every kind of end: nothing is lost, nothing is put in unasked."""

import shutil
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from textual.command import CommandPalette
from textual.events import Key
from textual.widgets import OptionList, TextArea

from bench.terminal import Terminal, environment
from soptui.app.keeping import Keeping
from soptui.app.screens.details_screen import DetailsScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.app.screens.start_screen import StartScreen
from soptui.app.screens.unfinished_screen import UnfinishedScreen
from soptui.home import Home
from soptui.library import Library, Opening
from soptui.model.alphabet import Column, Section
from soptui.model.draft import Draft, read_line
from soptui.model.unfinished import Entered, Field, Piece, Unfinished
from soptui.storage.draft_lines import line_of, read_drafts
from soptui.storage.drafts import DraftFile
from soptui.storage.saver import SaveStatus
from soptui.storage.store import NotReachable
from soptui.storage.tinydb_store import TinyStore
from tests.app.conftest import MORNING, Enter, Room
from tests.app.test_look import seen
from tests.builders import WORDING, a_note

LATER = MORNING + timedelta(minutes=5)
DANGER = Draft(
    Section.DANGER_STATEMENT, ("Grandma Rosa", "Daniel drives after drinking", "", "", ""), 2
)
LEFT = Unfinished(
    draft=DANGER,
    line="on Fri",
    drafts=(read_line("@ Rosa / aunt / inner / calls / 555 0100"), read_line("[/] she sings")),
    lines=("one", "two", "three"),
    fields=(Field("purpose", "See who can help\nand when"),),
    aim=Column.WORKING,
)
NEWER = b'{"format":2,"more":1}'
_NUMBERS = count()


async def until(room: Room, true: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    for _ in range(2000):
        if true():
            return
        await room.pilot.pause(0.01)
    raise AssertionError(f"it never was\n{room.screen}")


def journal_of(room: Room) -> Path:
    return room.library.home.drafts / f"{room.session.id}.log"


async def journaled(room: Room, *words: str) -> None:
    """Wait until the journal holds these words."""

    def has_them() -> bool:
        path = journal_of(room)
        raw = path.read_text(encoding="utf-8") if path.exists() else ""
        return raw.endswith("\n") and all(word in raw.splitlines()[-1] for word in words)

    await until(room, has_them)


async def died(room: Room, *words: str) -> Library:
    """Return what a next start finds, after soptui was killed when the journal had these words."""
    await journaled(room, *words)
    home = room.library.home.path
    left = home.with_name(f"{home.name}-left-{next(_NUMBERS)}")
    shutil.copytree(home, left)
    return Library(Home(left), clock=lambda: LATER)


def left_in(library: Library, unfinished: Unfinished, typed: datetime = MORNING) -> Opening:
    """A session in which this was left."""
    opening = library.create("K.'s family", "unit meeting")
    assert opening.drafts is not None
    DraftFile(opening.drafts).write(unfinished, typed)
    return opening


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def offered(room: Room) -> list[str]:
    return [str(option.prompt) for option in room.app.screen.query_one(OptionList).options]


# ---- dying, and coming back ----


async def test_half_a_statement_survives_and_is_kept_when_asked(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Grandma Rosa, the agency\nDaniel drives after dr")
        left = await died(room, "Grandma Rosa", "Daniel drives after dr")

    async with enter(left.open("last")) as room:
        assert isinstance(room.app.screen, UnfinishedScreen)
        assert "Unfinished text from 09:00" in room.screen
        assert offered(room) == [
            "! Grandma Rosa and the agency are worried that Daniel drives after dr.\n"
            "danger · open: impact on the child"
        ]
        assert not room.session.notes
        await room.press("enter")
        assert isinstance(room.app.screen, SessionScreen)
        [note] = room.session.notes
        room.app.finish()

    [saved] = left.read("last").notes
    assert saved == note
    assert saved.parts[:2] == ("Grandma Rosa, the agency", "Daniel drives after dr")
    assert saved.missing == ("impact",)
    assert list(left.home.drafts.iterdir()) == []


async def test_a_piece_is_taken_up_where_it_was_left(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa\nDaniel drives after dr")
        left = await died(room, "Daniel drives after dr")

    async with enter(left.open("last")) as room:
        await room.press("right")
        assert room.line("capture-line").startswith("! danger 2/5")
        again = await died(replace_library(room, left), "Daniel drives after dr")
        await room.type("inking\n\n")

        [note] = room.session.notes
    assert note.parts[:2] == ("Rosa", "Daniel drives after drinking")
    assert again.unfinished() == ((left.newest(), MORNING),)
    assert left.unfinished() == ()


def replace_library(room: Room, library: Library) -> Room:
    return Room(room.app, room.pilot, library)


async def test_a_staff_note_that_is_taken_up_stays_one(enter: Enter, library: Library) -> None:
    draft = replace(read_line("the address"), editing="gone", staff_only=True)
    async with enter(left_in(library, Unfinished(entered=(Entered(draft),)))) as room:
        assert "staff only" in offered(room)[0]
        await room.press("right")
        again = await died(room, "the address")
        await room.type(" is new\n")

        [note] = room.session.notes
        assert (note.text, note.staff_only) == ("the address is new", True)
    async with enter(again.open("last")) as room:
        await room.press("enter")

        [note] = room.session.notes
        assert (note.text, note.staff_only) == ("the address", True)


async def test_a_dropped_piece_is_gone_from_the_disk_at_once(
    enter: Enter, library: Library
) -> None:
    stays = Unfinished(drafts=(read_line("this stays"), read_line("planted word")))
    async with enter(left_in(library, stays)) as room:
        await room.press("down", "delete")
        assert offered(room) == ["this stays\nheard · worried"]
        await until(room, lambda: b"planted" not in all_bytes(library.home.state))
        assert b"this stays" in all_bytes(library.home.state)
        await room.press("ctrl+z")
        assert "planted word" in room.screen
        await journaled(room, "planted word", "this stays")
        await room.press("delete", "delete")
        await until(room, lambda: b"stays" not in all_bytes(library.home.state))
        await until(room, lambda: b"planted" not in all_bytes(library.home.state))
        assert offered(room) == []
        await room.press("right", "delete", "enter")

        assert room.session.notes == ()
        assert isinstance(room.app.screen, SessionScreen)
    assert library.unfinished() == ()


async def test_what_is_decided_later_is_offered_again(enter: Enter, library: Library) -> None:
    async with enter(left_in(library, Unfinished(line="half a line"))) as room:
        await room.press("escape")
        assert room.line("quiet-line").startswith("Unfinished text still waits (1)")
        await room.type("something else\n")
        await room.press("f7")
        assert "half a line" in room.screen
        await room.press("escape")
        assert [note.text for note in room.session.notes] == ["something else"]
    async with enter(library.open("last")) as room:
        assert "Unfinished text from 09:00" in room.screen
        assert offered(room) == ["half a line\nheard · worried"]
        await room.press("enter", "f7")
        assert isinstance(room.app.screen, SessionScreen)

        assert len(room.session.notes) == 2
    async with enter(library.open("last")) as room:
        assert isinstance(room.app.screen, SessionScreen)


async def test_the_palette_comes_back_to_it_only_while_something_waits(
    enter: Enter, library: Library
) -> None:
    async with enter(left_in(library, Unfinished(line="half a line"))) as room:
        for there in (True, False):
            await room.press("escape", "ctrl+p")
            assert isinstance(room.app.screen, CommandPalette)
            await room.app.workers.wait_for_complete()
            await room.pilot.pause()
            names = " ".join(offered(room))
            assert ("Unfinished text" in names) is there
            await room.press("escape", "f7", "enter")


async def test_everything_can_be_kept_at_once(enter: Enter, library: Library) -> None:
    async with enter(left_in(library, LEFT)) as room:
        await room.press("ctrl+k")

        saved = room.saved
    assert [(note.text, note.column) for note in saved.notes[2:]] == [
        ("one", Column.WORKING),
        ("two", Column.WORKING),
        ("three", Column.WORKING),
    ]
    sings, danger = saved.notes[:2]
    assert (sings.text, sings.column) == ("[/] she sings", Column.WORKING)
    assert danger.parts == ("Grandma Rosa", "Daniel drives after drinking", "on Fri", "", "")
    assert [member.contact for member in saved.members] == ["555 0100"]
    assert saved.details.purpose == "See who can help\nand when"
    assert list(library.home.drafts.iterdir()) == []


async def test_keys_struck_in_one_breath_decide_one_after_the_other(
    enter: Enter, library: Library
) -> None:
    aside = tuple(read_line(f"piece {number}") for number in range(4))
    async with enter(left_in(library, Unfinished(drafts=aside))) as room:
        for key in ("enter", "delete", "enter"):
            room.app.post_message(Key(key, None))
        await room.pilot.pause()
        assert [note.text for note in room.session.notes] == ["piece 0", "piece 2"]
        assert offered(room) == ["piece 3\nheard · worried"]
        await room.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert room.session.notes == ()

        assert len(offered(room)) == 4


async def test_a_field_of_the_details_is_kept_as_typed(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2", "tab", "tab", "tab", "tab")
        await room.type("See who can he")
        left = await died(room, "See who can he")
        await room.press("escape")
        await until(room, lambda: not journal_of(room).read_bytes())

    async with enter(left.open("last")) as room:
        assert offered(room) == [": See who can he\ndetails, purpose"]
        assert room.session.details.purpose == ""
        await room.press("enter")

        assert room.session.details.purpose == "See who can he"


async def test_a_field_is_typed_on_in_the_details(enter: Enter, library: Library) -> None:
    purpose = Unfinished(fields=(Field("purpose", "See who\ncan he"),))
    async with enter(left_in(library, purpose)) as room:
        await room.press("right")
        assert isinstance(room.app.screen, DetailsScreen)
        await journaled(room, "can he")
        area = room.app.screen.query_one("#field-purpose", TextArea)
        assert room.app.screen.focused is area
        area.move_cursor(area.document.end)
        await room.type("lp")
        assert room.session.details.purpose == ""
        await room.press("escape")

        assert room.session.details.purpose == "See who\ncan help"
    assert library.unfinished() == ()


async def test_a_field_that_says_again_what_it_said_is_not_unfinished(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f2")
        await room.type("xyz")
        await journaled(room, "K.'s familyxyz")
        await room.press("backspace", "backspace", "backspace")
        await until(room, lambda: journal_of(room).read_bytes() == b"")


def test_a_letter_in_the_details_costs_no_look_at_the_letters_before_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = library.create("K.'s family")
    path, session = opening.drafts, opening.stored.session
    assert path is not None
    keeping = Keeping(path, session, WORDING, lambda: MORNING, lambda: None)
    with monkeypatch.context() as patch:
        patch.setattr("soptui.app.keeping.cleaned", None)  # it goes through every letter
        keeping.fill("purpose", "to see ")
        keeping.fill("hopes", "home")
    details = replace(session.details, purpose="to see")
    keeping.become(replace(session, details=details))
    keeping.note_saved(SaveStatus(saved=True))
    keeping.close(SaveStatus(saved=True))

    assert read_drafts(path).unfinished.fields == (Field("hopes", "home"),)


async def test_minutes_that_were_no_number_are_not_offered(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.press("f2", "tab", "tab", "ctrl+u")
        await room.type("soon")
        await journaled(room, "soon")
        await room.press("escape")
    assert library.unfinished() == ()


async def test_a_paste_that_nobody_took_is_offered_again(enter: Enter) -> None:
    async with enter() as room:
        await room.press("tab")
        await room.paste("one\ntwo")
        left = await died(room, "one", "two")

    async with enter(left.open("last")) as room:
        assert offered(room) == ["≡ one · two\n2 pasted lines"]
        await room.press("right")
        assert "2 pasted lines" in room.line("quiet-line")
        await room.press("enter")

        assert [note.column for note in room.session.notes] == [Column.WORKING, Column.WORKING]


async def test_an_edit_that_was_begun_changes_its_note_only_when_kept(enter: Enter) -> None:
    async with enter() as room:
        await room.type("she sings\n")
        await room.press("up")
        await room.type(" to him")
        left = await died(room, "she sings to him")

    async with enter(left.open("last")) as room:
        assert offered(room) == [
            "she sings to him\nheard · worried · changes what stands on the map"
        ]
        assert [note.text for note in room.session.notes] == ["she sings"]
        await room.press("enter")

        assert [note.text for note in room.session.notes] == ["she sings to him"]


async def test_what_was_put_aside_is_offered(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa\n")
        await room.press("escape")
        await room.type("half a line")
        left = await died(room, "Rosa", "half a line")

    async with enter(left.open("last")) as room:
        rosa, half = offered(room)
    assert rosa.endswith("danger · open: who might do what, impact on the child")
    assert half == "half a line\nheard · worried"


async def test_what_is_taken_up_puts_aside_what_is_being_typed(
    enter: Enter, library: Library
) -> None:
    async with enter(left_in(library, Unfinished(line="from before"))) as room:
        await room.press("escape")
        await room.type("typed now")
        await room.press("f7", "right")
        assert room.line("capture-line").endswith("from before")
        await journaled(room, "from before", "typed now")
        await room.press("enter", "up", "enter")

        assert [note.text for note in room.session.notes] == ["from before", "typed now"]


# ---- entered, and not on disk ----


async def test_what_was_entered_and_saved_is_not_offered(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.type("half a line")
        await journaled(room, "half a line")
        lagging = journal_of(room).read_bytes()
        await room.type(" and more\n")
        await until(room, lambda: not journal_of(room).read_bytes())
        session_id = room.session.id
    path = library.home.drafts / f"{session_id}.log"
    note = library.read(session_id).notes[0]
    for raw in (
        line_of(Unfinished(line="half a line and more"), note.added),
        line_of(Unfinished(drafts=(read_line("half a line and more"),)), note.added),
    ):
        path.write_bytes(lagging + raw)
        assert library.unfinished() == ()
        async with enter(library.open(session_id)) as room:
            assert isinstance(room.app.screen, SessionScreen)
            await until(room, lambda: path.read_bytes() == b"")
        assert not path.exists()


async def test_what_was_entered_and_could_not_be_saved_is_offered(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise NotReachable("The disk is full.")

    async with enter() as room:
        await room.type("this is on disk\n")
        await until(room, lambda: "saved" in room.line("title-line"))
        with monkeypatch.context() as patch:
            patch.setattr(TinyStore, "save", refuse)
            patch.setattr(TinyStore, "put_aside", refuse)
            await room.type("this is not\n+ nor this\n:purpose nor that\n")
            await room.press("ctrl+z", "ctrl+y")
            left = await died(room, "this is not", "nor this", "nor that")

    assert len(left.read("last").notes) == 1
    async with enter(left.open("last")) as room:
        assert [row.split("\n")[0] for row in offered(room)] == [
            "this is not",
            "+ nor this",
            ": nor that",
        ]
        await room.press("ctrl+k")

        saved = room.session
    assert [note.text for note in saved.notes] == ["this is on disk", "this is not", "nor this"]
    assert saved.details.purpose == "nor that"
    assert left.unfinished() == ()


async def test_the_words_leave_the_journal_when_the_session_file_has_them(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Rosa\n")
        await room.press("escape")  # something stays unfinished all the while
        await room.type("planted word\n")
        assert "planted word" in room.saved.notes[0].text
        room.app.screen.post_message(SessionScreen.SaveChanged())
        await room.pilot.pause()
        state = room.library.home.state

        assert b"planted" not in all_bytes(state)
        assert b"Rosa" in all_bytes(state)


@pytest.mark.parametrize("saved", [True, False])
def test_the_last_line_knows_what_the_last_save_has_done(library: Library, saved: bool) -> None:
    opening = library.create("K.'s family")
    path, session = opening.drafts, opening.stored.session
    assert path is not None
    keeping = Keeping(path, session, WORDING, lambda: MORNING, lambda: None)
    keeping.become(replace(session, notes=(a_note("she sings"),)))
    keeping.close(SaveStatus(saved=saved))

    assert path.exists() is not saved
    offered = read_drafts(path).unfinished.pieces(session, MORNING)
    assert [piece.what for piece in offered] == ([] if saved else [read_line("she sings")])


async def test_what_is_looked_for_is_no_text_of_the_session(enter: Enter) -> None:
    async with enter() as room:
        await room.type("one\n")
        await room.press("escape", "slash")
        await room.type("planted")
        await room.press("escape", "escape")
        await room.type("half")
        await journaled(room, "half")

        assert b"planted" not in all_bytes(room.library.home.state)


# ---- leaving ----


async def test_what_is_unfinished_when_soptui_is_left_is_kept(
    enter: Enter, library: Library
) -> None:
    async with enter() as room:
        await room.type("half a li")
        await room.press("ctrl+q")
        assert room.line("quiet-line").startswith("There is unfinished text: it is kept")
        assert "offered next time" in room.line("quiet-line")
        await room.press("ctrl+q")
    [(session_id, typed)] = library.unfinished()
    assert typed == MORNING
    async with enter(library.open(session_id)) as room:
        assert offered(room) == ["half a li\nheard · worried"]


def test_leaving_is_asked_about_once_however_long_it_takes(library: Library) -> None:
    opening = library.create("K.'s family")
    moments = (MORNING + timedelta(seconds=second) for second in count())
    keeping = Keeping(
        opening.drafts, opening.stored.session, WORDING, lambda: next(moments), lambda: None
    )
    keeping.typing(None, "half a line", (), (), Column.WORRIED)
    assert keeping.warning("") == WORDING.say("status.unfinished")
    assert keeping.warning("") == ""
    keeping.typing(None, "half a line more", (), (), Column.WORRIED)
    assert keeping.warning("") == WORDING.say("status.unfinished")
    assert keeping.warning("The disk is full.") == WORDING.say("status.not_saved")
    keeping.close(SaveStatus())


async def test_a_note_that_was_only_looked_at_is_not_warned_of(enter: Enter) -> None:
    async with enter() as room:
        await room.type("she sings\n")
        await room.press("up", "ctrl+q")
        assert "unfinished" not in room.line("quiet-line")

    assert list(room.library.home.drafts.iterdir()) == []


async def test_the_demo_keeps_no_journal_and_says_so(enter: Enter, library: Library) -> None:
    async with enter(library.demo()) as room:
        await room.type("half a line")
        await room.press("ctrl+q")
        assert room.line("quiet-line").endswith("leaves without it")

        assert not library.home.drafts.exists()


async def test_a_demo_that_is_kept_is_a_session_like_any_other(library: Library) -> None:
    kept = library.demo(keep=True)

    assert kept.drafts == library.home.drafts / f"{kept.stored.session.id}.log"


# ---- what is wrong with the journal ----


@pytest.mark.parametrize(
    ("raw", "told", "name"),
    [
        (b"no line of ours\n", "cannot be read", "damaged"),
        (b"%08x %s\n" % (zlib.crc32(NEWER), NEWER), "newer soptui", "newer"),
    ],
)
async def test_a_journal_that_cannot_be_read_is_said_and_kept(
    enter: Enter, library: Library, raw: bytes, told: str, name: str
) -> None:
    opening = library.create("K.'s family")
    path = opening.drafts
    assert path is not None
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(raw)
    async with enter(opening) as room:
        assert isinstance(room.app.screen, SessionScreen)
        [notice] = room.app._notifications
        assert told in notice.message
        await room.type("typing goes on")
        await journaled(room, "typing goes on")
    [evidence] = library.home.drafts.glob("*.log.*")
    assert evidence.name == f"{path.name}.{name}-20261123T090000Z"
    assert evidence.name in notice.message
    assert evidence.read_bytes() == raw


async def test_evidence_that_cannot_be_put_away_is_not_written_over(
    enter: Enter, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError

    opening = library.create("K.'s family")
    path = opening.drafts
    assert path is not None
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(b"no line of ours\n")
    monkeypatch.setattr("soptui.app.keeping.set_aside", refuse)
    async with enter(opening) as room:
        [notice] = room.app._notifications
        assert "left alone" in notice.message
        await room.type("half a line")
        await room.press("ctrl+q")
        assert room.line("quiet-line").endswith("leaves without it")

    assert path.read_bytes() == b"no line of ours\n"


async def test_a_full_disk_is_told_and_typing_goes_on(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    async with enter() as room:
        with monkeypatch.context() as patch:
            patch.setattr(DraftFile, "write", refuse)
            await room.type("half a l")
            await until(room, lambda: "the disk is full" in room.line("quiet-line"))
            await room.press("ctrl+q")
            assert room.line("quiet-line").endswith("leaves without it")
            await room.type("ine")
        await journaled(room, "half a line")
        await until(room, lambda: "the disk is full" not in room.line("quiet-line"))
        await room.type("\n")

        assert [note.text for note in room.saved.notes] == ["half a line"]


def test_the_journal_follows_a_session_that_goes_on_under_another_id(library: Library) -> None:
    opening = library.create("K.'s family")
    session, path = opening.stored.session, opening.drafts
    assert path is not None
    keeping = Keeping(path, session, WORDING, lambda: MORNING, lambda: None)
    keeping.typing(None, "half a line", (), (), Column.WORRIED)
    status = SaveStatus(kept_as=f"{session.id}-2")
    keeping.note_saved(status)
    keeping.note_saved(status)
    keeping.close(status)

    assert not path.exists()
    followed = read_drafts(path.with_name(f"{session.id}-2.log"))
    assert followed.unfinished.line == "half a line"


def test_the_journal_follows_a_session_that_moves_on_twice(library: Library) -> None:
    opening = library.create("K.'s family")
    session, path = opening.stored.session, opening.drafts
    assert path is not None
    keeping = Keeping(path, session, WORDING, lambda: MORNING, lambda: None)
    keeping.typing(None, "half a line", (), (), Column.WORRIED)
    keeping.note_saved(SaveStatus(kept_as=f"{session.id}-2"))
    keeping.close(SaveStatus(kept_as=f"{session.id}-3"))

    assert [one.name for one in path.parent.iterdir()] == [f"{session.id}-3.log"]
    followed = read_drafts(path.with_name(f"{session.id}-3.log"))
    assert followed.unfinished.line == "half a line"


def test_the_former_journal_keeps_what_the_next_one_cannot(library: Library) -> None:
    opening = library.create("K.'s family")
    session, path = opening.stored.session, opening.drafts
    assert path is not None
    path.with_name(f"{session.id}-2.log").mkdir(parents=True)  # in the way
    keeping = Keeping(path, session, WORDING, lambda: MORNING, lambda: None)
    keeping.typing(None, "half a line", (), (), Column.WORRIED)
    keeping.note_saved(SaveStatus(kept_as=f"{session.id}-2"))
    keeping.typing(None, "half a line more", (), (), Column.WORRIED)
    keeping.close(SaveStatus(kept_as=f"{session.id}-2"))

    assert read_drafts(path).unfinished.line == "half a line more"


# ---- what is seen ----


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (40, 10)])
async def test_what_was_left_is_shown_over_the_map(
    enter: Enter, library: Library, size: tuple[int, int]
) -> None:
    """You should see one piece below the other, what each is, and the keys that decide."""
    async with enter(left_in(library, LEFT), size=size) as room:
        assert "555 0100" not in room.screen
        seen(room, f"unfinished-{size[0]}x{size[1]}")


async def test_a_piece_of_another_time_says_so(enter: Enter, library: Library) -> None:
    yesterday = Piece(read_line("from yesterday"), MORNING - timedelta(days=1))
    left = Unfinished(line="from today", waiting=(yesterday,))
    async with enter(left_in(library, left)) as room:
        assert "Unfinished text from 09:00" in room.screen
        assert offered(room) == [
            "from yesterday\nheard · worried · 22 Nov 09:00",
            "from today\nheard · worried",
        ]


async def test_a_piece_of_a_thousand_words_is_shown_in_part_and_kept_whole(
    enter: Enter, library: Library
) -> None:
    long = " ".join(f"word{number}" for number in range(1000))
    async with enter(left_in(library, Unfinished(line=long))) as room:
        assert "word999" not in room.screen
        await room.press("enter")

        [note] = room.session.notes
    assert note.text == long


async def test_the_start_screen_says_that_something_waits_and_not_what(
    enter: Enter, library: Library
) -> None:
    other = left_in(library, Unfinished(line="secret words")).stored.session.id
    library.close()
    waiting = library.unfinished()
    async with enter(start=True) as room:
        for which, when, told in (
            ("last", "09:00", waiting),
            ("another", "22 Nov 09:05", (("another", LATER - timedelta(days=1)),)),
        ):
            screen = StartScreen(library.list(), WORDING, told, library.clock)
            await room.app.push_screen(screen)
            await room.pilot.pause()
            shown = " ".join(room.screen.split())
            assert f"Unfinished text from {when} · {which} session" in shown
            assert "secret" not in room.screen
            assert "K.'s" not in room.screen

    assert library.unfinished() == ((other, MORNING),)


def test_only_text_that_would_be_offered_is_told_of(library: Library) -> None:
    assert library.unfinished() == ()
    newest = left_in(library, Unfinished(line="newer"), LATER).stored.session.id
    older = left_in(library, Unfinished(line="older")).stored.session.id
    gone = left_in(library, Unfinished(line="its session is gone")).stored.session.id
    written = left_in(library, Unfinished(line="typed just now")).stored.session.id
    assert library.unfinished() == ()
    library.close()
    assert written in dict(library.unfinished())
    library.open(written)
    (library.home.sessions / f"{gone}.json").unlink()
    drafts = library.home.drafts
    (drafts / "no id!.log").write_bytes(line_of(Unfinished(line="x"), MORNING))
    (drafts / f"{older}.log.damaged-1").write_bytes(b"x")
    (drafts / f"{left_in(library, LEFT).stored.session.id}.log").write_bytes(b"damaged\n")

    assert library.unfinished() == ((newest, LATER), (older, MORNING))


# ---- the program itself ----


def test_a_kill_leaves_what_the_screen_has_shown(tmp_path: Path) -> None:
    """You should see the words again that stood in the line when the program was killed."""
    command = [sys.executable, "-m", "soptui", "--home", str(tmp_path)]
    words = "Daniel drives after dr"
    drafts = tmp_path / "state" / "drafts"
    with Terminal([*command, "new"], environment()) as terminal:
        terminal.wait_for("Enter Add")
        for letter in f"! Rosa\r{words}":
            terminal.press(letter)
            terminal.listen(1 / 12)
        terminal.wait_for(words)
        for _ in range(400):
            terminal.listen(0.05)
            if any(words.encode() in path.read_bytes() for path in drafts.glob("*.log")):
                break
    with Terminal([*command, "open", "last"], environment()) as terminal:
        terminal.wait_for("Unfinished text from")
        terminal.wait_for(words)
        terminal.press("\r")
        terminal.wait_for("saved")
        terminal.press("\x11")
        terminal.listen(5)
    [summary] = Library(Home(tmp_path)).list()
    assert summary.notes == 1


async def test_who_types_straight_on_decides_nothing(enter: Enter, library: Library) -> None:
    async with enter(left_in(library, LEFT)) as room:
        before = offered(room)
        await room.type("did he keep a key, dad? A")
        assert "Esc goes on typing" in room.screen
        assert offered(room) == before
        assert room.app.screen_stack[-2].session.notes == ()  # type: ignore[attr-defined]
