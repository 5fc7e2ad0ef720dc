"""Starting the app: what must be settled before the toolkit is loaded, and what is said after."""

import gc
import os
import sys

from soptui.library import Library, Opening
from soptui.settings import read_settings
from soptui.themes import DEFAULT_THEME, load_themes
from soptui.wording import Wording

FRAMES_A_SECOND = "120"


def launch(library: Library, wording: Wording, first: Opening | None) -> str:
    """Run the app until the person leaves; return what went wrong in the end, or nothing."""
    _settle_environment()
    from soptui.app.app import SoptuiApp  # noqa: PLC0415 - the environment comes first

    themes, reports = load_themes([library.home.themes])
    settings = read_settings(library.home.config)
    app = SoptuiApp(
        library,
        wording,
        themes,
        theme=settings.theme if settings.theme in themes else DEFAULT_THEME,
        first=first,
        keys=settings.keys,
        on_settled=_look_for_garbage_again,
        reports=(*reports, settings.problem) if settings.problem else reports,
    )
    app.run()
    status = app.finish()
    if app.fault:
        saved = wording.say("ending.not_saved" if status else "ending.saved")
        return wording.say("ending.fault", fault=app.fault, saved=saved)
    return wording.say("ending.not_saved") if status else ""


def _look_for_garbage_again() -> None:
    """Go on collecting, but never go through what the start has made: it stays."""
    gc.freeze()
    gc.enable()


def _settle_environment() -> None:
    # TEXTUAL_* variables can write the screen to files (screenshots, logs): none is heeded.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # The first frame after rest is immediate; a following one waits for this clock.
    os.environ["TEXTUAL_FPS"] = FRAMES_A_SECOND
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    if sys.platform == "win32" or os.environ.get("TERM_PROGRAM") == "vscode":
        # Their newer key protocol swallows what AltGr makes: @, #, ~ on many keyboards.
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
