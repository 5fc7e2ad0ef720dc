"""Who is known by name in a session, and what stands in the place of each name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from soptui.model.alphabet import form_of
from soptui.model.session import Person, Session
from soptui.room.names import WORD, any_of, plainly
from soptui.wording import Wording, languages, load_wording

_FAMILY_WORDS = (
    "mother father parent stepmother stepfather grandmother grandfather aunt uncle cousin cousin_f"
    " sister brother child"
)
_FAMILY = frozenset(_FAMILY_WORDS.split())
_NOT_NAMES_WORDS = (
    "and or of from at in on with for to by next both all each every everyone everybody anyone"
    " somebody someone nobody it he she they we us our her his their my your me you i this that"
    " a an as if who cps sdm cft icwa agency county court school police church hospital clinic"
    " group hotline staff social public health services department counselor landlord team unit"
    " y e o con del en un una al todos todas ambos ambas ella ellos ellas nosotros nadie alguien"
    " escuela policia iglesia hospital clinica grupo personal condado agencia servicios equipo"
    " herself himself themselves upstairs downstairs"
)
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
_ARTICLES = {"el", "la", "los", "las", "de", "del", "y"}
_WHO_PARTS = {"who", "checks", "seen", "caregiver", "network", "worried"}
_ASIDE = re.compile(r"\([^)]*\)")
_SEVERAL = re.compile(r"\s*[,/&;·+]\s*|\s+(?:and|y|e|with|con)\s+")
_OWNS = re.compile(r"['’]s?$")


@dataclass(slots=True)
class _Somebody:
    """One person with the words of their name, the first one first, and what they are."""

    words: list[str]
    role: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Lists:
    """What is known of words around names, in every language that soptui speaks."""

    before: frozenset[str]
    particles: frozenset[str]
    also_words: dict[str, frozenset[str]]
    roles: dict[str, str]


@dataclass(slots=True)
class Alias:
    """A way to write a name, and what is written for it; `capital` when only as a name."""

    label: str
    is_surname: bool = False
    capital: bool = False


@dataclass(slots=True)
class Labels:
    """The names of a session, small and without accents, and the label for each."""

    aliases: dict[str, Alias] = field(default_factory=dict)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds any of them as whole words, the longest first."""
        return any_of(self.aliases)


@cache
def lists() -> _Lists:
    """Return the words of all languages; who writes in one may name people in another."""
    spoken = [load_wording(language) for language in languages()]

    def every(key: str) -> frozenset[str]:
        return frozenset(plainly(w).rstrip(".") for words in spoken for w in words.listed(key))

    roles: dict[str, str] = {}
    also_words = {
        words.language: frozenset(map(plainly, words.listed("room.also_words"))) for words in spoken
    }
    for words in spoken:
        for role in words.listed("export.role"):
            for word in words.listed(f"export.role.{role}"):
                roles.setdefault(plainly(word), role)
    # Don is a given name as well; whoever is called Don Luis has another one.
    before = (every("room.kin") | every("room.titles") | roles.keys()) - {"don"}
    return _Lists(frozenset(before), every("room.particles"), also_words, roles)


def labels_of(session: Session, wording: Wording) -> Labels:
    """Return what to write for each name of a session."""
    people = _everybody(session)
    by_label: dict[str, list[_Somebody]] = {}
    for somebody in people:
        said = wording.listed(f"export.role.{somebody.role}")[0]
        by_label.setdefault(said, []).append(somebody)
    always = {wording.listed(f"export.role.{role}")[0] for role in ("child", "worker", "person")}
    for said, those in by_label.items():
        for at, somebody in enumerate(those):
            has_letter = len(those) > 1 or said in always
            somebody.label = f"{said} {_letter(at)}" if has_letter else said
    return _aliases(people, wording.listed("export.role.family")[0], _harvested_only(session))


def name_words(name: str, *, sure: bool = True) -> list[str]:
    """Return the words of a name: not Grandma, not Ms., not (mom), not Ana's.

    In small letters they are those up to the first that is no name; unless it is `sure` that
    this is a name, words without a capital letter are none.
    """
    words = [word.strip(".-'’‘–") for word in WORD.findall(_ASIDE.sub(_capitals, name))]
    words = [word for word in words if len(word) > 1 and not _OWNS.search(word)]
    known = lists()
    is_written = any(word[0].isupper() for word in words)
    out: list[str] = []
    for word in words:
        plain = plainly(word)
        is_particle = plain in known.particles and (out or plain in _ARTICLES or word.islower())
        if plain in _NOT_NAMES or is_particle:
            if out and not is_written and plain not in known.particles:
                break
            continue
        if (plain in known.before and not out) or not plain[0].isalpha():
            continue
        if word[0].isupper() or (sure and not is_written) or not word[0].islower():
            out.append(plain)
    return out if sure or is_written else []


def is_only_a_word(text: str, start: int, end: int, names: re.Pattern[str] | None) -> bool:
    """Say whether a name stands there as the word that it also is: she will call."""
    written, known = text[start:end], lists()
    if plainly(written) in known.particles:
        return written.islower()  # somebody called Lê, and "le dijo"
    spoken = [at for at, words in known.also_words.items() if plainly(written) in words]
    if not spoken:
        return False
    if written.islower():
        # "rosa" in an English sentence is Rosa, typed in haste.
        small = plainly(text)
        counts = {at: len(words.findall(small)) for at, words in _SMALL_WORDS.items()}
        return any(counts.get(at, 0) == max(counts.values()) for at in spoken)
    before = text[:start].rstrip(" \"“‘'¿¡([")
    if before and before[-1] not in ".!?…:;\n·":
        return False
    behind = plainly(text[end : end + 60])
    if _SUBJECT.match(behind):
        return True
    if plainly(written) not in ("will", "may") or not behind[:1].isspace():
        return False
    behind = behind.lstrip()
    role = re.match(r"\w+", behind)
    is_named = names is not None and names.match(behind) is not None
    return is_named or (role is not None and role[0] in known.roles)


_SUBJECT = re.compile(
    r"\s+(?:he|she|they|it|we|you|i|the|this|that|there|these|those|anyone|everyone|somebody|be"
    r"|her|his|their|our|my|your|a|an)\b"
)


_SMALL_WORDS = {
    "en": re.compile(r"\b(?:the|and|of|to|is|he|she|with|his|her|was|will|for|at|on|that|they)\b"),
    "es": re.compile(r"\b(?:el|la|los|las|que|y|en|un|una|con|se|por|para|su|de|al|del|le)\b"),
}
"""What shows which language a sentence is in."""


def _capitals(aside: re.Match[str]) -> str:
    return aside[0] if re.search(r"\b[A-ZÁÉÍÓÚÑ]", aside[0]) else " "


def _everybody(session: Session) -> list[_Somebody]:
    people: list[_Somebody] = []
    children = {w[0] for p in session.people if _is_child(p) and (w := name_words(p.name))}
    adults = {w[0] for n in session.names() if (w := name_words(n))} - children
    for person in session.people:
        role = "child" if _is_child(person) else _role(person.relationship, adults)
        _add(people, name_words(person.name), role or "person")
    for member in session.members:
        called = _role(member.name, set())
        role = _role(member.relationship, adults)
        role = called if called and role in ("", "relative") else role
        _add(people, name_words(member.name), role or "person")
    said = (*(mark.who for mark in session.marks), *(note.said_by for note in session.notes))
    for name in said:
        for one in _SEVERAL.split(name):
            _add(people, name_words(one), _role(one, adults) or "worker")
    for words in _harvest(session):
        _add(people, words, "person")
    return people


def _harvest(session: Session) -> Iterator[list[str]]:
    """Go through the names that stand where a statement or a step asks who."""
    said = " ".join(text for note in session.notes for text in (note.text, *note.parts))
    small = {plainly(word) for word in re.findall(r"\w+", said) if word.islower()}
    texts = [member.backup for member in session.members]
    for note in session.notes:
        form = form_of(note.section)
        if form.composed:
            parts = zip(form.parts, note.parts, strict=False)
            texts += [text for part, text in parts if part.name in _WHO_PARTS]
    for text in texts:
        for one in _SEVERAL.split(text):
            words = name_words(one, sure=False)
            if words and len(words) < 4 and not small.intersection(words):
                yield words


def _harvested_only(session: Session) -> set[str]:
    known = (
        *(name for name in session.names()),
        *(name for note in session.notes for name in note.said_by.split(",")),
    )
    sure = {word for name in known for word in name_words(name)}
    return {word for words in _harvest(session) for word in words} - sure


def _add(people: list[_Somebody], words: list[str], role: str) -> None:
    if not words:
        return
    for somebody in people:
        others = somebody.words
        alone = len(words) == 1 or len(others) == 1
        if words[0] == others[0] and (alone or set(words[1:]) & set(others[1:])):
            others += [word for word in words if word not in others]
            return
        if len(words) == 1 and words[0] in others:
            return
    people.append(_Somebody(list(words), role))


def _is_child(person: Person) -> bool:
    age = re.match(r"\s*(\d{1,3})", person.age)
    return int(age[1]) < 18 if age else _role(person.relationship, set()) == "child"


def _role(relationship: str, adults: set[str]) -> str:
    """Return what somebody is to the child; a grown-up's mother is a relative."""
    first = plainly(relationship.partition(",")[0])
    words = re.findall(r"[\w’'-]+", first)
    role = next((lists().roles[word] for word in words if word in lists().roles), "")
    of_adult = any(_OWNS.sub("", word) in adults for word in words)
    return "relative" if of_adult and role in _FAMILY else role


def _letter(at: int) -> str:
    more, last = divmod(at, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def _aliases(people: Iterable[_Somebody], family: str, harvested: set[str]) -> Labels:
    labels = Labels()
    put = labels.aliases.setdefault
    people = list(people)
    for somebody in people:
        given, *behind = somebody.words
        for name in behind:
            put(f"{given} {name}", Alias(somebody.label))
        put(" ".join(somebody.words), Alias(somebody.label))
        put(given, Alias(somebody.label, capital=given in harvested))
        for piece in _halves(given):  # Ana-María, who is also called María
            put(piece, Alias(somebody.label, capital=given in harvested))
    for somebody in people:
        for name in somebody.words[1:]:
            bearers = [other for other in people if name in other.words[1:]]
            label = somebody.label if len(bearers) == 1 else family
            capital = name in harvested or name in lists().before
            for piece in (name, *_halves(name)):
                put(piece, Alias(label, is_surname=True, capital=capital))
                for ending in ("s", "es"):
                    put(piece + ending, Alias(family, is_surname=True, capital=True))
    for somebody in people:
        if len(given := somebody.words[0]) > 2:
            put(f"{given}s", Alias(f"{somebody.label}'s", capital=True))
    for name, alias in list(labels.aliases.items()):
        # O'Brien and J.R. are typed in haste without what stands between their letters.
        put(re.sub(r"(?<=\w)['.](?=\w)", "", name), replace(alias, capital=True))
    return labels


def _halves(name: str) -> list[str]:
    """Return both names of a double one."""
    pieces = re.split(r"[-‐‑–]", name)
    return [piece for piece in pieces if len(piece) > 2] if len(pieces) > 1 else []
