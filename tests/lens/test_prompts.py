"""The questions to ask: which there are, in both languages, and which come first when."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from soptui.lens.lexicon import BadTable, shipped
from soptui.lens.prompts import NETWORK, PAGES, SCALE, Group, Prompts, offered
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Agreement, Mark, Session
from soptui.wording import load_wording
from tests.builders import NOW, a_danger, a_goal, a_mark, a_member, a_note, a_session, a_statement

ENGLISH, SPANISH = Prompts(), Prompts("es")


def first(session: Session, column: str, count: int = 1) -> list[str]:
    """Return the kinds that come first, those from elsewhere with their place."""
    return [
        group.kind if group.column == column else ".".join(group)
        for group in offered(session, column)[:count]
    ]


def noted(*sections: Section, column: Column = Column.WORRIED) -> Session:
    """Return a session with a note in each section, one said a minute after the other."""
    return a_session(
        *(
            a_note(
                f"note {at}",
                id=f"note-{at}",
                section=section,
                column=None if section in OWN_COLUMN else column,
                added=NOW + timedelta(minutes=at),
            )
            for at, section in enumerate(sections)
        )
    )


OWN_COLUMN = frozenset(Section) - {Section.HEARD, Section.CHILD_VOICE}


def test_a_column_has_its_questions_of_one_kind_or_of_all() -> None:
    assert ENGLISH.prompts("worried", "opening") == (
        "What has happened to the child that made somebody worried enough to call?",
        "If you could only worry about one thing tonight, which one would it be?",
    )
    assert len(ENGLISH.prompts("worried")) == 28
    assert ENGLISH.prompts("worried", "nothing") == ()
    assert ENGLISH.prompts("nothing") == ()


def test_spanish_has_as_many_questions_of_each_kind() -> None:
    english, spanish = (
        [row[:2] for row in shipped("prompts", language)] for language in ("en", "es")
    )

    assert spanish == english
    assert all(len(row) == 3 for row in shipped("prompts", "es"))


def test_spanish_questions_are_opened_and_hold_no_english() -> None:
    english = re.compile(r"\b(the|and|of|is|are|what|who|child|parent|worry)\b", re.IGNORECASE)
    for _, _, prompt in shipped("prompts", "es"):
        assert prompt.count("¿") == prompt.count("?"), prompt
        assert not english.search(prompt), prompt
        assert not re.search(r"\b(tu|tus|tú|ti|contigo)\b", prompt), prompt  # adults are usted


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_has_a_name(language: str) -> None:
    wording = load_wording(language)
    for page in PAGES:
        assert wording.say(f"prompts.page.{page}")
        for group in offered(a_session(), page):
            assert wording.say(f"prompts.kind.{group.name_on(page)}").isupper()


@pytest.mark.parametrize("prompts", [ENGLISH, SPANISH], ids=["en", "es"])
def test_every_question_that_can_be_asked_of_any_map_is_offered(prompts: Prompts) -> None:
    on_pages = {
        prompt for page in PAGES for _, asked in prompts.page(a_session(), page) for prompt in asked
    }
    columns = {row[0] for row in shipped("prompts", "en")} - {"balance"}
    everything = {prompt for column in columns for prompt in prompts.prompts(column)}

    assert everything - on_pages == set(prompts.prompts(SCALE, "difference"))


@pytest.mark.parametrize("page", PAGES)
def test_each_question_is_listed_once(page: str) -> None:
    session = a_session(a_danger(), *noted(Section.PAST_HARM).notes, marks=(a_mark(),))
    asked = [prompt for _, asked in ENGLISH.page(session, page) for prompt in asked]

    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("column", Column)
def test_an_empty_column_is_opened(column: Column) -> None:
    assert first(a_session(), column) == ["opening"]


@pytest.mark.parametrize(
    ("sections", "column", "expected"),
    [
        ([Section.HEARD], "worried", ["impact", "detail", "position"]),
        ([Section.GRAY_AREA], "worried", ["gray.", "sort"]),
        ([Section.COMPLICATING_FACTOR], "worried", ["sort", "impact"]),
        ([Section.PAST_HARM], "worried", ["impact", "detail", "position", "harm.", "future"]),
        ([Section.HEARD] * 3, "worried", ["impact", "detail", "position", "sort"]),
        ([Section.STRENGTH], "working", ["sort", "ears_amplify"]),
        ([Section.ACT_OF_PROTECTION], "working", ["detail", "impact", "ears_reflect"]),
        ([Section.STRENGTH, Section.ACT_OF_PROTECTION], "working", ["detail"]),
        ([Section.ACT_OF_PROTECTION, Section.STRENGTH], "working", ["sort"]),
        ([Section.STRENGTH] * 3, "working", ["balance.no_safety", "sort", "exception"]),
    ],
)
def test_what_was_said_last_says_what_comes_first(
    sections: list[Section], column: str, expected: list[str]
) -> None:
    assert first(noted(*sections), column, len(expected)) == expected


def test_of_notes_of_one_second_the_last_is_the_newest() -> None:
    session = a_session(
        a_note(id="a", section=Section.PAST_HARM), a_note(id="b", section=Section.GRAY_AREA)
    )

    assert first(session, "worried") == ["gray."]


def test_a_danger_without_impact_is_asked_for_it() -> None:
    danger = a_statement(Section.DANGER_STATEMENT, "the agency", "Daniel will drive")

    assert first(a_session(danger), "worried", 2) == ["balance.no_impact", "impact"]
    assert "balance.no_impact" not in first(a_session(a_danger()), "worried", 99)


def test_a_side_that_is_missing_is_asked_about_first() -> None:
    worried, working = noted(*[Section.PAST_HARM] * 5), noted(*[Section.STRENGTH] * 5)

    assert first(worried, "working", 2) == ["balance.working_empty", "opening"]
    assert first(working, "worried", 2) == ["balance.worried_empty", "opening"]


def test_a_danger_without_a_goal_is_asked_about_under_next() -> None:
    assert "balance.no_goal" in first(a_session(a_danger()), "next", 5)
    paired = a_session(a_danger(), a_goal(answers="danger-1"))
    assert "balance.no_goal" not in first(paired, "next", 99)


def test_at_the_end_of_the_time_a_next_step_is_asked_for() -> None:
    session = noted(*[Section.PAST_HARM] * 5)

    end = NOW + timedelta(minutes=55)
    assert offered(session, "next", end)[0] == Group("balance", "next_empty")
    assert offered(session, "next", NOW)[0] == Group("next", "opening")


def test_a_goal_that_only_paid_people_see_asks_who_else() -> None:
    goal, paid = a_goal(), a_member(paid=True)

    assert "balance.no_network" in first(a_session(goal, members=(paid,)), "next", 9)
    assert "balance.no_network" not in first(a_session(goal, members=(a_member(),)), "next", 99)
    assert first(a_session(members=(paid,)), NETWORK) == ["balance.no_network"]


def test_the_network_is_asked_what_each_does_and_whether_they_can() -> None:
    agreed = a_member(does="", agreement=Agreement.AGREED)

    assert first(a_session(), NETWORK) == ["elicit"]
    assert first(a_session(members=(agreed,)), NETWORK) == ["role"]
    assert first(a_session(members=(a_member(),)), NETWORK) == ["assess"]


def marked(*marks: Mark) -> Session:
    return a_session(marks=marks)


def test_the_numbers_are_asked_for_then_compared() -> None:
    far = (a_mark("Rosa", 2), a_mark("Leo", 6, id="mark-2"))

    assert first(marked(), SCALE) == ["ask"]
    assert first(marked(*far), SCALE, 2) == ["difference", "wellbeing"]
    assert first(marked(a_mark(why="")), SCALE) == ["down"]
    assert first(marked(a_mark(higher="")), SCALE) == ["up"]
    assert first(marked(a_mark(scale=Scale.WELLBEING)), SCALE) == ["ask"]


def test_while_numbers_are_hidden_nothing_tells_how_far_apart_they_are() -> None:
    hidden = Mark(
        id="m-2", scale=Scale.SAFETY, who="Leo", value=9, why="a", higher="b", hidden=True
    )

    assert "difference" not in first(marked(a_mark("Rosa", 2), hidden), SCALE, 99)


def own(folder: Path, *rows: str, language: str = "") -> Path:
    (folder / language).mkdir(exist_ok=True)
    text = "\n".join(rows)
    (folder / language / "prompts.tsv").write_text(text, encoding="utf-8")
    return folder


def test_an_agencys_questions_stand_in_place_of_ours_of_that_kind(tmp_path: Path) -> None:
    rows = ("column\tkind\tprompt", "worried\topening\tWhat brings us here?")
    prompts = Prompts("en", own(tmp_path, *rows))

    assert prompts.prompts("worried", "opening") == ("What brings us here?",)
    assert prompts.prompts("worried", "detail") == ENGLISH.prompts("worried", "detail")
    assert Prompts("es", tmp_path).prompts("worried") == SPANISH.prompts("worried")


def test_a_kind_can_be_taken_away_and_one_of_its_own_is_added(tmp_path: Path) -> None:
    rows = ("next\tmiracle", "next\tour_court\tWhat will the judge ask?", "next\tour_court\tWhen?")
    page = Prompts("en", own(tmp_path, *rows)).page(a_session(), "next")

    assert Group("next", "miracle") not in [group for group, _ in page]
    assert page[-1] == (Group("next", "our_court"), ("What will the judge ask?", "When?"))


def test_a_spanish_file_stands_in_its_own_folder(tmp_path: Path) -> None:
    own(tmp_path, "next\topening\t¿Qué sigue?", language="es")

    assert Prompts("es", tmp_path).prompts("next", "opening") == ("¿Qué sigue?",)
    assert Prompts("en", tmp_path).prompts("next") == ENGLISH.prompts("next")


def test_what_would_act_on_the_terminal_is_left_out(tmp_path: Path) -> None:
    prompts = Prompts("en", own(tmp_path, "gray\task\tWho \x1b[2Jknows?"))

    assert prompts.prompts("gray") == ("Who [2Jknows?",)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("somewhere\task\tWho?", "for a column that soptui has no questions for"),
        ("worried", "of which kind"),
        ("worried\t\tWho?", "of which kind"),
        (f"worried\t{'k' * 41}\tWho?", "of which kind"),
        ("balance\tours\tWho?", "a kind that balance does not have"),
        (f"worried\task\t{'w' * 301}", "longer than 300"),
        ("worried\task\tWho?\tmore", "has 4 fields"),
    ],
)
def test_a_row_that_can_never_be_asked_is_told_in_one_sentence(
    tmp_path: Path, row: str, why: str
) -> None:
    with pytest.raises(BadTable) as caught:
        Prompts("en", own(tmp_path, "column\tkind\tprompt", row))

    told = str(caught.value)
    assert told.startswith(f"{tmp_path / 'prompts.tsv'} cannot be used: row 2 ")
    assert why in told
    assert "Who" not in told


def test_a_file_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "prompts.tsv").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadTable, match="not a text file"):
        Prompts("en", tmp_path)


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    assert Prompts("en", tmp_path).prompts("worried") == ENGLISH.prompts("worried")
