"""What soptui must know of a language to make sentences: a few lists of its small words."""

import re
from dataclasses import dataclass

_ASIDE = re.compile(r"\([^()]*\)")
_COMMA = re.compile(r"[,;](?=[\s(]|[^\W\d])")  # not the one in "1,000"
_EDGES = ".,;:!?…\"'“”‘’()¿¡«»"
_NONE: frozenset[str] = frozenset()
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The small words of one language, in lower case; a list may be empty.

    `conjunctions` are other forms of the conjunction, said before what begins like one of
    `after_conjunction`; `describers` begin what only describes a name ("la tía de los niños");
    `uncounted` do not make a name longer; `us` are whoever speaks; `negations` stand before
    every verb; `openers` open a clause, and one that is typed takes the template's place;
    `contracted` words are written "a el = al"; a `verb_endings` makes a verb of any word that
    is not in `no_verbs`.
    """

    conjunction: str = "and"
    conjunctions: frozenset[str] = _NONE
    after_conjunction: frozenset[str] = _NONE
    describers: frozenset[str] = _NONE
    uncounted: frozenset[str] = _NONE
    us: frozenset[str] = _NONE
    negations: frozenset[str] = _NONE
    openers: frozenset[str] = _NONE
    contracted: frozenset[str] = _NONE
    verb_endings: frozenset[str] = _NONE
    no_verbs: frozenset[str] = _NONE
    plurals: frozenset[str] = _NONE
    modals: frozenset[str] = _NONE
    base_verbs: frozenset[str] = _NONE
    finite_verbs: frozenset[str] = _NONE
    adverbs: frozenset[str] = _NONE
    names: frozenset[str] = _NONE
    prepositions: frozenset[str] = _NONE
    connectors: frozenset[str] = _NONE
    small: frozenset[str] = _NONE

    def is_many(self, part: str) -> bool:
        """Say whether a part names several: a list, "we", "the grandparents"."""
        bare = _ASIDE.sub("", part).strip(" ,;")
        words = bare.split()
        if not words:
            return False
        if self._are_joined(words) or _COMMA.search(bare):
            return True
        last = self._undescribed(words)[-1]
        ending = last.endswith("s") and last[-2:] not in ("ss", "us", "is") and last.islower()
        return words[0].casefold() in self.plurals or (ending and "'" not in last)

    def number(self, part: str) -> int:
        """Return 0 for one, 1 for several, 2 for several with us, 3 for me."""
        many = self.is_many(part)
        if self.us & {word.strip(_EDGES).casefold() for word in part.split()}:
            return 2 if many else 3
        return int(many)

    def as_list(self, part: str) -> str:
        """Read "Rosa, the agency" as "Rosa and the agency"."""
        part = part.rstrip(" ,;") or part
        bare = _masked(part)
        commas = [found.start() for found in _COMMA.finditer(bare)]
        if self._joins & set(bare.split()) or not commas:
            return part
        at = commas[-1]
        last = part[at + 1 :].lstrip()
        return f"{part[:at].rstrip()} {self.conjunction_before(last)} {last}"

    def conjunction_before(self, text: str) -> str:
        """Return the conjunction as it is said before these words: "Rosa e Inés"."""
        if self.after_conjunction and text.casefold().startswith(tuple(self.after_conjunction)):
            return next(iter(self.conjunctions), self.conjunction)
        return self.conjunction

    def each_after(self, part: str, preposition: str) -> str:
        """Put a preposition before each name: "Rosa y el tío Leo" as "a Rosa y al tío Leo"."""
        joins = "|".join(map(re.escape, sorted(self._joins)))
        between = re.compile(rf"{_COMMA.pattern}\s*(?:(?:{joins})\s)?|\s(?:{joins})\s")
        text, before, start = "", "", 0
        for found in [*between.finditer(_masked(part)), None]:
            name = part[start : found.start() if found else len(part)]
            sep, start = (found[0], found.end()) if found else ("", len(part))
            # "del Departamento de Niños y Familias" is one name, as far as anybody can tell.
            own = not self.describers & set(before.split())
            first = name.split(maxsplit=1)[0].casefold() if name.strip() else ""
            if name.strip() and (own or first in self.small):
                text = self._plainly_joined(text)
                name = self._after(name, preposition)
            text, before = f"{text}{name}{sep}", name
        return text

    def subject_for(self, part: str, subject: str, auxiliary: str) -> str:
        """Return what a part needs in front when it begins with its verb, or nothing.

        Asked "and the child could…?", people type "be hurt" or "could be hurt".
        """
        words = [word.strip(_EDGES) for word in part.split(maxsplit=3)[:3]]
        while words and words[0].casefold() in self.adverbs:
            words.pop(0)
        first = words[0] if words else ""
        verb = first.casefold()
        if first != verb and verb in self.names:
            return ""
        if verb in self.modals or verb in self.finite_verbs:
            return subject
        if verb in self.base_verbs or (first == verb and self._ends_as_verb(verb)):
            return f"{subject} {auxiliary}".strip()
        return ""

    def with_subject(self, part: str, subject: str, auxiliary: str) -> str:
        """Return a part with what it needs in front of its verb, or as it is."""
        front = self.subject_for(part, subject, auxiliary)
        if not front:
            return part
        rest = part[:1].lower() + part[1:]
        if front == subject:
            return f"{front} {rest}"
        words = rest.split(" ")
        count = next((at for at, word in enumerate(words) if word not in self.negations), 0)
        return " ".join(filter(None, (subject, *words[:count], auxiliary, *words[count:])))

    def is_name(self, text: str) -> bool:
        """Say whether a text only names people: a few words, no verb, and not "no"."""
        words = [word.strip(_EDGES).casefold() for word in text.split()]
        others = self.modals | self.base_verbs | self.finite_verbs | self.adverbs
        counted = sum(word not in self.uncounted for word in words)
        return 0 < counted <= _LONGEST_NAME and not others.intersection(words)

    def is_clause(self, part: str) -> bool:
        """Say whether a part has a verb of its own: "a Rosa le preocupa que"."""
        words = {word.strip(_EDGES).casefold() for word in part.split()}
        return bool(words & (self.finite_verbs | self.modals))

    def opener_of(self, part: str) -> str:
        """Return the words that open a part, if they are such words: "para que"."""
        words = f"{part.casefold()} " if self.openers else ""
        found = (one for one in self.openers if words.startswith(f"{one} "))
        return max(found, key=len, default="")

    def opener_at_the_end(self, text: str) -> str:
        """Return the words that end a text, if they open what comes next."""
        words = f" {text.casefold()}"
        found = (one for one in self.openers if words.endswith(f" {one}"))
        return max(found, key=len, default="")

    def begins_with_preposition(self, part: str) -> bool:
        """Say whether a part brings its own "until" or "every"."""
        return part.split(maxsplit=1)[0].casefold() in self.prepositions

    def goes_on(self, part: str) -> bool:
        """Say whether a part goes on with the sentence before it: "so that …"."""
        return part.split(maxsplit=1)[0].casefold() in self.connectors

    def within(self, part: str) -> str:
        """Return a part as it stands inside a sentence: "The agency" as "the agency"."""
        first = part.split(maxsplit=1)[0].rstrip(_EDGES)
        if first[1:] == first[1:].lower() and first.lower() in self.small:
            return part[:1].lower() + part[1:]
        return part

    @property
    def _joins(self) -> set[str]:
        return {self.conjunction, *self.conjunctions, "&", "+"}

    def _are_joined(self, words: list[str]) -> bool:
        # In "la mamá de Mateo y Sofía" it is the children that are joined.
        for at, word in enumerate(words):
            if word in self._joins:
                own = not self.describers & set(words[:at])
                if own or (words[at + 1 : at + 2] or [""])[0].casefold() in self.small:
                    return True
        return False

    def _undescribed(self, words: list[str]) -> list[str]:
        ends = (at for at, word in enumerate(words) if at and word in self.describers)
        return words[: next(ends, len(words))]

    def _ends_as_verb(self, word: str) -> bool:
        return word.endswith(tuple(self.verb_endings)) and word not in self.no_verbs

    def _after(self, name: str, preposition: str) -> str:
        name = self.within(name)
        first, space, rest = name.partition(" ")
        pairs = dict(pair.split(" = ", 1) for pair in self.contracted if " = " in pair)
        begins = f"{preposition} {first}"
        if first == preposition or first in pairs.values():
            return name
        return f"{pairs.get(begins, begins)}{space}{rest}"

    def _plainly_joined(self, text: str) -> str:
        words = text.rstrip().rsplit(" ", 1)
        if words[-1] in self.conjunctions and words[0]:
            return f"{words[0]} {self.conjunction} "
        return text


def _masked(part: str) -> str:
    return _ASIDE.sub(lambda aside: "_" * len(aside[0]), part)
