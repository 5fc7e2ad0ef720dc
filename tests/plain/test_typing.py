"""What is typed line by line goes on the map by the app's own grammar, and nothing is refused."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 - any machine, however busy
from soptui.model.alphabet import BY_SIGIL, FORMS, Column, Section
from soptui.model.draft import begin, enter, read_line
from soptui.model.grammar import to_edit
from soptui.model.history import History
from soptui.model.session import Session
from soptui.settings import write_choice
from soptui.storage.draft_lines import read_drafts
from tests.builders import a_desk, a_session, new_ids
from tests.plain.conftest import Typist


def texts(typist: Typist) -> list[str]:
    return [note.text for note in typist.library.read("last").notes]


def test_a_line_is_an_entry_and_is_said_with_its_role_and_number_first(silent: Typist) -> None:
    said = silent.new(
        "Mom is tired ^Odette", "- Daniel drove into a parked car", "/working", "+ on time"
    )

    assert said == [
        "heard, worried 1: Mom is tired (said by Odette)",
        "past harm 2: Daniel drove into a parked car",
        "aim: What's working well?",
        "strength 3: on time",
    ]
    assert texts(silent) == ["Mom is tired", "Daniel drove into a parked car", "on time"]
    assert silent.code == 0


def test_a_sign_alone_asks_for_the_parts_one_by_one(silent: Typist) -> None:
    said = silent.new("!", "Rosa", "Daniel will drive", "/skip", "Mateo could be hurt", "")

    assert said == [
        "danger, 1 of 5: who is worried?",
        "danger, 2 of 5: who might do what?",
        "danger, 3 of 5: when most likely? (Enter: done)",
        "danger, 4 of 5: and the child could...?",
        "danger, 5 of 5: who sees it differently? (Enter: done)",
        "danger 1: Rosa is worried that Daniel will drive, and Mateo could be hurt."
        " (no safety goal yet)",
    ]
    [note] = silent.library.read("last").notes
    assert note.parts == ("Rosa", "Daniel will drive", "", "Mateo could be hurt", "")


def test_a_sign_where_a_part_is_asked_for_goes_on_to_the_next_thing(silent: Typist) -> None:
    silent.new("! Rosa", "- he drove into a car")

    session = silent.library.read("last")
    assert [note.section for note in session.notes] == [
        Section.DANGER_STATEMENT,
        Section.PAST_HARM,
    ]


def test_what_is_no_command_is_kept_until_somebody_says_what_it_is(silent: Typist) -> None:
    said = silent.new("/Mom said", "//etc is a folder", "", "/nothing", "/drop", "")

    assert texts(silent) == ["/etc is a folder", "/Mom said"]
    assert said[0].startswith("no command: ")
    assert "Mom said" not in said[0]
    assert said[-1] == "given up: 1"


def test_a_slash_that_parts_is_no_command(silent: Typist) -> None:
    silent.new("!", "/ Daniel will drive / on Fridays")

    [note] = silent.library.read("last").notes
    assert note.parts[:3] == ("", "Daniel will drive", "on Fridays")


def test_control_characters_never_come_in_and_never_go_out(silent: Typist) -> None:
    said = silent.new("a\x1b]52;c;aGk=\x07b \u202enoitces", "/\x1b[31mnothing")

    assert said[0] == "3 hidden characters left out"
    assert all(char.isprintable() for line in said for char in line)
    assert "\x1b" not in "".join(texts(silent))


def test_punctuation_is_easy_to_read_and_the_map_keeps_its_own(silent: Typist) -> None:
    said = silent.new("> call Leo / Rosa / Friday", "she said “no” – twice…")

    assert said == [
        "next step 1: Call Leo, Rosa, Friday",
        'heard, worried 2: she said "no" - twice...',
    ]
    assert texts(silent) == ["Call Leo · Rosa · Friday", "she said “no” – twice…"]


def test_half_a_statement_is_kept_and_offered_the_next_time(silent: Typist) -> None:
    said = silent.new("! Rosa", "Daniel will drive")
    session_id = silent.library.newest()
    waits = read_drafts(silent.library.home.drafts / f"{session_id}.log")

    assert "kept: what is not entered yet is offered the next time" in said
    assert waits.unfinished.draft is not None
    assert waits.unfinished.draft.parts[:2] == ("Rosa", "Daniel will drive")

    said = silent.sit(silent.library.open("last"), "/unfinished", "/unfinished 1")
    assert "unfinished 1: danger, Rosa / Daniel will drive" in said
    assert texts(silent) == ["Rosa is worried that Daniel will drive."]
    assert read_drafts(silent.library.home.drafts / f"{session_id}.log").typed is None


ONE_BREATH = [
    f"{form.sigil} {' / '.join(['Rosa'] * min(2, len(form.parts)))}" for form in FORMS.values()
]
SIGNS = frozenset(BY_SIGIL)
typed_lines = st.lists(
    st.one_of(
        st.sampled_from(ONE_BREATH),
        st.sampled_from(
            [
                "Rosa ^Odette",
                "- fell ^Odette",
                "! Rosa ^Leo",
                "! Rosa",
                "* Daniel",
                "# Rosa / 4",
                "@ Leo",
            ]
        ),
        st.sampled_from(["", "4", "he drives / on Fridays", "\\- plain", '" I like it', "/ b"]),
        st.text(max_size=12),
    ),
    max_size=12,
).map(lambda lines: [_typeable(line) for line in lines])


def _typeable(line: str) -> str:
    """Return a line as a person could type it, that is no command and no bare sign."""
    line = "".join(char for char in line if char.isprintable())
    is_command = line.strip()[:1] == "/" and line.strip()[:2] != "/ "
    return "x" if is_command or line.strip().casefold() in SIGNS else line


def as_in_the_app(lines: list[str]) -> Session:
    """Return the session after these lines at the capture line, letter by letter."""
    history, draft, ids = History(a_session()), None, new_ids()
    for line in lines:
        value = line
        opened = None
        for end in range(1, len(line) + 1):
            is_free = draft is None or (draft.asks_parts and not draft.parts[draft.at])
            if is_free and (opened := begin(line[:end])) is not None:
                if draft is not None:
                    history = _finished(history, draft, ids)
                draft, value = opened[0], line[end:]
                break
        if draft is None:
            if value.strip():
                history = _finished(history, read_line(value), ids)
            continue
        draft, is_finished = enter(draft, value)
        if is_finished:
            history, draft = _finished(history, draft, ids), None
    return history.session


def _finished(history: History, draft: object, ids: object) -> History:
    edit = to_edit(draft, a_desk(history.session, new_id=ids))  # type: ignore[arg-type]
    return history.do(edit) if edit is not None else history


def said_in(session: Session) -> object:
    """Return all that was entered, without ids and times."""
    number = {item.id: at for at, item in enumerate(session.items())}
    notes = [
        (n.section, n.column, n.text, n.parts, n.said_by, number.get(n.answers or ""))
        for n in session.notes
    ]
    members = [(m.name, m.relationship, m.circle, m.does, m.contact) for m in session.members]
    people = [(p.name, p.age, p.relationship) for p in session.people]
    marks = [(m.scale, m.who, m.value, m.why, m.higher) for m in session.marks]
    return notes, members, people, marks, session.details


@given(typed_lines)
@settings(max_examples=40)
def test_what_is_entered_is_what_the_app_makes_of_the_same_lines(lines: list[str]) -> None:
    with TemporaryDirectory() as home:
        typist = Typist(Path(home))
        write_choice(typist.library.home.config, "coach", False)
        typist.new(*lines)

        assert said_in(typist.library.read("last")) == said_in(as_in_the_app(lines))


def test_a_note_knows_when_it_was_added(silent: Typist) -> None:
    now = datetime.fromisoformat("2026-11-23T14:02:00+00:00")
    silent.library.clock = lambda: now
    silent.new("she is safe")

    [note] = silent.library.read("last").notes
    assert note.added == now


def test_the_aim_is_where_plain_lines_go(silent: Typist) -> None:
    silent.new("/next call Leo", "and Rosa", "/worried", "he drinks")

    columns = [note.column for note in silent.library.read("last").notes]
    assert columns == [Column.NEXT, Column.NEXT, Column.WORRIED]
