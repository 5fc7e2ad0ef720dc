"""The details screen's fields: shown as texts, typed over, and read again."""

import pytest

from soptui.model.edits import DescribeSession, SetDetails, SetPeople
from soptui.model.edits.details import LONGEST_MEETING
from soptui.model.framing import FIELDS, edits_from, minutes_from, people_from, texts_of
from soptui.model.session import Details, Person
from tests.builders import a_full_session, a_person, a_session, new_ids


def test_a_map_shows_what_frames_it_field_by_field() -> None:
    session = a_session(
        title="K.'s family",
        minutes=90,
        people=(
            a_person("Mateo", age="6", relationship="child"),
            a_person("Ana", age="", relationship="mom"),
            a_person("Xavi", age="", relationship=""),
        ),
        details=Details(plus="we listened"),
    )

    texts = texts_of(session)

    assert tuple(texts) == FIELDS
    assert texts["minutes"] == "90"
    assert texts["family"] == "Mateo / 6 / child\nAna /  / mom\nXavi"
    assert texts["plus"] == "we listened"


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_left_as_it_was_changes_nothing(field: str) -> None:
    session = a_full_session()
    after = session

    for edit in edits_from({field: texts_of(session)[field]}, session, new_ids()):
        after = edit.apply(after)

    assert after == session


def test_only_the_fields_that_were_typed_over_are_edited() -> None:
    session = a_full_session()

    assert edits_from({}, session, new_ids()) == ()
    assert edits_from({"title": " B.'s\nfamily "}, session, new_ids()) == (
        DescribeSession("B.'s family", session.setting, session.minutes),
    )
    [details] = edits_from({"plus": "one \n\x00two"}, session, new_ids())
    assert isinstance(details, SetDetails)
    assert details.details.plus == "one \ntwo"
    assert details.details.purpose == session.details.purpose
    [people] = edits_from({"family": ""}, session, new_ids())
    assert people == SetPeople(())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1", 1),
        ("90", 90),
        ("0090", 90),
        (str(LONGEST_MEETING), LONGEST_MEETING),
        (str(LONGEST_MEETING + 1), None),
        ("0", None),
        ("00090", None),
        ("-5", None),
        ("1.5", None),
        ("٩٠", None),
        ("²", None),
        ("", None),
        ("an hour", None),
    ],
)
def test_minutes_are_a_plain_number_of_at_most_a_day(text: str, minutes: int | None) -> None:
    assert minutes_from(text) == minutes


@pytest.mark.parametrize("text", ["an hour", "", "0", "99999"])
def test_what_is_no_number_of_minutes_leaves_the_minutes_as_they_are(text: str) -> None:
    session = a_session(minutes=75)

    assert edits_from({"minutes": text}, session, new_ids()) == (
        DescribeSession(session.title, session.setting, 75),
    )


def test_whoever_stands_as_before_is_the_same_person_and_the_others_are_new() -> None:
    before = (
        a_person("Mateo"),
        a_person("Ana", id="person-2", age="", relationship=""),
        a_person("Ana", id="person-3", age="", relationship=""),
    )

    people = people_from("Ana\n\n  Leo / 9  \nAna\nAna\n", before, new_ids())

    assert people == (
        before[1],
        Person(id="new-1", name="Leo", age="9"),
        before[2],
        Person(id="new-2", name="Ana"),
    )


def test_a_line_without_a_name_is_kept_whole_as_one() -> None:
    [person] = people_from("/ 6 / child", (), new_ids())

    assert person == Person(id="new-1", name="/ 6 / child")
