"""What `docs/export.md` shows of the text formats stands so in the kept copies."""

import re
from pathlib import Path

import pytest

from soptui.export.formats import FORMATS, Format
from soptui.export.profile import Profile

REPOSITORY = Path(__file__).parent.parent.parent
DOCUMENT = (REPOSITORY / "docs" / "export.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```(\w+)\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
KEPT = [
    path.read_text(encoding="utf-8").replace("\r\n", "\n")
    for path in (REPOSITORY / "sessions" / "copies").iterdir()
    if FORMATS[Format(path.suffix[1:])].is_text
]


@pytest.mark.parametrize("text", [text for _, text in SHOWN], ids=[kind for kind, _ in SHOWN])
def test_what_it_shows_is_what_is_written(text: str) -> None:
    assert any(text in kept for kept in KEPT), text


def test_it_shows_each_of_them() -> None:
    assert len(SHOWN) == 4


@pytest.mark.parametrize("name", [*Format, *Profile])
def test_it_names_every_format_and_every_copy(name: str) -> None:
    assert f"`{name}`" in DOCUMENT
