"""`soptui --plain`: from the first line to the last, whatever ends it."""

import gc
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from soptui.app.keeping import spoken
from soptui.fault_report import keep_report
from soptui.library import Library, Opening
from soptui.plain.ears import Ears, Ended, Interrupted
from soptui.plain.table import PATIENCE, Place, Table
from soptui.plain.voice import Voice
from soptui.process import leave_no_core
from soptui.settings import read_settings
from soptui.storage.store import LAST, StoreError
from soptui.wording import Wording

_START = ("new", "open", "demo", "sessions", "help", "quit")


def run_plain(library: Library, wording: Wording, first: Opening | None, why: str = "") -> int:
    """Run one sitting, and return its exit code; `why` is what has chosen it by itself."""
    gc.enable()
    leave_no_core()
    logging.disable()  # what others log can hold the values that something failed with
    ears = Ears(sys.stdin)
    voice = Voice(sys.stdout, prompts=ears.is_terminal and sys.stdout.isatty())
    if why:
        voice.line(wording.say("plain.chosen_by", name=why))
    with _reporting(library), ears.listening():
        code = Sitting(library, wording, ears, voice).to_the_end(first)
    with suppress(Exception):  # that is no reason to end otherwise
        library.tidy()
    return code


class Sitting:
    """One run: a session after the other, until somebody leaves, or something ends it."""

    def __init__(self, library: Library, wording: Wording, ears: Ears, voice: Voice) -> None:
        self._library = library
        self._wording = wording
        self._ears = ears
        self._voice = voice
        self._offered: tuple[str, ...] = ()
        self._place = Place(
            wording,
            voice,
            library.clock,
            read_settings(library.home.config),
            library.home.config,
            PATIENCE if ears.is_terminal else 0.0,
        )

    def to_the_end(self, first: Opening | None) -> int:
        """Sit until it ends, and return the exit code."""
        opening = first
        if opening is None:
            try:
                opening = self._choose()
            except Ended as ended:
                return ended.code
        while opening is not None:
            table = Table(opening, self._place, self._offered)
            code = self._sit(table)
            if not table.wants_to_write:
                return code
            self._offered = table.line.offered
            opening = self._opened(table.session.id) or opening
        return 0

    def _sit(self, table: Table) -> int:
        """Take line after line; what was entered is saved, whatever ends it."""
        code = saved = 0
        try:
            self._greet(table)
            self._listen(table)
        except Ended as ended:
            code = ended.code
            table.keep(self._ears.rest)
        finally:
            saved = table.close()
        return code or saved

    def _listen(self, table: Table) -> None:
        while not table.wants_out:
            table.settle()
            self._voice.prompt()
            try:
                line = self._ears.line()
            except Interrupted:
                table.interrupt()
                continue
            if line is None:
                self._voice.end_line()
                return
            if self._ears.is_cut:
                table.tell("plain.line_full")
            table.take(line)
            if self._ears.is_terminal and not self._voice.is_heard:
                return  # nobody would know what becomes of what they type

    def _greet(self, table: Table) -> None:
        opening, session = table.opening, table.session
        title = session.title or self._wording.say("title.untitled")
        demo = f" ({self._wording.say('title.demo')})" if opening.is_demo else ""
        self._voice.say(self._wording.say("plain.title"), f"{title}{demo}")
        for told in (*opening.told, table.keeping.trouble):
            if told:
                table.tell("plain.attention", what=told)
        if opening.is_reading:
            self._tell_who(opening)
            table.tell("plain.reading_only")
        if table.keeping.waiting:
            table.tell("plain.unfinished_count", count=len(table.keeping.waiting))
        if table.line.offered:
            table.tell("plain.offered", count=len(table.line.offered))
        count = sum(1 for _ in session.items())
        if count:
            table.tell("plain.has_entries", count=count)
        table.tell("plain.aim", column=self._wording.question(table.line.aim))
        table.tell("plain.first")

    def _tell_who(self, opening: Opening) -> None:
        say, who = self._wording.say, opening.writer
        if who is None:
            self._voice.line(say("reading.somebody"))
            return
        since = spoken(who.since, self._library.clock(), self._wording)
        self._voice.line(say("reading.who", user=who.user, host=who.host, since=since))

    def _choose(self) -> Opening | None:
        """Ask what to open; None when somebody leaves without anything."""
        say = self._wording.say
        for session_id, typed in self._library.unfinished():
            when = spoken(typed, self._library.clock(), self._wording)
            self._voice.line(say("plain.unfinished_in", when=when, id=session_id))
        self._voice.line(say("plain.start"))
        while True:
            self._voice.prompt()
            try:
                line = self._ears.line()
            except Interrupted:
                self._voice.end_line()
                self._voice.line(say("plain.how_to_leave"))
                continue
            if line is None:
                self._voice.end_line()
                return None
            word, _, rest = line.strip().partition(" ")
            does = self._commands().get(word.casefold())
            if does is None:
                if line.strip():
                    self._offered = (*self._offered, line.strip())
                    self._voice.line(say("plain.begin_first"))
                continue
            if does == "quit":
                return None
            opening = self._begun(does, rest.strip())
            if opening is not None:
                return opening

    def _commands(self) -> dict[str, str]:
        say = self._wording.say
        ours = {f"/{say(f'plain.start_command.{name}')}": name for name in _START}
        return {f"/{name}": name for name in _START} | ours

    def _begun(self, does: str, rest: str) -> Opening | None:
        library = self._library
        match does:
            case "new":
                return self._tried(lambda: library.create(rest, *self._planned()))
            case "open":
                return self._opened(rest or LAST)
            case "demo":
                return self._tried(library.demo)
            case "sessions":
                self._tell_sessions()
            case _:
                self._voice.line(self._wording.say("plain.start"))
        return None

    def _planned(self) -> tuple[str, int]:
        from soptui.model.agenda import planned  # noqa: PLC0415 - not for what is there already

        kind = self._wording.settings[0]
        return kind, planned(self._wording.steps(kind))

    def _tell_sessions(self) -> None:
        say = self._wording.say
        try:
            sessions = self._library.list()
        except StoreError as error:
            self._voice.line(str(error))
            return
        self._voice.line(say("plain.sessions", count=len(sessions)))
        for one in sessions:
            told = one.problem or say("plain.session", title=one.title, count=one.notes)
            self._voice.say(one.id, told)

    def _opened(self, session_id: str) -> Opening | None:
        return self._tried(lambda: self._library.open(session_id))

    def _tried(self, opens: Callable[[], Opening]) -> Opening | None:
        try:
            return opens()
        except StoreError as error:
            self._voice.line(str(error))
            return None


@contextmanager
def _reporting(library: Library) -> Iterator[None]:
    """Report a fault in a thread of ours without anybody's words: Python would print them."""

    def note(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            keep_report(library.home.reports, told.exc_value)

    before, threading.excepthook = threading.excepthook, note
    try:
        yield
    finally:
        threading.excepthook = before
