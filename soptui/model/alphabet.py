"""The one alphabet: what an entry can be, its sigil, and the parts it is asked for.

The sigil that starts an entry at the capture line also re-sorts a note in board mode and
marks it on the map, in the help and in what is printed. The sections, their columns and
the order of their parts follow the Safety Organized Practice map (practice notes 1.2, 2).
"""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """One of the three questions."""

    WORRIED = "worried"
    WORKING = "working"
    NEXT = "next"


class Section(StrEnum):
    """Where in a column a note stands."""

    HEARD = "heard"
    PAST_HARM = "past_harm"
    HARM_STATEMENT = "harm_statement"
    DANGER_STATEMENT = "danger_statement"
    COMPLICATING_FACTOR = "complicating_factor"
    GRAY_AREA = "gray_area"
    STRENGTH = "strength"
    ACT_OF_PROTECTION = "act_of_protection"
    SAFETY_GOAL = "safety_goal"
    NEXT_STEP = "next_step"
    CHILD_VOICE = "child_voice"


STATEMENTS = (Section.HARM_STATEMENT, Section.DANGER_STATEMENT, Section.SAFETY_GOAL)
"""What a meeting is for: the sentences that are read aloud and go into the record."""


class Roster(StrEnum):
    """A list of people: the safety network, or the family."""

    MEMBER = "member"
    PERSON = "person"


class Scale(StrEnum):
    """What a person rates from 0 to 10."""

    SAFETY = "safety"
    WELLBEING = "wellbeing"


class Detail(StrEnum):
    """A field of what frames the map; at the capture line a word behind a colon."""

    PURPOSE = "purpose"
    DECISION = "decision"
    CULTURE = "culture"
    AGREEMENTS = "agreements"
    HOPES = "hopes"
    PLUS = "plus"
    DELTA = "delta"
    PARKING = "parking"


Kind = Section | Roster | Scale | Detail
"""Everything that an entry can become."""


@dataclass(frozen=True, slots=True)
class Part:
    """One blank of an entry.

    `wanted` when a coach asks for it if it is missing; `offers` when its example can be
    taken as it stands.
    """

    name: str
    wanted: bool = False
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of entry is written: its sigil, its column and its parts.

    `main` is the part that a bare sentence belongs to when it is re-sorted to this kind.
    """

    kind: Kind
    sigil: str
    column: Column | None
    parts: tuple[Part, ...]
    main: int = 0

    @property
    def composed(self) -> bool:
        """Whether its sentence is made from several parts."""
        return len(self.parts) > 1

    def around(self, sentence: str) -> tuple[str, ...]:
        """Return the parts of a bare sentence: it is the main one, the others are open."""
        if not self.composed:
            return ()
        return tuple(sentence if at == self.main else "" for at in range(len(self.parts)))

    def missing(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the wanted parts that these texts leave empty."""
        padded = parts + ("",) * (len(self.parts) - len(parts))
        return tuple(
            part.name
            for part, text in zip(self.parts, padded, strict=False)
            if part.wanted and not text
        )


def _parts(spec: str) -> tuple[Part, ...]:
    # "known*+ who* when": a star marks a part that is wanted, a plus one that offers words.
    return tuple(Part(name.rstrip("*+"), "*" in name, "+" in name) for name in spec.split())


_TEXT = _parts("text*")

FORMS: dict[Kind, Form] = {
    form.kind: form
    for form in (
        Form(Section.HEARD, "", None, _TEXT),
        Form(Section.PAST_HARM, "-", Column.WORRIED, _TEXT),
        Form(
            Section.HARM_STATEMENT,
            "--",
            Column.WORRIED,
            _parts("known*+ who* did* impact*"),
            main=2,
        ),
        Form(
            Section.DANGER_STATEMENT,
            "!",
            Column.WORRIED,
            _parts("worried* action* when impact* differently"),
            main=1,
        ),
        Form(Section.COMPLICATING_FACTOR, "~", Column.WORRIED, _TEXT),
        Form(Section.GRAY_AREA, "?", Column.WORRIED, _TEXT),
        Form(Section.STRENGTH, "+", Column.WORKING, _TEXT),
        Form(
            Section.ACT_OF_PROTECTION,
            "++",
            Column.WORKING,
            _parts("who* did* when seen"),
            main=1,
        ),
        Form(
            Section.SAFETY_GOAL,
            "*",
            Column.NEXT,
            _parts("caregiver* network* action* experience* duration*"),
            main=2,
        ),
        Form(Section.NEXT_STEP, ">", Column.NEXT, _parts("what* who* by* checks")),
        Form(Section.CHILD_VOICE, '"', None, _TEXT),
        Form(
            Roster.MEMBER,
            "@",
            Column.WORKING,
            _parts("name* relationship circle* does* contact"),
        ),
        Form(Roster.PERSON, "&", None, _parts("name* age relationship")),
        Form(Scale.SAFETY, "#", None, _parts("who* value* why* higher*")),
        Form(Scale.WELLBEING, "##", None, _parts("who* value* why* higher*")),
        *(Form(detail, f":{detail.value}", None, _TEXT) for detail in Detail),
    )
}
"""Every kind of entry, in the order that the help shows them."""

BY_SIGIL: dict[str, Form] = {form.sigil: form for form in FORMS.values() if form.sigil}


def form_of(kind: Kind) -> Form:
    """Return how this kind of entry is written."""
    return FORMS[kind]


def sections_of(column: Column) -> tuple[Section, ...]:
    """Return the sections of a column in the order the map shows them.

    What the room must see comes first, what was only heard last, so that a new heard
    note stands at the foot of its column.
    """
    own = {
        Column.WORRIED: (
            Section.DANGER_STATEMENT,
            Section.HARM_STATEMENT,
            Section.PAST_HARM,
            Section.COMPLICATING_FACTOR,
            Section.GRAY_AREA,
        ),
        Column.WORKING: (Section.ACT_OF_PROTECTION, Section.STRENGTH),
        Column.NEXT: (Section.SAFETY_GOAL, Section.NEXT_STEP),
    }[column]
    return (*own, Section.CHILD_VOICE, Section.HEARD)


def resorted_by(sigil: str, now: Section) -> Section | None:
    """Return the section that a sigil key sends a note to, given where it stands.

    The key that already holds takes the doubled sigil, and back again: `-` past harm,
    `-` `-` harm statement. None for a sigil that no note can have.
    """
    single, double = BY_SIGIL.get(sigil), BY_SIGIL.get(sigil * 2)
    target = double if single and double and now is single.kind else single
    return target.kind if target and isinstance(target.kind, Section) else None
