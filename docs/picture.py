"""Draw the picture at the top of the README: `make picture`.

The demo in a window of 100x30, as SVG. Textual's picture names fonts of a web host; nobody
who reads our README should ask another host for anything, so they are taken out.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from soptui.app.app import SoptuiApp
from soptui.home import Home
from soptui.library import Library
from soptui.themes import DEFAULT_THEME, shipped_themes
from soptui.wording import load_wording

TARGET = Path(__file__).with_name("demo.svg")
FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")


async def draw() -> str:
    """Return the demo's picture, somebody having begun a statement."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(Home(Path(home)))
        app = SoptuiApp(
            library, load_wording(), shipped_themes(), theme=DEFAULT_THEME, first=library.demo()
        )
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press(*"+ Kai packs his own", "space", *"bag now")
            await pilot.pause()
            picture = app.export_screenshot(title="soptui demo")
        app.finish()
        library.close()
    return FONTS.sub("", picture)


if __name__ == "__main__":
    TARGET.write_text(asyncio.run(draw()), encoding="utf-8")
