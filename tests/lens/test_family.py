"""Who is who: children by age or word, helpers by their first name, titles left out."""

import pytest

from soptui.lens.family import family_of
from soptui.model.session import Member, Person
from tests.builders import a_session


@pytest.mark.parametrize(
    ("age", "relationship", "is_child"),
    [
        ("6", "", True),
        ("17", "son", True),
        ("18", "son", False),
        ("22 months", "", True),
        ("30 mos", "", True),
        ("20 wks", "", True),
        ("34", "dad", False),
        ("", "baby girl", True),
        ("", "grandma", False),
    ],
)
def test_a_child_is_not_yet_grown(age: str, relationship: str, is_child: bool) -> None:
    session = a_session(people=(Person(id="p", name="Odette", age=age, relationship=relationship),))

    assert ("odette" in family_of(session).children) is is_child


def test_a_title_is_no_name() -> None:
    session = a_session(members=(Member(id="m", name="Ms. Cole"), Member(id="n", name="Dr. Ng")))

    assert family_of(session).helpers == {"cole", "ng"}


def test_who_helps_unpaid_is_a_helper_even_if_a_paid_one_has_the_name() -> None:
    session = a_session(members=(Member(id="m", name="Lou"), Member(id="n", name="Lou", paid=True)))

    family = family_of(session)
    assert family.helpers == {"lou"}
    assert family.paid == frozenset()
