"""What fills the screen: one column, or one statement with its parts; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from soptui.app.rows import Row, RowReader, pair_numbers
from soptui.model.alphabet import STATEMENTS, Column, Section, form_of
from soptui.model.grammar import Draft
from soptui.model.session import Note, Session
from soptui.model.sewing import capital
from soptui.wording import Wording

"""What is shown large by itself; of everything else, its column is."""

PAIR = "pair"
"""The key of the line that names what a statement is paired with."""

_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Zoomed:
    """What fills the screen: its heading, the column whose color it has, and its rows."""

    heading: str
    column: Column
    rows: tuple[Row, ...]
    is_statement: bool = False


class ZoomReader:
    """Reads what fills the screen; what has not changed keeps the row object it had."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._language = wording.language
        self._reader = RowReader(wording, for_room=True)

    def read(
        self, session: Session, zoom: str, drafts: Iterable[tuple[Draft, Column]] = ()
    ) -> Zoomed | None:
        """Return what a zoom shows, or None if the session has no such thing."""
        if self._language != self._wording.language:
            self._language = self._wording.language
            self._reader.reword()
        column = column_named(zoom)
        if column is not None:
            rows = self._reader.read(session, drafts)[column]
            return Zoomed(self._wording.question(column), column, rows)
        note = session.find(zoom)
        return self._statement(session, note) if isinstance(note, Note) else None

    def _statement(self, session: Session, note: Note) -> Zoomed:
        number = pair_numbers(session).get(note.id, 0)
        heading = _numbered(self._wording.name(note.section), number).upper()
        rows = [Row(note.id, "statement", note.text, ""), *self._parts(note)]
        pair = _pair(session, note)
        if pair is not None:
            name = _numbered(self._wording.name(pair.section), number)
            about = pair.parts[form_of(pair.section).main] if pair.parts else ""
            rows.append(Row(PAIR, "part", about or pair.text, "", tag=_capital(name)))
        if len(rows) > 1:
            rows.insert(1, Row("rule", "rule", "", ""))
        return Zoomed(heading, note.column, tuple(rows), is_statement=True)

    def _parts(self, note: Note) -> Iterator[Row]:
        """Go through what was said to each question, with the question."""
        if sum(map(bool, note.parts)) < 2:
            return  # it says nothing that the sentence does not
        form = form_of(note.section)
        for at, text in enumerate(note.parts):
            if text:
                asked = _ASIDE.sub("", self._wording.part(form, at).ask)
                yield Row(f"part {at}", "part", text, "", tag=_capital(asked))


def column_named(zoom: str) -> Column | None:
    """Return the column that a zoom is of, or None if it is of a statement."""
    return next((column for column in Column if column == zoom), None)


def zoom_on(note: Note | None, column: Column) -> str:
    """Return what to zoom: a statement by its id; for everything else, the column."""
    return note.id if note is not None and note.section in STATEMENTS else column.value


def _pair(session: Session, note: Note) -> Note | None:
    """Return the danger that a goal answers, or the goal that answers a danger."""
    if note.section is Section.DANGER_STATEMENT:
        return session.goal_for(note.id)
    found = session.find(note.answers or "")
    return found if isinstance(found, Note) else None


def _numbered(name: str, number: int) -> str:
    return f"{name} {number}" if number else name


def _capital(text: str) -> str:
    """Return a text with a capital first letter, whatever stands before it."""
    at = next((at for at, char in enumerate(text) if char.isalpha()), 0)
    return text[:at] + capital(text[at:])
