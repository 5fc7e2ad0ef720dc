"""What a fault has left, judged by reading it again and comparing every text."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bench.faults.keepers import Keeper
from bench.faults.notes import Texts


class Verdict(Enum):
    """What is there after a fault."""

    FINE = "fine"
    UNREADABLE = "unreadable"
    LOST = "lost"
    GHOST = "ghost"
    SWALLOWED = "swallowed"
    TRUSTED = "trusted"
    CHANGED = "changed silently"
    EXPOSED = "open to others"


def found_in(keeper: Keeper, folder: Path) -> Texts | None:
    """Return what the keeper's own reader finds, or None if it cannot read."""
    try:
        return keeper.read(folder)
    except Exception:  # whatever a reader dies of, its notes are out of reach
        return None


def judged(found: Texts | None, allowed: Collection[Texts]) -> Verdict:
    """Say whether one of the states that may be there is there, text by text."""
    if found is None:
        return Verdict.UNREADABLE
    return Verdict.FINE if found in allowed else Verdict.LOST


class Tally:
    """How often what was left, and at what."""

    def __init__(self) -> None:
        self._counts: Counter[Verdict] = Counter()
        self._where: dict[Verdict, Counter[str]] = {}

    def add(self, verdict: Verdict, where: str = "") -> None:
        """Count one experiment; `where` names what it was struck at."""
        self._counts[verdict] += 1
        if where:
            self._where.setdefault(verdict, Counter())[where] += 1

    @property
    def total(self) -> int:
        """How many experiments there were."""
        return self._counts.total()

    @property
    def bad(self) -> int:
        """How many of them did harm."""
        return self.total - self._counts[Verdict.FINE]

    def count(self, verdict: Verdict) -> int:
        """Return how often something was left."""
        return self._counts[verdict]

    def __str__(self) -> str:
        if not self.total:
            return "-"
        if not self.bad:
            return f"0 of {self.total}"
        return ", ".join(self._told(verdict) for verdict in Verdict if self._is_told(verdict))

    def _is_told(self, verdict: Verdict) -> bool:
        return verdict is not Verdict.FINE and self._counts[verdict] > 0

    def _told(self, verdict: Verdict) -> str:
        places = ", ".join(self._where.get(verdict, ()))
        at = f" ({places})" if places else ""
        return f"**{self._counts[verdict]} of {self.total} {verdict.value}**{at}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one experiment has left, and what was seen of it."""

    verdict: Verdict
    told: str

    def __str__(self) -> str:
        if self.verdict is Verdict.FINE:
            return self.told
        return f"**{self.verdict.value}**: {self.told}"
