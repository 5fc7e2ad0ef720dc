"""A fault of our own, told and reported without a word of what anybody typed.

The words of an exception can hold a note's text, and so can local variables: neither is
ever looked at. What is told is its type, and the places in the code that it went through.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import CodeType, FrameType

KEPT = 20
"""How many reports are kept: the newest."""

_SHOWN = 40
"""How many places of one exception are shown: half of them from its start, half from its end."""

_LIBRARIES = ("textual", "rich", "tinydb", "click", "pydantic", "markdown-it-py", "platformdirs")


def where_it_broke(error: BaseException) -> str:
    """Return the type of an error and the last place in our code that it went through."""
    places = list(walk_tb(error.__traceback__))
    ours = [place for place in places if _file(place[0]).startswith("soptui/")] or places
    if not ours:
        return type(error).__name__
    frame, line = ours[-1]
    return f"{type(error).__name__} in {_file(frame).rpartition('/')[2]}, line {line}"


def report_of(error: BaseException, now: datetime) -> str:
    """Return a report: versions, and every exception of the chain with its places."""
    lines = [f"soptui stopped at {now:%Y-%m-%d %H:%M:%S} UTC", *_versions()]
    for said, one in _chain(error):
        lines += ["", f"{said}{type(one).__module__}.{type(one).__qualname__}", *_places(one)]
    return "\n".join(lines) + "\n"


def keep_report(folder: Path, error: BaseException) -> Path | None:
    """Write a report for its owner only; return where it is, or None where that cannot be.

    Whatever stands in the way, a full disk or no memory, is not told: the fault itself is.
    """
    from soptui.storage import disk  # noqa: PLC0415 - seldom needed

    with suppress(Exception):
        now = datetime.now(UTC)
        disk.make_folder(folder)
        path = folder / f"{now:%Y-%m-%dT%H%M%S.%fZ}.txt"
        disk.write_new(path, report_of(error, now).encode("utf-8", "replace"))
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            with suppress(OSError):
                old.unlink()
        return path
    return None


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Go through an exception and all that led to it or stands in it, each once."""
    seen: set[int] = set()
    waiting = [("", error)]
    while waiting:
        said, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield said, one
        if one.__cause__ is not None:
            waiting.append(("caused by ", one.__cause__))
        if one.__context__ is not None:
            waiting.append(("while handling ", one.__context__))
        if isinstance(one, BaseExceptionGroup):
            waiting += [("one of these ", part) for part in one.exceptions]


def _places(error: BaseException) -> list[str]:
    places = [f"  {_file(frame)}:{line} in {_name(frame.f_code)}" for frame, line in _frames(error)]
    if len(places) <= _SHOWN:
        return places
    half = _SHOWN // 2
    return [*places[:half], f"  ... {len(places) - 2 * half} more ...", *places[-half:]]


def _frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    yield from walk_tb(error.__traceback__)


def _file(frame: FrameType) -> str:
    """Name a file within its package: where it is on this computer can hold a person's name."""
    name = re.split(r"[\\/]", frame.f_code.co_filename)[-1]
    package = frame.f_globals.get("__package__")
    return f"{package.replace('.', '/')}/{name}" if isinstance(package, str) and package else name


def _name(code: CodeType) -> str:
    return getattr(code, "co_qualname", code.co_name)


def _versions() -> Iterator[str]:
    import platform  # noqa: PLC0415 - seldom needed
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    from soptui import __version__  # noqa: PLC0415

    yield f"soptui {__version__}"
    yield f"{platform.python_implementation()} {platform.python_version()}, {platform.platform()}"
    found = []
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            found.append(f"{library} {version(library)}")
    yield ", ".join(found)
