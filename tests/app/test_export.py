"""The way out, Ctrl+E: by keys, and what is then on disk."""

import re
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from soptui.app import outlet
from soptui.app.screens.export_screen import ExportScreen
from soptui.app.screens.session_screen import SessionScreen
from soptui.copies import Copy, content_of, write_copy
from soptui.export.formats import FORMATS, Format
from soptui.export.profile import Profile
from soptui.lens.review import Review
from soptui.library import Library, Opening
from soptui.wording import load_wording
from tests.app.conftest import Enter, Room
from tests.app.exporting import looked, page, told, until
from tests.builders import a_full_session, a_note

DOWN = {profile: at for at, profile in enumerate(Profile)}
REPORTER = "- the teacher called the hotline\n"


def written(room: Room) -> list[Path]:
    return sorted(room.library.home.exports.glob("*"), key=lambda path: path.stat().st_mtime_ns)


def full(library: Library) -> Opening:
    """A map with something of everything."""
    opening = library.create("K.'s family", "unit meeting")
    all_of_it = a_full_session()
    session = replace(
        opening.stored.session,
        **{name: getattr(all_of_it, name) for name in ("notes", "members", "people", "marks")},
    )
    return replace(opening, stored=replace(opening.stored, session=session))


async def test_it_previews_writes_and_says_where(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.type("Mom sings [to] him ^Odette\n")
        await room.press("ctrl+e")
        await looked(room)
        assert "Mom sings [to] him (said by" in page(room)
        await room.press("enter", "enter")
        path = library.home.exports / f"{room.session.id}-case-file.md"
        assert str(path).split("/")[-1] in await told(room, "Written to")

        [exported] = room.saved.exports
    assert (exported.path, exported.format, exported.copy) == (str(path), "md", "case-file")
    assert "Odette" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("kind", Format)
async def test_every_copy_is_written_as_what_it_is_called(
    enter: Enter, library: Library, profile: Profile, kind: Format
) -> None:
    kinds = [one for one in Format if profile in FORMATS[one].profiles]
    if kind not in kinds:
        pytest.skip("a calendar holds next steps only")
    async with enter(full(library)) as room:
        await room.press("ctrl+e", *["down"] * DOWN[profile], *["right"] * kinds.index(kind))
        await room.press("ctrl+s")
        await told(room, "Written to")
        [path] = written(room)

        copy = Copy(kind, profile)
        assert path.read_bytes() == content_of(copy, room.session, load_wording())
        assert path.name.endswith(f"{profile}.{kind}")


async def test_what_leaves_and_what_does_not_is_told(enter: Enter) -> None:
    async with enter() as room:
        await room.type("Mom sings ^Odette\n- a secret\n")
        await room.press("escape", "home", "s", "ctrl+e", "down")
        says = await looked(room)

        assert "In this copy  notes: 1 · helpers: 0 · numbers: 0" in says
        assert "Held back from this copy  for staff only: 1" in says
        assert "Odette" not in page(room) or "secret" not in page(room)


async def test_the_ticks_of_the_family_copy(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt / inner / drives / 555 0100\n# Leo / 4\n\n")
        await room.press("ctrl+e", "down", "tab", "tab", "right", "space")
        assert "[x] contacts" in room.screen
        await looked(room)
        assert "555 0100" in page(room)
        assert "Leo" not in page(room)
        await room.press("left", "space", "right", "space", "ctrl+s")
        await told(room, "Written to")
        text = written(room)[0].read_text(encoding="utf-8")

    assert "Leo" in text
    assert "555 0100" not in text


async def test_names_and_the_language_of_the_headings(enter: Enter, library: Library) -> None:
    async with enter() as room:
        await room.type("& Ana Reyes / 30 / mother\n+ Ana Reyes sings\n")
        await room.press("ctrl+e", "tab", "tab", "space", "right", "space")
        await looked(room)

        assert "names: first name" in room.screen
        assert "headings: Español" in room.screen
        assert "Reyes" not in page(room)
        assert "Fortalezas" in page(room)


async def test_plain_signs_are_for_text_only(enter: Enter) -> None:
    async with enter() as room:
        await room.type("+ “she sings” – at night\n")
        await room.press("ctrl+e")
        assert "plain signs" not in room.screen
        await room.press("right", "tab", "tab", "right", "right", "space", "ctrl+s")
        await told(room, "Written to")
        [path] = written(room)

    assert path.suffix == ".txt"
    assert path.read_bytes().isascii()


async def test_the_page_is_the_very_text(enter: Enter, library: Library) -> None:
    async with enter(full(library), size=(100, 30)) as room:
        await room.press("ctrl+e", "right")
        await looked(room)
        copy = Copy(Format.TEXT, Profile.CASE_FILE)
        text = content_of(copy, room.session, load_wording()).decode()
        assert page(room) == text.rstrip("\n")

        await room.press("left", "left")
        await looked(room)
        assert '"text": "' in page(room)
        assert page(room).startswith("{")


async def test_a_place_that_was_typed_stays_and_its_ending_follows(
    enter: Enter, tmp_path: Path
) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "enter", "ctrl+u")
        await room.type(f"{tmp_path}/mine.md")
        await room.press("shift+tab", "shift+tab", "right")
        await room.press("shift+tab", "down", "ctrl+s")
        await told(room, "Written to")

    assert "for the family" in (tmp_path / "mine.txt").read_text(encoding="utf-8").lower()
    assert not (tmp_path / "mine.md").exists()


async def test_it_replaces_a_file_only_when_asked_twice(enter: Enter, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text("do not lose this")
    async with enter() as room:
        await room.press("ctrl+e", "enter", "ctrl+u")
        await room.type(f"{mine}\n")
        await told(room, "already a file")
        assert mine.read_text() == "do not lose this"
        await room.press("enter")
        await told(room, "Written to")

        # Another copy is another question, whatever has been said about this one.
        await room.press("shift+tab", "shift+tab", "shift+tab", "down", "ctrl+s")
        await told(room, "already a file")

    assert "K.'s family" in mine.read_text(encoding="utf-8")
    assert "case file" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["", "/", ".", "~nobody-here/x.md", "/dev/null", "no/where.md"])
async def test_a_place_that_is_no_file_is_said_and_nothing_ends(enter: Enter, place: str) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "enter", "ctrl+u")
        await room.type(place + "\n")
        await told(room, "Not written")
        await room.press("escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]
        assert room.saved.exports == ()


async def test_what_was_chosen_last_is_offered_first(enter: Enter) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "down", "right", "escape", "ctrl+e")
        screen = room.app.screen
        assert isinstance(screen, ExportScreen)

        assert screen.wanted == Copy(Format.TEXT, Profile.FAMILY)
        await room.press("ctrl+s")
        await told(room, "Written to")
        assert written(room)[0].name.endswith("-family.txt")


async def test_keys_struck_in_one_breath_mean_what_they_say(enter: Enter) -> None:
    """The copy that is written is the one that was chosen, however fast."""
    async with enter() as room:
        for key in ("ctrl+e", "down", "down", "right", "ctrl+s"):
            room.app.simulate_key(key)
        await until(room, lambda: isinstance(room.app.screen, ExportScreen))
        await told(room, "Written to")

        assert [path.name for path in written(room)] == ["training.txt"]


async def test_switching_quickly_shows_the_last(enter: Enter, library: Library) -> None:
    async with enter(full(library)) as room:
        await room.press("ctrl+e")
        for _ in range(6):
            room.app.simulate_key("right")
            room.app.simulate_key("down")
            room.app.simulate_key("up")
            room.app.simulate_key("down")
        await looked(room)

        screen = room.app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.query_one(OptionList).highlighted is not None
        assert screen.look is not None
        assert screen.look.copy == screen.wanted


@pytest.mark.parametrize("way", ["ctrl+s", "ctrl+t"])
async def test_nothing_that_tells_who_reported_leaves_unless_that_is_meant(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    sent: list[str] = []
    async with enter() as room:
        monkeypatch.setattr(room.app, "copy_to_clipboard", sent.append)
        await room.type(REPORTER)
        await room.press("ctrl+e")
        assert "! This can tell who reported, in past harm 1" in await looked(room)
        await room.press("ctrl+o", way)
        assert "^O lets it out" in await told(room, "Not written: this can tell who reported")
        assert (written(room), sent, room.session.overrides) == ([], [], ())

        await room.press("ctrl+o")
        await told(room, "Written to" if way == "ctrl+s" else "clipboard")
        assert len(written(room)) + len(sent) == 1
        [recorded] = room.saved.overrides
        assert (recorded.about, recorded.copy) == (room.session.notes[0].id, "case-file")


async def test_another_copy_is_held_back_anew(enter: Enter) -> None:
    async with enter() as room:
        await room.type(REPORTER)
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Not written")
        await room.press("down", "ctrl+o")
        await looked(room)

        assert written(room) == []
        assert room.saved.overrides == ()


async def test_what_is_open_is_counted_and_read(enter: Enter) -> None:
    async with enter() as room:
        await room.type("! Grandma Rosa / Daniel drives\n\n\n\nAna never calls back\n")
        await room.press("escape", "ctrl+e", "down", "down", "down")
        says = await looked(room)
        assert "Statements with a part still open: 1" in says
        assert re.search(r"Open questions about what it holds: \d+\. F4 reads them", says)

        await room.press("f4")
        assert "danger 1" in page(room)
        await room.press("escape")
        assert "danger 1" not in page(room)
        assert isinstance(room.app.screen, ExportScreen)


async def test_a_question_that_nobody_wants_is_not_asked_here(
    enter: Enter, library: Library
) -> None:
    opening = library.create("K.'s family")
    label = a_note("Mom lacks insight", id="label-1")
    session = replace(opening.stored.session, notes=(label,))
    asks = [one for one in Review(load_wording()).findings(session) if one.item == label.id]
    unwanted = replace(session, dismissed=tuple(one.key for one in asks))
    for each, count in ((session, len(asks)), (unwanted, 0)):
        async with enter(replace(opening, stored=replace(opening.stored, session=each))) as room:
            await room.press("ctrl+e")

            assert (f"it holds: {count}." in await looked(room)) is bool(count)


async def test_a_name_that_would_survive_is_told_and_nothing_is_written(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from soptui.export import deidentified as module

    def survives(*_: object) -> None:
        raise module.NameSurvives("a name would still be in gray area 1")

    monkeypatch.setattr(module, "deidentified", survives)
    async with enter() as room:
        await room.type("+ she sings\n")
        await room.press("ctrl+e", "down", "down")
        assert "! a name would still be in gray area 1" in await looked(room)
        await room.press("ctrl+s")
        await told(room, "Not written: a name would still be in gray area 1")
        assert written(room) == []


async def test_words_like_names_are_told_in_a_copy_for_training(enter: Enter) -> None:
    async with enter() as room:
        await room.type("+ he plays with Thandiwe at school\n")
        await room.press("ctrl+e", "down", "down")

        assert "Thandiwe" in await looked(room)


async def test_steps_without_a_day_are_told_before_a_calendar_is_written(enter: Enter) -> None:
    async with enter() as room:
        await room.type("> call the school / Dee / soon\n\n")
        await room.press("ctrl+e", *["down"] * 4, "left")
        says = await looked(room)

        assert "Steps without a day that can be read" in says
        assert "BEGIN:VCALENDAR" in page(room)
        assert "�" not in page(room)


async def test_that_pdf_is_not_installed_is_told_before_one_tries(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    async with enter() as room:
        await room.type("+ she sings\n")
        await room.press("ctrl+e", *["right"] * 4)
        assert "pip install 'soptui[pdf]'" in (await looked(room)).replace("\n", " ")
        assert "she sings" in page(room)


async def test_an_agencys_word_file_that_cannot_be_used_is_told(
    enter: Enter, library: Library
) -> None:
    library.home.config.mkdir(parents=True)
    settings = library.home.config / "settings.toml"
    settings.write_text(f'word_template = "{library.home.path}/none.docx"\n')
    async with enter() as room:
        await room.press("ctrl+e", *["right"] * 3, "ctrl+s")
        assert "none.docx cannot be read" in await told(room, "Not written")
        assert written(room) == []


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let a copy take until somebody says so, as on a slow disk."""
    goes_on, at_once = threading.Event(), write_copy

    def slowly(*args: object, **named: object) -> None:
        assert goes_on.wait(60)
        at_once(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(outlet, "write_copy", slowly)
    return goes_on


async def test_keys_work_while_it_is_written(enter: Enter, slow: threading.Event) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Writing")
        await room.press("down")
        assert "for the family" in page(room).lower() or await looked(room)
        slow.set()
        await told(room, "Written to")

        assert [one.copy for one in room.saved.exports] == ["case-file"]


async def test_leaving_while_it_is_written_loses_nothing(
    enter: Enter, slow: threading.Event
) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+s", "escape")
        assert isinstance(room.app.screen, SessionScreen)
        await room.type("on we go\n")
        assert [note.text for note in room.session.notes] == ["on we go"]
        assert written(room) == []
        slow.set()
        await until(room, lambda: bool(room.session.exports))
        await room.pilot.pause()

        assert room.line("quiet-line").startswith("Written to")
        assert len(written(room)) == 1
        assert [one.copy for one in room.saved.exports] == ["case-file"]


@pytest.mark.parametrize("keys", [("ctrl+q",), ("escape", "ctrl+q")])
async def test_leaving_soptui_waits_for_the_copy(
    enter: Enter, slow: threading.Event, keys: tuple[str, ...]
) -> None:
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+s", *keys[:-1])
        threading.Timer(0.1, slow.set).start()
        await room.press(keys[-1])

        assert [one.copy for one in room.saved.exports] == ["case-file"]
        assert len(written(room)) == 1


async def test_who_only_reads_writes_copies_too_and_the_session_will_know(
    enter: Enter, library: Library
) -> None:
    writer = Library(library.home, clock=library.clock)
    session_id = writer.create("K.'s family").stored.session.id
    async with enter(library.open(session_id)) as room:
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Written to")
        await room.press("ctrl+r", "delete", "escape", "escape")
    writer.close()

    [exported] = Library(library.home).open(session_id).stored.session.exports
    assert exported.copy == "case-file"


async def test_a_fault_of_its_own_ends_nothing(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(outlet, "content_of", broken)
    async with enter() as room:
        await room.press("ctrl+e", "ctrl+s")
        await told(room, "Not written: this part of soptui has a fault of its own (ZeroDivision")
        await room.press("escape")
        await room.type("on we go\n")

        assert [note.text for note in room.saved.notes] == ["on we go"]


Env = Callable[[str, str], None]


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Env:
    """A terminal of which nothing is known, until something is said."""
    for name in ("TMUX", "STY", "TERM_PROGRAM", "WT_SESSION", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch.setenv


async def clipped(room: Room, monkeypatch: pytest.MonkeyPatch, *keys: str) -> list[str]:
    """Press keys, and return what was sent to the terminal for its clipboard."""
    sent: list[str] = []
    monkeypatch.setattr(room.app, "copy_to_clipboard", sent.append)
    await room.press("ctrl+e", *keys, "ctrl+t")
    return sent


async def test_a_copy_goes_to_the_clipboard(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, env: Env
) -> None:
    env("WT_SESSION", "1")
    async with enter() as room:
        await room.type("+ she sings\n")
        sent = await clipped(room, monkeypatch, "down")
        await told(room, "On the clipboard, lines: ")
        copy = Copy(Format.MARKDOWN, Profile.FAMILY)

        assert sent == [content_of(copy, room.session, load_wording()).decode()]
        assert room.saved.exports == ()
        assert written(room) == []


async def test_of_a_word_file_the_text_goes_to_the_clipboard(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, env: Env
) -> None:
    env("TMUX", "/tmp/x")
    async with enter() as room:
        await room.type("+ she sings\n")
        sent = await clipped(room, monkeypatch, *["right"] * 3)
        await told(room, "Sent to the clipboard. If it does not arrive")
        copy = Copy(Format.TEXT, Profile.CASE_FILE)

        assert sent == [content_of(copy, room.session, load_wording()).decode()]


async def test_a_terminal_without_a_clipboard_is_told_what_to_do(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, env: Env
) -> None:
    env("TERM_PROGRAM", "Apple_Terminal")
    async with enter() as room:
        sent = await clipped(room, monkeypatch, "down", "right")
        command = await told(room, "In another window: ")

        assert sent == []
        assert f"soptui export {room.session.id} --for family -f txt | pbcopy" in command


async def test_what_is_too_long_for_many_terminals_is_sent_and_told(
    enter: Enter, library: Library, monkeypatch: pytest.MonkeyPatch, env: Env
) -> None:
    env("WT_SESSION", "1")
    opening = library.create("K.'s family")
    notes = tuple(a_note("she sings " * 80, id=f"n-{at}") for at in range(80))
    session = replace(opening.stored.session, notes=notes)
    opening = replace(opening, stored=replace(opening.stored, session=session))
    async with enter(opening) as room:
        sent = await clipped(room, monkeypatch)
        await told(room, "too long for many terminals")

        assert len(sent) == 1


async def test_in_room_view_it_is_asked_for_twice(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f5", "ctrl+e")
        assert not isinstance(room.app.screen, ExportScreen)
        await room.press("ctrl+e")
        assert isinstance(room.app.screen, ExportScreen)
