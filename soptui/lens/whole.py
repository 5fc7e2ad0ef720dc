"""What only the map as a whole tells: balance, pairs, gaps (practice notes 0.4, 4, 6).

Balance is not equal counts: one act of protection may outweigh ten strengths. So these
are signals with a question each, and never a score.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from soptui.lens.family import Family, is_paid
from soptui.lens.finding import Kind
from soptui.lens.phrases import Phrases
from soptui.lens.sets import words_of
from soptui.lens.statements import Found, part
from soptui.lens.tokens import Read, small
from soptui.model.alphabet import Column, Section
from soptui.model.session import Agreement, Circle, Member, Note, Session

_FEW, _SOME, _MANY = 5, 8, 12
_STRENGTHS = 3
_LEAST_SHARE, _MOST_SHARE = 0.25, 0.75
_ONE_VOICE = 0.6
_LAST_MINUTES = timedelta(minutes=10)
_CHILD_AFTER = timedelta(minutes=10)
_KNOWN_WORRIES = frozenset(
    {
        Section.PAST_HARM,
        Section.HARM_STATEMENT,
        Section.DANGER_STATEMENT,
        Section.COMPLICATING_FACTOR,
    }
)
_DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|"
    r"lunes|martes|miércoles|jueves|viernes|sábados?|domingos?"
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|"
    r"(?:tem|o|em)?ber)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    r"noviembre|diciembre"
)
_DATE = re.compile(
    # A day of the week is a date where it says when, and none in "his Friday shift".
    rf"\b(?:by|on|before|until|till|this|next|every|each|from|starting|since|through|only|late|"
    rf"early|coming|el|los|cada|este|próximo)\s(?:the\s)?(?:{_DAYS})\b|"
    rf"\b(?:{_DAYS})(?:\s(?:morning|afternoon|evening|night|at|by|before|after|noon|\d)|"
    rf"\s{{0,3}}[,.;)]|\s{{0,3}}$)|"
    r"\b(?:today|tonight|tomorrow|hoy|mañana|noon|daily|nightly|weekly|monthly|eow|eod|eom|cob)\b|"
    r"\b(?:next|this|end of(?: the| this)?|esta|este|próxima|la próxima) (?:day|week|wk|month|"
    r"visit|meeting|court|weekend|afternoon|evening|morning|payday|semana|noche|visita|reunión|mes)\b|"
    r"\b(?:before|after|by|until) (?:the |our |his |her |their )?(?:next )?(?:visit|meeting|court|"
    r"hearing|cft|review|dinner|bedtime|school|holidays?|break|weekend|summer|christmas|"
    r"thanksgiving|easter|payday|birthday|discharge|release|close of business)\b|"
    r"\b(?:every|each|cada) (?:day|night|week|month|morning|evening|school|visit|other|payday|time|"
    r"día|noche|semana|mañana)\b|"
    r"\b(?:in|within|by|on|before|until|for|en) (?:the |the next )?(?:\d{1,2}|a|one|two|three|four|"
    r"five|six|seven|ten|una?|dos|tres)\b ?(?:st|nd|rd|th|hours?|hrs?|days?|weeks?|wks?|months?|"
    r"business days?|semanas?|días?)?|"
    rf"\b(?:{_MONTHS})\.? ?(?:the )?\d|\b(?:in|by|before|until|of|de|en) (?:{_MONTHS})\b|"
    r"\b\d{1,2}[/.-]\d{1,2}\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
)
_NO_DATE = re.compile(
    r"[?\s.-]{0,20}|\W{0,9}(?:tbd|tba|n/?a|none|unknown|pending|open|soon|later|asap|"
    r"whenever|some ?time|eventually|ongoing|shortly|at some point|in the future|someday|"
    r"pronto|después|"
    r"luego|as soon as (?:possible|(?:he|she|they|we) can)|(?:as|when|if) (?:needed|"
    r"possible|able|ready)|"
    r"(?:when|whenever|if|once) (?:he|she|they|we|i|it|there)(?:'s|'re)? ?(?:is |are |has |have |"
    r"gets? |can|could|feels?|remembers?|wants?|works?)(?:\w{0,12} ?){0,4}|cuando pueda\w?)\W{0,9}"
)
_NOBODY = re.compile(
    r"[?\s.-]{0,20}|\W{0,9}(?:(?:tbd|tba|n/?a|none|unknown|pending|open|someone|somebody|anyone|"
    r"anybody|whoever|we|us|all|everyone|everybody|(?:all|both) of us|(?:the |our )?(?:whole )?"
    r"(?:team|unit|group|agency|department|county|staff|family|network|cft)|dcfs|cps|they|both|"
    r"alguien|nosotros|todos)(?: (?:else|here|at the agency|from the agency|in the unit|can|will|"
    r"who can|available|from the team|on the team))?)\W{0,9}"
)
_LIKE_A_NAME = re.compile(r"[A-Z][\w'-]{1,30}")
_DOES = re.compile(
    r"\w{2,20}[^s\W]s|goes|does|has|will|to|can|is|agreed|agrees|and|or|should|needs"
)
_ARTICLES = frozenset(["the", "a", "ms", "mr", "mrs", "dr"])
_DASHES = ("-", "(", ":", "–", "—")
_SHE_DOES = words_of(
    "mom dad mother father grandma grandpa worker i supervisor teacher therapist sister "
    "brother aunt uncle stepdad stepmom mgm mgf pgm pgf csw"
)
_VAGUE_ROLE = re.compile(
    r"\W{0,9}(?:(?:is |be |will be |very |a |her |his |the |their |good |general |any|all|some |"
    r"moral |emotional |family |just ){0,4}(?:support(?:s|ive)?|helps?|helpful|there|available|"
    r"around|whatever|anything|tbd|tba|\?|not sure|unknown|nothing|nothing yet|none)(?: "
    r"(?:out|her|him|them|for (?:her|him|them|the family|the kids)|if needed|as needed|"
    r"when needed|(?:is )?needed|yet|"
    r"system|the family|person|where needed|we need|they need|it takes)){0,2})\W{0,9}"
)


def balance(session: Session, now: datetime | None) -> Iterator[Found]:
    """Go through the signals that one side of the map is missing."""
    by_column = Counter(note.column for note in session.notes)
    worried, working = by_column[Column.WORRIED], by_column[Column.WORKING]
    both, total = worried + working, len(session.notes)
    if total >= _FEW and (not worried or not working):
        yield Found(Kind.BALANCE, topic="worried_empty" if not worried else "working_empty")
    elif both >= _SOME and not _LEAST_SHARE <= working / both <= _MOST_SHARE:
        few = "working_few" if working < worried else "worried_few"
        yield Found(Kind.BALANCE, topic=few)
    sections = Counter(note.section for note in session.notes)
    if sections[Section.STRENGTH] >= _STRENGTHS and not sections[Section.ACT_OF_PROTECTION]:
        yield Found(Kind.BALANCE, topic="no_safety")
    known = sum(sections[section] for section in _KNOWN_WORRIES)
    if sections[Section.GRAY_AREA] > max(known, 1):
        yield Found(Kind.BALANCE, topic="all_gray")
    if not sections[Section.CHILD_VOICE] and _is_time_for_the_child(session, now):
        yield Found(Kind.BALANCE, topic="no_child")
    if who := _one_voice(session):
        yield Found(Kind.BALANCE, who, "one_voice")
    if not sections[Section.NEXT_STEP] and total >= _FEW and _is_nearly_over(session, now):
        yield Found(Kind.BALANCE, topic="next_empty")


def _is_time_for_the_child(session: Session, now: datetime | None) -> bool:
    if len(session.notes) < _SOME:
        return False
    return len(session.notes) >= _MANY or (
        now is not None and now - min(note.added for note in session.notes) >= _CHILD_AFTER
    )


def _one_voice(session: Session) -> str:
    said = Counter(note.said_by.casefold() for note in session.notes if note.said_by)
    total = sum(said.values())
    if total < _SOME:
        return ""
    who, count = said.most_common(1)[0]
    return who if count / total > _ONE_VOICE else ""


def _is_nearly_over(session: Session, now: datetime | None) -> bool:
    if now is None:
        return False
    left = timedelta(minutes=session.minutes) - (now - session.started)
    return timedelta(0) <= left <= _LAST_MINUTES


def pairs(session: Session) -> Iterator[tuple[Note, Found]]:
    """Go through dangers without a goal, and goals without a danger."""
    answered = {note.answers for note in session.in_section(Section.SAFETY_GOAL)}
    for note in session.notes:
        if note.section is Section.DANGER_STATEMENT and note.id not in answered:
            yield note, Found(Kind.UNPAIRED, topic="danger")
        elif note.section is Section.SAFETY_GOAL and note.answers is None:
            yield note, Found(Kind.UNPAIRED, topic="goal")


def next_step(note: Note, family: Family) -> Iterator[Found]:
    """Say that nobody does a next step, or that it has no date: "we" and "soon" are neither."""
    if note.section is not Section.NEXT_STEP:
        return
    what, who, by = (part(note, name) for name in ("what", "who", "by"))
    what = what or note.text
    if _NOBODY.fullmatch(small(who)) and not (not who and _says_who(what, family)):
        yield Found(Kind.NEXT_STEP, who, "who")
    has_date = bool(_DATE.search(small(f"{what} {who}")))
    if _NO_DATE.fullmatch(small(by)) and (by or not has_date):
        yield Found(Kind.NEXT_STEP, by, "when")


def _says_who(what: str, family: Family) -> bool:
    """Whether a step starts with who does it ("Rosa hands the keys back"), or ends so."""
    words = [word for word in Read(what).in_order if word not in _ARTICLES]
    if not words:
        return False
    known = family.adults | family.helpers | family.paid | family.children | _SHE_DOES
    if words[0] in known:
        return len(words) > 1 and bool(_DOES.fullmatch(words[1]))
    if words[-1] in known and what.rstrip(" .)")[: -len(words[-1])].rstrip().endswith(_DASHES):
        return True
    named = _LIKE_A_NAME.match(what)
    return bool(named) and len(words) > 1 and bool(_DOES.fullmatch(words[1]))


def network(session: Session, jobs: Phrases, kin: Phrases) -> Iterator[tuple[Member | None, Found]]:
    """Go through the gaps in the safety network (practice notes 4)."""
    members = session.members
    paid = {member.id for member in members if is_paid(member, jobs, kin)}
    if members:
        is_asked = bool(session.in_section(Section.DANGER_STATEMENT)) or len(members) > 1
        if len(paid) == len(members):
            yield None, Found(Kind.NETWORK, topic="only_paid")
        elif is_asked and not any(_is_in(member) and member.id not in paid for member in members):
            yield None, Found(Kind.NETWORK, topic="nobody_in")
    elif session.in_section(Section.DANGER_STATEMENT) and session.in_section(Section.SAFETY_GOAL):
        yield None, Found(Kind.NETWORK, topic="empty")
    for member in members:
        yield from ((member, found) for found in _of_member(member, by_job=member.id in paid))


def _is_in(member: Member) -> bool:
    return member.agreement is Agreement.AGREED and member.circle is Circle.INNER


def _of_member(member: Member, *, by_job: bool) -> Iterator[Found]:
    if member.agreement is Agreement.DECLINED:
        if member.does:
            yield Found(Kind.NETWORK, member.does, "declined")
    elif member.agreement is Agreement.AGREED:
        if _VAGUE_ROLE.fullmatch(small(member.does)) or not member.does:
            yield Found(Kind.NETWORK, member.does or member.name, "no_role")
    elif member.does and not by_job:
        was_asked = member.agreement is Agreement.ASKED
        yield Found(Kind.NETWORK, member.does, "awaited" if was_asked else "offered")
    backup = member.backup
    if backup and backup.casefold().strip() == member.name.casefold().strip():
        yield Found(Kind.NETWORK, backup, "own_backup")
