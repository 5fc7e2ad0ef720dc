"""The chapters about people: the network by circle, marks by person, the family."""

from collections.abc import Iterator

from soptui.export.blocks import Block, Bullet, Heading, Labelled, Line, Paragraph, ours, theirs
from soptui.export.chapters import Chapters, in_parentheses
from soptui.model.alphabet import Scale
from soptui.model.session import Circle, Mark, Member
from soptui.wording import Wording


def network(chapters: Chapters) -> Iterator[Block]:
    """Write who helps, from the inner circle outward, and what each of them does."""
    members, wording = chapters.session.members, chapters.wording
    if not members:
        return
    yield chapters.heading("network")
    yield Paragraph((ours(chapters.say("not_a_plan")),))
    for circle in (*Circle, None):
        inside = [member for member in members if member.circle is circle]
        if inside:
            name = wording.say(f"export.circle.{circle.value if circle else 'none'}")
            yield Heading((ours(name),), 3)
        yield from (Bullet(_member(member, wording)) for member in inside)


def marks(chapters: Chapters) -> Iterator[Block]:
    """Write each person's number with what they said about it; never an average."""
    for scale in Scale:
        found = [mark for mark in chapters.session.marks if mark.scale is scale]
        if found:
            yield chapters.heading(scale.value)
            yield Paragraph((ours(chapters.say(f"{scale.value}_means")),))
        for mark in found:
            yield from _mark(mark, chapters.wording)


def family(chapters: Chapters) -> Iterator[Block]:
    """Write who belongs to the family."""
    people = chapters.session.people
    if people:
        yield chapters.heading("family")
    for person in people:
        age = (ours(" ("), theirs(person.age), ours(")")) if person.age else ()
        relationship = (ours(", "), theirs(person.relationship)) if person.relationship else ()
        yield Bullet((theirs(person.name), *age, *relationship))


def _member(member: Member, wording: Wording) -> Line:
    contact = ours(f"{wording.say('export.member.contact')}: ")
    remarks: tuple[Line, ...] = (
        (ours(wording.say(f"agreement.{member.agreement.value}")),),
        (ours(wording.say(f"knows.{member.knows.value}")),),
        (ours(wording.say("export.member.paid")),) if member.paid else (),
        (contact, theirs(member.contact)) if member.contact else (),
    )
    relationship = (ours(", "), theirs(member.relationship)) if member.relationship else ()
    does = (ours(": "), theirs(member.does)) if member.does else ()
    return (theirs(member.name), *relationship, *does, *in_parentheses(*remarks))


def _mark(mark: Mark, wording: Wording) -> Iterator[Block]:
    if mark.hidden:  # until it is shown to the room, what was said of it is not told either
        yield Bullet((theirs(mark.who), ours(f": {wording.say('export.scale.hidden')}")))
        return
    value = wording.say("export.scale.value", value=mark.value)
    yield Bullet((theirs(mark.who), ours(f": {value}")))
    if mark.why:
        yield Labelled(wording.say("export.scale.why"), (theirs(mark.why),), depth=1)
    if mark.higher:
        yield Labelled(wording.say("export.scale.higher"), (theirs(mark.higher),), depth=1)
