"""Next steps for a calendar: what is to be done, by whom and by when, and nothing of the family."""

from datetime import UTC, date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from soptui.export.dates import date_of
from soptui.export.material import Material
from soptui.model.alphabet import Section, form_of
from soptui.model.session import Note

if TYPE_CHECKING:
    from icalendar import Event, Todo

_NOT_IN_A_CALENDAR = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def to_ics(material: Material) -> bytes:
    """Return the next steps as a calendar: a day for each that has one, a task for the others.

    A day takes nobody's time: it stands at its top, and the hours stay free.
    """
    from icalendar import Calendar, Event, Todo  # noqa: PLC0415 - only a calendar needs it

    calendar = Calendar()
    calendar.add("prodid", f"-//soptui//soptui//{material.wording.language.upper()}")
    calendar.add("version", "2.0")
    for note in _steps(material):
        entry: Event | Todo
        if day := _day(note, material):
            entry = Event()
            entry.add("dtstart", day)
            entry.add("dtend", day + timedelta(days=1))
            entry.add("transp", "TRANSPARENT")
        else:
            entry = Todo()
            entry.add("status", "NEEDS-ACTION")
        _describe(entry, note, material)
        calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content


def undated(material: Material) -> int:
    """Return how many next steps have no day that can be read; many calendars show no tasks."""
    return sum(_day(note, material) is None for note in _steps(material))


def _steps(material: Material) -> tuple[Note, ...]:
    return material.session.in_section(Section.NEXT_STEP)


def _day(note: Note, material: Material) -> date | None:
    day = date_of(_parts(note)["by"], material.session.started.date())
    return day if day and day < date.max else None


def _describe(entry: "Event | Todo", note: Note, material: Material) -> None:
    parts, wording = _parts(note), material.wording
    what, who = parts["what"] or note.text, parts["who"]
    labels = (("by", parts["by"]), ("checks", parts["checks"]))
    more = [f"{wording.say(f'export.table.{name}')}: {text}" for name, text in labels if text]
    if parts["what"] and not all(text in note.text for text in parts.values()):
        more.append(note.text)  # it was reworded: both are kept
    entry.add("uid", f"{sha256(note.id.encode()).hexdigest()[:32]}@soptui")
    entry.add("dtstamp", material.session.started.astimezone(UTC))
    entry.add("summary", _safe(f"{what} ({who})" if who else what))
    if more:
        entry.add("description", _safe("\n".join(more)))
    entry.add("class", "CONFIDENTIAL")


def _parts(note: Note) -> dict[str, str]:
    names = (part.name for part in form_of(Section.NEXT_STEP).parts)
    texts = (*note.parts, "", "", "", "")
    return dict(zip(names, texts, strict=False))


def _safe(text: str) -> str:
    """Return a text without the characters that a calendar may not hold at all."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_IN_A_CALENDAR)
    return text.encode("utf-8", "ignore").decode("utf-8")
