"""Dates in people's words: found, read on the day of a meeting, and written again as they were."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.export.dates import date_of, dates_in
from soptui.export.dates_moved import moved
from soptui.model.text import MAX_CHARACTERS

MEETING = date(2026, 11, 23)  # a Monday

WRITTEN = {
    "Nov 30": "Jan 25",
    "Mon Nov 30": "Mon Jan 25",
    "Mon, Nov. 30": "Mon, Jan. 25",
    "November 9": "January 4",
    "NOVEMBER 9": "JANUARY 4",
    "November 9, 2026": "January 4, 2027",
    "Dec 4th": "Jan 29th",
    "Nov 6th": "Jan 1st",
    "the 4th of December": "the 29th of January",
    "30 de noviembre": "25 de enero",
    "lunes 30 de noviembre": "lunes 25 de enero",
    "el 30 de noviembre de 2026": "el 25 de enero de 2027",
    "30 nov 2026": "25 ene 2027",
    "30 Nov 2026": "25 Jan 2027",
    "1º de mayo": "26 de junio",
    "primero de mayo": "26 de junio",
    "30 de Noviembre del 2026": "25 de Enero del 2027",
    "11/30/2026": "1/25/2027",
    "11/30/26": "1/25/27",
    "11/30": "1/25",
    "11/09/2026": "1/04/2027",
    "2026-11-30": "2027-01-25",
    "October 16-18": "December 11-13",
    "November 5-8": "December 31-January 3",
    "on October 16 and 30.": "on December 11 and 25.",
    "del 3 al 5 de noviembre": "del 29 al 31 de diciembre",
    "in June": "in August",
    "since September, twice": "since November, twice",
    "desde septiembre": "desde noviembre",
    "March 2026": "May 2026",
    "in 11/30/2026 and May 1": "in 1/25/2027 and June 26",
}


def later_in(text: str, weeks: int) -> str:
    out, done = "", 0
    for day in dates_in(text):
        out += text[done : day.start] + moved(day, weeks, MEETING)
        done = day.end
    return out + text[done:]


@pytest.mark.parametrize(("text", "later"), WRITTEN.items())
@pytest.mark.parametrize("around", ["{}", "She left {}", "({})", "“{}”"])
def test_dates_are_written_again_as_they_were(text: str, later: str, around: str) -> None:
    if around != "{}" and text == "11/30":
        around = "{} went well"
    assert later_in(around.format(text), 8) == around.format(later)


@pytest.mark.parametrize(
    "text",
    [
        *("Friday", "tomorrow", "mañana", "next Friday", "24/7", "4/10", "safety 4/10", "7 of 10"),
        *("she may 3 times a week", "the 3 may come", "May I?", "she may call", "march 3 abreast"),
        *("April called", "June said no", "la mamá de Julio", "1/2 cup", "2/3 of it", "WIC 300"),
        *("at 9:30", "2 a.m.", "13/13/2026", "2026-13-01", "$11/30", "Nov", "mar"),
        *("555-0142", "11/30/2026/4", "Mayor 3", "decisions 4", "Marchand 5", "12 monkeys", ""),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == ()


def test_a_date_says_what_it_is_made_of() -> None:
    [day] = dates_in("by Mon Nov 30, 2026.")

    assert (day.year, day.month, day.day, day.text) == (2026, 11, 30, "Mon Nov 30, 2026")
    assert (day.start, day.end) == (3, 19)


def test_all_dates_of_a_sentence_are_found() -> None:
    text = "loud on October 16 and again on October 30; mar 3 dic, 1/5/2027"

    assert [(day.month, day.day) for day in dates_in(text)] == [(10, 16), (10, 30), (12, 3), (1, 5)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("Nov 30", (2026, 11, 30)), ("by Mon Nov 30", (2026, 11, 30)), ("1/5", (2027, 1, 5))),
        *(("12/10", (2026, 12, 10)), ("11/20", (2026, 11, 20)), ("Nov 10", (2027, 11, 10))),
        *(("para el 4 de diciembre", (2026, 12, 4)), ("2026-12-04", (2026, 12, 4))),
        *(("Friday", (2026, 11, 27)), ("by Friday noon", (2026, 11, 27)), ("hoy", (2026, 11, 23))),
        *(("Monday", (2026, 11, 30)), ("next Friday", (2026, 12, 4)), ("viernes", (2026, 11, 27))),
        *(("el viernes por la mañana", (2026, 11, 27)), ("mañana", (2026, 11, 24))),
        *(("el próximo viernes", (2026, 11, 27)), ("Friday of next week", (2026, 12, 4))),
        *(("el viernes de la próxima semana", (2026, 12, 4)), ("pasado mañana", (2026, 11, 25))),
        *(("tomorrow, before school", (2026, 11, 24)), ("within two weeks", (2026, 12, 7))),
        *(("en 30 días", (2026, 12, 23)), ("Feb 29", (2028, 2, 29))),
        *(("Nov 30 (Nov 30 at the latest)", (2026, 11, 30)), ("Dec 4, 2025", (2025, 12, 4))),
    ],
)
def test_a_step_is_due_on_a_day(text: str, day: tuple[int, int, int]) -> None:
    assert date_of(text, MEETING) == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "next week", "Fridays", "every Friday", "los viernes", "cada viernes"),
        *("Nov 30 or Dec 4", "Thursday and Friday", "Nov 3-5", "after Nov 30", "por la mañana"),
        *("Tue Nov 30", "in June", "cada mañana", "February 31", "since Nov 3", "between 4 and 5"),
    ],
)
def test_what_is_not_clearly_one_day_is_none(text: str) -> None:
    assert date_of(text, MEETING) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-60, 60), st.data())
def test_a_date_with_its_year_comes_back(day: date, weeks: int, data: st.DataObject) -> None:
    forms = ("%B %d, %Y", "%a %b %d, %Y", "%m/%d/%Y", "%Y-%m-%d", "%d %B %Y", "%A %d %b %Y")
    form = data.draw(st.sampled_from(forms))
    text = f"It was {day.strftime(form)}."
    [found] = dates_in(text)
    later = (day + timedelta(weeks=weeks)).strftime(form)

    assert found.near(MEETING) == day
    [again] = dates_in(moved(found, weeks, MEETING))
    assert again.near(MEETING) == day + timedelta(weeks=weeks)
    assert [day.weekday for day in dates_in(later)] == [again.weekday]


@given(st.text(max_size=200), st.integers(-99, 99))
def test_any_text_can_be_read(text: str, weeks: int) -> None:
    for day in dates_in(text):
        assert text[day.start : day.end] == day.text
        moved(day, weeks, MEETING)
    date_of(text, MEETING)


@pytest.mark.parametrize("pump", ["1/", "may ", "Nov 3, ", "3 ", "de ", "mañana ", "2026-", "a"])
def test_a_hostile_text_is_read_to_its_end(pump: str) -> None:
    text = pump * (MAX_CHARACTERS // len(pump))

    assert later_in(text, 0) == text or "/" in pump
    date_of(text, MEETING)


@pytest.mark.parametrize(
    ("text", "months"),
    [("11/23-11/25", [11, 11]), ("DOB: 3-4-19", [3]), ("in 3/2024", [3]), ("5-5-5-0", [])],
)
def test_dates_in_numbers_are_found_however_they_are_written(text: str, months: list[int]) -> None:
    assert [day.month for day in dates_in(text)] == months
