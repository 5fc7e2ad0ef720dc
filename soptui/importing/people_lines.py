"""The lines of a copy that say people: helpers, the family, and everybody's numbers."""

from collections.abc import Iterator
from itertools import islice

from soptui.export.profile import Profile
from soptui.importing.copies import Kind
from soptui.importing.remarks import Slot, taken_off
from soptui.model.alphabet import Scale
from soptui.model.session import Agreement, Circle, Knows, Mark, Member, Person

_MOST_PLACES = 6
_BEST = 10


def members(text: str, item_id: str, circle: Circle | None, kind: Kind) -> Iterator[Member]:
    """Go through the ways to read a line as a member of the safety network."""
    for said, found in (*taken_off(text, _slots(kind)), (text, {})):
        agreement = found.get("agreement", Agreement.NOT_ASKED)
        knows = found.get("knows", Knows.UNKNOWN)
        for name, relationship, does in _described(said):
            yield Member(
                id=item_id,
                name=name,
                relationship=relationship,
                does=does,
                circle=circle,
                agreement=agreement if isinstance(agreement, Agreement) else Agreement.NOT_ASKED,
                knows=knows if isinstance(knows, Knows) else Knows.UNKNOWN,
                paid="paid" in found,
                watches=str(found.get("watches", "")),
                backup=str(found.get("backup", "")),
                contact=str(found.get("contact", "")),
            )


def persons(text: str, item_id: str) -> Iterator[Person]:
    """Go through the ways to read a line as somebody of the family."""
    for start in _places(text, " ("):
        for end in _places(f"{text},", "),"):
            if start + 2 < end:
                age, rest = text[start + 2 : end], text[end + 1 :]
                kin = rest.removeprefix(", ")
                if rest == "" or (kin and kin != rest):
                    yield Person(id=item_id, name=text[:start], age=age, relationship=kin)
    for at in _places(text, ", "):
        yield Person(id=item_id, name=text[:at], relationship=text[at + 2 :])
    yield Person(id=item_id, name=text)


def mark(text: str, item_id: str, scale: Scale, kind: Kind) -> Mark | None:
    """Return whose number a line says; of one that is hidden nobody knows which it is."""
    say = kind.wording.say
    if text.endswith(hidden := f": {say('export.scale.hidden').strip()}"):
        who = text.removesuffix(hidden)
        return Mark(id=item_id, scale=scale, who=who, value=0, hidden=True) if who else None
    for value in range(_BEST, -1, -1):
        ending = f": {say('export.scale.value', value=value).strip()}"
        if text.endswith(ending) and text != ending:
            return Mark(id=item_id, scale=scale, who=text.removesuffix(ending), value=value)
    return None


def _slots(kind: Kind) -> tuple[Slot, ...]:
    say = kind.wording.say
    standing: tuple[Slot, ...] = (
        Slot("agreement", fixed={say(f"agreement.{one.value}"): one for one in Agreement}),
        Slot("knows", fixed={say(f"knows.{one.value}"): one for one in Knows}),
        Slot("paid", fixed={say("export.member.paid"): True}),
    )
    if kind.profile is Profile.FAMILY:
        standing = standing[:1]
    return (
        *standing,
        *(Slot(n, f"{say(f'export.member.{n}')}: ") for n in ("watches", "backup", "contact")),
    )


def _described(text: str) -> Iterator[tuple[str, str, str]]:
    """Go through the ways to read "Rosa, aunt: drives Mateo" as who, what kin, does what."""
    for colon in (*islice(_places(text, ": "), _MOST_PLACES), len(text)):
        who, does = text[:colon], text[colon + 2 :]
        for comma in islice(_places(who, ", "), _MOST_PLACES):
            yield who[:comma], who[comma + 2 :], does
        yield who, "", does


def _places(text: str, words: str) -> Iterator[int]:
    """Go through the places of some words that have something before and behind them."""
    at = text.find(words, 1)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        if words == ")," or at + len(words) < len(text):
            yield at
        at = text.find(words, at + 1)
