"""What stands in each column, row by row: a pure reading of a session.

A row is a section's heading, an item of the map, a draft, or a hint. Rows are values:
a column that is given the same row again has nothing to draw again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from soptui.model.alphabet import STATEMENTS, Column, Roster, Section, form_of, sections_of
from soptui.model.grammar import Draft
from soptui.model.session import Agreement, Circle, Knows, Member, Note, Session
from soptui.wording import Wording

CONTACT = 4
_RINGS = (Circle.INNER, Circle.MIDDLE, Circle.OUTER, None)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a column: `role` is its look, `tag` a quiet line below it.

    `key` is the item's id, or the name of what is no item; `place` is its block, empty for
    what cannot be walked to; `number` is that of its pair, or 0.
    """

    key: str
    role: str
    text: str
    place: str
    sigil: str = ""
    tag: str = ""
    number: int = 0


class RowReader:
    """Reads the rows of a session; what has not changed keeps the row object it had.

    Where nothing is typed, an empty column does not say how to. For the room there are no
    quiet lines: what is open, paid or staff-only is between those who write.
    """

    def __init__(
        self,
        wording: Wording,
        order: tuple[Column, ...] = tuple(Column),
        *,
        is_typed_at: bool = True,
        for_room: bool = False,
    ) -> None:
        self._wording = wording
        self._order = order
        self._is_typed_at = is_typed_at and not for_room
        self._for_room = for_room
        self.reword()

    def reword(self) -> None:
        """Read everything anew, in the words as they are now."""
        wording = self._wording
        self._headings = {
            kind.value: heading_row(kind, wording) for kind in (*Section, Roster.MEMBER)
        }
        self._empty = {
            column: Row("empty", "empty", self._hint(column, at), "")
            for at, column in enumerate(self._order)
        }
        self._notes: tuple[Note, ...] = ()
        self._numbers: dict[str, int] = {}
        self._known: dict[int, Row] = {}
        self._places: dict[str, list[Row]] = {}
        self._members: dict[Member, Row] = {}

    def read(
        self, session: Session, drafts: Iterable[tuple[Draft, Column]] = ()
    ) -> dict[Column, tuple[Row, ...]]:
        """Return the rows of every column."""
        self._place_notes(session)
        places = dict(self._places)
        members = [self._member(member) for member in in_rings(session.members)]
        for number, (draft, aim) in enumerate(drafts):
            row = draft_row(draft, self._wording, number)
            if isinstance(draft.kind, Section):
                place = _place(form_of(draft.kind).column or aim, draft.kind)
                places[place] = [*places.get(place, ()), row]
            elif draft.kind is Roster.MEMBER:
                members.append(row)
        if members:
            places[_place(Column.WORKING, Roster.MEMBER)] = members
        return {column: self._column(column, places) for column in Column}

    def count(self, column: Column) -> int:
        """Return how many notes stood in a column when it was read last."""
        return sum(
            len(self._places.get(_place(column, section), ())) for section in sections_of(column)
        )

    def _hint(self, column: Column, at: int) -> str:
        """Return what an empty column says: how to come there, and what to type."""
        say = self._wording.say
        if not self._is_typed_at:
            return say("reading.empty")
        way = ("", say("board.tab"), say("board.tab_again"))[at]
        return f"{way} {say(f'column.{column.value}.empty')}".strip()

    def _place_notes(self, session: Session) -> None:
        # This runs at every change. A line that was added costs the same however many
        # there are: what stood before is compared by identity, and kept.
        before, numbers = self._notes, pair_numbers(session)
        if numbers == self._numbers and session.notes[: len(before)] == before:
            new = session.notes[len(before) :]
        else:
            new, self._places = session.notes, {}
            # Only what stays on the map: the id of a note that is gone can become another's.
            alive = {id(note) for note in before} & {id(note) for note in session.notes}
            self._known = {key: row for key, row in self._known.items() if key in alive}
        for note in new:
            row = self._row(note, numbers.get(note.id, 0))
            self._places.setdefault(row.place, []).append(row)
        self._notes, self._numbers = session.notes, numbers

    def _row(self, note: Note, number: int) -> Row:
        row = self._known.get(id(note))
        if row is None or row.number != number:
            row = note_row(note, self._wording, number)
            row = self._known[id(note)] = replace(row, tag="") if self._for_room else row
        return row

    def _column(self, column: Column, places: dict[str, list[Row]]) -> tuple[Row, ...]:
        rows: list[Row] = []
        for kind in _kinds_of(column):
            if here := places.get(_place(column, kind)):
                rows.append(self._headings[kind.value])
                rows += here
        return tuple(rows) or (self._empty[column],)

    def _member(self, member: Member) -> Row:
        if member not in self._members:
            row = member_row(member, self._wording)
            self._members[member] = replace(row, tag="") if self._for_room else row
        return self._members[member]


def _kinds_of(column: Column) -> tuple[Section | Roster, ...]:
    """The blocks of a column; the network stands where its people can do the most."""
    kinds: list[Section | Roster] = list(sections_of(column))
    if column is Column.WORKING:
        kinds.insert(kinds.index(Section.CHILD_VOICE), Roster.MEMBER)
    return tuple(kinds)


def _place(column: Column, kind: Section | Roster) -> str:
    return f"{column.value} {kind.value}"


def heading_row(kind: Section | Roster, wording: Wording) -> Row:
    """Return the row over a section."""
    return Row(f"section {kind.value}", "section", wording.heading(kind), "")


def note_row(note: Note, wording: Wording, number: int = 0) -> Row:
    """Return a note's row; a danger and its goal carry the same number."""
    form = form_of(note.section)
    tags = [wording.say("board.staff_only")] if note.staff_only else []
    if note.missing:
        tags.append(wording.say("board.open", parts=wording.missing(form, note.missing)))
    spoken = note.section is Section.CHILD_VOICE
    return Row(
        note.id,
        "statement" if note.section in STATEMENTS else "voice" if spoken else "note",
        f"\u201c{note.text}\u201d" if spoken else note.text,
        _place(note.column, note.section),
        form.sigil + (str(number) if number else ""),
        _dotted(tags),
        number,
    )


def member_row(member: Member, wording: Wording) -> Row:
    """Return the row of a member of the safety network; contacts stay off the board."""
    ring = wording.say(f"circle.{member.circle.value}") if member.circle else ""
    told = (member.name, member.relationship, ring, member.does)
    tags = [
        wording.say("board.paid") if member.paid else "",
        wording.say(f"knows.{member.knows.value}") if member.knows is not Knows.UNKNOWN else "",
        wording.say(f"agreement.{member.agreement.value}")
        if member.agreement is not Agreement.NOT_ASKED
        else "",
    ]
    sigil = form_of(Roster.MEMBER).sigil
    place = _place(Column.WORKING, Roster.MEMBER)
    return Row(member.id, "note", _dotted(told), place, sigil, _dotted(tags))


def draft_row(draft: Draft, wording: Wording, number: int) -> Row:
    """Return the row of an entry that is still being built."""
    if isinstance(draft.kind, Section):
        text = wording.composer.sentence(draft.kind, draft.parts)
    else:
        text = _dotted(draft.parts[:CONTACT])  # how to reach somebody stays off the wall
    return Row(f"draft {number}", "draft", text or "…", "", draft.form.sigil)


def in_rings(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Return the members from the inner circle to the outer, then those in none."""
    return tuple(sorted(members, key=lambda member: _RINGS.index(member.circle)))


def pair_numbers(session: Session) -> dict[str, int]:
    """Return the number that a danger shares with its goal, and with the acts against it."""
    answering = [note for note in session.notes if note.answers]
    if not answering:
        return {}
    answered = {note.answers for note in answering}
    dangers = session.in_section(Section.DANGER_STATEMENT)
    paired = (danger.id for danger in dangers if danger.id in answered)
    numbers = {danger: number for number, danger in enumerate(paired, 1)}
    return numbers | {note.id: numbers[note.answers or ""] for note in answering}


def _dotted(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text)
