"""A fault of our own, told without a word of what anybody typed."""

import traceback
from pathlib import Path


def where_it_broke(error: BaseException) -> str:
    """Return the type of an error and where it came from: never its words or its values.

    The words of an exception can hold a note's text, and so can local variables.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "soptui" in Path(frame.filename).parts] or frames
    if not ours:
        return type(error).__name__
    last = ours[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
