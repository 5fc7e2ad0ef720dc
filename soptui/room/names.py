"""Names as the room reads them: never a surname, and no way to reach anybody."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from soptui.model.session import NameMode, Person, Session
from soptui.wording import Wording

DOT = "•"
HIDDEN = DOT * 3
"""What stands in the place of a number, an address, a contact."""

_LEAST = 4
"""Letters that a contact has at least: less than that would hide half the map."""

WORD = re.compile(r"[\w.'’‐‑–-]+")
_QUOTES = " \"“‘'"
_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'"}

_NEAR = (
    "across|after|and|an?|around|at|behind|by|down|for|from|her|his|in|into|off|of|on|or|our|over"
    "|same|that|the|their|this|to|toward|up|with"
)
_UNIT = r"(?i:apt|unit|no|suite|\#)\.?[ ]?\w{1,6}"
CONTACT = re.compile(
    r"""
    [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}                       # an address of mail
    | \+\d(?:[ ().-]{0,2}\d){6,14}                                        # +52 55 1234 5678
    | (?<![\w-])(?:1[ .-])?(?:\(\d{3}\)|\d{3})[ .-]{0,2}\d{3}[ .-]\d{4}(?![\w-])  # (555) 555-0142
    | (?<![\w-])\d{3}[ .-]\d{4}(?![\w-])                                  # 555-0142
    | (?<!\w)\d{7,}(?!\w)                                                 # a case number
    | (?<!\w)\d{1,6}[ ](?:(?:[A-Z]|\d{1,3}(?:st|nd|rd|th))[\w.'’-]{0,30}[ ]){1,3}   # 12 Elm Dr
      (?:St|Dr|Drive|Ct|Court|Pl|Place|Way|Hwy|Highway|Circle|Ave|Rd|Blvd|Ln)\b\.?(?:[ ,]{1,2}UNIT)?
    | (?<!\w)\d{1,6}[ ](?:(?!NEAR\b)[\w.'’-]{1,30}[ ]){1,2}                         # 12 elm street
      (?i:street|avenue|ave|road|rd|boulevard|blvd|lane)\b\.?(?:[ ,]{1,2}UNIT)?
    | (?<!\w)(?i:calle|avenida|av\.)[ ]                                            # calle Olmo 12
      (?:(?:de|del|el|la|las|los|[A-ZÁÉÍÓÚÑ][\w.-]{0,30}|\d{1,3})[ ]){1,5}
      (?:\#|[Nn]o\.?[ ]?)?\d{1,6}
    """.replace("NEAR", f"(?i:{_NEAR})").replace("UNIT", _UNIT),
    re.VERBOSE,
)
"""What looks like a way to reach somebody, or a case number."""


@dataclass(frozen=True, slots=True)
class _Called:
    """Somebody's name in its parts: what stands before it, the given one, all behind that.

    Behind Ms. or Officer there is no given one. The role is what they are to the child.
    """

    before: str
    given: str
    behind: tuple[str, ...]
    role: str

    @property
    def initials(self) -> str:
        """The first letters, the last one of what stands behind: M.D., or A."""
        return "".join(f"{name[0]}." for name in (self.given, *self.behind[-1:]) if name)


class Names:
    """The names of one session, and how the room reads them.

    The roles are what people are to the child, as it was noted; whoever has none is known by
    initials. Names that nobody put on the map are not known: who needs more than that keeps
    them out of what is typed. `names_only` leaves numbers, addresses and contacts readable.
    """

    def __init__(self, session: Session, wording: Wording, *, names_only: bool = False) -> None:
        self._mode = session.names_as
        self._names_only = names_only
        self._kin = frozenset(map(plainly, wording.listed("room.kin")))
        self._titles = frozenset(map(plainly, wording.listed("room.titles")))
        self._particles = frozenset(map(plainly, wording.listed("room.particles")))
        self._also_words = frozenset(map(plainly, wording.listed("room.also_words")))
        instead: dict[str, str] = {}
        for name, role in _everybody(session, wording):
            if called := self._called(name, role):
                self._note(called, instead)
        self._always = any_of(instead)
        self._instead: Mapping[str, str] = instead
        if self._mode is NameMode.ROLE:
            # "Marcus's brother" says whose: he is known by what he is, too.
            self._instead = {name: self._replaced(role) for name, role in instead.items()}
        contacts = (plainly(member.contact.strip()) for member in session.members)
        self._contacts = any_of(text for text in contacts if len(text) >= _LEAST)

    def masked(self, text: str) -> str:
        """Return a text as the room reads it."""
        if self._names_only:
            return self._replaced(text)
        text = substituted(self._contacts, text, lambda _found, _text: HIDDEN)
        return self._replaced(CONTACT.sub(HIDDEN, text))

    def veiled(self, text: str) -> str:
        """Return a text, letter for letter, with bullets for what the room does not read."""
        text = substituted(self._contacts, text, lambda found, _text: dotted(found[0]))
        text = CONTACT.sub(lambda found: dotted(found[0]), text)
        return substituted(self._always, text, self._covered)

    def _replaced(self, text: str) -> str:
        return substituted(self._always, text, self._other)

    def _covered(self, found: re.Match[str], text: str) -> str:
        written, other = text[found.start() : found.end()], self._other(found, text)
        same = 0
        while written[same : same + 1] and plainly(written[same]) == plainly(
            other[same : same + 1]
        ):
            same += 1
        return written[:same] + dotted(written[same:])

    def _other(self, found: re.Match[str], text: str) -> str:
        written = text[found.start() : found.end()]
        key = " ".join(found[0].split())
        if key in self._also_words and written.islower():
            return written
        other = self._instead[key]
        if other.endswith(".") and text[found.end() :].startswith("."):
            other = other[:-1]  # the sentence ends there as well
        before = text[: found.start()].rstrip(_QUOTES)
        begins = not before or before[-1] in ".!?…:"
        return other[:1].upper() + other[1:] if begins else other

    def _called(self, name: str, role: str) -> _Called | None:
        """Return the parts of a name, or None if it only says what somebody is."""
        words = [word for word in WORD.findall(name) if word.strip(".-'’")]
        plain = [plainly(word).rstrip(".") for word in words]
        known = self._kin | self._titles
        first = next((at for at, word in enumerate(plain) if word not in known), None)
        if first is None:
            return None
        before, own = " ".join(words[:first]), words[first:]
        if first and plain[first - 1] in self._titles:
            return _Called(before, "", tuple(own), role)
        return _Called(before, own[0], tuple(own[1:]), role)

    def _note(self, called: _Called, instead: dict[str, str]) -> None:
        before, given = called.before, called.given
        last = called.behind[-1] if called.behind else ""
        titled = f"{before} {last[:1]}." if before else called.initials
        match self._mode:
            case NameMode.FIRST:
                alone = full = given or titled
            case NameMode.LAST_INITIAL:
                alone = given
                full = (f"{given} {last[0]}." if last else given) if given else titled
            case NameMode.INITIALS:
                alone, full = given and f"{given[0]}.", called.initials if given else titled
            case NameMode.ROLE:
                alone = full = called.role or called.initials
        if last:
            is_role = self._mode is NameMode.ROLE
            if given:
                _put(instead, " ".join((given, *called.behind)), full)
                _put(instead, f"{given} {last}", full)
            if before:
                if not given:
                    _put(instead, " ".join(called.behind), called.initials)
                whole = " ".join((before, given, *called.behind))
                _put(instead, whole, full if is_role or not given else f"{before} {full}")
                _put(instead, f"{before} {last}", full if is_role else titled)
            for name in called.behind:
                self._note_behind(name, instead)
        if given and alone != given:
            _put(instead, given, alone)
            if self._mode is NameMode.ROLE:
                _put(instead, f"{before} {given}", alone)

    def _note_behind(self, name: str, instead: dict[str, str]) -> None:
        """Know a surname by itself: of both halves of a double one, and of all who bear it."""
        if plainly(name) in self._particles:
            return
        for piece in (name, *re.split(r"[-‐‑–]", name)):
            if len(piece) > 1:
                for ending in ("", "s", "es"):
                    _put(instead, piece + ending, f"{piece[0]}.")


def dotted(text: str) -> str:
    """Return bullets for the letters of a text; its spaces stay."""
    return "".join(letter if letter.isspace() else DOT for letter in text)


def _everybody(session: Session, wording: Wording) -> Iterable[tuple[str, str]]:
    """Go through all names; those that are known best come first."""
    for person in session.people:
        yield person.name, _role_of(person, wording)
    for member in session.members:
        yield member.name, _shortest(member.relationship)
    for mark in session.marks:
        yield mark.who, ""
    for note in session.notes:
        for name in note.said_by.split(", "):
            yield name, ""


def _role_of(person: Person, wording: Wording) -> str:
    age = person.age.strip()
    is_child = not age.isdecimal() or int(age[:4]) < 18
    return _shortest(person.relationship) or (wording.say("room.child") if is_child and age else "")


def _shortest(role: str) -> str:
    """Return what somebody is, without what was added to it: grandmother, Ana's mother."""
    return role.partition(",")[0].strip()


def _put(instead: dict[str, str], name: str, other: str) -> None:
    instead.setdefault(" ".join(plainly(name).split()), other)


def any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of these plain texts as whole words, the longest first."""
    escaped = [
        r"\s+".join(re.escape(word) for word in text.split())
        for text in sorted(texts, key=len, reverse=True)
    ]
    found = "|".join(text for text in escaped if text)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)") if found else None


def substituted(
    pattern: re.Pattern[str] | None, text: str, other: Callable[[re.Match[str], str], str]
) -> str:
    """Return a text with something else for what a pattern finds in it, plainly written."""
    if pattern is None:
        return text
    pieces, end = [], 0
    for found in pattern.finditer(plainly(text)):
        pieces += [text[end : found.start()], other(found, text)]
        end = found.end()
    return "".join((*pieces, text[end:])) if pieces else text


def plainly(text: str) -> str:
    """Return a text, letter for letter, as it is typed in haste: small, and without accents."""
    return text.lower() if text.isascii() else "".join(map(_plain_letter, text))


@cache
def _plain_letter(letter: str) -> str:
    base = normalize("NFD", letter)[0].casefold()
    return _APOSTROPHES.get(letter, base if len(base) == 1 else letter)
