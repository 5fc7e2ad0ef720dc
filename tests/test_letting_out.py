"""The only hard stop: a copy that can tell who reported is held back, and told by its place."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soptui.cli import soptui
from soptui.copies import Copy
from soptui.export.formats import Format
from soptui.export.profile import Profile, visible
from soptui.home import Home
from soptui.letting_out import held_back, override, places
from soptui.library import Library
from soptui.model.alphabet import Section
from soptui.model.session import Details, Override, Session
from tests.builders import NOW, WORDING, a_mark, a_member, a_note, a_session

LEAK = "The school nurse called it in, Kai's cheek was cut"
QUIET = "It was reported that Kai's cheek was cut"
CASE_FILE = Copy(Format.MARKDOWN, Profile.CASE_FILE)
FAMILY = Copy(Format.MARKDOWN, Profile.FAMILY)


def leaking(**changes: object) -> Session:
    past = a_note(QUIET, id="n1", section=Section.PAST_HARM)
    leak = a_note(LEAK, id="n2", section=Section.PAST_HARM)
    return replace(a_session(past, leak), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("copy", [CASE_FILE, FAMILY, Copy(Format.JSON, Profile.CASE_FILE)])
def test_what_can_tell_who_reported_is_held_back_by_its_place(copy: Copy) -> None:
    held = held_back(copy, leaking(), WORDING)

    assert [one.about for one in held] == ["n2"]
    assert places(held) == "past harm 2"
    assert "nurse" not in places(held)


def test_reworded_it_may_go() -> None:
    session = leaking(notes=(a_note(QUIET, id="n1", section=Section.PAST_HARM),))

    assert held_back(CASE_FILE, session, WORDING) == ()


def test_what_a_copy_does_not_hold_does_not_hold_it_back() -> None:
    secret = a_note(LEAK, id="n2", section=Section.PAST_HARM, staff_only=True)
    session = leaking(notes=(secret,))

    assert held_back(FAMILY, session, WORDING) == ()
    assert held_back(CASE_FILE, session, WORDING)


def test_also_what_stands_beside_the_notes_holds_it_back() -> None:
    session = replace(
        a_session(),
        details=Details(purpose="The neighbor made the report on Monday"),
        members=(a_member("Ms. Cole", id="m1", relationship="teacher, made the call"),),
        marks=(replace(a_mark(), id="k1", why="the landlord called CPS on them"),),
    )

    assert places(held_back(CASE_FILE, session, WORDING)) == (
        "safety network 1, safety mark 1, purpose"
    )


def test_what_was_dismissed_as_a_question_still_holds_it_back() -> None:
    session = leaking()
    keys = tuple(f"reporter:n2:{words}" for words in ("called it in", "nurse called it in"))

    assert held_back(CASE_FILE, replace(session, dismissed=keys), WORDING)


def test_that_it_was_let_out_is_recorded_without_its_words() -> None:
    held = held_back(CASE_FILE, leaking(), WORDING)
    after = override(held, CASE_FILE, NOW).apply(leaking())

    assert after.overrides == (Override(about="n2", copy="case-file", made=NOW),)


def test_the_family_copy_tells_nothing_of_what_was_asked_or_let_out() -> None:
    secret = a_note("a secret", id="n3", staff_only=True)
    answer = replace(a_note("said plainly", id="n4"), revises="n3")
    session = replace(
        a_session(secret, answer),
        dismissed=("jargon:n3:secret",),
        overrides=(Override(about="n3", copy="family", made=NOW),),
    )
    copy = visible(session, Profile.FAMILY)

    assert (copy.dismissed, copy.overrides) == ((), ())
    assert [note.revises for note in copy.notes] == [None]


def export(home: Path, *words: str) -> Result:
    return CliRunner().invoke(soptui, ["--home", str(home), "export", "last", *words])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    library = Library(Home(tmp_path))
    opening = library.create("K.'s family")
    session = replace(opening.stored.session, notes=leaking().notes)
    opening.store.save(session, opening.stored.revision)
    library.close()
    return tmp_path


@pytest.mark.parametrize("words", [(), ("-f", "json"), ("--for", "family")])
def test_the_command_line_holds_it_back(home: Path, words: tuple[str, ...]) -> None:
    result = export(home, *words, "-o", str(home / "out.md"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "in past harm 2" in result.stderr
    assert "nurse" not in result.stderr
    assert not (home / "out.md").exists()


def test_on_purpose_it_goes_and_that_stays_in_the_session(home: Path) -> None:
    result = export(home, "--let-out")

    assert result.exit_code == 0
    assert LEAK in result.stdout
    assert "Recorded" in result.stderr
    [recorded] = Library(Home(home)).read("last").overrides
    assert (recorded.about, recorded.copy) == ("n2", "case-file")


def test_while_somebody_else_writes_it_cannot_be_let_out(home: Path) -> None:
    writer = Library(Home(home))
    writer.open("last")
    result = export(home, "--let-out")
    writer.close()

    assert (result.exit_code, result.stdout) == (3, "")
    assert Library(Home(home)).read("last").overrides == ()


def test_check_lists_what_there_is_to_ask(home: Path) -> None:
    def check(*words: str) -> Result:
        return CliRunner().invoke(soptui, ["--home", str(home), "check", "last", *words])

    told, document = check(), json.loads(check("--json").stdout)
    kinds = [row["kind"] for row in document["findings"]]

    assert (told.exit_code, document["schema"]) == (0, 1)
    assert "This can tell who reported" in told.stdout
    assert "question" in told.stderr
    assert "reporter" in kinds
    for row in document["findings"]:
        assert row["text"][row["start"] : row["end"]] in (row["words"], "")
        assert row["question"]
