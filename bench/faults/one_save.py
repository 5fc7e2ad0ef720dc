"""One save in a process of its own, to be run under strace: `python -m bench.faults.one_save`.

It says "ready", then what became of the save, then that it has closed its notes, and waits
for a word after each of the first two. It speaks by writev, which nothing else here uses:
so a fault that is put into every write of the disk leaves these lines alone.
"""

import os
import sys
from pathlib import Path

from bench.faults.keepers import KEEPERS
from bench.faults.notes import Add, Change, Remove, Texts, a_text, some_texts

NOTES = 12
READY, SAVED, FAILED = "ready", "saved", "failed"
CHANGES: dict[str, tuple[Texts, Change]] = {
    "a note added": (some_texts(NOTES), Add(a_text(777))),
    "a note deleted": (some_texts(NOTES), Remove(NOTES - 1)),
    "the very first save": ((), Add(a_text(777))),
}
"""The saves there are: what was there before, and the change."""


def main() -> None:
    """Make the save that was asked for."""
    name, folder, what = sys.argv[1:]
    keeper, (before, change) = KEEPERS[name], CHANGES[what]
    # The first save begins with the file itself.
    book = keeper.open(Path(folder)) if before else None
    _say(READY)
    _wait()
    try:
        book = book or keeper.open(Path(folder))
        book.do(change)
    except Exception:
        _say(FAILED)
    else:
        _say(SAVED)
    _wait()
    try:
        if book is not None:
            book.close()
    except Exception:
        _say(FAILED)
    os._exit(0)  # the interpreter's own clearing up is no part of a save


def _say(word: str) -> None:
    os.writev(1, [f"{word}\n".encode()])


def _wait() -> None:
    os.read(0, 1)


if __name__ == "__main__":
    main()
