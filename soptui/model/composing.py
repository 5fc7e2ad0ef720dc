"""A statement's sentence, made from its parts by a template of the wording.

A template is plain text with blanks:

    {name}                   the part as typed
    {name^}                  with a capital first letter
    {name&}                  a list, "Rosa, the agency" read as "Rosa and the agency"
    {name…}                  an ellipsis stands where the part is missing
    {name?is|are}            "is" when the part names one, "are" when it names several; a third
                             word is for several with us, a fourth for me
    {name>a}                 "a" before each name, "Rosa y el tío" as "a Rosa y al tío"; of its
                             group only the part is left when it is "a Rosa le preocupa que"
    {name~the child|could}   "be hurt" read as "the child could be hurt", "could be hurt" as
                             "the child could be hurt"; `@caregiver` is the part of that name
    {name=sees it|see it}    "Daniel" or "Daniel: he did it once" with these words after the name
    {name<for}               "six months" read as "for six months", "until June" left alone
    [ ... ]                  left out when a part in it is missing

People often type the words of the template too; what both say is said once.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from soptui.model.alphabet import Section, form_of
from soptui.model.sewing import Seam, capital
from soptui.model.speech import Speech
from soptui.model.text import MAX_CHARACTERS, cleaned

_GROUP = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_NAME = re.compile(r"\{(\w+)")
_CHOICE = re.compile(r"\{(\w+)\?([^|}]*)\|([^}]*)\}")
_BLANK = re.compile(r"\{([^}]*)\}")
_SPEC = re.compile(r"(?P<name>\w+)(?P<how>[\^&…]*)(?:(?P<mark>[~=<>])(?P<words>.*))?")
_NAMES_ONLY = re.compile(r"\{(\w+)[\^&…]*>")
_SUBJECT = re.compile(r"~@(\w+)")
_NUMBERS = range(4)

_SILENT = Speech()
_TELLING = 2
"""The words before a blank that tell a sentence: "worried that", "everyone that"."""


@dataclass(frozen=True, slots=True)
class Composer:
    """The templates of one language, by the section they are for."""

    templates: Mapping[Section, str]
    speech: Speech = _SILENT

    def sentence(self, section: Section, parts: tuple[str, ...]) -> str:
        """Return the sentence of a statement; nothing, if nothing was said."""
        form = form_of(section)
        named = {
            part.name: text for part, text in zip(form.parts, parts, strict=False) if text.strip()
        }
        template = self.templates.get(section)
        if template is None or not named:
            return " ".join(named.values())
        chosen = self._kept(template, named)
        # The same template with the other numbers, for whoever typed "Rosa and Leo is worried".
        numbers = _NUMBERS if _CHOICE.search(chosen) else ()
        others = [_BLANK.split(_CHOICE.sub(_in_number(number), chosen)) for number in numbers]
        pieces = _BLANK.split(_CHOICE.sub(self._in_number_of(named), chosen))
        first, *more = named.items()
        if not more and pieces[1].startswith(first[0]) and _is_whole(first[1], pieces[2]):
            return _finish(_ended(first[1], chosen))
        seam = Seam(self.speech)
        for at, piece in enumerate(pieces):
            if at % 2:
                self._fill(seam, piece, named)
            else:
                seam.template(piece, tuple(other[at] for other in others))
        return _finish(seam.text) or " ".join(named.values())

    def _kept(self, template: str, named: Mapping[str, str]) -> str:
        return "".join(
            match[2] or self._unless_a_clause(match[1], named)
            for match in _GROUP.finditer(template)
            if match[2] or all(name in named for name in _NAME.findall(match[1]))
        )

    def _unless_a_clause(self, group: str, named: Mapping[str, str]) -> str:
        found = _NAMES_ONLY.search(group)
        if found is None or not self.speech.is_clause(part := named[found[1]]):
            return group
        goes_on = self.speech.opener_at_the_end(part) and not part.endswith(":")
        return f"{{{found[1]}}}{' ' if goes_on else ': '}"

    def _in_number_of(self, named: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
        return lambda found: _form(found, self.speech.number(named.get(found[1], "")))

    def _fill(self, seam: Seam, blank: str, named: Mapping[str, str]) -> None:
        spec = _SPEC.fullmatch(blank)
        if spec is None:
            return
        part, how, words = named.get(spec["name"]), spec["how"], spec["words"] or ""
        if part is None:
            seam.gap("…" if "…" in how else "")
            return
        part = seam.new_in(self.speech.as_list(part) if "&" in how else part)
        first, _, second = words.partition("|")
        match spec["mark"]:
            case "~":
                subject = named.get(first[1:], "…") if first[:1] == "@" else first
                subject = subject.removesuffix(f" {second}")
                part = self.speech.with_subject(part, subject, second)
            case ">":
                part = self.speech.each_after(part, words)
            case "=":
                part = self._with_verb(part, words.split("|"))
            case "<" if not self.speech.begins_with_preposition(part):
                part = f"{words} {self.speech.within(part)}"
        if "^" in how and self.speech.goes_on(part):
            seam.go_on()
        seam.part(capital(part) if "^" in how and not self.speech.goes_on(part) else part)

    def _with_verb(self, part: str, forms: list[str]) -> str:
        who, colon, what = part.partition(": ")
        who = who.rstrip(" .,;:")
        if not self.speech.is_name(who):
            return part
        verb = _of(forms, self.speech.number(who))
        return f"{self.speech.as_list(who)} {verb}{colon}{what}"


def is_template(template: str, names: Set[str]) -> bool:
    """Say whether a template has a blank for each of these parts, and nothing that is none."""
    settled = _CHOICE.sub(_in_number(0), template)
    blanks = _BLANK.findall(settled)
    asked = set(_NAME.findall(template)) | set(_SUBJECT.findall(template))
    return (
        asked == names == {found["name"] for blank in blanks if (found := _SPEC.fullmatch(blank))}
        and all(map(_SPEC.fullmatch, blanks))
        and not set("{}[]") & set(_GROUP.sub(_ungrouped, _BLANK.sub("", settled)))
    )


def _ungrouped(found: re.Match[str]) -> str:
    return found[2] or found[1] or ""


def _in_number(number: int) -> Callable[[re.Match[str]], str]:
    return lambda found: _form(found, number)


def _form(found: re.Match[str], number: int) -> str:
    return _of([found[2], *found[3].split("|")], number)


def _of(forms: list[str], number: int) -> str:
    # Several with us are still several, and I am one, if there are no words for it.
    number = number if number < len(forms) else (0, 1, 1, 0)[number]
    return forms[number] if number < len(forms) else ""


def _is_whole(text: str, behind: str) -> bool:
    """Whether a text says already what the template puts behind its first part, and goes on.

    So does a sentence that is typed whole where only its first part is asked for: "The
    agency is worried that Dad will drink".
    """
    tells, said = behind.split()[-_TELLING:], text.casefold().split()
    places = range(1, len(said) - len(tells))
    return bool(tells) and any(said[at : at + len(tells)] == tells for at in places)


def _ended(text: str, template: str) -> str:
    needs_end = template.rstrip().endswith(".") and text[-1:].isalnum()
    return f"{text}." if needs_end else text


def _finish(text: str) -> str:
    text = capital(re.sub(r"\s+", " ", text).strip())
    if len(text) <= MAX_CHARACTERS:
        text = re.sub(r"\s+", " ", cleaned(text))  # what was between two words can be gone
    return re.sub(r" ([,.;:)])(?= |$)", r"\1", text)
