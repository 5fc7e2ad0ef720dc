"""A session as a web page: its words and nothing that acts."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from soptui.export.blocks import (
    Beside,
    Block,
    CirclesFigure,
    Heading,
    Labelled,
    ScaleFigure,
    Table,
    plain,
)
from soptui.export.html import to_html
from soptui.export.lettering import allowed
from soptui.export.profile import Profile
from soptui.model.session import Session
from soptui.wording import Wording, load_wording
from tests import corpus
from tests.export.hostile import SESSIONS
from tests.export.writing import material

HOSTILE = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
VOID = {"meta"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "div"),
    *("h1", "h2", "h3", "p", "ul", "li", "strong", "bdi", "figure"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "g", "path", "circle", "line", "text"),
}
ATTRIBUTES = {
    *(
        "lang",
        "charset",
        "data-label",
        "http-equiv",
        "content",
        "name",
        "class",
        "scope",
        "id",
        "role",
    ),
    *("viewbox", "width", "height", "aria-labelledby", "color", "font-family", "transform", "d"),
    *("fill", "stroke", "stroke-width", "font-weight", "font-size", "text-anchor", "x", "y"),
    *("x1", "y1", "x2", "y2", "cx", "cy", "r"),
}


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.style = ""
        self.feed(page.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        elif "body" in self.open and not {"svg", "caption"} & set(self.open):
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def said(self) -> str:
        return "".join("".join(self.pieces).split())


def told(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Beside(columns):
                for column in columns:
                    yield from told(column)
            case Table(head, rows):
                yield from head
                yield from (plain(cell) for row in rows for cell in row.cells)
            case CirclesFigure() | ScaleFigure():
                pass
            case Labelled():
                yield f"{block.label}:{plain(block.line)}"
            case _:
                yield plain(block.line)


def is_whole(session: Session, wording: Wording, profile: Profile) -> None:
    made = material(session, wording, profile, marks=True)
    page = Page(to_html(made))
    assert page.said == "".join(allowed("".join(told(made.document.blocks))).split())
    assert {tag for tag, _ in page.found} <= TAGS
    assert {name for _, attributes in page.found for name in attributes} <= ATTRIBUTES


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_the_example_is_there_in_order(
    example: Session, profile: Profile, language: str
) -> None:
    is_whole(example, load_wording(language), profile)


@HOSTILE
@given(session=SESSIONS)
def test_a_hostile_session_is_its_words_and_nothing_more(session: Session) -> None:
    is_whole(session, load_wording(), Profile.CASE_FILE)


@pytest.mark.parametrize("text", corpus.TEXTS.values(), ids=corpus.TEXTS.keys())
def test_whatever_gets_past_the_gate_is_still_only_text(
    example: Session, wording: Wording, text: str
) -> None:
    notes = tuple(replace(note, text=text, parts=()) for note in example.notes)
    members = tuple(replace(member, name=text) for member in example.members)
    marks = tuple(replace(mark, who=text) for mark in example.marks)
    raw = replace(example, title=text, notes=notes, members=members, marks=marks)

    is_whole(raw, wording, Profile.CASE_FILE)


def test_the_page_loads_nothing_and_takes_no_style_but_its_own(
    example: Session, wording: Wording
) -> None:
    written = to_html(material(example, wording))
    page = Page(written)

    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    [policy] = [a["content"] for _, a in page.found if a.get("http-equiv")]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(rb"url\(|@import|https?:|\b(href|src|style|on\w+)=", written)
    names = {a["name"]: a["content"] for _, a in page.found if a.get("name")}
    assert names["referrer"] == "no-referrer"
    assert "noindex" in (names["robots"] or "")


def test_the_title_names_no_family(example: Session, wording: Wording) -> None:
    written = to_html(material(example, wording)).decode()

    assert "<title>Copy: case file</title>" in written


def test_a_goal_stands_inside_the_danger_it_answers(example: Session, wording: Wording) -> None:
    written = to_html(material(example, wording)).decode()

    assert re.search(
        r'<li class="danger"><p><strong>Danger:</strong> <bdi>[^<]*</bdi>[^<]*</p>'
        r'<ul><li class="goal"><p><strong>Safety goal:</strong>',
        written,
    )


def test_headings_tables_and_figures_say_what_they_are(example: Session, wording: Wording) -> None:
    page = Page(to_html(material(example, wording)))
    tags = [tag for tag, _ in page.found]

    assert tags.count("h1") == tags.count("main") == tags.count("header") == 1
    assert tags.count("caption") == tags.count("table") == 1
    assert {a.get("scope") for tag, a in page.found if tag == "th"} == {"col", "row"}
    ids = [a["id"] for _, a in page.found if "id" in a]
    assert len(ids) == len(set(ids)) == 2 * tags.count("svg") > 0
    for _, attributes in page.found:
        assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)


def test_the_confidential_line_cannot_end_its_string(example: Session) -> None:
    quoted = Wording(load_wording()._words)
    words = dict(quoted._words)
    words["export"] = {**words["export"]}
    words["export"]["case-file"] = {
        **words["export"]["case-file"],
        "confidential": 'For "us" \\ only; } </style><script>',
    }

    page = Page(to_html(material(example, Wording(words))))

    assert "script" not in {tag for tag, _ in page.found}
    [content] = re.findall(r"@bottom-left \{\s*content: \"([^\"]*)\";", page.style)
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), content)
    assert back == 'For "us" \\ only; } </style><script>'


def test_the_same_session_is_the_same_page(example: Session, wording: Wording) -> None:
    assert to_html(material(example, wording)) == to_html(material(example, wording))


def test_an_empty_session_is_a_page(example: Session, wording: Wording) -> None:
    empty = Session(id="new", title="New session", started=example.started)

    assert [tag for tag, _ in Page(to_html(material(empty, wording))).found].count("h1") == 1
    assert isinstance(material(empty, wording).document.blocks[0], Heading)
