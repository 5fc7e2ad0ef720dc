"""A session as plain text, for the field of a case system that keeps letters and line ends only.

What a heading is shows without any formatting, and each item begins with the sign that the
alphabet gives to what it is. What was only heard has none there, and so has none here.
"""

from soptui.export.blocks import Bullet, Heading, Labelled, LinearBlock, linear, plain
from soptui.export.lettering import allowed
from soptui.export.material import Material

WIDTH = 72

# fmt: off
_ASCII = str.maketrans({
    **dict.fromkeys("‘’‚‛′´ʼ`", "'"), **dict.fromkeys("“”„‟″«»", '"'), "‹": "'", "›": "'",
    **dict.fromkeys("‐‑‒–−⁃", "-"), **dict.fromkeys("—―", "--"), "…": "...", "‥": "..",
    **dict.fromkeys("•·∙●▪◦‣", "*"), "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⇐": "<=",
    "×": "x", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "⁄": "/", "½": "1/2",
    "¼": "1/4", "¾": "3/4", "✓": "x", "✔": "x", "☐": "[ ]", "☑": "[x]", "™": "(TM)", "©": "(C)",
    "®": "(R)", **dict.fromkeys(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F,
    0x3000)), " "),
})
# fmt: on


def to_text(material: Material) -> bytes:
    """Return a copy as plain text in lines of 72 columns; `ascii` is about punctuation only."""
    text = ""
    before: LinearBlock | None = None
    for block in linear(material.document.blocks):
        lines = _written(block, simple=material.ascii)
        if lines:
            text += ("\n" if before and not _is_close(before, block) else "") + "\n".join(lines)
            text += "\n"
            before = block
    return (text or "\n").encode()


def _is_close(before: LinearBlock, block: LinearBlock) -> bool:
    """Say whether no empty line parts two blocks."""
    if isinstance(before, Heading):
        return before.level > 1 and not isinstance(block, Heading)
    if not isinstance(before, Bullet | Labelled) or not isinstance(block, Bullet | Labelled):
        return False
    # A danger with the goal that answers it stands by itself.
    is_statement = isinstance(block, Labelled) and bool(block.sign)
    return block.depth > 0 or not is_statement


def _written(block: LinearBlock, *, simple: bool) -> list[str]:
    text = plain(block.line)
    lead = hang = ""
    if isinstance(block, Bullet | Labelled):
        sign = f"{block.sign} " if block.sign else ""
        lead = "    " * block.depth + sign
        hang = "    " * block.depth + " " * max(2, len(sign))
    match block:
        case Labelled(label=label):
            text = f"{label}: {text}"
        case Heading(level=3) if text[-1:] not in (":", "?", "!", "."):
            text += ":"
    text = allowed(text).replace("\n", " ").replace("\t", " ")
    if simple:
        text = text.translate(_ASCII)
    lines = wrapped(text.strip(), lead, hang)
    if isinstance(block, Heading) and block.level < 3:
        longest = max(map(_cells, lines), default=0)
        lines.append(("=" if block.level == 1 else "-") * max(1, min(longest, WIDTH)))
    return lines


def wrapped(text: str, lead: str = "", hang: str = "", width: int = WIDTH) -> list[str]:
    """Return the text in lines of a width, broken at spaces only; no line ends in one.

    The first line begins with `lead`, the others with `hang`. A word that is wider than all of
    that stands alone.
    """
    lines: list[str] = []
    line, used = lead, _cells(lead)
    is_empty = True
    for word in text.split(" "):
        size = _cells(word)
        if not is_empty and used + 1 + size > width:
            lines.append(line.rstrip(" "))
            line, used, is_empty = hang, _cells(hang), True
        if is_empty and not word:
            continue
        line += word if is_empty else f" {word}"
        used += size + (not is_empty)
        is_empty = False
    return [*lines, line.rstrip(" ")] if not is_empty or not lines else lines


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only where letters are not all one wide

    return cell_len(text)
