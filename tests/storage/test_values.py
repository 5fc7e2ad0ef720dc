"""Values, encodings and files that JSON stores lose data over: refused, or kept exactly."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document, Table

from soptui.storage.atomic import AtomicStorage
from soptui.storage.store import DamagedSession, NotReachable
from soptui.storage.strict_json import MAX_BYTES
from soptui.storage.tinydb_store import TinyStore
from tests.storage.builders import ID, STARTED, a_note, a_session

GOOD = b'{"t": {"1": {"a": 1}}}'


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


UNFIT: dict[str, tuple[Any, str]] = {
    "NaN": (float("nan"), "a number that is too large"),
    "Infinity": (float("inf"), "a number that is too large"),
    "-Infinity": (float("-inf"), "a number that is too large"),
    "tuple": ((1, 2), "a tuple, which JSON does not have"),
    "key that is a number": ({1: "a", "1": "b"}, "a key that is not a text"),
    "key that is true": ({True: 1}, "a key that is not a text"),
    "key that is nothing": ({None: 1}, "a key that is not a text"),
    "half a character": ("a\ud800b", "a text with half a character"),
    "half a character in a key": ({"\udcff": 1}, "a text with half a character"),
    "bytes": (b"x", "a bytes, which JSON does not have"),
    "moment": (STARTED, "a datetime, which JSON does not have"),
    "set": ({1}, "a set, which JSON does not have"),
    "number of 5,000 digits": (10**5000, "a number that is too large"),
    "900 deep": (nested(900), "nested too deeply"),
    "100,000 deep": (nested(100_000), "nested too deeply"),
    "text that is more than a text": (type("Text", (str,), {})("x"), "a Text, which JSON does"),
    "more than 5 MB": ("x" * MAX_BYTES, "larger than 5 MB"),
}


def table_in(folder: Path) -> Table:
    return TinyDB(folder / "file.json", storage=AtomicStorage).table("t", cache_size=0)


@pytest.mark.parametrize(("value", "why"), UNFIT.values(), ids=UNFIT.keys())
def test_what_json_cannot_hold_is_refused_and_nothing_is_touched(
    tmp_path: Path, value: Any, why: str
) -> None:
    table = table_in(tmp_path)
    table.insert(Document({"a": 1}, doc_id=1))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(NotReachable) as raised:
        table.update({"a": value}, doc_ids=[1])

    assert why in str(raised.value)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert table.all() == [{"a": 1}]
    table.update({"b": 2}, doc_ids=[1])
    assert table_in(tmp_path).all() == [{"a": 1, "b": 2}]


BROKEN: dict[str, tuple[bytes, str]] = {
    "NaN": (b'{"t": {"1": {"a": NaN}}}', "a number that is not finite"),
    "Infinity": (b'{"t": {"1": {"a": -Infinity}}}', "a number that is not finite"),
    "1e400": (b'{"t": {"1": {"a": 1e400}}}', "a number that is too large"),
    "5,000 digits": (b'{"t": {"1": {"a": 1%b}}}' % (b"0" * 5000), "a number that is too large"),
    "100,000 deep": (b"[" * 100_000, "nested too deeply"),
    "a million deep": (b"[" * 1_000_000 + b"]" * 1_000_000, "more values than a session has"),
    "40 deep": (b'{"t": {"1": {"a": %b1%b}}}' % (b"[" * 40, b"]" * 40), "nested too deeply"),
    "half a character": (b'{"t": {"1": {"a": "\\ud800"}}}', "half a character"),
    "a key twice": (b'{"t": {"1": {"a": 1, "a": 2}}}', "a key that stands twice"),
    "a document twice": (b'{"t": {"1": {}, "1": {}}}', "a key that stands twice"),
    "empty": (b"", "empty"),
    "blank": (b" \n", "empty"),
    "NULs": (b"\0" * 512, "not JSON from line 1 on"),
    "NULs at the end": (GOOD[:-4] + b"\0" * 4, "not JSON from line 1 on"),
    "cut": (GOOD[:-3], "not JSON from line 1 on"),
    "an old end": (GOOD + b'"}}}', "not JSON from line 1 on"),
    "two at once": (GOOD + GOOD, "not JSON from line 1 on"),
    "a list": (b"[]", "not a file of soptui"),
    "a text": (b'"x"', "not a file of soptui"),
    "nothing": (b"null", "not a file of soptui"),
    "Latin-1": ('{"t": {"1": {"a": "café"}}}'.encode("latin-1"), "not UTF-8"),
    "UTF-16": ('{"t": {}}'.encode("utf-16"), "not UTF-8"),
    "too large": (b" " * (MAX_BYTES + 1), "larger than 5 MB"),
    **{
        f"document {key!r}": (
            f'{{"t": {{"1": {{}}, "{key}": {{}}}}}}'.encode(),
            "not a file of soptui",
        )
        for key in ("01", "１", " 2 ", "1_0", "-1", "1.0", "")
    },
}


@pytest.mark.parametrize(("raw", "why"), BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("has_previous", [True, False])
def test_what_is_no_whole_file_is_refused_with_a_reason_and_kept(
    tmp_path: Path, raw: bytes, why: str, has_previous: bool
) -> None:
    store = TinyStore(tmp_path)
    revision = store.create(a_session(a_note(1)))
    if has_previous:
        store.save(a_session(a_note(2)), revision)
    previous, file = tmp_path / f"{ID}.json.bak", tmp_path / f"{ID}.json"
    file.write_bytes(raw)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(DamagedSession) as raised:
        TinyStore(tmp_path).open(ID)

    assert why in str(raised.value)
    assert (f"whole and beside it, as {previous.name}" in str(raised.value)) is has_previous
    assert raised.value.previous == (previous.name if has_previous else "")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_a_notepad_puts_in_front_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(b"\xef\xbb\xbf" + GOOD)

    assert table_in(tmp_path).all() == [{"a": 1}]


@pytest.mark.parametrize("value", [0, -1, 2**63, 0.1, 1e308, True, None, "", "\x7f \u2028 é 👩‍👧"])
def test_what_json_can_hold_comes_back_exactly(tmp_path: Path, value: Any) -> None:
    table_in(tmp_path).insert(Document({"a": value}, doc_id=1))

    [found] = table_in(tmp_path).all()
    assert (found["a"], type(found["a"])) == (value, type(value))


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_file_is_utf_8_whatever_the_machine_speaks(tmp_path: Path, locale: str) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.storage.test_values import *\n"
        "TinyStore(Path(sys.argv[1])).create(a_session(title='caf\\u00e9 \\u0645'))"
    )
    subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", program, str(tmp_path)],
        env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=True,
    )

    assert "café م" in (tmp_path / f"{ID}.json").read_text(encoding="utf-8")
    assert TinyStore(tmp_path).open(ID).session.title == "café م"


def test_a_change_that_breaks_off_leaves_nothing_of_itself(tmp_path: Path) -> None:
    table = table_in(tmp_path)
    table.insert_multiple([{"a": number} for number in (1, 2, 3)])

    def half(document: MutableMapping[str, Any]) -> None:
        document["a"] *= 10
        if document["a"] == 20:
            raise RuntimeError

    changes: list[Callable[[], object]] = [
        lambda: table.update(half),
        lambda: table.update({"a": datetime.max}),
    ]
    for change in changes:
        with pytest.raises((RuntimeError, NotReachable)):
            change()
    table.all()[0]["a"] = "a change of what was handed out"

    assert [document["a"] for document in table.all()] == [1, 2, 3]
    assert [document["a"] for document in table_in(tmp_path).all()] == [1, 2, 3]


def test_an_item_is_known_by_its_own_id_and_never_by_its_place(tmp_path: Path) -> None:
    store = TinyStore(tmp_path)
    revision = store.create(a_session(a_note(1), a_note(2)))
    revision = store.save(a_session(a_note(1)), revision)
    store.save(a_session(a_note(1), a_note(3)), revision)

    raw = json.loads((tmp_path / f"{ID}.json").read_bytes())
    assert list(raw["session"]) == ["1"]
    assert [note["id"] for note in raw["session"]["1"]["notes"]] == ["note-1", "note-3"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_limit_on_files_stops_a_save_and_leaves_the_old_session_whole(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tests.storage.test_values import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = TinyStore(Path(sys.argv[1]))\n"
        "revision = store.create(a_session(a_note(1)))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "large = a_session(*(a_note(number, 'word ' * 100 + 'end') for number in range(100)))\n"
        "with pytest.raises(NotReachable):\n"
        "    store.save(large, revision)\n"
        "assert TinyStore(store.folder).open(ID).session == a_session(a_note(1))\n"
        "store.save(a_session(a_note(2)), revision)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)

    assert TinyStore(tmp_path).open(ID).session == a_session(a_note(2))
    assert {path.name for path in tmp_path.iterdir()} == {f"{ID}.json", f"{ID}.json.bak"}
