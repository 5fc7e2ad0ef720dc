"""How long a copy takes: `python -m bench.exports`.

A session of 60 notes as every copy in every format. First in a program that has just begun,
with all that has to be loaded for it; then again and again in one that runs, as in the app.
The longest pause is how long a thread that wants to run each millisecond had to wait while
the copy was made in another: somebody who types meanwhile would feel it. Goals: 50 ms for
text, 1 s for Word and PDF.
"""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from statistics import median

from bench.large_map import large_map
from soptui.copies import Copy, content_of
from soptui.example import EXAMPLE, shipped
from soptui.export.formats import FORMATS
from soptui.model.session import Session
from soptui.wording import load_wording

NOTES, TIMES, STARTS = 60, 15, 3
TEXT_GOAL, FILE_GOAL = 50.0, 1_000.0

_ONCE = """
import time
from bench.exports import a_meeting
from soptui.copies import Copy, content_of
from soptui.export.formats import Format
from soptui.export.profile import Profile
from soptui.wording import load_wording
session, wording = a_meeting(), load_wording()
begun = time.perf_counter()
content_of(Copy(Format("{format}"), Profile("{profile}")), session, wording)
print((time.perf_counter() - begun) * 1000)
"""


def a_meeting() -> Session:
    """Return a meeting of sixty notes with the example's network, family and numbers."""
    notes = large_map(NOTES, 0, load_wording()).notes
    return replace(shipped(EXAMPLE), notes=notes)


def first(copy: Copy) -> float:
    """Return how many milliseconds a copy takes in a program that has just begun."""
    script = _ONCE.format(format=copy.format.value, profile=copy.profile.value)
    taken = []
    for _ in range(STARTS):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        taken.append(float(done.stdout))
    return median(taken)


def again(copy: Copy, session: Session) -> float:
    """Return how many milliseconds a copy takes in a program that runs."""
    wording, taken = load_wording(), []
    for _ in range(TIMES):
        begun = time.perf_counter()
        content_of(copy, session, wording)
        taken.append((time.perf_counter() - begun) * 1_000)
    return median(taken)


def longest_pause(copy: Copy, session: Session) -> float:
    """Return how many milliseconds another thread waited at most while a copy was made."""
    wording = load_wording()
    maker = threading.Thread(target=lambda: content_of(copy, session, wording))
    longest, before = 0.0, time.perf_counter()
    maker.start()
    while maker.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    return longest * 1_000


def main() -> None:
    """Print the table."""
    session = a_meeting()
    print("| format | first | again | longest pause | goal | |\n|---|---:|---:|---:|---:|---|")
    for kind, known in FORMATS.items():
        copies = [Copy(kind, profile) for profile in known.profiles]
        slowest = max(copies, key=lambda copy: again(copy, session))
        goal = TEXT_GOAL if known.is_text else FILE_GOAL
        once, warm, pause = first(slowest), again(slowest, session), longest_pause(slowest, session)
        told = "ok" if max(once, warm) <= goal else "SLOW" if warm > goal else "first: SLOW"
        print(
            f"| {kind} ({slowest.profile}) | {once:.0f} ms | {warm:.0f} ms | {pause:.0f} ms |"
            f" {goal:.0f} ms | {told} |"
        )


if __name__ == "__main__":
    main()
