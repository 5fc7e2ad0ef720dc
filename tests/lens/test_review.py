"""What holds of every review: places are right, nothing is asked twice, no text breaks it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.lens_examples import session_of
from soptui.lens.finding import Finding, Kind
from soptui.lens.review import Review
from soptui.model.alphabet import Column, Section
from soptui.model.session import Session
from tests.builders import a_member, a_note, a_session
from tests.lens.reading import a_map, found, review, wording
from tests.strategies import any_text, sessions

SAYINGS = (
    "the neighbor (RP) called it in", "Mom is non-compliant", "Rosa", "Lily", "Daniel will drink",
    "hit and yell", "parenting class", "a safe home", "for six months", "tested dirty at rehab",
    "la abuela cuida a los niños", "good mom", "who?", "İstanbul", "ß", "🙂", '"', "“no", "/", "^",
)  # fmt: skip
said = st.lists(st.one_of(st.sampled_from(SAYINGS), any_text), max_size=6).map(" ".join)


@st.composite
def maps(draw: st.DrawFn) -> Session:
    """Sessions whose notes say what a lens may ask about."""
    session = draw(sessions())
    return session.with_notes(
        tuple(replace(note, text=draw(said) or note.text) for note in session.notes)
    )


def asked(session: Session) -> tuple[Finding, ...]:
    return Review.findings(review(), session)


@given(maps())
def test_a_place_gives_the_words(session: Session) -> None:
    for finding in asked(session):
        if (finding.start, finding.end) != (0, 0):
            assert finding.text[finding.start : finding.end] == finding.words
        item = session.find(finding.item) if finding.item else None
        if finding.section is not None:
            assert item is not None
            assert finding.text == session.note(finding.item).text


@settings(max_examples=25)  # a new review reads all its words
@given(maps())
def test_the_same_session_is_asked_the_same(session: Session) -> None:
    again = Review(wording()).findings(session)

    assert asked(session) == again
    assert asked(session) == again  # and when it was kept


@given(maps(), st.data(), said)
def test_a_key_stays_when_another_note_is_edited(
    session: Session, data: st.DataObject, text: str
) -> None:
    plain = [note for note in session.notes if note.section in (Section.HEARD, Section.STRENGTH)]
    if not plain:
        return
    edited = data.draw(st.sampled_from(plain))
    others = {note.id for note in session.notes} - {edited.id}
    before = {one.key for one in asked(session) if one.item in others}
    after = session.with_notes(
        tuple(replace(n, text=text or "x") if n is edited else n for n in session.notes)
    )

    assert {one.key for one in asked(after) if one.item in others} == before


@given(said)
def test_a_childs_words_are_never_jargon(text: str) -> None:
    note = a_note(text=f"{text} hostile", section=Section.CHILD_VOICE)

    assert not found(a_session(note), Kind.JARGON)


@given(st.sampled_from(["hostile", "mom is non-compliant", "in denial", "DV"]), any_text)
def test_quoted_text_is_never_jargon(label: str, before: str) -> None:
    beginning = before.replace('"', "").replace("\u201c", "").replace("\u201d", "")
    note = a_note(text=f'he said "{label}"{beginning}')

    assert not [one for one in found(a_session(note), Kind.JARGON) if one.words in label]


@given(st.sampled_from(["Hostile", "Client", "Sober", "Role Model"]))
def test_a_name_of_the_network_is_never_jargon(name: str) -> None:
    session = a_session(
        a_note(text=f"{name} drives them, and {name} has the keys"),
        members=(a_member(name, does=f"{name} drives"),),
    )

    assert not found(session, Kind.JARGON)


@given(said, st.sampled_from(Section), st.sampled_from(Column))
def test_no_text_breaks_a_lens(text: str, section: Section, column: Column) -> None:
    note = replace(a_note(text=text or "x"), section=section, column=column)

    asked(a_session(note))


def test_only_what_was_edited_is_read_again() -> None:
    own = Review(wording())
    session = session_of("Mom is hostile || Dad is resistant", wording())
    first = own.findings(session)
    notes = (session.notes[0], replace(session.notes[1], text="Dad said no"))

    second = own.findings(session.with_notes(notes))

    kept = next(one for one in first if one.words == "hostile")
    assert any(one is kept for one in second)
    assert not any(one.words == "resistant" for one in second)


def test_a_new_child_is_known_in_notes_that_stay() -> None:
    own = Review(wording())
    session = session_of("- Ray hit her and Odette cried all night", wording())
    own.findings(session)
    more = session_of("- Ray hit her and Odette cried all night || & Odette / 4 / child", wording())
    joined = replace(session, people=more.people)

    assert own.findings(joined) == Review(wording()).findings(joined)


def test_words_of_other_letters_keep_their_places() -> None:
    (finding,) = found("İİ Mom is hostile", Kind.JARGON)

    assert finding.text[finding.start : finding.end] == finding.words == "hostile"


def test_a_label_of_a_rating_is_asked_about() -> None:
    (finding,) = found("# Rosa / 4 / he still minimizes the crash / the keys", Kind.JARGON)

    assert finding.words == "minimizes"
    assert finding.text[finding.start : finding.end] == "minimizes"


def test_the_guards_come_first() -> None:
    first, *_ = review().findings(a_map("the hostile neighbor called it in"))

    assert first.kind is Kind.REPORTER
