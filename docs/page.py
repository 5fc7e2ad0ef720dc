"""The picture of the web page, taken by Chromium where it is installed."""

import sys
import tempfile
from pathlib import Path

from soptui.example import DEMO, shipped
from soptui.following import Seen
from soptui.model.stage import Stage
from soptui.resources import resource
from soptui.room.showing import Showing
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.web.look import stylesheet
from soptui.web.payload import as_event, event_of, page_words, told
from soptui.wording import load_wording

SIZE = (1280, 720)
_IS_SHOWN = "document.querySelectorAll('.column').length === 3"


def _seen() -> Seen:
    """Return what a browser sees of the demo."""
    demo = shipped(DEMO)
    return Seen(Showing(load_wording()).of(demo), Stage())


def source() -> str:
    """Return everything that the picture depends on: the page, its colors, and what it is told."""
    wording, seen = load_wording(), _seen()
    static = sorted((resource("web") / "static").iterdir())
    event = as_event(event_of(seen), {**page_words(wording), **told(seen, wording)})
    return "\n".join(
        (
            *(file.read_text(encoding="utf-8") for file in static),
            stylesheet(shipped_themes()[DEFAULT_THEME]),
            event.decode(),
        )
    )


def has_browser() -> bool:
    """Say whether a browser can be driven here."""
    if sys.platform == "win32":
        return False
    from tests.web.browser import CHROMIUM  # noqa: PLC0415 - not for Windows

    return CHROMIUM is not None


def photograph() -> bytes:
    """Return the page as PNG, taken by the browser that the tests drive."""
    from tests.web.browser import Browser  # noqa: PLC0415 - not for Windows
    from tests.web.serving import served  # noqa: PLC0415

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with Browser(Path(folder)) as browser, served() as site:
            browser.size(*SIZE)
            browser.prefer(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
            site.show(_seen())
            browser.open(site.doors.new_link())
            browser.wait(_IS_SHOWN)
            browser.run("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
            taken = browser.picture(Path(folder) / "page.png").read_bytes()
            browser.open("about:blank")
        return taken
