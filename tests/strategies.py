"""Hypothesis strategies: any text, nasty ones included, and sessions as soptui makes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from os import environ

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from soptui.model.alphabet import FORMS, Column, Detail, Scale, Section, form_of
from soptui.model.edits import (
    AddDetail,
    AddEntries,
    DescribeSession,
    Dismiss,
    Edit,
    LinkGoal,
    MoveNote,
    ReadNames,
    RemoveItem,
    ResortNote,
    RestateNote,
    RestoreNote,
    ReviseItem,
    RewordNote,
    SetDetails,
    SetPeople,
    SetStaffOnly,
    ShiftNote,
)
from soptui.model.session import (
    Agreement,
    Circle,
    Details,
    Exported,
    Item,
    Knows,
    Mark,
    Member,
    NameMode,
    Note,
    Override,
    Person,
    Session,
)
from soptui.model.text import cleaned

EXAMPLES = int(environ.get("EXAMPLES", "100"))
# Any machine, however busy; EXAMPLES=3000 pytest … looks longer.
settings.register_profile(
    "soptui",
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("soptui")

FRAGMENTS = (
    *(f"{form.sigil} " for form in FORMS.values()),
    *'-!~?+*>"@#&^\\/:.,;…[]{}<>|',
    *(" / ", " /", "/ ", " // ", " ^Odette", " ^ ", "^", "\\-", " and ", "that", "will", "so that"),
    *("Rosa", "the agency", "Daniel (dad)", "4/10", "11", "inner", "no", "be hurt", "for", " the"),
    *("[name]", "[/", "<b>", "=1+1", "../", "{who}", "| a |", "# h", "&amp;", "%s", "http://e.x"),
    *("\x1b]52;c;aGk=\x07", "\x1b[31m", "\x00", "\x9b31m", "\r\n", "\n", "\t", "\x85", "\u2028"),
    *("\u202e", "\u200b", "\ufeff", "\u00ad", "\u00a0", "\u3000", "\u2003", "\ud83d", "\ufffe"),
    *("a" + "\u0301" * 12, "\u0301", "\u0327\u0301", "e\u0301", "\u200d", "\u200c", "\ufe0f"),
    *(
        "👩‍👩‍👧",
        "👍🏽",
        "🇲🇽",
        "🏴\U000e0067\U000e0062\U000e007f",
        "\U000e0041",
        "\U000e0100",
        "❤️‍🔥",
    ),
    *("می‌خواهم", "سلام", "שלום", "ñandú", "¿qué?", "İi̇", "ßig", "ＡＢ", "क्‍ष", "\u0344", "각"),
)
"""Pieces that programs like this one fall over."""

any_text = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(), max_size=20),  # lone surrogates too
    st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=10).map(" ".join),
)
"""What could reach the program from a keyboard, a paste or a file."""

lines = any_text.map(cleaned)
"""One line, as the gate for incoming text lets it through."""

texts = lines.filter(bool)
paragraphs = any_text.map(lambda text: cleaned(text, lines=True))
ids = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=5.5)))),
)
details = st.builds(Details, **{detail.value: paragraphs for detail in Detail})


@st.composite
def notes(draw: st.DrawFn, note_ids: st.SearchStrategy[str] = ids) -> Note:
    """A note as the grammar makes them, in any section; it answers no danger."""
    section = draw(st.sampled_from(Section))
    form = form_of(section)
    filled = st.tuples(*(lines for _ in form.parts))
    return Note(
        id=draw(note_ids),
        section=section,
        column=form.column or draw(st.sampled_from(Column)),
        text=draw(texts),
        parts=draw(st.one_of(st.just(()), filled)) if form.composed else (),
        said_by=draw(lines),
        staff_only=draw(st.booleans()),
        added=draw(moments),
        revises=draw(st.none() | ids),
    )


def members(member_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Member]:
    """Members of the safety network."""
    return st.builds(
        Member,
        id=member_ids,
        name=texts,
        relationship=lines,
        circle=st.one_of(st.none(), st.sampled_from(Circle)),
        does=lines,
        contact=lines,
        knows=st.sampled_from(Knows),
        agreement=st.sampled_from(Agreement),
        paid=st.booleans(),
        watches=lines,
        backup=lines,
    )


def persons(person_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Person]:
    """People of the family."""
    return st.builds(Person, id=person_ids, name=texts, age=lines, relationship=lines)


def marks(mark_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Mark]:
    """Ratings."""
    return st.builds(
        Mark,
        id=mark_ids,
        scale=st.sampled_from(Scale),
        who=texts,
        value=st.integers(0, 10),
        why=lines,
        higher=lines,
        hidden=st.booleans(),
    )


def items(item_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Item]:
    """Anything that has a place on the map."""
    return st.one_of(notes(item_ids), members(item_ids), persons(item_ids), marks(item_ids))


@st.composite
def sessions(draw: st.DrawFn, max_items: int = 6) -> Session:
    """A session that keeps every rule: unique ids, pairs that are there, and so on."""
    names = draw(st.lists(ids, unique=True, max_size=max_items))
    placed = [draw(items(st.just(name))) for name in names]
    session = Session(
        id=draw(ids),
        title=draw(lines),
        started=draw(moments),
        setting=draw(lines),
        minutes=draw(st.integers(1, 1440)),
        details=draw(details),
        notes=tuple(item for item in placed if isinstance(item, Note)),
        members=tuple(item for item in placed if isinstance(item, Member)),
        people=tuple(item for item in placed if isinstance(item, Person)),
        marks=tuple(item for item in placed if isinstance(item, Mark)),
        dismissed=tuple(draw(st.lists(texts, max_size=2))),
        overrides=tuple(
            draw(st.lists(st.builds(Override, about=lines, copy=lines, made=moments), max_size=2))
        ),
        exports=tuple(
            draw(
                st.lists(
                    st.builds(Exported, path=lines, format=lines, copy=lines, made=moments),
                    max_size=2,
                )
            )
        ),
        names_as=draw(st.sampled_from(NameMode)),
    )
    goals = session.in_section(Section.SAFETY_GOAL)
    for goal, danger in zip(goals, session.in_section(Section.DANGER_STATEMENT), strict=False):
        if draw(st.booleans()):
            session = LinkGoal(goal.id, danger.id).apply(session)
    return session


@st.composite
def edits_of(draw: st.DrawFn, session: Session) -> Edit:
    """Any edit, most often of something that is in the session."""
    here = [item.id for item in session.items()]
    known = st.one_of(st.sampled_from(here), ids) if here else ids
    dangers = [note.id for note in session.in_section(Section.DANGER_STATEMENT)]
    some_danger = st.one_of(st.none(), known, *([st.sampled_from(dangers)] if dangers else []))
    placed = notes(known).flatmap(
        lambda note: some_danger.map(
            lambda danger: _answering(note, danger) if danger is not None else note
        )
    )
    entries = st.one_of(placed, members(known), persons(known), marks(known))
    edit: Edit = draw(
        st.one_of(
            st.builds(AddEntries, st.lists(entries, max_size=3).map(tuple)),
            st.builds(RewordNote, known, texts, st.one_of(st.none(), lines)),
            st.builds(RestateNote, known, st.lists(lines, max_size=5).map(tuple), texts),
            st.builds(ResortNote, known, st.sampled_from(Section)),
            st.builds(MoveNote, known, st.sampled_from(Column)),
            st.builds(ShiftNote, known, st.sampled_from((-1, 1, -2, 3))),
            st.builds(RemoveItem, known),
            st.builds(RestoreNote, placed, st.integers(-1, 8)),
            st.builds(ReviseItem, st.one_of(members(known), persons(known), marks(known))),
            st.builds(SetStaffOnly, known, st.booleans()),
            st.builds(LinkGoal, known, some_danger),
            st.builds(Dismiss, texts),
            st.builds(ReadNames, st.sampled_from(NameMode)),
            st.builds(SetPeople, st.lists(persons(known), max_size=3).map(tuple)),
            st.builds(SetDetails, details),
            st.builds(AddDetail, st.sampled_from(Detail), texts),
            st.builds(DescribeSession, lines, lines, st.integers(-5, 9000)),
        )
    )
    return edit


def _answering(note: Note, danger: str) -> Note:
    return replace(note, answers=danger) if note.section is Section.SAFETY_GOAL else note
