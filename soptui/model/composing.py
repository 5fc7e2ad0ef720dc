"""A statement's sentence, made from its parts by a template of the wording.

A template is plain text with blanks:

    {name}                   the part as typed
    {name^}                  with a capital first letter
    {name&}                  a list, "Rosa, the agency" read as "Rosa and the agency"
    {name…}                  an ellipsis stands where the part is missing
    {name?is|are}            "is" when the part names one, "are" when it names several
    {name~the child|could}   "be hurt" read as "the child could be hurt", "could be hurt" as
                             "the child could be hurt"; `@caregiver` is the part of that name
    {name=sees it|see it}    "Daniel" or "Daniel: he did it once" with these words after the name
    {name<for}               "six months" read as "for six months", "until June" left alone
    [ ... ]                  left out when a part in it is missing

People often type the words of the template too; what both say is said once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from soptui.model.alphabet import Section, form_of
from soptui.model.sewing import Seam, capital
from soptui.model.speech import Speech
from soptui.model.text import MAX_CHARACTERS, cleaned

_GROUP = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_NAME = re.compile(r"\{(\w+)")
_CHOICE = re.compile(r"\{(\w+)\?([^|}]*)\|([^}]*)\}")
_BLANK = re.compile(r"\{([^}]*)\}")
_SPEC = re.compile(r"(?P<name>\w+)(?P<how>[\^&…]*)(?:(?P<mark>[~=<])(?P<words>.*))?")

_SILENT = Speech()


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
        # The same template with the other number, for whoever typed "Rosa and Leo is worried".
        other = _CHOICE.sub(lambda found: self._number(found, named, right=False), chosen)
        chosen = _CHOICE.sub(lambda found: self._number(found, named, right=True), chosen)
        seam = Seam(self.speech)
        pieces, others = _BLANK.split(chosen), _BLANK.split(other)
        for at, piece in enumerate(pieces):
            if at % 2:
                self._fill(seam, piece, named)
            else:
                seam.template(piece, others[at])
        return _finish(seam.text) or " ".join(named.values())

    def _kept(self, template: str, named: Mapping[str, str]) -> str:
        return "".join(
            match[2] or match[1]
            for match in _GROUP.finditer(template)
            if match[2] or all(name in named for name in _NAME.findall(match[1]))
        )

    def _number(self, found: re.Match[str], named: Mapping[str, str], *, right: bool) -> str:
        many = self.speech.is_many(named.get(found[1], ""))
        return found[3] if many is right else found[2]

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
                front = self.speech.subject_for(part, subject, second)
                part = f"{front} {part[:1].lower()}{part[1:]}" if front else part
            case "=":
                part = self._with_verb(part, first, second)
            case "<" if not self.speech.begins_with_preposition(part):
                part = f"{words} {self.speech.within(part)}"
        if "^" in how and self.speech.goes_on(part):
            seam.go_on()
        seam.part(capital(part) if "^" in how and not self.speech.goes_on(part) else part)

    def _with_verb(self, part: str, one: str, many: str) -> str:
        who, colon, what = part.partition(": ")
        who = who.rstrip(" .,;:")
        if not self.speech.is_name(who):
            return part
        verb = many if self.speech.is_many(who) else one
        return f"{self.speech.as_list(who)} {verb}{colon}{what}"


def _finish(text: str) -> str:
    text = capital(re.sub(r"\s+", " ", text).strip())
    if len(text) <= MAX_CHARACTERS:
        text = re.sub(r"\s+", " ", cleaned(text))  # what was between two words can be gone
    return re.sub(r" ([,.;:)])(?= |$)", r"\1", text)
