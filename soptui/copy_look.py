"""A copy before it is written: what it holds, what is still open in it, how it will look.

Pure but for the lenses, which read their lists from disk; it is read beside what is typed.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from soptui.copies import Copy, CopyError, material_of, shown_in
from soptui.export.account import account
from soptui.export.blocks import Document
from soptui.export.formats import FORMATS, Format
from soptui.export.material import FormatMissing, Material
from soptui.export.profile import Profile
from soptui.lens.finding import Finding, Kind
from soptui.lens.lexicon import BadTable
from soptui.lens.review import Review
from soptui.letting_out import held_back, place_of, places
from soptui.model.alphabet import Column
from soptui.model.session import Session
from soptui.wording import Wording

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is still open about something the copy holds, and where that stands."""

    place: str
    question: str


@dataclass(frozen=True, slots=True)
class CopyLook:
    """What is told of a copy: all of it in words, but for the page itself.

    `problem` is why there can be no such copy; `stop` that it can tell who reported.
    `remarks` are worth settling before it leaves, `paper` is what is drawn of it. `is_whole`
    once the lenses have read it too.
    """

    copy: Copy
    paper: Document | str = ""
    holds: str = ""
    held_back: tuple[str, ...] = ()
    problem: str = ""
    stop: str = ""
    remarks: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()
    is_whole: bool = False


class CopyReader:
    """Looks at copies of one session after the other; `own` is an agency's own folder."""

    def __init__(self, wording: Wording, order: tuple[Column, ...], own: Path | None) -> None:
        self._wording = wording
        self._order = order
        self._own = own
        self._read: Session | None = None
        self._found: tuple[Finding, ...] = ()

    def page(self, copy: Copy, session: Session) -> CopyLook:
        """Return what a copy holds and how it looks: what is known at once."""
        try:
            shown = shown_in(copy, session, self._wording)
        except CopyError as error:
            return CopyLook(copy, problem=str(error))
        say = self._wording.say
        told = account(session, shown)
        return CopyLook(
            copy,
            self._paper(copy, shown),
            say("exporting.count", notes=told.notes, members=told.members, marks=told.marks),
            tuple(say(f"leaving.{one.reason}", count=one.count) for one in told.withheld),
        )

    def settled(self, look: CopyLook, session: Session) -> CopyLook:
        """Return the same with all that is worth settling before it leaves."""
        if look.problem:
            return replace(look, is_whole=True)
        copy, problem = look.copy, ""
        shown = shown_in(copy, session, self._wording)
        held = held_back(copy, session, self._wording)
        try:
            remarks = self.remarks(copy, shown)
        except FormatMissing as error:
            remarks, problem = self._of_words(copy, shown), str(error)
        return replace(
            look,
            problem=problem,
            stop=self._wording.say("exporting.reporter", places=places(held)) if held else "",
            remarks=remarks,
            open=self._asked(session, shown),
            is_whole=True,
        )

    def remarks(self, copy: Copy, shown: Session) -> tuple[str, ...]:
        """Return what is better looked at before such a copy leaves; it may name people.

        Raises:
            FormatMissing: the format needs a package that is not installed.
        """
        return self._of_words(copy, shown) + self._of_format(copy, shown)

    def _paper(self, copy: Copy, shown: Session) -> Document | str:
        material = self._material(copy, shown)
        kind = FORMATS[copy.format]
        if kind.is_document and copy.format is not Format.TEXT:
            return material.document
        return kind.write(material).decode()

    def _material(self, copy: Copy, shown: Session) -> Material:
        return material_of(copy, shown, self._wording, self._order)

    def _of_words(self, copy: Copy, shown: Session) -> tuple[str, ...]:
        """Return what of the words of such a copy is better looked at once more."""
        if copy.profile is Profile.STATEMENTS:
            half = sum(bool(note.missing) for note in shown.notes)
            return (self._wording.say("exporting.half_open", count=half),) if half else ()
        if copy.profile is Profile.TRAINING:
            from soptui.export.survivors import looks_like_names  # noqa: PLC0415 - seldom

            if words := looks_like_names(shown, self._wording):
                return (self._wording.say("exporting.like_names", words=_named(words, ", ")),)
        return ()

    def _of_format(self, copy: Copy, shown: Session) -> tuple[str, ...]:
        """Return what a format cannot hold.

        Raises:
            FormatMissing: it needs a package that is not installed.
        """
        say, material = self._wording.say, self._material(copy, shown)
        if copy.format is Format.PDF:
            from soptui.export.pdf import not_drawn  # noqa: PLC0415 - large

            if letters := not_drawn(material):
                return (say("exporting.not_drawn", letters=_named(letters, " ")),)
        if copy.format is Format.CALENDAR:
            from soptui.export.ics import undated  # noqa: PLC0415 - seldom asked for

            if count := undated(material):
                return (say("exporting.undated", count=count),)
        return ()

    def _asked(self, session: Session, shown: Session) -> tuple[Open, ...]:
        """Return what is open about something that the copy holds.

        The lenses read the whole session, for they need to know who belongs to it.
        """
        here = {item.id for item in shown.items()}
        with_details = shown.details == session.details
        asked: list[Open] = []
        for one in self._findings(session):
            about = one.item or one.topic
            is_held = one.item in here or (with_details and about.startswith("details."))
            if is_held and one.kind is not Kind.REPORTER and one.key not in session.dismissed:
                asked.append(Open(place_of(about, session, self._wording), one.question))
        return tuple(asked)

    def _findings(self, session: Session) -> tuple[Finding, ...]:
        if self._read is not session:
            try:
                lenses = Review(self._wording, own=self._own)
            except BadTable:  # which is told where the coach asks
                lenses = Review(self._wording)
            self._read, self._found = session, lenses.findings(session)
        return self._found


def _named(words: tuple[str, ...], between: str) -> str:
    """Return the first of these, for a line."""
    more = " …" if len(words) > _MOST_NAMED else ""
    return between.join(words[:_MOST_NAMED]) + more
