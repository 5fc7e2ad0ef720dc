"""The faults of safety goals that a program can notice (practice notes 2.3, 2.4).

A goal says what the caregiver will do, seen by somebody who is not paid, for how long: not
a service, not only what will stop, and nothing that nobody could see.
"""

import re
from collections.abc import Iterator

from soptui.lens.clauses import TIMES, Lists, People, Told, Who, people_of
from soptui.lens.family import Family
from soptui.lens.finding import Kind
from soptui.lens.phrases import Hit, Phrases
from soptui.lens.promises import has_network, has_time
from soptui.lens.sets import words_of
from soptui.lens.statements import Found, part, sentence
from soptui.lens.tokens import Read, small
from soptui.model.alphabet import Section
from soptui.model.session import Note

_SO_THAT = re.compile(
    r"\bso(?: that\b| (?:the|his|her|their|she|he|they|[a-z]+ (?:is|can|feels?))\b)"
)
_NEGATIVE = re.compile(
    r"not|never|stop|stops|stopped|stopping|refrain|refrains|refraining|no|quit|quits|quitting|"
    r"avoid|avoids|avoiding|without|abstain|abstains|abstaining|cease|ceases|zero|neither|nor|"
    r"cannot|\w+n't|(?:do|does|did|wo|ca|is|are|was|were|has|have|should|would|could)nt"
)
_NEGATIVE_PHRASE = re.compile(
    r"\b(?:gives? up|giving up|free (?:of|from)|\w+[ -]free|"
    r"(?:keeps?|stays?|keeping|staying|remains?) (?:away|off|out of|clear|free)|"
    r"hands off|(?:her|his|their) hands to|keeps? from|keeping from|"
    r"leaves? (?:him|her|them) be|cuts? out|away from)\b"
)
_NO_NEGATIVE = re.compile(
    r"\b(?:no matter|not only|not just|no later|without fail|whether or not|if not|or not|"
    r"no less|without (?:being|having to be|anybody|anyone|a reminder)|"
    r"no more than|not once but|nonstop)\b"
)
_FRAME = words_of(
    "will would shall can to be able make makes making sure ensure ensures ensuring that show "
    "shows showing demonstrate demonstrates everyone everybody us them all agree agrees agreed "
    "promise promises commit commits committed continue continues continuing keep keeps try tries "
    "trying work works working on learn learns how and the a an of her his their she he they it "
    "is are kids children child baby home house remain remains stay stays live lives parent "
    "parents parenting discipline disciplines handle handles deal deals with go goes get gets day "
    "days any other who which dad mom mother father both each of them at from now going one week "
    "year there when if do does has have must should always just put puts manage manages also "
    "cope react reacts respond responds having being doing so family everything life i we you"
)
_REST = words_of(
    "use using drugs drink drinking hit hitting yell yelling drive driving be being miss missing "
    "leave leaving fight fighting let letting bring bringing scream throw spank "
    "curse cuss drive relapse alcohol violence weapons anger threats lie alone"
)
_FEWEST = 3
_POINTS = re.compile(
    r"[\d,;:+&\"]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice|first|at|into|"
    r"(?:to|in|on|from|under|by|near|behind|around) (?:the|a|an|his|her|their)|outside|inside|"
    r"onto|upstairs|downstairs|home|up|out|off|awake|asleep|bed|school|night|nights|morning|mornings|evening|"
    r"every|each|daily|nightly|weekly|min|minutes|hours?|day|days|low|keys?|phone|door|food|"
    r"breakfast|lunch|dinner|meals?|meds?|pills?|bottle|crib|car|truck|seat|list|plan|calendar|"
    r"chart|room|bath|story|clothes|loud|quiet|together)\b"
)
"""What can be pointed at: a number, a place, a time of day, a thing."""
_JOINS_ACT = frozenset(("but", "instead", "then", "so"))
_NO_ACT = re.compile(r"^\W*(?:\d|for|until|till|til|every|each|at all|ever|six|three|nine|this)\b")
_GOVERNS = words_of(
    "go goes going to take takes taking attend attends attending complete completes do does get "
    "gets start starts finish finishes enroll enrolls in participate participates engage engages "
    "be is are use uses her his their a an the all of and weekly"
)


class Goals:
    """What can be noticed about a safety goal, and about a service as a next step."""

    def __init__(self, lists: Lists, services: Phrases) -> None:
        self._lists = lists
        self._services = services
        self._people: People | None = None

    def find(self, note: Note, read: Read, family: Family) -> Iterator[Found]:
        """Go through what there is to ask about one goal, or one next step."""
        if note.section is Section.NEXT_STEP:
            what = Read(part(note, "what") or read.text)
            if hit := self._service_in(what, what):
                yield Found(Kind.SERVICE, what.text[hit.start : hit.end], "step")
        elif note.section is Section.SAFETY_GOAL:
            people = self._people = people_of(family, self._lists, self._people)
            yield from self._of_goal(note, people)

    def _of_goal(self, note: Note, people: People) -> Iterator[Found]:
        action = Told(_before_purpose(part(note, "action") or sentence(note)), people)
        rest = self._without_times(action)
        vague = action.hits("vague", self._lists)
        if hit := self._service_in(action.read, rest):
            if not self._is_seen(action, rest, [hit]):
                yield Found(Kind.SERVICE, action.text[hit.start : hit.end], hit.entry)
        elif vague and not self._is_seen(action, rest, vague):
            first = vague[0]
            yield Found(Kind.VAGUE_GOAL, action.text[first.start : first.end])
        elif not vague and self._points_at_nothing(action):
            yield Found(Kind.VAGUE_GOAL, action.text)
        if self._is_dead(action, people):
            yield Found(Kind.DEAD_MAN, action.text)
        if not has_time(note):
            yield Found(Kind.NO_TIME, part(note, "duration"))
        if not has_network(note, self._lists, people):
            yield Found(Kind.NO_NETWORK, part(note, "network"))

    def _service_in(self, read: Read, rest: Read) -> Hit | None:
        """A service, where it is not only the time of something else."""
        others = [(hit.start, hit.end) for hit in self._lists["service_not"].find(read)]
        for hits in (self._services, self._lists["service_small"]):
            for hit in hits.find(rest):
                is_other = any(start <= hit.start < end for start, end in others)
                if not is_other and not read.is_quoted(hit.start, hit.end):
                    return hit
        return None

    def _without_times(self, told: Told) -> Read:
        """What is said without when it is done: "on nights he has AA", "after therapy"."""
        low = told.read.folded
        for clause in told.clauses:
            if clause.link in TIMES or _is_night(told, clause.first):
                end = self._end_of_time(told, clause.first, clause.behind)
                start = told.words[clause.first].start
                low = low[:start] + " " * (end - start) + low[end:]
        return Read(low) if low is not told.read.folded else told.read

    def _end_of_time(self, told: Told, first: int, behind: int) -> int:
        """Where a "when he gets home" ends and what is done then begins."""
        is_own = not _is_night(told, first) and not self._begins_with_doer(told, first)
        for at in range(first, behind):
            low = told.words[at].low
            is_doer = low in ("he", "she", "they") or told.who[at] is Who.ADULT
            before = told.words[at - 1].low if at > first else ""
            if is_doer and before not in _GOVERNS | _TAKES_WHO and not low.endswith("'s"):
                if is_own:
                    return told.words[at].start
                is_own = True
        least = first + 3 if self._begins_with_doer(told, first) else first + 1
        for hit in self._lists["seen_act"].find(told.read):  # "when it gets loud goes to Dev's"
            at = told.word_at(hit.start)
            if least <= at < behind and told.words[at - 1].low not in _NO_VERB_BEHIND:
                return told.words[at].start
        return told.words[behind - 1].end

    def _begins_with_doer(self, told: Told, first: int) -> bool:
        return any(who is not None for who in told.who[first : first + 2])

    def _is_seen(self, action: Told, rest: Read, beside: list[Hit]) -> bool:
        """Whether, beside these words, something is said that anybody could see."""
        text = rest.folded
        for hit in beside:
            text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
        left = Told(text, action.people)
        return any(
            not any(_leads_to(left, hit, other) for other in beside)
            and not _is_only_said(left, hit, beside)
            for hit in left.hits("seen_act", self._lists)
        )

    def _points_at_nothing(self, action: Told) -> bool:
        """Whether no act, time, place, number or helper is told: "rise above her past"."""
        if len(action.words) < _FEWEST or _POINTS.search(action.read.low):
            return False
        if any(clause.link in TIMES for clause in action.clauses):
            return False
        if Who.ADULT in action.who[1:] or self._is_seen(action, action.read, []):
            return False
        return not self._is_dead(action, action.people)

    def _is_dead(self, action: Told, people: People) -> bool:
        """Whether it says only what will not be: a dead man could do it (practice notes 2.4)."""
        low = _NO_NEGATIVE.sub(lambda found: " " * len(found.group()), action.read.low)
        is_negative = False
        for clause in action.clauses:
            start = action.words[clause.first].start
            stop = action.words[clause.behind - 1].end
            if clause.link in TIMES or _is_night(action, clause.first):
                start = min(stop, self._end_of_time(action, clause.first, clause.behind))
            tells = self._tells(Read(low[start:stop]), clause.link, people, after=is_negative)
            if tells is True:
                return False
            is_negative = is_negative or tells is False
        return is_negative

    def _tells(self, read: Read, link: str, people: People, *, after: bool) -> bool | None:
        """Whether a clause says what will be done (True), what will not (False), or neither."""
        found = _NEGATIVE_PHRASE.search(read.low)
        names = people.family.names
        for at, low in enumerate(read.in_order):
            if _NEGATIVE.fullmatch(low) or (found and read.words[at].end > found.start()):
                return False
            if low in _FRAME or low.removesuffix("'s") in names:
                continue
            is_rest = after and link not in _JOINS_ACT
            if is_rest and (low in _REST or low.endswith("ing") or self._is_harm(read)):
                return False
            return None if _NO_ACT.match(read.low) else True
        return None

    def _is_harm(self, read: Read) -> bool:
        return any(read in found for name, found in self._lists.items() if name[:6] == "worry_")


def _before_purpose(text: str) -> str:
    """What is done, without what it is for: "so that Mateo is safe"."""
    purpose = _SO_THAT.search(small(text))
    return text[: purpose.start()] if purpose and purpose.start() else text


_NO_VERB_BEHIND = words_of(
    "to the a his her their my from for of in on at not and he she they it wants after can"
)
_TAKES_WHO = words_of("with for by at on of from near around see sees call calls ask asks")


def _is_night(told: Told, first: int) -> bool:
    """ "On nights he has AA", "the days she works": a time, told without a "when"."""
    lows = [word.low for word in told.words[first : first + 3]]
    days = ("nights", "days", "mornings", "weekends", "evenings", "weeks", "night", "day")
    return lows[:1] in (["on"], ["the"]) and any(low in days for low in lows[1:])


def _leads_to(left: Told, hit: Hit, other: Hit) -> bool:
    """Whether a verb is only that of the service: "go to therapy", "take a class"."""
    if hit.start > other.start:
        return False
    between = left.words[left.word_at(hit.start) :]
    between = tuple(word for word in between if word.start < other.start)
    clause = left.clauses[left.clause_at(hit.start)]
    is_one = between[-1].end <= left.words[clause.behind - 1].end
    return is_one and between[0].low not in _IS_SEEN and left.read.low[other.start - 1] != ","


def _is_only_said(left: Told, hit: Hit, beside: list[Hit]) -> bool:
    """Whether an act stands in "who watches them", or is a verb that nothing fills with a thing.

    "Gives them a safe home" is no more to be seen than "safe home".
    """
    at = left.word_at(hit.start)
    if at and left.words[at - 1].low in _ASKS:
        return True
    clause = left.clauses[left.clause_at(hit.start)]
    stop = left.words[clause.behind - 1].end
    is_filled = any(hit.start < other.start and other.start <= stop for other in beside)
    is_weak = left.words[at].low in _WEAK and is_filled
    return is_weak and not _POINTS.search(left.read.low, hit.end, stop)


_ASKS = words_of("who whom which how")
_WEAK = words_of(
    "give gives gave giving keep keeps kept keeping make makes made making use uses used using "
    "put puts putting hold holds held holding show shows showed showing have has had having"
)
_IS_SEEN = words_of("call calls text texts ask asks tell tells use uses give gives hand")
