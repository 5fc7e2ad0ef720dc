"""The shipped example as every copy in every format, in `sessions/copies/`, as somebody read them.

A changed copy is a change to be read, as a case worker, a grandmother or a judge would:

    RENEW=1 pytest tests/export/test_golden.py
"""

import io
import os
import zipfile
from pathlib import Path

import pytest

import soptui
from soptui.copies import Copy, content_of
from soptui.export.formats import FORMATS, Format
from soptui.model.session import Session
from soptui.wording import Wording

KEPT = Path(soptui.__file__).parent.parent / "sessions" / "copies"
RENEW = bool(os.environ.get("RENEW"))
COPIES = [Copy(kind, profile) for kind, known in FORMATS.items() for profile in known.profiles]


def named(copy: Copy) -> str:
    return f"example.{copy.profile}.{copy.format}"


def words_of_word(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file that hold words; the others are the library's."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("word/")]
        kept = ("document", "header", "footer", "styles")
        return {name: package.read(name) for name in names if Path(name).stem.startswith(kept)}


def pages_of_pdf(content: bytes) -> list[str]:
    """Return the words of each page; how they are drawn is the library's."""
    from pypdf import PdfReader

    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("copy", COPIES, ids=named)
def test_the_copies_of_the_example_are_as_they_were_read(
    copy: Copy, example: Session, wording: Wording
) -> None:
    """You should see a note you would be glad to find in a file, or could hand over."""
    if copy.format is Format.PDF:
        pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    path = KEPT / named(copy)
    written = content_of(copy, example, wording)
    if RENEW and not (path.exists() and same(copy, written, path.read_bytes())):
        path.write_bytes(written)

    assert same(copy, written, path.read_bytes()), f"{path} says something else"


def same(copy: Copy, one: bytes, other: bytes) -> bool:
    """Say whether two files say the same, whichever version of a library wrote them."""
    match copy.format:
        case Format.WORD:
            return words_of_word(one) == words_of_word(other)
        case Format.PDF:
            return pages_of_pdf(one) == pages_of_pdf(other)
    return one == other


def test_there_is_one_for_every_copy_and_no_other() -> None:
    kept = {path.name for path in KEPT.glob("example.*.*")}

    assert kept == {named(copy) for copy in COPIES}


def test_git_keeps_them() -> None:
    ignored = (KEPT.parent.parent / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert "!/sessions/copies/" in ignored
