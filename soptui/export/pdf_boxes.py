"""A font of empty boxes, for the letters that the fonts of a PDF lack.

Whoever reads the page sees that a letter stands there, and each box still is its own letter
to whoever searches the file, copies from it or has it read aloud. The font holds whole
blocks of 256 letters, so that it does not tell which of them somebody used.
"""

from collections.abc import Iterable, Iterator
from struct import pack
from unicodedata import category

FAMILY = "Soptui Boxes"
UNITS = 1999
BOX_WIDTH = 1201
"""No letter of the other fonts is 1201/1999 wide: by its width a box is known."""

_BLOCK = 256
_MOST = 200 * _BLOCK  # a font holds 65,535 letters at the most
_WIDTHLESS = ("Mn", "Me", "Cf")


def box_fonts(letters: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Return families and fonts that together have a box for each of these letters."""
    starts = sorted({ord(letter) // _BLOCK * _BLOCK for letter in letters})
    points = [point for start in starts for point in range(start, start + _BLOCK)]
    for at in range(0, len(points), _MOST):
        family = f"{FAMILY} {at // _MOST + 1}"
        yield family, _font(family, points[at : at + _MOST])


def _font(family: str, points: list[int]) -> bytes:
    """Return a TrueType font in which each of these code points has its own box."""
    box = _box()
    widthless = [False, *(category(chr(point)) in _WIDTHLESS for point in points)]
    offsets = [0]
    for empty in widthless:
        offsets.append(offsets[-1] + (0 if empty else len(box)))
    widths = b"".join(pack(">Hh", 0 if empty else BOX_WIDTH, 100) for empty in widthless)
    count = len(widthless)
    return _file(
        {
            b"OS/2": _os2(),
            b"cmap": _cmap(points),
            b"glyf": box * (count - sum(widthless)),
            b"head": _head(),
            b"hhea": pack(
                ">IhhhHhhhhhh8xhH", 0x10000, 1500, -500, 0, BOX_WIDTH, *([0] * 6), 0, count
            ),
            b"hmtx": widths,
            b"loca": pack(f">{count + 1}I", *offsets),
            b"maxp": pack(">IH13H", 0x10000, count, 8, 2, 0, 0, 1, *([0] * 8)),
            b"name": _name(family),
            b"post": pack(">IIhhI16x", 0x30000, 0, -200, 100, 0),
        }
    )


def _box() -> bytes:
    """Return the outline: a rectangle, and in it another one that is left out."""
    left, bottom, right, top, line = 100, 0, 1100, 1300, 80
    corners = (
        *((left, bottom), (left, top), (right, top), (right, bottom)),
        *((left + line, bottom + line), (right - line, bottom + line)),
        *((right - line, top - line), (left + line, top - line)),
    )
    moves = [
        (x - before[0], y - before[1])
        for (x, y), before in zip(corners, ((0, 0), *corners), strict=False)
    ]
    return pack(
        ">h4h2HH8B8h8h",
        *(2, left, bottom, right, top, 3, 7, 0),
        *([1] * 8),
        *(x for x, _ in moves),
        *(y for _, y in moves),
    )


def _cmap(points: list[int]) -> bytes:
    """Return which letter has which box, in runs of letters that follow each other."""
    groups = [
        pack(">III", points[at], points[at] + _BLOCK - 1, at + 1)
        for at in range(0, len(points), _BLOCK)
    ]
    table = pack(">HHIII", 12, 0, 16 + 12 * len(groups), 0, len(groups)) + b"".join(groups)
    return pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _head() -> bytes:
    return pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0),
        *(0, 0, BOX_WIDTH, 1400, 0, 8, 2, 1, 0),
    )


def _os2() -> bytes:
    weight, width = 400, 5
    return pack(
        ">HhHHH11h10B4I4sHHHhhhHH",
        *(0, BOX_WIDTH, weight, width, 0),
        *([0] * 11),
        *([0] * 10),
        *([0] * 4),
        b"    ",
        *(0x40, 0, 0xFFFF, 1500, -500, 0, 1500, 500),
    )


def _name(family: str) -> bytes:
    """Return the family's name, and the same again as the name for PostScript."""
    names = {1: family, 6: family.replace(" ", "")}
    texts = {name: text.encode("utf-16-be") for name, text in names.items()}
    records, storage = b"", b""
    for name, text in texts.items():
        records += pack(">HHHHHH", 3, 1, 0x409, name, len(text), len(storage))
        storage += text
    return pack(">HHH", 0, len(texts), 6 + len(records)) + records + storage


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return the tables as one file; the order of their tags is the one that readers want."""
    head = pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    body = b""
    for tag, table in tables.items():
        place = 12 + 16 * len(tables) + len(body)
        head += pack(">4sIII", tag, 0, place, len(table))
        body += table + bytes(-len(table) % 4)
    return head + body
