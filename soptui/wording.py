"""The words on the screen and in what is printed: data, one file a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from soptui.model.alphabet import Column, Form, Kind, Section
from soptui.model.composing import Composer
from soptui.model.speech import Speech
from soptui.resources import resource


@dataclass(frozen=True, slots=True)
class PartWords:
    """How one part of an entry is asked for, shown as an example, and missed."""

    ask: str
    hint: str
    missing: str


_UNASKED = {"ask": "", "hint": "", "missing": ""}


class Wording:
    """One language's words."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words

    @cached_property
    def composer(self) -> Composer:
        """What makes sentences from parts in this language."""
        kinds: Mapping[str, Any] = self._words["kind"]
        templates = {
            section: kinds[section.value]["template"]
            for section in Section
            if "template" in kinds[section.value]
        }
        lists = {name: frozenset(words) for name, words in self._words.get("speech", {}).items()}
        return Composer(templates, Speech(conjunction=self._words["conjunction"], **lists))

    def say(self, key: str, **blanks: object) -> str:
        """Return the words under a dotted key, its blanks filled in.

        Raises:
            KeyError: the language has no such words.
        """
        found: Any = self._words
        for name in key.split("."):
            found = found[name]
        return str(found).format(**blanks) if blanks else str(found)

    def question(self, column: Column) -> str:
        """Return a column's question."""
        return self.say(f"column.{column.value}.question")

    def short(self, column: Column) -> str:
        """Return a column's name in a word."""
        return self.say(f"column.{column.value}.short")

    def name(self, kind: Kind) -> str:
        """Return what a kind of entry is called."""
        return self.say(f"kind.{kind.value}.name")

    def heading(self, kind: Kind) -> str:
        """Return the heading over a kind of entry on the map."""
        return self.say(f"kind.{kind.value}.heading")

    def part(self, form: Form, at: int) -> PartWords:
        """Return the words of one part of a form; a plain note's text is not asked for."""
        parts = self._words["kind"][form.kind.value].get("part", {})
        return PartWords(**parts.get(form.parts[at].name, _UNASKED))

    def missing(self, form: Form, names: tuple[str, ...]) -> str:
        """Return the parts that are missing, as the map names them."""
        parts = self._words["kind"][form.kind.value].get("part", {})
        return ", ".join(parts.get(name, _UNASKED)["missing"] or name for name in names)

    def edit(self, label: str) -> str:
        """Return what an edit is called."""
        return str(self._words["edits"][label])

    def day(self, day: date, *, long: bool = False) -> str:
        """Return a date as it is spoken: 23 Nov, or 23 Nov 2026."""
        month = self._words["date"]["months"][day.month - 1]
        form = self.say("date.long" if long else "date.short")
        return form.format(day=day.day, month=month, year=day.year)


def load_wording(language: str = "en") -> Wording:
    """Return the words of a language that soptui ships."""
    text = resource("words", f"{language}.toml").read_text(encoding="utf-8")
    return Wording(tomllib.loads(text))
