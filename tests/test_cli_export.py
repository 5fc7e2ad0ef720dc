"""`soptui export` and `soptui copies`: what leaves, what is said about it, what is remembered."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui import cli_watch
from soptui.cli import soptui
from soptui.home import Home
from soptui.library import Library
from soptui.model.session import Session
from tests.builders import a_note

Run = Callable[..., Result]
LEAK = "The neighbor called it in on Monday"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*words: str, keys: str | None = None) -> Result:
        return CliRunner().invoke(soptui, ["--home", str(tmp_path / "home"), *words], input=keys)

    return run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home(tmp_path / "home"))


@pytest.fixture
def session(library: Library) -> Session:
    """A session that nobody has open."""
    session = library.create("K.'s family").stored.session
    library.close()
    return session


def test_the_made_up_session_can_be_exported_without_keeping_it(run: Run, tmp_path: Path) -> None:
    result = run("export", "example", "-o", str(tmp_path / "notes.md"))

    assert result.exit_code == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").startswith("# K.'s family")
    assert not (tmp_path / "home").exists()


def test_the_name_of_the_file_says_its_format(run: Run, tmp_path: Path) -> None:
    run("export", "example", "-o", str(tmp_path / "notes.JSON"))
    run("export", "example", "-o", str(tmp_path / "notes.dat"))

    assert json.loads((tmp_path / "notes.JSON").read_text(encoding="utf-8"))["schema"] == 1
    assert (tmp_path / "notes.dat").read_text(encoding="utf-8").startswith("# ")


def test_what_is_held_back_is_said_beside_the_document_and_not_in_it(run: Run) -> None:
    result = run("export", "example", "--for", "family")

    assert "for staff only: " in result.stderr
    assert "contacts: " in result.stderr
    assert "Held back" not in result.stdout
    spanish = run("export", "example", "--for", "family", "--lang", "es")
    assert "solo para el personal: " in spanish.stderr
    assert "## Personas que ayudan" in spanish.stdout


def test_contacts_and_numbers_go_to_the_family_when_they_are_asked_for(run: Run) -> None:
    bare = run("export", "example", "--for", "family").stdout
    asked = run("export", "example", "--for", "family", "--contacts", "--marks").stdout

    assert "contact: 555-" not in bare
    assert "contact: 555-" in asked
    assert " of 10" not in bare
    assert " of 10" in asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "ics"), "a calendar holds next steps only: add --for next-steps"),
        (("--marks",), "--marks: only the family copy"),
        (("--contacts", "--for", "training"), "--contacts: only the family copy"),
        (("--names", "role", "--for", "training"), "no names at all"),
        (("--ascii",), "--ascii is for plain text: add -f txt"),
        (("--template", "county.docx"), "--template is for Word: add -f docx"),
        (("--watch",), "--watch keeps a file current: name it with -o"),
        (("-f", "docx", "--template", "nowhere.docx"), "nowhere.docx cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    result = run("export", "example", *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_word_file_that_was_chosen_for_good_is_for_word_only(run: Run, library: Library) -> None:
    library.home.config.mkdir(parents=True)
    (library.home.config / "settings.toml").write_text('word_template = "/no/county.docx"\n')

    assert run("export", "example").exit_code == 0
    assert "/no/county.docx cannot be read" in run("export", "example", "-f", "docx").stderr


def test_every_copy_that_was_written_is_remembered(
    run: Run, session: Session, tmp_path: Path
) -> None:
    for name in ("case.md", "family.json"):
        readers = "family" if name.startswith("family") else "case-file"
        run("export", session.id, "--for", readers, "-o", str(tmp_path / name))
    run("export", session.id, "-o", str(tmp_path / "case.md"))  # refused: it is there
    run("export", session.id)  # to the terminal

    listed = json.loads(run("copies", session.id, "--json").stdout)["copies"]
    assert [(one["path"], one["copy"], one["there"]) for one in listed] == [
        (str(tmp_path / "case.md"), "case-file", True),
        (str(tmp_path / "family.json"), "family", True),
    ]
    assert "exports" in json.loads(run("show", session.id, "--json").stdout)
    assert json.loads(run("export", session.id, "-f", "json").stdout)["exports"] == []


def test_a_copy_that_is_written_in_the_meeting_is_remembered_after_it(
    run: Run, session: Session, library: Library, tmp_path: Path
) -> None:
    library.open(session.id)
    assert run("export", session.id, "-o", str(tmp_path / "case.md")).exit_code == 0
    assert "case.md" in run("copies", session.id).stdout
    library.close()

    opened = Library(library.home).open(session.id)
    assert [Path(one.path).name for one in opened.stored.session.exports] == ["case.md"]


def test_copies_can_be_deleted_and_nothing_else_ever_is(
    run: Run, session: Session, tmp_path: Path
) -> None:
    for name in ("one.md", "two.md", "three.md"):
        run("export", session.id, "-o", str(tmp_path / name))
    (tmp_path / "two.md").unlink()
    (tmp_path / "three.md").unlink()
    (tmp_path / "three.md").mkdir()

    refused = run("copies", session.id, "--delete")
    assert refused.exit_code == 2
    assert (tmp_path / "one.md").exists()
    assert "(no longer there)" in refused.stdout

    assert run("copies", session.id, "--delete", "--yes").exit_code == 0
    assert not (tmp_path / "one.md").exists()
    assert (tmp_path / "three.md").is_dir()
    left = json.loads(run("copies", session.id, "--json").stdout)["copies"]
    assert [Path(one["path"]).name for one in left] == ["two.md", "three.md"]


def test_a_session_without_copies_says_so(run: Run, session: Session) -> None:
    result = run("copies", session.id)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "No copy of this session is known." in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_only_its_owner_can_read_a_copy(run: Run, tmp_path: Path) -> None:
    run("export", "example", "-o", str(tmp_path / "notes.md"))

    assert (tmp_path / "notes.md").stat().st_mode & 0o777 == 0o600


class Meeting:
    """What happens in a meeting while a copy is kept current: something at each look."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = list(steps)

    def pause(self, _: float) -> None:
        if not self._steps:
            raise KeyboardInterrupt
        self._steps.pop(0)()


def test_a_watched_copy_follows_the_meeting(
    run: Run, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = library.create("K.'s family")
    target = tmp_path / "notes.md"
    now, revision = opening.stored.session, opening.stored.revision
    seen: list[bool] = []

    def says(*texts: str) -> None:
        nonlocal revision
        notes = tuple(a_note(text, id=f"n{at}") for at, text in enumerate(texts))
        revision = opening.store.save(replace(now, notes=notes), revision)

    def look(text: str) -> None:
        seen.append(text in target.read_text(encoding="utf-8"))

    meeting = Meeting(
        lambda: says("Kai sleeps at Rosa's"),
        lambda: look("Kai sleeps at Rosa's"),
        lambda: says("Kai sleeps at Rosa's", LEAK),
        lambda: look(LEAK),  # held back: the file stays as it was
        lambda: says("Kai sleeps in his own bed"),
        lambda: look("in his own bed"),
    )
    monkeypatch.setattr(cli_watch, "sleep", meeting.pause)
    result = run("export", now.id, "--watch", "-o", str(target))
    library.close()

    assert seen == [True, False, True]
    assert result.stderr.count("can tell who reported") == 1
    assert "neighbor" not in result.stderr
    assert [
        Path(one.path) for one in Library(library.home).open(now.id).stored.session.exports
    ] == [target]


def test_a_watched_copy_outlives_a_file_that_cannot_be_written(
    run: Run, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = library.create("K.'s family")
    target = tmp_path / "notes.md"
    now = opening.stored.session

    def in_the_way() -> None:
        target.unlink()
        target.mkdir()
        opening.store.save(replace(now, notes=(a_note("one"),)), opening.stored.revision)

    meeting = Meeting(in_the_way, lambda: None, target.rmdir, lambda: None)
    monkeypatch.setattr(cli_watch, "sleep", meeting.pause)
    result = run("export", now.id, "--watch", "-o", str(target))
    library.close()

    assert result.stderr.count("is a folder") == 1
    assert "one" in target.read_text(encoding="utf-8")


def test_the_demo_shows_the_stop_and_keeps_no_record_of_itself(run: Run) -> None:
    stopped = run("export", "demo")
    let_out = run("export", "demo", "--let-out")

    assert (stopped.exit_code, stopped.stdout) == (1, "")
    assert "can tell who reported" in stopped.stderr
    assert let_out.exit_code == 0


def test_a_name_that_could_not_be_found_again_is_refused(
    run: Run, session: Session, tmp_path: Path
) -> None:
    result = run("export", session.id, "-o", f"{tmp_path}/a\x1b]0;x\x07.md")
    nobody = run("export", session.id, "-o", "~nobody-of-that-name/a.md")

    assert (result.exit_code, nobody.exit_code) == (2, 2)
    assert "control characters" in result.stderr
    assert "nobody's folder here. The session itself is safe." in nobody.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_link_is_only_replaced_when_that_is_said(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "notes.md"
    link.symlink_to(tmp_path / "nowhere")

    assert "--force" in run("export", "example", "-o", str(link)).stderr
    assert link.is_symlink()
    assert run("export", "example", "-o", str(link), "--force").exit_code == 0
    assert not link.is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_what_has_become_a_link_or_a_folder_is_a_copy_no_more(
    run: Run, session: Session, tmp_path: Path
) -> None:
    other, link, folder = (tmp_path / name for name in ("other", "link.md", "folder.md"))
    for path in (link, folder):
        run("export", session.id, "-o", str(path))
        path.unlink()
    other.write_text("keep", encoding="utf-8")
    link.symlink_to(other)
    folder.mkdir()

    assert run("copies", session.id).stdout.count("no longer there") == 2
    assert run("copies", session.id, "--delete", "--yes").exit_code == 0
    assert other.read_text(encoding="utf-8") == "keep"
    assert link.is_symlink()
    assert folder.is_dir()
