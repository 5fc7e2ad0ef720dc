"""The page in a real browser: what is captured in the terminal is seen there, and no more.

Each test follows another session in one browser, which is started once.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not to be had here", allow_module_level=True)

from bench.terminal import Terminal, environment
from soptui.following import Seen, find_shown
from soptui.home import Home
from soptui.model.alphabet import Column, Scale
from soptui.model.session import Session
from soptui.model.stage import Stage
from soptui.room.showing import Showing
from soptui.wording import load_wording
from tests.builders import WORDING, a_danger, a_full_session, a_mark, a_member, a_note, a_session
from tests.deaths import ENTERED, with_typing
from tests.deaths import soptui as in_terminal
from tests.web.browser import CHROMIUM, Browser
from tests.web.serving import Site, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here")

ROWS = "[...document.querySelectorAll('.block li .text')].map((row) => row.textContent)"
SHOWS = "document.body.dataset.shows"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as one:
        yield one


@pytest.fixture
def site(browser: Browser) -> Iterator[Site]:
    browser.size(1280, 720)
    browser.prefer(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
    browser.asked.clear()
    browser.said.clear()
    with served() as here:
        yield here
        asked = [url for url in browser.asked if not url.startswith(here.doors.address.origin)]
        assert asked == []
        assert browser.said == []
    browser.open("about:blank")


def seen(session: Session, **stage: object) -> Seen:
    return Seen(Showing(WORDING).of(session), Stage(**stage))  # type: ignore[arg-type]


def opened(browser: Browser, site: Site, what: Seen) -> None:
    site.show(what)
    browser.open(site.doors.new_link())
    browser.wait(f"{SHOWS} !== 'nothing' && document.querySelectorAll('.column').length === 3")


def test_what_is_captured_in_the_terminal_is_seen_in_the_browser_until_the_curtain(
    browser: Browser, tmp_path: Path
) -> None:
    """You should see the note come, the new one marked, nothing behind the curtain, and again."""
    browser.size(1280, 720)
    command = in_terminal(tmp_path, "new", "K.'s family")
    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(command, environment()))
        with_typing(terminal)
        site = stack.enter_context(served(find_shown(Home(tmp_path), "last")))
        browser.open(site.doors.new_link())
        browser.wait(f"{ROWS}.includes('{ENTERED}')")
        terminal.press("\x15+ Rosa sits with Mateo on Fridays\r")
        browser.wait("document.querySelector('.newest .text')?.textContent.startsWith('Rosa')")
        assert browser.run("document.querySelector('#news').textContent") == (
            "New: STRENGTHS: Rosa sits with Mateo on Fridays"
        )
        assert browser.run("document.title") == "soptui"

        terminal.press("\x1b[20~")
        browser.wait(f"{SHOWS} === 'nothing'")
        for word in ("Rosa", "Mateo", "Ana", "family", "STRENGTHS"):
            assert word not in browser.text()
        terminal.press("\x1b")
        browser.wait(f"{ROWS}.includes('{ENTERED}')")

        terminal.press("\x11")
        terminal.wait()
        browser.wait("document.querySelector('#quiet').textContent === 'Nothing is shown now.'")
        assert "Rosa" not in browser.text()
    browser.open("about:blank")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (3840, 2160)])
def test_three_columns_fill_the_screen_in_letters_that_go_by_its_size(
    browser: Browser, site: Site, tmp_path: Path, width: int, height: int
) -> None:
    """You should see three columns side by side, the same picture at every size."""
    browser.size(width, height)
    opened(browser, site, seen(a_full_session()))
    columns = browser.run(
        "[...document.querySelectorAll('.column')].map((c) => c.getBoundingClientRect().toJSON())"
    )

    assert [round(3 * column["width"] / width, 2) for column in columns] == [1, 1, 1]
    assert len({column["top"] for column in columns}) == 1
    letters = browser.run("parseFloat(getComputedStyle(document.body).fontSize)")
    assert letters * 33 == pytest.approx(height, rel=0.02)
    assert browser.run("document.documentElement.scrollWidth") == width
    assert browser.picture(tmp_path / "page.png").stat().st_size > 20_000


def test_it_is_light_or_dark_as_the_system_prefers_or_as_a_key_says(
    browser: Browser, site: Site
) -> None:
    opened(browser, site, seen(a_full_session()))
    dark = browser.run(BACKGROUND)
    browser.prefer(prefers_color_scheme="light")
    light = browser.run(BACKGROUND)
    browser.press("d")

    assert (dark, light) == ("rgb(14, 17, 20)", "rgb(255, 255, 255)")
    assert browser.run(BACKGROUND) == dark


def test_keys_enlarge_letters_or_a_column_and_the_facilitators_zoom_comes_first(
    browser: Browser, site: Site
) -> None:
    session = a_session(*a_full_session().notes, members=(a_member(),), marks=(a_mark(),))
    opened(browser, site, seen(session))
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    usual = browser.run(size)
    browser.press("+")
    assert browser.run(size) > usual
    browser.press("0")
    assert browser.run(size) == usual

    visible = "[...document.querySelectorAll('.column')].filter((c) => c.offsetWidth).length"
    browser.press("2")
    assert (browser.run(SHOWS), browser.run(visible)) == ("column", 1)
    browser.press("Escape")
    assert (browser.run(SHOWS), browser.run(visible)) == ("map", 3)

    site.show(seen(session, zoom="danger-1"))
    browser.wait(f"{SHOWS} === 'alone'")
    assert "Mateo could be badly hurt" in browser.run("document.querySelector('dl').textContent")
    assert browser.run("document.querySelector('#alone').scrollHeight") <= 720
    browser.press("4")
    assert browser.run(SHOWS) == "network"
    site.show(seen(session))
    browser.wait(f"{SHOWS} === 'map'")


def test_it_scrolls_to_what_is_new_and_to_where_the_facilitator_looks(
    browser: Browser, site: Site
) -> None:
    notes = tuple(a_note(f"What was said, {number}", id=f"n{number}") for number in range(60))
    inside = """(() => {{
        const row = document.querySelector('[data-key={key}]').getBoundingClientRect();
        const box = document.querySelector('.worried .box').getBoundingClientRect();
        return row.top >= box.top - 1 && row.bottom <= box.bottom;
    }})()"""
    opened(browser, site, seen(a_session(*notes[:-1])))
    assert not browser.run(inside.format(key="n58"))
    site.show(seen(a_session(*notes), newest="n59"))
    browser.wait(inside.format(key="n59"))
    browser.wait("document.querySelector('#news').textContent.endsWith('said, 59')")
    site.show(seen(a_session(*notes), newest="n59", tops={Column.WORRIED: "n20"}))
    browser.wait(inside.format(key="n20"))
    assert not browser.run(inside.format(key="n59"))
    lower = {Column.WORRIED: "n45"}
    site.show(seen(a_session(*notes), newest="n59", sees_newest=True, tops=lower))
    browser.wait(inside.format(key="n59"))
    site.show(seen(a_session(*notes), newest="n59"))
    browser.wait(inside.format(key="n0"))


def test_hostile_words_are_text_and_nothing_else(browser: Browser, site: Site) -> None:
    hostile = (
        "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt;"
        "<svg onload=alert(3)>javascript:alert(4)\"'><style>*{display:none}</style>"
    )
    session = a_session(
        a_note(hostile),
        a_danger(),
        title=hostile,
        members=(a_member(hostile, relationship=hostile),),
        marks=(a_mark(hostile),),
    )
    opened(browser, site, Seen(session, Stage(newest="note-1", zoom="note-1")))

    assert hostile in browser.run("document.querySelector('#alone').textContent")
    assert browser.run("document.querySelectorAll('img, style, script:not([type])').length") == 0
    for key in ("4", "5", "Escape"):
        browser.press(key)
    assert browser.run("document.querySelectorAll('img, style, script:not([type])').length") == 0


def test_a_screen_reader_reads_headings_lists_and_what_the_pictures_show(
    browser: Browser, site: Site
) -> None:
    marks = (a_mark("Leo", 3), a_mark("Ana", 9, id="mark-2", scale=Scale.WELLBEING))
    session = a_session(*a_full_session().notes, members=(a_member(),), marks=marks)
    opened(browser, site, seen(session))
    tree = browser.tree()

    assert browser.run("document.documentElement.lang") == "en"
    headings = "[...document.querySelectorAll('h1, h2, h3')].map((h) => h.textContent)"
    assert browser.run(headings)[:3] == ["K.'s family", "What are we worried about?", "DANGER"]
    assert {("heading", "DANGER"), ("group", "What's working well?")} <= set(tree)
    assert sum(role == "listitem" for role, _ in tree) >= 8
    assert ("StaticText", "Leo 3") in tree
    assert ("button", "Larger letters") in tree
    browser.press("4")
    assert ("StaticText", "Rosa · aunt · not asked yet · drives Mateo on Fridays") in browser.tree()
    assert browser.run("document.querySelectorAll('.circles ellipse').length") == 4


def test_it_speaks_spanish_and_prints(browser: Browser, site: Site, tmp_path: Path) -> None:
    spanish = load_wording("es")
    with served(wording=spanish) as other:
        other.show(Seen(Showing(spanish).of(a_full_session()), Stage()), spanish)
        browser.open(other.doors.new_link())
        browser.wait("document.querySelector('h2')?.textContent === '¿Qué nos preocupa?'")
        assert browser.run("document.documentElement.lang") == "es"
        assert browser.paper(tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    browser.wait("document.querySelector('#quiet').textContent === 'Ahora no se muestra nada.'")
    browser.open("about:blank")
    browser.asked.clear()
    browser.said.clear()


def test_when_nothing_is_heard_any_more_nothing_is_shown_any_more(
    browser: Browser, site: Site
) -> None:
    """A page that hears nothing would not hear of a curtain."""
    with served(grace=1, beat=60) as silent:
        silent.show(seen(a_full_session()))
        browser.open(silent.doors.new_link())
        browser.wait("document.querySelector('#quiet').textContent === 'Not connected.'")
        assert "Daniel" not in browser.text()
        silent.show(seen(a_full_session(), newest="heard-1"))
        browser.wait(f"{SHOWS} === 'map'")
    browser.open("about:blank")
    browser.asked.clear()
    browser.said.clear()


def test_another_page_in_the_same_browser_can_neither_read_nor_frame_it(
    browser: Browser, site: Site
) -> None:
    """Even of a page on this same computer, whose requests would carry the cookie."""
    opened(browser, site, seen(a_full_session()))
    with served() as other:
        browser.open(other.doors.new_link())
        browser.wait("location.pathname === '/' && document.readyState === 'complete'")
        origin = site.doors.address.origin
        assert origin != browser.run("location.origin")
        browser.open("data:text/html,<h1>evil</h1>")
        browser.wait("document.querySelector('h1')?.textContent === 'evil'")
        for path in ("/", "/events", "/page.js"):
            read = f"fetch('{origin}{path}', {{credentials: 'include'}}).then((r) => r.text())"
            assert browser.run(f"{read}.catch(() => 'refused')") == "refused"
            blind = f"fetch('{origin}{path}', {{mode: 'no-cors', credentials: 'include'}})"
            assert browser.run(f"{blind}.then((r) => r.text()).catch(() => 'refused')") in (
                "",
                "refused",
            )
        framed = f"""new Promise((done) => {{
            const frame = document.createElement('iframe');
            frame.onload = () => setTimeout(() => done(frame.contentDocument === null), 50);
            frame.src = '{origin}/';
            document.body.append(frame);
        }})"""
        assert browser.run(framed) is True
        stream = f"""new Promise((done) => {{
            const stream = new EventSource('{origin}/events', {{withCredentials: true}});
            stream.onopen = () => done('read');
            stream.onerror = () => done('refused');
        }})"""
        assert browser.run(stream) == "refused"
    browser.asked.clear()
    browser.said.clear()
