"""What harm did to a child, or danger could do: the hinge of every statement (practice notes 0.3).

An effect is told by a word for it ("bruise", "scared", "behind in reading") that is about a
child, or by what a child did or could not do from then on.
"""

import re

from soptui.lens.clauses import TIMES, Clause, Lists, Told, Who
from soptui.lens.sets import words_of

NO_EFFECT, DONE_TO = "no_effect", "done_to_the_child"
_FEWEST = 3
_NEAR = 3
_SAYS_NOTHING = re.compile(r"^\W*(?:it|this|that|there|unknown|none|not sure|same)\b")
_AUXILIARY = words_of(
    "could would will might may can be been is are was were has have had get gets got getting "
    "being feel feels felt also still now then always often again very really so not"
)
_ONLY_THERE = words_of(
    "in on at there home with present asleep upstairs downstairs inside outside next near nearby "
    "by around sleeping sitting standing watching playing walking riding nap napping to from off "
    "and not years months here only both under behind between across front"
)
_IS = words_of("was were is are wasn't weren't isn't aren't wasnt werent being")
_TELLS = words_of(
    "saw sees seen see heard hears hear watched watches watch witnessed witnesses witness said "
    "says told tells reported reports disclosed discloses stated states was were is are had has "
    "slept sleeps sat sits stood stands lives lived goes played plays visits visited "
    "likes loves loved knows knew whose who which"
)
_TOWARD = words_of("on to in for of over upon")
_STATES = words_of(
    "was were is are got gets felt feels had needed cried screamed fell passed threw vomited "
    "overdosed hid yelled ran slept went drove"
)
_TWO = 2


class Effects:
    """Knows whether a text tells what happened, or could happen, to a child."""

    def __init__(self, lists: Lists, cues: Lists) -> None:
        self._lists = lists
        self._cues = cues
        self._about = [name for name in cues if name not in (NO_EFFECT, DONE_TO)]

    def in_part(self, told: Told, *, beside: Told) -> bool:
        """Say whether a part that asks for it tells an effect; nobody need be named there.

        Beside "Ray choked Teresa", "she passed out" is about Teresa.
        """
        begins = told.clauses[0].doer if told.clauses else None
        if begins is Who.SOMEBODY and not told.means_child and _is_of_adults(beside):
            return False
        if self._by_words(told, alone=True) or self._by_what_a_child_does(told, alone=True):
            return True
        if any(Who.ADULT is clause.doer and not clause.owned for clause in told.clauses):
            return False
        is_vague = any(self._cues[NO_EFFECT].find(told.read)) if NO_EFFECT in self._cues else False
        says = len(told.words) >= _FEWEST and not _SAYS_NOTHING.match(told.read.low)
        return says and not is_vague

    def in_sentence(self, told: Told) -> bool:
        """Say whether a whole sentence tells an effect on a child that it names."""
        if not told.means_child:
            return False
        return self._by_words(told) or self._by_what_a_child_does(told)

    def _by_words(self, told: Told, *, alone: bool = False) -> bool:
        if any(
            self._is_on_a_child(told, hit.start, alone=alone)
            for name in self._about
            for hit in self._cues[name].find(told.read)
        ):
            return True
        if DONE_TO not in self._cues:
            return False
        return any(
            self._is_done_to_a_child(told, hit.start, hit.end, alone=alone)
            for hit in self._cues[DONE_TO].find(told.read)
        )

    def _is_on_a_child(self, told: Told, start: int, *, alone: bool) -> bool:
        """Whether the person that a cue belongs to is a child."""
        at = told.word_at(start)
        number = told.clause_at(start)
        clause = told.clauses[number]
        left = range(at - 1, clause.first - 1, -1)
        near = next((n for n in left if told.who[n] is not None), None)
        if near is None:
            return self._continues_a_child(told, number, at, alone=alone)
        who = told.meant(told.who[near], near)
        if who is Who.CHILD or (alone and who is Who.SOMEBODY):
            return True
        right = range(at + 1, min(at + 2 + _NEAR, clause.behind))
        there = next((n for n in right if told.who[n] is not None), None)
        if there is None or told.meant(told.who[there], there) is not Who.CHILD:
            return False
        return any(told.words[n].low in _TOWARD for n in range(at + 1, there))

    def _continues_a_child(self, told: Told, number: int, at: int, *, alone: bool) -> bool:
        """Whether words without a person of their own go on about a child: "welts, a cut lip"."""
        first = told.words[told.clauses[number].first].low
        before = told.doer_of(number)
        if before is Who.ADULT and first in _STATES:
            return False
        if alone:
            return before is not Who.ADULT or told.clauses[number].link not in ("and", "but")
        return Who.CHILD in told.who[:at] or (
            before is None and any(who is Who.CHILD for who in told.who[at : at + 6])
        )

    def _is_done_to_a_child(self, told: Told, start: int, end: int, *, alone: bool) -> bool:
        """Whether somebody hit, shook or burned a child; or a child was hit."""
        at, behind = told.word_at(start), told.word_at(end)
        behind = behind if behind > at else len(told.words)
        clause = told.clauses[told.clause_at(start)]
        for n in range(behind, min(behind + _NEAR, len(told.words))):
            if told.who[n] is Who.ADULT:
                return False
            if told.meant(told.who[n], at) is Who.CHILD:
                owner = told.words[n].low.endswith("'s")
                return not (owner and told.who[n + 1 : n + 2] == [Who.ADULT])
        is_passive = at > 0 and told.words[at - 1].low in _AUXILIARY
        doer = told.meant(clause.doer, clause.first)
        if clause.doer is None and is_passive:
            doer = told.doer_of(told.clause_at(start)) or (Who.CHILD if alone else None)
        return is_passive and (doer is Who.CHILD or (alone and doer is not Who.ADULT))

    def _by_what_a_child_does(self, told: Told, *, alone: bool = False) -> bool:
        return any(
            clause.link not in TIMES
            and self._is_child(told, clause, alone=alone)
            and self._says_more(told, clause)
            for clause in told.clauses
        )

    def _is_child(self, told: Told, clause: Clause, *, alone: bool) -> bool:
        who = told.meant(clause.doer, clause.first)
        return who is Who.CHILD or (alone and who is Who.SOMEBODY)

    def _says_more(self, told: Told, clause: Clause) -> bool:
        """Whether a child does more than being there, seeing it, or being "affected"."""
        words = [word.low for word in told.words[clause.verb : clause.behind]]
        if clause.owned:
            words = words[1:]
        if len(words) < 2 or words[0] in _ONLY_THERE:
            return False
        if words[0] in _IS and words[1] in _ONLY_THERE:
            return False
        rest = [low for low in words if low not in _AUXILIARY]
        if not rest or (words[0] in _TELLS and words[0] not in _IS):
            return False
        vague = self._cues.get(NO_EFFECT)
        start, end = told.words[clause.verb].start, told.words[clause.behind - 1].end
        return not (vague and any(start <= hit.start < end for hit in vague.find(told.read)))


def _is_of_adults(told: Told) -> bool:
    """Whether one adult did something to another, and no child is named."""
    adults = [word.low for word, who in zip(told.words, told.who, strict=True) if who is Who.ADULT]
    return not told.means_child and len(set(adults)) >= _TWO
