"""What a browser is told: what the room may see, and behind a curtain not a word of it."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from soptui.following import Seen
from soptui.model.alphabet import Column, Scale, Section
from soptui.model.session import Agreement, Knows, Session
from soptui.model.stage import Stage
from soptui.room.showing import Showing
from soptui.web.payload import as_event, event_of, told
from soptui.wording import load_wording
from tests.builders import (
    WORDING,
    a_danger,
    a_full_session,
    a_goal,
    a_mark,
    a_member,
    a_note,
    a_person,
    a_session,
)
from tests.strategies import any_text, sessions

SPANISH = load_wording("es")


def as_seen(session: Session, stage: Stage | None = None) -> Seen:
    return Seen(Showing(WORDING).of(session), stage or Stage())


def told_of(session: Session, **stage: Any) -> dict[str, Any]:
    return told(as_seen(session, Stage(**stage)), WORDING)


def texts(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return [data] if isinstance(data, str) else []


def row(data: dict[str, Any], key: str) -> dict[str, Any]:
    rows = (r for c in data["columns"] for b in c["blocks"] for r in b["rows"])
    found: dict[str, Any] = next(one for one in rows if one["key"] == key)
    return found


def test_a_map_is_told_as_three_questions_with_their_blocks() -> None:
    data = told_of(a_full_session())

    assert [(c["key"], c["question"]) for c in data["columns"]] == [
        ("worried", "What are we worried about?"),
        ("working", "What's working well?"),
        ("next", "What needs to happen next?"),
    ]
    assert [[b["heading"] for b in c["blocks"]] for c in data["columns"]] == [
        ["DANGER", "PAST HARM", "HEARD"],
        ["STRENGTHS", "SAFETY NETWORK", "CHILD'S OWN WORDS"],
        ["SAFETY GOALS"],
    ]
    assert row(data, "voice-1") == {
        "key": "voice-1",
        "look": "voice",
        "sigil": '"',
        "text": "“I like it at Nana's.”",
        "tag": "",
        "parts": [],
    }
    assert row(data, "member-1")["text"] == "Rosa · aunt · inner · drives Mateo on Fridays"


def test_a_danger_and_its_goal_carry_one_number_and_a_statement_its_parts() -> None:
    data = told_of(a_session(a_danger(), a_goal(answers="danger-1")))

    assert [row(data, key)["sigil"] for key in ("danger-1", "goal-1")] == ["!1", "*1"]
    assert row(data, "danger-1")["look"] == "statement"
    assert row(data, "danger-1")["parts"] == [
        ["who is worried", "Grandma Rosa, the agency"],
        ["who might do what", "Daniel will drive after drinking"],
        ["when", "when he picks Mateo up on Fridays"],
        ["impact on the child", "Mateo could be badly hurt in a crash"],
    ]


def test_what_a_statement_misses_is_said() -> None:
    parts = ("", "Daniel drives", "", "", "")
    danger = a_note("Daniel drives", section=Section.DANGER_STATEMENT, parts=parts)

    assert row(told_of(a_session(danger)), "note-1")["tag"] == (
        "open: who is worried, impact on the child"
    )


def test_a_note_that_is_not_at_home_in_its_column_is_not_lost() -> None:
    stray = a_note("Rosa helps", section=Section.STRENGTH, column=Column.NEXT)

    assert row(told_of(a_session(stray)), "note-1")["text"] == "Rosa helps"


def test_the_columns_stand_as_chosen_or_as_the_meeting_needs_them() -> None:
    family = replace(a_session(), setting="CFT")
    chosen = (Column.NEXT, Column.WORRIED, Column.WORKING)

    def order(data: dict[str, Any]) -> list[str]:
        return [column["key"] for column in data["columns"]]

    assert order(told_of(family)) == ["working", "worried", "next"]
    assert order(told(as_seen(family), WORDING, chosen)) == list(chosen)


def test_the_circles_say_who_stands_where_and_who_stands_apart() -> None:
    members = (
        a_member("Rosa", agreement=Agreement.AGREED),
        a_member("Leo", id="member-2", circle=None, relationship="", does=""),
        a_member("Ximena", id="member-3", paid=True, relationship="nurse", does=""),
    )
    network = told_of(a_session(members=members, people=(a_person(),)))["network"]

    assert network["family"] == ["Mateo"]
    assert [(r["key"], [p["name"] for p in r["people"]]) for r in network["rings"]] == [
        ("inner", ["Rosa"]),
        ("middle", []),
        ("outer", []),
    ]
    assert network["rings"][0]["people"][0]["told"] == (
        "Rosa · aunt · agreed · drives Mateo on Fridays"
    )
    assert [(a["label"], [p["name"] for p in a["people"]]) for a in network["apart"]] == [
        ("IN NO CIRCLE YET", ["Leo"]),
        ("PAID TO BE THERE", ["Ximena"]),
    ]
    assert told_of(a_session())["network"] is None


def test_numbers_are_told_from_low_to_high_and_never_averaged() -> None:
    marks = (a_mark("Rosa", 7), a_mark("Leo", 3, id="mark-2"))
    [scale] = told_of(a_session(marks=marks))["scales"]

    assert [(mark["who"], mark["value"]) for mark in scale["marks"]] == [("Leo", 3), ("Rosa", 7)]
    assert scale["marks"][0]["said"] == [
        "Not lower: he called me last Friday",
        "One higher: a month of Fridays",
    ]


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_hidden_number_is_the_same_to_a_browser_whichever_it_is(one: int, other: int) -> None:
    def hidden(value: int) -> dict[str, Any]:
        marks = (replace(a_mark("Ana", value), hidden=True), a_mark("Leo", 5, id="mark-2"))
        return told_of(a_session(marks=marks))

    assert hidden(one) == hidden(other)
    assert hidden(one)["scales"][0]["hidden"] == ["Ana"]
    assert [mark["who"] for mark in hidden(one)["scales"][0]["marks"]] == ["Leo"]


@settings(max_examples=40)
@given(sessions())
def test_no_contact_no_staff_only_note_and_nobody_who_said_it_is_told(session: Session) -> None:
    private = a_note("Zq7 staff", id="zz-staff", staff_only=True, said_by="Zq7 said")
    member = a_member("Rosa", id="zz-member", contact="Zq7 contact", knows=Knows.ALL)
    planted = replace(session, notes=(*session.notes, private), members=(member,))
    data = json.dumps(told_of(planted, newest="zz-staff", zoom="zz-staff"))

    assert "Zq7" not in data
    assert "zz-staff" not in data
    assert "zz-member" in data


@settings(max_examples=40)
@given(sessions(), st.booleans())
def test_behind_a_curtain_there_is_not_a_word(session: Session, is_over: bool) -> None:
    seen = as_seen(session, Stage(curtain=True, is_over=is_over, newest="x", zoom="worried"))

    assert event_of(seen) == ("over" if is_over else "curtain")
    assert told(seen, WORDING) == {}
    assert told(Seen(None, Stage()), WORDING) == {}


@settings(max_examples=40)
@given(sessions())
def test_every_session_can_be_told_in_every_language(session: Session) -> None:
    data = told(Seen(Showing(SPANISH).of(session), Stage()), SPANISH)

    assert data["columns"][0]["question"].startswith("¿")
    assert json.loads(json.dumps(data)) == data


def test_a_browser_is_told_of_places_that_it_can_show_only() -> None:
    session = a_session(a_note(), a_note("kept in", id="staff-1", staff_only=True))
    tops = {Column.WORRIED: "section heard", Column.NEXT: "note-1"}

    assert told_of(session, zoom="worried", newest="note-1", tops=tops)["stage"] == {
        "zoom": "worried",
        "newest": "note-1",
        "sees_newest": False,
        "tops": {"worried": "section heard"},
    }
    assert told_of(session, zoom="gone", newest="staff-1")["stage"] == {
        "zoom": "",
        "newest": "",
        "sees_newest": False,
        "tops": {},
    }


@given(any_text)
def test_no_text_can_end_an_event_and_begin_another(text: str) -> None:
    event = as_event("show", {"title": text}).decode()

    assert event.startswith("event: show\ndata: ")
    assert event.endswith("\n\n")
    assert event.count("\n") == 3
    assert "\r" not in event


def test_numbers_of_both_scales_are_told() -> None:
    marks = (a_mark(), a_mark(id="mark-2", scale=Scale.WELLBEING))

    assert [s["heading"] for s in told_of(a_session(marks=marks))["scales"]] == [
        "SAFETY",
        "WELLBEING",
    ]
