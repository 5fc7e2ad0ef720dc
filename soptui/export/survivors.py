"""What could still tell who a session is about: known names that are left, and unknown ones."""

import re
from collections.abc import Iterator

from soptui.export.dates import dates_in
from soptui.export.labels import is_only_a_word, lists, name_words
from soptui.model.alphabet import Detail
from soptui.model.session import Session, kind_of
from soptui.room.names import CONTACT, any_of, plainly
from soptui.wording import Wording, load_wording

_SEVERAL = re.compile(r"\s*[,/&;·+]\s*|\s+(?:and|y|e|with|con)\s+")
_CAPITALS = re.compile(
    r"(?<![\w'’])[A-ZÁÉÍÓÚÑÜÇŁŚŻØÅÄÖ][\w'’-]*"
    r"(?:\s(?:(?:de|del|la|las|los|of|the|van|von)\s){0,2}[A-ZÁÉÍÓÚÑÜÇŁŚŻØÅÄÖ][\w'’-]*)*"
)
_NO_NAMES_WORDS = (
    "i i'm i'll i've i'd sdm cft cfts cps cws cans csna fsna icwa wic dcfs dss hhsa iep aa na er"
    " ot pt tv am pm ok dv ptsd adhd uti usa sop mh sud cfsr csec dna gps covid id ssi calworks"
    " medi-cal medicaid calfresh section monday tuesday wednesday thursday friday saturday sunday"
    " mon tue wed thu fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    " january february march april may june july august september october november december jan"
    " feb mar apr jun jul aug sep sept oct nov dec english spanish español ingles espanol native"
    " lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre ene abr ago dic risk safety"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_LETTER = re.compile(r"\s[A-Z]{1,2}(?:['’]s)?$")


def survivors(before: Session, after: Session, wording: Wording | None = None) -> tuple[str, ...]:
    """Return the places where a name or a contact of a session is left in what was made of it.

    A name is looked for as a whole word, whatever its accents and capital letters; one that is
    also a word counts only where it is written as a name.
    """
    names = any_of(_words_of(before))
    contacts = any_of(plainly(text) for text in _contacts(before))
    places: dict[str, None] = {}
    for place, text in texts_of(after, wording or load_wording()):
        plain = plainly(text)
        days = [(day.start, day.end) for day in dates_in(text)]
        found = [match.span() for match in (names.finditer(plain) if names else ())]
        is_named = any(
            not is_only_a_word(text, start, end, names)
            for start, end in found
            if not any(a <= start < b for a, b in days)
        )
        is_reached = (contacts and contacts.search(plain)) or any(
            not any(a <= match.start() < b for a, b in days) for match in CONTACT.finditer(text)
        )
        if is_named or is_reached:
            places[place] = None
    return tuple(places)


def looks_like_names(session: Session, wording: Wording | None = None) -> tuple[str, ...]:
    """Return what is written like a name and is not known, each once and with its place.

    A capital letter in the middle of a sentence, in either language: a street, a school, a
    town, somebody whom nobody put on the map. The first word of a sentence is not looked at.
    """
    seen: dict[str, str] = {}
    for place, text in texts_of(session, wording or load_wording()):
        days = [(day.start, day.end) for day in dates_in(text)]
        for found in _CAPITALS.finditer(text):
            if any(a <= found.start() < b for a, b in days) or _begins(text, found.start()):
                continue
            phrase = _LETTER.sub("", found[0])
            words = [re.sub(r"['’]s?$", "", plainly(word)) for word in phrase.split()]
            if all(word in _NO_NAMES or word in _known() for word in words):
                continue
            seen.setdefault(re.sub(r"['’]s$", "", phrase), place)
    return tuple(f"{phrase} ({place})" for phrase, place in seen.items())


def texts_of(session: Session, wording: Wording) -> Iterator[tuple[str, str]]:
    """Go through all texts of a session, each with what it is called where it stands."""
    yield wording.say("details.title"), session.title
    yield wording.say("details.setting"), session.setting
    for detail in Detail:
        yield wording.name(detail), session.details.of(detail)
    for item in session.items():
        place = wording.name(kind_of(item))
        for field in _FIELDS:
            text = getattr(item, field, "")
            for piece in text if isinstance(text, tuple) else (text,):
                yield place, piece


_FIELDS = (
    *("text", "parts", "said_by", "name", "age", "relationship", "does", "contact", "watches"),
    *("backup", "who", "why", "higher"),
)


def _known() -> frozenset[str]:
    return lists().before | {plainly(word) for word in lists().roles}


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"“‘'«¿¡([")
    return not before or before[-1] in ".!?…:;\n·"


def _words_of(session: Session) -> set[str]:
    """Return every word of every name; what also says what somebody is counts as that."""
    said = (note.said_by for note in session.notes)
    names = (one for name in (*session.names(), *said) for one in _SEVERAL.split(name))
    whole = [word for name in names for word in name_words(name)]
    halves = (half for word in whole for half in re.split("[-‐‑–]", word) if len(half) > 2)
    words = {*whole, *halves}
    return words - lists().before


def _contacts(session: Session) -> list[str]:
    texts = [member.contact.strip() for member in session.members]
    return [text for text in texts if len(text) > 3]
