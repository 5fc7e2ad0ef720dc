"""Whether a child is told as the one who did it: what an adult did is what harms (notes 2.4).

"Noah provokes him", "because she will not listen", "Amari's attitude"; but not what a child
does because of the harm.
"""

from collections.abc import Iterator

from soptui.lens.clauses import CAUSES, TIMES, Clause, Lists, Told, Who
from soptui.lens.phrases import Hit
from soptui.lens.sets import words_of
from soptui.lens.worries import DONE_TO

_AFTER_A_CAUSE = frozenset(("and", "so", "until", "till", "til", "then", ",", "that", ";", "which"))
_NEGATED = words_of("not never doesn't don't didn't won't wouldn't doesnt dont didnt")
_OVER = words_of("of to by over with")


def blamed(told: Told, lists: Lists) -> Hit | None:
    """Return the words that tell a child as the one who did it."""
    if not told.means_child and Who.SOMEBODY not in told.who:
        return None
    return next(_blamed(told, lists), None)


def _blamed(told: Told, lists: Lists) -> Iterator[Hit]:
    for hit in told.hits("blame", lists):
        if _is_by_a_child(told, hit) or (
            _nearest(told, hit.start) is Who.CHILD and not _is_object(told, hit)
        ):
            yield hit
    for hit in told.hits("misbehaves", lists):
        number = told.clause_at(hit.start)
        if _misbehaves(told, number) and _is_a_cause(told, number):
            yield hit
    yield from _hits_an_adult(told, lists)
    yield from _because(told)
    for hit in lists["blame_for"].find(told.read):
        if _is_owned_by_a_child(told, hit):
            yield hit


def _nearest(told: Told, start: int) -> Who | None:
    """The nearest person named before a place, in its clause, or who does what it tells."""
    clause = told.clauses[told.clause_at(start)]
    for n in range(told.word_at(start) - 1, clause.first - 1, -1):
        if told.who[n] is not None:
            return told.meant(told.who[n], n)
    return told.doer_of(told.clause_at(start))


def _is_object(told: Told, hit: Hit) -> bool:
    """Whether the child before the words is who something is done to: "makes Noah upset"."""
    number = told.clause_at(hit.start)
    clause = told.clauses[number]
    at = told.word_at(hit.start)
    if at > 0 and told.words[at - 1].low in DONE_TO:
        return True
    doer = told.meant(clause.doer, clause.first)
    return doer is Who.ADULT and at > clause.verb and told.who[at - 1] is not None


def _is_by_a_child(told: Told, hit: Hit) -> bool:
    """ "provoked by Noah"."""
    n = told.word_at(hit.end)
    if told.words[n].start < hit.end or told.words[n].low != "by":
        return False
    return Who.CHILD in told.who[n + 1 : n + 3]


def _misbehaves(told: Told, number: int) -> bool:
    clause = told.clauses[number]
    if clause.owned:
        return False
    is_they = clause.doer is Who.SOMEBODY and told.words[clause.verb - 1].low.startswith("they")
    if is_they and Who.ADULT in told.who:
        return False
    if clause.doer is Who.SOMEBODY and _is_reason(clause):
        # "Ray whipped him because he stole": who is done to is who is blamed for it.
        before = range(clause.first)
        return any(
            told.who[n] is Who.CHILD or told.words[n].low in ("him", "her", "them") for n in before
        )
    return told.doer_of(number) is Who.CHILD


def _is_reason(clause: Clause) -> bool:
    return clause.link in CAUSES or clause.link in TIMES


def _is_a_cause(told: Told, number: int) -> bool:
    """Whether a clause tells why the adult did it, and not what came of it."""
    clauses = told.clauses
    at = number
    while at > 0 and clauses[at].doer is None and not _is_reason(clauses[at]):
        at -= 1
    if _is_reason(clauses[at]):
        return clauses[at].link not in ("until", "till", "til", "before", "unless", "while")
    if any(told.meant(c.doer, c.first) is Who.ADULT for c in clauses[:at]):
        return False
    later = [c for c in clauses[number + 1 :] if c.doer is not None]
    if not later:
        return at == 0
    return later[0].link in _AFTER_A_CAUSE


def _hits_an_adult(told: Told, lists: Lists) -> Iterator[Hit]:
    """ "Noah keeps pushing Ray": a child does to an adult what would be harm."""
    for hit in lists["worry_hurt"].find(told.read):
        number, n = told.clause_at(hit.start), told.word_at(hit.end)
        clause, at = told.clauses[number], told.word_at(hit.start)
        if told.words[n].start < hit.end or clause.doer is not Who.CHILD or clause.owned:
            continue
        if told.words[at - 1].low in DONE_TO or told.who[n] is not Who.ADULT:
            continue
        if _is_reason(clause) or number == 0:
            yield hit


def _because(told: Told) -> Iterator[Hit]:
    """ "because Noah spilled milk": whatever a child did, the adult did the harm."""
    for clause in told.clauses:
        if clause.link not in CAUSES or clause.doer is not Who.CHILD or clause.owned:
            continue
        rest = [word.low for word in told.words[clause.verb : clause.behind]]
        if rest and _is_act(rest):
            first, last = told.words[clause.first], told.words[clause.behind - 1]
            yield Hit("blame", first.start, last.end)


_STATES = words_of(
    "is are was were has had have needs needed got gets lives lived stays sleeps slept saw heard "
    "told said says can could cannot can't knows knew feels felt misses missed will would might "
    "may does did"
)


def _is_act(rest: list[str]) -> bool:
    if rest[0] in _NEGATED or rest[0] in ("kept", "keeps", "started", "starts"):
        return True
    if rest[0] in ("was", "were", "is", "are", "kept") and len(rest) > 1:
        return rest[1].endswith("ing") and rest[1] not in ("sleeping", "being", "living", "going")
    return rest[0] not in _STATES


def _is_owned_by_a_child(told: Told, hit: Hit) -> bool:
    """ "Noah's attitude", "the kids' tantrums"; but not "thinks it is Noah's fault"."""
    at = told.word_at(hit.start)
    for n in (at - 1, at - 2):
        if n >= 0 and told.who[n] is Who.CHILD:
            low = told.words[n].low
            text = told.read.low
            return low.endswith("'s") or text[told.words[n].end : told.words[n].end + 1] == "'"
        if n >= 1 and told.words[n].low in ("his", "her", "their"):
            owns = told.words[n - 1].low in _OVER and told.meant(told.who[n], n) is Who.CHILD
            return owns and told.words[n - 2].low in ("because", "due", "thanks", "reaction")
    return False
