"""A hostile page, or program, can neither read the map nor type into it.

Each of these speaks to a real server in plain HTTP, as whoever can send any bytes.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import islice

import pytest

from soptui.following import Seen
from soptui.model.stage import Stage
from soptui.resources import resource
from soptui.web.broadcast import MOST
from soptui.web.security import Address, Doors
from tests.builders import a_note, a_session
from tests.web.serving import Answer, Site, ask, come_in, events, served

SECRET = "Daniel drives after drinking"
PATHS = ("/", "/page.css", "/page.js", "/drawing.js", "/theme.css", "/icon.svg", "/events")
QUIET = [path for path in PATHS if path != "/events"]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as here:
        here.show(Seen(a_session(a_note(SECRET)), Stage()))
        yield here


@pytest.fixture(scope="module")
def cookie(site: Site) -> str:
    return come_in(site)


def refused(answer: Answer, status: int = 403) -> bool:
    """Whether this says in one sentence that it is not possible, and nothing else."""
    sentence = answer.body.decode()
    assert SECRET not in sentence
    assert len(sentence) < 130
    assert "<" not in sentence
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    return answer.status == status


def test_who_came_in_by_the_link_reads_the_map(site: Site, cookie: str) -> None:
    for path in QUIET:
        assert ask(site.port, path, Cookie=cookie).status == 200
    with closing(events(site, cookie)) as stream:
        told = dict(islice(stream, 2))
    assert list(told) == ["words", "show"]
    assert SECRET in told["show"]


@pytest.mark.parametrize("path", [*PATHS, "/elsewhere", "/enter", "/enter?key=", "/enter?key=x"])
@pytest.mark.parametrize("sent", ["", "soptui=1", "soptui-{port}=", "soptui-{port}=x", "é; ;=;"])
def test_without_the_link_there_is_nothing(site: Site, path: str, sent: str) -> None:
    site.doors.new_link()

    assert refused(ask(site.port, path, Cookie=sent.format(port=site.port)))


def test_the_link_opens_once_and_lets_in_one_browser(site: Site) -> None:
    path = site.doors.new_link().removeprefix(site.doors.address.origin)
    looked = ask(site.port, path, "HEAD")
    first, again = ask(site.port, path), ask(site.port, path)

    assert looked.status == 403
    assert (first.status, first.headers["location"]) == (303, "/")
    assert refused(again)
    assert "set-cookie" not in again.headers
    assert re.fullmatch(
        rf"soptui-{site.port}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=strict",
        first.headers["set-cookie"],
    )


def test_a_newer_link_takes_the_place_of_the_one_before(site: Site) -> None:
    older, newer = (site.doors.new_link().removeprefix(site.doors.address.origin) for _ in range(2))

    assert refused(ask(site.port, older))
    assert ask(site.port, newer).status == 303


def test_who_is_in_may_open_a_spent_link_again(site: Site, cookie: str) -> None:
    answer = ask(site.port, "/enter?key=spent", Cookie=cookie)

    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.example", "null", "", "http://localhost:{port}", "https://127.0.0.1:{port}"),
        *("http://127.0.0.1", "http://127.0.0.1:{port}.evil.example", "http://127.0.0.1:1"),
    ],
)
def test_another_site_is_refused_even_with_the_cookie(
    site: Site, cookie: str, path: str, origin: str
) -> None:
    answer = ask(site.port, path, Cookie=cookie, Origin=origin.format(port=site.port))

    assert refused(answer)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "/enter"])
@pytest.mark.parametrize("from_where", ["cross-site", "same-site", "", "anything"])
def test_what_another_site_set_off_is_refused(
    site: Site, cookie: str, path: str, from_where: str
) -> None:
    assert refused(ask(site.port, path, Cookie=cookie, Sec_Fetch_Site=from_where))


@pytest.mark.parametrize("from_where", ["none", "same-origin"])
def test_our_own_page_and_what_a_person_types_are_let_through(
    site: Site, cookie: str, from_where: str
) -> None:
    answer = ask(
        site.port,
        "/",
        Cookie=cookie,
        Sec_Fetch_Site=from_where,
        Origin=site.doors.address.origin,
    )

    assert answer.status == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:{port}", "localhost:{port}", "127.0.0.1", "[::1]:{port}"),
        *("127.0.0.1:1", "127.0.0.1:{port}.", "127.0.0.1:{port}, evil.example", "0.0.0.0:{port}"),
    ],
)
def test_a_name_that_was_pointed_here_gets_nothing(site: Site, cookie: str, host: str) -> None:
    """However the host is called, even if the origin agrees with it: rebinding."""
    called = host.format(port=site.port)
    for path in (*PATHS, "/enter"):
        answer = ask(site.port, path, Cookie=cookie, Host=called, Origin=f"http://{called}")
        assert refused(answer, 421)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "TYPE"]
)
def test_nothing_can_be_sent(site: Site, cookie: str, method: str) -> None:
    for path in (*PATHS, "/enter"):
        assert refused(ask(site.port, path, method, Cookie=cookie), 405)


def test_nobody_gets_a_socket_to_type_into(site: Site, cookie: str) -> None:
    for path in PATHS[:2]:
        answer = ask(
            site.port,
            path,
            Cookie=cookie,
            Connection="Upgrade",
            Upgrade="websocket",
            Sec_WebSocket_Version="13",
            Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        )
        assert answer.status == 200
        assert "upgrade" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        *("/static/", "/static/index.html", "/../pyproject.toml", "/..%2f..%2fpyproject.toml"),
        *("/page.css/", "/page.css/..", "//etc/passwd", "/%00", "/<script>alert(1)</script>"),
        *("/events/", "/enter/", "/.git/config", "/favicon.ico", "/?/../x", "/index.html"),
    ],
)
def test_there_is_no_other_page_and_its_name_is_not_repeated(
    site: Site, cookie: str, path: str
) -> None:
    answer = ask(site.port, path, Cookie=cookie)
    if path.startswith("/?"):
        assert answer == ask(site.port, "/", Cookie=cookie)
        return

    assert refused(answer, 404)
    assert answer.body == b"There is no such page here."


def test_no_size_or_command_can_be_asked_for(site: Site, cookie: str) -> None:
    plain = ask(site.port, "/", Cookie=cookie)
    asked = ask(site.port, "/?width=99999999&height=99999999&argv=sh&fontsize=9", Cookie=cookie)

    assert asked.body == plain.body


@pytest.mark.parametrize(
    ("path", "method", "inside"),
    [
        *[(path, "GET", True) for path in QUIET],
        *[("/events", "HEAD", True), ("/", "GET", False), ("/", "POST", True)],
        *[("/none", "GET", True), ("/enter?key=x", "GET", True)],
    ],
)
def test_every_answer_tells_the_browser_to_keep_to_itself(
    site: Site, cookie: str, path: str, method: str, inside: bool
) -> None:
    headers = ask(site.port, path, method, Cookie=cookie if inside else "").headers
    policy = headers["content-security-policy"].split("; ")

    assert {"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)
    assert {"form-action 'none'", "object-src 'none'"} <= set(policy)
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_the_page_asks_no_other_site_for_anything() -> None:
    for path in (resource("web") / "static").iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|//\w+\.|@import|url\(|@font-face", text), path.name


def test_the_page_holds_no_script_no_style_and_no_way_to_markup() -> None:
    static = resource("web") / "static"
    page = (static / "index.html").read_text(encoding="utf-8")
    scripts = "".join(path.read_text(encoding="utf-8") for path in static.glob("*.js"))

    assert re.findall(r"<script[^>]*>(.*?)</script>", page) == [""]
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|DOMParser"
        r"|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|localStorage|sessionStorage|postMessage",
        scripts,
    )


def test_a_fault_of_our_own_is_told_in_a_sentence(
    site: Site, cookie: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def break_down(_: Doors, __: str) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(Doors, "enter", break_down)

    assert refused(ask(site.port, "/enter?key=x", Cookie=cookie), 500)
    assert capfd.readouterr() == ("", "")


def test_so_many_follow_and_no_more_and_one_that_takes_nothing_holds_up_nobody() -> None:
    with served() as site, ExitStack() as open_streams:
        cookie = come_in(site)
        stuck = open_streams.enter_context(socket.create_connection(("127.0.0.1", site.port)))
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        asked = ("GET /events HTTP/1.1", f"Host: 127.0.0.1:{site.port}", f"Cookie: {cookie}")
        stuck.sendall("\r\n".join((*asked, "", "")).encode())
        stuck.recv(1)
        streams = [
            open_streams.enter_context(closing(events(site, cookie))) for _ in range(MOST - 1)
        ]
        for stream in streams:
            assert [name for name, _ in islice(stream, 2)] == ["words", "over"]

        assert refused(ask(site.port, "/events", Cookie=cookie), 503)
        assert ask(site.port, "/", Cookie=cookie).status == 200
        for number in range(20):
            long = a_note(f"{number} " + "much was said " * 30_000)
            site.show(Seen(a_session(long), Stage()))
        site.show(Seen(None, Stage(curtain=True)))
        for stream in streams[:5]:
            assert "curtain" in (name for name, _ in stream)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (Address("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        (Address("::1", 8000), "http://[::1]:8000"),
        (Address("192.168.1.20", 80), "http://192.168.1.20"),
    ],
)
def test_an_address_is_named_as_browsers_name_it(address: Address, origin: str) -> None:
    assert address.origin == origin
    assert Doors(address).new_link().startswith(f"{origin}/enter?key=")
