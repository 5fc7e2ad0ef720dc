"""The test of the tests: what acts on a terminal does not go unnoticed."""

import pytest

from tests.corpus import CLEANED
from tests.terminal_audit import kinds

HARMLESS = "\x1b[?1049h\x1b[1;1H\x1b[38;2;1;2;3mShe sings 👩\u200d👧 🏴\U000e0067\U000e007f\x1b[0m"
STAY = {"breaks", "tabs", "variation", "joiners that join nothing"}


def test_drawing_is_of_few_kinds() -> None:
    assert kinds(HARMLESS.encode()) == {
        "CSI ?1049h": 1,
        "CSI H": 1,
        "SGR look": 2,
    }


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("\x1b]0;x\x07", "command '0'"),
        ("\x1b]52;c;eA==\x1b\\", "command '52'"),
        ("\x1b]8;;x", "command '8'"),
        ("\x1b[6n", "CSI 6n"),
        ("\x1b[2J", "CSI 2J"),
        ("\x1b[31m", "SGR 31"),
        ("\x1b[?25l", "CSI ?25l"),
        ("\x1bP1x\x1b\\", "string 'P'"),
        ("\x9b", "c1 '\\x9b'"),
        ("\x07", "control '\\x07'"),
        ("\u202e", "direction '\\u202e'"),
        ("\u200b", "hidden '\\u200b'"),
        ("a\U000e0041", "tag '\\U000e0041'"),
        ("a" + "\u0301" * 9, "flood"),
        ("\x1b", "broken"),
        ("\x1bc", "escape 'c'"),
    ],
)
def test_what_acts_or_hides_is_found(sent: str, kind: str) -> None:
    assert kinds(sent.encode()) == {kind: 1}


@pytest.mark.parametrize("name", sorted(CLEANED.keys() - STAY - {"half a pair", "no characters"}))
def test_every_hostile_text_would_be_found(name: str) -> None:
    drawn = kinds(HARMLESS.encode())

    assert kinds(CLEANED[name].encode()).keys() - drawn.keys()
