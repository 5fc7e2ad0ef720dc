"""A program with a bug planted in it, with people's words at hand when it strikes.

`python -m bench.faults.broken_start FILE|soptui ARGUMENTS`; F8 is what strikes the bug.
"""

import runpy
import sys

from textual.app import App
from textual.events import Event, Key

from bench.faults.secrets import PHONE, SAID

_on_event = App.on_event


async def _broken(self: App[object], event: Event) -> None:
    if isinstance(event, Key) and event.key == "f8":
        phone = PHONE
        raise RuntimeError(f"planted near {SAID}: {phone}")
    await _on_event(self, event)


def main() -> None:
    """Plant the bug and run the program."""
    App.on_event = _broken  # type: ignore[method-assign, assignment]
    program, *sys.argv[1:] = sys.argv[1:]
    sys.argv[0] = program
    if program == "soptui":
        from soptui.cli import main as run  # noqa: PLC0415 - only if it is the one

        run()
    else:
        runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
