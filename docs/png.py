"""PNG: made of an SVG, kept small, and remembering what it was made from."""

import io
from pathlib import Path

SCALE = 2
"""Pixels for one of the SVG's: a projector, or a screen of today, shows it sharp."""

_FRAME = "#292929"
"""What is around the terminal in Rich's SVG; here it fills the round corners too."""

_MOST_COLORS = 256
_MADE_FROM = "made-from"
_BEGIN = b"\x89PNG\r\n\x1a\n"


def rendered(svg: str) -> bytes:
    """Return an SVG as PNG, in the fonts that are here."""
    import resvg_py  # noqa: PLC0415 - only who draws pictures has it

    done: bytes = resvg_py.svg_to_bytes(svg_string=svg, zoom=SCALE, background=_FRAME)
    return done


def small(png: bytes, made_from: str) -> bytes:
    """Return a PNG in its most frequent colors, with a note of what it was made from.

    What goes are the rarest shades at the edges of letters.
    """
    from PIL import Image  # noqa: PLC0415 - only who draws pictures has it
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    image = Image.open(io.BytesIO(png)).convert("RGB")
    counted = image.getcolors(image.width * image.height)
    frequent = sorted(counted, reverse=True)[:_MOST_COLORS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, color in frequent for part in color])
    note = PngInfo()
    note.add_text(_MADE_FROM, made_from)
    done = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(
        done, "PNG", optimize=True, pnginfo=note
    )
    return done.getvalue()


def made_from(path: Path) -> str:
    """Return what a PNG was made from, as it remembers it; nothing, if it does not."""
    content = path.read_bytes()
    at = len(_BEGIN)
    while content.startswith(_BEGIN) and at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        name, _, text = data.partition(b"\0")
        if kind == b"tEXt" and name == _MADE_FROM.encode():
            return text.decode("latin-1")
        at += length + 12
    return ""
