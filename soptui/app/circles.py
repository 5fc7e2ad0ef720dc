"""The three circles of the safety network, drawn in lines of letters: pure.

One ring stands in the other, the family in the middle. It is drawn as fully as the window
has lines for: at first everything of everybody, at last a line for each, and then it scrolls.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from soptui.app.network import KNOWN_IN, OUTWARD, Network, Place, key_of
from soptui.app.wrapping import wrap
from soptui.model.session import Agreement, Circle, Knows, Member
from soptui.wording import Wording

SIGNS = {
    Agreement.AGREED: "✓",
    Agreement.ASKED: "…",
    Agreement.NOT_ASKED: "○",
    Agreement.DECLINED: "×",
}
"""The mark before a name: what that person has said."""

_EMPTY = "( ? ) "
_DOT = " · "
_LEAST = 12
"""So many letters of what somebody does are worth to be begun on a line."""
_WIDE, _WIDER = 100, 140
_CROWDED, _USUAL, _WHOLE = 1, 2, 3


class Span(NamedTuple):
    """Some letters of a line, and the name of their look."""

    text: str
    look: str = ""


class Row(NamedTuple):
    """One line of the drawing; `key` is who or what stands on it, if anything does."""

    spans: tuple[Span, ...]
    key: str = ""

    @property
    def text(self) -> str:
        """The letters of the line."""
        return "".join(span.text for span in self.spans)


class Drawing(NamedTuple):
    """The circles, line by line."""

    rows: tuple[Row, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Everybody, and every empty place, from top to bottom."""
        return tuple(dict.fromkeys(row.key for row in self.rows if row.key))

    def lines_of(self, key: str) -> tuple[int, int]:
        """Return the first line of somebody and how many there are; none if not drawn."""
        at = [line for line, row in enumerate(self.rows) if row.key == key]
        return (at[0], len(at)) if at else (0, 0)


def draw(network: Network, wording: Wording, size: tuple[int, int], selected: str = "") -> Drawing:
    """Return the circles for a window of this width and height."""
    width, height = size
    for level, airy in ((_WHOLE, True), (_WHOLE, False), (_USUAL, False), (_CROWDED, False)):
        rows = tuple(_Pen(network, wording, level, selected, airy=airy).rows(max(width, _LEAST)))
        if len(rows) <= height:
            break
    return Drawing(rows)


def told_of(one: Member | Place, question: str, wording: Wording) -> tuple[Row, ...]:
    """Return all that is known of a person but how to reach them, and what is asked."""
    if isinstance(one, Place):
        return (
            Row((Span(wording.say(f"circles.{one.circle.value}"), "muted"),)),
            Row((Span(one.question, "question"),)),
        )
    known = (
        one.relationship,
        wording.say(f"circles.in_{one.circle.value}") if one.circle and not one.paid else "",
        wording.say(f"knows.{one.knows.value}"),
        wording.say(f"agreement.{one.agreement.value}"),
        wording.say("board.paid") if one.paid else "",
    )
    does = [Span(wording.say("circles.does"), "label"), Span(f" {one.does or '–'}", "note")]
    for label, text in (("watches", one.watches), ("backup", one.backup)):
        does += [
            Span(f"   {wording.say(f'circles.{label}')}", "label"),
            Span(f" {text or '–'}", "note"),
        ]
    head = (Span(one.name, "name"), Span("".join(_DOT + text for text in known if text), "muted"))
    asked = (Row((Span(question, "question"),)),) if question else ()
    return (Row(head), Row(tuple(does)), *asked)


class _Pen:
    """Draws one network, as fully as its level says."""

    def __init__(
        self, network: Network, wording: Wording, level: int, selected: str, *, airy: bool
    ) -> None:
        self._network = network
        self._wording = wording
        self._level = level
        self._selected = selected
        self._airy = airy

    def rows(self, width: int) -> Iterator[Row]:
        """Go through the lines: the rings, and below them who stands in none."""
        gap = 1 if width < _WIDE else 2 if width < _WIDER else 4
        yield from self._ring(len(OUTWARD) - 1, width, gap)
        apart = (("undecided", self._network.undecided), ("paid", self._network.paid))
        for name, members in apart:
            if members:
                yield Row((Span(f" {self._wording.say(f'circles.{name}')}", "section"),))
            for member in members:
                for row in self._standing(member, width - 2):
                    yield Row((Span("  "), *row.spans), row.key)

    def _ring(self, at: int, width: int, gap: int) -> Iterator[Row]:
        """The ring at this place, counted outward, with all that is inside it."""
        if at < 0:
            yield from self._family(width)
            return
        circle = OUTWARD[at]
        inside = width - 2 * (1 + gap)
        edge = circle.value
        left, right = Span("│" + " " * gap, edge), Span(" " * gap + "│", edge)
        yield self._top(circle, width)
        for row in self._within(at, inside, gap):
            room = inside - cell_len(row.text)
            look = "selected" if row.key and row.key == self._selected else ""
            yield Row((left, *row.spans, Span(" " * max(0, room), look), right), row.key)
        yield Row((Span(f"╰{'─' * (width - 2)}╯", edge),))

    def _top(self, circle: Circle, width: int) -> Row:
        title = wrap(self._wording.say(f"circles.{circle.value}"), max(2, width - 6))[0]
        line = "─" * max(0, width - 5 - cell_len(title))
        edge = circle.value
        return Row((Span("╭─ ", edge), Span(title, f"{edge}-title"), Span(f" {line}╮", edge)))

    def _within(self, at: int, width: int, gap: int) -> Iterator[Row]:
        """Who stands in a circle: half of them over what is inside it, the others below."""
        here = self._network.circles[OUTWARD[at]]
        people = [one for one in here if isinstance(one, Member)]
        over = (len(people) + 1) // 2
        for one in here[:over]:
            yield from self._standing(one, width)
        air = (Row(()),) if self._airy else ()
        yield from air
        yield from self._ring(at - 1, width, gap)
        yield from air
        for one in here[over:]:
            yield from self._standing(one, width)

    def _family(self, width: int) -> Iterator[Row]:
        names = _DOT.join(self._network.family) or self._wording.say("circles.family")
        for line in wrap(names, width - 2):
            room = width - 2 - cell_len(line)
            yield Row((Span(" " * (room // 2)), Span(f" {line} ", "family")))

    def _standing(self, one: Member | Place, width: int) -> Iterator[Row]:
        lines = self._person(one, width) if isinstance(one, Member) else self._gap(one, width)
        chosen = key_of(one) == self._selected
        for spans in lines:
            yield Row(tuple(map(_chosen, spans)) if chosen else spans, key_of(one))

    def _gap(self, place: Place, width: int) -> Iterator[tuple[Span, ...]]:
        room = width - len(_EMPTY)
        lines = wrap(place.question, room)
        if self._level == _CROWDED:
            lines = [_cut(place.question, room)]
        yield (Span(_EMPTY, "place"), Span(lines[0], "place"))
        for line in lines[1:]:
            yield (Span(" " * len(_EMPTY)), Span(line, "place"))

    def _person(self, member: Member, width: int) -> Iterator[tuple[Span, ...]]:
        """A person's lines: the name with what is not as it should be, and what they do."""
        sign = Span(f"{SIGNS[member.agreement]} ", member.agreement.value)
        said_no = member.agreement is Agreement.DECLINED
        name = Span(member.name, "declined" if said_no else "name")
        head = (sign, name, *self._facts(member))
        does = f"{_DOT}{member.does}" if member.does else ""
        room = width - _cells(head)
        if room < 0:
            yield from self._long(head, width)
        elif cell_len(does) <= room:
            yield (*head, Span(does, "note"))
            does = ""
        elif self._level == _CROWDED and room >= _LEAST:
            yield (*head, Span(_DOT + _cut(member.does, room - len(_DOT)), "note"))
        else:
            yield head
        if self._level > _CROWDED:
            yield from self._below("", does.removeprefix(_DOT), width)
        if self._level == _WHOLE:
            yield from self._below(self._wording.say("circles.watches"), member.watches, width)
            yield from self._below(self._wording.say("circles.backup"), member.backup, width)

    def _long(self, head: tuple[Span, ...], width: int) -> Iterator[tuple[Span, ...]]:
        """A name with its facts that needs more than a line."""
        sign, name, *_ = head
        text = "".join(span.text for span in head[1:])
        room = width - cell_len(sign.text)
        lines = [_cut(text, room)] if self._level == _CROWDED else wrap(text, room)
        for at, line in enumerate(lines):
            yield (sign if at == 0 else Span("  "), Span(line, name.look))

    def _below(self, label: str, text: str, width: int) -> Iterator[tuple[Span, ...]]:
        if text:
            for line in wrap(f"{label} {text}".strip(), width - 2):
                yield (Span("  "), Span(line, "muted" if label else "note"))

    def _facts(self, member: Member) -> Iterator[Span]:
        """What the place and the mark of somebody do not tell already."""
        if self._level > _CROWDED and member.relationship:
            yield Span(f"{_DOT}{member.relationship}", "muted")
        if member.agreement is not Agreement.AGREED:
            agreement = self._wording.say(f"agreement.{member.agreement.value}")
            yield Span(f"{_DOT}{agreement}", "open")
        expected = KNOWN_IN[member.circle] if member.circle and not member.paid else None
        if member.knows is Knows.UNKNOWN and not member.paid:
            yield Span(f"{_DOT}{self._wording.say('circles.knows_what')}", "open")
        elif member.knows not in (expected, Knows.UNKNOWN):
            yield Span(f"{_DOT}{self._wording.say(f'knows.{member.knows.value}')}", "open")


def _chosen(span: Span) -> Span:
    return Span(span.text, "selected-name" if span.look == "name" else "selected")


def _cells(spans: tuple[Span, ...]) -> int:
    return sum(cell_len(span.text) for span in spans)


def _cut(text: str, width: int) -> str:
    """Return as many words as stand on a line, and a mark where there were more."""
    if cell_len(text) <= width:
        return text
    return f"{wrap(text, max(2, width - 1))[0]}…"
