"""Texts that would be markup if they could, and sessions full of them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from soptui.model.alphabet import Column, Scale, Section, form_of
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Knows,
    Mark,
    Member,
    Note,
    Person,
    Session,
)
from soptui.model.text import cleaned
from tests import corpus, strategies

assert strategies.EXAMPLES  # how long they look is said there

# fmt: off
_SCRAPS = [
    "<script>alert(1)</script>", "![x](http://e.x/b.png)", "[a](javascript:alert(1))", "---",
    "===", "#", "##", "|", "a", "b", "&amp;", "&#60;", "&lt", "www.evil.example",
    "http://evil.example", "HTTPS://a", "ftp://x", "//localhost", "mailto:a@b", "a@b.com",
    "a@1.2.3.4", "1.", "2)", "-", "+", ">", "```", "~~~", "~~a~~", "~a~", "<http://e.x>",
    "[x]:", "[x]", "[", "]", "[^1]", "$x$", ":::", "\\", "`", "<!--", "-->", "<![CDATA[", "<b>",
    "</b>", "**b**", "_b_", "*", "_", "(", ")", ".com", ".de", "..", "localhost:80",
    "example.com", "it.Is", "а.рф", "xn--80.xn--p1ai", ":smile:", "{{x}}", "@a", "é", "سلام",
    "👩‍👩‍👧",
]
# fmt: on

RAW = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab \n*_`[]()<>#+-=.!|~&:@\\1\"'/$^{}w\tx;", max_size=40),
    st.lists(st.sampled_from([*_SCRAPS, " ", "\n"]), max_size=8).map("".join),
    st.lists(st.sampled_from(_SCRAPS), max_size=6).map(" ".join),
    st.sampled_from([text for name, text in corpus.TEXTS.items() if name not in corpus.LONG]),
)
TEXTS = RAW.map(cleaned)
WORDS = TEXTS.filter(bool)

_IDS = st.uuids().map(str)
_LINES = RAW.map(lambda raw: cleaned(raw, lines=True))


@st.composite
def notes(draw: st.DrawFn) -> Note:
    section = draw(st.sampled_from(Section))
    form = form_of(section)
    parts = tuple(draw(TEXTS) for _ in form.parts) if form.composed and draw(st.booleans()) else ()
    return Note(
        id=draw(_IDS),
        section=section,
        column=form.column or draw(st.sampled_from(Column)),
        text=draw(WORDS),
        added=datetime(2026, 11, 23, 9, tzinfo=UTC),
        parts=parts,
        said_by=draw(TEXTS),
        staff_only=draw(st.booleans()),
    )


_MEMBERS = st.builds(
    Member,
    id=_IDS,
    name=WORDS,
    relationship=TEXTS,
    circle=st.none() | st.sampled_from(Circle),
    does=TEXTS,
    contact=TEXTS,
    knows=st.sampled_from(Knows),
    agreement=st.sampled_from(Agreement),
    paid=st.booleans(),
)
_PEOPLE = st.builds(Person, id=_IDS, name=WORDS, age=TEXTS, relationship=TEXTS)
_MARKS = st.builds(
    Mark,
    id=_IDS,
    scale=st.sampled_from(Scale),
    who=WORDS,
    value=st.integers(0, 10),
    why=TEXTS,
    higher=TEXTS,
)
_DETAILS = st.builds(
    Details,
    purpose=_LINES,
    decision=_LINES,
    culture=_LINES,
    agreements=_LINES,
    hopes=_LINES,
    plus=_LINES,
    delta=_LINES,
    parking=_LINES,
)
SESSIONS = st.builds(
    Session,
    id=st.just("made-up"),
    title=WORDS,
    started=st.just(datetime(2026, 11, 23, 9, tzinfo=UTC)),
    setting=TEXTS,
    details=_DETAILS,
    notes=st.lists(notes(), max_size=6).map(tuple),
    members=st.lists(_MEMBERS, max_size=3).map(tuple),
    people=st.lists(_PEOPLE, max_size=3).map(tuple),
    marks=st.lists(_MARKS, max_size=3).map(tuple),
)
"""Sessions with any note in any section; no goal is paired with a danger."""
