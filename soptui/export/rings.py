"""Where each name stands in the circles of the network: none on another, none over a line.

Names stand in their ring where all of them find room there. Where they do not, numbers stand
in the rings, and the names in a list beside them: that holds for any number of people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, hypot, pi, sin

from soptui.export.lettering import broken, width_of

RADII = (46.0, 114.0, 182.0, 250.0)
"""The family, and the outer line of each ring."""

SIZES = (15.0, 14.0, 13.0, 12.5)
"""How large names may be; smaller ones cannot be read on paper."""

LEADING = 1.2
_MOST_IN_A_RING = 12
_MOST_LINES = 3
_AIR = 5.0
_WIDTHS = (150.0, 110.0, 84.0, 66.0, 52.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A place for some lines of letters, around its middle; the family's middle is 0, 0."""

    x: float
    y: float
    width: float
    height: float

    def is_on(self, other: "Box") -> bool:
        """Say whether it comes too close to another one."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width + 2 * _AIR
            and abs(self.y - other.y) * 2 < self.height + other.height + _AIR
        )

    def is_between(self, inner: float, outer: float) -> bool:
        """Say whether it stands in the ring between two lines, with some air."""
        near = hypot(
            max(0.0, abs(self.x) - self.width / 2), max(0.0, abs(self.y) - self.height / 2)
        )
        far = hypot(abs(self.x) + self.width / 2, abs(self.y) + self.height / 2)
        return near >= inner + _AIR and far <= outer - _AIR


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines of letters at their place."""

    lines: tuple[str, ...]
    box: Box


def named(
    rings: Sequence[tuple[str, ...]], taken: Sequence[Box]
) -> tuple[float, list[Placed]] | None:
    """Return the size of the letters and the place of each name, or None if they have no room.

    `taken` is where something else stands already.
    """
    if any(len(members) > _MOST_IN_A_RING for members in rings):
        return None
    for size in SIZES:
        found = [
            _ring(members, RADII[at], RADII[at + 1], size, taken)
            for at, members in enumerate(rings)
        ]
        if None not in found:
            return size, [each for ring in found if ring is not None for each in ring]
    return None


def _ring(
    members: tuple[str, ...], inner: float, outer: float, size: float, taken: Sequence[Box]
) -> list[Placed] | None:
    shapes = [_shapes(name, size) for name in members]
    step = 2 * pi / max(len(members), 1)
    # From a place at the top right clockwise, as a clock is read; turned until all fit.
    for turn in range(24):
        start = -pi / 2 + step / 2 + turn * step / 24
        placed: list[Placed] = []
        for at, shape in enumerate(shapes):
            boxes = [box.box for box in placed]
            angle = start + at * step
            found = _place(shape, angle, inner, outer, (*taken, *boxes))
            if found is None:
                break
            placed.append(found)
        else:
            return placed
    return None


def _place(
    shapes: list[tuple[tuple[str, ...], float, float]],
    angle: float,
    inner: float,
    outer: float,
    taken: Sequence[Box],
) -> Placed | None:
    middle = (inner + outer) / 2
    for lines, width, height in shapes:
        for radius in (middle, middle + 6, middle - 6, middle + 12):
            box = Box(radius * cos(angle), radius * sin(angle), width, height)
            if box.is_between(inner, outer) and not any(box.is_on(other) for other in taken):
                return Placed(lines, box)
    return None


def _shapes(name: str, size: float) -> list[tuple[tuple[str, ...], float, float]]:
    """Return the ways to write a name, from one long line to several short ones."""
    whole = set(name.replace("-", "- ").split())
    found: dict[tuple[str, ...], tuple[float, float]] = {}
    for wide in _WIDTHS:
        lines = tuple(broken(name, wide, size))
        is_whole = {word for line in lines for word in line.replace("-", "- ").split()} <= whole
        if len(lines) <= _MOST_LINES and is_whole:
            width = max(width_of(line, size) for line in lines)
            found[lines] = (width, len(lines) * size * LEADING)
    return [(lines, *box) for lines, box in found.items()]


def numbered(counts: Sequence[int], taken: Sequence[Box]) -> tuple[float, list[Box]]:
    """Return how large a dot is, and the place of each dot, ring by ring."""
    size = 26.0
    while True:
        places = [
            _dots(count, RADII[at], RADII[at + 1], size, taken) for at, count in enumerate(counts)
        ]
        if all(place is not None for place in places):
            return size, [dot for place in places if place is not None for dot in place]
        size *= 0.85


def _dots(
    count: int, inner: float, outer: float, size: float, taken: Sequence[Box]
) -> list[Box] | None:
    """Return places for so many dots in as few rows as can be, or None if they have no room."""
    spacing = size + _AIR
    for rows in range(1, int((outer - inner - _AIR) / spacing) + 1):
        radii = [inner + (outer - inner) * (row + 0.5) / rows for row in range(rows)]
        free = [list(_free(radius, size, taken)) for radius in radii]
        if sum(map(len, free)) >= count:
            return list(_spread(count, free))
    return [] if not count else None


def _free(radius: float, size: float, taken: Sequence[Box]) -> Iterator[Box]:
    """Go through the places for dots on a row, from the top clockwise."""
    places = int(2 * pi * radius / (size + _AIR))
    for at in range(places):
        angle = -pi / 2 + (at + 0.5) * 2 * pi / places
        box = Box(radius * cos(angle), radius * sin(angle), size, size)
        if not any(box.is_on(other) for other in taken):
            yield box


def _spread(count: int, rows: list[list[Box]]) -> Iterator[Box]:
    """Choose so many places, evenly far from each other, and order them as a clock is read."""
    total = sum(map(len, rows))
    chosen: list[Box] = []
    left = count
    for row in rows:
        share = min(len(row), left, ceil(count * len(row) / total))
        left -= share
        chosen += [row[int((at + 0.5) * len(row) / share)] for at in range(share)]
    return iter(sorted(chosen, key=_clock))


def _clock(box: Box) -> tuple[float, float]:
    angle = (atan2(box.y, box.x) + pi / 2) % (2 * pi)
    return round(angle, 6), hypot(box.x, box.y)
