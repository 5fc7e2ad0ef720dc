"""A statement's sentence taken apart into the parts it was made of.

A template is read from left to right, each blank up to the words behind it. What is found
counts only if the same sentence is made of it again, by the one thing that makes sentences.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

from soptui.model.alphabet import Form, Section, form_of
from soptui.model.composing import Composer

_LONGEST = 3_000
_MOST_WAYS = 32
_LONGEST_NAME = 6
_NUMBERS = range(4)
_GROUP = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_CHOICE = re.compile(r"\{(\w+)\?([^}]*)\}")
_BLANK = re.compile(r"\{([^}]*)\}")
_NAME = re.compile(r"\w+")
_JOINED = re.compile(r"(^|, |; | y | e | and )")
_WHEN = re.compile(r" (?=(?:when|whenever|while|cuando|mientras)\b)")
_ASIDE = re.compile(r" \([^()]*\)(?= )")
_GAP = "…"
# What may stand in front of a name, or in it, and has no capital letter of its own.
# fmt: off
_WITH_NAMES = frozenset((
    "a", "and", "de", "del", "e", "el", "her", "his", "la", "las", "los", "mi", "mis", "my",
    "our", "su", "sus", "the", "their", "un", "una", "y",
))
# fmt: on

Parts = tuple[str, ...]
Filled = list[tuple[str, str]]
"""The blanks of a template, and what stands in each."""


def taken_apart(
    sentence: str,
    section: Section,
    composers: Iterable[Composer],
    *,
    missing: Parts | None = None,
    names: frozenset[str] = frozenset(),
) -> Parts | None:
    """Return parts that make exactly this sentence, and leave open what is said to be missing.

    `names` are people who are known: "Rosa called" is read as somebody who did something.
    None if there are no such parts; without `missing` it is not known what is.
    """
    form = form_of(section)
    if len(sentence) > _LONGEST:
        return None
    for composer in composers:
        template = composer.templates.get(section, "")
        for parts in islice(_ways(sentence, template, composer, form, names), _MOST_WAYS):
            if missing is not None and form.missing(parts) != missing:
                continue
            if composer.sentence(section, parts) == sentence:
                return parts
    return None


def _ways(
    sentence: str, template: str, composer: Composer, form: Form, names: frozenset[str]
) -> Iterator[Parts]:
    groups = [(found[1], found[2]) for found in _GROUP.finditer(template)]
    tried: set[str] = set()
    # All of it first: a group that is left out leaves its words to the part before it.
    for kept in product(*((True,) if inside is None else (True, False) for inside, _ in groups)):
        text = "".join((g[0] or g[1] or "") for g, keep in zip(groups, kept, strict=True) if keep)
        for number in _NUMBERS:
            said = _in_number(text, number)
            if said in tried:
                continue
            tried.add(said)
            for late in (False, True):
                filled = _filled(sentence, _BLANK.split(said), names, late=late)
                if filled:
                    yield from _as_typed(filled, composer, form)


def _in_number(text: str, number: int) -> str:
    """Return a template with "are" chosen, or "is"."""

    def chosen(found: re.Match[str]) -> str:
        forms = found[2].split("|")
        return forms[min(number, len(forms) - 1)]

    return _CHOICE.sub(chosen, text)


def _filled(sentence: str, pieces: list[str], names: frozenset[str], *, late: bool) -> Filled:
    """Return what stands in each blank, or nothing if the words between do not fit.

    `late` takes the last place where the words behind a blank stand, not the first.
    """
    at = len(pieces[0])
    if sentence[:at].casefold() != pieces[0].casefold():
        return []
    filled: Filled = []
    specs, words = pieces[1::2], pieces[2::2]
    for number, (spec, behind) in enumerate(zip(specs, words, strict=True)):
        is_last = number == len(specs) - 1
        if is_last:
            end = len(sentence) - len(behind) if sentence.endswith(behind) else len(sentence)
        elif behind == " ":
            end = _end_of_words(sentence, at, specs[number + 1], names, late=late)
        else:
            end = sentence.rfind(behind, at + 1) if late else sentence.find(behind, at + 1)
        if end <= at:
            return []
        filled.append((spec, sentence[at:end]))
        at = end + len(behind)
    return filled


def _end_of_words(sentence: str, at: int, then: str, names: frozenset[str], *, late: bool) -> int:
    """Return where a blank ends that has nothing behind it but the next one."""
    if then.startswith("when"):
        found = _WHEN.search(sentence, at)
        return found.start() if found else -1
    known = [name for name in names if sentence.startswith(f"{name} ", at)]
    end = at
    if known and not late:
        end = at + len(max(known, key=len))
        aside = _ASIDE.match(sentence, end)
        return aside.end() if aside else end
    for word in sentence[at:].split(" ")[:_LONGEST_NAME]:
        is_name = word[:1].isupper() or word[:1] == "(" or word.casefold() in _WITH_NAMES
        if end > at and (late or not is_name):
            break
        end += len(word) + (end > at)
    while not late and (space := sentence.rfind(" ", at, end)) > at:
        if sentence[space + 1 : end].casefold() not in _WITH_NAMES:
            break
        end = space
    return end


def _as_typed(filled: Filled, composer: Composer, form: Form) -> Iterator[Parts]:
    """Go through what can have been typed for what stands in the blanks."""
    typed = {}
    for spec, words in filled:
        name = _NAME.match(spec)
        if name is not None:
            typed[name[0]] = tuple(dict.fromkeys(_typed(spec, words, composer)))
    for chosen in product(*typed.values()):
        named = dict(zip(typed, chosen, strict=True))
        yield tuple(named.get(part.name, "") for part in form.parts)


def _typed(spec: str, words: str, composer: Composer) -> Iterator[str]:
    if _GAP in spec and words == _GAP:
        yield ""
        return
    if "=" in spec:
        for verb in spec.partition("=")[2].split("|"):
            if f" {verb}" in words:
                yield words.replace(f" {verb}", "", 1)
    elif "<" in spec:
        yield words.removeprefix(spec.partition("<")[2] + " ")
    elif ">" in spec:
        yield _without_preposition(words, spec.partition(">")[2], composer)
    yield words


def _without_preposition(words: str, preposition: str, composer: Composer) -> str:
    """Return "la abuela Rosa y el tío" for "A la abuela Rosa y al tío"."""
    pieces = _JOINED.split(words)
    pairs = [pair.split(" = ") for pair in composer.speech.contracted]
    short = {spoken: whole for whole, spoken in pairs}
    for at, piece in enumerate(pieces):
        first, space, rest = piece.partition(" ")
        whole = short.get(first.casefold(), first)
        if space and whole.casefold() == preposition:
            pieces[at] = rest
        elif space and whole != first:
            pieces[at] = whole.removeprefix(f"{preposition} ") + space + rest
    return "".join(pieces)
