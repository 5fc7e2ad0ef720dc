"""The line that is typed: an entry, a part of one, or a command, taken as the app takes it."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from soptui.model.alphabet import Column, Scale, Section
from soptui.model.draft import Draft, begin, enter, read_line
from soptui.model.edits import AddDetail, AddEntries, Edit
from soptui.model.grammar import is_unchanged, to_edit
from soptui.model.session import Note, kind_of
from soptui.plain.commands import obey

if TYPE_CHECKING:
    from soptui.plain.table import Table

# A slash and a letter: a slash with a space behind it parts what is said in one breath.
_COMMAND = re.compile(r"/([^\W\d_][\w-]*)(?:\s+(.*))?")


class Line:
    """What is being built: the draft that is asked for, part by part, and what was put aside.

    `offered` are lines that were taken for no command: an empty line enters them as text.
    """

    def __init__(self, table: "Table", aim: Column, offered: tuple[str, ...]) -> None:
        self._table = table
        self.aim = aim
        self.offered = offered
        self.draft: Draft | None = None
        self.aside: list[Draft] = []
        self._before: list[Draft] = []

    def take(self, text: str, *, ends_in_space: bool = False) -> None:
        """Take a line that has passed the gate."""
        command = _COMMAND.fullmatch(text)
        if command is not None:
            if not obey(self._table, command[1], (command[2] or "").strip()):
                self.offer(text)
                self._table.tell("plain.no_command")
        elif not text:
            self._take_nothing()
        else:
            text = text[1:] if text.startswith("//") else text
            self.say(text, ends_in_space=ends_in_space)

    def say(self, text: str, *, ends_in_space: bool = False) -> None:
        """Take a text that is no command: an entry, or the part that is asked for."""
        if self._table.is_reading:
            self.offer(text)
            self._table.tell("plain.reading_only")
        elif self.draft is None:
            self._take_entry(text)
        else:
            self._take_part(self.draft, text, ends_in_space=ends_in_space)

    def offer(self, text: str) -> None:
        """Keep a text until somebody says what it is."""
        self.offered = (*self.offered, text)

    def begin(self, draft: Draft) -> None:
        """Ask for the parts of an entry; what is being built is put aside."""
        if self._table.is_reading:
            self._table.tell("plain.reading_only")
            return
        self._put_aside()
        self._go_to(draft, anew=True)

    def leave(self) -> bool:
        """Put aside what is being built; False if nothing is."""
        if self.draft is None:
            return False
        if not self._put_aside():
            self._table.tell("plain.given_up")
        return True

    def resume(self) -> bool:
        """Take up what was put aside last; False if nothing was."""
        if not self.aside:
            return False
        draft = self.aside.pop()
        self._put_aside()
        self._go_to(draft, anew=True)
        return True

    def step(self, by: int) -> bool:
        """Ask for the next part, or the one before; False if nothing is asked part by part."""
        if self.draft is None or not self.draft.asks_parts:
            return False
        if self.draft.at + by == len(self.draft.parts):
            self.finish(self.draft)
        else:
            self._go_to(self.draft.go(by))
        return True

    def clear_part(self) -> bool:
        """Empty the part that is asked for; False if none is."""
        draft = self.draft
        if draft is None or not draft.asks_parts:
            return False
        parts = (*draft.parts[: draft.at], "", *draft.parts[draft.at + 1 :])
        self._go_to(replace(draft, parts=parts))
        return True

    def undo(self) -> bool:
        """Take back the last part that was typed; False if nothing is being built."""
        if self.draft is None:
            return False
        if self._before:
            self.draft = self._before.pop()
            self.ask()
        else:
            self.leave()
        return True

    def ask(self) -> None:
        """Say what is asked for now."""
        draft, table = self.draft, self._table
        if draft is None:
            return
        say, name = table.wording.say, table.wording.name(draft.kind)
        now = draft.parts[draft.at]
        if draft.said_by and not draft.asks_parts:
            now = f"{now} ^{draft.said_by}"
        now = f" {say('plain.now', text=now)}" if now else ""
        if not draft.asks_parts:
            table.tell("plain.type", what=name, now=now)
            return
        number, asks = draft.at + 1, table.wording.part(draft.form, draft.at).ask
        blanks = {"what": name, "number": number, "count": len(draft.parts)}
        table.tell("plain.ask", **blanks, ask=asks, now=now)

    def finish(self, draft: Draft) -> None:
        """Put an entry on the map, and say what it became."""
        self.draft, self._before = None, []
        table = self._table
        edit = to_edit(draft, table.desk())
        if edit is None:
            table.tell("plain.nothing_entered")
        elif is_unchanged(draft, table.session) or not table.do(edit):
            table.tell("plain.unchanged")
        else:
            self._tell_entered(draft, edit)

    def _tell_entered(self, draft: Draft, edit: Edit) -> None:
        table = self._table
        if isinstance(edit, AddDetail):
            table.voice.say(table.wording.name(edit.field), edit.text)
            table.asking.changed("")
            return
        is_new = isinstance(edit, AddEntries)
        item = table.session.find(table.newest if is_new else draft.editing or "")
        if item is None:
            return
        table.tell_item(item)
        if is_new and kind_of(item) is not draft.kind:
            key = "capture.no_mark" if isinstance(draft.kind, Scale) else "capture.no_name"
            table.tell(key)
        table.asking.changed(item.id if isinstance(item, Note) else "")

    def _take_nothing(self) -> None:
        if self.offered and not self._table.is_reading:
            lines, self.offered = self.offered, ()
            for text in lines:
                self.say(text)
        elif self.draft is not None:
            self.finish(self.draft)

    def _take_entry(self, text: str) -> None:
        opened = begin(f"{text} ")  # a sign alone begins what it stands for
        if opened is None:
            self.finish(read_line(text))
        elif not opened[1].strip():
            self._go_to(opened[0], anew=True)
        else:
            self._enter(*opened)

    def _take_part(self, draft: Draft, text: str, *, ends_in_space: bool) -> None:
        # A sign where an empty part is asked for: somebody has gone on to the next thing.
        is_free = draft.asks_parts and draft.editing is None and not draft.parts[draft.at]
        if is_free and begin(f"{text} " if ends_in_space else text) is not None:
            self.finish(draft)
            self._take_entry(text)
        else:
            self._enter(draft, text)

    def _enter(self, draft: Draft, text: str) -> None:
        filled, is_finished = enter(draft, text)
        if is_finished:
            self.finish(filled)
        else:
            self._go_to(filled, anew=self.draft is None)

    def _go_to(self, draft: Draft, *, anew: bool = False) -> None:
        self._before = [] if anew or self.draft is None else [*self._before, self.draft]
        self.draft = draft
        self.ask()

    def _put_aside(self) -> bool:
        draft, self.draft, self._before = self.draft, None, []
        if draft is None or draft.is_empty or is_unchanged(draft, self._table.session):
            return False
        self.aside.append(draft)
        is_plain = draft.whole or draft.kind is Section.HEARD
        say = self._table.wording.say
        name = say("capture.note") if is_plain else self._table.wording.name(draft.kind)
        self._table.tell("plain.aside", what=name)
        return True
