"""What a sigil makes of a line: the capture grammar, row by row."""

import pytest

from soptui.model.alphabet import FORMS, Column, Detail, Scale, Section
from soptui.model.edits import AddDetail
from soptui.model.grammar import begin, blank, read_line, to_edit
from soptui.model.session import Circle, Mark, Member, Person
from tests.builders import COMPOSER, NOW, a_desk
from tests.model.typists import entered, noted


@pytest.mark.parametrize(
    ("sigil", "section", "column"),
    [
        ("-", Section.PAST_HARM, Column.WORRIED),
        ("~", Section.COMPLICATING_FACTOR, Column.WORRIED),
        ("?", Section.GRAY_AREA, Column.WORRIED),
        ("+", Section.STRENGTH, Column.WORKING),
    ],
)
@pytest.mark.parametrize("aim", Column)
def test_a_sigil_and_a_space_say_what_a_plain_note_is(
    sigil: str, section: Section, column: Column, aim: Column
) -> None:
    note = noted(f"{sigil} Ana called Rosa", aim=aim)

    assert (note.section, note.column, note.text) == (section, column, "Ana called Rosa")
    assert (note.parts, note.added, note.answers) == ((), NOW, None)


@pytest.mark.parametrize("aim", Column)
def test_a_line_without_a_sigil_is_heard_where_the_aim_is(aim: Column) -> None:
    note = noted("Mom has a drinking history", aim=aim)

    assert (note.section, note.column) == (Section.HEARD, aim)
    assert note.text == "Mom has a drinking history"


@pytest.mark.parametrize("aim", Column)
def test_a_childs_words_stand_where_the_aim_is_and_stay_as_they_are(aim: Column) -> None:
    note = noted("\" i don't like it  when it's loud", aim=aim)

    assert (note.section, note.column) == (Section.CHILD_VOICE, aim)
    assert note.text == "i don't like it  when it's loud"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('" I like it at Nana\'s."', "I like it at Nana's."),
        ('" he said "go"', 'he said "go"'),
        ('" "I like it"', '"I like it"'),
        ('" "', '"'),
    ],
)
def test_the_quote_that_closes_a_childs_words_is_not_one_of_them(line: str, text: str) -> None:
    assert noted(line).text == text


@pytest.mark.parametrize(
    ("sigil", "section", "column", "parts"),
    [
        ("--", Section.HARM_STATEMENT, Column.WORRIED, 4),
        ("!", Section.DANGER_STATEMENT, Column.WORRIED, 5),
        ("++", Section.ACT_OF_PROTECTION, Column.WORKING, 4),
        ("*", Section.SAFETY_GOAL, Column.NEXT, 5),
        (">", Section.NEXT_STEP, Column.NEXT, 4),
    ],
)
def test_a_statement_in_one_breath_has_its_parts_and_a_sentence(
    sigil: str, section: Section, column: Column, parts: int
) -> None:
    words = [f"part{number}" for number in range(parts)]
    note = noted(f"{sigil} {' / '.join(words)}")

    assert (note.section, note.column, note.parts) == (section, column, tuple(words))
    assert note.text == COMPOSER.sentence(section, tuple(words))
    assert note.missing == ()


def test_the_statement_of_the_design_reads_as_it_should() -> None:
    note = noted(
        "! Grandma Rosa, the agency / Daniel drives after drinking / on Fridays"
        " / Mateo is hurt in a crash"
    )

    assert note.text == (
        "Grandma Rosa and the agency are worried that Daniel drives after drinking"
        " on Fridays, and Mateo is hurt in a crash."
    )


def test_a_member_in_one_breath() -> None:
    member = entered("@ Rosa / aunt / inner / drives Mateo on Fridays / 555 0100")

    assert member == Member(
        id="new-1",
        name="Rosa",
        relationship="aunt",
        circle=Circle.INNER,
        does="drives Mateo on Fridays",
        contact="555 0100",
    )


def test_a_person_in_one_breath() -> None:
    person = entered("& Mateo / 6 / child")

    assert person == Person(id="new-1", name="Mateo", age="6", relationship="child")


@pytest.mark.parametrize(("sigil", "scale"), [("#", Scale.SAFETY), ("##", Scale.WELLBEING)])
def test_a_mark_in_one_breath(sigil: str, scale: Scale) -> None:
    mark = entered(f"{sigil} Rosa / 4/10 / he called me / a month of Fridays")

    assert mark == Mark(
        id="new-1",
        scale=scale,
        who="Rosa",
        value=4,
        why="he called me",
        higher="a month of Fridays",
    )


@pytest.mark.parametrize("detail", Detail)
def test_a_word_behind_a_colon_goes_to_the_details(detail: Detail) -> None:
    for word in (detail.value, detail.value.title(), detail.value.upper()):
        edit = to_edit(read_line(f":{word} what we said / all of it"), a_desk())

        assert edit == AddDetail(detail, "what we said / all of it")


@pytest.mark.parametrize(
    "line",
    [
        "-no",
        "--",
        "-",
        "!!! now",
        "?why",
        ":purpose",
        ":nothing here",
        "->x",
        "--- x",
        "+1 good",
        "#4",
        "@Rosa",
        "&c",
        '"I like it"',
        "*sigh*",
        ">>",
        "/ x",
        "https://e.x - no",
    ],
)
def test_without_its_space_a_sigil_is_plain_text(line: str) -> None:
    note = noted(line)

    assert (note.section, note.text) == (Section.HEARD, line)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("\\- not a harm", "- not a harm"),
        ("\\-5 degrees", "-5 degrees"),
        ("\\-", "-"),
        ("\\! wait", "! wait"),
        ("\\:purpose of it", ":purpose of it"),
        ('\\"I like it"', '"I like it"'),
        ("\\\\- twice", "\\\\- twice"),
        ("\\o/ hooray", "\\o/ hooray"),
        ("a \\- b", "a \\- b"),
    ],
)
def test_a_backslash_takes_a_sigil_its_meaning(line: str, text: str) -> None:
    note = noted(line)

    assert (note.section, note.text) == (Section.HEARD, text)


@pytest.mark.parametrize(
    "line", ["  - late again", "-\tlate again", "-\u00a0late again", "-  late again"]
)
def test_any_space_counts_as_a_space(line: str) -> None:
    note = noted(line)

    assert (note.section, note.text) == (Section.PAST_HARM, "late again")


@pytest.mark.parametrize("form", [form for form in FORMS.values() if form.sigil])
def test_every_sigil_opens_its_entry_while_it_is_typed(form: object) -> None:
    assert isinstance(form, type(FORMS[Section.HEARD]))
    opened = begin(f"{form.sigil} abc ")

    assert opened == (blank(form.kind), "abc ")
    assert begin(form.sigil) is None
    assert begin(f"{form.sigil}abc") is None
    assert begin(f"x {form.sigil} abc") is None
