"""What a lens finds: a place on the map, and the question to ask there."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from soptui.model.alphabet import Section


class Kind(StrEnum):
    """What a finding is about; `soptui check` names it so."""

    REPORTER = "reporter"
    PART2 = "part2"
    IMPACT = "impact"
    JARGON = "jargon"
    TENSE = "tense"
    CHILD_BLAMED = "child_blamed"
    SEVERAL_WORRIES = "several_worries"
    AGENCY_ALONE = "agency_alone"
    TOO_LONG = "too_long"
    DEAD_MAN = "dead_man"
    VAGUE_GOAL = "vague_goal"
    SERVICE = "service"
    NO_TIME = "no_time"
    NO_NETWORK = "no_network"
    UNPAIRED = "unpaired"
    OPEN = "open"
    PROTECTION = "protection"
    NEXT_STEP = "next_step"
    NETWORK = "network"
    BALANCE = "balance"


class Level(IntEnum):
    """When a question is due (practice notes 5): at once, on request, or only at the end."""

    NOW = 1
    ON_REQUEST = 2
    AT_THE_END = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to ask about.

    `item` is the id of the note, member or mark it is about, or empty for the map as a
    whole. `start` and `end` are where `words` stand in the item's text; both are 0 where it
    is about what is not there. `topic` tells two findings of one kind in one place apart.
    """

    kind: Kind
    question: str
    item: str = ""
    section: Section | None = None
    text: str = ""
    words: str = ""
    start: int = 0
    end: int = 0
    level: Level = Level.NOW
    topic: str = ""

    @property
    def key(self) -> str:
        """What stays the same as long as it is the same thing: to ask nothing twice."""
        return f"{self.kind}:{self.item}:{self.topic}"
