"""The laws of the capture grammar: nothing typed is refused, nothing of it is lost."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soptui.model.alphabet import FORMS, Kind, Roster, Scale, Section
from soptui.model.grammar import (
    begin,
    blank,
    circle,
    enter,
    pasted,
    rating,
    read_line,
    reopen,
    split_said_by,
    to_edit,
)
from soptui.model.session import Session
from soptui.model.text import cleaned
from tests.builders import a_desk, a_session
from tests.model.invariants import check
from tests.model.reading import words_held, words_typed
from tests.strategies import EXAMPLES, FRAGMENTS, any_text, sessions


@given(any_text)
@example("! a / b / c / d / e / f ^Odette")
@example("# / / ")
@example("! ^Odette")
@example("! a / / ^Odette")
@example('" "')
@example("\\- x")
def test_every_line_yields_an_edit_that_holds_every_word_typed(line: str) -> None:
    draft = read_line(line)
    edit = to_edit(draft, a_desk())

    assert words_typed(line) <= words_held(edit, draft)
    if edit is not None:
        check(edit.apply(a_session()))


@given(st.sampled_from(list(FORMS)), st.lists(any_text, max_size=6))
@example(Section.DANGER_STATEMENT, ["a", "b", "c", "d", "e / f"])
@example(Section.DANGER_STATEMENT, ["a ^Leo", "^Ana"])
@example(Section.HARM_STATEMENT, ["/ ^Ana"])
@example(Scale.SAFETY, ["Rosa", "no ^Leo", "^Ana"])
@example(Roster.MEMBER, ["^Rosa"])
def test_every_word_typed_part_by_part_is_held(kind: Kind, texts: list[str]) -> None:
    draft, said = blank(kind), set[str]()
    for text in texts:
        said |= words_typed(text, sigil=False) if kind in FORMS else set()
        draft, finished = enter(draft, text)
        if finished:
            break
    edit = to_edit(draft, a_desk())

    assert said <= words_held(edit, draft)
    if edit is not None:
        check(edit.apply(a_session()))


@given(
    st.sampled_from([form.kind for form in FORMS.values() if form.composed]),
    st.lists(st.tuples(any_text, st.integers(-5, 5)), max_size=6),
)
def test_typing_in_one_part_takes_nothing_from_another(
    kind: Kind, steps: list[tuple[str, int]]
) -> None:
    draft = blank(kind)
    for text, by in steps:
        after = draft.put(text)
        for at, part in enumerate(draft.parts):
            assert at == draft.at or not part or after.parts[at] == part
        assert len(after.parts) == len(draft.parts)
        assert all(cleaned(part) == part for part in after.parts)
        draft = after.go(by)


@given(any_text)
def test_no_text_is_too_odd_to_begin_with(text: str) -> None:
    begin(text)
    read_line(text)
    pasted(text)
    split_said_by(text)
    rating(text)
    circle(text)


@settings(max_examples=EXAMPLES // 2)
@given(sessions(), st.data())
def test_anything_on_any_map_can_be_reopened_and_closed(
    session: Session, data: st.DataObject
) -> None:
    items = list(session.items())
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    draft = reopen(item, whole=data.draw(st.booleans()))
    edit = to_edit(draft.put(draft.parts[draft.at]), a_desk(session))

    if edit is not None:
        after = edit.apply(session)
        check(after)
        assert len(list(after.items())) == len(items)


@pytest.mark.parametrize(
    "text",
    [
        " ^" * 50000,
        " ^a" * 33000,
        "/ " * 50000,
        " " * 100000 + "x",
        "\\" * 100000,
        "- " * 50000,
        "x ^" + "a" * 100000,
        "1) " * 33000,
        "^" * 100000,
        "".join(FRAGMENTS) * 200,
    ],
    ids=range(10),
)
def test_no_line_takes_long(text: str) -> None:
    start = time.process_time()
    for line in (text, f"! {text}", f"a{text}"):
        to_edit(read_line(line), a_desk())
        pasted(line)

    assert time.process_time() - start < 3
