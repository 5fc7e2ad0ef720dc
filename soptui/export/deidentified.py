"""A session for training: no names, no way to reach anybody, and no true dates.

Whoever is known by name is called by what they are, and all dates move by the same number of
weeks. What nobody put on the map is not known: `looks_like_names` shows it to a person.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from soptui.export.dates import dates_in
from soptui.export.dates_moved import moved
from soptui.export.labels import Alias, is_only_a_word, labels_of, lists
from soptui.export.named import in_other_words
from soptui.export.survivors import looks_like_names, survivors
from soptui.model.session import NameMode, Session
from soptui.room.names import CONTACT, HIDDEN, any_of, plainly
from soptui.wording import Wording

__all__ = ["ID", "NameSurvives", "deidentified", "looks_like_names", "survivors"]

ID = "training"
"""What every such session is called: an id of ours holds the day."""

_LEAST_WEEKS, _MOST_WEEKS = 8, 40

_NUMBERS = re.compile(
    r"""
    (?:https?://|www\.)\S+                                  # a page
    | (?<![\w.])@\w[\w.]{2,}                                # somebody's handle
    | (?<![\w-])(?=(?:[\w-]{0,4}?\d){5})(?=[\w]*[A-Za-z-])[A-Z\d]{1,8}(?:-?[A-Z\d]{1,12}){1,5}
      (?![\w-])                                             # JV-12345, 123-45-6789
    | (?<![\w-])\d(?:[ -]\d){6,}(?![\w-])                    # 5-5-5-0-1-4-2
    | (?i:\bp\.?\s?o\.?\s?box\s\#?\w{1,8})                   # P.O. Box 12
    | (?<=[A-Z]{2}\s)\d{5}(?:-\d{4})?(?!\w)                 # CA 93701
    """,
    re.VERBOSE,
)
_CASE = re.compile(
    r"\b(?i:case|caso|referral|expediente|remisi[oó]n|ssn|license|licencia"
    r"|docket|lic\.?|plates?|placas?)\s{0,2}"
    r"(?i:no\.?|number|n[uú]m(?:ero)?\.?|id|\#|:)?\s{0,2}\#?(?P<number>(?=[\w-]{0,12}\d{3})\w[\w-]*)"
)
_BETWEEN = re.compile(
    r"\s+(?:(?:[A-Z]\.?|del?|las?|los|van|von|der|den|dos|da|di)\s+)*|\s*[-‐‑–]\s*", re.IGNORECASE
)
_SHORT_TITLE = 4

Span = tuple[int, int, str]


class NameSurvives(Exception):
    """A name or a contact would still be in the copy; the message says where, never which."""


def deidentified(session: Session, wording: Wording, whole: Session | None = None) -> Session:
    """Return the session as it may be shown to those who learn from it.

    The names and contacts of the `whole` session are known, also where this one holds them no
    more: who spoke is often named again in the text.

    Raises:
        NameSurvives: one of them would still be there.
    """
    known = whole or session
    read = _reader(known, wording)
    weeks = weeks_of(known)
    made = replace(
        in_other_words(session, read, wording),
        id=ID,
        title=wording.say("room.family"),
        started=_later(session.started, weeks),
        dismissed=(),
        overrides=(),
        exports=(),
        names_as=NameMode.FIRST,
    )
    made = replace(
        made,
        notes=tuple(
            replace(note, added=_later(note.added, weeks), said_by="")
            for note in made.notes
            if not note.staff_only
        ),
        members=tuple(
            replace(member, contact="", name=_no_letter(member.name, wording))
            for member in made.members
        ),
        people=tuple(
            replace(person, name=_no_letter(person.name, wording)) for person in made.people
        ),
        marks=tuple(replace(mark, who=_no_letter(mark.who, wording)) for mark in made.marks),
    )
    if places := survivors(known, made, wording):
        raise NameSurvives(
            f"A name or a contact is still in this copy, in: {', '.join(places)}. Nothing was"
            " written, and the session is as it was. Take it out of there, or put who it is on"
            " the map by the full name, and write the copy again."
        )
    return made


def _no_letter(name: str, wording: Wording) -> str:
    """Return a name that is no more than a letter as nobody's; in a text it may be a plan B."""
    return wording.listed("export.role.person")[0] if re.fullmatch(r"\W*\w\W*", name) else name


def weeks_of(session: Session) -> int:
    """Return by how many weeks its dates move; nobody can tell without the session itself.

    The ids stand in a copy as data, so that what stands in none is counted as well.
    """
    secret = (session.id, session.title, session.started.isoformat(), *session.names())
    ids = sorted(item.id for item in session.items())
    texts = (note.text for note in session.notes)
    number = int.from_bytes(sha256("\0".join((*secret, *ids, *texts)).encode()).digest())
    back, weeks = divmod(number % (2 * (_MOST_WEEKS - _LEAST_WEEKS + 1)), 2)
    return (_LEAST_WEEKS + back) * (-1 if weeks else 1)


def _later(moment: datetime, weeks: int) -> datetime:
    try:
        return moment + timedelta(weeks=weeks)
    except OverflowError:
        return moment


def _reader(session: Session, wording: Wording) -> Callable[[str], str]:
    """Return what reads a text of a session without its names, its contacts and its dates."""
    labels = labels_of(session, wording)
    names = labels.pattern
    contacts = any_of(plainly(text) for text in contacts_of(session))
    weeks, around = weeks_of(session), session.started.date()

    def read(text: str) -> str:
        spans: list[Span] = []
        plain = plainly(text)
        hidden = (contacts and contacts.finditer(plain), CONTACT.finditer(text))
        for found in hidden:
            _take(spans, [(*match.span(), HIDDEN) for match in found or ()])
        dates = [day for day in dates_in(text) if day.day or plainly(day.text) not in names_alone]
        _take(spans, [(day.start, day.end, moved(day, weeks, around)) for day in dates])
        _take(spans, [(*match.span("number"), HIDDEN) for match in _CASE.finditer(text)])
        _take(spans, [(*match.span(), HIDDEN) for match in _NUMBERS.finditer(text)])
        if names:
            _take(spans, _named(text, plain, labels.aliases, names))
        return _with(text, spans)

    names_alone = labels.aliases.keys()
    return read


def contacts_of(session: Session) -> list[str]:
    """Return every contact, whole and in its pieces that hold a number or an address."""
    out: list[str] = []
    for member in session.members:
        contact = member.contact.strip()
        pieces = (piece.strip() for piece in re.split(r"[,;/\n]", contact))
        out += [contact, *(p for p in pieces if re.search(r"\d|@", p))]
    return [text for text in out if len(text) > 3]


def _named(text: str, plain: str, aliases: dict[str, Alias], names: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    last: Alias | None = None
    for found in names.finditer(plain):
        start, end = found.span()
        alias = aliases[" ".join(found[0].split())]
        if (alias.capital and text[start].islower()) or is_only_a_word(text, start, end, names):
            continue
        if spans and last and _BETWEEN.fullmatch(text, spans[-1][1], start):
            before, _, label = spans[-1]
            if alias.is_surname or alias.label == last.label:
                spans[-1] = (before, end, label)
                continue
        spans.append((_with_title(text, start), end, alias.label))
        last = alias
    return spans


def _with_title(text: str, start: int) -> int:
    """Return where a name begins with what stands before it: Grandma, Ms., Tía."""
    while before := re.search(r"([^\W\d_]+)(\.?)[ ]$", text[max(0, start - 30) : start]):
        word = before[1]
        is_short = len(word) <= _SHORT_TITLE
        plain = plainly(word)
        is_before = plain in lists().before and plain not in _ARTICLES
        if not (is_before and word[0].isupper() and (is_short or not before[2])):
            break
        start -= len(before[0])
    return start


_ARTICLES = {"the", "el", "la", "los", "las"}


def _take(spans: list[Span], more: list[Span]) -> None:
    """Add spans that touch none of those that are there, in their order."""
    starts = [start for start, _, _ in spans]
    free = []
    for start, end, other in more:
        at = bisect_right(starts, start)
        is_behind = at == 0 or spans[at - 1][1] <= start
        if is_behind and (at == len(spans) or end <= spans[at][0]):
            free.append((start, end, other))
    spans[:] = sorted((*spans, *free))


def _with(text: str, spans: list[Span]) -> str:
    out, done = [], 0
    for start, end, other in spans:
        out += [text[done:start], other]
        done = end
    return "".join((*out, text[done:]))
