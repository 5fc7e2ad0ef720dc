"""A date written again some weeks later, in the way it was written."""

from datetime import date, timedelta

from soptui.export.dates import MONTHS, DateFound, a_day
from soptui.room.names import plainly


def moved(found: DateFound, weeks: int, around: date) -> str:
    """Return a date so many weeks later, in the same way; a weekday beside it stays true.

    One without a year is of the year that brings it nearest to a day.
    """
    day = found.near(around)
    try:
        new = day and day + timedelta(weeks=weeks)
    except OverflowError:
        new = None
    if day is None or new is None:
        return found.text
    written = {name: found.text[start:end] for name, start, end in found.pieces}
    out, done = [], 0
    for name, start, end in found.pieces:
        if name in ("first", "last"):
            other = a_day(day.year, day.month, int(written[name]))
            piece = _second(other and other + timedelta(weeks=weeks), new, written)
        else:
            piece = _written(name, written, new)
        out += [found.text[done:start], piece]
        done = end
    return "".join((*out, found.text[done:]))


def _written(name: str, written: dict[str, str], new: date) -> str:
    """Return one piece of a new date as that piece of the old one was written."""
    old = written[name]
    match name:
        case "month" if not old.isdecimal():
            return _month(written, new.month)
        case "month" | "day":
            number = new.month if name == "month" else new.day
            is_padded = old.startswith("0") or next(iter(written)) == "year"
            return f"{number:02}" if is_padded else str(number)
        case "nth" if plainly(old) in ("st", "nd", "rd", "th"):
            return "th" if 10 < new.day < 14 else _ENDINGS.get(new.day % 10, "th")
        case "nth":
            return old if new.day == 1 else ""
        case "year":
            return f"{new.year:04}"[-len(old) :]
        case _:
            return old


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _second(other: date | None, new: date, written: dict[str, str]) -> str:
    """Return the other day of a range, with its month if that is not the same any more."""
    if other is None:
        return written.get("last") or written["first"]
    if other.month == new.month:
        return str(other.day)
    month = _month(written, other.month)
    if "last" in written:
        return f"{month} {other.day}"
    return f"{other.day} {written.get('of', '')}{month}"


def _month(written: dict[str, str], month: int) -> str:
    """Return the name of another month, in the same language, length and letters."""
    old = written["month"]
    name = plainly(old)
    is_spanish = plainly(written.get("of", "")).startswith("de") or old.islower()
    tables = MONTHS[::-1] if is_spanish else MONTHS
    if name == "may" and not is_spanish:
        tables = MONTHS[:1]
    names = next((names for names in tables if name in names), tables[0])
    if name == "setiembre":
        names = MONTHS[2]
    new = names[month - 1]
    if old.isupper():
        return new.upper()
    return new.capitalize() if old[0].isupper() else new
