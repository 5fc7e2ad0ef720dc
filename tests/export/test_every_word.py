"""Every copy that leaves: all that it may hold is in it, and nothing else, however it is read.

The markers are words that stand nowhere else, one in each place that a session has. What a
copy may hold is written down here once more, place by place, and not asked of the program.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from soptui.copies import Copy, path_for
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.model.alphabet import Column, Detail, Scale, Section, form_of
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Exported,
    Knows,
    Mark,
    Member,
    NameMode,
    Note,
    Override,
    Person,
    Session,
)
from tests import strategies
from tests.builders import NOW
from tests.export.hostile import SESSIONS
from tests.export.reading_back import KINDS, copy_of, everything_in, holds_every_word

SLOW = {Format.WORD, Format.PDF}
HURRIED = {"suppress_health_check": list(HealthCheck), "deadline": None}
every_kind = pytest.mark.parametrize(("kind", "profile"), KINDS)
both_ways = pytest.mark.parametrize("asked", [False, True], ids=["bare", "all asked for"])


@pytest.fixture(autouse=True)
def can_be_made(request: pytest.FixtureRequest) -> None:
    """Skip a PDF where what makes it or reads it back is not installed."""
    if "kind" in request.fixturenames and request.getfixturevalue("kind") is Format.PDF:
        pytest.importorskip("typst", reason="makes the PDF: the extra `pdf`")
        pytest.importorskip("pypdf", reason="reads the PDF back")


def copy(kind: Format, profile: Profile, *, asked: bool = False, **more: object) -> Copy:
    """Return a copy; when `asked`, with all that the family copy leaves to choose."""
    return Copy(kind, profile, marks=asked, contacts=asked, **more)  # type: ignore[arg-type]


# ---- every word ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@every_kind
def test_every_word_of_the_example_comes_back(
    example: Session, kind: Format, profile: Profile, language: str
) -> None:
    holds_every_word(kind, *copy_of(example, copy(kind, profile, asked=True, language=language)))


@pytest.mark.parametrize("mode", NameMode)
@pytest.mark.parametrize("kind", Format)
def test_every_word_comes_back_however_names_are_read(
    example: Session, kind: Format, mode: NameMode
) -> None:
    is_calendar = kind is Format.CALENDAR
    profile = Profile.NEXT_STEPS if is_calendar else Profile.FAMILY
    holds_every_word(kind, *copy_of(example, copy(kind, profile, asked=True, names=mode)))


TEXTS = [(kind, profile) for kind, profile in KINDS if kind not in SLOW]


@settings(max_examples=max(strategies.EXAMPLES // 12, 6), **HURRIED)  # type: ignore[arg-type]
@given(session=SESSIONS)
def test_every_word_of_a_hostile_session_comes_back(session: Session) -> None:
    for kind, profile in TEXTS:
        if profile is not Profile.TRAINING:  # most of these have names in places it refuses
            holds_every_word(kind, *copy_of(session, copy(kind, profile, asked=True)))


# A Word file or a PDF takes a hundred times as long to make and to read back as a page of text,
# and their own tests look at the words one by one: here it is only all profiles together.
@settings(max_examples=max(strategies.EXAMPLES // 50, 2), **HURRIED)  # type: ignore[arg-type]
@given(session=SESSIONS)
def test_every_word_of_a_hostile_session_comes_back_from_word(session: Session) -> None:
    for profile in (Profile.FAMILY, Profile.STATEMENTS, Profile.NEXT_STEPS):
        written = copy_of(session, copy(Format.WORD, profile, asked=True))
        holds_every_word(Format.WORD, *written)


# ---- and nothing else ------------------------------------------------------------------------


def _mark(place: str) -> str:
    return f"zq{place}qz"


def a_marked_note(section: Section, place: str, **fields: object) -> Note:
    form = form_of(section)
    parts = tuple(_mark(f"{place}{part.name}") for part in form.parts) if form.composed else ()
    return Note(
        id=_mark(f"id{place}"),
        section=section,
        column=form.column or Column.WORRIED,
        text=_mark(place),
        added=NOW,
        parts=parts,
        **fields,  # type: ignore[arg-type]
    )


def a_marked_member(place: str, **fields: object) -> Member:
    texts = ("name", "relationship", "does", "contact", "watches", "backup")
    return Member(
        id=_mark(f"id{place}"),
        circle=Circle.INNER,
        **{name: _mark(f"{place}{name}") for name in texts},  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


def a_marked_mark(place: str, **fields: object) -> Mark:
    return Mark(
        id=_mark(f"id{place}"),
        scale=Scale.SAFETY,
        value=7,
        **{name: _mark(f"{place}{name}") for name in ("who", "why", "higher")},  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


_SPOKEN = {"said_by": _mark("speaker")}
_STAFF = {"staff_only": True, "said_by": _mark("staffspeaker")}
MARKED = Session(
    id=_mark("session"),
    title=_mark("title"),
    setting=_mark("setting"),
    started=datetime(2026, 11, 23, 9, tzinfo=UTC),
    details=Details(**{field.value: _mark(f"detail{field.value}") for field in Detail}),
    notes=(
        a_marked_note(Section.STRENGTH, "note", revises=_mark("idstaffnote"), **_SPOKEN),
        a_marked_note(Section.CHILD_VOICE, "voice", **_SPOKEN),
        a_marked_note(Section.STRENGTH, "staffnote", **_STAFF),
        a_marked_note(Section.DANGER_STATEMENT, "danger", **_SPOKEN),
        a_marked_note(Section.DANGER_STATEMENT, "staffdanger", **_STAFF),
        a_marked_note(Section.SAFETY_GOAL, "goal", answers=_mark("idstaffdanger"), **_SPOKEN),
        a_marked_note(Section.SAFETY_GOAL, "staffgoal", answers=_mark("iddanger"), **_STAFF),
        a_marked_note(Section.NEXT_STEP, "step", **_SPOKEN),
        a_marked_note(Section.NEXT_STEP, "staffstep", **_STAFF),
    ),
    members=(
        a_marked_member("helper", agreement=Agreement.AGREED, knows=Knows.SOME),
        a_marked_member("declined", agreement=Agreement.DECLINED),
    ),
    people=(Person(id=_mark("idperson"), name=_mark("person"), age="9", relationship=_mark("of")),),
    marks=(a_marked_mark("mark"), a_marked_mark("hidden", hidden=True)),
    dismissed=(_mark("dismissed"),),
    overrides=(Override(about=_mark("override"), copy="family", made=NOW),),
    exports=(Exported(path=_mark("path"), format=_mark("format"), copy="family", made=NOW),),
)


HEAD = {"title", "setting"}
DETAILS = {f"detail{field.value}" for field in Detail}
STATEMENTS = {"danger", "goal"}
STAFF = {"staffnote", "staffdanger", "staffgoal", "staffstep"}
WORDS_OF_HELPERS = ("relationship", "does", "watches", "backup")


def helper(place: str, *more: str) -> set[str]:
    return {f"{place}{name}" for name in (*WORDS_OF_HELPERS, *more)}


MAP = {"note", "voice", "step", "of", *STATEMENTS, *DETAILS}
FAMILY = {*HEAD, *MAP, "person", *helper("helper", "name")}
MARK = {"markwho", "markwhy", "markhigher"}
ALLOWED: dict[Profile, set[str]] = {
    # The hidden number's is whose it is: that they gave one is no secret.
    Profile.CASE_FILE: {
        *(*FAMILY, *MARK, *STAFF, "hiddenwho", "speaker", "staffspeaker", "helpercontact"),
        *helper("declined", "name", "contact"),
    },
    Profile.FAMILY: FAMILY,
    # Names are in it as roles; what somebody says of them is in it as it was said.
    Profile.TRAINING: {
        *("setting", "markwhy", "markhigher", *MAP),
        *(*helper("helper"), *helper("declined")),
    },
    Profile.STATEMENTS: {*HEAD, *STATEMENTS},
    Profile.NEXT_STEPS: {*HEAD, "step"},
}
ASKED = {*MARK, "hiddenwho", "helpercontact"}


def allowed_in(kind: Format, profile: Profile, *, asked: bool) -> set[str]:
    """Return the places that a copy shows; data shows parts and ids of what it shows as well."""
    shown = ALLOWED[profile] | (ASKED if asked and profile is Profile.FAMILY else set())
    if kind is Format.CALENDAR:
        return {"step"}
    return shown


def found_in(text: str) -> set[str]:
    return set(re.findall(r"zq([a-z_]+)qz", text.lower()))


def base(place: str) -> str:
    """Return what a part or an id belongs to."""
    place = place.removeprefix("id")
    for section, name in SECTIONS.items():
        parts = {f"{name}{part.name}" for part in form_of(section).parts}
        if place in parts or place in {f"staff{part}" for part in parts}:
            return f"staff{name}" if place.startswith("staff") else name
    return place


SECTIONS = {
    Section.DANGER_STATEMENT: "danger",
    Section.SAFETY_GOAL: "goal",
    Section.NEXT_STEP: "step",
}
AS_DATA = {"helper", "person", "mark", "session"}
"""What has an id only in data, when it is there at all."""


@both_ways
@every_kind
def test_a_copy_holds_what_it_may_and_nothing_else(
    kind: Format, profile: Profile, asked: bool
) -> None:
    _, content = copy_of(MARKED, copy(kind, profile, asked=asked))
    found = {base(place) for place in found_in(everything_in(kind, content))}
    may = allowed_in(kind, profile, asked=asked)

    if kind is not Format.JSON:
        assert found == may
        return
    only_data = {*AS_DATA, "declined"}
    if profile is Profile.CASE_FILE:
        only_data |= {"dismissed", "override"}
    if profile in (Profile.FAMILY, Profile.STATEMENTS, Profile.NEXT_STEPS):
        only_data -= {"declined"}
    if profile is Profile.TRAINING:
        only_data -= {"session"}
    assert found - (only_data - may) == may - {
        "hiddenwho"
    }  # data has no place for it without the number


@every_kind
def test_the_name_of_a_file_tells_nobody_s(kind: Format, profile: Profile, tmp_path: Path) -> None:
    name = path_for(copy(kind, profile), MARKED, tmp_path).name

    assert found_in(name) <= {"session"}
    if profile is Profile.TRAINING:
        assert name == f"training.{kind}"


# ---- whatever is private may be anything at all ------------------------------------------------


def scrubbed(session: Session, profile: Profile, *, asked: bool) -> Session:
    """Return the session with other private words in it, or without them."""
    only = {
        Profile.STATEMENTS: set(SECTIONS) - {Section.NEXT_STEP} | {Section.HARM_STATEMENT},
        Profile.NEXT_STEPS: {Section.NEXT_STEP},
    }.get(profile)
    family = profile is Profile.FAMILY
    with_contacts = family and asked
    marks = tuple(
        replace(mark, value=10 - mark.value, why="Q", higher="Q") if mark.hidden else mark
        for mark in session.marks
    )
    if only is not None:
        session = replace(session, details=Details(), people=(), members=())
    return replace(
        session,
        notes=tuple(
            replace(note, said_by="Somebody Else", added=note.added + timedelta(days=1))
            for note in session.notes
            if not note.staff_only and (only is None or note.section in only)
        ),
        members=tuple(
            replace(
                member,
                contact=member.contact if with_contacts else "Q",
                knows=Knows.NOTHING,
                paid=not member.paid,
                agreement=Agreement.ASKED
                if member.agreement is Agreement.NOT_ASKED
                else member.agreement,
            )
            for member in session.members
            if member.agreement is not Agreement.DECLINED
        ),
        marks=marks if family and asked else (),
        dismissed=("Q",),
        overrides=(),
        exports=(),
    )


FOR_OTHERS = (Profile.FAMILY, Profile.STATEMENTS, Profile.NEXT_STEPS)


@settings(max_examples=max(strategies.EXAMPLES // 12, 6), **HURRIED)  # type: ignore[arg-type]
@given(session=SESSIONS)
def test_a_copy_is_the_same_whatever_is_private(session: Session) -> None:
    for kind, profile in TEXTS:
        for asked in (False, True):
            if profile not in FOR_OTHERS:
                continue
            other = scrubbed(session, profile, asked=asked)
            asking = copy(kind, profile, asked=asked)
            mine, theirs = (copy_of(one, asking)[1] for one in (session, other))
            assert (when(kind, mine)) == when(kind, theirs)


def when(kind: Format, content: bytes) -> bytes:
    """Return a copy without the moments at which notes were added: data has them."""
    return re.sub(rb'"added": "[^"]*"', b"", content) if kind is Format.JSON else content


@pytest.mark.parametrize("kind", [Format.WORD, Format.PDF])
@pytest.mark.parametrize("profile", FOR_OTHERS)
@both_ways
def test_so_is_one_on_paper(kind: Format, profile: Profile, asked: bool) -> None:
    other = scrubbed(MARKED, profile, asked=asked)
    asking = copy(kind, profile, asked=asked)

    assert copy_of(MARKED, asking)[1] == copy_of(other, asking)[1]


@pytest.mark.parametrize("kind", [*Format])
def test_what_was_taken_out_of_a_step_is_in_no_copy_of_it(kind: Format) -> None:
    """A step keeps its parts when its sentence is reworded."""
    step = a_marked_note(Section.NEXT_STEP, "step")
    reworded = replace(step, text="Somebody calls the school")
    session = replace(MARKED, notes=(reworded,))

    _, content = copy_of(session, copy(kind, Profile.NEXT_STEPS))
    found = found_in(everything_in(kind, content))

    assert found <= {"title", "setting", "session", "idstep"}
