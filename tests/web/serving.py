"""A session that is shown, as the terminal app shows it, and a site that serves it."""

import asyncio
import http.client
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import create_server

from soptui.following import Seen, Shown
from soptui.themes import shipped_themes
from soptui.web.broadcast import Broadcast
from soptui.web.payload import as_event, event_of, told
from soptui.web.security import Address, Doors
from soptui.web.serve import Server, Watchful, greeting
from soptui.web.site import make_site
from soptui.wording import Wording
from tests.builders import WORDING


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is served now."""

    doors: Doors
    broadcast: Broadcast
    loop: asyncio.AbstractEventLoop
    server: Server

    @property
    def port(self) -> int:
        return self.doors.address.port

    def show(self, seen: Seen, wording: Wording = WORDING) -> None:
        """Show something."""
        event = as_event(event_of(seen), told(seen, wording))
        self.loop.call_soon_threadsafe(self.broadcast.put, event)


@contextmanager
def served(
    shown: Shown | None = None, *, wording: Wording = WORDING, grace: int = 5, beat: float = 2.0
) -> Iterator[Site]:
    """Serve a site, and let it follow a session if there is one."""
    door = create_server(("127.0.0.1", 0))
    doors = Doors(Address("127.0.0.1", door.getsockname()[1]))
    broadcast = Broadcast(greeting(wording, grace), beat=beat)
    site = make_site(doors, broadcast, wording, shipped_themes()["soptui-dark"])
    server = Server(site, broadcast)
    loops: list[asyncio.AbstractEventLoop] = []
    began = threading.Event()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        began.set()
        await server.serve(sockets=[door])

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    began.wait()
    here = Site(doors, broadcast, loops[0], server)
    following = Watchful(shown, wording, here.show) if shown else None
    if following:
        following.start()
    try:
        yield here
    finally:
        if following:
            following.close()
        server.should_exit = True
        thread.join()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask a site for something, as whoever can send any bytes; an underscore is a hyphen."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())
    finally:
        connection.close()


def come_in(site: Site) -> str:
    """Open the link, and return the cookie that came back."""
    path = site.doors.new_link().removeprefix(site.doors.address.origin)
    answer = ask(site.port, path)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    return answer.headers["set-cookie"].partition(";")[0]


def events(site: Site, cookie: str) -> Generator[tuple[str, str], None, None]:
    """Follow as a browser does; close it to go."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        connection.request("GET", "/events", headers={"Cookie": cookie})
        response = connection.getresponse()
        assert response.status == 200
        name = ""
        while line := response.readline().decode():
            field, _, value = line.rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, value
    finally:
        connection.close()
