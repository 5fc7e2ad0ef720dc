"""Strength is not safety: what a caregiver did against this danger is (practice notes 0.2, 1.2)."""

import re
from collections.abc import Iterator

from soptui.lens.clauses import TIMES, Clause, Lists, People, Told, Who, people_of
from soptui.lens.family import Family
from soptui.lens.finding import Kind
from soptui.lens.phrases import Hit, Phrases
from soptui.lens.sets import words_of
from soptui.lens.statements import Found, part
from soptui.lens.tokens import Read
from soptui.model.alphabet import Section
from soptui.model.session import Note

_KEPT_FROM = re.compile(
    r"\b(?:so|until|till|til|before|instead of|rather than|to make sure|to be sure|"
    r"in case)\b[^.;]{0,60}?"
    r"\b(?:not|n't|never|safe|sober|awake|nobody|no one|alone|wasn't|would not|drink\w*|"
    r"us(?:e|ing)|hit\w*|driv\w+|fight\w*|yell\w*|leav\w+|took|take|taking|anything|start\w*|los(?:t|es?)|"
    r"up|adult|came|got|back|home|there|arrived|left|woke|calm\w*|"
    r"cool\w*|quiet|asleep|over|passed|somebody's|someone's)\b|"
    r"\b(?:didn|doesn|won|wouldn|couldn|wasn)'?t\b"
)
_NOT_DONE = words_of("to can could would might may should never if not didn't doesn't")
_STATE = words_of(
    "is are was were has have had owns own likes enjoys gets wants needs knows seems looks can "
    "lives live lived works worked plays helps there"
)
_ORDINARY = words_of(
    "work works worked working class classes school church shopping errands appointment shift "
    "shifts job travels trip vacation birthday asks"
)
_BESIDE = TIMES | frozenset(("so", "because", "bc", "cuz", "since"))
_ABOUT = words_of(
    "tries try tried loves hopes feels felt says said talks talked thinks thought cries cried "
    "worries sees saw understands regrets remembers learned learns studies"
)
_STAYED = words_of("was were wasn't weren't is are went stayed stay spent spend slept sleep")
_ELSEWHERE = re.compile(
    r"\b(?:with|at|over at|in bed|next door|upstairs|outside|not there|not home|gone|"
    r"wasn't|weren't)\b"
)
_WHENEVER = re.compile(
    r"\b(?:every|each|any) time\b|"
    r"\b(?:on|the) (?:the )?(?:days?|nights?|mornings?|weekends?|weeks?) "
    r"(?:that )?[a-z]{1,15} (?:is|was|has|had|used|uses|drinks|drank|got|gets|took|takes)\b"
)
_STANDS = re.compile(r"[a-z]+(?:ed|en|ept|ook|ot|ent|ut|old|id|ave|one)")


class Protection:
    """What may stand on the other of the two shelves of the middle column."""

    def __init__(self, lists: Lists, services: Phrases) -> None:
        self._lists = lists
        self._services = services
        self._people: People | None = None

    def find(self, note: Note, read: Read, family: Family) -> Iterator[Found]:
        """Ask about a strength that may be an act of protection, or the other way round."""
        if note.section not in (Section.STRENGTH, Section.ACT_OF_PROTECTION):
            return
        people = self._people = people_of(family, self._lists, self._people)
        if note.section is Section.STRENGTH:
            told = Told(read, people)
            if act := self._act(told):
                yield Found(Kind.PROTECTION, note.text[act.start : act.end], "act")
        else:
            told = Told(part(note, "did") or note.text, people)
            if words := self._not_done(told):
                yield Found(Kind.PROTECTION, words, "quality")

    def _act(self, told: Told) -> Hit | None:
        """What an adult did that may have kept the child from the danger."""
        for act in self._done(told, "protects"):
            return act
        for act in self._done(told, "helps_out"):
            dangers = self._lists["danger_thing"].find(told.read)
            if any(not act.start <= hit.start < act.end for hit in dangers):
                return act
            if _KEPT_FROM.search(told.read.low, act.end) or self._is_for_another(told, act):
                return act
        return self._against_danger(told)

    def _against_danger(self, told: Told) -> Hit | None:
        """What is told beside a danger with a "when" or a "so", whatever the verb is.

        "The kids were with Bri while she used", "parked him in so he couldn't drive": a child
        may be where it was safe, or be taken there, but is not the one who protects.
        """
        lists, clauses = self._lists, told.clauses
        dangers = [hit.start for hit in lists["danger_thing"].find(told.read)]
        meant = lists["intention"].first(told.read) or told.hits("quality", lists)
        if not dangers or meant:
            return None
        whenever = _WHENEVER.search(told.read.low)
        behind = whenever.start() if whenever else len(told.text)
        done = next((c for c in clauses if c.link not in _BESIDE and c.verb < c.behind), None)
        is_beside = any(
            clauses[told.clause_at(at)].link in _BESIDE or at > behind for at in dangers
        )
        if done is None or not is_beside:
            return None
        start, end = told.words[done.first].start, told.words[done.behind - 1].end
        if any(hit.start < end for hit in self._services.find(told.read)):
            return None
        is_act = self._is_taken(told, done) if done.doer is Who.CHILD else _is_act(told, done)
        return Hit("act", start, min(end, behind)) if is_act else None

    def _is_taken(self, told: Told, done: Clause) -> bool:
        """Whether a child was where it was safe, or was taken there."""
        lows = [word.low for word in told.words[done.verb : done.behind]]
        is_led = len(lows) > 1 and bool(_STANDS.fullmatch(lows[1]))
        return lows[0] in _STAYED and (is_led or bool(_ELSEWHERE.search(" ".join(lows))))

    def _is_for_another(self, told: Told, act: Hit) -> bool:
        """Whether it was done when another adult could not: "Rosa takes him when Dad is..."."""
        clauses = told.clauses
        number = told.clause_at(act.start)
        does = told.words[clauses[number].verb - 1].low
        for clause in clauses[number + 1 :]:
            lows = {word.low for word in told.words[clause.first : clause.behind]}
            is_other = clause.doer is Who.ADULT and told.words[clause.verb - 1].low != does
            if clause.link in TIMES and is_other and _ORDINARY.isdisjoint(lows):
                return True
        return False

    def _done(self, told: Told, name: str) -> Iterator[Hit]:
        """The acts of a list that were done, and are not only meant to be."""
        acts = told.hits(name, self._lists)
        if not acts:
            return
        meant = [hit.start for hit in self._lists["intention"].find(told.read)]
        services = [hit.start for hit in self._services.find(told.read)]
        for act in acts:
            at = told.word_at(act.start)
            number = told.clause_at(act.start)
            first = told.words[told.clauses[number].first].start
            if any(first <= start < act.start for start in meant):
                continue
            if at and told.words[at - 1].low in _NOT_DONE and name != "protects":
                continue
            if at and told.words[at - 1].low in ("to", "can", "could", "would", "if"):
                continue
            if told.doer_of(number) is Who.CHILD:
                continue
            behind = told.clauses[number].behind - 1
            if any(act.start <= start < told.words[behind].end for start in services):
                continue
            yield act

    def _not_done(self, told: Told) -> str:
        """The words that tell a quality, a service or a promise in place of an act."""
        if any(self._done(told, "protects")):
            return ""
        qualities = told.hits("quality", self._lists)
        is_weak_act = any(
            not any(hit.start <= act.start < hit.end for hit in qualities)
            for act in self._done(told, "helps_out")
        )
        for hit in (self._lists["intention"].first(told.read), *qualities[:1]):
            if hit and not is_weak_act:
                return told.text[hit.start : hit.end]
        if is_weak_act:
            return ""
        if service := self._services.first(told.read):
            return told.text[service.start : service.end]
        return self._state(told)

    def _state(self, told: Told) -> str:
        """What somebody has or is: "has a good job and a nice apartment"."""
        if not told.words:
            return ""
        verb = min(told.clauses[0].verb, len(told.words) - 1)
        behind = told.words[verb + 1].low if verb + 1 < len(told.words) else ""
        is_done = _STANDS.fullmatch(behind) or behind.endswith("ing") or behind in ("been", "not")
        return told.text if told.words[verb].low in _STATE and not is_done else ""


def _is_act(told: Told, done: Clause) -> bool:
    """Whether an adult did something there, and did not only feel, say, or have it."""
    lows = [word.low for word in told.words[done.verb : done.behind]]
    if lows[0] in _STATE:
        return lows[0] in _STAYED and bool(_ELSEWHERE.search(" ".join(lows)))
    return lows[0] not in _ABOUT
