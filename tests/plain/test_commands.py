"""The commands: words behind a slash, and what each does by value."""

import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 - any machine, however busy
from soptui.model.alphabet import Scale, Section
from soptui.model.edits import AddEntries
from soptui.model.session import Agreement, Mark
from soptui.plain.commands import COMMANDS
from soptui.settings import read_settings, write_choice
from soptui.storage.store import Stored
from soptui.wording import load_wording
from tests.plain.conftest import Typist


def notes(typist: Typist) -> list[tuple[Section, str]]:
    return [(note.section, note.text) for note in typist.library.read("last").notes]


def test_a_number_stays_with_its_entry_whatever_is_taken_back(silent: Typist) -> None:
    said = silent.new(
        *("- fell", "+ slept", "/remove 1", "? maybe", "/undo", "/undo", "/redo", "/redo", "/list")
    )

    assert said[2] == "removed: past harm 1. /undo brings it back"
    assert said[3] == "gray area 3: maybe"
    assert said[4:8] == ["Undid: add note", "Undid: remove", "Redid: remove", "Redid: add note"]
    assert "gray area 3: maybe" in said
    assert "strength 2: slept" in said
    assert not any(line.startswith("past harm 1") for line in said[8:])


def test_everything_can_be_undone(silent: Typist) -> None:
    lines = ["- fell", "+ slept", "/sort 1 ?", "/move 2 next", "/staff 1", "/edit 1 he fell"]
    said = silent.new(*lines, *["/undo"] * 7)

    assert said[-1] == "Nothing to undo"
    assert notes(silent) == []


def test_an_entry_is_changed_by_its_number(silent: Typist) -> None:
    silent.new(
        *("- fell ^Odette", "/edit 1 he fell down", "? maybe", "/sort 2 --", "/move 1 working")
    )

    session = silent.library.read("last")
    assert notes(silent) == [(Section.HEARD, "he fell down"), (Section.HARM_STATEMENT, "maybe")]
    assert session.notes[0].said_by == "Odette"


def test_the_parts_of_a_statement_are_changed_one_by_one(silent: Typist) -> None:
    said = silent.new("! Rosa / he drives", "/edit 1", "Mateo is hurt", "/back", "/clear", "")

    assert said[1] == "danger, 4 of 5: and the child could...?"
    assert said[3] == "danger, 4 of 5: and the child could...? (now: Mateo is hurt)"
    [note] = silent.library.read("last").notes
    assert note.parts == ("Rosa", "he drives", "", "", "")


def test_an_empty_line_changes_nothing_of_an_entry(silent: Typist) -> None:
    said = silent.new("- fell", "/edit 1", "")

    assert said[1:] == ["past harm: type it (now: fell)", "unchanged: it is as it was"]
    assert notes(silent) == [(Section.PAST_HARM, "fell")]


def test_a_goal_is_linked_with_a_danger_and_let_go(silent: Typist) -> None:
    silent.new("* Daniel / Rosa", "! Rosa / he drives", "/link 1 2")
    goal, danger = silent.library.read("last").notes
    assert goal.answers == danger.id

    # In another sitting they have other numbers: those of the order of the map.
    silent.sit(silent.library.open("last"), "/link 2")
    assert silent.library.read("last").notes[0].answers is None


def test_that_a_note_is_for_staff_only_is_said_before_its_words(silent: Typist) -> None:
    said = silent.new("- the new address", "/staff 1", "/staff 1")

    assert said[1:] == [
        "past harm, staff only 1: the new address",
        "past harm 1: the new address",
    ]


def test_people_of_the_network(silent: Typist) -> None:
    said = silent.new("@ Rosa / aunt / inner / drives / 555 0100", "/agreed 1", "/paid 1", "/map")

    [rosa] = silent.library.read("last").members
    assert (rosa.agreement, rosa.paid) == (Agreement.ASKED, True)
    assert "safety network 1: Rosa, aunt, inner, drives (paid; asked)" in said
    assert "555" not in " ".join(said)  # others may hear it


def test_words_are_found(silent: Typist) -> None:
    said = silent.new("- Daniel fell", "+ slept", "/find DANIEL", "/find harm")

    assert said[2:] == ["found: 1", "past harm 1: Daniel fell", "found: 0"]


def test_details_are_said_anew(silent: Typist) -> None:
    silent.new("/details title R.'s family", "/details minutes 45", ":purpose agree")

    session = silent.library.read("last")
    assert (session.title, session.minutes) == ("R.'s family", 45)
    assert session.details.purpose == "agree"


def test_a_hidden_number_is_not_said_until_all_are_shown(silent: Typist) -> None:
    opening = silent.library.create("K.'s family")
    mark = Mark(id="m", scale=Scale.SAFETY, who="Rosa", value=4, hidden=True)
    session = AddEntries((mark,)).apply(opening.stored.session)
    revision = opening.store.save(session, opening.stored.revision)
    opening = replace(opening, stored=Stored(session, revision))
    said = silent.sit(opening, "/scale", "# Leo / 7", "/scale reveal")

    heading = "part of the map: everybody's number, 0 to 10"
    shown = said.index(f"{heading} (2)")
    assert "safety mark 1: Rosa, has a number, not shown yet" in said
    assert "safety mark 2: Leo, has a number, not shown yet" in said
    assert said[shown + 1 : shown + 3] == [
        "safety mark 1: Rosa 4 of 10",
        "safety mark 2: Leo 7 of 10",
    ]


def test_the_coach_asks_and_its_answer_says_what_it_answers(silent: Typist) -> None:
    said = silent.new(
        "! Rosa / he drives / on Fridays / Mateo is hurt", "/coach", "/answer", "/quit"
    )

    assert said[1] == "coach: Which goal answers this danger?"
    assert said[2].startswith("about: danger 1: ")
    assert said[3] == "safety goal, 1 of 5: which caregiver?"


def test_the_coach_says_by_itself_that_it_has_a_question(typist: Typist) -> None:
    said = typist.new("Mom lacks insight", "/coach", "/pass", "/coach off", "Mom lacks insight too")

    assert said[1] == "coach: a question. /coach tells it"
    assert said[2].startswith('coach: "lacks insight": What does the parent say')
    assert said[4] == "coach: not asked again in this session. /undo asks it again"
    assert said[-1].startswith("heard, worried 2")
    assert len(typist.library.read("last").dismissed) == 1
    assert not read_settings(typist.library.home.config).coach


def test_an_answer_in_behavior_stands_beside_the_label(silent: Typist) -> None:
    silent.new("Mom lacks insight", "/coach", "/answer she left him alone at night")

    label, behavior = silent.library.read("last").notes
    assert behavior.text == "she left him alone at night"
    assert behavior.revises == label.id


def test_a_copy_that_can_tell_who_reported_is_held_back(silent: Typist) -> None:
    said = silent.new("the teacher called the hotline", "/export", "/last", "/letout")
    exports = silent.library.home.exports

    assert said[1].startswith("not written: this can tell who reported, in heard 1.")
    assert said[3] == "not written: nothing is held back at this moment. /export comes first"
    assert not exports.exists()

    said = silent.sit(silent.library.open("last"), "/export", "/letout")
    assert "recorded: it was let out on purpose" in said
    assert len(list(exports.iterdir())) == 1
    assert [one.copy for one in silent.library.read("last").overrides] == ["case-file"]


def test_copies_for_the_family_and_for_programs(silent: Typist) -> None:
    said = silent.new(
        "- fell", "- secret", "/staff 2", "/export family", "/export json", "/export x"
    )
    family, whole = (
        next(silent.library.home.exports.glob(pattern)) for pattern in ("*family.md", "*.json")
    )

    assert "secret" not in family.read_text(encoding="utf-8")
    assert json.loads(whole.read_text(encoding="utf-8"))["notes"][1]["text"] == "secret"
    assert said[-1].startswith("not written: /export, ")


COPIES = {
    "/export": "case-file.md",
    "/export family docx": "family.docx",
    "/export txt training": "training.txt",
    "/export statements html": "statements.html",
    "/export steps pdf": "next-steps.pdf",
    "/export ics": "next-steps.ics",
    "/export family numbers contacts json": "family.json",
}


@pytest.mark.parametrize("line", COPIES)
def test_every_copy_can_be_asked_for_and_is_remembered(silent: Typist, line: str) -> None:
    said = silent.new("+ she sings", line)
    [path] = silent.library.home.exports.iterdir()
    [exported] = silent.library.read("last").exports

    assert f"Written to {path}" in said
    assert path.name.endswith(COPIES[line])
    assert exported.path == str(path)


def test_copies_are_asked_for_in_spanish_too(silent: Typist) -> None:
    silent.language = "es"
    silent.new(
        "+ canta", "/exportar capacitación txt", "/exportar pasos", "/exportar familia números"
    )

    names = [path.name for path in silent.library.home.exports.iterdir()]
    assert sorted(name.rpartition("-")[2] for name in names) == [
        "family.md",
        "steps.md",
        "training.txt",
    ]


@pytest.mark.parametrize(
    "rest", ["x", "family training", "md txt", "numbers", "training contacts", "family ics"]
)
def test_a_copy_that_cannot_be_meant_is_told(silent: Typist, rest: str) -> None:
    said = silent.new("+ she sings", f"/export {rest}")

    assert said[-1].startswith("not written: /export, then family")
    assert not silent.library.home.exports.exists()


def test_what_a_copy_holds_back_is_said(silent: Typist) -> None:
    said = silent.new("- a secret ^Odette", "/staff 1", "+ she sings ^Odette", "/export family")

    assert "Held back from this copy: for staff only: 1; who said it: 1" in said


def test_who_reads_along_is_told_who_writes_and_loses_nothing(silent: Typist) -> None:
    writing = silent.library.create("K.'s family")
    reader = Typist(silent.library.home.path)
    opening = reader.library.open("last")
    assert opening.is_reading
    edited = writing.stored.session
    said = reader.sit(opening, "he fell", "/map", "/undo", "/edit 1", "/write")

    assert re.match(r".+ on .+ has been writing this since", said[1])
    assert sum(line.startswith("read only: ") for line in said) >= 3
    assert "part of the map: What are we worried about? (0)" in said
    assert silent.library.read("last") == edited

    silent.library.close()
    said = reader.sit(opening, "he fell", "/write", "")
    assert "heard, worried 1: he fell" in said
    assert notes(silent) == [(Section.HEARD, "he fell")]


def test_what_would_be_lost_is_said_before_leaving(typist: Typist) -> None:
    said = typist.sit(typist.library.demo(), "!", "Rosa", "/quit", "/quit", "not reached")

    assert "attention: what is typed and not entered would be lost" in said
    assert not any("not reached" in line for line in said)


def test_the_start_asks_what_to_open_and_keeps_what_is_typed(silent: Typist) -> None:
    said = silent.sit(None, "he fell", "/open nothing", "/new K.'s family", "", "/quit")

    assert "heard, worried 1: he fell" in said
    assert silent.library.read("last").title == "K.'s family"
    assert not any("he fell" in line for line in said[:3])


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_command_has_a_word_of_its_own_and_a_line_of_help(
    silent: Typist, language: str
) -> None:
    silent.language = language
    wording = load_wording(language)
    words = [wording.say(f"plain.command.{name}") for name in COMMANDS]
    said = silent.new(f"/{words[0]}")

    assert len(set(words)) == len(COMMANDS)
    for word in words:
        assert re.fullmatch("[a-z]+", word)
        assert sum(re.match(f"/{word}\\b", line) is not None for line in said) == 1


def test_spanish_words_do_what_the_english_ones_do(silent: Typist) -> None:
    silent.language = "es"
    said = silent.new("/ahora llamar a Leo", "/última", "/cambiar 1 llamar a Rosa", "/save")

    assert said[2] == "lo que se oyó, ahora 1: llamar a Leo"
    assert said[-1] == "guardado: todo lo que entró está en el disco"
    assert notes(silent) == [(Section.HEARD, "llamar a Rosa")]


def test_a_faulty_command_says_nobodys_words(silent: Typist) -> None:
    said = silent.new("/edit Mateo", "/sort 9 Mateo", "/move 1 Mateo", "/map Mateo", "/help Mateo")

    assert not any("Mateo" in line for line in said)


ARGUMENTS = st.sampled_from(
    (
        *("", "1", "2", "3 up", "1 2", "2 1", "1 next", "1 --", "1 .", "2 @", "99999999999", "x"),
        *("on", "off", "all", "worried all", "scale", "family", "purpose x", "minutes 0", "1 drop"),
        *("family numbers", "reveal", "-1", "²", "1 Rosa / aunt", "١"),
    )
)
COMMAND_LINES = st.tuples(st.sampled_from(sorted(set(COMMANDS) - {"quit", "write"})), ARGUMENTS)
SOME_LINES = st.one_of(
    COMMAND_LINES.map(lambda one: f"/{one[0]} {one[1]}"),
    st.sampled_from(["! Rosa", "he drives", "", "* Daniel / Rosa", "@ Rosa", "# Rosa / 4"]),
    st.sampled_from(
        ["- fell", "++ Ana", ":purpose why", "&", "> call", '"', "/x y", "hotline called"]
    ),
)


@given(st.lists(SOME_LINES, max_size=12))
@hypothesis.settings(max_examples=15)
@hypothesis.example(["! Rosa", "! Rosa", "/edit 1"])  # of what is put aside it is told at the end
def test_no_line_ever_ends_it_and_all_of_it_can_be_undone(lines: list[str]) -> None:
    with TemporaryDirectory() as home:
        typist = Typist(Path(home))
        write_choice(typist.library.home.config, "coach", False)
        opening = typist.library.create("K.'s family")
        said = typist.sit(opening, *lines, "", "", "", *["/undo"] * 40, "not reached before")

        assert typist.code == 0
        assert any("not reached before" in line for line in said[-3:-1])
        assert sum("\n" in line or "\x1b" in line for line in said) == 0
        session = typist.library.read("last")
        assert [note.text for note in session.notes] == ["not reached before"]
        assert (session.members, session.marks, session.people) == ((), (), ())
        assert session.details == opening.stored.session.details
