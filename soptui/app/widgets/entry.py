"""A line to type in: what a typist expects of one, and nothing lost.

Textual's Input asks for a layout of the whole screen at every key, has no undo, deletes
to the right on Ctrl+Backspace and keeps one line of a paste. This one does not. What it
takes and where its cursor may stand is told in `whole_letters`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_letters import LeftOut, WholeLetters
from soptui.model.text import MAX_CHARACTERS, shown

_WORD = re.compile(r"[^\W\d_][\w'-]*$")
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class _Typed:
    """A state of the line to come back to."""

    value: str
    cursor: int


_OURS = {"ctrl+e", "ctrl+backspace", "alt+backspace"}


def _without_ours() -> list[BindingType]:
    """Textual's keys of a line, but for those that mean something else in soptui."""
    kept: list[BindingType] = []
    for binding in Input.BINDINGS:
        for each in Binding.make_bindings([binding]):
            if each.key not in _OURS:
                kept.append(each)
    return kept


class Entry(SwiftKeys, WholeLetters, Input, inherit_bindings=False):
    """One line of text with undo, whose lines are taken at once on Enter."""

    BINDINGS = [
        *_without_ours(),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]

    OFFERS_LINES = False
    """Whether several pasted lines stay several; else they become one."""

    # Typing must not ask for a layout: see the module's note.
    virtual_size = Reactive(Size(0, 0))

    @dataclass
    class LinesPasted(Message):
        """Several lines were pasted at once."""

        text: str

    Dropped: TypeAlias = LeftOut

    def __init__(self, value: str = "", *, id: str) -> None:  # noqa: A002 - Textual's name
        self.names: tuple[str, ...] = ()
        self.speakers: tuple[str, ...] = ()
        self.offer = ""
        self.veil: Callable[[str], str] | None = None
        self.choices: tuple[str, ...] = ()
        self._past: list[_Typed] = []
        self._future: list[_Typed] = []
        self._doing = self._stroke = ""
        self._quiet = True  # the first value is nothing to undo
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._quiet = False

    def take(self) -> None:
        """Answer Enter: go on to the next field."""
        if self.is_attached:  # and nobody has closed the screen meanwhile
            self.screen.focus_next()

    async def action_submit(self) -> None:
        """Take the line on Enter, in the same turn as the key."""
        self.take()

    def start(self, value: str) -> None:
        """Begin with this text, the cursor at its end and nothing to undo."""
        value = shown(value)  # a file's name can hold anything
        self._quiet = True
        self.value = value
        self._quiet = False
        self.cursor_position = len(value)
        self._past.clear()
        self._future.clear()
        self._doing = ""
        self._suggest(value)

    def choose_from(self, choices: tuple[str, ...]) -> None:
        """Offer these as what the whole line could be; anything else may be typed too."""
        self.choices = choices
        self.placeholder = ", ".join(choices)

    @property
    def _value(self) -> Text:
        """The value as it is drawn: under a veil, as that shows it."""
        if self.veil is None or (seen := self.veil(self.value)) == self.value:
            return super()._value
        return Text(seen, no_wrap=True, overflow="ignore", end="")

    def undo(self) -> bool:
        """Take back the last piece of typing; False if there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Type the last piece again; False if there is none."""
        return self._step(self._future, self._past)

    def forget(self) -> None:
        """Give up what could be typed again: something else was taken back since."""
        self._future.clear()

    def validate_value(self, value: str) -> str:
        """Note the state before a change: a word, or a run of deletions, at a time."""
        before = self.value
        if not self._quiet and value != before:
            kind = self._stroke or "other"
            new_word = kind == "typing" and before.endswith(" ") and not value.endswith(" ")
            if kind != self._doing or kind == "other" or new_word or not self._past:
                self._past.append(_Typed(before, self.cursor_position))
            self._doing = kind
            self._future.clear()
        return value

    def watch_value(self, value: str) -> None:
        """Offer the name that a word begins."""
        self._suggest(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of what stands there: a letter, or something to undo by itself."""
        if start == end and len(text) == 1:
            self._stroke = "typing"
        elif end - start == 1 and not text:
            self._stroke = "deleting"
        super().replace(text, start, end)
        self._stroke = ""

    def put_line(self, cleaned: str, pasted: str) -> None:
        """Put a cleaned paste in; several lines stay so where they are wanted."""
        fits = len(self.value) + len(cleaned) <= MAX_CHARACTERS
        if self.OFFERS_LINES and ("\n" in cleaned or not fits):
            self.post_message(self.LinesPasted(cleaned))
        else:
            super().put_line(cleaned, pasted)

    def action_cursor_right(self, select: bool = False) -> None:
        """Accept what is offered, or move right."""
        if not self.value and self.offer and not select:
            self.value = self.offer + " "
            self.cursor_position = len(self.value)
            return
        super().action_cursor_right(select)

    def _suggest(self, value: str) -> None:
        suggestion = ""
        # The cursor is still where it was before the letter that was typed.
        word = _WORD.search(value) if self.cursor_position >= len(value) - 1 else None
        if word and len(word[0]) >= _FEWEST_LETTERS and word[0][0].isupper():
            start = word[0].casefold()
            said_by = value[: word.start()].endswith("^")
            names = self.speakers if said_by else self.names
            name = next((n for n in names if n.casefold().startswith(start)), "")
            if len(name) > len(word[0]):
                suggestion = value + name[len(word[0]) :]
        suggestion = begun(value, self.choices) or suggestion
        if suggestion != self._suggestion:
            self._suggestion = suggestion

    def _step(self, source: list[_Typed], target: list[_Typed]) -> bool:
        if not source:
            return False
        target.append(_Typed(self.value, self.cursor_position))
        state = source.pop()
        self._doing = ""
        self._quiet = True
        self.value = state.value
        self._quiet = False
        self.cursor_position = state.cursor
        return True


def begun(text: str, choices: Iterable[str]) -> str:
    """Return the first of these that a text begins, and is not yet the whole of."""
    start = text.casefold()
    longer = (choice for choice in choices if text and len(choice) > len(text))
    return next((choice for choice in longer if choice.casefold().startswith(start)), "")
