"""Whether a sentence tells what has happened, or what could (practice notes 0.1)."""

import re

from soptui.lens.clauses import CAUSES, TIMES, Clause, Lists, Told, Who
from soptui.lens.phrases import Hit
from soptui.lens.sets import words_of
from soptui.lens.tokens import Word

_ED = re.compile(r"[a-z]{2,}ed")
_NOT_PAST = words_of(
    "need speed feed bleed breed seed indeed worried scared bed red shed weed supposed unattended "
    "unsupervised concerned agreed drugged unlocked locked naked wicked hundred tired exhausted "
    "bored"
)
_BOTH = words_of("hit hurt let put cut beat shut spit quit set read burst")
"""Words that are "hit" today and "hit" yesterday."""

_NOT_BEFORE = words_of(
    "is are am he's she's who like as be being get gets getting to not will would could might may "
    "can do does and or a the his her their when badly if"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|last|since|of|this|early|late|by|until|mid|every|and|through) $"
)
_OWN_WILL = re.compile(r"\b(?:the|a|free|good|his|her|their|own|at|against|named|called|uncle) $")
_ABILITY = re.compile(
    r"could(?:n't|nt| not| barely| hardly| only)?\b(?= (?:hear|see|smell|feel|tell|remember))|"
    r"could(?:n't|nt| not| barely| hardly| no longer| have|'ve| of)\b"
)
_SAYS = words_of(
    "said says say told tells threatened threatens promised swore thought thinks afraid scared "
    "worried fears feared knew if asked believed believes begged warned yelled screamed wrote "
    "texted"
)
_NOT = re.compile(r"'t\b|nt\b|ll not\b")
_SURELY_AHEAD = frozenset(["will", "might", "may", "won't", "gonna", "going to", "'ll"])


def _is_past(word: Word, before: str, *, is_listed: bool) -> bool:
    if before in _NOT_BEFORE:
        return False
    is_regular = bool(_ED.fullmatch(word.low)) and word.low not in _NOT_PAST
    return is_listed or is_regular


def past_at(told: Told, lists: Lists) -> int | None:
    """Return the number of the first word that tells of the past; None, if there is none."""
    listed = {hit.start for hit in lists["past"].find(told.read)}
    before = ""
    for number, word in enumerate(told.words):
        is_past = _is_past(word, before, is_listed=word.start in listed)
        # "Hit Noah when drunk" is what could be; "Ray hit Noah" is what was.
        if is_past and not (word.low in _BOTH and not _has_doer(told, word)):
            if word.low == "left" and told.who[number - 1] is Who.CHILD:
                continue
            return number
        before = word.low
    return None


def _has_doer(told: Told, word: Word) -> bool:
    return told.doer_of(told.clause_at(word.start)) is not None


def happened(told: Told, lists: Lists, end: int) -> bool:
    """Say whether a danger is told only as what was; what stands behind `end` is its when."""
    ahead = [
        hit
        for hit in lists["ahead"].find(told.read)
        if hit.start < end and not _is_promise(told, hit)
    ]
    past = None if ahead else past_at(told, lists)
    if past is None or told.words[past].start >= end:
        return False
    number = told.clause_at(told.words[past].start)
    link = told.clauses[number].link
    return number == 0 or not (link in TIMES or link in CAUSES)


def _is_promise(told: Told, hit: Hit) -> bool:
    """ "He said he will change" is no danger."""
    at = told.word_at(hit.start)
    if told.read.low.startswith("could not", hit.start):
        return True
    return any(
        word.low in ("said", "promised", "swore") for word in told.words[max(0, at - 3) : at]
    )


def is_ahead(told: Told, lists: Lists) -> Hit | None:
    """Return the words that tell harm as what could be, or will be; None, if none do."""
    past = None
    for hit in lists["possible"].find(told.read):
        if _is_something_else(told, hit):
            continue
        if past is None:
            found = past_at(told, lists)
            past = len(told.words) if found is None else found
        number = told.clause_at(hit.start)
        is_harm = past < len(told.words)
        if is_harm and _is_said(told, number, told.clauses[number]):
            continue
        behind = told.words[told.word_at(hit.start) + 1 :]
        is_not = any(word.low in ("not", "never") for word in behind[:1])
        if is_harm and is_not and told.doer_of(number) is Who.CHILD:
            continue  # "Lily might not walk right again": what came of it
        if past > told.word_at(hit.start) or _goes_on(told, hit):
            return hit
    return None


def _is_something_else(told: Told, hit: Hit) -> bool:
    """The month of May, a last will, a person called Will, or what somebody could not do."""
    low, front = told.read.low, told.read.low[: hit.start]
    found = low[hit.start : hit.end]
    if found == "may":
        is_month = re.compile(r" ?\d|$|,").match(low, hit.end) or _MONTH_BEFORE.search(front)
        return bool(is_month) or told.text[hit.start : hit.end] == "May"
    if found == "will":
        is_name = told.text[hit.start] == "W" and hit.start > 0
        return is_name or bool(_OWN_WILL.search(front))
    if found in ("won't", "wont", "will") and _NOT.match(low, hit.end - 2):
        # "Noah will not go near him": what came of it, and is.
        return told.doer_of(told.clause_at(hit.start)) is Who.CHILD
    return found.startswith("could") and bool(_ABILITY.match(low, hit.start))


def _goes_on(told: Told, hit: Hit) -> bool:
    """Whether, behind what was, a clause of its own tells what an adult will do."""
    if told.text[hit.start : hit.end].lower() not in _SURELY_AHEAD:
        return False
    number = told.clause_at(hit.start)
    clause = told.clauses[number]
    if clause.link not in ("and", "but", ";", ".", ","):
        return False
    return told.doer_of(number) is Who.ADULT


def _is_said(told: Told, number: int, clause: Clause) -> bool:
    """Whether it is what somebody said, feared or knew: "he told Noah he will kill him"."""
    first = told.clauses[max(0, number - 1)].first
    return any(word.low in _SAYS for word in told.words[first : clause.behind])
