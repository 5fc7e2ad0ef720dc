"""How colors are seen: their contrast, with few colors, and by people who see them otherwise."""

from collections.abc import Mapping
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from types import MappingProxyType

from rich.color import Color, ColorSystem

Rgb = tuple[int, int, int]
Lab = tuple[float, float, float]
Matrix = tuple[Lab, Lab, Lab]

DEFICIENCIES: Mapping[str, Matrix] = MappingProxyType(
    {
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)
"""Machado, Oliveira and Fernandes (2009), severity 1.0, for linear red, green and blue."""

_WHITE = (0.95047, 1.0, 1.08883)


def rgb(color: str) -> Rgb:
    """Return the three parts of a color that is written `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def in_256_colors(color: Rgb) -> Rgb:
    """Return what Rich, which writes for Textual, makes of it where a terminal has no more."""
    red, green, blue = Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colors as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def as_seen(color: Rgb, deficiency: str) -> Rgb:
    """Return what a color looks like to somebody who lacks one kind of cone."""
    linear = tuple(_linear(part) for part in color)
    seen = (
        sum(weight * part for weight, part in zip(row, linear, strict=True))
        for row in DEFICIENCIES[deficiency]
    )
    red, green, blue = (_coded(part) for part in seen)
    return red, green, blue


def difference(one: Rgb, other: Rgb) -> float:
    """Return how far apart two colors look, as CIEDE2000: about 1 can just be told apart."""
    (l1, a1, b1), (l2, a2, b2) = _lab(one), _lab(other)
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean / (mean + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = hypot(a1, b1), hypot(a2, b2)
    hue1, hue2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    if chroma1 * chroma2 == 0:
        hue1 = hue2 = hue1 + hue2
    turn = (hue2 - hue1 + 180) % 360 - 180
    light, chroma = (l1 + l2) / 2, (chroma1 + chroma2) / 2
    hue = (hue1 + turn / 2) % 360
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    off = (light - 50) ** 2
    by_light = (l2 - l1) / (1 + 0.015 * off / sqrt(20 + off))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    blue = 60 * exp(-(((hue - 275) / 25) ** 2))
    twist = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(blue))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def _luminance(color: Rgb) -> float:
    red, green, blue = (_linear(part) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _coded(linear: float) -> int:
    share = min(1.0, max(0.0, linear))
    share = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return round(share * 255)


def _lab(color: Rgb) -> Lab:
    red, green, blue = (_linear(part) for part in color)
    parts = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (_root(part / white) for part, white in zip(parts, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29
