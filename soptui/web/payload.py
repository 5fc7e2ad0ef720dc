"""What a browser is told of a session: pure values, made of what the room may see.

Nothing here looks at a session itself: it is given what `room` made of one. Behind a curtain,
and when it is over, there is no word in it at all.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from soptui.following import Seen
from soptui.model.agenda import column_order
from soptui.model.alphabet import (
    STATEMENTS,
    Column,
    Form,
    Roster,
    Scale,
    Section,
    form_of,
    sections_of,
)
from soptui.model.session import Agreement, Circle, Knows, Mark, Member, Note, Session
from soptui.model.stage import Stage
from soptui.wording import Wording

SHOW, CURTAIN, OVER = "show", "curtain", "over"

_RINGS = (Circle.INNER, Circle.MIDDLE, Circle.OUTER, None)
_PAGE_WORDS = (
    *("tools", "larger", "smaller", "usual", "look", "full", "whole", "network", "scale"),
    *("covered", "over", "old", "lost", "new", "map"),
)


def event_of(seen: Seen) -> str:
    """Return the name of what happens in a browser."""
    if seen.stage.is_over:
        return OVER
    return CURTAIN if seen.stage.curtain or seen.session is None else SHOW


def told(seen: Seen, wording: Wording, columns: tuple[Column, ...] = ()) -> dict[str, Any]:
    """Return all that a browser is to show; nothing when nothing may be seen.

    `columns` is the order that a person has chosen for them, if they have.
    """
    if event_of(seen) != SHOW or seen.session is None:
        return {}
    session = seen.session
    order = column_order(columns, wording.preset(session.setting))
    shown = [_column(session, column, wording) for column in order]
    return {
        "title": session.title,
        "columns": shown,
        "network": _network(session, wording),
        "scales": [_scale(session, scale, wording) for scale in Scale if _any(session, scale)],
        "stage": _stage(seen.stage, shown),
    }


def page_words(wording: Wording) -> dict[str, str]:
    """Return the few words that the page itself says."""
    return {name: wording.say(f"web.page.{name}") for name in _PAGE_WORDS}


def as_event(name: str, data: object) -> bytes:
    """Return an event as it is sent to a browser."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # JSON has no bare line break, so no text can end an event and begin another.
    return f"event: {name}\ndata: {text}\n\n".encode("utf-8", "replace")


def _stage(stage: Stage, shown: list[dict[str, Any]]) -> dict[str, Any]:
    """Return where everybody is looking, as far as it is among what is shown."""
    keys = {
        column["key"]: {
            key for block in column["blocks"] for key in (block["key"], *_keys(block["rows"]))
        }
        for column in shown
    }
    known = set(keys).union(*keys.values())
    return {
        "zoom": stage.zoom if stage.zoom in known else "",
        "newest": stage.newest if stage.newest in known else "",
        "sees_newest": stage.sees_newest,
        "tops": {
            column.value: top for column, top in stage.tops.items() if top in keys[column.value]
        },
    }


def _keys(rows: list[dict[str, Any]]) -> Iterator[str]:
    return (row["key"] for row in rows)


def _column(session: Session, column: Column, wording: Wording) -> dict[str, Any]:
    return {
        "key": column.value,
        "question": wording.question(column),
        "empty": wording.say("reading.empty"),
        "blocks": list(_blocks(session, column, wording)),
    }


def _blocks(session: Session, column: Column, wording: Wording) -> Iterator[dict[str, Any]]:
    """The blocks of a column; the network stands where its people can do the most."""
    numbers = _pair_numbers(session)
    under = session.under(column)
    # A note may stand where its section is not at home: it must not get lost.
    for section in dict.fromkeys((*sections_of(column), *Section)):
        if section is Section.CHILD_VOICE and column is Column.WORKING and session.members:
            members = sorted(session.members, key=lambda one: _RINGS.index(one.circle))
            yield _block(Roster.MEMBER, [_member_row(one, wording) for one in members], wording)
        rows = [
            _note_row(note, wording, numbers.get(note.id, 0))
            for note in under
            if note.section is section
        ]
        if rows:
            yield _block(section, rows, wording)


def _block(kind: Section | Roster, rows: list[dict[str, Any]], wording: Wording) -> dict[str, Any]:
    return {"key": f"section {kind.value}", "heading": wording.heading(kind), "rows": rows}


def _note_row(note: Note, wording: Wording, number: int) -> dict[str, Any]:
    form = form_of(note.section)
    spoken = note.section is Section.CHILD_VOICE
    look = "statement" if note.section in STATEMENTS else "voice" if spoken else "note"
    missing = wording.missing(form, note.missing)
    return {
        "key": note.id,
        "look": look,
        "sigil": form.sigil + (str(number) if number else ""),
        "text": f"\u201c{note.text}\u201d" if spoken else note.text,
        "tag": wording.say("board.open", parts=missing) if missing else "",
        "parts": list(_parts(note, form, wording)) if look == "statement" else [],
    }


def _parts(note: Note, form: Form, wording: Wording) -> Iterator[list[str]]:
    for at, text in enumerate(note.parts[: len(form.parts)]):
        if text:
            yield [wording.part(form, at).missing, text]


def _member_row(member: Member, wording: Wording) -> dict[str, Any]:
    circle = wording.say(f"circle.{member.circle.value}") if member.circle else ""
    return {
        "key": member.id,
        "look": "note",
        "sigil": form_of(Roster.MEMBER).sigil,
        "text": _dotted((member.name, member.relationship, circle, member.does)),
        "tag": _dotted(_standing(member, wording)),
        "parts": [],
    }


def _standing(member: Member, wording: Wording) -> Iterator[str]:
    if member.paid:
        yield wording.say("board.paid")
    if member.knows is not Knows.UNKNOWN:
        yield wording.say(f"knows.{member.knows.value}")
    if member.agreement is not Agreement.NOT_ASKED:
        yield wording.say(f"agreement.{member.agreement.value}")


def _network(session: Session, wording: Wording) -> dict[str, Any] | None:
    """Return who stands in which circle; people who are paid to be there stand apart."""
    if not session.members:
        return None
    unpaid = [one for one in session.members if not one.paid]
    return {
        "heading": wording.say("circles.heading"),
        "family": [one.name for one in session.people if one.name]
        or [wording.say("circles.family")],
        "rings": [
            {
                "key": circle.value,
                "label": wording.say(f"circles.{circle.value}"),
                "people": [_standing_in(one, wording) for one in unpaid if one.circle is circle],
            }
            for circle in Circle
        ],
        "apart": [
            {"label": label, "people": [_standing_in(one, wording) for one in people]}
            for label, people in (
                (wording.say("web.undecided"), [one for one in unpaid if one.circle is None]),
                (wording.say("circles.paid"), [one for one in session.members if one.paid]),
            )
            if people
        ],
        "agreements": [[one.value, wording.say(f"agreement.{one.value}")] for one in Agreement],
    }


def _standing_in(member: Member, wording: Wording) -> dict[str, str]:
    return {
        "name": member.name,
        "relationship": member.relationship,
        "agreement": member.agreement.value,
        "told": _dotted(
            (
                member.name,
                member.relationship,
                wording.say(f"agreement.{member.agreement.value}"),
                member.does,
            )
        ),
    }


def _any(session: Session, scale: Scale) -> bool:
    return any(mark.scale is scale for mark in session.marks)


def _scale(session: Session, scale: Scale, wording: Wording) -> dict[str, Any]:
    """Return everybody's number; of a hidden one only whose it is, in the order of entering.

    Nothing is averaged.
    """
    marks = [mark for mark in session.marks if mark.scale is scale]
    seen = sorted((mark for mark in marks if not mark.hidden), key=lambda mark: mark.value)
    return {
        "key": scale.value,
        "heading": wording.heading(scale),
        "marks": [
            {"who": mark.who, "value": mark.value, "said": list(_said(mark, wording))}
            for mark in seen
        ],
        "waiting": wording.say("scale.waiting"),
        "hidden": [mark.who for mark in marks if mark.hidden],
    }


def _said(mark: Mark, wording: Wording) -> Iterator[str]:
    if mark.why:
        yield wording.say("scale.why") + mark.why
    if mark.higher:
        yield wording.say("scale.higher") + mark.higher


def _pair_numbers(session: Session) -> dict[str, int]:
    """Return the number that a danger shares with its goal, and with the acts against it."""
    answering = [note for note in session.notes if note.answers]
    answered = {note.answers for note in answering}
    dangers = session.in_section(Section.DANGER_STATEMENT)
    paired = (danger.id for danger in dangers if danger.id in answered)
    numbers = {danger: number for number, danger in enumerate(paired, 1)}
    return numbers | {note.id: numbers.get(note.answers or "", 0) for note in answering}


def _dotted(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text)
