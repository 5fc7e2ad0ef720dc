"""What the rest of the computer gets to see of soptui while it runs."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def leave_no_core() -> None:
    """Let no crash of the interpreter write its memory, people's words in it, into a file."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows, and not needed for the first frame

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide_from_process_list(*texts: str) -> None:
    """Take arguments that hold a text out of what `ps` shows to everybody on this computer.

    On Windows nothing is done: there, other people's command lines can be read by
    administrators only. Where it cannot be done soptui goes on: a name that can be seen is
    better than a meeting that cannot be written down.
    """
    words = [os.fsencode(text) for text in texts if text]
    with suppress(Exception):
        if words and sys.platform == "linux":
            _hide_on_linux(words)
        elif words and sys.platform == "darwin":
            _hide_on_mac(words)


def _hide_on_linux(words: list[bytes]) -> None:
    own = Path("/proc/self")
    # The name in brackets may hold anything; the 46th value behind it is where the
    # arguments begin in memory.
    at = int((own / "stat").read_bytes().rpartition(b")")[2].split()[45])
    arguments = (own / "cmdline").read_bytes().split(b"\0")
    with (own / "mem").open("r+b", buffering=0) as memory:
        for argument in arguments:
            if any(word in argument for word in words):
                memory.seek(at)
                memory.write(b" " * len(argument))
            at += len(argument) + 1


def _hide_on_mac(words: list[bytes]) -> None:
    # `ps` reads the arguments where the process itself has them.
    import ctypes  # noqa: PLC0415 - seldom needed

    system = ctypes.CDLL(None)
    system._NSGetArgc.restype = ctypes.POINTER(ctypes.c_int)
    system._NSGetArgv.restype = ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))
    count, arguments = system._NSGetArgc()[0], system._NSGetArgv()[0]
    for address in [arguments[at] for at in range(count)]:
        argument = ctypes.string_at(address) if address else b""
        if any(word in argument for word in words):
            ctypes.memset(address, ord(" "), len(argument))
