"""What fills the screen, by value: which words, in which lines, how far apart."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from soptui.app.rows import Row
from soptui.app.widgets.column_lines import Line
from soptui.app.zoom_lines import GUTTER, ZoomLines, bar, measure_in
from soptui.app.zoomed import PAIR, Zoomed, ZoomReader, column_named, zoom_on
from soptui.model.alphabet import Column, Section
from soptui.model.grammar import Draft
from soptui.model.session import Session
from soptui.wording import load_wording
from tests.builders import (
    WORDING,
    a_danger,
    a_full_session,
    a_goal,
    a_member,
    a_note,
    a_session,
    a_statement,
)

SIZES = [(80, 19), (100, 26), (160, 44), (40, 9), (20, 4)]


def read(session: Session, zoom: str) -> Zoomed:
    zoomed = ZoomReader(WORDING).read(session, zoom)
    assert zoomed is not None
    return zoomed


def fitted(zoomed: Zoomed, width: int = 80, height: int = 19) -> list[str]:
    """Return the lines, as they stand between the margins."""
    lines = ZoomLines()
    lines.fit(zoomed, width, height)
    return [f"{line.lead}{line.text}".rstrip() for line in each(lines)[: lines.count]]


def each(lines: ZoomLines) -> list[Line]:
    return [lines[at] for at in range(len(lines))]


@pytest.mark.parametrize(
    ("section", "is_alone"),
    [
        (Section.DANGER_STATEMENT, True),
        (Section.HARM_STATEMENT, True),
        (Section.SAFETY_GOAL, True),
        (Section.PAST_HARM, False),
        (Section.ACT_OF_PROTECTION, False),
        (Section.NEXT_STEP, False),
        (Section.HEARD, False),
    ],
)
def test_a_statement_is_shown_by_itself_and_of_everything_else_its_column(
    section: Section, is_alone: bool
) -> None:
    note = a_note("words", section=section)

    assert zoom_on(note, note.column) == (note.id if is_alone else note.column)
    assert zoom_on(None, Column.NEXT) == "next"
    assert column_named("next") is Column.NEXT
    assert column_named("note-1") is None


def test_a_column_is_shown_under_its_question() -> None:
    """You should see sections with a rule, signs before the notes, and air between the lines."""
    session = a_session(
        a_note("Daniel drove into a parked car", id="harm", section=Section.PAST_HARM),
        a_note(
            "Mom has a drinking history, and nobody but Odette has said how long it has lasted",
            id="heard",
        ),
        a_note("not here", id="other", section=Section.STRENGTH),
    )

    zoomed = read(session, "worried")

    assert (zoomed.heading, zoomed.column) == ("What are we worried about?", Column.WORRIED)
    assert fitted(zoomed) == [
        "PAST HARM ────────────────────────────────────────────────",
        "",
        "-   Daniel drove into a parked car",
        "",
        "",
        "HEARD ────────────────────────────────────────────────────",
        "",
        "    Mom has a drinking history, and nobody but Odette has",
        "",
        "    said how long it has lasted",
    ]


def test_nothing_in_it_is_for_who_writes() -> None:
    """You should see no open parts, nobody's pay, and no hint how to type."""
    rosa = a_member(paid=True)
    danger = a_statement(Section.DANGER_STATEMENT, "Rosa", "Dan drives drunk")
    told = "\n".join(
        line
        for column in Column
        for line in fitted(read(a_session(danger, members=(rosa,)), column.value))
    )

    assert "Rosa · aunt · inner · drives Mateo on Fridays" in told
    assert "Nothing yet" in told
    for private in ("open", "paid", "Type", "Enter", "Tab"):
        assert private not in told


def test_a_statement_stands_over_its_parts_and_what_is_paired_with_it() -> None:
    session = a_session(a_danger(), a_goal(answers="danger-1"))

    assert read(session, "danger-1").heading == "DANGER 1"
    assert fitted(read(session, "danger-1")) == [
        "Grandma Rosa and the agency are worried that Daniel",
        "",
        "will drive after drinking when he picks Mateo up on",
        "",
        "Fridays, and Mateo could be badly hurt in a crash.",
        "",
        "──────────────────────────────────────────────────────────",
        "Who is worried?        Grandma Rosa, the agency",
        "Who might do what?     Daniel will drive after drinking",
        "When most likely?      when he picks Mateo up on Fridays",
        "And the child could…?  Mateo could be badly hurt in a",
        "                       crash",
        "Safety goal 1          Leo drives Mateo on any day that",
        "                       Daniel drinks",
    ]
    assert read(session, "goal-1").heading == "SAFETY GOAL 1"
    assert fitted(read(session, "goal-1"))[-1] == (
        "Danger 1               Daniel will drive after drinking"
    )


def test_the_more_room_there_is_the_further_apart_it_stands() -> None:
    zoomed = read(a_session(a_danger(), a_goal(answers="danger-1")), "danger-1")

    for height, within, between in ((44, 1, 2), (23, 0, 1), (19, 0, 0)):
        lines = fitted(zoomed, height=height)
        assert len(lines) <= height
        assert lines[1] == ""
        crash = next(at for at, line in enumerate(lines) if line.strip() == "crash")
        assert lines[crash - 1 - within].startswith("And the child could…?")
        assert lines[crash + 1 : crash + 2 + between][-1].startswith("Safety goal 1")


def test_where_room_is_scarce_the_pair_is_left_out_and_then_the_parts_are_paged_to() -> None:
    parts = (*a_danger().parts[:4], "Daniel: he says it happened once")
    danger = a_statement(Section.DANGER_STATEMENT, *parts, id="danger-1")
    zoomed = read(a_session(danger, a_goal(answers="danger-1")), "danger-1")

    whole, alone, paged, small = (fitted(zoomed, height=height) for height in (18, 17, 14, 13))

    assert len(whole) == 18
    assert len(alone) == 16
    assert [line for line in alone if line.startswith("Safety goal")] == []
    assert paged == whole
    assert small[1] != ""  # every line counts


def test_a_part_that_is_missing_is_left_out_and_one_alone_says_nothing_more() -> None:
    begun = a_statement(Section.HARM_STATEMENT, "", "Daniel", "drove Mateo home drunk", id="begun")
    bare = a_statement(Section.DANGER_STATEMENT, "", "Daniel drives drunk", id="bare")
    session = a_session(begun, bare)

    assert read(session, "begun").heading == "HARM STATEMENT"
    assert [(row.tag, row.text) for row in read(session, "begun").rows[2:]] == [
        ("Who?", "Daniel"),
        ("Did, or did not do, what and when?", "drove Mateo home drunk"),
    ]
    assert [row.role for row in read(session, "bare").rows] == ["statement"]


def test_questions_are_asked_as_aloud_in_spanish_too() -> None:
    spanish = load_wording("es")
    zoomed = ZoomReader(spanish).read(a_session(a_danger()), "danger-1")
    assert zoomed is not None

    assert zoomed.heading == "PELIGRO"
    assert [row.tag for row in zoomed.rows if row.role == "part"] == [
        "¿A quién le preocupa?",
        "¿Quién podría hacer qué?",
        "¿Cuándo es más probable?",
        "¿Y el niño / la niña podría…?",
    ]


def test_what_the_session_does_not_have_is_not_shown() -> None:
    reader = ZoomReader(WORDING)

    assert reader.read(a_session(), "gone") is None
    assert reader.read(a_session(members=(a_member(id="member-1"),)), "member-1") is None


def test_what_is_being_built_stands_in_its_column() -> None:
    draft = Draft(Section.DANGER_STATEMENT, ("Rosa", "Dan drives drunk", "", "", ""), at=2)
    zoomed = ZoomReader(WORDING).read(a_session(), "worried", [(draft, Column.WORRIED)])
    assert zoomed is not None

    assert fitted(zoomed)[-1] == "!   Rosa is worried that Dan drives drunk."


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_line_is_too_long_and_no_word_is_lost(width: int, height: int) -> None:
    """Long words, wide letters, emoji, at any size: all of it is there."""
    words = "a" * 150 + " 家族の安全を守る人 👨‍👩‍👧 " + "Donaudampfschifffahrt " * 4
    danger = a_statement(Section.DANGER_STATEMENT, *[words.strip()] * 5, id="danger-1")
    session = a_session(
        danger, a_note(words, id="n", section=Section.PAST_HARM), *a_full_session().notes[1:]
    )

    for zoom in (*(column.value for column in Column), "danger-1"):
        zoomed, lines = read(session, zoom), ZoomLines()
        lines.fit(zoomed, width, height)
        measure = measure_in(width)
        assert measure <= 58
        assert measure + GUTTER <= max(width, 4)
        assert all(cell_len(f"{line.lead}{line.text}") <= measure for line in each(lines))
        for row in zoomed.rows:
            drawn = "".join(line.text for line in each(lines) if line.row == row)
            assert bare(row.text) in bare(drawn) or row.role == "section"


def bare(text: str) -> str:
    return text.replace(" ", "").replace("─", "")


@pytest.mark.parametrize(
    ("heading", "width", "height", "lines"),
    [
        ("DANGER 1", 80, 23, ["", "D A N G E R   1", ""]),
        ("What are we worried about?", 40, 23, ["", "What are we worried about?", ""]),
        ("What are we worried about?", 40, 10, ["What are we worried about?"]),
        ("What are we worried about?", 20, 10, ["What are we", "worried about?"]),
        ("What are we worried about?", 20, 5, ["What are we"]),
        ("家族の安全", 80, 23, ["", "家族の安全", ""]),
        ("", 80, 23, ["", "", ""]),
    ],
)
def test_the_heading_is_as_broad_as_there_is_room(
    heading: str, width: int, height: int, lines: list[str]
) -> None:
    assert bar(heading, width, height) == lines


def test_one_note_more_is_wrapped_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """At five thousand notes the next one costs what it costs at ten."""
    wrapped: list[Row] = []

    def counted(lines: ZoomLines, row: Row) -> Iterator[Line]:
        wrapped.append(row)
        return texts(lines, row)

    texts = ZoomLines._texts
    monkeypatch.setattr(ZoomLines, "_texts", counted)
    reader, lines = ZoomReader(WORDING), ZoomLines()
    notes = tuple(a_note(f"note {at}", id=f"n{at}") for at in range(5000))
    session = a_session(*notes)
    first = reader.read(session, "worried")
    assert first is not None
    lines.fit(first, 80, 19)
    wrapped.clear()

    second = reader.read(session.with_notes((*notes, a_note("the next", id="next"))), "worried")
    assert second is not None
    lines.show(second.rows)

    assert [row.text for row in wrapped] == ["the next"]
    assert each(lines)[-3].text == "the next"
    assert PAIR not in {row.key for row in second.rows}
