"""Which of our copies a Markdown file is: for whom, and in whose words.

Each says so at its head. Where that line is gone, the headings tell.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import product

from soptui.export.chapters import Chapters
from soptui.export.profile import Profile
from soptui.model.alphabet import Column, Detail, Scale, Section, sections_of
from soptui.model.session import Circle, Session
from soptui.wording import Wording

_ENOUGH = 2
_MOST_NUMBERS = 4
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER = (Detail.PURPOSE, Detail.DECISION)
_AGREED = Detail.AGREEMENTS
_FRAME = (
    Detail.CULTURE,
    _AGREED,
    Detail.HOPES,
    Detail.PLUS,
    Detail.DELTA,
    Detail.PARKING,
)

Target = Column | Section | Scale | Circle | str
"""What a heading is over; a chapter that is none of these has the name of its words."""


@dataclass(frozen=True)
class Kind:
    """One kind of copy: its readers, and the words that it is written in."""

    wording: Wording
    chapters: Chapters

    @property
    def profile(self) -> Profile:
        """Whom the copy is for."""
        return self.chapters.profile

    @property
    def is_by_person(self) -> bool:
        """Whether its headings are people, and below each is what they do next."""
        return self.profile is Profile.NEXT_STEPS

    @property
    def says_what_is_open(self) -> bool:
        """Whether it says what of a statement is still open."""
        return self.profile not in (Profile.FAMILY, Profile.STATEMENTS)

    def say(self, key: str) -> str:
        """Return our words under a key, as this copy says them, without the blanks around."""
        return self.chapters.say(key).strip()

    @cached_property
    def copy_line(self) -> str:
        """The line at the head that says which copy it is."""
        return f"- {self.wording.say('export.copy').strip()}: {self.say('copy')}"

    @cached_property
    def first_headings(self) -> dict[str, Target]:
        """The headings of the second level, and what each is over."""
        named: dict[str, Target] = {
            self.say(key): key for key in ("details", "family", "network", "statements")
        }
        if self.is_by_person:
            return {self.say("nobody"): "nobody"}
        named |= {self.say(scale.value): scale for scale in Scale}
        named |= {self.say(Section.NEXT_STEP.value): Section.NEXT_STEP}
        return named | {self.wording.question(column).strip(): column for column in Column}

    def second_headings(self, under: Target) -> dict[str, Target]:
        """Return the headings of the third level under one of the second."""
        if isinstance(under, Column):
            sections = dict.fromkeys((*sections_of(under), *Section))
            return {self.say(one.value): one for one in reversed(sections)}
        if under == "statements":
            harm = Section.HARM_STATEMENT
            return {self.say("dangers"): "dangers", self.say(harm.value): harm}
        if under == "network":
            circles = {self.wording.say(f"export.circle.{c.value}").strip(): c for c in Circle}
            return {self.wording.say("export.circle.none").strip(): "none", **circles}
        return {}

    @cached_property
    def header_labels(self) -> dict[str, Detail | str]:
        """What the items at the head say first."""
        named = {self.wording.say(f"export.{name}"): name for name in ("date", "meeting", "copy")}
        return {**{self.say(field.value): field for field in _HEADER}, **named}

    @cached_property
    def detail_labels(self) -> dict[str, Detail]:
        """What the items of the details say first."""
        labels = {self.say(field.value): field for field in _FRAME if field is not _AGREED}
        return labels | {self.wording.say("export.agreements"): _AGREED}

    def day(self, text: str) -> date | None:
        """Return the day that a copy was dated, as its language writes it."""
        numbers = [int(number) for number in _NUMBER.findall(text)[:_MOST_NUMBERS]]
        for year, month, day in product(reversed(numbers), range(1, 13), numbers):
            with suppress(ValueError):  # there is no such day
                found = date(year, month, day)
                if self.wording.day(found, long=True).strip() == text:
                    return found
        return None

    @cached_property
    def notices(self) -> frozenset[str]:
        """The paragraphs that are ours, and hold nothing of the session."""
        said = [self.say(f"{scale.value}_means") for scale in Scale]
        said += [self.say("not_a_plan"), self.say("confidential")]
        return frozenset((*said, self.wording.say("export.draft").strip()))


def kinds_of(lines: list[str], wordings: Iterable[Wording]) -> Iterator[Kind]:
    """Go through the kinds of copies that a file can be, the likeliest first."""
    bare = [line.strip() for line in lines]
    head = set(bare[: next((at for at, line in enumerate(bare) if line[:3] == "## "), len(bare))])
    headings = [line[3:].strip() for line in bare if line.startswith("## ")]
    every = [_kind(wording, profile) for wording in wordings for profile in Profile]
    named = [kind for kind in every if kind.copy_line in head]

    def known(kind: Kind) -> int:
        return sum(heading in kind.first_headings for heading in headings)

    others = [] if named else [kind for kind in every if known(kind) >= _ENOUGH]
    yield from named
    yield from sorted(others, key=known, reverse=True)


def _kind(wording: Wording, profile: Profile) -> Kind:
    nothing = Session(id="", title="", started=_ANY_DAY)
    return Kind(wording, Chapters(nothing, wording, profile))
