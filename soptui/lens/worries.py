"""How many worries one statement holds: "drink, hit and leave them alone" are several."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from soptui.lens.clauses import CAUSES, TIMES, Clause, Lists, Told, Who
from soptui.lens.phrases import Hit
from soptui.lens.sets import words_of

Act = tuple[int, str]
"""The number of a clause, and the kind of worry that it tells."""

_WORRIES = {
    f"worry_{kind}": kind
    for kind in (
        "hurt", "alone", "care", "use", "asleep", "touch", "drive", "words", "reach", "others",
    )
}  # fmt: skip
"""The lists of acts that are a worry, and the kind of each."""

_MOST_IN_AN_ACTION = 45
_ONE_EVENT = frozenset(
    frozenset(pair.split())
    for pair in (
        "use drive",
        "use asleep",
        "words hurt",
        "others alone",
        "alone reach",
    )
)
"""Two kinds of worry that are often one event: somebody drinks and drives."""

_ASLEEP, _USES = "asleep", "use"
_ADDED_TO_SLEEP = frozenset(("hurt", "words", "touch", "others"))
"""Who is drunk or high may do anything because of it; who is out cold does none of these."""
_OUT_COLD = words_of(
    "pass passed passes passing nod nods nodded nodding overdose overdoses "
    "overdosed overdosing od ods fall falls fell falling sleep sleeps slept oversleep oversleeps"
)

_TOGETHER = tuple(
    (frozenset(verbs.split()), frozenset(things.split()), kind)
    for verbs, things, kind in (
        (
            "not no miss misses missed missing skip skips skipped forget forgets forgot forgetting "
            "without keep keeps kept keeping late lose loses lost spend spends spent gamble isn't "
            "aren't ain't wasn't hardly barely won't don't doesn't didn't missed ignore ignores "
            "ignored ignoring",
            "school doctor dentist food groceries medicine meds insulin inhaler appointments "
            "appointment shots formula diapers bath homework therapy rent apartment feed fed "
            "checkups surgery glasses bottles "
            "feeding eat eating cardiologist dentist vaccines clothes bathe bathed bathing wash "
            "fever asthma wound infection medication medications pediatrician",
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
    if any(_are_two(told, one, other, acts) for one, other in combinations(acts, 2)):
        return True
    worries = {number for number, _ in acts}
    if worries and any(_is_added(told, n) for n in range(min(worries) + 1, len(told.clauses))):
        return True
    return len(set(_doers(told, worries))) > 1


def _is_out_cold(told: Told, number: int) -> bool:
    """Whether somebody sleeps or overdoses in a clause, and is not only drunk or high."""
    clause = told.clauses[number]
    lows = (word.low for word in told.words[clause.first : clause.behind])
    return not _OUT_COLD.isdisjoint(lows)


def _are_two(told: Told, one: Act, other: Act, acts: Iterable[Act]) -> bool:
    """Whether two acts are two worries, and not one event, or one that led to the other."""
    (at, kind), (later, other_kind) = one, other
    kinds = {kind, other_kind}
    if _ASLEEP in kinds and at != later:
        is_out = _is_out_cold(told, at if kind == _ASLEEP else later)
        if kind == _ASLEEP:
            return is_out and other_kind in _ADDED_TO_SLEEP
        is_or = told.clauses[later].link == "or"
        return is_out and (is_or or kind in _ADDED_TO_SLEEP)
    if at == later or len(kinds) == 1 or kinds in _ONE_EVENT:
        return False
    if _USES in kinds and any(one == _ASLEEP and at < n < later for n, one in acts):
        return False  # "smoked, passed out and left the stove on"
    if kind == "others":  # "let Ray back in and he will hit her"
        return told.clauses[later].doer is None
    return True


def _is_added(told: Told, number: int) -> bool:
    """Whether a clause says itself that it is one more: "he also ...", "another time ..."."""
    clause = told.clauses[number]
    words = told.read.low[told.words[clause.first].start : told.words[clause.behind - 1].end]
    is_when = clause.link in TIMES or clause.link in CAUSES
    return not is_when and (clause.link in ("also", "plus") or bool(_ONE_MORE.search(words)))


_ONE_MORE = re.compile(
    r"\b(?:also|another (?:time|day|night|week|weekend|occasion)|other (?:times|days|nights)|"
    r"on top of|in addition|not to mention|besides that|apart from that|separately|"
    r"(?:then )?there(?:'s| is| are) (?:also )?the|"
    r"(?:days?|weeks?|months?|years?) (?:later|before)|"
    r"the (?:week|month|year|day|night) (?:before|after)|later (?:that|in)|and later)\b"
)


def _acts(told: Told, lists: Lists) -> Iterator[Act]:
    """What adults do that is a worry: the number of the clause, and the kind."""
    chained = set(_chained(told))
    yield from (act for act in _by_two_words(told) if act[0] not in chained)
    hits = [(hit, name) for name in _WORRIES for hit in told.hits(name, lists)]
    for hit, name in hits:
        number = told.clause_at(hit.start)
        is_part = any(hit.start == one.start and hit.end < one.end for one, _ in hits)
        if number in chained or is_part:  # "hit a parked car" hits nobody
            continue
        if _is_an_adults(told, hit, number, name):
            yield number, _WORRIES[name]


def _is_an_adults(told: Told, hit: Hit, number: int, name: str) -> bool:
    """Whether an adult does it: also where it is told as what is done to a child."""
    if _by_whom(told, number) is not None:
        return True
    at = told.word_at(hit.start)
    is_done_to = at > 0 and told.words[at - 1].low in DONE_TO
    if told.doer_of(number) is Who.CHILD:
        return number == 0 and (is_done_to or told.words[at].low in ("not", "won't"))
    is_doing = told.words[at].low.endswith("ing")  # "Ray is hitting", "Noah gets hit"
    return not (is_done_to and name in _TO_A_CHILD and not is_doing)


def _by_whom(told: Told, number: int) -> str | None:
    """The adult who does what a clause tells the other way round: "hit by Ray"."""
    clause = told.clauses[number]
    for at in range(clause.first + 1, clause.behind):
        if told.words[at - 1].low == "by" and told.who[at] is Who.ADULT:
            return told.words[at].low
    return None


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
        elif clause.doer is not None or _has_modal(told, clause) or _is_apart(told, clause):
            is_chained = False
        if is_chained:
            yield number


def _is_apart(told: Told, clause: Clause) -> bool:
    """Whether a clause begins anew: behind a full stop, or with "as well as"."""
    is_as_well = clause.first > 0 and told.words[clause.first - 1].low == "as"
    return is_as_well or clause.link in (";", ".")


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
        elif is_worry and (by := _by_whom(told, number)) is not None:
            yield by
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
