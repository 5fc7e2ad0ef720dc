"""Files that nobody should trust: cut, emptied, filled with zeros, or made by other hands."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bench.faults.keepers import KEEPERS, Keeper
from bench.faults.notes import Add, Texts, a_text
from bench.faults.verdicts import Outcome, Verdict

TEXT = "Ana called Rosa"
_QUOTED = f'"{TEXT}"'.encode()

Spoil = Callable[[bytes], bytes]


def _instead(value: bytes) -> Spoil:
    return lambda raw: raw.replace(_QUOTED, value)


def _twice(raw: bytes) -> bytes:
    return raw.replace(b'"text": ' + _QUOTED, b'"text": "Leo was there", "text": ' + _QUOTED)


def _ids(first: str, second: str) -> Spoil:
    def spoil(raw: bytes) -> bytes:
        [(name, table)] = json.loads(raw).items()
        [document] = table.values()
        other = json.loads(json.dumps(document).replace(TEXT, "Leo was there"))
        return json.dumps({name: {first: document, second: other}}).encode()

    return spoil


def _one_id(key: str) -> Spoil:
    def spoil(raw: bytes) -> bytes:
        [(name, table)] = json.loads(raw).items()
        [document] = table.values()
        return json.dumps({name: {key: document}}).encode()

    return spoil


SPOILT: dict[str, tuple[Spoil, Texts | None]] = {
    "an empty file (as a power cut leaves it)": (lambda _: b"", None),
    "a file of NULs": (lambda raw: bytes(len(raw)), None),
    "a cut file": (lambda raw: raw[: len(raw) // 2], None),
    "a list": (lambda _: b"[]", None),
    "NaN in it": (_instead(b"NaN"), None),
    "1e400 in it": (_instead(b"1e400"), None),
    "a number of 5,000 digits": (_instead(b"1" + b"0" * 4999), None),
    "nested 100,000 deep": (_instead(b"[" * 100_000 + b"]" * 100_000), None),
    "the same key twice": (_twice, None),
    'ids "1" and "01"': (_ids("1", "01"), None),
    'ids "1" and "１"': (_ids("1", "１"), None),
    'ids "10" and "1_0"': (_ids("10", "1_0"), None),
    'the id " 1 "': (_one_id(" 1 "), None),
    "half a character": (_instead(b'"Ana \\ud800"'), None),
    "Latin-1": (_instead('"Ana Muñoz"'.encode("latin-1")), None),
    "a byte order mark (Notepad)": (lambda raw: b"\xef\xbb\xbf" + raw, (TEXT,)),
}
"""What is wrong with a file, and the notes that are in it, if any reader may find some."""


def damaged() -> Iterator[tuple[str, dict[str, Outcome]]]:
    """Go through the files, with what each keeper makes of them."""
    for what, (spoil, meant) in SPOILT.items():
        yield what, {name: opened(keeper, spoil, meant) for name, keeper in KEEPERS.items()}


def opened(keeper: Keeper, spoil: Spoil, meant: Texts | None) -> Outcome:
    """Open a spoilt file and add a note; nobody may lose what could still be saved by hand."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        keeper.fill(folder, (TEXT,))
        file = keeper.file(folder)
        raw = spoil(file.read_bytes())
        file.write_bytes(raw)
        try:
            shown = keeper.read(folder)
            book = keeper.open(folder)
        except Exception as error:
            return _refused(error, untouched=file.read_bytes() == raw)
        try:
            book.do(Add(more := a_text(1)))
            book.close()
            left = keeper.read(folder)
        except Exception as error:
            with suppress(Exception):
                book.close()
            return _refused(error, untouched=file.read_bytes() == raw)
    if meant is None:
        there = f"notes shown: {len(shown)}, left after the next save: {len(left) - 1}"
        return Outcome(Verdict.TRUSTED, there)
    if shown == meant and left == (*meant, more):
        return Outcome(Verdict.FINE, "read")
    return Outcome(Verdict.CHANGED, f"read as {len(shown)} notes")


def _refused(error: Exception, *, untouched: bool) -> Outcome:
    verdict = Verdict.FINE if untouched else Verdict.LOST
    return Outcome(verdict, f"refused ({type(error).__name__})")
