"""The way out of one session: what was chosen last, and the copy that is being made.

A copy is made and written beside what is typed. Whoever asked for it may have left by then:
what became of it is told where the session is, and the session remembers it all the same.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from textual.app import App

from soptui.app.clipboard import command_for, put
from soptui.copies import (
    Copy,
    CopyError,
    CopyExists,
    content_of,
    read_template,
    remembered,
    write_copy,
)
from soptui.example import DEMO
from soptui.export.formats import FORMATS, Format
from soptui.export.profile import Profile
from soptui.fault_report import where_it_broke
from soptui.home import Home
from soptui.letting_out import Held, held_back, places
from soptui.library import Opening, now
from soptui.model.alphabet import Column
from soptui.model.edits import Edit, RecordExport
from soptui.model.session import Session
from soptui.settings import read_settings
from soptui.wording import Wording
from soptui.written import leave_word


class HasSession(Protocol):
    """A screen that shows a session."""

    @property
    def session(self) -> Session:
        """The session as it is now."""

    @property
    def app(self) -> App[object]:
        """The app that the screen is of."""

    def tell(self, text: str) -> None:
        """Say something on its quiet line."""

    def call_later(self, callback: Callable[[], None]) -> bool:
        """Have something done where the keys are read; it can be called from any thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """What the way out needs of the place where the session is held.

    `record` makes a change to it; None for somebody who only reads it. `leave` keeps for it
    that a copy was written, while it cannot be changed. `clip` puts a text on the clipboard
    and returns what to say of that. `call` has something done where the
    keys are read; False if nothing is read there any more. `template` is an agency's own Word
    file, `own` the folder of its words.
    """

    session: Callable[[], Session]
    record: Callable[[Edit], None] | None
    leave: Callable[[RecordExport], None]
    tell: Callable[[str], None]
    clip: Callable[[Copy, str], str]
    call: Callable[[Callable[[], None]], bool]
    clock: Callable[[], datetime]
    folder: Path
    order: tuple[Column, ...]
    own: Path | None
    template: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a copy: it is at `path`, or is `text` for the clipboard, or is not made."""

    copy: Copy
    session: Session
    path: Path | None = None
    text: str = ""
    held: tuple[Held, ...] = ()
    is_there: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A copy that is wanted: in a file, or without a path on the clipboard."""

    copy: Copy
    path: Path | None
    over: bool = False
    let_out: bool = False


class Outlet:
    """Makes one copy at a time, and hears what became of it exactly once."""

    def __init__(self, wording: Wording, keeper: Keeper) -> None:
        self.wording = wording
        self.keeper = keeper
        self.chosen = Copy(Format.MARKDOWN, Profile.CASE_FILE)
        self.hears: Callable[[Made, str], None] | None = None
        self._thread: threading.Thread | None = None
        self._made: Made | None = None
        self._lock = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made."""
        return self._thread is not None

    def make(self, order: Order) -> None:
        """Begin to make a copy, unless another one is being made."""
        if self._thread is None:
            work = (order, self.keeper.session())
            # It holds nobody: on a disk that hangs it may never come back.
            self._thread = threading.Thread(
                target=self._work, args=work, name="export", daemon=True
            )
            self._thread.start()

    def settle(self, timeout: float) -> None:
        """Wait for the copy that is being made, and hear what became of it."""
        if self._thread is not None:
            self._thread.join(timeout)
            self._arrive()

    def _work(self, order: Order, session: Session) -> None:
        try:
            made = self._made_of(order, session)
        except CopyExists:
            made = Made(order.copy, session, is_there=True)
        except CopyError as error:
            made = Made(order.copy, session, problem=str(error))
        except Exception as error:  # of any kind: a copy must never end a meeting
            where = where_it_broke(error)
            made = Made(
                order.copy, session, problem=self.wording.say("exporting.broken", where=where)
            )
        with self._lock:
            self._made = made
        with suppress(RuntimeError):
            if self.keeper.call(self._arrive):
                return
        with self._lock:
            made, self._made = self._made or Made(order.copy, session), None
        if made.path is not None:  # nobody is there to change the session any more
            self.keeper.leave(remembered(made.copy, made.path, self.keeper.clock()))

    def _made_of(self, order: Order, session: Session) -> Made:
        """Make it.

        Raises:
            CopyError: it cannot be made, or not be written there.
        """
        copy, keeper = order.copy, self.keeper
        held = () if order.let_out else held_back(copy, session, self.wording)
        if held:
            return Made(copy, session, held=held)
        is_text = FORMATS[copy.format].is_text
        if order.path is None and not is_text:
            copy = replace(copy, format=Format.TEXT)
        template = None
        if copy.format is Format.WORD and keeper.template:
            template = read_template(keeper.template)
        content = content_of(copy, session, self.wording, keeper.order, template)
        if order.path is None:
            return Made(copy, session, text=content.decode())
        write_copy(order.path, content, over=order.over, own_folder=keeper.folder)
        return Made(copy, session, path=order.path)

    def _arrive(self) -> None:
        """Remember what was written, and say so where somebody is listening."""
        with self._lock:
            made, self._made = self._made, None
        if made is None:
            return
        self._thread = None
        told = self._told(made)
        if self.hears is not None:
            self.hears(made, told)
        else:
            self.keeper.tell(told)

    def _told(self, made: Made) -> str:
        """Return what became of a copy, and see to it that this is remembered."""
        say, keeper = self.wording.say, self.keeper
        if made.held:
            return say("exporting.held_reading", places=places(made.held))
        if made.is_there:
            return say("exporting.exists")
        if made.problem:
            return say("exporting.failed", why=made.problem)
        if made.path is None:
            return keeper.clip(made.copy, made.text)
        edit = remembered(made.copy, made.path, keeper.clock())
        (keeper.leave if keeper.record is None else keeper.record)(edit)
        return say("exporting.wrote", path=made.path)


def keeper_of(
    screen: HasSession,
    opening: Opening,
    wording: Wording,
    order: tuple[Column, ...],
    record: Callable[[Edit], None] | None = None,
) -> Keeper:
    """Return what the way out needs of a screen that shows what was opened."""
    home = Home(opening.exports.parent)

    def leave(edit: RecordExport) -> None:
        with suppress(OSError):
            if not opening.is_demo:  # nobody's: it is forgotten with the program
                leave_word(home, screen.session.id, edit.exported)

    def clip(copy: Copy, text: str) -> str:
        send = screen.app.copy_to_clipboard
        command = command_for(copy, DEMO if opening.is_demo else screen.session.id)
        return put(text, send, os.environ, wording, command)

    return Keeper(
        session=lambda: screen.session,
        record=record,
        leave=leave,
        tell=screen.tell,
        clip=clip,
        call=screen.call_later,
        clock=now,
        folder=opening.exports,
        order=order,
        own=opening.words,
        template=read_settings(home.config).word_template,
    )
