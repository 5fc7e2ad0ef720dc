"""How many worries one statement holds: "drink, hit and leave them alone" are several."""

import re
from collections.abc import Iterator
from itertools import combinations

from soptui.lens.clauses import CAUSES, TIMES, Clause, Lists, Told, Who
from soptui.lens.sets import words_of

_PREFIX = "worry_"
_MOST_IN_AN_ACTION = 45
_ONE_EVENT = frozenset(
    frozenset(pair.split())
    for pair in (
        "use drive",
        "use asleep",
        "words hurt",
        "others alone",
        "touch hurt",
        "alone reach",
    )
)
"""Two kinds of worry that are often one event: somebody drinks and drives."""

_LEADS_TO_ALL = "asleep"
"""Who is drunk, high or asleep does the rest because of it."""

_TOGETHER = tuple(
    (frozenset(verbs.split()), frozenset(things.split()), kind)
    for verbs, things, kind in (
        (
            "not no miss misses missed missing skip skips skipped forget forgets forgot forgetting "
            "without keep keeps kept keeping late lose loses lost spend spends spent gamble",
            "school doctor dentist food groceries medicine meds insulin inhaler appointments "
            "appointment shots formula diapers bath homework therapy rent apartment feed fed "
            "checkups surgery glasses bottles",
            "care",
        ),
        (
            "leave leaves left leaving",
            "alone unattended unsupervised tub bath overnight outside stranded unwatched hours",
            "alone",
        ),
        (
            "leave leaves left leaving keep keeps",
            "pills gun guns needles knife knives meth drugs pipe stove loaded fentanyl lighters",
            "reach",
        ),
        (
            "let lets letting bring brings bringing brought have invite invites",
            "strangers men dealers dealer guys users party parties",
            "others",
        ),
    )
)
"""Words that tell a worry together: a verb, and what stands anywhere behind or before it."""

_TO_A_CHILD = frozenset(("worry_hurt", "worry_touch", "worry_words"))
DONE_TO = words_of("be get gets got getting been being badly was were is are")


def several(told: Told, lists: Lists) -> bool:
    """Say whether a text tells more than one worry: acts of two kinds, or of two adults."""
    if len(told.words) > _MOST_IN_AN_ACTION:
        return True
    acts = sorted(set(_acts(told, lists)))
    if any(_are_two(told, one, other) for one, other in combinations(acts, 2)):
        return True
    worries = {number for number, _ in acts}
    if any(_is_added(told, number) for number in worries if number > min(worries)):
        return True
    return len(set(_doers(told, worries))) > 1


def _are_two(told: Told, one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two acts are two worries, and not one event, or one that led to the other."""
    (at, kind), (later, other_kind) = one, other
    kinds = {kind, other_kind}
    if at == later or len(kinds) == 1 or kinds in _ONE_EVENT or _LEADS_TO_ALL in kinds:
        return False
    if kind == "others":  # "let Ray back in and he will hit her"
        return told.clauses[later].doer is None
    return True


def _is_added(told: Told, number: int) -> bool:
    """Whether a clause says itself that it is one more: "he also ...", "another time ..."."""
    clause = told.clauses[number]
    words = told.read.low[told.words[clause.first].start : told.words[clause.behind - 1].end]
    return clause.link in ("also", "plus") or bool(_ONE_MORE.search(words))


_ONE_MORE = re.compile(r"\b(?:also|another (?:time|day|night)|other times|on top of)\b")


def _acts(told: Told, lists: Lists) -> Iterator[tuple[int, str]]:
    """What adults do that is a worry: the number of the clause, and the kind."""
    chained = set(_chained(told))
    yield from (act for act in _by_two_words(told) if act[0] not in chained)
    for name in lists:
        if not name.startswith(_PREFIX):
            continue
        for hit in told.hits(name, lists):
            number = told.clause_at(hit.start)
            at = told.word_at(hit.start)
            is_done_to = at > 0 and told.words[at - 1].low in DONE_TO and name in _TO_A_CHILD
            if number in chained or is_done_to or told.doer_of(number) is Who.CHILD:
                continue
            yield number, name.removeprefix(_PREFIX)


def _by_two_words(told: Told) -> Iterator[tuple[int, str]]:
    """What two words of a clause tell together, with anything between: "miss her doctor"."""
    for verbs, things, kind in _TOGETHER:
        if verbs.isdisjoint(told.bare.lows) or things.isdisjoint(told.bare.lows):
            continue
        for number, clause in enumerate(told.clauses):
            start, end = told.words[clause.first].start, told.words[clause.behind - 1].end
            lows = frozenset(w.low for w in told.bare.words if start <= w.start < end)
            if verbs & lows and things & lows and told.doer_of(number) is not Who.CHILD:
                yield number, kind


def _chained(told: Told) -> Iterator[int]:
    """The clauses that only say when or why: "after drinking", "when she argues and yells"."""
    is_chained = False
    for number, clause in enumerate(told.clauses):
        if clause.link in TIMES or clause.link in CAUSES:
            is_chained = True
        elif clause.doer is not None or _has_modal(told, clause) or clause.link in (";", "."):
            is_chained = False
        if is_chained:
            yield number


def _has_modal(told: Told, clause: Clause) -> bool:
    return any(
        word.low in ("will", "would", "could", "might", "may", "also", "won't", "not")
        for word in told.words[clause.first : clause.behind]
    )


def _doers(told: Told, worries: set[int]) -> Iterator[str]:
    """The adults who each do something; one who was met as somebody's object is in a chain."""
    if not worries:
        return
    before: set[str] = set()
    chained = set(_chained(told))
    for number, clause in enumerate(told.clauses):
        is_worry = number in worries or (number not in chained and _does_something(told, clause))
        if is_worry and clause.doer is Who.ADULT and not clause.owned:
            name = told.words[clause.verb - 1].low
            if name not in before:
                yield name
        before |= {
            word.low.removesuffix("'s")
            for n, word in enumerate(told.words[clause.first : clause.behind], clause.first)
            if told.who[n] is Who.ADULT and n != clause.verb - 1
        }


def _does_something(told: Told, clause: Clause) -> bool:
    """Whether an adult will do something of their own, and is not only away or asleep."""
    lows = [word.low for word in told.words[clause.verb : clause.behind]]
    return lows[:1] in (["will"], ["won't"], ["would"]) and _AWAY.isdisjoint(lows)


_AWAY = words_of(
    "be go at work working asleep sleep gone away out home know notice see hear find agree try "
    "let call"
)
