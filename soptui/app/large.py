"""One question for the whole room: in how many lines, and how far apart; pure.

A terminal has letters of one size. What reads large from five meters is few words a line,
lines of like length, and nothing around them.
"""

from soptui.app.wrapping import wrap

_MOST, _LEAST = 60, 24


def enlarged(text: str, width: int, height: int) -> str:
    """Return a text in lines for a screen of that size, with wide margins.

    The lines stand double spaced where there is room, and closer where there is not.
    """
    lines = even(text, min(max(width * 2 // 3, _LEAST), _MOST, width))
    if len(lines) > height:
        lines = wrap(text, width)
    return ("\n\n" if len(lines) * 2 - 1 <= height else "\n").join(lines)


def even(text: str, width: int) -> list[str]:
    """Return a text in as few lines as fit, none of them much longer than the others."""
    lines = wrap(text, width)
    for narrower in range(width - 1, 1, -1):
        closer = wrap(text, narrower)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines
