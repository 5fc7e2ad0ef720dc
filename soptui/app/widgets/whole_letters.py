"""What every field to type in has in common: one gate for what comes in, and whole letters.

Textual's Input and TextArea count characters, so that Backspace takes the child out of an
emoji family; they let the control characters of a paste through to the terminal, and leave
out, without a word, the joiners that Persian, Hindi and emoji are written with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets.input import Selection

from soptui.model.letters import edge_at, edge_from
from soptui.model.splicing import splice
from soptui.model.text import clean

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import Input
else:
    Widget = Input = object  # a widget's styles are those of its first base: these are none

MOST_PASTED = 1_000_000
"""The most characters that one paste is read for."""


@dataclass
class LeftOut(Message):
    """Something typed or pasted was left out: hidden characters, or more than there is room for."""

    count: int
    cut: int = 0


def is_letter(character: str | None) -> bool:
    """Say whether a key brings text, be it such that the gate stops; Enter and Tab do not."""
    return character is not None and character >= " " and character != "\x7f"


class EveryKey(Widget):
    """Lets the gate see the keys that Textual would leave out without a word."""

    def put_in(self, text: str) -> None:
        """Take text where the cursor is, through the gate."""
        raise NotImplementedError

    def put_letter(self, letter: str) -> None:
        """Take one key's letter where the cursor is, through the gate."""
        raise NotImplementedError

    def tell_left_out(self, dropped: int, cut: int) -> None:
        """Say what did not come in, if anything did not."""
        if dropped or cut:
            self.post_message(LeftOut(dropped, cut))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Say whether the key is text."""
        return is_letter(character) or super().check_consume_key(key, character)

    async def _on_key(self, event: Key) -> None:
        if is_letter(event.character) and not event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.put_letter(event.character)

    def on_paste(self, event: Paste) -> None:
        """Take a paste, instead of Textual's own way."""
        event.stop()
        event.prevent_default()
        self.put_in(event.text)


class WholeLetters(EveryKey, Input):
    """One line of text that is clean at every moment, and whose cursor stands between letters."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of what stands there, through the gate."""
        change = splice(self.value, max(0, start), end, text)
        super().replace(change.text, change.start, change.end)
        if self.cursor_position != change.cursor:
            self.cursor_position = change.cursor
        self.tell_left_out(change.dropped, change.cut)

    def put_letter(self, letter: str) -> None:
        """Take one key's letter where the cursor is."""
        self.replace(letter, *self.selection)

    def put_in(self, text: str) -> None:
        """Take pasted text where the cursor is, as one line."""
        pasted = clean(text[:MOST_PASTED], lines=True)
        self.tell_left_out(pasted.dropped, pasted.cut + max(0, len(text) - MOST_PASTED))
        self.put_line(pasted.text, text)

    def put_line(self, cleaned: str, pasted: str) -> None:
        """Put a cleaned paste in as one line, with the space at its ends that it had."""
        # The gate takes the spaces at both ends; between words one is meant.
        before = " " if pasted[:1] == " " else ""
        after = " " if pasted[-1:] == " " and cleaned else ""
        self.replace(before + cleaned.replace("\n", " ") + after, *self.selection)

    def action_paste(self) -> None:
        """Paste what was copied in soptui itself."""
        self.put_in(self.app.clipboard)

    def validate_selection(self, selection: Selection) -> Selection:
        """Keep the cursor between letters; on its way to the right it comes out behind one."""
        selection = super().validate_selection(selection)
        value = self.value
        if value.isascii():
            return selection
        edge = edge_from if selection.end > self.selection.end else edge_at
        if selection.is_empty:
            return Selection.cursor(edge(value, selection.end))
        return Selection(edge_at(value, selection.start), edge(value, selection.end))

    @property
    def _value(self) -> Text:
        """The value as it is drawn: the cursor covers a whole letter."""
        if self.value.isascii():
            return super()._value
        return WholeText(self.value, self.scroll_offset.x)

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return where a click stands in the value."""
        if self.value.isascii():
            return super()._cell_offset_to_index(offset)
        return letter_at_cell(self.value, offset + self.scroll_offset.x)


class WholeText(Text):
    """A line of text whose styles cover whole letters, and whose left end cuts none.

    `hidden` is how many cells of it are scrolled away. Rich counts a letter's cells as one, but
    cuts by characters: what is left of a cut letter would be drawn without its beginning.
    """

    def __init__(self, line: str, hidden: int = 0) -> None:
        super().__init__(line, no_wrap=True, overflow="ignore", end="")
        self._hidden = hidden

    def copy(self) -> "WholeText":
        """Return one like this, to which more can be added."""
        copied = WholeText(self.plain, self._hidden)
        copied._spans[:] = self._spans
        return copied

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        """Draw spaces for the letters that are scrolled away, also for half of one."""
        at = letter_at_cell(self.plain, self._hidden)
        if cell_len(self.plain[:at]) < self._hidden:
            at = edge_from(self.plain, at + 1)
        seen = Text(" " * cell_len(self.plain[:at]), no_wrap=True, overflow="ignore", end="")
        seen.append_text(self[at:])
        return seen.__rich_console__(console, options)

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Style a range, and the rest of the letter that it ends in."""
        super().stylize(style, start, end if end is None else edge_from(self.plain, end))

    def stylize_before(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Style a range below what is styled already."""
        super().stylize_before(style, start, end if end is None else edge_from(self.plain, end))


def letter_at_cell(line: str, cell: int) -> int:
    """Return where the letter begins that is drawn on a cell of the screen, or the line's end."""
    at = cells = 0
    while at < len(line):
        behind = edge_from(line, at + 1)
        cells += cell_len(line[at:behind])
        if cells > cell:
            return at
        at = behind
    return at
