"""`soptui import` at the command line: what it shows, asks, keeps and refuses."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui.cli import soptui
from soptui.export.profile import Profile
from soptui.home import Home
from soptui.library import Library
from soptui.model.session import Session
from soptui.storage.codec import FORMAT, encode
from soptui.storage.store import is_session_id
from soptui.wording import load_wording
from tests.builders import a_full_session, a_note, a_session
from tests.export.writing import json_copy, markdown

Run = Callable[..., Result]
CORPUS = Path(__file__).parent / "hostile"
FAULTS = dict(
    line.split(": ", 1) for line in (CORPUS / "faults.txt").read_text().splitlines() if line
)
NOTES = "# K.'s family\n\nWorries\n- Dad drinks\n\nWorking well\n- Rosa comes\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*words: str, piped: bytes | str | None = None) -> Result:
        command = ["--home", str(tmp_path / "home"), *words]
        return CliRunner().invoke(soptui, command, input=piped)

    return run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home(tmp_path / "home"))


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., str]:
    def put(content: str | bytes, name: str = "notes.txt") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return put


def kept(library: Library) -> list[str]:
    return [summary.id for summary in library.list()]


def test_notes_become_a_session_and_its_id_is_all_that_is_printed(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    result = run("import", put(NOTES), "--yes")

    [session_id] = kept(library)
    assert (result.exit_code, result.stdout) == (0, f"{session_id}\n")
    assert "Dad drinks" in result.stderr
    assert "2 notes, 0 members, 0 numbers: read as notes taken elsewhere." in result.stderr
    assert f"`soptui open {session_id}` opens it." in result.stderr
    session = library.read(session_id)
    assert session.title == "K.'s family"
    assert [note.text for note in session.notes] == ["Dad drinks", "Rosa comes"]


def test_without_a_terminal_it_is_shown_and_nothing_is_kept(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    result = run("import", put(NOTES))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Dad drinks" in result.stderr
    assert "--yes keeps it. Nothing was changed." in result.stderr
    assert kept(library) == []


@pytest.mark.parametrize(("answer", "code", "count"), [("y\n", 0, 1), ("n\n", 1, 0), ("\n", 1, 0)])
def test_at_a_terminal_it_asks(
    *,
    run: Run,
    library: Library,
    put: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    count: int,
) -> None:
    monkeypatch.setattr("soptui.cli_import._is_asked", lambda: True)
    result = run("import", put(NOTES), piped=answer)

    assert "Keep it as a new session? [y/N]" in result.stderr
    assert (result.exit_code, len(kept(library))) == (code, count)


def test_what_is_piped_in_is_read(run: Run, library: Library) -> None:
    result = run("import", "-", "--yes", piped=NOTES)

    assert (result.exit_code, result.stdout) == (0, f"{kept(library)[0]}\n"), result.stderr
    assert run("import", "-", piped=NOTES).exit_code == 2


def test_a_title_and_a_reading_can_be_given(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    copy = put(markdown(a_full_session(), load_wording()), "copy.md")
    told = json.loads(
        run("import", copy, "--as", "notes", "--title", "L.\x1b[31m", "--yes", "--json").stdout
    )

    assert told["reading"] == "notes"
    assert library.read(told["id"]).title == "L.[31m"


def test_it_is_told_as_json(run: Run, library: Library, put: Callable[..., str]) -> None:
    result = run("import", put(NOTES + "## Attendance\n"), "--yes", "--json")

    assert json.loads(result.stdout) == {
        "schema": 1,
        "id": kept(library)[0],
        "kept": True,
        "reading": "notes",
        "notes": 3,
        "unplaced": 1,
    }
    assert "1 line fits nowhere, and would be kept as heard." in result.stderr


@pytest.mark.parametrize("profile", Profile)
def test_json_comes_back_byte_for_byte(
    run: Run, library: Library, put: Callable[..., str], profile: Profile
) -> None:
    text = json_copy(a_full_session(), profile, marks=True)
    assert run("import", put(text, "copy.json"), "--yes").stdout == "2026-11-23-example\n"

    assert json_copy(library.read("2026-11-23-example"), profile, marks=True) == text


def test_a_session_that_is_here_is_not_kept_twice(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    copy = put(json_copy(a_full_session(), Profile.CASE_FILE), "copy.json")
    run("import", copy, "--yes")
    result = run("import", copy)

    assert (result.exit_code, result.stdout) == (0, "2026-11-23-example\n")
    assert "already here: 2026-11-23-example. Nothing was changed." in result.stderr
    assert len(kept(library)) == 1


def test_an_id_that_is_taken_by_another_is_not_taken_from_it(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    other = a_session(a_note())
    library.keep(other)
    library.close()
    text = json_copy(a_full_session(), Profile.CASE_FILE)
    result = run("import", put(text, "copy.json"), "--yes")

    fresh = result.stdout.strip()
    assert fresh != other.id
    assert is_session_id(fresh)
    assert "there is another of that id here: this one has a new id." in result.stderr
    assert library.read(other.id) == other
    assert json_copy(library.read(fresh), Profile.CASE_FILE) == text.replace(other.id, fresh, 1)


@pytest.mark.parametrize("session_id", ["../x", "UPPER", "con", "last", "x" * 65])
def test_an_id_that_can_be_no_name_of_a_file_is_left(
    run: Run, library: Library, put: Callable[..., str], session_id: str
) -> None:
    text = json_copy(replace(a_full_session(), id=session_id), Profile.CASE_FILE)
    result = run("import", put(text, "copy.json"), "--yes")

    assert result.exit_code == 0
    assert kept(library) == [result.stdout.strip()]


def test_a_damaged_session_under_the_id_stays_as_it_is(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    library.keep(a_session())
    library.close()
    path = library.home.sessions / "2026-11-23-example.json"
    path.write_text("{", encoding="utf-8")
    result = run("import", put(json_copy(a_full_session(), Profile.CASE_FILE), "c.json"), "--yes")

    assert result.exit_code == 0
    assert result.stdout.strip() != "2026-11-23-example"
    assert path.read_text(encoding="utf-8") == "{"


def a_document(**fields: object) -> str:
    return json.dumps({"schema": 1, **encode(a_full_session()), **fields})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (a_document(schema=2), "made by a newer soptui"),
        (a_document(format=FORMAT + 1), "made by a newer soptui"),
        (a_document(schema=0), "not a session of soptui"),
        (a_document(schema=True), "not a session of soptui"),
        (a_document(schema="1"), "not a session of soptui"),
        (a_document(odd=1), "not a whole session (session: 1 unknown field(s))"),
        (a_document(title="a\x1b[31m"), "characters that soptui never writes"),
        ('{"schema": 1, "schema": 1}', "a key that stands twice"),
        ('{"schema": NaN}', "not finite"),
        ('{"a": ' * 50 + "1" + "}" * 50, "nested too deeply"),
        ("[]", "not a session of soptui"),
        ("{}", "not a session of soptui"),
    ],
)
def test_json_is_read_as_strictly_as_a_stored_session(
    run: Run, library: Library, put: Callable[..., str], text: str, told: str
) -> None:
    result = run("import", put(text, "copy.json"), "--yes")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("soptui: copy.json was not imported. ")
    assert told in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert kept(library) == []


@pytest.mark.parametrize("name", FAULTS)
def test_the_hostile_files_do_no_harm(run: Run, library: Library, name: str) -> None:
    result = run("import", str(CORPUS / f"{name}.json"), "--yes")

    if FAULTS[name] == "whole":  # the file of a session, such as a backup, is taken as well
        assert result.exit_code == 0
        assert kept(library) == [name]
    elif name in ("other-id", "id-as-path", "bare-document"):  # only here a file has no name
        assert result.exit_code in (0, 2)
    else:
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        assert result.stderr.endswith("Nothing was changed.\n")
        assert not library.home.sessions.exists()
    assert "fault of its own" not in result.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_the_hostile_files_are_words_if_they_are_said_to_be(
    run: Run, library: Library, name: str
) -> None:
    result = run("import", str(CORPUS / f"{name}.json"), "--yes", "--as", "notes")

    assert result.exit_code in (0, 2)
    assert "fault of its own" not in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    assert len(kept(library)) == (result.exit_code == 0)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"PK\x03\x04" + bytes(99), "Save it as plain text first."),
        ("a.pdf", b"%PDF-1.7\n", "This is a PDF."),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "This is no text."),
        ("a.txt", b"", "There is nothing in it."),
        ("a.txt", b"-\n---\n#\n", "There is nothing in it that could be kept."),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ("a.txt", b"- x\n" * 40_000, "more than a session can"),
        ("a.md", b"# only words\n", "no copy that soptui has written"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence_or_two(
    *, run: Run, library: Library, put: Callable[..., str], name: str, content: bytes, told: str
) -> None:
    asked = ("--as", "md") if name == "a.md" else ()
    result = run("import", put(content, name), "--yes", *asked)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert kept(library) == []


def test_what_is_no_file_is_never_waited_for(run: Run, library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero", tmp_path / "nowhere", "a\0b"):
        result = run("import", str(path), "--yes")
        assert result.exit_code == 2
        assert "was not imported." in result.stderr
    assert kept(library) == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("profile", Profile)
def test_markdown_comes_back_to_the_letter_whatever_is_spoken_here(
    run: Run, library: Library, put: Callable[..., str], profile: Profile, language: str
) -> None:
    wording = load_wording(language)
    text = markdown(a_full_session(), wording, profile, marks=True)
    result = run("import", put(text, "copy.md"), "--yes")

    session = library.read(result.stdout.strip())
    assert markdown(session, wording, profile, marks=True) == text
    assert "read as a Markdown copy of soptui." in result.stderr


def test_markdown_in_an_agencys_own_words_comes_back(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    words = library.home.words
    words.mkdir(parents=True)
    (words / "es.toml").write_text(
        '[column.worried]\nquestion = "¿Qué nos inquieta?"\n[export]\ncopy = "Ejemplar"\n'
        'said_by = "palabras de"\n[export.case-file]\ndanger_statement = "Riesgo"\n'
        '[agreement]\nagreed = "sí"\n[date]\nlong = "{year}/{month}/{day}"\n',
        encoding="utf-8",
    )
    wording = load_wording("es", words)
    assert wording.reports == ()
    text = markdown(a_full_session(), wording)
    assert "Riesgo: " in text
    session = library.read(run("import", put(text, "copy.md"), "--yes").stdout.strip())

    assert markdown(session, wording) == text
    assert session.started.date() == datetime(2026, 11, 23).date()


def test_the_day_of_the_meeting_is_that_of_the_copy_and_the_length_its_kinds(
    run: Run, library: Library, put: Callable[..., str]
) -> None:
    a: Session = replace(a_full_session(), setting="CFT")
    text = markdown(a, load_wording())
    session = library.read(run("import", put(text, "copy.md"), "--yes").stdout.strip())

    assert session.started.date() == a.started.date()
    assert (session.setting, session.minutes) == ("CFT", 90)


def test_a_name_of_a_file_cannot_act(run: Run, put: Callable[..., str]) -> None:
    result = run("import", put(b"%PDF", "a\x1b[31m.txt"))

    assert result.exit_code == 2
    assert "This is a PDF." in result.stderr
