"""Dates in people's words, English and Spanish, whatever language the copy is in.

Numbers are read as they are written here: 11/30 is the month, then the day.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from soptui.room.names import plainly

# Each language's months and days of the week, long and short.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lun mar mie jue vie sab dom",
)
MONTHS = tuple(tuple(names.split()) for names in _MONTHS)
"""English and Spanish, long and short."""

_MONTH = {name: at for names in MONTHS for at, name in enumerate(names, 1)}
_MONTH |= {"sept": 9, "setiembre": 9}
_DAY = {name: at for names in _DAYS for at, name in enumerate(names.split())}
_DAY |= {"tues": 1, "thur": 3, "thurs": 3}

_ANY_MONTH = "|".join(sorted(_MONTH, key=len, reverse=True))
_ANY_DAY = "|".join(sorted(_DAY, key=len, reverse=True))
_LONG_MONTH = "|".join(name for name in _MONTH if len(name) > 4 or name in MONTHS[0])
_LONG_DAY = "|".join((*_DAYS[0].split(), *_DAYS[2].split()))

_NUMBER = r"0?[1-9]|[12]\d|3[01]"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = rf"(?:(?P<weekday>{_ANY_DAY})\.?,?[ ](?:the[ ])?)?"
_PATTERNS = tuple(
    # Behind and before a dash a number may be anything, unless it is 11/23-11/25.
    re.compile(
        rf"(?<![\w/$#])(?:(?<!\d[.-])|(?<=/\d-)|(?<=/\d\d-))(?:{pattern})"
        r"(?!\w|[/-]\d(?!\d?/\d))"
    )
    for pattern in (
        # Mon Nov 30, November 9th, 2026; and October 16-18, October 16 and 30.
        rf"{_WEEKDAY}(?P<month>{_ANY_MONTH})\.?[ ](?:the[ ])?(?P<day>{_NUMBER})"
        rf"(?P<nth>st|nd|rd|th)?"
        rf"(?![ ](?:de[ ])?(?:{_ANY_MONTH})\b)"
        rf"(?:(?:[ ]?(?P<dash>[-–])[ ]?|,?[ ](?:and|y|to|&|al)[ ])(?P<last>{_NUMBER})"
        rf"(?:st|nd|rd|th)?(?=(?(dash)[^\w:/-]|\s*(?:[.;)”\"]|,(?![ ]\d)))|$))?"
        rf"(?!\d|[ ]?:\d)(?:,?[ ]{_YEAR})?",
        # el lunes 30 de noviembre de 2026, 30 nov, 4th of December; and del 3 al 5 de mayo
        rf"{_WEEKDAY}(?:(?P<first>{_NUMBER})(?:[ ]?[-–][ ]?|[ ](?:y|al|and|to)[ ]))?"
        rf"(?P<day>{_NUMBER}|primero)(?P<nth>st|nd|rd|th|[ºo°]|ro)?"
        rf"[ ](?P<of>(?:de|of)[ ])?(?P<month>{_ANY_MONTH})\b"
        rf"(?:\.?(?:,?[ ]|[ ]del?[ ]){_YEAR})?",
        rf"{_YEAR}(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)",
        r"(?P<month>\d\d?)(?P<sep>[-/.])(?P<day>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d|(?<=[/-])\d\d)",
        rf"(?:(?P<weekday>{_ANY_DAY})\.?,?[ ])?(?P<month>\d\d?)/(?P<day>\d\d?)",
        rf"(?P<month>{_ANY_MONTH})\.?(?:[ ]|,[ ]|[ ]del?[ ]){_YEAR}",
        rf"(?P<month>\d\d?)/{_YEAR}",
        rf"(?P<month>{_LONG_MONTH})",
    )
)
_MAY_HOLD_ONE = re.compile(rf"\d|{'|'.join(sorted({name[:3] for name in _MONTH}))}")
"""What every date has; most texts have none of it, and are done with at once."""

_ALSO_WORDS = {"may", "mar", "march", "june", "april", "august", "julio", "abril", "mayo", "sep"}
"""Months that are a verb, a name or a sauce as well: alone they are months only behind these."""
_IN = re.compile(
    r"\b(?:in|since|until|till|last|this|next|during|through|early|late|mid|en|desde|hasta"
    r"|este)[ -]$"
)
_OF = re.compile(r"\b(?:de|del|a|para|of|by|before|after)[ ]$")
_ON = re.compile(
    r"(?:\b(?:on|by|since|until|till|before|after|from|due|el|del|al|para|desde|hasta|born"
    r"|dob|nacida|nacido)[.,:]?[ ])$"
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date where it stands in a text; without a day it is a month, without a year any.

    `pieces` say what stands where in `text`, so that another day can be written the same way.
    """

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    pieces: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it names two days, not one."""
        return any(name in ("first", "last") for name, _, _ in self.pieces)

    def near(self, around: date) -> date | None:
        """Return the day it means; of all years, the one that is nearest to a day."""
        if self.year is not None:
            return a_day(self.year, self.month, self.day or 15)
        years = range(around.year - 6, around.year + 7)
        days = [day for year in years if (day := a_day(year, self.month, self.day or 15))]
        return min(days, key=lambda day: abs(day - around), default=None)


def dates_in(text: str) -> tuple[DateFound, ...]:
    """Return the dates in a text; Friday and tomorrow are none, and 4/10 is a number of ten."""
    found: list[DateFound] = []
    plain = plainly(text)
    if not _MAY_HOLD_ONE.search(plain):
        return ()
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            clear = all(match.end() <= day.start or day.end <= match.start() for day in found)
            if clear and (day := _found(match, text)):
                found.append(day)
    return tuple(sorted(found, key=lambda day: day.start))


def _found(match: re.Match[str], text: str) -> DateFound | None:
    said = match.groupdict()
    start, end = match.span()
    before, behind = match.string[max(0, start - 20) : start], match.string[end : end + 3]
    year = int(said["year"]) if said.get("year") else None
    if year is not None and year < 100:
        year += 1900 if year > 40 else 2000
    in_words = not said["month"].isdecimal()
    month = _MONTH[said["month"]] if in_words else int(said["month"])
    day = _number(said.get("day"))
    is_turned = not in_words and day is not None and month > 12 >= day
    if is_turned and match.start("month") == start and (month, day) != (24, 7):
        return _turned(match, text, year)  # 30/11 can only be the day first
    if not 1 <= month <= 12 or (day is not None and not a_day(year or 2024, month, day)):
        return None
    if in_words and said["month"] in _ALSO_WORDS:
        is_small = text[match.start("month")].islower()
        if day is None and year is None:
            if not (_IN.search(before) or (is_small and _OF.search(before))):
                return None
        elif (
            # "the 3 may come" is no day of May, and neither is "she may 3 times a week".
            year is None
            and is_small
            and said["month"] in ("may", "march")
            and not (said.get("of") or said["weekday"])
            and re.match(r" [a-z]", behind)
        ):
            return None
    if not in_words and year is None and day is not None and not said["weekday"]:
        is_part = month < day and day in (2, 3, 4, 5, 8)  # 1/2 cup
        if (day == 10 or is_part) and not _ON.search(before):
            return None
    return _at(match, text, year, (month, day))


def _at(match: re.Match[str], text: str, year: int | None, of: tuple[int, int | None]) -> DateFound:
    start, end = match.span()
    said = match.groupdict()
    names = ("first", "month", "day", "nth", "last", "year", "of")
    pieces = [(name, *match.span(name)) for name in names if said.get(name)]
    return DateFound(
        start,
        end,
        text[start:end],
        year,
        *of,
        weekday=_DAY[said["weekday"]] if said.get("weekday") else None,
        pieces=tuple(sorted(((n, a - start, b - start) for n, a, b in pieces), key=lambda p: p[1])),
    )


def _turned(match: re.Match[str], text: str, year: int | None) -> DateFound | None:
    """Return a date in numbers with the day first, as it is written in Mexico."""
    day, month = int(match["month"]), int(match["day"])
    if not a_day(year or 2024, month, day):
        return None
    found = _at(match, text, year, (month, day))
    other = {"month": "day", "day": "month"}
    pieces = tuple((other.get(name, name), start, end) for name, start, end in found.pieces)
    return DateFound(found.start, found.end, found.text, year, month, day, found.weekday, pieces)


def _number(day: str | None) -> int | None:
    return None if day is None else 1 if day == "primero" else int(day)


def a_day(year: int, month: int, day: int) -> date | None:
    """Return a day, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_AGAIN = re.compile(
    rf"\b(?:every|each|cada|todos los|todas las|los)\b|\b(?:{'|'.join(_DAYS[0].split())})s\b"
    r"|\b(?:after|not before|despues de|since|desde|a partir)\b"
)
_MORNING = re.compile(r"\b(?:por|de|en|a|esta|la|toda)\s+(?:la\s+)?manana\b")
_COUNTED = {
    **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10},
    **{"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "diez": 10},
}
_SOON = {
    **{"today": 0, "tonight": 0, "hoy": 0, "esta noche": 0, "tomorrow": 1, "manana": 1},
    **{"day after tomorrow": 2, "pasado manana": 2},
}
_SPOKEN = re.compile(
    rf"\b(?:(?P<soon>{'|'.join(sorted(_SOON, key=len, reverse=True))})"
    r"|(?:in|within|en|dentro de)[ ](?P<count>\d{1,3}|" + "|".join(_COUNTED) + r")"
    r"[ ](?P<unit>days?|weeks?|dias?|semanas?)"
    rf"|(?P<next>next[ ])?(?P<day>{_LONG_DAY})\b"
    r"(?P<week>[ ](?:of[ ])?next[ ]week|[ ]de[ ]la[ ](?:proxima[ ]semana|semana[ ]que[ ]viene))?)\b"
)


def date_of(text: str, near: date) -> date | None:
    """Return the day that a step is to be done by, as it was said on the day of a meeting.

    None if no day is said, or several, or one that comes again and again. Next Friday is the
    one of the week after the meeting's.
    """
    plain = plainly(text)
    if _AGAIN.search(plain):
        return None
    found = [day for day in dates_in(f"by {text}") if day.day is not None]
    if not found:
        spoken = {_spoken(said, near) for said in _SPOKEN.finditer(_MORNING.sub(" ", plain))}
        return spoken.pop() if len(spoken) == 1 else None
    days = {_next(day, near) for day in found}
    if len(days) > 1 or any(day.is_range for day in found):
        return None
    [day] = days
    is_wrong = any(f.weekday is not None and day and day.weekday() != f.weekday for f in found)
    return None if is_wrong else day


def _next(found: DateFound, near: date) -> date | None:
    """Return the day it means; without a year the next one, or one that has just gone by."""
    if found.year is not None or found.day is None:
        return found.near(near)
    earliest = near - timedelta(days=7)
    years = range(earliest.year, earliest.year + 9)
    days = (day for year in years if (day := a_day(year, found.month, found.day)))
    return next((day for day in days if day >= earliest), None)


def _spoken(said: re.Match[str], near: date) -> date:
    if said["soon"]:
        return near + timedelta(days=_SOON[said["soon"]])
    if said["count"]:
        count = _COUNTED.get(said["count"]) or int(said["count"])
        is_week = said["unit"].startswith(("week", "semana"))
        return near + timedelta(days=count * (7 if is_week else 1))
    day = _DAY[said["day"]]
    if said["next"] or said["week"]:
        return near + timedelta(days=7 - near.weekday() + day)
    return near + timedelta(days=(day - near.weekday() - 1) % 7 + 1)
