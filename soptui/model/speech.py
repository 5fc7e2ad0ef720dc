"""What soptui must know of a language to make sentences: a few lists of its small words."""

import re
from dataclasses import dataclass

_ASIDE = re.compile(r"\([^()]*\)")
_COMMA = re.compile(r"[,;](?=[\s(]|[^\W\d])")  # not the one in "1,000"
_EDGES = ".,;:!?…\"'“”‘’()"
_NONE: frozenset[str] = frozenset()
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The small words of one language, in lower case; a list may be empty."""

    conjunction: str = "and"
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
        if {self.conjunction, "&", "+"} & set(words) or _COMMA.search(bare):
            return True
        last = words[-1]
        ending = last.endswith("s") and last[-2:] not in ("ss", "us", "is") and last.islower()
        return words[0].casefold() in self.plurals or (ending and "'" not in last)

    def as_list(self, part: str) -> str:
        """Read "Rosa, the agency" as "Rosa and the agency"."""
        part = part.rstrip(" ,;") or part
        bare = _ASIDE.sub(lambda aside: "_" * len(aside[0]), part)
        commas = [found.start() for found in _COMMA.finditer(bare)]
        if {self.conjunction, "&", "+"} & set(bare.split()) or not commas:
            return part
        at = commas[-1]
        return f"{part[:at].rstrip()} {self.conjunction} {part[at + 1 :].lstrip()}"

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
        return f"{subject} {auxiliary}".rstrip() if verb in self.base_verbs else ""

    def is_name(self, text: str) -> bool:
        """Say whether a text only names people: a few words, no verb, and not "no"."""
        words = {word.strip(_EDGES).casefold() for word in text.split()}
        others = self.modals | self.base_verbs | self.finite_verbs | self.adverbs
        return 0 < len(text.split()) <= _LONGEST_NAME and not words & others

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
