"""Where on a line a text stands says what could be markup there, and nothing else gets a backslash.

The copies are pasted into plain text fields, where a backslash is dirt.
"""

import pytest
from markdown_it import MarkdownIt

from soptui.export.escape import escape
from soptui.model.session import Details, Person
from soptui.wording import Wording
from tests.builders import a_note, a_person, a_session
from tests.export.reading import READERS, blocks_read
from tests.export.writing import markdown

AS_A_LIST = "1. a plan"


def test_what_would_start_a_list_gets_its_backslash_where_a_line_starts(wording: Wording) -> None:
    assert r"- 1\. a plan" in markdown(a_session(a_note(AS_A_LIST)), wording)


def test_behind_a_label_of_ours_no_line_starts(wording: Wording) -> None:
    session = a_session(details=Details(purpose=AS_A_LIST), setting="# meeting")

    lines = markdown(session, wording).splitlines()

    assert "- Purpose: 1. a plan" in lines
    assert "- Meeting: # meeting" in lines


def test_behind_another_text_no_line_starts(wording: Wording) -> None:
    note = a_note("She called", said_by="- Ana")
    session = a_session(note, people=(a_person("Mateo", relationship="> child"),))

    lines = markdown(session, wording).splitlines()

    assert "- She called (said by - Ana)" in lines
    assert "- Mateo (6), > child" in lines


@pytest.mark.parametrize(
    ("person", "line"),
    [
        (Person(id="1", name="[Ana", relationship="aunt]: no"), r"- [Ana, aunt\]: no"),
        (Person(id="1", name="[Ana", age="6]:"), r"- [Ana (6\]:)"),
    ],
)
def test_only_what_ends_a_definition_gets_the_backslash(
    person: Person, line: str, wording: Wording
) -> None:
    """A label in brackets and a colon at the start of a line would not be shown at all."""
    assert line in markdown(a_session(people=(person,)), wording).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "-5 degrees outside",
        "1.5 hours late",
        "3)a",
        "C#",
        "#3 is hers",
        ".com",
        "wait...it is",
        "She left.Come back",
        "ask for mailto: nobody",
        "home @10.0 o'clock",
        "snake_case_",
        "2 ~ 3",
    ],
)
def test_what_only_looks_like_markup_has_no_backslash(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize(
    "text",
    [
        *("---", "***", "* * *", "___", "- - -", "====", "#", "# #", "a #", "a ##", "+", "*", "-"),
        *(
            "1.",
            "1) a",
            "123456789. a",
            "> a",
            ">",
            "[x]",
            "[ ] a",
            "[a]: b",
            "```",
            "~~~",
        ),
        *("`a`", "**a**", "_a_", "__a__", "~~a~~", "<b>", "</b>", "<!-- a -->", "<?a?>", "<a@b>"),
        *("&amp;", "&#60;", "&#x3c;", "[a](b)", "![a](b)", "\\*a\\*", "\\#", "a\\"),
        *("http://a", "//a", "ftp://a.b", "mailto:a@b", "a@10.0.0.1", "a.com", "a.de", "a.museum"),
        *("HTTP://A", "A.COM", "a.рф", "a.xn--p1ai", "www.a.com", "a@b.com", "a.com/b_c_"),
    ],
)
def test_what_would_be_markup_is_read_as_it_was_typed(reader: MarkdownIt, text: str) -> None:
    for before in ("", "- ", "# "):
        assert blocks_read(reader, before + escape(text)) == [text]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_what_one_text_begins_another_one_on_its_line_does_not_end(reader: MarkdownIt) -> None:
    line = escape("~a", then=' ("') + ' ("' + escape("~ b", starts=False, then='")') + '")'

    assert blocks_read(reader, line) == ['~a ("~ b")']
