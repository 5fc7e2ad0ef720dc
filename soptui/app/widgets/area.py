"""Several lines to type in, with the gate that every text passes, letter by letter.

What it takes and where its cursor may stand is told in `whole_letters`.
"""

from rich.text import Text
from textual.content import Content
from textual.document._document import EditResult, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from soptui.app.widgets.entry import begun
from soptui.app.widgets.swift_keys import SwiftKeys
from soptui.app.widgets.whole_letters import MOST_PASTED, EveryKey, WholeText, letter_at_cell
from soptui.model.letters import edge_at, edge_from
from soptui.model.splicing import splice
from soptui.model.text import MAX_CHARACTERS, clean


class Area(SwiftKeys, EveryKey, TextArea):
    """Several lines of text that are clean at every moment."""

    OWN_KEYS = frozenset({"enter"})
    _choices: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Have the cursor stand still: nothing in soptui blinks."""
        self.cursor_blink = False

    def choose_from(self, choices: tuple[str, ...]) -> None:
        """Offer these as what the first line could be; anything else may be typed too."""
        self._choices = choices
        self.placeholder = Content(", ".join(choices))

    def update_suggestion(self) -> None:
        """Offer the rest of what the text begins, at its end."""
        at_end = self.selection.is_empty and self.cursor_location == self.document.end
        self.suggestion = begun(self.text, self._choices)[len(self.text) :] if at_end else ""

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, through the gate, and by whole letters."""
        (top, left), (bottom, right) = sorted((edit.from_location, edit.to_location))
        if "\n" in edit.text or top != bottom:
            start = (top, edge_at(self._line(top), left))
            end = (bottom, edge_from(self._line(bottom), right))
            return super().edit(Edit(edit.text, start, end, edit.maintain_selection_offset))
        change = splice(self._line(top), left, right, edit.text)
        result = super().edit(
            Edit(
                change.text,
                (top, change.start),
                (top, change.end),
                edit.maintain_selection_offset,
            )
        )
        if not edit.maintain_selection_offset and self.cursor_location != (top, change.cursor):
            self.cursor_location = (top, change.cursor)
        self.tell_left_out(change.dropped, change.cut)
        return result

    def put_letter(self, letter: str) -> None:
        """Take one key's letter where the cursor is."""
        self.replace(letter, *self.selection, maintain_selection_offset=False)

    def put_in(self, text: str) -> None:
        """Take pasted text where the cursor is, all of its lines."""
        pasted = clean(text[:MOST_PASTED], lines=True)
        start, end = sorted(self.selection)
        fitting, cut = _fitted(
            pasted.text, self._line(start[0])[: start[1]], self._line(end[0])[end[1] :]
        )
        result = self.replace(fitting, start, end, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        self.tell_left_out(pasted.dropped, pasted.cut + cut + max(0, len(text) - MOST_PASTED))

    def action_paste(self) -> None:
        """Paste what was copied in soptui itself."""
        self.put_in(self.app.clipboard)

    def validate_selection(self, selection: Selection) -> Selection:
        """Keep the cursor between letters; on its way to the right it comes out behind one."""
        forward = selection.end > self.selection.end
        end = self._between(selection.end, forward=forward)
        if selection.is_empty:
            return Selection.cursor(end)
        return Selection(self._between(selection.start, forward=False), end)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: the cursor covers a whole letter."""
        line = super().get_line(line_index)
        if line.plain.isascii():
            return line
        return WholeText(line.plain)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = _Wrapped(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def _between(self, location: Location, *, forward: bool) -> Location:
        row, column = location
        edge = edge_from if forward else edge_at
        return row, edge(self._line(row), column)

    def _line(self, row: int) -> str:
        document = self.document
        return document.get_line(row) if 0 <= row < document.line_count else ""


class _Wrapped(WrappedDocument):
    """Wrapped lines in which a click, or a step up or down, meets whole letters."""

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return the column of the letter that is drawn at a place of a wrapped line."""
        if self.document.get_line(line_index).isascii():
            return super().get_target_document_column(line_index, x_offset, y_offset)
        sections = self.get_sections(line_index)
        section = sections[y_offset]
        at = letter_at_cell(section, x_offset)
        if y_offset not in (-1, len(sections) - 1):
            at = min(at, edge_at(section, len(section) - 1))  # behind it, the next one begins
        return sum(len(above) for above in sections[:y_offset]) + at


def _fitted(text: str, before: str, behind: str) -> tuple[str, int]:
    """Return the text, with as much of its first and last line as fits, and what did not."""
    first, *more = text.split("\n")
    room = MAX_CHARACTERS - len(before) - (0 if more else len(behind))
    lines = [first[: edge_at(first, room)], *more]
    if more:
        lines[-1] = more[-1][: edge_at(more[-1], MAX_CHARACTERS - len(behind))]
    fitting = "\n".join(lines)
    return fitting, len(text) - len(fitting)
