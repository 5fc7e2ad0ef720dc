"""What a copy holds back is counted and named, and nothing else is."""

from dataclasses import replace

import pytest

from soptui.export.account import Account, Withheld, account
from soptui.export.profile import Profile, visible
from soptui.model.session import Agreement, Circle
from soptui.wording import load_wording
from tests.builders import a_mark, a_member, a_note, a_person, a_session

SESSION = a_session(
    a_note("for us only", id="n1", staff_only=True),
    a_note("said aloud", id="n2", said_by="Odette"),
    members=(
        a_member(id="m1", name="Rosa", contact="555-0142", circle=Circle.INNER),
        a_member(id="m2", name="Leo", contact="555-0143", agreement=Agreement.DECLINED),
    ),
    people=(a_person(id="p1", name="Kai"),),
    marks=(a_mark(id="k1", who="Odette"), a_mark(id="k2", who="Sam", hidden=True)),
)


def of(profile: Profile, *, marks: bool = False, contacts: bool = False) -> Account:
    return account(SESSION, visible(SESSION, profile, marks=marks, contacts=contacts))


def held(found: Account) -> dict[str, int]:
    return {one.reason: one.count for one in found.withheld}


def test_the_case_file_holds_back_only_what_the_room_has_not_seen() -> None:
    found = of(Profile.CASE_FILE)

    assert (found.notes, found.members, found.marks) == (2, 2, 2)
    assert found.withheld == (Withheld("hidden", 1),)


def test_the_family_copy_says_what_it_leaves_out_and_why() -> None:
    found = of(Profile.FAMILY)

    assert (found.notes, found.members, found.marks) == (1, 1, 0)
    assert held(found) == {
        "staff_only": 1,
        "said_by": 1,
        "declined": 1,
        "contacts": 1,
        "marks": 2,
    }


def test_what_was_asked_for_is_not_held_back() -> None:
    found = of(Profile.FAMILY, marks=True, contacts=True)

    assert held(found) == {"staff_only": 1, "said_by": 1, "declined": 1, "hidden": 1}


@pytest.mark.parametrize("profile", [Profile.STATEMENTS, Profile.NEXT_STEPS])
def test_a_copy_of_a_few_sections_says_that_the_rest_is_not_there(profile: Profile) -> None:
    session = replace(SESSION, details=replace(SESSION.details, hopes="sleep"))
    found = account(session, visible(session, profile))

    assert found.notes == 0
    assert held(found) == {
        "staff_only": 1,
        "other_notes": 1,
        "members": 2,
        "marks": 2,
        "people": 1,
        "details": 1,
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_has_words(language: str) -> None:
    wording = load_wording(language)
    reasons = set(held(of(Profile.FAMILY))) | set(held(of(Profile.NEXT_STEPS))) | {"hidden"}

    for reason in (*reasons, "details", "other_notes"):
        assert wording.say(f"leaving.{reason}", count=7)
