"""People's words in Markdown: exactly what was typed, with hardly a backslash."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from soptui.export.escape import escape
from soptui.model.text import cleaned
from tests.corpus import TEXTS
from tests.export.hostile import WORDS
from tests.export.reading import READERS, blocks_read

SEAMS = st.sampled_from([": ", ", ", ' ("', '" (', "; "])

reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


@pytest.mark.parametrize(
    "text",
    [
        "She said, \"Don't\" - or 'no' -- and left (again).",
        "Mr. Odom (4 doors down) came at 6:30 a.m., e.g. on Dec. 3...",
        "50% of $5 & more; unit #3; A/B and/or 3/4; -5 to +5; 5 * 3 = 15",
        "#3 is hers, and ~20 minutes later it was over!",
        "¿Qué pasó? ¡Nada! «Ella» dijo: “no” – a las 6:30 p.m. (Sr. Núñez)…",
        "[inaudible] then [crying], [name withheld] said [sic]",
        "U.S.A., J.R. and snake_case; a < b, <3, a > b; C:\\temp; 10.0.0.1; word*",
        "It's 2026. Then 3) she (Ana) called | or texted: 555-0142 ^Rosa {maybe} = yes",
        "Name ____ phone: @home",
        "AT&T at 9 o'clock",
    ],
)
def test_ordinary_sentences_need_no_backslash(text: str) -> None:
    assert escape(text) == text
    assert escape(text, starts=False) == text
    assert escape(text, then=" (") == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026. Then", r"2026\. Then"),
        ("- no", r"\- no"),
        ("# one", r"\# one"),
        ("> she", r"\> she"),
        ("[x] done", r"\[x] done"),
        ("*so* sad", r"\*so* sad"),
        ("see <b>", r"see \<b>"),
        ("see <0@0>", r"see \<0@0>"),
        ("[a](b)", r"[a\](b)"),
        ("rosa@example.com", r"rosa@example\.com"),
        ("http://example.com/a", r"http:\//example\.com/a"),
        ("&amp; so", r"\&amp; so"),
    ],
)
def test_what_would_be_markup_gets_one_backslash(text: str, written: str) -> None:
    assert escape(text) == written


def read_everywhere(reader: MarkdownIt, text: str) -> None:
    """Read a text wherever a copy can have one: first in a block, or behind a label."""
    for before in ("", "- ", "# "):
        assert blocks_read(reader, before + escape(text)) == [text]
    assert blocks_read(reader, f"- us\n  - {escape(text)}\n- us") == ["us", text, "us"]
    behind = escape(text, starts=False)
    for before in ("- Ours: ", "  - Ours: ", "- Ours (and so on): "):
        read = blocks_read(reader, f"- us\n{before}{behind}\n\nus")
        assert [line for line in read if line != "us"][-1].endswith(f": {text}")


@reader
@given(text=WORDS)
def test_any_text_is_read_as_it_was_typed(reader: MarkdownIt, text: str) -> None:
    read_everywhere(reader, text)


@reader
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_of_the_corpus_is_read_as_it_was_typed(reader: MarkdownIt, name: str) -> None:
    read_everywhere(reader, cleaned(TEXTS[name]))


@reader
@given(first=WORDS, seam=SEAMS, second=WORDS, closing=st.sampled_from(["", ")", '"']))
@example(first="[", seam=": ", second="]: x", closing="")
@example(first="0", seam=": ", second="<0@0>", closing="")
def test_texts_on_one_line_stay_apart(
    reader: MarkdownIt, first: str, seam: str, second: str, closing: str
) -> None:
    line = escape(first, then=seam) + seam + escape(second, starts=False, then=closing)

    for before in ("", "- ", "# "):
        assert blocks_read(reader, before + line + closing) == [first + seam + second + closing]
