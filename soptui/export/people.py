"""The chapters about people: the network by circle, marks by person, the family."""

from collections.abc import Iterator

from soptui.export.blocks import (
    Block,
    Bullet,
    CirclesFigure,
    Heading,
    Labelled,
    Line,
    Paragraph,
    Ring,
    ScaleFigure,
    ours,
    theirs,
)
from soptui.export.chapters import Chapters, in_parentheses
from soptui.export.profile import Profile
from soptui.model.alphabet import Roster, Scale, form_of
from soptui.model.session import Agreement, Circle, Mark, Member
from soptui.wording import Wording


def network(chapters: Chapters) -> Iterator[Block]:
    """Write who helps, from the inner circle outward, and what each of them does."""
    members, wording = chapters.session.members, chapters.wording
    if not members:
        return
    yield chapters.heading("network")
    yield Paragraph((ours(chapters.say("not_a_plan")),))
    yield _circles(members, chapters)
    for circle in (*Circle, None):
        inside = [member for member in members if member.circle is circle]
        if inside:
            yield Heading((ours(_circle_name(circle, wording)),), 3)
        for member in inside:
            yield Bullet(_member(member, chapters), sign=form_of(Roster.MEMBER).sigil)


def marks(chapters: Chapters) -> Iterator[Block]:
    """Write each person's number with what they said about it; never an average."""
    for scale in Scale:
        found = [mark for mark in chapters.session.marks if mark.scale is scale]
        if found:
            yield chapters.heading(scale.value)
            yield Paragraph((ours(chapters.say(f"{scale.value}_means")),))
        numbers = tuple((mark.who, mark.value) for mark in found if not mark.hidden)
        if numbers:
            yield ScaleFigure(chapters.say(scale.value), numbers)
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
        line = (theirs(person.name), *age, *relationship)
        yield Bullet(line, sign=form_of(Roster.PERSON).sigil)


def _circles(members: tuple[Member, ...], chapters: Chapters) -> CirclesFigure:
    def ring(circle: Circle | None) -> Ring:
        inside = tuple(member.name for member in members if member.circle is circle)
        return Ring(_circle_name(circle, chapters.wording), inside)

    beside = ring(None)
    rings = tuple(ring(circle) for circle in Circle)
    return CirclesFigure(chapters.say("network"), rings, beside if beside.members else None)


def _circle_name(circle: Circle | None, wording: Wording) -> str:
    return wording.say(f"export.circle.{circle.value if circle else 'none'}")


def _member(member: Member, chapters: Chapters) -> Line:
    say = chapters.wording.say
    told: tuple[Line, ...] = (
        (ours(say(f"agreement.{member.agreement.value}")),),
        (ours(say(f"knows.{member.knows.value}")),),
        (ours(say("export.member.paid")),) if member.paid else (),
    )
    if chapters.profile is Profile.FAMILY:  # what we note of a helper is no news to hand over
        told = told[:1] if member.agreement is Agreement.AGREED else ()
    remarks: tuple[Line, ...] = (
        *told,
        *(
            (ours(f"{say(f'export.member.{name}')}: "), theirs(text))
            for name in ("watches", "backup", "contact")
            if (text := getattr(member, name))
        ),
    )
    relationship = (ours(", "), theirs(member.relationship)) if member.relationship else ()
    does = (ours(": "), theirs(member.does)) if member.does else ()
    return (theirs(member.name), *relationship, *does, *in_parentheses(*remarks))


def _mark(mark: Mark, wording: Wording) -> Iterator[Block]:
    if mark.hidden:  # until it is shown to the room, what was said of it is not told either
        hidden = ours(f": {wording.say('export.scale.hidden')}")
        yield Bullet((theirs(mark.who), hidden), sign=form_of(mark.scale).sigil)
        return
    value = wording.say("export.scale.value", value=mark.value)
    yield Bullet((theirs(mark.who), ours(f": {value}")), sign=form_of(mark.scale).sigil)
    if mark.why:
        yield Labelled(wording.say("export.scale.why"), (theirs(mark.why),), depth=1)
    if mark.higher:
        yield Labelled(wording.say("export.scale.higher"), (theirs(mark.higher),), depth=1)
