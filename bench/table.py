"""The numbers of a run, and the table that they are shown in."""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


class Samples:
    """What was measured, round by round, under the name of each thing."""

    def __init__(self) -> None:
        self._values: dict[str, list[float]] = defaultdict(list)

    def add(self, name: str, value: float) -> None:
        """Add what one round measured."""
        self._values[name].append(value)

    def median(self, name: str) -> float:
        """Return the median over the rounds."""
        return statistics.median(self._values[name])

    def range(self, name: str) -> tuple[float, float]:
        """Return the lowest and the highest value of all rounds."""
        return min(self._values[name]), max(self._values[name])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a number of ours, and the yardstick's if it has one.

    The goal is a ratio to the yardstick, or, without one, a limit for the number itself.
    """

    what: str
    ours: str
    yardstick: str
    goal: float
    unit: str = "ms"

    def cells(self, samples: Samples) -> tuple[str, ...]:
        """Return the row's texts."""
        ours = samples.median(self.ours)
        if not self.yardstick:
            verdict = "ok" if ours <= self.goal else "miss"
            return self.what, self._say(ours), "", "", self._say(self.goal), verdict
        bare = samples.median(self.yardstick)
        ratio = ours / bare if bare else float("inf")
        verdict = "ok" if ratio <= self.goal else "miss"
        return self.what, self._say(ours), self._say(bare), f"{ratio:.2f}", f"{self.goal}", verdict

    def _say(self, value: float) -> str:
        return f"{value:.0f} {self.unit}" if value >= 100 else f"{value:.3g} {self.unit}"


def as_table(rows: Sequence[Row], samples: Samples) -> str:
    """Return the table as Markdown that also reads well as it is."""
    heads = ("what", "soptui", "yardstick", "ratio", "goal", "")
    lines = [heads, *(row.cells(samples) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    lines.insert(
        1, tuple("-" * (width - (at > 0)) + ":" * (at > 0) for at, width in enumerate(widths))
    )
    return "\n".join("| " + " | ".join(_pad(line, widths)) + " |" for line in lines)


def _pad(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = (
        text.ljust(width) if at == 0 else text.rjust(width)
        for at, (text, width) in enumerate(zip(line, widths, strict=True))
    )
    return [first, *others]
