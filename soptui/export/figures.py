"""The circles of the network and the scale from 0 to 10, drawn as SVG.

They are built as elements, so that no word can become markup. Black on whatever they stand on:
lines and letters take the color of the text around them, and nothing is said by color alone. A
page may show them as they are, and so may any other program: no style sheet, no script, no
reference to anything.
"""

from collections.abc import Iterable, Sequence
from math import asin, cos, sin
from xml.etree.ElementTree import Element, SubElement, tostring

from soptui.export.blocks import CirclesFigure, Ring, ScaleFigure
from soptui.export.lettering import allowed, at_most, broken, width_of
from soptui.export.rings import LEADING, RADII, Box, named, numbered
from soptui.wording import Wording

FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
WIDTH = 720
"""How wide each figure is: 13 of these units are 8 points when it fills 6.2 inches."""

_NAME, _LABEL = 14.0, 12.0
_LIST_AT, _LIST_WIDTH, _NUMBER_WIDTH = 532.0, 184.0, 28.0
_MOST_LINES = 3
_GAP = 5.0
_BOLD = {"font-weight": "bold"}


def svg_bytes(figure: Element) -> bytes:
    """Return a figure as a file by itself."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **figure.attrib})
    root.extend(figure)
    return tostring(root, encoding="unicode").encode()


def circles_svg(
    figure: CirclesFigure, wording: Wording, *, name: str = "circles", fonts: str = FONTS
) -> Element:
    """Return the three rings around the family with everybody's name in them.

    Names that do not find room in the rings stand in a list beside them, by number; those
    without a circle always do. `name` makes its ids unique in a page.
    """
    rings = [tuple(map(allowed, ring.members)) for ring in figure.rings]
    labels = [_ring_label(ring.name, RADII[at + 1]) for at, ring in enumerate(figure.rings)]
    found = named(rings, labels)
    has_list = found is None or figure.beside is not None
    middle, top = (256.0 if has_list else WIDTH / 2), RADII[-1] + 8
    drawing = Element("g", transform=f"translate({_n(middle)} {_n(top)})")
    _family(drawing, wording.say("export.figure.family"))
    for ring, label, radius in zip(figure.rings, labels, RADII[1:], strict=True):
        _ring(drawing, ring.name, label, radius)
    listed = Element("g")
    below = 10.0
    if found is not None:
        size, placed = found
        for each in placed:
            _lines(drawing, each.lines, each.box.x, each.box.y, size)
    else:
        size, dots = numbered([len(ring) for ring in rings], labels)
        for number, dot in enumerate(dots, 1):
            _dot(drawing, number, dot)
        number = 1
        for ring in figure.rings:
            below = _list(listed, ring, below, number)
            number += len(ring.members)
    if figure.beside is not None:
        below = _list(listed, figure.beside, below)
    height = max(2 * top, below)
    root = _root(name, figure.title, _circles_in_words(figure, wording), height, fonts)
    root.extend((drawing, listed))
    return root


def scale_svg(
    figure: ScaleFigure, wording: Wording, *, name: str = "scale", fonts: str = FONTS
) -> Element:
    """Return the line from 0 to 10 with each person's name at their number.

    Names are over the line; where the number next to it has some as well, they are below. So
    there is always room for two numbers' width.
    """
    step = (WIDTH - 2 * 66) / 10
    groups = _groups(figure.marks, 2 * step - 10)
    is_below: dict[int, bool] = {}
    for value in sorted(groups):
        is_below[value] = is_below.get(value - 1) is False
    high = max((_tall(people) for at, people in groups.items() if not is_below[at]), default=0.0)
    deep = max((_tall(people) for at, people in groups.items() if is_below[at]), default=0.0)
    line = high + 24
    drawing = Element("g", transform=f"translate(66 {_n(line)})", stroke="currentColor")
    _stroke(drawing, 0, 0, 10 * step, 0, wide=2)
    for value in range(11):
        at, people = value * step, groups.get(value, [])
        _stroke(drawing, at, -7, at, 7, wide=1.5)
        _text(drawing, str(value), at, 26, 15 if people else 13, **(_BOLD if people else {}))
        if people:
            SubElement(drawing, "circle", cx=_n(at), cy="0", r="7", fill="currentColor")
        y = 36 if is_below.get(value) else -14 - _tall(people)
        for lines in people:
            height = len(lines) * _NAME * LEADING
            _lines(drawing, lines, at, y + height / 2, _NAME)
            y += height + _GAP
    height = line + (36 + deep + 6 if deep else 34)
    root = _root(name, figure.title, _scale_in_words(figure, wording), height, fonts)
    root.append(drawing)
    return root


def _groups(marks: Iterable[tuple[str, int]], width: float) -> dict[int, list[list[str]]]:
    """Return who stands at each number, each in as many lines as their name takes."""
    groups: dict[int, list[list[str]]] = {}
    for who, value in marks:
        lines = at_most(broken(allowed(who), width, _NAME), _MOST_LINES)
        groups.setdefault(min(max(value, 0), 10), []).append(lines)
    return groups


def _tall(people: Sequence[Sequence[str]]) -> float:
    lines = sum(map(len, people))
    return lines * _NAME * LEADING + max(0, len(people) - 1) * _GAP


def _root(name: str, title: str, words: str, height: float, fonts: str) -> Element:
    root = Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {_n(height)}",
            "width": str(WIDTH),
            "height": _n(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-words",
            "color": "black",
            "font-family": fonts,
        },
    )
    SubElement(root, "title", id=f"{name}-title").text = allowed(title)
    SubElement(root, "desc", id=f"{name}-words").text = allowed(words)
    return root


def _circles_in_words(figure: CirclesFigure, wording: Wording) -> str:
    nobody = wording.say("export.figure.nobody")
    rings = (*figure.rings, *((figure.beside,) if figure.beside else ()))
    told = " ".join(f"{ring.name}: {', '.join(ring.members) or nobody}." for ring in rings)
    return f"{wording.say('export.figure.circles')} {told}"


def _scale_in_words(figure: ScaleFigure, wording: Wording) -> str:
    told = "; ".join(f"{who}: {value}" for who, value in figure.marks)
    return f"{wording.say('export.figure.scale')} {told}."


def _ring_label(name: str, radius: float) -> Box:
    lines = broken(name, 1.4 * radius, _LABEL)
    width = max(width_of(line, _LABEL) for line in lines)
    # The line is round: a wide label hangs a little below its top.
    drop = radius - (radius**2 - (width / 2) ** 2) ** 0.5 if width < 2 * radius else 0.0
    return Box(0, drop / 2 - radius, width, len(lines) * _LABEL * LEADING)


def _ring(parent: Element, name: str, label: Box, radius: float) -> None:
    """Draw a ring that is open at its top, where its name stands."""
    half = asin(min(0.95, (label.width * 0.46 + 3) / radius))
    x, y = radius * sin(half), -radius * cos(half)
    SubElement(
        parent,
        "path",
        {
            "d": f"M{_n(x)} {_n(y)}A{_n(radius)} {_n(radius)} 0 1 1 {_n(-x)} {_n(y)}",
            "fill": "none",
            "stroke": "currentColor",
            "stroke-width": "1.5",
        },
    )
    _lines(parent, broken(name, 1.4 * radius, _LABEL), label.x, label.y, _LABEL, **_BOLD)


def _family(parent: Element, word: str) -> None:
    SubElement(
        parent,
        "circle",
        {
            "r": _n(RADII[0]),
            "fill": "none",
            "stroke": "currentColor",
            "stroke-width": "3",
        },
    )
    _lines(parent, broken(word, 2 * RADII[0] - 14, _NAME), 0, 0, _NAME, **_BOLD)


def _dot(parent: Element, number: int, dot: Box) -> None:
    SubElement(
        parent,
        "circle",
        {
            "cx": _n(dot.x),
            "cy": _n(dot.y),
            "r": _n(dot.width / 2),
            "fill": "none",
            "stroke": "currentColor",
        },
    )
    size = min(13.0, dot.width * 0.54)
    _text(parent, str(number), dot.x, dot.y + size * 0.36, size, **_BOLD)


def _list(parent: Element, ring: Ring, y: float, number: int | None = None) -> float:
    """List the names of a ring below this height, with their numbers; return where it ends."""
    if not ring.members:
        return y
    indent = 0.0 if number is None else _NUMBER_WIDTH
    for line in broken(ring.name, _LIST_WIDTH, _LABEL):
        y += _LABEL * LEADING
        _text(parent, line, _LIST_AT, y, _LABEL, anchor="start", **_BOLD)
    y += 3
    for at, member in enumerate(ring.members):
        lines = at_most(broken(allowed(member), _LIST_WIDTH - indent, _NAME), _MOST_LINES)
        if number is not None:
            end = _LIST_AT + indent - 6
            _text(parent, str(number + at), end, y + _NAME * 1.1, 13, anchor="end", **_BOLD)
        for line in lines:
            y += _NAME * LEADING
            _text(parent, line, _LIST_AT + indent, y - 1.4, _NAME, anchor="start")
    return y + 14


def _lines(
    parent: Element, lines: Sequence[str], x: float, y: float, size: float, **look: str
) -> None:
    """Write some lines around a middle."""
    first = y - (len(lines) - 1) * size * LEADING / 2 + size * 0.36
    for at, line in enumerate(lines):
        _text(parent, line, x, first + at * size * LEADING, size, **look)


def _text(
    parent: Element,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: str = "middle",
    **look: str,
) -> None:
    attributes = {
        "x": _n(x),
        "y": _n(y),
        "font-size": _n(size),
        "text-anchor": anchor,
        "fill": "currentColor",
        "stroke": "none",
        **look,
    }
    SubElement(parent, "text", attributes).text = allowed(text)


def _stroke(parent: Element, x1: float, y1: float, x2: float, y2: float, *, wide: float) -> None:
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
    SubElement(parent, "line", {**ends, "stroke-width": _n(wide)})


def _n(number: float) -> str:
    """Return a number as short as it can be written, the same on every computer."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))
