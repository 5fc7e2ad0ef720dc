"""The circles and the scale: every name in its place, none on another, all of it in words."""

import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soptui.export.blocks import CirclesFigure, Ring, ScaleFigure
from soptui.export.figures import WIDTH, circles_svg, scale_svg, svg_bytes
from soptui.export.lettering import allowed, broken, width_of
from soptui.export.rings import RADII, Box, named, numbered
from soptui.wording import load_wording
from tests import corpus
from tests.export.hostile import TEXTS

FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
WORDING = load_wording()
SVG = "{http://www.w3.org/2000/svg}"
names = TEXTS.filter(bool)
LABELS = [Box(0, -radius, 90, 15) for radius in RADII[1:]]


def circles(*rings: tuple[str, ...], beside: tuple[str, ...] = ()) -> CirclesFigure:
    called = ("Inner circle", "Middle circle", "Outer circle")
    drawn = tuple(Ring(name, members) for name, members in zip(called, rings, strict=True))
    return CirclesFigure("Safety network", drawn, Ring("Not decided", beside) if beside else None)


def read(figure: bytes) -> ElementTree.Element:
    found = ElementTree.fromstring(figure)
    assert found.tag == f"{SVG}svg"
    tags = {element.tag.removeprefix(SVG) for element in found.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "circle", "line", "text"}
    for element in found.iter():
        for value in element.attrib.values():
            assert not re.search(r"url\(|https?:|script", value)
    return found


def lettered(figure: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in figure.iter(f"{SVG}text")]


def test_few_names_stand_in_their_rings() -> None:
    figure = circles(("Inés", "Andre"), ("Odalys", "Tasha"), ("Pilar", "Ms. Lin"))

    letters = " ".join(lettered(read(svg_bytes(circles_svg(figure, WORDING)))))

    for name in ("Inner circle", "Family", "Inés", "Andre", "Odalys", "Tasha", "Pilar"):
        assert name in letters
    assert not re.search(r"\d", letters)


@pytest.mark.parametrize("count", range(31))
def test_any_number_of_names_is_there_with_its_number(count: int) -> None:
    everybody = tuple(f"Neighbor Person{number:02}" for number in range(count))
    figure = circles(everybody[::3], everybody[1::3], everybody[2::3], beside=("Old Mr. Finch",))

    root = read(svg_bytes(circles_svg(figure, WORDING)))

    letters = " ".join(lettered(root))
    for name in everybody:
        assert name.split()[1] in letters
    assert "Old Mr. Finch" in letters
    height = float(root.attrib["height"])
    assert all(
        float(element.attrib["y"]) < height
        for element in root.iter(f"{SVG}text")
        if element.attrib["text-anchor"] == "start"
    )


@FEW
@given(rings=st.lists(st.lists(names, max_size=8).map(tuple), min_size=3, max_size=3))
def test_no_name_stands_on_another_or_over_a_line(rings: list[tuple[str, ...]]) -> None:
    found = named(rings, LABELS)
    if found is None:
        return
    boxes = [placed.box for placed in found[1]]

    assert not any(one.is_on(other) for one, other in combinations(boxes, 2))
    ring_of = [at for at, members in enumerate(rings) for _ in members]
    for at, box in zip(ring_of, boxes, strict=True):
        assert box.is_between(RADII[at], RADII[at + 1])
        assert not any(box.is_on(label) for label in LABELS)


@pytest.mark.parametrize("counts", [(30, 0, 0), (0, 0, 30), (10, 10, 10), (60, 60, 60), (1, 0, 2)])
def test_dots_stand_apart_in_their_rings(counts: tuple[int, int, int]) -> None:
    size, dots = numbered(counts, LABELS)

    assert len(dots) == sum(counts)
    assert size > 8
    for one, other in combinations(dots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > size
    ring_of = [at for at, count in enumerate(counts) for _ in range(count)]
    for at, dot in zip(ring_of, dots, strict=True):
        assert RADII[at] < hypot(dot.x, dot.y) - size / 2
        assert hypot(dot.x, dot.y) + size / 2 < RADII[at + 1]


@FEW
@given(marks=st.lists(st.tuples(names, st.integers(0, 10)), max_size=12).map(tuple))
def test_the_scale_says_each_number_and_no_average(marks: tuple[tuple[str, int], ...]) -> None:
    root = read(svg_bytes(scale_svg(ScaleFigure("Safety", marks), WORDING)))

    [words] = [element.text or "" for element in root.iter(f"{SVG}desc")]
    for who, value in marks:
        assert f"{allowed(who)}: {value}" in words
    assert {str(number) for number in range(11)} <= set(lettered(root))
    assert len(list(root.iter(f"{SVG}circle"))) == len({value for _, value in marks})


def test_names_at_neighboring_numbers_are_on_different_sides() -> None:
    marks = (("Dee", 3), ("Priya", 4), ("Inés", 5), ("Renata", 6), ("Ben", 6), ("Kai", 9))
    root = scale_svg(ScaleFigure("Safety", marks), WORDING)

    height = {each.text: float(each.attrib["y"]) for each in root.iter("text")}
    assert all(height[who] < 0 for who in ("Dee", "Inés", "Kai"))
    assert all(height[who] > 26 for who in ("Priya", "Renata", "Ben"))
    assert height["Ben"] > height["Renata"]
    bottom = float(root.attrib["height"])
    line = float(root[2].attrib["transform"].split()[1].rstrip(")"))
    assert line + height["Ben"] < bottom


@pytest.mark.parametrize("text", corpus.TEXTS.values(), ids=corpus.TEXTS.keys())
def test_any_text_is_only_text(text: str) -> None:
    figure = circles((text,), (text, text), (), beside=(text,))

    root = read(svg_bytes(circles_svg(figure, WORDING)))
    scale = read(svg_bytes(scale_svg(ScaleFigure(text, ((text, 4),)), WORDING)))

    [words] = [element.text or "" for element in root.iter(f"{SVG}desc")]
    assert words.count(allowed(text)) >= 4
    [title] = [element.text or "" for element in scale.iter(f"{SVG}title")]
    assert title == allowed(text)


def test_figures_in_one_page_have_ids_of_their_own() -> None:
    root = circles_svg(circles((), (), ()), WORDING, name="figure-7", fonts="Libertinus")

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "figure-7-title figure-7-words"
    assert [element.get("id") for element in root[:2]] == ["figure-7-title", "figure-7-words"]
    assert root.attrib["viewBox"].startswith(f"0 0 {WIDTH} ")
    assert root.attrib["font-family"] == "Libertinus"
    assert "nobody" in (root[1].text or "")


def test_the_same_figure_is_the_same_file() -> None:
    figure = circles(("a", "b"), ("c",), ("d",) * 20)

    assert svg_bytes(circles_svg(figure, WORDING)) == svg_bytes(circles_svg(figure, WORDING))


@FEW
@given(text=names, width=st.floats(30, 300))
def test_broken_lines_hold_every_letter_and_fit(text: str, width: float) -> None:
    lines = broken(text, width, 14)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) < 12 or width_of(line, 14) <= width for line in lines)
