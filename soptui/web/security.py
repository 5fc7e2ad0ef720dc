"""Who may see the page: no other site, no other address, and nobody without the link.

A browser runs what any site gives it, and can be talked into asking this computer for
things. So every request has to be for our own address, from our own page or from nowhere, and
from a browser that came in by a link that opens once. Nothing can be sent here: there is only
looking.
"""

import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from soptui.wording import Wording

ENTER = "/enter"

HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            # No text can become markup: the browser itself refuses it.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(
        (
            *("accelerometer=()", "camera=()", "display-capture=()", "geolocation=()"),
            *("gyroscope=()", "microphone=()", "midi=()", "payment=()", "usb=()"),
            "fullscreen=(self)",
        )
    ),
}
"""What every answer says to the browser."""

_BROWSERS = 50
_FROM_HERE = ("none", "same-origin")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is: a number of this computer, never a name that others can point here."""

    host: str
    port: int

    @property
    def authority(self) -> str:
        """The address as a browser names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port != 80 else host

    @property
    def origin(self) -> str:
        """The address as a page of ours is from."""
        return f"http://{self.authority}"


class Doors:
    """The link that opens once, and the browsers that came in by one."""

    def __init__(self, address: Address) -> None:
        self.address = address
        # Browsers do not keep cookies of one port from another.
        self.cookie = f"soptui-{address.port}"
        self._key = ""
        self._inside: deque[str] = deque(maxlen=_BROWSERS)

    def new_link(self) -> str:
        """Return a link that lets one browser in; the one before it opens nothing any more."""
        self._key = secrets.token_urlsafe(32)
        return f"{self.address.origin}{ENTER}?key={self._key}"

    def enter(self, key: str) -> str | None:
        """Return what a browser is known by from now on, or None if the key is not the one."""
        if not self._key or not _are_same(key, self._key):
            return None
        self._key = ""
        self._inside.append(secrets.token_urlsafe(32))
        return self._inside[-1]

    def know(self, cookies: str) -> bool:
        """Say whether a browser with these cookies has come in."""
        values = [
            value
            for name, _, value in (pair.strip().partition("=") for pair in cookies.split(";"))
            if name == self.cookie
        ]
        # All are compared, so that the time tells nothing.
        return sum(_are_same(value, known) for value in values for known in self._inside) > 0


class Guard:
    """Stands before the pages: refuses in one sentence, and repeats nothing it was told."""

    def __init__(self, app: ASGIApp, doors: Doors, wording: Wording) -> None:
        self._app = app
        self._doors = doors
        self._wording = wording

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *ours]}
            await send(message)

        refused = self._refused(scope)
        if refused is None:
            await self._app(scope, receive, send_guarded)
        else:
            await refused(scope, receive, send_guarded)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        address, say = self._doors.address, self._wording.say
        if list(_values(scope, "host")) != [address.authority]:
            return PlainTextResponse(say("web.not_here"), 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse(say("web.only_looking"), 405, {"allow": "GET, HEAD"})
        if any(origin != address.origin for origin in _values(scope, "origin")):
            return PlainTextResponse(say("web.other_site"), 403)
        if any(site not in _FROM_HERE for site in _values(scope, "sec-fetch-site")):
            return PlainTextResponse(say("web.other_site"), 403)
        is_inside = self._doors.know("; ".join(_values(scope, "cookie")))
        if not is_inside and scope["path"] != ENTER:
            return PlainTextResponse(say("web.no_key"), 403)
        return None


def _values(scope: Scope, name: str) -> Iterator[str]:
    wanted = name.encode()
    return (value.decode("latin-1") for key, value in scope["headers"] if key == wanted)


def _are_same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())
