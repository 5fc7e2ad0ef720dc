"""How often each lens is right: `make lenses`, or `python -m bench.lenses`.

Precision: of what it found, how much it should have. Recall: of what it should have found,
how much it did. Measured on the examples in tests/lens/examples: on those that were looked at
while the lens was made, and on those that were held back. `--wrong KIND` lists the examples
of the first kind that it gets wrong; the others stay unseen.
"""

import argparse
import time
from dataclasses import dataclass, field, replace

from bench.large_map import LIKE_THE_DEMO, large_map
from bench.lens_examples import Example, examples, session_of
from soptui.lens.finding import Kind
from soptui.lens.review import Review
from soptui.wording import load_wording

NOTES, TIMES = 500, 20
HEAVY = (1, 1, 1, 1, 1, 1)


@dataclass(slots=True)
class Score:
    """How one lens did on its examples."""

    hits: int = 0
    missed: list[Example] = field(default_factory=list)
    wrong: list[Example] = field(default_factory=list)
    quiet: int = 0

    @property
    def precision(self) -> float:
        """How much of what was found should have been."""
        return self.hits / max(1, self.hits + len(self.wrong))

    @property
    def recall(self) -> float:
        """How much of what should have been found was."""
        return self.hits / max(1, self.hits + len(self.missed))

    @property
    def count(self) -> int:
        """How many examples there are."""
        return self.hits + self.quiet + len(self.missed) + len(self.wrong)


def score(kind: Kind, *, held_back: bool) -> Score:
    """Return how the lens of a kind does on one half of its examples."""
    wording = load_wording()
    review = Review(wording)
    scored = Score()
    for example in examples(kind):
        if example.held_back is not held_back:
            continue
        found = any(f.kind is kind for f in review.findings(session_of(example.entry, wording)))
        if found and example.found:
            scored.hits += 1
        elif found:
            scored.wrong.append(example)
        elif example.found:
            scored.missed.append(example)
        else:
            scored.quiet += 1
    return scored


def speed(weights: tuple[int, ...] = LIKE_THE_DEMO) -> tuple[float, float]:
    """Return how many milliseconds a review of a large map takes, and one after an edit.

    Every map is another one, and no two of its notes are alike: what is measured is reading,
    and not remembering. Of the processor's time, and the best of several: what the work
    costs, however busy the machine is.
    """
    wording = load_wording()
    review = Review(wording)
    review.findings(large_map(NOTES, 0, wording, weights=weights))
    whole, edits = [], []
    for at in range(1, TIMES + 1):
        session = large_map(NOTES, at, wording, weights=weights)
        begun = time.process_time()
        review.findings(session)
        whole.append(time.process_time() - begun)
        note = replace(session.notes[at], text=f"{session.notes[at].text} again")
        edited = session.with_notes((*session.notes[:at], note, *session.notes[at + 1 :]))
        begun = time.process_time()
        review.findings(edited)
        edits.append(time.process_time() - begun)
    return min(whole) * 1_000, min(edits) * 1_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.lenses", description=__doc__)
    parser.add_argument("--wrong", metavar="KIND", type=Kind, help="what a lens gets wrong")
    chosen = parser.parse_args()
    if chosen.wrong:
        scored = score(chosen.wrong, held_back=False)
        for told, some in (("missed", scored.missed), ("should be quiet", scored.wrong)):
            for example in some:
                print(f"{told}: {example.entry}   ({example.why})")
        return
    begun = time.perf_counter()
    print("| lens | examples | precision, recall: seen | held back |\n|---|---:|---:|---:|")
    for kind in Kind:
        seen, unseen = score(kind, held_back=False), score(kind, held_back=True)
        if count := seen.count + unseen.count:
            cells = (f"{one.precision:.0%}, {one.recall:.0%}" for one in (seen, unseen))
            print("|", " | ".join((kind.value, str(count), *cells)), "|")
    print(f"\n{time.perf_counter() - begun:.1f} s")
    for like, weights in (("as in the demo", LIKE_THE_DEMO), ("half of them statements", HEAVY)):
        full, edit = speed(weights)
        print(f"\nA review of {NOTES} notes, {like}: {full:.1f} ms; after one edit: {edit:.2f} ms")


if __name__ == "__main__":
    main()
