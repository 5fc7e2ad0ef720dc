"""`soptui present ID --web`: the page is served until somebody ends it.

The link stands on stdout, words about it on stderr. Nothing is logged: neither who looked, nor
at what.
"""

import asyncio
import gc
import ipaddress
import logging
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from soptui.following import Following, Seen, Shown
from soptui.leaving import WRONG_USE, Failure
from soptui.model.alphabet import Column
from soptui.model.stage import Stage
from soptui.storage import disk
from soptui.telling import tell
from soptui.themes import ThemeFile
from soptui.web.broadcast import MOST, Broadcast
from soptui.web.payload import as_event, event_of, page_words, told
from soptui.web.security import Address, Doors
from soptui.web.site import make_site
from soptui.wording import Wording

LOOPBACK = "127.0.0.1"

_GRACE_HERE, _GRACE_FAR = 5, 12
"""Seconds without a sign of life after which a page shows nothing any more.

A page that hears nothing would not hear of a curtain either. On one computer that only
happens when soptui has ended; through the air it happens for moments all the time.
"""

_AWAY = 1.0
"""Seconds until it is looked again whether somebody can press a key."""


def serve_web(
    shown: Shown,
    wording: Wording,
    theme: ThemeFile,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    columns: tuple[Column, ...] = (),
) -> None:
    """Serve a session as a page that follows it, until Ctrl+C.

    Raises:
        Failure: it cannot be served at this address; says why.
        KeyboardInterrupt: somebody has ended it.
    """
    gc.enable()  # which a short command does without
    place = _address(host, wording)
    is_here = ipaddress.ip_address(place).is_loopback
    with _open(place, port, wording) as door:
        doors = Doors(Address(place, door.getsockname()[1]))
        if not is_here:
            tell(f"soptui: {wording.say('web.outside')}", err=True)
        _print_link(doors, wording)
        page = _Page(shown, wording, theme, columns, _GRACE_HERE if is_here else _GRACE_FAR)
        asyncio.run(page.serve(doors, door))


def greeting(wording: Wording, grace: int) -> bytes:
    """Return what every browser is told first: the page's words, and when to show no more."""
    told_first = {"language": wording.language, "grace": grace, "words": page_words(wording)}
    return b"retry: 1000\n" + as_event("words", told_first)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is served, and how it is shown."""

    shown: Shown
    wording: Wording
    theme: ThemeFile
    columns: tuple[Column, ...]
    grace: int

    async def serve(self, doors: Doors, door: socket.socket) -> None:
        """Serve it at this door, until somebody ends it."""
        loop = asyncio.get_running_loop()
        broadcast = Broadcast(greeting(self.wording, self.grace))

        def tell_all(seen: Seen) -> None:
            event = as_event(event_of(seen), told(seen, self.wording, self.columns))
            with suppress(RuntimeError):  # the loop has ended a moment ago
                loop.call_soon_threadsafe(broadcast.put, event)

        following = Watchful(self.shown, self.wording, tell_all)
        following.start()
        _print_links_when_asked(doors, self.wording)
        site = make_site(doors, broadcast, self.wording, self.theme)
        try:
            await Server(site, broadcast).serve(sockets=[door])
        finally:
            following.close()


class Watchful(Following):
    """Follows, and shows nothing where something breaks: what was seen last might stay for good,
    whatever curtain is drawn."""

    def look(self) -> Seen:
        """Return what is to be seen now."""
        try:
            return super().look()
        except Exception:
            return Seen(None, Stage(curtain=True, is_over=True))


class Server(uvicorn.Server):
    """Serves a site in silence; before it ends it lets go whoever follows."""

    def __init__(self, site: ASGIApp, broadcast: Broadcast) -> None:
        _log_nothing()
        super().__init__(
            uvicorn.Config(
                site,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                limit_concurrency=2 * MOST,
                timeout_graceful_shutdown=1,
            )
        )
        self._broadcast = broadcast

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, at once: a stream that is still open would hold it up."""
        self._broadcast.close()
        await super().shutdown(sockets)


def _log_nothing() -> None:
    for name in ("uvicorn", "asyncio"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _address(host: str, wording: Wording) -> str:
    """Return an address of numbers: what has a name can be made to lead elsewhere.

    One that stands for all addresses is none that a browser can be held to.
    """
    if host == "localhost":
        return LOOPBACK
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        found = None
    if found is None or found.is_unspecified or found.is_multicast:
        raise Failure(wording.say("web.bad_host"), WRONG_USE)
    return str(found)


def _open(place: str, port: int, wording: Wording) -> socket.socket:
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # or another program could take the port over
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((place, port))
        door.listen(MOST)
    except (OSError, OverflowError) as error:
        door.close()
        why = disk.why(error) if isinstance(error, OSError) else str(port)
        raise Failure(wording.say("web.not_open", why=why)) from None
    return door


def _print_link(doors: Doors, wording: Wording) -> None:
    tell(wording.say("web.open"), err=True)
    tell(doors.new_link())
    tell(wording.say("web.again"), err=True)


def _print_links_when_asked(doors: Doors, wording: Wording) -> None:
    """Print a new link at each Enter, if somebody can press it."""
    if not sys.stdin.isatty():
        return
    if sys.platform != "win32":
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)  # in the background it would stop us

    def listen() -> None:
        # Past Python's own buffer, whose lock would be held when it ends.
        while True:
            try:
                typed = os.read(0, 1024)
            except OSError:
                time.sleep(_AWAY)
                continue
            if not typed:
                return
            _print_link(doors, wording)

    threading.Thread(target=listen, name="enter", daemon=True).start()
