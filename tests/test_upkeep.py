"""`soptui verify` and `soptui restore`: is it whole, and the way back if it is not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui.cli import soptui
from soptui.home import Home
from soptui.library import Library
from soptui.storage.versions import Version
from tests.builders import a_note

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(soptui, ["--home", str(tmp_path), *words])

    return run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home(tmp_path))


def kept(library: Library) -> tuple[str, Path]:
    """A session with a version before: that has one note, and the session itself two."""
    opening = library.create("K.'s family")
    one = replace(opening.stored.session, notes=(a_note("Rosa has a key"),))
    revision = opening.store.save(one, opening.stored.revision)
    two = replace(one, notes=(*one.notes, a_note("Leo drives", id="note-2")))
    opening.store.save(two, revision)
    library.close()
    return two.id, library.home.sessions / f"{two.id}.json"


def test_what_is_whole_is_said_to_be(run: Run, library: Library) -> None:
    session_id, path = kept(library)

    assert run("verify").exit_code == 0
    assert session_id in run("verify").stdout
    assert "DAMAGED" not in run("verify").stdout
    assert run("verify", str(path)).exit_code == 0
    listed = run("verify", session_id)
    assert listed.exit_code == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [
        "now",
        "previous",
        "snapshot",
    ]
    assert run("verify", "last").stdout == listed.stdout


def test_no_version_is_read_twice(
    run: Run, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id, _ = kept(library)
    asked: list[str] = []
    versions = Library.versions

    def counted(self: Library, of: str) -> tuple[Version, ...]:
        asked.append(of)
        return versions(self, of)

    monkeypatch.setattr(Library, "versions", counted)
    for words in (
        ("verify",),
        ("verify", session_id),
        ("verify", "last"),
        ("restore", "last", "previous"),
        ("restore", session_id, "previous"),
    ):
        asked.clear()
        assert run(*words).exit_code == 0
        assert asked == [session_id], words


def test_what_is_kept_as_evidence_is_told_and_is_no_damage(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    path.with_name(f"{path.name}.damaged-20261123T220205Z").write_bytes(b"")
    library.home.aside.mkdir(parents=True)
    (library.home.aside / f"{path.name}.0123abcd.kept").write_bytes(b"")

    result = run("verify", session_id)
    assert result.exit_code == 0
    assert result.stdout.count("DAMAGED") == 2
    assert run("verify").exit_code == 0


def test_nothing_at_all_is_whole(run: Run) -> None:
    result = run("verify")

    assert (result.exit_code, result.stdout) == (0, "")


def test_a_damaged_file_is_named_and_not_touched(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    path.write_bytes(b'{"session": {"1": {"format": 1, "title": "Mateo"')
    before = path.read_bytes()

    for words in ((), (session_id,), (str(path),)):
        result = run("verify", *words)
        assert result.exit_code == 2
        assert "not JSON" in result.stdout
        assert "Mateo" not in result.output
    assert path.read_bytes() == before


def test_a_damaged_earlier_version_counts_as_well(run: Run, library: Library) -> None:
    _, path = kept(library)
    path.with_name(f"{path.name}.bak").write_bytes(b"")

    result = run("verify")
    assert result.exit_code == 2
    assert "previous: file: empty" in result.stdout


def test_what_is_neither_a_session_nor_a_file_is_wrong_use(run: Run, library: Library) -> None:
    kept(library)
    for words in ("2026-01-01-none", "nowhere/file.json", "../../x", "x\x1b[2J"):
        result = run("verify", words)
        assert result.exit_code == 2
        assert "there is no session and no file" in result.stderr
        assert "\x1b" not in result.stderr


def test_restore_goes_back_and_keeps_what_was_there(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    path.write_bytes(b"\0" * 100)

    result = run("restore", session_id)
    assert result.exit_code == 0
    assert "What was there before is kept as" in result.stderr
    assert [note.text for note in library.read(session_id).notes] == ["Rosa has a key"]
    [evidence] = path.parent.glob(f"{path.name}.damaged-*")
    assert evidence.read_bytes() == b"\0" * 100
    assert run("verify").exit_code == 0


def test_restore_of_what_is_whole_asks_which_version(run: Run, library: Library) -> None:
    session_id, _ = kept(library)

    refused = run("restore", session_id)
    assert refused.exit_code == 2
    assert "say which version" in refused.stderr
    assert len(library.read(session_id).notes) == 2

    assert run("restore", session_id, "previous").exit_code == 0
    assert len(library.read(session_id).notes) == 1
    snapshots = [
        line for line in run("verify", session_id).stdout.splitlines() if "2 notes" in line
    ]
    assert snapshots, "the state that it went back from is kept"


def test_restore_without_a_whole_version_changes_nothing(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    files = [path, path.with_name(f"{path.name}.bak")]
    files += library.home.snapshots.rglob("*.json")
    for file in files:
        file.write_bytes(b"")

    assert run("restore", session_id).exit_code == 2
    assert [file.read_bytes() for file in files] == [b""] * len(files)


def test_restore_waits_for_nobody_who_is_writing(run: Run, library: Library) -> None:
    session_id, _ = kept(library)
    writing = library.open(session_id)
    assert not writing.is_reading

    result = run("restore", session_id, "previous")
    assert result.exit_code == 3
    assert "is being written by" in result.stderr
    assert len(library.read(session_id).notes) == 2


def test_a_version_or_a_session_that_there_is_not(run: Run, library: Library) -> None:
    session_id, _ = kept(library)

    assert run("restore", session_id, "yesterday").exit_code == 2
    assert run("restore", "2026-01-01-none").exit_code == 2
    assert run("restore", "../../x").exit_code == 2


def test_going_far_back_keeps_the_versions_in_between(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    path.write_bytes(b"")
    oldest = run("verify", session_id).stdout.splitlines()[-1].split("  ")[0]
    assert run("restore", session_id, oldest).exit_code == 0
    assert library.read(session_id).notes == ()

    opening = library.open(session_id)
    opening.store.save(replace(opening.stored.session, title="later"), opening.stored.revision)
    library.close()
    assert any(
        line.startswith("snapshot") and line.endswith("1 note")
        for line in run("verify", session_id).stdout.splitlines()
    )


def test_what_a_newer_soptui_made_is_not_gone_back_from_unasked(run: Run, library: Library) -> None:
    session_id, path = kept(library)
    path.write_bytes(path.read_bytes().replace(b'"format": 4', b'"format": 5'))
    before = path.read_bytes()

    refused = run("restore", session_id)
    assert refused.exit_code == 2
    assert "a newer soptui has made it" in refused.stderr
    assert path.read_bytes() == before
