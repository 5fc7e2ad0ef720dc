"""Sorting help: two or three questions that say what a heard note is (practice notes 1.5).

Labels and jargon are not asked about here: a lens finds them. The network stands among the
answers, though a note cannot become a person: whoever may help is entered by name.
"""

from dataclasses import dataclass

from soptui.model.alphabet import Roster, Section


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and what it leads to; `says` is a key of the wording."""

    says: str
    to: "Section | Roster | Question"


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its few answers; `asks` is a key of the wording."""

    asks: str
    answers: tuple[Answer, ...]


_GUESS = Question(
    "sorting.guess.ask",
    (
        Answer("sorting.guess.keep", Section.GRAY_AREA),
        Answer("sorting.guess.find_out", Section.NEXT_STEP),
    ),
)
_BAD = Question(
    "sorting.bad.ask",
    (
        Answer("sorting.bad.reached", Section.PAST_HARM),
        Answer("sorting.bad.could", Section.DANGER_STATEMENT),
        Answer("sorting.bad.harder", Section.COMPLICATING_FACTOR),
    ),
)
_GOOD = Question(
    "sorting.good.ask",
    (
        Answer("sorting.good.kept", Section.ACT_OF_PROTECTION),
        Answer("sorting.good.else", Section.STRENGTH),
    ),
)
_WISH = Question(
    "sorting.wish.ask",
    (
        Answer("sorting.wish.seen", Section.SAFETY_GOAL),
        Answer("sorting.wish.step", Section.NEXT_STEP),
        Answer("sorting.wish.helper", Roster.MEMBER),
    ),
)
_ABOUT = Question(
    "sorting.about.ask",
    (
        Answer("sorting.about.bad", _BAD),
        Answer("sorting.about.good", _GOOD),
        Answer("sorting.about.wish", _WISH),
    ),
)
FIRST = Question(
    "sorting.source.ask",
    (
        Answer("sorting.source.known", _ABOUT),
        Answer("sorting.source.guess", _GUESS),
        Answer("sorting.source.child", Section.CHILD_VOICE),
    ),
)
"""Where it begins: the same for every note, so that the digits come to be known by heart."""
