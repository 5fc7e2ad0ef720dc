"""How long a goal is to be seen, and by whom who is not paid (practice notes 0.11, 2.3)."""

import re
from collections.abc import Iterator

from soptui.lens.clauses import Lists, People, Told, Who
from soptui.lens.sets import words_of
from soptui.lens.statements import is_bare, part, sentence
from soptui.lens.tokens import Read, small
from soptui.model.session import Note

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|ninety|sixty|"
    r"thirty|several|a few|a couple(?: of)?|couple of|half an?|an?|(?:the )?next|(?:the )?coming|"
    r"(?:the )?whole|(?:the )?full|(?:the )?entire|this|all(?: of)?(?: the| this)?|"
    r"(?:the )?rest of (?:the|this|his|her)|(?:the )?remainder of (?:the|this))"
)
_SPAN = (
    r"(?:days?|weeks?|weekends?|months?|mos?|mths?|years?|yrs?|wks?|nights?|visits?|semesters?|"
    r"summer|winter|spring|fall|season|paydays?|pay ?checks?|fridays?|mondays?|tuesdays?|"
    r"wednesdays?|thursdays?|saturdays?|sundays?|meetings?|hearings?|quarters?|trimesters?|terms?|"
    r"pay periods?|shifts?|mornings?|holidays|school year)"
)
_BETWEEN = (
    r"[ -](?:straight |consecutive |full |whole |school |more |calendar |entire |solid |"
    r"or more ){0,5}"
)
_LONG = re.compile(rf"(?<![\w'])(?:{_NUMBER}){_BETWEEN}(?:{_SPAN})(?![\w'])")
_NOT_HOW_LONG = re.compile(
    r"(?:last|past|previous|every|each|per|once|twice|times?|first|ago|after|within|old|than|"
    r"other|days?|nights?|hours?|visits?|meetings?|"
    r"min(?:utes)?|hrs?) (?:the )?$"
)
_AGE = re.compile(r"[ -]?olds?\b| ago\b|'s\b| of age\b")
_UNTIL = re.compile(
    r"\b(?:until|till|til|through|thru|thr|up to|by|to|past|end of|before|from now)\b[^.;]{0,25}?"
    r"\b(?:jan|feb|mar|march|apr|april|may|june?|july?|aug|sept?|oct|nov|dec|january|february|"
    r"august|september|october|november|december|court|hearing|review|status|trial|summer|winter|"
    r"spring|fall|christmas|xmas|easter|thanksgiving|memorial|labor day|halloween|new years?|"
    r"ramadan|mother's day|father's day|holidays?|school (?:is out|ends|lets out|year|starts|"
    r"break)|graduat\w+|kindergarten|first grade|birthday|case (?:closes|is closed|plan)|clos\w+|"
    r"end of|turns?|is (?:one|two|three|four|five|\d)|due date|born|jurisdiction|dismiss\w+|"
    r"next (?:court|review|cft|hearing|meeting)|cft|\d{1,2}/\d{1,2}|20\d\d|"
    r"the \d+(?:st|nd|rd|th))\b"
)
_STREAK = re.compile(
    r"\b(?:in a row|without a break|no break|all (?:summer|year|winter|semester|season)|"
    r"(?:this|whole|entire|full|rest of the|next) (?:school )?(?:year|semester|summer)|school year|"
    r"a (?:school )?year|half a year|half year|(?:next|coming) \w+ (?:weeks|months)|"
    r"back to back)\b"
)
_OFTEN = re.compile(
    r"\b(?:\d+|once|twice|one|two|three|four|five|a few|several|couple)(?: times| x|x)?"
    r"(?: \w+)? (?:an?|each|every|per) (?:day|week|month|night|year|visit|wk)\b"
    r"|\b(?:every|each) (?:other )?(?:\w+ )?(?:\d+ )?(?:day|week|month|night|morning|visit|"
    r"minutes?|mins?|hours?|weekend|year)s?\b"
)
_PERSON = re.compile(r"[,;&+/]|\b(?:and|or|with|plus|y|as well as|along with)\b")
_WHO_DOES = re.compile(r"\b(?:who|that|when|if|because|so|while|which|lives|has|will|whose)\b.*")
_WITH = re.compile(
    r"\b(?:with|show|shows|told|tells|seen by|checked by|watched by|show to)\s+(.{2,80}?)"
    r"(?=\s+(?:to|so|that|will|for|until|through|when|who|on|every|each|in)\b|[.;]|$)"
)
_NOBODY = words_of(
    "nobody none noone tbd na n unknown himself herself themselves self alone him her them it "
    "everyone everybody all others other people someone somebody supports support network the "
    "a our nobody's yet so far known identified for now still to be determined found asked nope"
)
_SELF = words_of("family parent parents mother father mom dad partner")
_MOST_IN_A_NAME = 5


def has_time(note: Note) -> bool:
    """Say whether a goal tells for how long it is to be seen, without a break."""
    duration = part(note, "duration")
    if duration and _tells_time(duration):
        return True
    texts = (sentence(note),) if is_bare(note) else (part(note, "action"), part(note, "experience"))
    return any(_tells_time(text) for text in texts if text)


def _tells_time(text: str) -> bool:
    low = small(text)
    low = _OFTEN.sub(lambda found: " " * len(found.group()), low)
    if _UNTIL.search(low) or _STREAK.search(low):
        return True
    return any(_is_how_long(low, found) for found in _LONG.finditer(low))


def _is_how_long(low: str, found: re.Match[str]) -> bool:
    if _AGE.match(low, found.end()) or _NOT_HOW_LONG.search(low[: found.start()]):
        return False
    is_one = re.match(r"(?:an?|this|one|\d+|two|three)\b", found.group())
    short = re.search(
        r"(?:days?|nights?|mornings?|shifts?|visits?|meetings?|fridays?)$", found.group()
    )
    behind = low[found.end() : found.end() + 12]
    return not (is_one and short and re.match(r" (?:a|per|each|every|off|before|later)\b", behind))


def has_network(note: Note, lists: Lists, people: People) -> bool:
    """Say whether somebody who is not paid will see it: with whom, or in what will be done."""
    caregiver = _caregiver(note)
    return any(_is_unpaid(piece, caregiver, lists, people) for piece in _named(note)) or _in_action(
        note, caregiver, lists, people
    )


def _caregiver(note: Note) -> frozenset[str]:
    named = Read(part(note, "caregiver"))
    return frozenset(named.in_order[:1]) if is_bare(note) else named.lows


def _named(note: Note) -> Iterator[str]:
    """Whom a goal names as those who will see it."""
    told = part(note, "network")
    if is_bare(note):
        told = " and ".join(found[1] for found in _WITH.finditer(sentence(note)))
    for piece in _PERSON.split(told):
        if named := _WHO_DOES.sub("", piece).strip(" .()"):
            yield named


def _is_unpaid(piece: str, caregiver: frozenset[str], lists: Lists, people: People) -> bool:
    read, family = Read(piece), people.family
    lows = frozenset(low.removesuffix("'s") for low in read.lows)
    if lows & family.helpers - caregiver:
        return True
    if not lows or lows & (family.paid | family.children) or lows <= caregiver | _NOBODY:
        return False
    kin = (piece[hit.start : hit.end].lower() for hit in lists["kin"].find(read))
    if not _SELF.issuperset(kin):
        return True
    is_paid = read in lists["paid"] or Read(piece.upper()) in lists["paid"]
    return not is_paid and len(read.words) <= _MOST_IN_A_NAME


def _in_action(note: Note, caregiver: frozenset[str], lists: Lists, people: People) -> bool:
    """Whether what will be done names somebody of the network, or of the wider family."""
    parts = f"{part(note, 'action')} {part(note, 'experience')}"
    told = Told(sentence(note) if is_bare(note) else parts, people)
    others = people.family.helpers - caregiver - people.family.children
    if not others.isdisjoint(told.read.lows):
        return True
    kin = (told.word_at(hit.start) for hit in lists["kin"].find(told.read))
    return any(
        told.who[at] is Who.ADULT and told.words[at].low not in _SELF | _NEAR_KIN for at in kin
    )


_NEAR_KIN = words_of(
    "sister brother siblings sibling friend friends husband wife spouse boyfriend girlfriend "
    "stepdad stepmom church papa daddy mama"
)
