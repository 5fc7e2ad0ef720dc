"""The words on the screen and in what is printed: data, one file a language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from soptui.model.agenda import Preset, preset_of
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


ENGLISH = "en"
_CODE = re.compile("[a-z]{2,3}")
_LANGUAGE = re.compile('^language = "(.+)"$', re.MULTILINE)
_UNASKED = {"ask": "", "hint": "", "missing": ""}


class UnknownLanguage(Exception):
    """Soptui has no words in a language; the message says in which it has."""


class Wording:
    """One language's words; `reports` say which of an agency's own could not be used.

    `own` is the folder where an agency keeps them.
    """

    def __init__(
        self,
        words: Mapping[str, Any],
        reports: tuple[str, ...] = (),
        language: str = ENGLISH,
        own: Path | None = None,
    ) -> None:
        self._words = words
        self.reports = reports
        self.language = language
        self.own = own

    def become(self, other: "Wording") -> None:
        """Say everything in other words from now on, wherever these are held."""
        self.__dict__.pop("composer", None)
        self._words, self.reports, self.language = other._words, other.reports, other.language
        self.own = other.own

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

    def composes(self, section: Section, parts: tuple[str, ...], text: str) -> bool:
        """Say whether a text is the sentence that these parts make, in whatever language."""
        if self.composer.sentence(section, parts) == text:
            return True
        others = (_composer(language) for language in languages())
        return any(composer.sentence(section, parts) == text for composer in others)

    def say(self, key: str, /, **blanks: object) -> str:
        """Return the words under a dotted key, its blanks filled in.

        Raises:
            KeyError: the language has no such words.
        """
        found: Any = self._words
        for name in key.split("."):
            found = found[name]
        return str(found).format(**blanks) if blanks else str(found)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return a list of words under a dotted key."""
        found: Any = self._words
        for name in key.split("."):
            found = found[name]
        return tuple(found)

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

    def choices(self, kind: Kind) -> tuple[str, ...]:
        """Return what a kind of entry usually is, if that can be listed; anything else may be."""
        return tuple(self._words["kind"][kind.value].get("choices", ()))

    def edit(self, label: str) -> str:
        """Return what an edit is called."""
        return str(self._words["edits"][label])

    def key(self, does: str) -> str:
        """Return what a key does, or what that means; the code itself says it in English."""
        return str(self._words.get("keys", {}).get(does, does))

    @property
    def settings(self) -> tuple[str, ...]:
        """The kinds of meetings that have an agenda of their own, as they are offered."""
        return tuple(self._words["agenda"][preset.value]["called"][0] for preset in Preset)

    def preset(self, setting: str) -> Preset:
        """Return which of them a kind of meeting is, as somebody has called it."""
        agendas = self._words["agenda"]
        called = [(preset, name) for preset in Preset for name in agendas[preset.value]["called"]]
        return preset_of(setting, called)

    def steps(self, setting: str) -> tuple[str, ...]:
        """Return the steps of a kind of meeting, each with its minutes; see `agenda`."""
        return tuple(self._words["agenda"][self.preset(setting).value]["steps"])

    def day(self, day: date, *, long: bool = False) -> str:
        """Return a date as it is spoken: 23 Nov, or 23 Nov 2026."""
        month = self._words["date"]["months"][day.month - 1]
        form = self.say("date.long" if long else "date.short")
        return form.format(day=day.day, month=month, year=day.year)


def languages() -> dict[str, str]:
    """Return the languages that soptui has words in: their codes, and their own names."""
    files = sorted(resource("words").glob("*.toml"))
    return {path.stem: _own_name(path) for path in files}


def is_spoken(language: str) -> bool:
    """Say whether soptui has words in the language of this code."""
    return bool(_CODE.fullmatch(language)) and _shipped(language).is_file()


def must_be_spoken(language: str) -> None:
    """Make sure that there are words in the language of this code.

    Raises:
        UnknownLanguage: there are none.
    """
    if not is_spoken(language):
        raise UnknownLanguage(
            f"soptui has no words in {language!r:.40}. It has them in: {', '.join(languages())}"
        )


def load_wording(language: str = ENGLISH, own: Path | None = None) -> Wording:
    """Return the words of a language, and over them an agency's own from this folder.

    Raises:
        UnknownLanguage: soptui has no words in it.
    """
    must_be_spoken(language)
    shipped = _shipped(language)
    words = tomllib.loads(shipped.read_text(encoding="utf-8"))
    if own is None or not _is_there(own / shipped.name):
        return Wording(words, language=language, own=own)
    from soptui.own_words import with_own_words  # noqa: PLC0415 - seldom there

    return Wording(*with_own_words(words, own / shipped.name), language, own)


def _shipped(language: str) -> Path:
    return resource("words", f"{language}.toml")


@cache
def _composer(language: str) -> Composer:
    return load_wording(language).composer


@cache
def _own_name(path: Path) -> str:
    found = _LANGUAGE.search(path.read_text(encoding="utf-8"))
    return found[1] if found else path.stem


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # but it cannot be reached: that is told when it is read
    return True
