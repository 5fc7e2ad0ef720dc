"""Text in lines of a given width: never cut, long words broken, wide letters counted.

Textual's own wrapping costs ten times as much, which shows when 5,000 notes are opened
or the window is resized.
"""

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells, broken at spaces where it can be."""
    width = max(width, 2)
    if len(text) <= width and text.isascii():
        return [text]
    measure = len if text.isascii() else cell_len
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = measure(word)
        if used and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if used:
            lines.append(line)
        *full, line = chop_cells(word, width) if size > width else [word]
        lines.extend(full)
        used = measure(line)
    return [*lines, line]
