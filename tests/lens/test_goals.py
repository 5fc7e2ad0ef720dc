"""Safety goals: what somebody does, seen by whom, for how long."""

import pytest

from soptui.lens.finding import Kind, Level
from tests.lens.reading import found

DEAD_MAN_ASKED = (
    "* Ray / Dev / won't hit anybody / Noah is ok / 6 months",
    "* Ray / Dev / no more hitting or yelling / Noah is ok / 6 months",
    "* Ray / Dev / stay away from alcohol and drugs / Noah is ok / 6 months",
    "* Ray / Dev / not be around Teresa or the kids when drunk / Noah is ok / 6 months",
    "* Ray / Dev / stop leaving Lily alone in the bath / Noah is ok / 6 months",
    "* Keisha / sis / will refrain from using any substances / Amari ok / 6 months",
    "* Keisha / sis / be drug free, no relapse / Amari ok / 6 months",
    "* Keisha / sis / never again leave amari home by herself / Amari ok / 6 months",
    "* Ray / Dev / makes sure that he does not raise his hand to the kids / Noah is ok / 6 months",
)

DEAD_MAN_NOT_ASKED = (
    "* Ray / Dev / walk out instead of hitting / Noah is ok / 6 months",
    "* Ray / Dev / when he can't calm down he calls Dev / Noah is ok / 6 months",
    "* Ray / Dev / will not hit, and when it gets loud goes to Dev's / Noah is ok / 6 months",
    (
        "* Keisha / sis / have her sister sleep over on any night she can't stay up "
        "/ Amari ok / 6 months"
    ),
    "* Keisha / sis / lock the pills up so nobody can get them / Amari ok / 6 months",
    "* Keisha / sis / gets up without being called at 6:30 / Amari ok / 6 months",
    (
        "* Daniel / Leo / gives Leo the keys and doesn't get them back till morning "
        "/ Mateo ok / 6 months"
    ),
    "* Daniel / Leo / lets Leo drive if he's had anything, no exceptions / Mateo ok / 6 months",
    "* Daniel / Leo / asks Leo for a ride, not Rosa / Mateo ok / 6 months",
)

VAGUE_GOAL_ASKED = (
    "* Ray / Dev / be a safe and sober parent / Noah ok / 6 months",
    "* Ray / Dev / provide for all of Noah's needs / Noah ok / 6 months",
    "* Ray / Dev / control himself / Noah ok / 6 months",
    "* Ray / Dev / show that he has changed / Noah ok / 6 months",
    "* Ray / Dev / make the kids his priority / Noah ok / 6 months",
    "* Ray / Dev / always supervise / Noah ok / 6 months",
    "* Keisha / sis / have a healthy relationship with Amari / ok / 6 months",
    "* Keisha / sis / keep the home safe and clean / ok / 6 months",
    "* Keisha / sis / be more responsible with her medication / ok / 6 months",
    "* Keisha / sis / work on herself and get stable / ok / 6 months",
    "* Teresa / grandpa / protect the children from domestic violence / ok / 6 months",
    "* Teresa / grandpa / be a mom to them again / ok / 6 months",
    "* Teresa / grandpa / learn from her mistakes and move forward / ok / 6 months",
    "* Teresa / grandpa / take parenting seriously / ok / 6 months",
    "* Teresa / grandpa / have better judgment about who is around Lily / ok / 6 months",
)

VAGUE_GOAL_NOT_ASKED = (
    "* Teresa / grandpa / call grandpa when it gets loud / Lily is safe / 6 months",
    "* Ray / Dev / goes to Dev's when angry, comes back when calm / Noah ok / 6 months",
    "* Keisha / sis / sits with Amari for homework every night / ok / 6 months",
    "* Keisha / sis / gets up at 6:30 with Amari and makes breakfast / ok / 6 months",
    "* Keisha / sis / keep the pills in a lock box and give sis the key / safe / 6 months",
    "* Daniel / Leo / rosa drives mateo on any day he has had a drink / safe / 6 months",
    (
        "* Daniel / Leo "
        "/ stays sober on visit days, blows in Leo's tester at 3 before he picks Mateo up "
        "/ safe / 6 months"
    ),
)

SERVICE_ASKED = (
    "* Ray / Dev / complete anger management / Noah ok / 6 months",
    "* Keisha / sis / go to NA and see her therapist / Amari ok / 6 months",
    "* Daniel / Leo / take the 12 wk parenting course / Mateo ok / 6 months",
    "* Teresa / grandpa / engage in services / Lily ok / 6 months",
    "> refer Keisha to a parenting class / worker / 12/4",
    "> ua for daniel / worker / monday",
)

SERVICE_NOT_ASKED = (
    (
        "* Ray / Dev "
        "/ uses what he learned in anger management: goes outside before he yells / Noah ok "
        "/ 6 months"
    ),
    (
        "* Keisha / sis "
        "/ calls her sponsor when she wants to use and Amari sleeps at her sister's / Amari ok "
        "/ 6 months"
    ),
    (
        "* Daniel / Leo / on nights he has AA, Leo comes before he leaves and stays "
        "/ Mateo ok / 6 months"
    ),
    "+ Teresa attends therapy every week",
    "> change the AA batteries in the smoke alarm / Daniel / friday",
    "> call Rosa about Fridays / worker / 12/4",
)

NO_TIME_ASKED = (
    "* Ray / Dev / x goes to Dev's / Noah ok",
    "* Ray / Dev / goes to Dev's / Noah ok / every day",
    "* Ray / Dev / goes to Dev's / Noah ok / ongoing",
    "* Ray / Dev / goes to Dev's / Noah ok / as long as needed",
    "* Ray / Dev / goes to Dev's / Noah ok / all the time",
    "* Ray / Dev / goes to Dev's / Noah ok / from now on",
    "* Ray / Dev / goes to Dev's / Noah ok / twice a month",
)

NO_TIME_NOT_ASKED = (
    "* Ray / Dev / goes to Dev's / Noah ok / 6 mos",
    "* Ray / Dev / goes to Dev's / Noah ok / until court",
    "* Ray / Dev / goes to Dev's / Noah ok / till school lets out",
    "* Ray / Dev / goes to Dev's / Noah ok / a full year",
    "* Ray / Dev / goes to Dev's / Noah ok / every weekend thru march",
    "* Ray / Dev / goes to Dev's / Noah ok / 12 wks",
    "* Ray / Dev / goes to Dev's / Noah ok / six months, fridays included",
    "* Ray / Dev / goes to Dev's / Noah ok / rest of the school year",
    "* Ray / Dev / goes to Dev's / Noah ok / 10 paydays in a row",
    "* Ray / Dev / goes to Dev's / Noah ok / up to the 6 month review",
    "* Ray / Dev / goes to Dev's / Noah ok / the next 90 days",
    "* Ray / Dev / goes to Dev's / Noah ok / until Lily is 2",
    "* Ray / Dev / goes to Dev's / Noah ok / half a year",
    "* Ray will show Dev that he goes to Dev's when loud so that Noah is ok for six months",
)

NO_NETWORK_ASKED = (
    "* Ray / the agency and his therapist / goes outside / Noah ok / 6 months",
    "* Ray / / goes outside / Noah ok / 6 months",
    "* Ray / tbd / goes outside / Noah ok / 6 months",
    "* Ray / his PO, drug court / goes outside / Noah ok / 6 months",
    "* Ray / school counselor / goes outside / Noah ok / 6 months",
    "* Ray / himself / goes outside / Noah ok / 6 months",
    "* Ray / foster mom and CASA / goes outside / Noah ok / 6 months",
)

NO_NETWORK_NOT_ASKED = (
    "* Ray / dev / goes outside / Noah ok / 6 months",
    "* Ray / his cousin the nurse / goes outside / Noah ok / 6 months",
    "* Ray / worker, pastor Jim / goes outside / Noah ok / 6 months",
    "* Ray / the guys from church / goes outside / Noah ok / 6 months",
    "* Ray / / calls his uncle Dev and goes outside / Noah ok / 6 months",
    "* Ray / Mrs. Bui, agency / goes outside / Noah ok / 6 months",
    "* Ray will work with Dev and the agency to show everyone that he goes outside for 6 months",
)


@pytest.mark.parametrize("entry", DEAD_MAN_ASKED)
def test_what_they_will_do_instead_is_asked_where_only_what_will_not_be_is_told(entry: str) -> None:
    assert found(entry, Kind.DEAD_MAN)


@pytest.mark.parametrize("entry", DEAD_MAN_NOT_ASKED)
def test_what_will_be_done_is_enough_whatever_else_will_not(entry: str) -> None:
    assert not found(entry, Kind.DEAD_MAN)


@pytest.mark.parametrize("entry", VAGUE_GOAL_ASKED)
def test_what_we_would_see_is_asked_where_nobody_could_see_it(entry: str) -> None:
    assert found(entry, Kind.VAGUE_GOAL)


@pytest.mark.parametrize("entry", VAGUE_GOAL_NOT_ASKED)
def test_what_anybody_could_see_is_left_alone(entry: str) -> None:
    assert not found(entry, Kind.VAGUE_GOAL)


@pytest.mark.parametrize("entry", SERVICE_ASKED)
def test_a_service_in_place_of_what_is_done_is_asked_about(entry: str) -> None:
    assert found(entry, Kind.SERVICE)


@pytest.mark.parametrize("entry", SERVICE_NOT_ASKED)
def test_a_service_beside_what_is_done_is_left_alone(entry: str) -> None:
    assert not found(entry, Kind.SERVICE)


@pytest.mark.parametrize("entry", NO_TIME_ASKED)
def test_how_long_is_asked_where_only_how_often_is_told(entry: str) -> None:
    assert found(entry, Kind.NO_TIME)


@pytest.mark.parametrize("entry", NO_TIME_NOT_ASKED)
def test_how_long_is_read_in_many_ways(entry: str) -> None:
    assert not found(entry, Kind.NO_TIME)


@pytest.mark.parametrize("entry", NO_NETWORK_ASKED)
def test_who_besides_us_is_asked_where_all_are_paid(entry: str) -> None:
    assert found(entry, Kind.NO_NETWORK)


@pytest.mark.parametrize("entry", NO_NETWORK_NOT_ASKED)
def test_somebody_who_is_not_paid_is_enough(entry: str) -> None:
    assert not found(entry, Kind.NO_NETWORK)


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        ("* Ray / Dev / be more patient / Noah ok / 6 months", Kind.VAGUE_GOAL, "more patient"),
        ("* Ray / Dev / will not hit / Noah ok / 6 months", Kind.DEAD_MAN, "will not hit"),
        ("* Ray / Dev / attend therapy / Noah ok / 6 months", Kind.SERVICE, "therapy"),
        ("* Ray / Dev / calls Dev / Noah ok / every day", Kind.NO_TIME, "every day"),
        ("* Ray / his therapist / goes out / Noah ok / 6 months", Kind.NO_NETWORK, "his therapist"),
    ],
)
def test_it_points_at_the_words_that_it_asks_about(entry: str, kind: Kind, words: str) -> None:
    (one,) = found(entry, kind)

    assert one.words == words


def test_a_service_is_asked_about_at_once_in_a_goal_and_on_request_in_a_next_step() -> None:
    (goal,) = found("* Ray / Dev / attend therapy / Noah ok / 6 months", Kind.SERVICE)
    (step,) = found("> find a therapist / worker / friday", Kind.SERVICE)

    assert (goal.level, step.level) == (Level.NOW, Level.ON_REQUEST)


@pytest.mark.parametrize("flag", ["", " :: paid"])
def test_a_member_counts_who_is_not_paid(flag: str) -> None:
    goal = "* Ray / Odell / goes outside / Noah ok / 6 months"

    assert bool(found(f"@ Odell / mentor / inner{flag} || {goal}", Kind.NO_NETWORK)) is bool(flag)
